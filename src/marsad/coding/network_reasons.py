"""Why the network thinks that a word reports an event: what would change its mind if it were not there.

Hidden or left out in turn are the words about the candidate, what is seen beside them, and the other candidates of the report. For
explaining, not for coding: the network is asked once for each.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from marsad.coding.context import Context
from marsad.coding.network_view import NetworkView, odds_of
from marsad.coding.trigger_sight import sights
from marsad.coding.triggers import Candidate
from marsad.models.network import UNASKED
from marsad.models.table import Rows

_WINDOW, _NEAR = 40, 12  # tokens on either side that are looked at; of these, those that are hidden in turn

Falls = list[tuple[int, float]]  # what was left out, and by how much the log-odds of an event fall without it; the strongest first


class Reasons:
    """The candidates of a report as the network sees them, and what speaks for and against each."""

    __slots__ = ("_candidates", "_context", "_rows", "_view", "odds")

    def __init__(self, context: Context, view: NetworkView, candidates: Sequence[Candidate]) -> None:
        self._context, self._view, self._candidates = context, view, candidates
        self._rows = view.rows(candidates) if candidates else np.zeros((0, 0), dtype=np.float32)
        self.odds = self._told(self._rows, candidates) if candidates else []

    def words(self, k: int) -> Falls:
        """The tokens about candidate `k`, and its own."""
        c = self._candidates[k]
        plain = self._view.hidden(c, -1, _WINDOW)
        near = range(max(0, c.token - _NEAR), min(len(self._context.tokens), c.last + _NEAR))
        return self._falls(k, near, [self._view.hidden(c, i, _WINDOW) - plain for i in near])

    def sighted(self, k: int) -> list[tuple[str, float]]:
        """What is seen of candidate `k` beside its words, by name."""
        names = sights(self._context, self._candidates, [k])[0]
        whole, *without = self._view.sight([names, *([n for n in names if n != name] for name in names)])
        return [(names[n], fall) for n, fall in self._falls(k, range(len(names)), [row - whole for row in without])]

    def others(self, k: int) -> Falls:
        """The other candidates that may be events, by number."""
        left = [j for j in range(len(self._candidates)) if j != k and self.odds[j] >= UNASKED]
        falls = []
        for j in left:
            kept = [n for n in range(len(self._candidates)) if n != j]
            odds = self._told(self._rows[kept], [self._candidates[n] for n in kept])[kept.index(k)]
            falls.append((j, self.odds[k] - odds))
        return sorted(falls, key=lambda x: -abs(x[1]))

    def _falls(self, k: int, names: Sequence[int], changes: Sequence[Rows]) -> Falls:
        """By how much the log-odds of candidate `k` fall with each change to its row."""
        falls = []
        for name, change in zip(names, changes, strict=True):
            rows = self._rows.copy()
            rows[k] += change.reshape(-1)
            falls.append((name, self.odds[k] - self._told(rows, self._candidates)[k]))
        return sorted(falls, key=lambda x: -abs(x[1]))

    def _told(self, rows: Rows, candidates: Sequence[Candidate]) -> list[float]:
        return [odds_of(none) for none in self._view.weighed(rows, candidates).types[:, -1].tolist()]
