"""Grammar of single points in time: weekdays (`date_weekdays`), today and yesterday, "last month", "the end of 2015", "the eighties"."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import msgspec

from marsad.mentions import date_nodes as n
from marsad.mentions.date_cursor import Cursor
from marsad.mentions.date_months import day_month, month, month_led, numbered_month, numeric, tail
from marsad.mentions.date_nodes import Found
from marsad.mentions.date_weekdays import OPEN, nth_in, weekday, weekday_with_day

_DAY_BREAK = 24


def point(c: Cursor, i: int) -> Found | None:
    """The point in time that begins at token `i`."""
    if i >= c.end:
        return None
    if i not in c.points:  # several rules ask for the same point
        c.points[i] = _point(c, i)
    return c.points[i]


def _point(c: Cursor, i: int) -> Found | None:
    kinds = c.kinds(i)
    if not kinds:
        return None
    for rule in _rules(kinds):
        found = rule(c, i)
        if found is not None:
            return _agreeing(c, *found)
    return None


@cache
def _rules(kinds: frozenset[str]) -> tuple[Callable[[Cursor, int], Found | None], ...]:
    """The rules for what may begin with a word of these classes."""
    return tuple(rule for rule, starts in _RULES if kinds & starts)


def _agreeing(c: Cursor, node: n.Node, end: int) -> Found:
    """The same day told again in another calendar: "17 شوال 1436هـ الموافق 2 أغسطس 2015"."""
    word = c.at(c.skip(end, "،", "("), "agrees")
    if word is None or not isinstance(node, n.Calendar | n.Weekday | n.Deictic):
        return node, end
    other = day_month(c, word.end) or numeric(c, word.end) or weekday(c, word.end)
    if other is None or not isinstance(other[0], n.Calendar):
        return node, end
    told, stop = other
    if isinstance(node, n.Weekday):
        told = msgspec.structs.replace(other[0], weekday=node.number)
    elif isinstance(node, n.Calendar) and not node.hijri:
        told = node
    return told, c.skip(stop, ")")


def deictic(c: Cursor, i: int) -> Found | None:
    """ "أمس", "أول من أمس", "اليوم الثلاثاء", "غدا (الأربعاء)"; not "the first day" or a paper's name."""
    told = c.at(i, "deictic")
    if told is None:
        night = c.at(i, "night")
        if night is None:
            return None
        low, high = map(int, night.value.split(","))
        return n.Night(low, high), night.end
    value, end = int(told.value), told.end
    if value == 0 and end == i + 1:
        if c.is_(i - 1, "ذلك", "نفس", "ذات", "مثل", "كل") or c.at(i - 1, "titled") or c.at(end, "notdeictic"):
            return None
        if (c.is_(i - 1, '"') and c.is_(end, '"')) or _ordinal(c, end) or c.at(end, "dir") or c.at(end, "same"):
            return None
    k = c.skip(end, *OPEN)
    word = c.at(k, "unit", "day:s") if c.is_(k, "يوم") else None
    name = c.at(word.end if word else k, "weekday")
    if name is None or name.lead or (c.is_(end, "،", ",", "-") and not c.is_(name.end, "،", ",", "-", ".")):
        return n.Deictic(value), end
    stop = c.skip(name.end, ")") if c.is_(end, "(") else name.end
    found = weekday_with_day(c, int(name.value), name.end)
    return found if found and isinstance(found[0], n.Calendar) else (n.Deictic(value, weekday=int(name.value)), stop)


def _ordinal(c: Cursor, i: int) -> bool:
    read = c.number(i)
    return read is not None and read.ordinal


def time_of_day(c: Cursor, i: int) -> Found | None:
    """ "مساء الثلاثاء", "فجر اليوم", "بعد منتصف ليل أمس": the day, or the next one where the night has passed midnight."""
    told = c.at(i, "tod")
    if told is None or told.lead.endswith("ل"):
        return None
    k = c.skip(told.end, "من", "يوم")
    found = deictic(c, k) or weekday(c, k) or day_month(c, k) or numeric(c, k)
    inner = c.at(k, "tod") if found is None else None
    if inner is not None:
        found = time_of_day(c, k)
    if found is None:
        return None
    node, end = found
    after_midnight = int(told.value.split("-")[0]) >= _DAY_BREAK and told.value != "24-24"
    if isinstance(node, n.Deictic) and after_midnight:
        node = n.Deictic(node.days + 1)
    elif isinstance(node, n.Weekday) and after_midnight:
        node = msgspec.structs.replace(node, number=node.number % 7 + 1)
    return node, end


