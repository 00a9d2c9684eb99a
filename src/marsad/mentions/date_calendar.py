"""Days, months and years of both calendars: the period that a `Calendar` node means.

Without its year, a day or month is the latest that has begun on the day of publication, or in a clause of the future
the first that has not ended (codebook, `date`). Early, middle and late are days 1-10, 11-20 and 21 to the end.
"""

from __future__ import annotations

import calendar
import datetime as dt

import msgspec

from marsad.mentions import hijri
from marsad.mentions.date_nodes import Calendar

DAY = dt.timedelta(days=1)
_MONTHS = 12
_PARTS = {"early": (1, 10), "middle": (11, 20), "late": (21, 31)}
# of a year, as first and last month; the codebook's example codes "the end of 2015" as its December
_YEAR_PARTS = {
    "early": (1, 1), "middle": (6, 7), "late": (12, 12), "h1": (1, 6), "h2": (7, 12), "q1": (1, 3), "q2": (4, 6), "q3": (7, 9),
    "q4": (10, 12), "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11),
}  # fmt: skip


class Period(msgspec.Struct, frozen=True, gc=False):
    """First and last day, both included; precision in words; what a person should know about it."""

    from_: dt.date
    to: dt.date
    precision: str
    note: str | None = None


def days(first: dt.date, last: dt.date | None = None) -> Period:
    """A day, or the days from one to another."""
    return Period(first, last or first, "day" if last in (None, first) else "range")


def month_of(year: int, month: int) -> Period:
    """A Gregorian month."""
    return Period(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), "month")


