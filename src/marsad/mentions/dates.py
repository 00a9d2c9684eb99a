"""Dates and periods in a text, each worked out to its first and last day. Rules: codebook, `date`; docs/dates.md.

Without a day of publication, what depends on it stays unresolved: the mention is there, its days are None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from marsad.mentions import date_nodes as n
from marsad.mentions.date_cursor import Cursor
from marsad.mentions.date_phrases import phrase
from marsad.mentions.date_resolve import Context, Period, resolve
from marsad.mentions.date_tense import is_future
from marsad.mentions.date_words import date_words
from marsad.mentions.types import DateMention
from marsad.text.document import Document

if TYPE_CHECKING:
    from marsad.reading import Reading

_DAY = dt.timedelta(days=1)


def find_dates(document: Document, *, published: dt.date | None = None) -> list[DateMention]:
    """Every date and period of a text, in order. Their kinds are in `note`-free `precision`; see docs/dates.md."""
    found = list(_phrases(document))
    today = _spoken_on(found, published)
    out: list[DateMention] = []
    previous: tuple[dt.date, dt.date] | None = None
    for first, last, node, future in found:
        period = resolve(node, Context(today, future, previous))
        mention = _mention(document, first, last, node, period)
        out.append(mention)
        if period is not None and not isinstance(node, n.Now | n.Until):
            previous = (period.from_, period.to)
    return out


def read_dates(reading: Reading) -> None:
    """The step of the street: a reading's text and day of publication -> its dates."""
    reading.dates = find_dates(reading.document, published=reading.published)


def _phrases(document: Document) -> Iterator[tuple[int, int, n.Node, bool]]:
    """(first token, token after the last, what is said, whether its clause speaks of the future) for every phrase."""
    words = date_words()
    tokens = document.tokens
    c = Cursor(tokens, words)
    for sentence in document.sentences:
        c.first, c.end = sentence.first, sentence.last
        i = sentence.first
        while i < sentence.last:
            if tokens[i].kind != "number" and tokens[i].norm not in words and not c.starts_number(i):
                i += 1
                continue
            told = phrase(c, i)
            if told is None:
                i += 1
                continue
            if not isinstance(told[0], n.Named):
                yield i, told[1], told[0], is_future(c, i, told[1])
            i = told[1]


def _spoken_on(found: list[tuple[int, int, n.Node, bool]], published: dt.date | None) -> dt.date | None:
    """The day that a text calls today. An agency's report printed a day later says "today, Monday" on a Tuesday."""
    if published is None:
        return None
    for _, _, node, _ in found:
        if isinstance(node, n.Deictic) and node.weekday is not None:
            day = published + node.days * _DAY
            if day.isoweekday() == node.weekday:
                return published
            if node.days == 0 and (day - _DAY).isoweekday() == node.weekday:
                return published - _DAY
    return published


def _mention(document: Document, first: int, last: int, node: n.Node, period: Period | None) -> DateMention:
    start, end = document.tokens[first].start, document.tokens[last - 1].end
    return DateMention(
        start=start,
        end=end,
        first=first,
        last=last,
        from_=period.from_ if period else None,
        to=period.to if period else None,
        precision=period.precision if period else "unknown",
        text=document.text[start:end],
        note=period.note if period else None,
        kind=_kind(node),
    )


def _kind(node: n.Node) -> str:
    """What sort of phrase it is, for those who choose among dates: since, bound, ago, weekday, deictic, month ..."""
    if isinstance(node, n.Calendar):
        return "day" if node.day is not None or node.nth is not None else "month" if node.month or node.month_shift is not None else "year"
    return _KINDS.get(type(node), type(node).__name__.lower())


_KINDS: dict[type[n.Node], str] = {n.Until: "bound", n.Holiday: "day", n.Fixed: "day"}
