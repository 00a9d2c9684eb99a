"""How many died in an event, according to the figures of its report: the lowest, the best and the highest number.

The rule is the cautious one of ACLED (where reports conflict, the most conservative estimate) and of UCDP (the best estimate is
the low one unless something speaks for more): `low` is the least lower bound, `high` the greatest upper bound, `best` the least
number that somebody gives. A figure that is a part of another is not counted beside it. What has no bound stays `None`.
"""

from __future__ import annotations

from typing import NamedTuple

from marsad.export.source import Source
from marsad.records import Event


class Deaths(NamedTuple):
    """Numbers of dead; `None` where no figure bounds them."""

    low: int | None
    best: int | None
    high: int | None


def deaths(source: Source, event: Event) -> Deaths | None:
    """The dead of an event; `None` where the report gives no figure of them."""
    told = [f for f in source.coded.figures if f.measure == "killed" and f.event == event.id]
    ids = {f.id for f in told}
    told = [f for f in told if f.part_of not in ids]
    if not told:
        return None
    lows = [f.low for f in told if f.low is not None]
    highs = [f.high for f in told if f.high is not None]
    low = min(lows) if lows else None
    return Deaths(low, low, max(highs) if len(highs) == len(told) else None)
