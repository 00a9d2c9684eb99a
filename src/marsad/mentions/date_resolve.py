"""From what a date phrase says to its days: first and last, both included, and how precise they are.

The rules are those of the codebook, "Events", field `date`; where it is silent, docs/dates.md says what was taken.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec

from marsad.mentions import date_nodes as n
from marsad.mentions.date_calendar import DAY, Period, calendar_period, days, easter, month_of, shift_month, year_of
from marsad.mentions.hijri import from_gregorian, to_gregorian

_HOURS = 24
_WEEK = 7


class Context(msgspec.Struct, frozen=True, gc=False):
    """What a phrase is worked out from: the day that the text speaks on, the tense of the clause, the date named before."""

    today: dt.date | None
    future: bool = False
    previous: tuple[dt.date, dt.date] | None = None


def resolve(node: n.Node, ctx: Context) -> Period | None:
    """The days that a phrase means; None where they depend on what is not known, or there is no such day."""
    try:
        return _RULES[type(node)](node, ctx)
    except (ValueError, OverflowError):  # the 30th of February, the year 12000
        return None


def _weekday(node: n.Weekday, ctx: Context) -> Period | None:
    if ctx.today is None:
        return None
    if node.week is not None:
        monday = ctx.today - (ctx.today.isoweekday() - 1) * DAY + _WEEK * node.week * DAY
        return days(monday + (node.number - 1) * DAY)
    back = (ctx.today.isoweekday() - node.number) % _WEEK
    ahead = -back % _WEEK
    if node.direction is not None and node.direction:
        turns = abs(node.direction) - 1
        if node.direction < 0:
            return days(ctx.today - ((back or _WEEK) + _WEEK * turns) * DAY)
        return days(ctx.today + ((ahead or _WEEK) + _WEEK * turns) * DAY)
    return days(ctx.today + ahead * DAY if ctx.future else ctx.today - back * DAY)


def _deictic(node: n.Deictic, ctx: Context) -> Period | None:
    if ctx.today is None:
        return None
    day = ctx.today + node.days * DAY
    last = day if node.until is None else ctx.today + node.until * DAY
    if node.weekday is not None and day.isoweekday() != node.weekday:
        # "today, Monday" in a paper of Tuesday: the named day holds, and the one nearest to the told one is meant
        off = (node.weekday - day.isoweekday() + 3) % _WEEK - 3
        told = day + off * DAY
        return Period(told, told, "day", f"the weekday named is not that of {day.isoformat()}")
    return days(day, last)


def _night(node: n.Night, ctx: Context) -> Period | None:
    """Last night is that before the day just spoken of, if that lies close to publication; else that before publication."""
    base = ctx.today
    if base is not None and ctx.previous is not None and ctx.previous[0] == ctx.previous[1] and 0 <= (base - ctx.previous[0]).days <= 1:
        base = ctx.previous[0]
    return days(base + node.low * DAY, base + node.high * DAY) if base is not None else None


def _eve(node: n.Eve, ctx: Context) -> Period | None:
    return days(ctx.today + node.days * DAY) if ctx.today is not None else None


def _week(node: n.Week, ctx: Context) -> Period | None:
    base = ctx.previous[0] if node.same and ctx.previous else ctx.today
    if base is None:
        return None
    monday = base - (base.isoweekday() - 1) * DAY + _WEEK * node.shift * DAY
    first, last = {"early": (0, 1), "middle": (2, 3), "late": (5, 6)}.get(node.part or "", (0, 6))
    end = monday + last * DAY
    if node.shift == 0 and node.part is None and not ctx.future and not node.same:
        end = min(end, base)
    return Period(monday + first * DAY, end, "week")


def _ago(node: n.Ago, ctx: Context) -> Period | None:
    base = ctx.previous[0] if node.same and ctx.previous else ctx.today
    if base is None:
        return None
    count, unit = node.count, node.unit
    if unit in ("decade", "century"):
        count, unit = count * (10 if unit == "decade" else 100), "year"
    if unit == "year" and count != int(count):
        count, unit = count * 12, "month"
    if unit == "year":
        return year_of(base.year + node.sign * int(count))
    if unit == "month" and count == int(count):
        return month_of(*shift_month(base.year, base.month, node.sign * int(count)))
    return days(base + node.sign * round(_in_days(count, unit)) * DAY)


def _in_days(count: float, unit: str) -> float:
    """A stretch of time in days; less than a day is none."""
    return {"day": count, "week": count * 7, "month": count * 30.44, "hour": count // _HOURS}.get(unit, 0)


def _past(node: n.Past, ctx: Context) -> Period | None:
    if ctx.today is None:
        return None
    count, unit, today = node.count, node.unit, ctx.today
    if node.sign > 0 or (node.sign == 0 and ctx.future):
        if unit == "week" and node.sign == 0:
            return Period(today, today + round(count * 7) * DAY, "range")
        if unit == "week":
            monday = today + (8 - today.isoweekday()) * DAY
            return Period(monday, monday + (round(count * 7) - 1) * DAY, "range")
        edge = _moved(today, count, unit, 1)
        return Period(today + DAY if unit == "day" else today, edge, "range")
    edge = _moved(today, count, unit, -1)
    return Period(edge, today - DAY if unit == "day" else today, "range")


def _moved(day: dt.date, count: float, unit: str, sign: int) -> dt.date:
    """The same day so many units on: a calendar month or year ends no later than its last day."""
    if unit in ("decade", "century"):
        count, unit = count * (10 if unit == "decade" else 100), "year"
    if unit in ("month", "year") and count == int(count):
        year, month = shift_month(day.year, day.month, sign * int(count) * (12 if unit == "year" else 1))
        last = month_of(year, month).to
        return last.replace(day=min(day.day, last.day))
    whole = count * 365.25 if unit == "year" else -(-count // _HOURS) if unit == "hour" else _in_days(count, unit)
    return day + sign * max(1, round(whole)) * DAY


def _since(node: n.Since, ctx: Context) -> Period | None:
    past = msgspec.structs.replace(ctx, future=False)
    if isinstance(node.of, n.Ago) and ctx.today is not None:  # for three years now: to the day, not to the whole year
        return Period(_moved(ctx.today, node.of.count, node.of.unit, -1), ctx.today, "since")
    start = resolve(node.of, past)
    if start is None or ctx.today is None or start.from_ > ctx.today:
        return start if start and ctx.today else None
    return Period(start.from_, ctx.today, "since", start.note)


def _until(node: n.Until, ctx: Context) -> Period | None:
    return resolve(node.of, ctx)


def _range(node: n.Range, ctx: Context) -> Period | None:
    high = resolve(node.high, ctx)
    if high is None:
        return None
    low = resolve(node.low, ctx)
    if low is None:
        return None
    if low.from_ > high.to and isinstance(node.low, n.Weekday | n.Calendar):
        low, high = _in_order(node, low, high, ctx)
    if low.from_ > high.to:
        return Period(high.from_, low.to, "range", "the ends stand in the wrong order")
    end = high.to
    if not ctx.future and ctx.today is not None and high.precision in ("year", "month") and low.from_ <= ctx.today < end:
        end = ctx.today  # "in 2017 and 2018", written in 2018
    return Period(low.from_, end, "range", low.note or high.note)


def _in_order(node: n.Range, low: Period, high: Period, ctx: Context) -> tuple[Period, Period]:
    """Ends without their year or week: the first is before the second, also across New Year or a week's end."""
    if isinstance(node.low, n.Weekday):
        if ctx.future:
            return low, Period(high.from_ + _WEEK * DAY, high.to + _WEEK * DAY, high.precision)
        return Period(low.from_ - _WEEK * DAY, low.to - _WEEK * DAY, low.precision), high
    assert isinstance(node.low, n.Calendar)
    if node.low.year is None and not node.low.hijri:
        back = calendar_period(msgspec.structs.replace(node.low, year=high.to.year - 1), ctx.today, ctx.previous, future=False)
        return (back or low), high
    return low, high


