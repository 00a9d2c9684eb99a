"""Grouping by pairs without chaining: average linkage, so that a new member must be like all that are there, not like one.

What people decided comes first: who was put together is together from the start, and who was put apart is never joined.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence

Pair = tuple[int, int]


def cluster(
    size: int, scores: Mapping[Pair, float], *, threshold: float, together: Sequence[Iterable[int]] = (), apart: Iterable[Pair] = ()
) -> list[list[int]]:
    """Groups of the numbers below `size`, each in order, the groups by their first.

    `scores` has how surely two are one (pairs that are missing: not at all). Two groups are joined, the surest first, while
    the mean over all pairs between them is at least `threshold` and none of these pairs is in `apart`.
    """
    work = _Groups(size, scores, threshold, apart)
    for group in together:
        first, *rest = sorted(set(group))
        for other in rest:
            work.join(work.group_of[first], work.group_of[other])
    work.run()
    return sorted(sorted(members) for members in work.members.values())


class _Groups:
    """Groups that grow: members by group, and the sum of scores between groups that have any."""

    def __init__(self, size: int, scores: Mapping[Pair, float], threshold: float, apart: Iterable[Pair]) -> None:
        self.members: dict[int, list[int]] = {i: [i] for i in range(size)}
        self.group_of = list(range(size))
        self._threshold = threshold
        self._sums: dict[int, dict[int, float]] = {}
        self._apart: dict[int, set[int]] = {}
        for (a, b), score in scores.items():
            self._sums.setdefault(a, {})[b] = score
            self._sums.setdefault(b, {})[a] = score
        for a, b in apart:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)

    def _mean(self, a: int, b: int) -> float:
        return self._sums.get(a, {}).get(b, 0.0) / (len(self.members[a]) * len(self.members[b]))

    def _bid(self, a: int, b: int) -> tuple[float, int, int, int, int]:
        low, high = min(a, b), max(a, b)
        return (-self._mean(a, b), low, high, len(self.members[low]), len(self.members[high]))

    def run(self) -> None:
        """Join what is to be joined."""
        bids = [self._bid(a, b) for a, others in self._sums.items() for b in others if a < b and self._mean(a, b) >= self._threshold]
        heapq.heapify(bids)
        while bids:
            _, a, b, size_a, size_b = heapq.heappop(bids)
            if a not in self.members or b not in self.members or (len(self.members[a]), len(self.members[b])) != (size_a, size_b):
                continue  # one of them has been joined to another since; what became of it has a bid of its own
            if b in self._apart.get(a, ()):
                continue
            self.join(a, b)
            for other in self._sums.get(a, {}):
                if self._mean(a, other) >= self._threshold:
                    heapq.heappush(bids, self._bid(a, other))

    def join(self, a: int, b: int) -> None:
        """Put the members of group `b` into group `a`."""
        if a == b:
            return
        for member in self.members[b]:
            self.group_of[member] = a
        self.members[a] += self.members.pop(b)
        mine = self._sums.setdefault(a, {})
        for other, total in self._sums.pop(b, {}).items():
            self._sums[other].pop(b, None)
            if other != a:
                mine[other] = self._sums[other][a] = mine.get(other, 0.0) + total
        for other in self._apart.pop(b, set()):
            self._apart[other].discard(b)
            self._apart[other].add(a)
            self._apart.setdefault(a, set()).add(other)
