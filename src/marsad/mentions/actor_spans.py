"""Spans of words that may name an actor, from the sequence tagger, each with its chance.

The tagger's own best path is cautious: a name that it half believes is lost. Spans are read from the chances of labels word by word, with
the chance of "no name" discounted; whether an actor that only such spans name is kept is decided later, when all its mentions are known.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DISCOUNT = 0.5  # of the chance that a word is outside any name
STAY = 0.65  # the same where a name has begun: does it go on?


class Guess(NamedTuple):
    """Tokens `first` to `last` (not included) of a sentence, the label without B or I, the mean chance of a name there."""

    first: int
    last: int
    label: str
    chance: float


class Chances:
    """The chances of a report's words, by its tagger: that a word is outside any name, begins one, goes on with one; of each kind. `pieces`:
    the chances of each label, (words, labels), of the report's words in order."""

    __slots__ = ("_begins", "_by_kind", "_goes_on", "_kinds", "_outside")

    def __init__(self, labels: tuple[str, ...], pieces: Iterable[NDArray[np.float64]]) -> None:
        columns = _columns(labels)
        self._kinds = columns.kinds
        self._outside: list[float] = []
        self._begins: list[float] = []
        self._goes_on: list[float] = []
        by_kind = [np.zeros((0, len(columns.kinds)), dtype=np.float32)]
        for chances in pieces:
            self._outside += chances[:, columns.outside].tolist()
            self._begins += chances[:, columns.begin].sum(axis=1).tolist()
            self._goes_on += chances[:, columns.go_on].sum(axis=1).tolist()
            by_kind.append((chances @ columns.of_kind).astype(np.float32))
        self._by_kind = np.concatenate(by_kind)

    def guesses(self, low: int, high: int, *, discount: float = DISCOUNT, stay: float = STAY) -> list[Guess]:
        """The spans of one sentence, words `low` to `high` of the report. A span begins and goes on by the chances of all labels together;
        then the label that has most of them names its kind."""
        out: list[Guess] = []
        first = -1
        for k in range(low, high):
            outside, begins = self._outside[k], self._begins[k]
            if first >= 0 and (self._goes_on[k] < begins or self._goes_on[k] < outside * stay):
                out.append(self._guess(low, first, k))
                first = -1
            if first < 0 and begins >= outside * discount:
                first = k
        if first >= 0:
            out.append(self._guess(low, first, high))
        return out

    def _guess(self, low: int, first: int, last: int) -> Guess:
        kind = self._kinds[int(self._by_kind[first:last].sum(axis=0).argmax())]
        return Guess(first - low, last - low, kind, self.some(first, last))

    def some(self, first: int, last: int) -> float:
        """The mean chance that words of the report are of some name."""
        return 1.0 - sum(self._outside[first:last]) / max(1, last - first)


class _Columns(NamedTuple):
    """The labels of a tagger: which column is outside any name, which begin one or go on with it; which is of which kind."""

    outside: int
    begin: list[int]
    go_on: list[int]
    kinds: list[str]
    of_kind: NDArray[np.float64]


@lru_cache(maxsize=16)
def _columns(labels: tuple[str, ...]) -> _Columns:
    kinds = sorted({label[2:] for label in labels if label != "O"})
    of_kind = np.array([[float(label[2:] == kind) for kind in kinds] for label in labels])
    begin, go_on = ([n for n, label in enumerate(labels) if label.startswith(lead)] for lead in ("B-", "I-"))
    return _Columns(labels.index("O"), begin, go_on, kinds, of_kind)