def _earlier(node: n.Earlier, ctx: Context) -> Period | None:
    whole = resolve(node.of, msgspec.structs.replace(ctx, future=True))
    if isinstance(node.of, n.Weekday):
        whole = resolve(node.of, ctx)
    if whole is None or ctx.today is None:
        return whole
    if node.sign < 0:
        return Period(whole.from_, max(whole.from_, min(whole.to, ctx.today)), "range" if whole.precision != "day" else "day", whole.note)
    return Period(min(whole.to, max(whole.from_, ctx.today)), whole.to, "range" if whole.precision != "day" else "day", whole.note)


def _anaphor(node: n.Anaphor, ctx: Context) -> Period | None:
    if ctx.previous is None:
        if ctx.today is not None and node.unit == "day" and node.shift:
            return days(ctx.today + node.shift * DAY)
        return None
    first, last = ctx.previous
    if node.year is not None:
        return days(first.replace(year=node.year))
    if node.unit is None:
        return Period(first, last, "day" if first == last else "range")
    if node.unit == "day":
        return days((last if node.shift > 0 else first) + node.shift * DAY) if node.shift else days(first, last)
    if node.unit == "month":
        return month_of(*shift_month(first.year, first.month, node.shift))
    if node.unit == "year":
        return year_of(first.year + node.shift)
    return _week(n.Week(shift=node.shift, same=True), ctx)


