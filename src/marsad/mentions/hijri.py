"""Hijri days in the Gregorian calendar, by the Umm al-Qura tables (1343 to 1500 AH) that the library hijridate holds."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1343, 1500
_MONTHS = 12


def is_hijri_year(year: int) -> bool:
    """Whether a bare year can only be meant of the Hijri calendar in a newspaper, and lies within the tables."""
    return FIRST_YEAR <= year <= LAST_YEAR


@lru_cache(maxsize=4096)
def to_gregorian(year: int, month: int, day: int) -> dt.date | None:
    """The Gregorian day of a Hijri one; None where there is no such day or the tables do not reach."""
    from hijridate import Hijri

    try:
        g = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return dt.date(g.year, g.month, g.day)


@lru_cache(maxsize=4096)
def from_gregorian(day: dt.date) -> tuple[int, int, int] | None:
    """(year, month, day) in the Hijri calendar; None where the tables do not reach."""
    from hijridate import Gregorian

    try:
        h = Gregorian(day.year, day.month, day.day).to_hijri()
    except (ValueError, OverflowError):
        return None
    return h.year, h.month, h.day


def month_bounds(year: int, month: int) -> tuple[dt.date, dt.date] | None:
    """First and last Gregorian day of a Hijri month."""
    first = to_gregorian(year, month, 1)
    after = to_gregorian(year + month // _MONTHS, month % _MONTHS + 1, 1)
    if first is None:
        return None
    if after is None:  # the last month of the tables
        last = to_gregorian(year, month, 30) or to_gregorian(year, month, 29)
        return (first, last) if last else None
    return first, after - dt.timedelta(days=1)


def year_bounds(year: int) -> tuple[dt.date, dt.date] | None:
    """First and last Gregorian day of a Hijri year."""
    first, last = month_bounds(year, 1), month_bounds(year, _MONTHS)
    return (first[0], last[1]) if first and last else None