def year_of(year: int) -> Period:
    """A Gregorian year."""
    return Period(dt.date(year, 1, 1), dt.date(year, 12, 31), "year")


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """(year, month) so many months on."""
    at = year * _MONTHS + month - 1 + by
    return at // _MONTHS, at % _MONTHS + 1


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches (Butcher's algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - ((b - (b + 8) // 25 + 1) // 3) + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - (c % 4)) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return dt.date(year, f // 31, f % 31 + 1)


def calendar_period(node: Calendar, today: dt.date | None, previous: tuple[dt.date, dt.date] | None, *, future: bool) -> Period | None:
    """The days that a calendar phrase means; None where it needs a day of publication and there is none."""
    base = previous[0] if node.same and previous else today
    rules = _HIJRI if node.hijri else _GREGORIAN
    if node.month is None and node.month_shift is None:
        return _bare_day(node, base, future=future) if node.day is not None else _year(node, base, rules, future=future)
    month = _month(node, base, rules, future=future)
    if month is None:
        return None
    whole = rules.month(*month)
    if whole is None:
        return None
    note = "two month names that do not agree" if node.slash else None
    if node.day is not None:
        day = rules.day(month[0], month[1], node.day)
        if day is not None and node.weekday is not None and node.year is None and day.isoweekday() != node.weekday:
            day = _by_weekday(node, month, rules) or day
        return _checked(day, node.weekday, note) if day else None
    if node.nth is not None:
        return _nth(whole, node.nth, node.unit, node.weekday)
    if node.part in _PARTS:
        low, high = _PARTS[node.part]
        first = whole.from_ + (low - 1) * DAY
        return Period(first, min(whole.to, whole.from_ + (high - 1) * DAY), "part", note)
    if node.month_shift == 0 and not node.same and not future and base is not None:
        return Period(whole.from_, max(whole.from_, min(whole.to, base)), "month", note)
    return Period(whole.from_, whole.to, "month", note)


def _by_weekday(node: Calendar, month: tuple[int, int], rules: _Rules) -> dt.date | None:
    """The day of a neighbouring year that has the weekday named: "Friday, 15 June" in a report of the 9th is next Friday."""
    if node.direction or node.month is None or node.year_shift is not None or node.day is None:
        return None
    for year in (month[0] + 1, month[0] - 1):
        if _exists(rules, year, node):
            day = rules.day(year, month[1], node.day)
            if day is not None and day.isoweekday() == node.weekday:
                return day
    return None


def _checked(day: dt.date, weekday: int | None, note: str | None = None) -> Period:
    """A day, with a note where the weekday named beside it is another."""
    if weekday is not None and day.isoweekday() != weekday:
        note = f"{day.isoformat()} is not the weekday named with it"
    return Period(day, day, "day", note)


class _Rules(msgspec.Struct, frozen=True):
    """What differs between the calendars."""

    hijri: bool

    def today(self, day: dt.date) -> tuple[int, int] | None:
        """(year, month) of a Gregorian day."""
        if not self.hijri:
            return day.year, day.month
        told = hijri.from_gregorian(day)
        return told[:2] if told else None

    def month(self, year: int, month: int) -> Period | None:
        """The month's days."""
        if not self.hijri:
            return month_of(year, month)
        bounds = hijri.month_bounds(year, month)
        return Period(*bounds, "month") if bounds else None

    def year(self, year: int) -> Period | None:
        """The year's days."""
        if not self.hijri:
            return year_of(year)
        bounds = hijri.year_bounds(year)
        return Period(*bounds, "year") if bounds else None

    def day(self, year: int, month: int, day: int) -> dt.date | None:
        """One day."""
        return hijri.to_gregorian(year, month, day) if self.hijri else dt.date(year, month, day)


_GREGORIAN, _HIJRI = _Rules(hijri=False), _Rules(hijri=True)


def _base_year(node: Calendar, base: dt.date | None, rules: _Rules) -> int | None:
    """The year that a phrase tells or counts from; None where it tells none."""
    if node.year is not None:
        return _hijri_year_of(node) if rules.hijri and node.year > hijri.LAST_YEAR else node.year
    if node.year_shift is None or base is None:
        return None
    now = rules.today(base)
    return now[0] + node.year_shift if now else None


def _hijri_year_of(node: Calendar) -> int | None:
    """The Hijri year meant by "رمضان 2019": that whose month begins in the Gregorian year."""
    assert node.year is not None
    start = hijri.from_gregorian(dt.date(node.year, 1, 1))
    if start is None:
        return None
    for year in (start[0], start[0] + 1):
        first = hijri.to_gregorian(year, node.month or 1, 1)
        if first is not None and first.year == node.year:
            return year
    return start[0]


def _month(node: Calendar, base: dt.date | None, rules: _Rules, *, future: bool) -> tuple[int, int] | None:
    """(year, month) of a phrase with a month in it."""
    year = _base_year(node, base, rules)
    if node.month is not None and year is not None:
        return year, node.month
    now = rules.today(base) if base is not None else None
    if now is None or base is None:
        return None
    if node.month is None:
        return shift_month(*now, node.month_shift or 0)
    if node.direction == 0:
        return now[0], node.month
    if node.direction:
        step = 1 if node.direction > 0 else -1
        ahead = node.month > now[1] if step > 0 else node.month < now[1]
        return now[0] + step * (abs(node.direction) - (1 if ahead else 0)), node.month
    return _nearest(node, now[0], base, rules, future=future)


def _nearest(node: Calendar, year: int, base: dt.date, rules: _Rules, *, future: bool) -> tuple[int, int] | None:
    """The year that fits the tense, for a month (and day) told without one."""
    assert node.month is not None
    for y in (year, year + 1) if future else (year, year - 1):
        whole = rules.month(y, node.month)
        if whole is None:
            continue
        day = rules.day(y, node.month, node.day) if node.day is not None and _exists(rules, y, node) else None
        first, last = (day, day) if day else (whole.from_, whole.to)
        if last >= base if future else first <= base:
            return y, node.month
    return year, node.month


def _exists(rules: _Rules, year: int, node: Calendar) -> bool:
    try:
        return rules.day(year, node.month or 1, node.day or 1) is not None
    except ValueError:
        return False


def _year(node: Calendar, base: dt.date | None, rules: _Rules, *, future: bool) -> Period | None:
    year = _base_year(node, base, rules)
    if year is None:
        return None
    if node.part in _YEAR_PARTS:
        low, high = _YEAR_PARTS[node.part]
        first, last = rules.month(year, low), rules.month(year, high)
        return Period(first.from_, last.to, "part") if first and last else None
    whole = rules.year(year)
    if whole and node.year_shift == 0 and not node.same and not future and base is not None:
        return Period(whole.from_, min(whole.to, base), "year")
    return whole


def _bare_day(node: Calendar, base: dt.date | None, *, future: bool) -> Period | None:
    """A day of the month without its month: the nearest that fits the tense, and its weekday if that is told."""
    if base is None or node.day is None:
        return None
    for k in range(_MONTHS):
        year, month = shift_month(base.year, base.month, k if future else -k)
        if node.day > calendar.monthrange(year, month)[1]:
            continue
        day = dt.date(year, month, node.day)
        fits = day >= base if future else day <= base
        if fits and (node.weekday is None or day.isoweekday() == node.weekday):
            return days(day)
    return None


def _nth(whole: Period, nth: int, unit: str | None, weekday: int | None) -> Period | None:
    """The nth (or last) weekday, day or week of a month. A week is of the month in which its Monday lies."""
    if unit == "day":
        day = whole.from_ + (nth - 1) * DAY if nth > 0 else whole.to
        return days(day) if day <= whole.to else None
    number = 1 if unit == "week" else weekday or 1
    first = whole.from_ + (number - whole.from_.isoweekday()) % 7 * DAY
    last = whole.to - (whole.to.isoweekday() - number) % 7 * DAY
    day = first + 7 * (nth - 1) * DAY if nth > 0 else last
    if unit == "week" and nth < 0 and day + 6 * DAY > whole.to:
        day -= 7 * DAY
    if day > last:
        return None
    return Period(day, day + 6 * DAY, "week") if unit == "week" else days(day)