def _holiday(node: n.Holiday, ctx: Context) -> Period | None:
    years = [node.year] if node.year else [ctx.today.year + k for k in (-1, 0, 1)] if ctx.today else []
    found = sorted(d for y in years for d in _holidays(node.code, y))
    if not found:
        return None
    if node.year:
        return days(found[0])
    assert ctx.today is not None
    forward = ctx.future or (node.direction or 0) > 0
    fitting = [d for d in found if (d >= ctx.today if forward else d <= ctx.today)]
    return days(min(fitting, key=lambda d: abs((d - ctx.today).days))) if fitting else None  # type: ignore[operator]


def _holidays(code: str, year: int) -> list[dt.date]:
    """The days in a Gregorian year on which a feast falls: a Hijri one may fall twice or not at all."""
    if code.startswith("easter"):
        return [easter(year) + int(code[6:]) * DAY]
    month, day = map(int, code[1:].split("-"))
    if code[0] == "g":
        return [dt.date(year, month, day)]
    start = from_gregorian(dt.date(year, 1, 1))
    if start is None:
        return []
    found = (to_gregorian(start[0] + k, month, day) for k in (0, 1))
    return [d for d in found if d is not None and d.year == year]


def _decade(node: n.Decade, ctx: Context) -> Period | None:
    if node.century is not None:
        first = (node.century - 1) * 100 + node.tens
    elif ctx.today is None:
        first = 1900 + node.tens
    else:
        first = ctx.today.year // 100 * 100 + node.tens
        first -= 100 if first > ctx.today.year else 0
    low, high = {"early": (0, 3), "middle": (4, 6), "late": (7, 9)}.get(node.part or "", (0, 9))
    return Period(dt.date(first + low, 1, 1), dt.date(first + high, 12, 31), "decade")


def _century(node: n.Century, ctx: Context) -> Period | None:
    number = node.number
    if number is None:
        if ctx.today is None:
            return None
        number = (ctx.today.year - 1) // 100 + 1 + (node.shift or 0)
    return Period(dt.date((number - 1) * 100 + 1, 1, 1), dt.date(number * 100, 12, 31), "century")


def _fixed(node: n.Fixed, ctx: Context) -> Period | None:
    return days(dt.date.fromisoformat(node.iso))


def _now(node: n.Now, ctx: Context) -> Period | None:
    return Period(ctx.today, ctx.today, "moment") if ctx.today else None


def _vague(node: n.Vague, ctx: Context) -> Period | None:
    return None


def _calendar(node: n.Calendar, ctx: Context) -> Period | None:
    return calendar_period(node, ctx.today, ctx.previous, future=ctx.future)


_RULES: dict[type[n.Node], Callable[[Any, Context], Period | None]] = {
    n.Calendar: _calendar,
    n.Weekday: _weekday,
    n.Deictic: _deictic,
    n.Night: _night,
    n.Week: _week,
    n.Eve: _eve,
    n.Ago: _ago,
    n.Past: _past,
    n.Since: _since,
    n.Until: _until,
    n.Range: _range,
    n.Earlier: _earlier,
    n.Anaphor: _anaphor,
    n.Holiday: _holiday,
    n.Decade: _decade,
    n.Century: _century,
    n.Fixed: _fixed,
    n.Now: _now,
    n.Vague: _vague,
}
