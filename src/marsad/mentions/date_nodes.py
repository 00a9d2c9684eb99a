"""What a date phrase says, before it is worked out into days: the tree that the grammar gives and the resolver reads."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

Unit = Literal["second", "minute", "hour", "day", "week", "month", "year", "decade", "century"]
Direction = Literal[-2, -1, 0, 1, 2]


class Node(msgspec.Struct, frozen=True, gc=False):
    """Base of all nodes."""


class Calendar(Node, frozen=True, gc=False):
    """A day, month or year of a calendar. What is told by shift ("last month", "this year") is told from the day of
    publication, or with `same` from the date named before. `part` is early, middle, late, or h1, h2, q1 to q4 of a year.
    `nth` picks a `unit` (weekday, day or week) inside the month or year: 1 the first, -1 the last."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hijri: bool = False
    year_shift: int | None = None
    month_shift: int | None = None
    direction: int | None = None
    part: str | None = None
    weekday: int | None = None
    nth: int | None = None
    unit: str | None = None
    same: bool = False
    slash: str | None = None  # a second month name beside the first that contradicts it


class Weekday(Node, frozen=True, gc=False):
    """A day of the week, 1 Monday to 7 Sunday; `direction` -1 the last, 1 the next, None by the tense of the clause;
    `week` shifts the week that it is in (-1: last week's Sunday)."""

    number: int
    direction: int | None = None
    week: int | None = None


class Deictic(Node, frozen=True, gc=False):
    """Today, yesterday, tomorrow: days after publication; with the weekday that may stand beside it."""

    days: int
    weekday: int | None = None
    until: int | None = None  # a night runs to this day


class Night(Node, frozen=True, gc=False):
    """A night told from the day that is spoken of: the days on which it begins and ends."""

    low: int
    high: int


class Eve(Node, frozen=True, gc=False):
    """The day of what is named next, told by "on the day after it" (-1) or "on its eve" (1)."""

    days: int


class Week(Node, frozen=True, gc=False):
    """A week from Monday to Sunday, shifted from that of publication."""

    shift: int
    same: bool = False
    part: str | None = None


class Ago(Node, frozen=True, gc=False):
    """So many units before (`sign` -1) or after (1) publication, or the date named before (`same`)."""

    count: float
    unit: Unit
    sign: int = -1
    same: bool = False
    after: bool = False  # told as "so many years after": of what is named next


class Past(Node, frozen=True, gc=False):
    """The so many units up to publication (`sign` -1) or from it on (1)."""

    count: float
    unit: Unit
    sign: int = -1


class Since(Node, frozen=True, gc=False):
    """From the first day of `of` to publication."""

    of: Node


class Until(Node, frozen=True, gc=False):
    """Up to, by, before or after `of`: a bound, not a time at which something happened."""

    of: Node
    word: str = "until"


class Range(Node, frozen=True, gc=False):
    """From the first day of one date to the last of another."""

    low: Node
    high: Node


class Earlier(Node, frozen=True, gc=False):
    """At some time in `of`, but before (`sign` -1) or after (1) now."""

    of: Node
    sign: int = -1


class Anaphor(Node, frozen=True, gc=False):
    """A day, month, year told from the date named before: that day (shift 0), the day after (1)."""

    unit: Unit | None
    shift: int = 0
    year: int | None = None  # the same day of another year


class Holiday(Node, frozen=True, gc=False):
    """A feast: its day in its calendar (as date_words.tsv has it) and, where told, its Gregorian year."""

    code: str
    year: int | None = None
    direction: int | None = None


class Decade(Node, frozen=True, gc=False):
    """Ten years (`tens` 90: 1990 to 1999, of the latest past century unless `century` tells another)."""

    tens: int
    century: int | None = None
    part: str | None = None


class Century(Node, frozen=True, gc=False):
    """A hundred years: the 20th is 1901 to 2000; or shifted from the present one."""

    number: int | None = None
    shift: int | None = None


class Fixed(Node, frozen=True, gc=False):
    """A day that is the name of what happened on it."""

    iso: str


class Vague(Node, frozen=True, gc=False):
    """A time too loosely told to be worked out."""


class Now(Node, frozen=True, gc=False):
    """This moment."""


class Named(Node, frozen=True, gc=False):
    """The name of something (a brigade, a street, a revolution) that is built like a date: none."""


class Clock(msgspec.Struct, frozen=True, gc=False):
    """A time of day; `grain` is hour, minute or second. Hours past 24 belong to the night that began the day before."""

    hour: int
    minute: int = 0
    second: int = 0
    grain: str = "hour"

    def __str__(self) -> str:
        return f"{self.hour % 24:02d}:{self.minute:02d}" + (f":{self.second:02d}" if self.grain == "second" else "")


Found: TypeAlias = tuple[Node, int]