def unit_led(c: Cursor, i: int) -> Found | None:
    """ "الشهر الماضي", "هذا العام", "عام 2011", "اليومين الماضيين", "السنوات الأربع الماضية", "القرن العشرين"."""
    this = c.at(i, "this")
    unit = c.at(this.end if this else i, "unit")
    if unit is None:
        return _counted(c, i)
    kind, number = unit.value.split(":")
    definite = "ال" in c.norms[unit.end - 1][:4] or "لل" in c.norms[unit.end - 1][:3]
    if this and this.value == "same" and kind == "day" and number == "s":
        told, end = tail(c, n.Calendar(), unit.end)
        return (n.Anaphor("day", year=told.year), end) if told.year is not None else (n.Anaphor("day"), unit.end)
    if this:
        return (_shifted(kind, 0, same=this.value == "same"), unit.end) if number == "s" and (definite or this.value == "same") else None
    if kind == "year" and (years := _years(c, unit.end, number)):
        return years
    if kind == "century" and (read := c.number(unit.end)) and read.ordinal and number == "s":
        return n.Century(number=int(read.value)), read.end
    if kind in ("day", "week") and number == "s" and definite and (nth := _nth_unit(c, unit.end, kind)):
        return nth
    if number == "c" and kind == "month":
        return _two_months(c, unit.end)
    return _turned(c, unit.end, kind, number, definite=definite)


def _shifted(kind: str, shift: int, *, same: bool = False) -> n.Node:
    """This, last or next unit; with `same`, counted from the date named before."""
    if kind == "week":
        return n.Week(shift, same=same)
    if kind == "month":
        return n.Calendar(month_shift=shift, same=same)
    if kind == "year":
        return n.Calendar(year_shift=shift, same=same)
    if kind == "century":
        return n.Century(shift=shift)
    if kind == "day":
        return n.Anaphor("day", shift) if same else n.Deictic(shift)
    return n.Past(1, "decade", -1 if shift <= 0 else 1) if kind == "decade" else n.Vague()


def _turned(c: Cursor, i: int, kind: str, number: str, *, definite: bool) -> Found | None:
    """A unit with the article and "last", "the same", or a number: "الأيام الثلاثة الماضية"."""
    if not definite:
        return None
    turn = c.at(i, "dir")
    if number == "s":
        same = c.at(i, "same")
        if same and (kind == "day" or same.value == "0" or turn is None):
            return (_shifted(kind, int(same.value), same=True), same.end)
        if turn is None or turn.lead:
            return None
        return _shifted(kind, int(turn.value)), turn.end
    few = c.at(i, "adjfew")
    count: float | None = 2.0 if number == "d" else None
    k = few.end if few else i
    read = c.number(k) if not few else None
    if read and not read.ordinal and number == "p":
        count, k = read.value, read.end
    turn = c.at(k, "dir")
    if turn is None or turn.lead:
        return None
    if count is None:
        return n.Vague(), turn.end
    return n.Past(count, kind, -1 if int(turn.value) <= 0 else 1), turn.end  # type: ignore[arg-type]


def _counted(c: Cursor, i: int) -> Found | None:
    """ "الـ24 ساعة الماضية", "الثلاثة أشهر الأخيرة"."""
    read = c.number(i)
    if read is None or (read.ordinal and read.value <= 10):  # "الاثني عشر شهرا" is read as an ordinal
        return None
    unit = c.at(read.end, "unit")
    turn = c.at(unit.end, "dir") if unit else None
    if unit is None or turn is None or turn.lead:
        return None
    return n.Past(read.value, unit.value.split(":")[0], -1 if int(turn.value) <= 0 else 1), turn.end  # type: ignore[arg-type]


def _nth_unit(c: Cursor, i: int, kind: str) -> Found | None:
    """ "الأسبوع الأول من أكتوبر", "اليوم الأخير من شهر مارس", "اليوم الثالث من أكتوبر"."""
    read, last = c.number(i), c.at(i, "nth", "-1")
    nth = -1 if last else int(read.value) if read and read.ordinal and read.value <= 31 else None
    return nth_in(c, last.end if last else read.end if read else i, nth, kind) if nth is not None else None


def _years(c: Cursor, i: int, number: str) -> Found | None:
    """ "عام 2011", "عامي 2014 و2015", "الأعوام 2012-2014"."""
    year = c.year(i)
    if year is None:
        return None
    low, end = tail(c, n.Calendar(), i)
    k = c.skip(end, "-", "الي", "حتي", "و")
    if k > end and (number in "dcp" or c.is_(end, "-")) and c.year(k) is not None:
        high, stop = tail(c, n.Calendar(), k)
        return n.Range(low=low, high=high), stop
    return low, end


def _two_months(c: Cursor, i: int) -> Found | None:
    """ "شهري يناير وفبراير الماضيين"."""
    low = month(c, i)
    if low is None:
        return None
    high = c.at(low.end, "month")
    if high is None or high.lead != "و":
        return None
    other = month(c, low.end)
    assert other is not None
    told, end = tail(c, n.Calendar(month=other.number, hijri=other.hijri), other.end)
    return n.Range(low=msgspec.structs.replace(told, month=low.number), high=told), end


