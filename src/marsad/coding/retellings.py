"""The same happening told twice in a report is one event (codebook, "Events"): the surer telling stays.

Two events are taken for one where type and parties are the same, somebody is named, and neither day nor place speaks against it. What
differs in more than that is for the judge of drafts (`event_judge`), who weighs words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from marsad.records import Event

_MOST = 20  # events of one type and the same parties that a further one is held against, so that hostile text costs linear time


def told_once(events: Sequence[Event]) -> list[Event]:
    """The events without retellings, in order, numbered anew."""
    kept: dict[object, list[int]] = defaultdict(list)
    dropped: set[int] = set()
    for k, event in enumerate(events):
        if not event.actors and not event.recipients:
            continue
        same = kept[event.type, frozenset(event.actors), frozenset(event.recipients)]
        for at, other in enumerate(same[-_MOST:], max(0, len(same) - _MOST)):
            if _agree(events[other], event):
                surer, weaker = (k, other) if event.confidence > events[other].confidence else (other, k)
                dropped.add(weaker)
                same[at] = surer
                break
        else:
            same.append(k)
    left = [event for k, event in enumerate(events) if k not in dropped]
    return [msgspec.structs.replace(event, id=f"e{n}") for n, event in enumerate(left, 1)]


def _agree(a: Event, b: Event) -> bool:
    days = [(e.date.from_, e.date.to) for e in (a, b) if e.date is not None]
    return len({*days}) < 2 and (a.place is None or b.place is None or a.place == b.place)
