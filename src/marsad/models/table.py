"""Rows of numbers worked out once for a key and kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from itertools import accumulate, chain
from typing import Any, Protocol

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # matrices this small gain nothing from more, and other cores have other reports

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
_ROOM = 4_096  # rows of a table at first; it doubles
_MOST = 60_000  # rows of a table at most


class Table:
    """Rows worked out once for a key and kept in one matrix, so that a report's are taken in one go."""

    __slots__ = ("_at", "_rows", "_work_out")

    def __init__(self, work_out: Callable[[Sequence[Any]], Rows], width: int) -> None:
        self._work_out = work_out
        self._rows: Rows = np.empty((_ROOM, width), dtype=np.float32)
        self._at: dict[Any, int] = {}

    def take(self, keys: Sequence[Any]) -> Rows:
        """The rows of some keys, in order."""
        at = self._at
        new = [k for k in dict.fromkeys(keys) if k not in at]
        if new:
            self._add(new, keys)
        return self._rows[list(map(at.__getitem__, keys))]

    def _add(self, new: list[Any], keys: Sequence[Any]) -> None:
        at = self._at
        if at and len(at) + len(new) > _MOST:
            at.clear()
            new = list(dict.fromkeys(keys))
        first = len(at)
        while first + len(new) > len(self._rows):
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
        self._rows[first : first + len(new)] = self._work_out(new)
        at.update(zip(new, range(first, first + len(new)), strict=True))


class Taken(Protocol):
    """What rows can be taken from."""

    @property
    def shape(self) -> tuple[int, ...]: ...

    def __getitem__(self, which: Any, /) -> Rows: ...


def summed(table: Rows | Taken, groups: Sequence[Sequence[int]]) -> Rows:
    """The sum of a table's rows for each group of their numbers."""
    total: Rows = np.zeros((len(groups), table.shape[1]), dtype=np.float32)
    some = [k for k, group in enumerate(groups) if group]
    if some:
        starts = list(accumulate((len(groups[k]) for k in some[:-1]), initial=0))
        total[some] = np.add.reduceat(table[list(chain.from_iterable(groups))], starts, axis=0)
    return total
