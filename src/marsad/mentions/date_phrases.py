"""Grammar of dates that lean on others: since and until, ago, from-to, "earlier this month", "in the past 24 hours"."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import msgspec

from marsad.mentions import date_nodes as n
from marsad.mentions.date_cursor import Cursor
from marsad.mentions.date_nodes import Found
from marsad.mentions.date_points import point


class Duration(NamedTuple):
    """A stretch of time: how many (None: not told) of which unit, and the token after it."""

    count: float | None  # type: ignore[assignment]  # the tuple's own count() is not needed
    unit: n.Unit
    end: int


def phrase(c: Cursor, i: int) -> Found | None:
    """The date or period that begins at token `i`."""
    kinds = c.kinds(i)
    for rule in _rules(kinds):
        found = rule(c, i)
        if found is not None:
            return found
    return chained(c, i) or (bound(c, i) if kinds & _BOUNDS else None)


@cache
def _rules(kinds: frozenset[str]) -> tuple[Callable[[Cursor, int], Found | None], ...]:
    """The rules for what may begin with a word of these classes."""
    return tuple(rule for rule, starts in _RULES if kinds & starts)


def duration(c: Cursor, i: int) -> Duration | None:
    """ "أربعة أيام", "شهرين", "عام", "سنتين ونصف", "بضعة أيام", "نصف ساعة"."""
    half = c.at(i, "half")
    if half and not c.norms[i].startswith("و"):
        unit = c.at(half.end, "unit")
        return Duration(0.5, _unit(unit.value), unit.end) if unit and unit.value.endswith(":s") else None
    few = c.at(i, "few")
    read = None if few else c.number(i)
    if read is not None and read.ordinal:
        read = None  # "ثانية" is a second before it is the second
    unit = c.at(few.end if few else read.end if read else i, "unit")
    if unit is None or (read and read.digits and c.year(i) and unit.value.startswith("year")):
        return None
    number = unit.value.split(":")[1]
    end = unit.end
    if few:
        count = float(few.value) if few.value.isdigit() else None
    elif read:
        count = read.value
    else:
        count = {"d": 2.0, "s": 1.0}.get(number)
        if number == "c" or (number == "s" and c.year(end) is not None):
            return None  # "عام 2003" is a year
        if number == "s" and (one := c.number(end)) and one.value == 1 and not one.digits:
            end = one.end
    if (more := c.at(end, "adjfew")) and number == "p":
        end = more.end
    half = c.at(end, "half")
    if half and c.norms[end].startswith("و") and count is not None:
        count, end = count + 0.5, half.end
    return Duration(count, _unit(unit.value), end)


def _unit(value: str) -> n.Unit:
    return value.split(":")[0]  # type: ignore[return-value]


def since(c: Cursor, i: int) -> Found | None:
    """ "منذ X": from X, or from so long ago, to publication; "منذ X حتى Y": to Y."""
    word = c.at(i, "since")
    if word is None:
        return None
    back = c.at(word.end, "that")
    if back:
        return n.Since(n.Anaphor(None)), back.end
    found = point(c, word.end) or _long_ago(c, word.end)
    if found is None:
        return None
    node, end = found
    if isinstance(node, n.Vague):
        return node, end
    to = c.at(end, "to")
    if to and isinstance(node, n.Calendar) and (high := point(c, to.end)):
        return _joined(node, high[0]), high[1]
    return n.Since(node), end


def starting(c: Cursor, i: int) -> Found | None:
    """ "اعتبارا من الاثنين": the day on which something begins."""
    word = c.at(i, "starting")
    found = point(c, word.end) if word else None
    return found if found and not isinstance(found[0], n.Vague) else None


def _long_ago(c: Cursor, i: int) -> Found | None:
    k = _hedged(c, i)
    told = duration(c, k)
    if told is None:
        return None
    if told.count is None:
        return n.Vague(), told.end
    return n.Ago(told.count, told.unit), told.end


def _definite(c: Cursor, i: int) -> bool:
    return c.norms[i].startswith(("ال", "لل", "وال", "بال"))


def _hedged(c: Cursor, i: int) -> int:
    """The token after "about", "more than" and the like."""
    k = c.past(i, "hedge")
    return c.past(k, "hedge") if k > i else i


def ago(c: Cursor, i: int) -> Found | None:
    """ "قبل أربعة أيام", "قبل نحو أسبوعين", "قبلها بثلاثة أشهر"; not "three days before the meeting"."""
    back = _from_the_last(c, i)
    if back:
        return back
    word = c.at(i, "ago")
    if word is None:
        return None
    k = _hedged(c, word.end)
    told = duration(c, k)
    if told is None or ("ال" in c.norms[told.end - 1][:2] and k == word.end):
        return None
    if told.unit in _BRIEF:
        return None
    if c.is_(told.end, "من", "علي"):
        return n.Vague(), told.end  # before something else, not before publication
    if told.count is None:
        return (n.Deictic(0) if told.unit == "hour" else n.Vague()), told.end
    return n.Ago(told.count, told.unit), c.past(told.end, "hedge")


def _from_the_last(c: Cursor, i: int) -> Found | None:
    """ "وقبلها بثلاثة أشهر", "بعد ذلك بيومين": counted from the date named before."""
    head = c.at(i, "fromlast")
    if head is None:
        return None
    k, sign = head.end, int(head.value)
    lead = c.norms[k] if k < c.end else ""
    told = duration(c, k) if lead.startswith("ب") else None
    if told is None or told.count is None:
        return None
    return n.Ago(told.count, told.unit, sign, same=True), told.end


def years_after(c: Cursor, i: int) -> Found | None:
    """ "بعد أربع سنوات من سقوط النظام", of the present: what fell did so that many years ago."""
    word = c.at(i, "ahead")
    if word is None or not c.is_(i, "بعد", "وبعد"):
        return None
    told = duration(c, _hedged(c, word.end))
    if told is None or told.count is None:
        return None
    if told.unit == "year" and c.is_(told.end, "من", "علي") and not c.at(told.end + 1, "now"):
        return n.Ago(told.count, told.unit, after=True), told.end
    return n.Until(n.Ago(told.count, told.unit, 1), "after"), told.end


def within(c: Cursor, i: int) -> Found | None:
    """ "خلال 24 ساعة", "في غضون أسبوعين", "خلال اليومين الماضيين"."""
    word = c.at(i, "within")
    if word is None:
        return None
    k = _hedged(c, word.end)
    found = point(c, k)
    if found is not None:
        return found if isinstance(found[0], n.Past | n.Vague) else None
    if c.is_(i, "في", "وفي", "عبر"):
        return None
    told = duration(c, k)
    if told is None or told.count is None or told.unit not in ("day", "hour", "week", "month") or (k == word.end and _definite(c, k)):
        return None
    return n.Past(told.count, told.unit, 0), told.end


def earlier(c: Cursor, i: int) -> Found | None:
    """ "في وقت سابق من العام الحالي", "في وقت سابق الخميس", "في وقت لاحق اليوم"."""
    for kind, sign in (("earlier", -1), ("later", 1)):
        word = c.at(i, kind)
        if word is None:
            continue
        found = point(c, word.end)
        if found is None and (unit := c.at(word.end, "unit", "month:s", "year:s", "week:s")):
            bare = {"month": n.Calendar(month_shift=0), "year": n.Calendar(year_shift=0), "week": n.Week(0)}[unit.value[:-2]]
            found = (bare, unit.end)
        if found is not None:
            return n.Earlier(found[0], sign), found[1]
    return None


def between(c: Cursor, i: int) -> Found | None:
    """ "من X إلى Y", "بين X وY", "بين عامي 2011 و2014"."""
    word = c.at(i, "between")
    if word:
        unit = c.at(word.end, "unit", "year:c", "day:c", "month:c")
        low = point(c, word.end)
        if low is None or isinstance(low[0], n.Range):
            return low
        if unit:
            return None
        high = point(c, low[1]) if c.norms[low[1]][:1] == "و" and low[1] < c.end and len(c.norms[low[1]]) > 1 else None
        if high is None and c.is_(low[1], "و"):
            high = point(c, low[1] + 1)
        return (_joined(low[0], high[0]), high[1]) if high else None
    word = c.at(i, "from")
    if word is None or c.is_(i, "ما"):
        return None
    if c.at(word.end, "hedge") and (long := duration(c, _hedged(c, word.end))) and long.count and long.unit not in _BRIEF:
        return (n.Ago(long.count, long.unit), long.end) if not c.is_(long.end, "من") else None  # "من نحو أسبوعين"
    low = point(c, word.end)
    if low is None:
        return None
    if isinstance(low[0], n.Range):
        return low
    to = c.at(low[1], "to") or (c.at(low[1] + 1, "to") if c.is_(low[1], "،") else None)
    high = point(c, to.end) if to else None
    return (_joined(low[0], high[0]), high[1]) if high else None


def _joined(low: n.Node, high: n.Node) -> n.Range:
    """From one to another; the year told with the second counts for both."""
    if isinstance(low, n.Calendar) and isinstance(high, n.Calendar) and low.month and low.year is None and low.direction is None:
        low = msgspec.structs.replace(low, year=high.year, year_shift=high.year_shift, hijri=low.hijri)
    return n.Range(low=low, high=high)


def bound(c: Cursor, i: int) -> Found | None:
    """ "حتى نهاية الشهر", "بحلول 30 يونيو", "قبل الأربعاء", "بعد 2011": a bound, no time of happening."""
    word = c.at(i, "until") or c.at(i, "by")
    if word is None:
        return None
    k = word.end if word.value != "end" else word.end - 1
    found = point(c, k)
    if found is None and word.lead == "" and c.at(i, "until") and c.at(k, "now"):
        return n.Now(), k + 1
    return (n.Until(found[0]), found[1]) if found and not isinstance(found[0], n.Vague) else None


def eve(c: Cursor, i: int) -> Found | None:
    """ "غداة زيارته": the visit was yesterday."""
    word = c.at(i, "eve")
    if word is None or point(c, word.end) is not None:
        return None
    return n.Eve(int(word.value)), word.end


def now(c: Cursor, i: int) -> Found | None:
    """ "الآن"."""
    word = c.at(i, "now")
    return (n.Now(), word.end) if word else None


def chained(c: Cursor, i: int) -> Found | None:
    """ "4 مايو إلى 6 يونيو", "الاثنين حتى الخميس" with no "from"."""
    low = point(c, i)
    if low is None or not isinstance(low[0], n.Calendar | n.Weekday):
        return low
    if not c.is_(low[1], "الي", "حتي", "وحتي", "-"):
        return low
    high = point(c, low[1] + 1)
    if high is None or not isinstance(high[0], n.Calendar | n.Weekday):
        return low
    return _joined(low[0], high[0]), high[1]


_BRIEF = frozenset({"second", "minute"})
_BOUNDS = frozenset({"until", "by"})
# each with the classes of words that it can begin with
_RULES: tuple[tuple[Callable[[Cursor, int], Found | None], frozenset[str]], ...] = (
    (since, frozenset({"since"})),
    (starting, frozenset({"starting"})),
    (earlier, frozenset({"earlier", "later"})),
    (ago, frozenset({"ago", "fromlast"})),
    (years_after, frozenset({"ahead"})),
    (within, frozenset({"within"})),
    (between, frozenset({"between", "from"})),
    (now, frozenset({"now"})),
    (eve, frozenset({"eve"})),
)
