"""Grammar of weekdays: "الجمعة الماضي", "يوم الأحد 14 أبريل", "ثاني أحد من مايو", "الاثنين أو الثلاثاء"; and of the nth unit of a span."""

from __future__ import annotations

import msgspec

from marsad.mentions import date_nodes as n
from marsad.mentions.date_cursor import Cursor
from marsad.mentions.date_months import day_month, numbered_month, numeric, tail
from marsad.mentions.date_nodes import Found

OPEN, SHUT = ("(", "،", ",", "-"), (")",)  # what may stand before and behind a date told beside a weekday


def weekday(c: Cursor, i: int) -> Found | None:
    """ "يوم الثلاثاء", "الجمعة الماضية", "الثلاثاء 14 نيسان", "أحد الأسبوع الماضي", "الثلاثاء الثالث من أيلول"."""
    if c.at(i - 1, "recurring") if i > c.first else False:
        return None
    word = c.at(i, "unit", "day:s", "day:c") if not c.norms[i].endswith("اليوم") else None
    name = c.at(word.end if word else i, "weekday")
    if name is None:
        return _bare_weekday(c, i)
    number, end = int(name.value), name.end
    if c.at(i - 1, "recurring"):
        return None
    return (
        _weekday_of_month(c, number, end)
        or weekday_with_day(c, number, end)
        or _weekday_turned(c, number, end)
        or _two_weekdays(c, i, number, end)
        or (n.Weekday(number), end)
    )


def _weekday_turned(c: Cursor, number: int, end: int) -> Found | None:
    """A weekday with "last", "next" or its week."""
    turn = c.at(end, "dir")
    if turn and not turn.lead:
        return n.Weekday(number, direction=int(turn.value)), turn.end
    k = c.skip(end, "من", "في")
    this = c.at(k, "this", "0")
    week = c.at(this.end if this else k, "unit", "week:s")
    if week is None:
        return None
    if this:
        return n.Weekday(number, week=0), week.end
    turn = c.at(week.end, "dir")
    return (n.Weekday(number, week=int(turn.value)), turn.end) if turn else None


def weekday_with_day(c: Cursor, number: int, end: int) -> Found | None:
    """A weekday with its day of the month, or with yesterday and today beside it."""
    k = c.skip(end, *OPEN)
    k = c.skip(k, "في") if k == end else k
    agrees = c.at(k, "agrees")
    k = agrees.end if agrees else k
    found = day_month(c, k) or numeric(c, k)
    if found and isinstance(found[0], n.Calendar):
        return msgspec.structs.replace(found[0], weekday=number), c.skip(found[1], *SHUT) if c.is_(end, "(") else found[1]
    told = c.at(k, "deictic")
    if told and (k == end or c.is_(end, "(")) and not c.at(k, "unit", "day:s"):
        return n.Deictic(int(told.value), weekday=number), c.skip(told.end, *SHUT)
    read = c.number(end)
    if read and read.ordinal and not read.digits and 10 < read.value <= 31:
        return n.Calendar(day=int(read.value), weekday=number), read.end
    return None


def _weekday_of_month(c: Cursor, number: int, end: int) -> Found | None:
    """ "الثلاثاء الثالث من أيلول 2014", "الاثنين الأخير من شهر آذار"."""
    read, last = c.number(end), c.at(end, "nth", "-1")
    nth = -1 if last else int(read.value) if read and read.ordinal and read.value <= 5 else None
    if nth is None:
        return None
    return nth_in(c, last.end if last else read.end if read else end, nth, "weekday", number)


def nth_in(c: Cursor, i: int, nth: int, unit: str, number: int | None = None) -> Found | None:
    """The month of an nth day, week or weekday."""
    k = c.skip(i, "من", "في")
    found = numbered_month(c, k)
    if found is not None and (k > i or c.at(i, "month") or c.at(i, "unit", "month:s")):
        node = n.Calendar(month=found.number, hijri=found.hijri, nth=nth, unit=unit, weekday=number)
        return tail(c, node, found.end)
    word = c.at(k, "unit", "month:s")
    turn = c.at(word.end, "dir") if word else None
    if word and turn:
        return n.Calendar(month_shift=int(turn.value), nth=nth, unit=unit, weekday=number), turn.end
    return None


def _bare_weekday(c: Cursor, i: int) -> Found | None:
    """A weekday without its article: "أحد الأسبوع الماضي", "ثالث ثلاثاء من أيلول", "آخر اثنين من آذار"."""
    bare = c.at(i, "bare")
    if bare and c.at(bare.end, "unit", "week:s"):
        return _weekday_turned(c, int(bare.value), bare.end)
    read, told = c.number(i), c.at(i, "nth")
    nth = int(told.value) if told else int(read.value) if read and read.ordinal and read.value <= 5 else None
    if nth is None:
        return None
    at = told.end if told else read.end if read else i
    unit = c.at(at, "unit", "day:s", "week:s")
    bare = c.at(unit.end if unit else at, "bare")
    if bare:
        return nth_in(c, bare.end, nth, "weekday", int(bare.value))
    return nth_in(c, unit.end, nth, unit.value[:-2]) if unit else None


def _two_weekdays(c: Cursor, i: int, number: int, end: int) -> Found | None:
    """ "الثلاثاء والأربعاء", "ليل السبت - الأحد", "ليل الأربعاء إلى الخميس"."""
    second = c.at(end, "weekday")
    if second is None or second.lead != "و":
        k = c.skip(end, "-", "الي", "/")
        night = any(c.is_(i - back, "ليل", "ليله", "وليل", "مساء") for back in (1, 2))
        second = c.at(k, "weekday") if k > end or night else None
        if second is not None and second.lead:
            return None
    if second is None:
        return None
    turn = c.at(second.end, "dir")
    way = int(turn.value) if turn and not turn.lead else None
    return n.Range(low=n.Weekday(number, way), high=n.Weekday(int(second.value), way)), turn.end if turn and way is not None else second.end
