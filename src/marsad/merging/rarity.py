"""How much it says that two reports share a word: the rarer among all reports, the more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

_SMOOTHING = 10  # reports of which every word is taken to be absent, so that in a small archive a word in two of three is not yet common


class Rarity:
    """Inverse document frequency over a set of reports (Spärck Jones 1972), smoothed for small ones."""

    def __init__(self, documents: Iterable[Iterable[str]]) -> None:
        self._in: Counter[str] = Counter()
        self.size = 0
        for document in documents:
            self._in.update(set(document))
            self.size += 1

    def __call__(self, word: str) -> float:
        """The weight of a word, never below 0."""
        return max(0.0, math.log((self.size + _SMOOTHING) / (self._in[word] + 1)))

    @property
    def most(self) -> float:
        """The weight of a word that one report has."""
        return max(0.0, math.log((self.size + _SMOOTHING) / 2))

    def count(self, word: str) -> int:
        """How many reports have the word."""
        return self._in[word]
