"""When: the dated records of a report on one line, reaching from far back to the day of publication.

News names yesterday, last month and 2011 in one breath, so the scale is the logarithm of the distance in days from
the day of publication (or, where that is not known, from the last day named). Time runs from right to left.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import NamedTuple

_TICKS = (0, 1, 7, 30, 365, 3650, 36500)
_EDGE = 4.0  # per cent kept free on both sides
_LABEL = 26.0  # per cent of the width that a label is given
_GAP = 1.5
_MOST_LANES = 9


class Dated(NamedTuple):
    """A record with the days that it covers."""

    ref: str
    tag: str
    label: str
    first: dt.date
    last: dt.date


class Bar(NamedTuple):
    """Where a record stands: `x` and `width` in per cent from the left, `lane` from the top.

    Its label begins (`start`, which in Arabic is its right end) or ends (`end`) `dx` pixels from `label_x` per cent.
    """

    ref: str
    tag: str
    label: str
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
    """A line of the scale: `x` in per cent from the left, `days` from the day of publication (before it, if negative)."""

    x: float
    days: int


class Timeline(NamedTuple):
    """Bars and ticks, the number of lanes, and how many records found no lane."""

    bars: list[Bar]
    ticks: list[Tick]
    lanes: int
    left_out: int
    today: dt.date


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
    ticks = [Tick(round(x(days), 2), days) for days in marked if low - 1e-9 <= _scaled(days) <= high + 1e-9]
    free: list[float] = []  # by lane: the leftmost point that is taken
    bars: list[Bar] = []
    left_out = 0
    for item in sorted(items, key=lambda i: (i.first, i.last, i.ref)):
        right, left = x((item.first - today).days), x((item.last - today).days)
        label_x, dx, anchor = _label_at(left, right)
        taken = (label_x, label_x + _LABEL) if anchor == "end" else (label_x - _LABEL, label_x)
        lane = next((n for n, reached in enumerate(free) if max(right, taken[1]) + _GAP < reached), len(free))
        if lane >= _MOST_LANES:
            left_out += 1
            continue
        if lane == len(free):
            free.append(0)
        free[lane] = min(left, taken[0])
        bars.append(Bar(item.ref, item.tag, item.label, round(left, 2), round(right - left, 2), lane, round(label_x, 2), dx, anchor))
    return Timeline(bars, ticks, len(free), left_out, today)


def _label_at(left: float, right: float) -> tuple[float, int, str]:
    """Where a bar's label goes: beside its end, or, where there is no room to the left, before its beginning, or else upon it."""
    if left - _LABEL >= 0:
        return left, -12, "start"
    if right + _LABEL <= 100:
        return right, 12, "end"
    return right, -8, "start"


def _scaled(days: int) -> float:
    return math.copysign(math.log1p(abs(days)), days)
