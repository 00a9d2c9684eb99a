"""The dates that a record could have: those of its sentence, the last ones before it, the first of the report; where nothing before it has a
date, that of the next sentence; those near words that tell an event again. (Of records that have none in their sentence a tenth take that of
the next; with a date before them hardly any.)

A date that ends "منذ بدء الهجوم في 4 نيسان" gives two: the day itself, for what stands between, and the time since then. So does one
told with a beginning ("بدأت في 4 نيسان"), for what lasts to publication.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from marsad.coding.date_surroundings import Surroundings
from marsad.coding.nearby import quoted_tokens
from marsad.mentions.date_words import date_words
from marsad.mentions.types import DateMention
from marsad.reading import Reading
from marsad.text.document import Sentence

_UNUSABLE = frozenset({"bound", "now", "vague", "clock"})
_REACH = 15  # tokens from "since" or a beginning to its date
_EVE = 3  # tokens from "on the day after" to what it dates
_LATE = -1.2  # log-probability from which a date is weighed that stands near words only that tell the event again; a guess, not tuned
_BACK = 12  # dates looked through for the last whole day


class DateChoice(msgspec.Struct, frozen=True, gc=False):
    """A date that a record could have: where it stands, its days, and how it is related to the record."""

    mention: DateMention
    from_: dt.date
    to: dt.date
    relation: str  # of the record's sentence: here, since, from, start; of others: previous, day, lead, after, chain, again
    start: int
    end: int


class Target(msgspec.Struct, frozen=True, gc=False):
    """What is to be dated: its trigger token, the tokens of its evidence, and what it is (an event type or a measure); what the network says of
    the dates about it, as log-probabilities by the number of the date among the usable ones, -1 for none (nothing where it was not asked)."""

    token: int
    first: int
    last: int
    what: str
    seen: dict[int, float] | None = None
    again: dict[int, float] | None = None  # the same beside words that tell it again


class Told(msgspec.Struct, frozen=True, gc=False):
    """What was decided for a record already dated: its trigger token and the date taken (None: none)."""

    token: int
    choice: DateChoice | None

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """First and last day."""
        return (self.choice.from_, self.choice.to) if self.choice else None


class _Here(NamedTuple):
    """A date of a sentence, and the time from it to publication where "since" (at token `since`) or a beginning stands before it: what it
    is for what stands between that word and the date, and for all else."""

    choice: DateChoice
    since: int
    between: DateChoice | None
    until_now: DateChoice | None


class _Near(NamedTuple):
    """The dates that the records of one sentence could have: its own, and those of others."""

    here: list[_Here]
    others: list[DateChoice]


class DateIndex:
    """The dates of a report that can date something, by where they stand, and what was decided so far. Made once a report."""

    __slots__ = (
        "_ages",
        "_near",
        "_published",
        "_statements",
        "around",
        "firsts",
        "lead",
        "one_day",
        "quoted",
        "reading",
        "said",
        "tokens",
        "told",
        "usable",
    )

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.usable = [m for m in reading.dates if m.from_ is not None and m.to is not None and m.kind not in _UNUSABLE]
        self.firsts = [m.first for m in self.usable]
        self.lead = next((m for m in self.usable if m.precision == "day"), None)
        self.one_day = len({m.from_ for m in self.usable if m.precision == "day"}) == 1
        self.said = sorted((s.content.start, s.content.end, s.cue.start) for s in reading.statements)
        self.around = Surroundings(reading)
        self.quoted = quoted_tokens(reading.document)
        self.told: list[Told] = []  # by token
        self.tokens: list[int] = []
        self._published = reading.published
        self._near: dict[int, _Near] = {}
        self._ages: dict[dt.date, str] = {}
        self._statements: dict[int, tuple[int, int, int] | None] = {}

    def near(self, sentence: Sentence) -> _Near:
        """The dates that the records of a sentence could have."""
        found = self._near.get(sentence.i)
        if found is None:
            found = self._near[sentence.i] = _near(self, sentence)
        return found

    def statement(self, at: int) -> tuple[int, int, int] | None:
        """The statement in whose content an offset lies: start and end of its content, start of its cue."""
        if at not in self._statements:
            self._statements[at] = self._statement(at)
        return self._statements[at]

    def _statement(self, at: int) -> tuple[int, int, int] | None:
        k = bisect_left(self.said, (at + 1, 0, 0))
        for start, end, cue in reversed(self.said[max(0, k - 3) : k]):
            if start <= at < end:
                return start, end, cue
        return None

    def age(self, day: dt.date) -> str:
        """How long before publication a day lies, in steps."""
        found = self._ages.get(day)
        if found is None:
            found = self._ages[day] = _age(day, self._published)
        return found

    def before(self, token: int) -> Told | None:
        """The record before a token, by where it stands, among those already dated."""
        at = bisect_left(self.tokens, token + 1)
        return self.told[at - 1] if at else None

    def tell(self, told: Told) -> None:
        """Keep what was decided for a record."""
        at = bisect_left(self.tokens, told.token + 1)
        self.tokens.insert(at, told.token)
        self.told.insert(at, told)


def date_index(reading: Reading) -> DateIndex:
    """The index of a reading's dates."""
    found = reading.notes.get("dating")
    if not isinstance(found, DateIndex):
        found = DateIndex(reading)
        reading.notes["dating"] = found
    return found


