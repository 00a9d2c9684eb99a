"""Events of reports as they are compared: when, where, who, how many, and in which words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from marsad.archive.words import bare_words
from marsad.merging.nearness import Days
from marsad.merging.told import Told, actor_key
from marsad.records import Actor, Event, Figure, Place

_STOPS = (".", "\n", "؟", "!")
UNDATED = 2  # days before publication in which an event without a date is taken to have been; news tells of what is new
LONG = 10  # days from which a period tells when something went on, not when it happened


class Happening(msgspec.Struct, frozen=True, gc=False):
    """An event of one report, in view of comparing it. `index` is the report's place among those compared."""

    index: int
    told: Told
    event: Event
    days: Days | None
    place: Place | None
    parties: dict[str, str]
    trigger: str
    words: frozenset[str]
    sentence: frozenset[str]
    figures: frozenset[tuple[str, int]]

    @property
    def member(self) -> str:
        """How the event is called in the archive: report/record."""
        return f"{self.told.number}/{self.event.id}"


def happenings(reports: Sequence[Told], *, compared: bool = True) -> list[Happening]:
    """Every event of every report, in order. Where they are not `compared` any more, they come without the words that takes."""
    return [_happening(i, told, event, compared=compared) for i, told in enumerate(reports) for event in told.coded.events]


def _happening(index: int, told: Told, event: Event, *, compared: bool) -> Happening:
    return Happening(
        index=index,
        told=told,
        event=event,
        days=_days(told, event),
        place=told.places.get(event.place or ""),
        parties=_parties(told, event) if compared else {},
        trigger=" ".join(bare_words(event.trigger.text)) if compared else "",
        words=frozenset(bare_words(event.evidence.text) if compared else ()),
        sentence=frozenset(bare_words(_sentence(told.text, event)) if compared else ()),
        figures=frozenset(_figures(told, event) if compared else ()),
    )


def _sentence(text: str, event: Event) -> str:
    """The sentence in which the event is told, with the whole of its evidence."""
    start = max(text.rfind(stop, 0, event.trigger.start) for stop in _STOPS) + 1
    ends = [at for stop in _STOPS if (at := text.find(stop, event.trigger.end)) >= 0]
    return text[min(start, event.evidence.start) : max(min(ends, default=len(text)), event.evidence.end)]


def _days(told: Told, event: Event) -> Days | None:
    date = event.date
    if date is not None and date.from_ is not None and date.to is not None:
        return Days(date.from_, date.to, sure=True)
    if told.published is None:
        return None
    return Days(told.published - dt.timedelta(days=UNDATED), told.published, sure=False)


def _parties(told: Told, event: Event) -> dict[str, str]:
    """Actors and recipients: key and name. Counted people ("14 soldiers") are no participant by whom an event is known."""
    out: dict[str, str] = {}
    for ident in (*event.actors, *event.recipients):
        actor = told.actors.get(ident)
        if actor is not None and not _counted(actor) and (key := actor_key(actor)):
            out[key] = actor.name
    return out


def _counted(actor: Actor) -> bool:
    return any(c.isdigit() for c in actor.name)


def _figures(told: Told, event: Event) -> Iterable[tuple[str, int]]:
    """(measure, number) of the figures of the event, and of those that its evidence holds."""
    for figure in told.coded.figures:
        if figure.event == event.id or _inside(figure, event):
            number = figure.low if figure.low is not None else figure.high
            if number is not None:
                yield figure.measure, number


def _inside(figure: Figure, event: Event) -> bool:
    return figure.evidence.start < event.evidence.end and event.evidence.start < figure.evidence.end
