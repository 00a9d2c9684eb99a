"""What is named in a text: numbers, dates, places and actors, before they are joined up.

`start` and `end` are offsets in the text as given; `first` and `last` tokens, the last not included.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from marsad.records import ActorKind, Qualifier


class NumberMention(msgspec.Struct, frozen=True, gc=False):
    """A number with its hedges. `low` and `high` are bounds as the codebook has them (figures); `value` is the bare number."""

    start: int
    end: int
    first: int
    last: int
    low: float | None
    high: float | None
    qualifier: Qualifier
    value: float | None
    kind: str  # cardinal, ordinal, percent, fraction, dual, singular, vague
    noun: int | None = None  # token of the noun counted


class DateMention(msgspec.Struct, frozen=True, gc=False):
    """A date or period: whole days, both included; `None` where it depends on an unknown day of publication."""

    start: int
    end: int
    first: int
    last: int
    from_: dt.date | None
    to: dt.date | None
    precision: str
    text: str
    note: str | None = None
    kind: str = ""  # what sort of phrase: day, weekday, deictic, month, year, ago, since, past, range, bound, now ...
    clock: str | None = None  # a time of day told with it, HH:MM


class PlaceMention(msgspec.Struct, gc=False):
    """A place named. `candidates` are the gazetteer's ideas of it; `place` is the id of its record, set by linking."""

    start: int
    end: int
    first: int
    last: int
    name: str
    kind: str | None = None  # what a kind noun before it says (بلدة, مخيم)
    key: str = ""  # the folded name proper, without the kind noun
    candidates: tuple[object, ...] = ()
    score: float = 1.0
    place: str | None = None


class ActorMention(msgspec.Struct, gc=False):
    """An actor named. The name proper without its title is `start`-`end`; `phrase_first`-`phrase_last` holds title and
    apposition too. `actor` is the id of its record, set by linking."""

    start: int
    end: int
    first: int
    last: int
    phrase_first: int
    phrase_last: int
    name: str
    kind: ActorKind = "other"
    country: str | None = None
    role: str | None = None
    known: str | None = None
    score: float = 1.0
    actor: str | None = None