def sentence_of(reading: Reading, token: int) -> Sentence:
    """The sentence in which a token stands."""
    document = reading.document
    return document.sentences[document.tokens[token].sentence]


def date_choices(reading: Reading, target: Target, before: Told | None) -> list[DateChoice]:
    """The dates that a record could have; that of the record before among them."""
    choices: list[DateChoice] = []
    near = date_index(reading).near(sentence_of(reading, target.token))
    for choice, since, between, until_now in near.here:
        m = choice.mention
        if m.kind == "eve" and not 0 <= target.token - m.last <= _EVE:
            continue  # it dates only what it stands before
        choices.append(choice)
        if until_now is not None:
            choices.append(between if between is not None and since < target.token < m.first else until_now)
    choices += near.others
    if before is not None and before.choice is not None and all((c.from_, c.to) != before.days for c in choices):
        choices.append(msgspec.structs.replace(before.choice, relation="chain"))
    if target.again:
        usable = date_index(reading).usable
        for k, log in target.again.items():
            if k >= 0 and log > _LATE and usable[k].kind != "eve" and all((c.from_, c.to) != (usable[k].from_, usable[k].to) for c in choices):
                choices.append(_choice(usable[k], "again"))
    return choices


def _near(index: DateIndex, sentence: Sentence) -> _Near:
    low, high = bisect_left(index.firsts, sentence.first), bisect_left(index.firsts, sentence.last)
    here = [_Here(_choice(m, "here"), *_until_now(index.reading, m, sentence)) for m in index.usable[low:high]]
    others = list(_carried(index, low))
    tokens = index.reading.document.tokens
    after = next((m for m in index.usable[high : high + _BACK] if m.kind != "eve"), None)
    if after is None or others or tokens[after.first].sentence != sentence.i + 1:
        return _Near(here, others)
    return _Near(here, [_choice(after, "after")])


def _choice(m: DateMention, relation: str) -> DateChoice:
    assert m.from_ is not None
    assert m.to is not None
    return DateChoice(m, m.from_, m.to, relation, m.start, m.end)


def _carried(index: DateIndex, low: int) -> Iterator[DateChoice]:
    """The last date before the sentence, the last whole day, and the first of the report; each value once."""
    previous = [m for m in reversed(index.usable[max(0, low - _BACK) : low]) if m.kind != "eve"]
    last_day = next((m for m in previous if m.precision == "day"), None)
    lead = index.lead if index.lead is not None and low and index.lead.first <= index.firsts[low - 1] else None
    seen: set[tuple[dt.date | None, dt.date | None]] = set()
    for relation, m in (("previous", previous[0] if previous else None), ("day", last_day), ("lead", lead)):
        if m is not None and (m.from_, m.to) not in seen:
            seen.add((m.from_, m.to))
            yield _choice(m, relation)


def _until_now(reading: Reading, m: DateMention, sentence: Sentence) -> tuple[int, DateChoice | None, DateChoice | None]:
    """The time from a date to publication, where "since" or a beginning stands before it: see `_Here`."""
    published = reading.published
    if m.kind in ("since", "ago", "range") or published is None or m.from_ is None or m.from_ > published:
        return -1, None, None
    tokens, kinds = reading.document.tokens, date_words().kinds
    began = False
    for i in range(m.first - 1, max(sentence.first, m.first - _REACH) - 1, -1):
        found = kinds.get(tokens[i].norm)
        if found is None:
            continue
        if "since" in found:
            start = tokens[i].start
            return i, DateChoice(m, m.from_, published, "from", start, m.end), DateChoice(m, m.from_, published, "since", start, m.end)
        began = began or "start" in found
    return -1, None, DateChoice(m, m.from_, published, "start", m.start, m.end) if began else None


def _age(day: dt.date, published: dt.date | None) -> str:
    if published is None:
        return "?"
    back = (published - day).days
    return "future" if back < 0 else "0" if back == 0 else "1" if back == 1 else "week" if back < 8 else "year" if back < 365 else "old"
