"""When: the dated records of a report on one line, reaching from far back to the day of publication.

News names yesterday, last month and 2011 in one breath, so the scale is the logarithm of the distance in days from
the day of publication (or, where that is not known, from the last day named). Time runs from right to left. What is
nearest to that day is placed first, at the top, so that what finds no room is background and not the news.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

_TICKS = (0, 1, 7, 30, 365, 3650, 36500)
_EDGE = 4.0  # per cent kept free on both sides
_LABEL = 26.0  # per cent of the width that a label is given
_GAP = 1.5
_MOST_LANES = 9
_NEAR, _TOO_NEAR = 12.0, 4.5  # per cent between the names of two ticks: less needs a wide screen, or leaves no room at all


class Dated(NamedTuple):
    """A record with the days that it covers, `when` in words, and how sure it is; `ref` names several that are told as one."""

    ref: str
    tag: str
    label: str
    first: dt.date
    last: dt.date
    when: str = ""
    sure: float = 1.0


class Bar(NamedTuple):
    """Where a record stands: `x` and `width` in per cent from the left, `lane` from the top.

    Its label begins (`start`, which in Arabic is its right end) or ends (`end`) `dx` pixels from `label_x` per cent.
    """

    ref: str
    tag: str
    label: str
    when: str
    x: float
    width: float
    lane: int
    label_x: float
    dx: int
    anchor: str

    @property
    def upon(self) -> bool:
        """Whether the label lies over the bar, there being no room at either end."""
        return self.anchor == "start" and self.label_x > self.x


class Tick(NamedTuple):
    """A line of the scale: `x` in per cent from the left, `days` from the day of publication (before it, if negative).

    `named`: whether there is room to name it, always or where the screen is wide.
    """

    x: float
    days: int
    named: Literal["always", "wide", "never"]


class Timeline(NamedTuple):
    """Bars and ticks, the number of lanes, and the records that found no lane. `known`: whether `today` is the day of publication."""

    bars: list[Bar]
    ticks: list[Tick]
    lanes: int
    others: list[Dated]
    today: dt.date
    known: bool

    @property
    def left_out(self) -> int:
        """How many records found no lane."""
        return sum(len(item.ref.split()) for item in self.others)


def timeline(items: Sequence[Dated], published: dt.date | None) -> Timeline | None:
    """Lay the records out; `None` where none is dated."""
    if not items:
        return None
    today = published or max(item.last for item in items)
    low = min(_scaled((item.first - today).days) for item in items)
    high = max(0.0, *(_scaled((item.last - today).days) for item in items))
    low = min(low, _scaled(-7))
    span = high - low

    def x(days: int) -> float:  # from the left; the earliest day is at the right
        return 100 - _EDGE - (100 - 2 * _EDGE) * (_scaled(days) - low) / span

    marked = sorted({sign * days for days in _TICKS for sign in (-1, 1)})
    ticks = _named({days: x(days) for days in marked if low - 1e-9 <= _scaled(days) <= high + 1e-9})
    lanes: list[list[tuple[float, float]]] = []  # what is taken of each
    bars: list[Bar] = []
    others: list[Dated] = []
    for item in sorted(items, key=lambda i: (abs((i.first - today).days), -i.sure)):
        right, left = x((item.first - today).days), x((item.last - today).days)
        label_x, dx, anchor = _label_at(left, right)
        begin, end = (label_x, label_x + _LABEL) if anchor == "end" else (label_x - _LABEL, label_x)
        lane = _lane(min(left, begin), max(right, end), lanes)
        if lane is None:
            others.append(item)
        else:
            place = round(left, 2), round(right - left, 2), lane
            bars.append(Bar(item.ref, item.tag, item.label, item.when, *place, round(label_x, 2), dx, anchor))
    return Timeline(bars, ticks, len(lanes), others, today, published is not None)


def _lane(begin: float, end: float, lanes: list[list[tuple[float, float]]]) -> int | None:
    """The first lane that is free from `begin` to `end`, which is then taken; a new one where there may be one more."""
    for n, taken in enumerate(lanes):
        if all(end + _GAP < a or b + _GAP < begin for a, b in taken):
            taken.append((begin, end))
            return n
    if len(lanes) == _MOST_LANES:
        return None
    lanes.append([(begin, end)])
    return len(lanes) - 1


def _named(places: dict[int, float]) -> list[Tick]:
    """The ticks in order of days. Those nearest to today are named first, each of the others if it is far enough from them."""
    named: dict[int, Literal["always", "wide", "never"]] = {}
    for days in sorted(places, key=abs):
        gap = {how: min((abs(places[days] - places[d]) for d, h in named.items() if h == how), default=100.0) for how in ("always", "wide")}
        if min(gap.values()) < _TOO_NEAR:
            named[days] = "never"
        else:
            named[days] = "wide" if gap["always"] < _NEAR else "always"
    return [Tick(round(places[days], 2), days, named[days]) for days in sorted(places)]


def _label_at(left: float, right: float) -> tuple[float, int, str]:
    """Where a bar's label goes: beside its end, or, where there is no room to the left, before its beginning, or else upon it."""
    if left - _LABEL >= 0:
        return left, -12, "start"
    if right + _LABEL <= 100:
        return right, 12, "end"
    return right, -8, "start"


def _scaled(days: int) -> float:
    return math.copysign(math.log1p(abs(days)), days)
