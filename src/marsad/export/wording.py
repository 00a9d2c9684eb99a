"""Numbers and periods in a few characters, for tables and pages alike."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from marsad.records import Date, Qualifier


class Counted(Protocol):
    """What has a number: a figure, or a claim made of one."""

    @property
    def low(self) -> int | None:
        """At least so many."""

    @property
    def high(self) -> int | None:
        """At most so many."""

    @property
    def qualifier(self) -> Qualifier:
        """How it is qualified."""


def amount(figure: Counted) -> str:
    """A figure's bounds and how sure they are: `121`, `~121`, `≥ 20`, `≤ 20`, `20–30`; read off a vague word: `(20–99)`."""
    low, high = figure.low, figure.high
    text = bounds(figure)
    if low is None or high is None:
        text = f"{'≥' if low is not None else '≤'} {text}"
    if figure.qualifier == "vague":
        return f"({text})"
    return f"~{text}" if figure.qualifier == "about" else text


def bounds(figure: Counted) -> str:
    """A figure's bounds alone: `121`, `20–30`; the one that is known where the other is not."""
    known = [n for n in (figure.low, figure.high) if n is not None]
    if len(known) == 2 and known[0] != known[1]:
        return f"{known[0]:,}–{known[1]:,}"
    return f"{known[0]:,}" if known else "?"


def period(date: Date | None) -> str:
    """A period of days as shortly as it can be said: `2019-04-04`, `2019-03`, `2011`, `2019-04-04 – 2019-04-14`.

    A date whose day could not be worked out is given in its own words.
    """
    return " – ".join(ends(date)) or own_words(date)


def ends(date: Date | None) -> tuple[str, ...]:
    """A period as one word where one says it, else its first and last day; nothing where its days are not known."""
    if date is None or date.from_ is None or date.to is None:
        return ()
    first, last = date.from_, date.to
    after = last + dt.timedelta(days=1) if last < dt.date.max else last
    if first.day == 1 and after.day == 1 and after != last:
        if (first.year, first.month) == (last.year, last.month):
            return (f"{first:%Y-%m}",)
        if first.month == 1 and after.month == 1 and last.year == first.year:
            return (f"{first:%Y}",)
    return (str(first),) if first == last else (str(first), str(last))


def own_words(date: Date | None) -> str:
    """A date's words as they stand in the text, in quotation marks, where its days are not known."""
    if date is None or date.text is None or (date.from_ is not None and date.to is not None):
        return ""
    return f"“{date.text.text}”"
