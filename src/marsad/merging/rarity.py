"""How much it says that two reports share a word: the rarer among all reports, the more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

_SMOOTHING = 10  # reports of which every word is taken to be absent, so that in a small archive a word in two of three is not yet common


class Rarity:
    """Inverse document frequency over a set of reports (Spärck Jones 1972), smoothed for small ones."""

    def __init__(self, documents: Iterable[Iterable[str]]) -> None:
        count: Counter[str] = Counter()
        size = 0
        for document in documents:
            count.update(set(document))
            size += 1
        self.most = math.log((size + _SMOOTHING) / 2)  # the weight of a word that one report has
        self._weights = {word: max(0.0, math.log((size + _SMOOTHING) / (n + 1))) for word, n in count.items()}

    def __call__(self, word: str) -> float:
        """The weight of a word, never below 0; one that no report has is as rare as one that one has."""
        return self._weights.get(word, self.most)
