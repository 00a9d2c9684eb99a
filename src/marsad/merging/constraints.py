"""What people decided about incidents, as the grouping must heed it: which events are together, and which apart.

Decisions stand in the archive in the order in which they were made. One that was undone counts for nothing (and the undoing
of an undoing brings it back); of two that gainsay each other the later holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from marsad.archive.incident_decisions import Anchor, Decision
from marsad.merging.clustering import Pair
from marsad.merging.happenings import Happening
from marsad.records import Event


class Constraints(NamedTuple):
    """Groups that are together, pairs that are apart, the decisions that bear on each event, and those whose record is gone."""

    together: list[list[int]]
    apart: set[Pair]
    of: Mapping[int, list[int]]
    lost: list[tuple[int, Anchor]]


def live(decisions: Sequence[Decision]) -> list[Decision]:
    """The splits and merges that hold, oldest first."""
    undone: set[int] = set()
    out = []
    for decision in reversed(decisions):
        if decision.id in undone:
            continue
        if decision.kind == "undo":
            undone.add(decision.undoes or 0)
        else:
            out.append(decision)
    return out[::-1]


def constraints(decisions: Sequence[Decision], events: Sequence[Happening]) -> Constraints:
    """What the decisions ask of the grouping of `events`. The newest is heeded first, so that no older one can go against it."""
    find = _Finder(events)
    groups: dict[int, set[int]] = {}
    apart: set[Pair] = set()
    of: dict[int, list[int]] = {}
    lost: list[tuple[int, Anchor]] = []
    for decision in reversed(live(decisions)):
        sides = [[], []]  # type: list[list[int]]
        for side, anchors in zip(sides, (decision.members, decision.rest), strict=True):
            for anchor in anchors:
                at = find(anchor)
                if at is None:
                    lost.append((decision.id, anchor))
                else:
                    side.append(at)
                    of.setdefault(at, []).append(decision.id)
        members, rest = sides
        for a in members if decision.kind == "split" else ():
            apart.update(_pair(a, b) for b in rest if b not in groups.get(a, {a}))
        for a, b in pairwise(members):
            _unite(groups, a, b, apart)
    together = {id(g): sorted(g) for g in groups.values() if len(g) > 1}
    return Constraints(sorted(together.values()), apart, of, lost)


def _unite(groups: dict[int, set[int]], a: int, b: int, apart: set[Pair]) -> None:
    """Put the groups of two events together, unless a later decision holds any of them apart."""
    one, other = groups.get(a, {a}), groups.get(b, {b})
    if one is other or any(_pair(x, y) in apart for x in one for y in other):
        return
    united = one | other
    for each in united:
        groups[each] = united


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


class _Finder:
    """Finds the event that an anchor was set on, also after its report was coded anew or changed."""

    def __init__(self, events: Sequence[Happening]) -> None:
        self._by_report: dict[int, list[int]] = {}
        for n, event in enumerate(events):
            self._by_report.setdefault(event.told.number, []).append(n)
        self._events = events

    def __call__(self, anchor: Anchor) -> int | None:
        """The event with that trigger word, the nearest and of the same type first; `None` where there is none any more."""
        found = [n for n in self._by_report.get(anchor.report, ()) if self._events[n].event.trigger.text == anchor.words]
        return min(found, key=lambda n: _off(self._events[n].event, anchor), default=None)


def _off(event: Event, anchor: Anchor) -> tuple[int, bool]:
    return abs(event.trigger.start - anchor.start), event.type != anchor.type