def part_led(c: Cursor, i: int) -> Found | None:
    """ "مطلع مايو", "منتصف الشهر الجاري", "نهاية 2015", "أوائل التسعينيات", "النصف الأول من العام"."""
    told = c.at(i, "part") or c.at(i, "yearpart")
    if told is None or (told.lead == "و" and told.value == "middle" and c.norms[i].endswith("صف")):
        return None  # "عام ونصف العام"
    k = c.skip(told.end, "من") if c.at(i, "yearpart") or c.is_(i, "اواخر", "اوايل") else told.end
    inner = _whole(c, k)
    if inner is None:
        return None
    node, end = inner
    if isinstance(node, n.Calendar) and node.day is None and node.nth is None:
        if told.value in ("h1", "h2", "q1", "q2", "q3", "q4") and (node.month or node.month_shift is not None):
            return None
        if c.is_(i, "اول", "اخر") and node.year is None and node.month is None:
            return None
        return msgspec.structs.replace(node, part=told.value), end
    if isinstance(node, n.Week | n.Decade) and node.part is None:
        return msgspec.structs.replace(node, part=told.value), end
    return None


def _whole(c: Cursor, k: int) -> Found | None:
    """What a word for a part can stand before: a month, a year, a decade, or the present unit by its bare name."""
    found = _after_part_month(c, k) or unit_led(c, k) or decade(c, k)
    if found:
        return found
    year = c.year(k)
    if year is not None:
        return tail(c, n.Calendar(), k)
    unit = c.at(k, "unit", "week:s", "month:s", "year:s")
    if unit and c.norms[k].startswith(("ال", "لل")) and not c.number(unit.end):
        return _shifted(unit.value[:-2], 0), unit.end
    return None


def _after_part_month(c: Cursor, k: int) -> Found | None:
    found = numbered_month(c, k)
    if found is None:
        return None
    node = n.Calendar(month=found.number, hijri=found.hijri, slash=found.conflict)
    return tail(c, node, found.end)


def season(c: Cursor, i: int) -> Found | None:
    """ "صيف العام الماضي", "صيف 2014"."""
    told = c.at(i, "season")
    if told is None:
        return None
    year = c.year(told.end)
    found = tail(c, n.Calendar(), told.end) if year is not None else unit_led(c, c.skip(told.end, "من"))
    if found is None or not isinstance(found[0], n.Calendar) or found[0].month or found[0].month_shift is not None:
        return None
    return msgspec.structs.replace(found[0], part=told.value), found[1]


def decade(c: Cursor, i: int) -> Found | None:
    """ "التسعينيات", "ثمانينيات القرن الماضي"."""
    told = c.at(i, "decade")
    if told is None:
        return None
    k = c.skip(told.end, "من")
    unit = c.at(k, "unit", "century:s")
    if unit is None:
        return (n.Decade(int(told.value)), told.end) if c.norms[i].lstrip("وفبل").startswith("ال") or c.is_(i - 1, "في") else None
    turn, read = c.at(unit.end, "dir"), c.number(unit.end)
    if turn:
        return n.Decade(int(told.value), century=21 + int(turn.value)), turn.end
    if read and read.ordinal:
        return n.Decade(int(told.value), century=int(read.value)), read.end
    return n.Decade(int(told.value)), told.end


def bare_year(c: Cursor, i: int) -> Found | None:
    """A year on its own, where only a year can stand: "في 2013", "منذ 2013", "2011:" at the head of a line."""
    year = c.year(i)
    if year is None or not 1700 <= year <= 2100:
        return None
    headed = i == c.first and c.is_(i + 1, ":")
    if not headed and not c.is_(i - 1, "في", "منذ", "وفي", "ومنذ", "قبل", "بعد", "حتي", "خلال", "بحلول", "نهايه", "بدايه", "مطلع", "ففي"):
        return None
    if c.is_(i + 1, "/", "%") or c.at(i + 1, "unit"):
        return None
    return tail(c, n.Calendar(), i)


def holiday(c: Cursor, i: int) -> Found | None:
    """A feast, with its year if it is told."""
    told = c.at(i, "holiday")
    if told is None:
        return None
    word = c.at(told.end, "unit", "year:s")
    year = c.year(word.end if word else told.end)
    if year is not None:
        return n.Holiday(told.value, year), (word.end if word else told.end) + 1
    turn = c.at(told.end, "dir")
    return n.Holiday(told.value, direction=int(turn.value) if turn else None), turn.end if turn else told.end


def event(c: Cursor, i: int) -> Found | None:
    """A day that is the name of what happened on it, where no year is told with it."""
    told = c.at(i, "event")
    if told is None or c.year(told.end) is not None or c.at(told.end, "dir") or not c.at(i - 1, "named"):
        return None
    return n.Fixed(told.value), told.end


# each with the classes of words that it can begin with
_RULES: tuple[tuple[Callable[[Cursor, int], Found | None], frozenset[str]], ...] = (
    (event, frozenset({"event"})),
    (time_of_day, frozenset({"tod"})),
    (weekday, frozenset({"weekday", "unit", "bare", "nth", "number"})),
    (deictic, frozenset({"deictic", "night"})),
    (numeric, frozenset({"number"})),
    (day_month, frozenset({"number", "unit"})),
    (part_led, frozenset({"part", "yearpart"})),
    (month_led, frozenset({"month", "unit"})),
    (unit_led, frozenset({"unit", "this", "number"})),
    (season, frozenset({"season"})),
    (decade, frozenset({"decade"})),
    (holiday, frozenset({"holiday"})),
    (bare_year, frozenset({"number"})),
)
