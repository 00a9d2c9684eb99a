"""Grammar of times of day: "الساعة الثالثة عصرا", "3:18 صباحا", "الساعة 12 إلا ربع قبل الظهر", "من الساعة 3 إلى الساعة 4"."""

from __future__ import annotations

from typing import NamedTuple

from marsad.mentions.date_cursor import Cursor
from marsad.mentions.date_nodes import Clock

_STARTS = frozenset({"oclock", "number", "from", "between"})
_HALF_DAY, _DAY, _HOUR = 12, 24, 60


class Times(NamedTuple):
    """A time of day, or two for from and to, and the token after."""

    low: Clock
    high: Clock | None
    end: int

    def __str__(self) -> str:
        return str(self.low) if self.high is None else f"{self.low}-{self.high}"


def times(c: Cursor, i: int) -> Times | None:
    """The time or times of day that begin at token `i`."""
    if not c.kinds(i) & _STARTS:
        return None
    start = c.skip(i, "من", "بين") if c.at(i + 1, "oclock") else i
    low = _told(c, start)
    if low is None:
        return None
    clock, hours, end = low
    if start == i:
        return Times(_placed(clock, hours), None, end)
    to = c.at(end, "to")
    high = _told(c, to.end) if to else None
    if high is None:
        return None
    late = high[1]
    return Times(_placed(clock, hours or late), _placed(high[0], late), high[2])


def _told(c: Cursor, i: int) -> tuple[Clock, tuple[int, int] | None, int] | None:
    """A time as told, the hours within which the words for the part of the day put it, and the token after."""
    word = c.at(i, "oclock")
    j = word.end if word else i
    if word and (again := c.at(j, "oclock")) and not c.is_(j, "عند"):
        j = again.end
    found = _digital(c, j) or _hour(c, j)
    if found is None:
        return None
    clock, end = found
    clock, end = _minutes(c, clock, end)
    adverb = c.at(end, "todadv")
    part = adverb or c.at(c.skip(end, "من"), "tod")  # "من عصر الاثنين" is left for the day that it belongs to
    hours = None
    if part is not None:
        low, high = map(int, part.value.split("-"))
        hours = (low, high)
        end = adverb.end if adverb else end
    elif not (word and not c.is_(i, "عند")) and not (clock.grain != "hour" and c.digits(j) is not None):
        return None
    end = c.past(end, "zone")
    return clock, hours, end


def _digital(c: Cursor, i: int) -> tuple[Clock, int] | None:
    """ "15:23:24", "3:18"."""
    hour, minute = c.digits(i), c.digits(i + 2)
    if hour is None or minute is None or not c.is_(i + 1, ":") or hour > _DAY or minute >= _HOUR or len(c.norms[i + 2]) != 2:
        return None
    if not (c.glued(i + 1) and c.glued(i + 2)):
        return None
    second = c.digits(i + 4)
    if second is not None and c.is_(i + 3, ":") and second < _HOUR:
        return Clock(hour, minute, second, "second"), i + 5
    return Clock(hour, minute, 0, "minute"), i + 3


def _hour(c: Cursor, i: int) -> tuple[Clock, int] | None:
    read = c.number(i)
    if read is None or not 0 <= read.value <= _DAY or (read.digits and read.value != int(read.value)):
        return None
    hour = int(read.value)
    minute = round((read.value - hour) * _HOUR)  # "ثلاثة ونصف" is read as one number
    return Clock(hour, minute, 0, "minute" if minute else "hour"), read.end


def _minutes(c: Cursor, clock: Clock, i: int) -> tuple[Clock, int]:
    """ "وربع", "ونصف", "إلا ثلثا", "و18 دقيقة", "وخمس وأربعون دقيقة"."""
    less = c.is_(i, "الا")
    k = i + 1 if less or c.is_(i, "و") else i
    joined = k > i or (i < c.end and c.norms[i][:1] == "و")
    part = c.at(k, "minutes")
    if part and joined:
        return _moved(clock, -int(part.value) if less else int(part.value)), part.end
    read = c.number(k) or (c.number_after_and(k) if joined and k == i else None)
    if joined and read is not None and (unit := c.at(read.end, "unit", "minute:s", "minute:p")) and read.value < _HOUR:
        return _moved(clock, -int(read.value) if less else int(read.value)), unit.end
    return clock, i


def _moved(clock: Clock, minutes: int) -> Clock:
    at = clock.hour * _HOUR + minutes
    return Clock(at // _HOUR, at % _HOUR, 0, "minute")


def _placed(clock: Clock, hours: tuple[int, int] | None) -> Clock:
    """The time on the clock of 24 hours: "ثلاثة عصرا" is 15."""
    if hours is None:
        return clock
    hour = clock.hour
    for candidate in (hour, hour + _HALF_DAY, hour + _DAY):
        if hours[0] <= candidate < max(hours[1], hours[0] + 1) or (candidate == hours[1] and clock.minute == 0 and clock.grain == "hour"):
            hour = candidate
            break
    else:
        if hour == _HALF_DAY and hours[0] == 0:
            hour = _HALF_DAY if hours[1] > 6 else 0
        elif hour < _HALF_DAY and hours[0] >= _HALF_DAY:
            hour += _HALF_DAY
    return Clock(hour, clock.minute, clock.second, clock.grain)
