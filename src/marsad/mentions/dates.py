"""Dates and periods in a text, each worked out to its first and last day. Rules: codebook, `date`; docs/dates.md.

Without a day of publication, what depends on it stays unresolved: the mention is there, its days are None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from marsad.mentions import date_nodes as n
from marsad.mentions.date_calendar import Period
from marsad.mentions.date_clock import Times, times
from marsad.mentions.date_cursor import Cursor
from marsad.mentions.date_numbers import NUMBER_STARTERS
from marsad.mentions.date_phrases import duration, phrase
from marsad.mentions.date_points import point
from marsad.mentions.date_resolve import Context, resolve
from marsad.mentions.date_tense import is_future
from marsad.mentions.date_words import date_words
from marsad.mentions.number_words import number_words
from marsad.mentions.types import DateMention
from marsad.text.document import Document

if TYPE_CHECKING:
    from marsad.reading import Reading

_DAYS = (n.Calendar, n.Weekday, n.Deictic, n.Night, n.Range)
_DAY = dt.timedelta(days=1)


def find_dates(document: Document, *, published: dt.date | None = None, future: bool | None = None) -> list[DateMention]:
    """Every date and period of a text, in order. `future` says which way to look for "Tuesday" or "in May" where the caller knows;
    by default the words of each clause decide."""
    found = list(phrases(document))
    today = _spoken_on(found, published)
    out: list[DateMention] = []
    previous: tuple[dt.date, dt.date] | None = None
    for told in found:
        period = resolve(told.node, Context(today, told.future if future is None else future, previous))
        out.append(_mention(document, told, period))
        if period is not None and not isinstance(told.node, n.Now | n.Until | n.Eve):
            previous = (period.from_, period.to)
    return out


def find_durations(document: Document) -> list[tuple[int, int, float, n.Unit]]:
    """Stretches of time told by number and unit: first token, token after the last, how many, of what."""
    c = Cursor(document.tokens)
    out = []
    i = 0
    while i < c.end:
        told = duration(c, i)
        if told is not None and told.count is not None:
            out.append((i, told.end, told.count, told.unit))
            i = told.end
        else:
            i += 1
    return out


def read_dates(reading: Reading) -> None:
    """The step of the street: a reading's text and day of publication -> its dates."""
    reading.dates = find_dates(reading.document, published=reading.published)
    reading.warnings += [f"{m.text}: {m.note}" for m in reading.dates if m.note is not None]


class Phrase(NamedTuple):
    """Words that tell a time: first token, token after the last, what they say, a time of day, whether their clause is of the future."""

    first: int
    last: int
    node: n.Node
    clock: Times | None
    future: bool


def phrases(document: Document) -> Iterator[Phrase]:
    """Every phrase of a text that tells a day, a period or a time of day, not yet worked out."""
    starters = _starters()
    tokens = document.tokens
    c = Cursor(tokens)
    for sentence in document.sentences:
        c.move(sentence.first, sentence.last)
        free = 0
        for i in [t.i for t in tokens[sentence.first : sentence.last] if t.norm in starters or t.kind == "number"]:
            if i < free:
                continue
            told = _timed(c, i)
            if told is None:
                continue
            node, clock, free = told
            if not isinstance(node, n.Named):
                yield Phrase(i, free, node, clock, is_future(c, i, free))


@lru_cache(maxsize=1)
def _starters() -> frozenset[str]:
    """The words that a date may begin with."""
    return frozenset(date_words().kinds) | NUMBER_STARTERS | frozenset(number_words())


def _timed(c: Cursor, i: int) -> tuple[n.Node, Times | None, int] | None:
    """A date, a time of day, or both beside each other: "الخميس الساعة 8", "الواحدة من بعد ظهر اليوم"."""
    clock = times(c, i)
    if clock is not None:
        found = point(c, c.skip(clock.end, "من", "،", "في"))
        if found is not None and isinstance(found[0], _DAYS):
            return found[0], clock, found[1]
        return n.Now(), clock, clock.end
    found = phrase(c, i)
    if found is None:
        return None
    node, end = found
    if isinstance(node, _DAYS):
        clock = times(c, c.skip(end, "،", ",", "في", "عند", "-")) or times(c, end)
        if clock is not None:
            return node, clock, clock.end
    return node, None, end


def _spoken_on(found: list[Phrase], published: dt.date | None) -> dt.date | None:
    """The day that a text calls today. An agency's report printed a day later says "today, Monday" on a Tuesday."""
    if published is None:
        return None
    for told in found:
        node = told.node
        if isinstance(node, n.Deictic) and node.weekday is not None:
            day = published + node.days * _DAY
            if day.isoweekday() == node.weekday:
                return published
            if node.days == 0 and (day - _DAY).isoweekday() == node.weekday:
                return published - _DAY
    return published


def _mention(document: Document, told: Phrase, period: Period | None) -> DateMention:
    start, end = document.tokens[told.first].start, document.tokens[told.last - 1].end
    return DateMention(
        start=start,
        end=end,
        first=told.first,
        last=told.last,
        from_=period.from_ if period else None,
        to=period.to if period else None,
        precision=period.precision if period else "unknown",
        text=document.text[start:end],
        note=period.note if period else None,
        kind="clock" if told.clock and isinstance(told.node, n.Now) else _kind(told.node),
        clock=str(told.clock) if told.clock else None,
    )


def _kind(node: n.Node) -> str:
    """What sort of phrase it is, for those who choose among dates: since, bound, ago, weekday, deictic, month ..."""
    if isinstance(node, n.Calendar):
        return "day" if node.day is not None or node.nth is not None else "month" if node.month or node.month_shift is not None else "year"
    if isinstance(node, n.Ago) and node.after:
        return "after"
    return _KINDS.get(type(node), type(node).__name__.lower())


_KINDS: dict[type[n.Node], str] = {n.Until: "bound", n.Holiday: "day", n.Fixed: "day"}
