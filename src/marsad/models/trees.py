"""Boosted trees over numbers: many small trees, each of which mends what those before it left wrong; what they say is added up.

Learned by training/boost.py (LightGBM). All questions of all trees are asked of all rows at once: each answer rules some leaves of its tree
out, and the first that is left is the one that a walk from the root would come to (Lucchese et al. 2015, QuickScorer).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from marsad.models.packed import listed, read_packed
from marsad.models.table import Rows

# isort: split
import numpy as np

LEAVES = 8  # of a tree, at most
_ALL = np.uint8(0xFF)
_FIRST = np.array([0, *((k & -k).bit_length() - 1 for k in range(1, 1 << LEAVES))], dtype=np.uint8)  # the lowest bit of each number


class Trees:
    """Trees with at most `LEAVES` leaves, numbered from left to right. `names` are those of the numbers, in order. The file has for each tree
    which numbers it asks about and whether they are over which `borders`, (trees, questions), which leaves are `left` where they are, as bits,
    and what it says at each leaf, (trees, leaves), as log odds; and what each number usually is."""

    __slots__ = ("_asked", "_at", "_borders", "_left", "_shape", "_usual", "_values", "names")

    def __init__(self, arrays: dict[str, Any]) -> None:
        self.names = tuple(listed(arrays, "names"))
        asked, borders, left = (np.ascontiguousarray(arrays[key].T) for key in ("asked", "borders", "left"))  # (questions, trees)
        self._shape = asked.shape
        self._asked = asked.ravel().astype(np.intp)
        self._borders = borders.ravel().astype(np.float32)
        self._left = left.ravel().astype(np.uint8)
        values = np.asarray(arrays["values"], dtype=np.float32)
        self._values = values.ravel()
        self._at = np.arange(len(values), dtype=np.intp) * values.shape[1]
        self._usual = np.asarray(arrays["usual"], dtype=np.float32)

    @classmethod
    def read(cls, path: Path) -> Trees:
        """Read a file of trees; raises `ModelError` where it cannot be read."""
        return read_packed(path, cls, "trees")

    def leans(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """What the trees say of each row, as log odds."""
        if not rows:
            return []
        sums: list[float] = self._sums(np.asarray(rows, dtype=np.float32)).tolist()
        return sums

    def reasons(self, row: Sequence[float]) -> list[tuple[str, float]]:
        """How much each number of a row speaks for what is said of it: by how much that changes where the number is as usual. The loudest first."""
        table: Rows = np.repeat(np.asarray([row], dtype=np.float32), len(row) + 1, axis=0)
        which = np.arange(len(row))
        table[which, which] = self._usual
        sums = self._sums(table)
        moved = [(name, round(float(by), 3)) for name, by in zip(self.names, sums[-1] - sums[:-1], strict=True)]
        return sorted([(name, by) for name, by in moved if by], key=lambda x: -abs(x[1]))

    def _sums(self, table: Rows) -> Rows:
        left = np.where(table.take(self._asked, axis=1) > self._borders, self._left, _ALL)
        left = np.bitwise_and.reduce(left.reshape(len(table), *self._shape), axis=1)
        sums: Rows = self._values[_FIRST[left] + self._at].sum(axis=1)
        return sums
