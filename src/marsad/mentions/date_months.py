"""Grammar of days and months: "4 نيسان/أبريل 2019", "الرابع من نيسان", "أبريل الماضي", "10-12 مايو", "24/1/1434هـ"."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import msgspec

from marsad.mentions.date_cursor import Cursor
from marsad.mentions.date_nodes import Calendar, Found, Named, Range
from marsad.mentions.hijri import is_hijri_year

_LONGEST_MONTH, _MONTHS = 31, 12
_TO = ("-", "الي", "حتي", "وحتي", "والي", "لغايه")


class Month(NamedTuple):
    """A month named: number, calendar, whether the name alone proves nothing, a second name that contradicts, the token after."""

    number: int
    hijri: bool
    weak: bool
    conflict: str | None
    end: int


def month(c: Cursor, i: int) -> Month | None:
    """A month name, with the second one of another tradition that may follow: نيسان/أبريل, يوليو (تموز), أغسطس آب."""
    found = c.at(i, "month")
    if found is None:
        return None
    number, hijri, weak = _month_value(found.value)
    j = found.end
    closing = ")" if c.is_(j, "(") else None
    k = c.skip(j, "/", "(", "-", "،")
    comma = k > j and c.is_(j, "،", "-")
    second = c.at(k, "month") if k < c.end else None
    if second is None or second.lead:
        return Month(number, hijri, weak, None, j)
    other, other_hijri, _ = _month_value(second.value)
    agrees = other == number and other_hijri == hijri
    if not agrees and (k == j or comma or other_hijri != hijri):
        return Month(number, hijri, weak, None, j)
    if agrees and c.norms[i] == c.norms[k]:
        return Month(number, hijri, weak, None, j)
    end = second.end
    if closing:
        inner = c.year(end)
        if inner is not None and c.is_(end + 1, closing):
            return Month(number, hijri, False, None, j)  # "مايو (أيار 2015)": the year is read from the bracket by the tail
        end = c.skip(end, closing)
    return Month(number, hijri, False, None if agrees else c.norms[k], end)


def _month_value(value: str) -> tuple[int, bool, bool]:
    return int(value.rstrip("?gh")), "h" in value, value.endswith("?")


def numbered_month(c: Cursor, i: int) -> Month | None:
    """After a day or a word for a part: "شهر نيسان", "نيسان", "شهر 3", "الشهر الثامن"."""
    word = c.at(i, "unit", "month:s")
    if word is None:
        return month(c, i)
    named = month(c, word.end)
    if named is not None:
        return named
    read = c.number(word.end)
    if read is not None and 1 <= read.value <= _MONTHS and read.value == int(read.value):
        plain = c.norms[i].endswith("شهر") and "ال" not in c.norms[i]
        if plain != read.ordinal and not (c.at(read.end, "dir") or c.at(read.end, "month")):
            return Month(int(read.value), False, False, None, read.end)
    return None


def tail(c: Cursor, node: Calendar, i: int) -> tuple[Calendar, int]:
    """The year after a month: "2019", "من عام 2019", "، 2015", "الماضي", "من العام الماضي", "من العام نفسه"."""
    j = c.skip(i, "،", ",", "/", "-")
    if j > i and c.year(j) is None:
        j = i
    if c.is_(j, "من", "في", "ب", "ل"):
        j += 1
    this = c.at(j, "this", "0")
    word = c.at(this.end if this else j, "unit", "year:s")
    k = word.end if word else j
    year = c.year(k)
    if year is not None and (word or j in (i, i + 1)):
        return _with_year(c, node, year, k + 1)
    if word and this:
        return msgspec.structs.replace(node, year_shift=0), word.end
    if word:
        turn, same = c.at(word.end, "dir"), c.at(word.end, "same", "0")
        if turn:
            return msgspec.structs.replace(node, year_shift=int(turn.value)), turn.end
        if same:
            return msgspec.structs.replace(node, year_shift=0, same=True), same.end
        return node, i
    turn = c.at(i, "dir")
    if turn and not turn.lead:
        return tail(c, msgspec.structs.replace(node, direction=int(turn.value)), turn.end) if node.direction is None else (node, i)
    return node, i


def _with_year(c: Cursor, node: Calendar, year: int, end: int) -> tuple[Calendar, int]:
    """The year told, in the calendar that it must be of."""
    era = c.at(end, "era")
    if era:
        end = era.end
    hijri = node.hijri or (era is not None and era.value == "h")
    return msgspec.structs.replace(node, year=year, hijri=hijri), end


def named(c: Cursor, i: int, end: int, node: Calendar) -> bool:
    """Whether a day and month without a year is the name of something: "ثورة 17 فبراير", «17 فبراير»."""
    if node.year is not None or node.direction is not None or node.year_shift is not None:
        return False
    k = i - 1
    if c.is_(k, '"') and c.is_(end, '"'):
        return True
    k -= c.is_(k, '"')
    return c.ends_in(k, "named")


def day_month(c: Cursor, i: int) -> Found | None:
    """A day of a month, or the days from one to another: "4 نيسان 2019", "الرابع من نيسان", "10-12 مايو", "13 إلى 15 تموز"."""
    j = i
    word = c.at(j, "unit", "day:s")
    if word:
        j = word.end
    low = _day(c, j)
    if low is None:
        return None
    start, j = low
    high = None
    k = c.skip(j, *_TO)
    if k > j or c.is_(j, "و"):
        k = k if k > j else j + 1
        high = _day(c, c.skip(k, "يوم"))
    elif j < c.end and c.norms[j][:1] == "و":
        high = None
    if high:
        j = high[1]
    return _day_of(c, i, j, start, high[0] if high else None)


def _day(c: Cursor, i: int) -> tuple[int, int] | None:
    """A number that can be a day of a month: (day, token after it)."""
    read = c.number(i)
    if read is None or not 1 <= read.value <= _LONGEST_MONTH or read.value != int(read.value):
        return None
    if not read.digits and not read.ordinal:
        return None
    return int(read.value), read.end


def _day_of(c: Cursor, i: int, j: int, low: int, high: int | None) -> Found | None:
    """The month of one or two days already read."""
    of = c.skip(j, "من", "لشهر", "/", "-")
    named_month = numbered_month(c, of)
    if named_month is None:
        shifted = _this_month(c, of, low) if of > j or c.at(of, "this") else None
        if shifted is None:
            return None
        node, end = shifted
    else:
        if named_month.weak and high is None and named_month.hijri and of == j and c.digits(j - 1) is None:
            return None
        node = Calendar(day=low, month=named_month.number, hijri=named_month.hijri, slash=named_month.conflict)
        node, end = tail(c, node, named_month.end)
        if named(c, i, end, node):
            return Named(), end
    if high is not None:
        return Range(low=node, high=msgspec.structs.replace(node, day=high)), end
    return node, end


def _this_month(c: Cursor, i: int, day: int) -> tuple[Calendar, int] | None:
    """ "من الشهر الجاري", "من هذا الشهر", "من الشهر نفسه"."""
    this = c.at(i, "this")
    unit = c.at(this.end if this else i, "unit", "month:s")
    if unit is None:
        return None
    if this:
        return Calendar(day=day, month_shift=0, same=this.value == "same"), unit.end
    turn, same = c.at(unit.end, "dir"), c.at(unit.end, "same", "0")
    if turn:
        return Calendar(day=day, month_shift=int(turn.value)), turn.end
    return (Calendar(day=day, month_shift=0, same=True), same.end) if same else None


def numeric(c: Cursor, i: int) -> Found | None:
    """A date in digits: 2019-04-14, 14/4/2019, 14.4.2019, 24/1/1434هـ, 2/2013; day and month alone only after "بتاريخ" or a day."""
    if i >= c.end or c.tokens[i].kind != "number":
        return None
    parts = c.norms[i].split(".")
    if len(parts) == 3 and all(p.isdigit() and len(p) <= 4 for p in parts):
        return _of_parts(c, parts, i + 1)
    first = c.digits(i)
    if first is None or i + 2 >= c.end or c.norms[i + 1] not in ("/", "-", "\\", "."):
        return None
    if c.digits(i + 2) is None or (i > c.first and c.is_(i - 1, "/", "-") and c.glued(i)):
        return None
    mark = c.norms[i + 1]
    if i + 4 < c.end and c.norms[i + 3] == mark and c.digits(i + 4) is not None:
        return _of_parts(c, [c.norms[i], c.norms[i + 2], c.norms[i + 4]], i + 5)
    if mark == "/" and c.year(i + 2) is not None and 1 <= first <= _MONTHS:
        return _with_year(c, Calendar(month=first), c.digits(i + 2) or 0, i + 3)
    before = c.norms[i - 1] if i > c.first else ""
    if mark == "/" and (before in ("بتاريخ", "تاريخ", "يوم") or (i > c.first and c.at(i - 1, "weekday"))):
        return _of_parts(c, [c.norms[i], c.norms[i + 2], ""], i + 3)
    return None


def _of_parts(c: Cursor, parts: list[str], end: int) -> Found | None:
    """Day, month and year out of three numbers, in whichever order they can stand; the year may be missing or of two digits."""
    a, b, y = parts
    if len(a) == 4:
        a, y = y, a
    if len(a) > 2 or len(b) > 2 or len(y) not in (0, 2, 4) or (len(y) == 2 and len(parts[0]) == 4):
        return None
    day, mon = int(a or 0), int(b)
    if mon > _MONTHS >= day and len(parts[0]) != 4:
        day, mon = mon, day
    if not (1 <= day <= _LONGEST_MONTH and 1 <= mon <= _MONTHS):
        return None
    node = Calendar(day=day, month=mon)
    if not y:
        return node, end
    year = int(y) if len(y) == 4 else 2000 + int(y)
    if is_hijri_year(year):
        node = msgspec.structs.replace(node, hijri=True)
    elif not dt.MINYEAR <= year <= 2200 or (len(y) == 4 and year < 1000):
        return None
    node, end = _with_year(c, node, year, end)
    return node, end


def month_led(c: Cursor, i: int) -> Found | None:
    """A month without its day, or before it: "أبريل 2019", "في شهر مايو", "يوليو 13-15"."""
    word = c.at(i, "unit", "month:s")
    found = month(c, word.end if word else i)
    if found is None:
        return None
    node = Calendar(month=found.number, hijri=found.hijri, slash=found.conflict)
    told, end = tail(c, node, found.end)
    if told is not node:
        return told, end
    days = _days_after(c, found.end, node) if not found.hijri else None
    if days is not None:
        return days
    if found.weak and not word and not _supported(c, i, found):
        return None
    return (Named() if named(c, i, found.end, node) else node), found.end


def _supported(c: Cursor, i: int, found: Month) -> bool:
    """Whether the word before shows that a doubtful name is meant of a month."""
    if found.hijri and found.number != 9:
        return False
    return c.is_(i - 1, "في", "منذ", "خلال", "بحلول", "حتي", "بين", "وفي", "ومنذ")


def _days_after(c: Cursor, i: int, node: Calendar) -> Found | None:
    """ "يوليو 13-15", "تموز 13 إلى 15"."""
    low = c.digits(i)
    if low is None or not 1 <= low <= _LONGEST_MONTH or not c.is_(i + 1, *_TO):
        return None
    high = c.digits(i + 2)
    if high is None or not low < high <= _LONGEST_MONTH:
        return None
    first, end = tail(c, msgspec.structs.replace(node, day=low), i + 3)
    return Range(low=first, high=msgspec.structs.replace(first, day=high)), end
