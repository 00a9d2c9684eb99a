"""Multinomial logistic regression over named features: quick, small, and able to say why.

A model is a TSV file: `#` comment lines, a line `labels` with the labels, then one line a feature with one
weight a label. The feature `bias` is always on.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import repeat
from pathlib import Path

from marsad.errors import ModelError

_CLIP = 60.0
_EDGE = 0.005


def logit(chance: float) -> float:
    """Log odds of a chance, kept away from the ends."""
    chance = min(max(chance, _EDGE), 1 - _EDGE)
    return math.log(chance / (1 - chance))


class LinearModel:
    """Weights of string features for each label. Unknown features weigh nothing."""

    __slots__ = ("_lean", "_two", "_weights", "labels")

    def __init__(self, labels: tuple[str, ...], weights: dict[str, tuple[float, ...]]) -> None:
        self.labels = labels
        self._weights = weights
        self._lean: dict[str, float] | None = None
        self._two = set(labels) == {"0", "1"}

    @classmethod
    def read(cls, path: Path) -> LinearModel:
        """Read a model file; raises `ModelError` naming the line that is wrong."""
        labels: tuple[str, ...] = ()
        weights: dict[str, tuple[float, ...]] = {}
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.startswith("#") or line == "\n":
                    continue
                key, *cells = line.rstrip("\n").split("\t")
                if not labels:
                    if key != "labels":
                        raise ModelError(f"{path}:{number}: the first line must name the labels; train the model anew")
                    labels = tuple(cells)
                    continue
                try:
                    row = tuple(map(float, cells))
                except ValueError:
                    row = ()
                if len(row) != len(labels):
                    raise ModelError(f"{path}:{number}: {len(labels)} weights expected for {key!r}; train the model anew")
                weights[key] = row
        return cls(labels, weights)

    def margins(self, features: Iterable[str]) -> list[float]:
        """The sum of weights for each label."""
        bias = self._weights.get("bias", (0.0,) * len(self.labels))
        rows = filter(None, map(self._weights.get, features))
        return list(map(sum, zip(bias, *rows, strict=True)))  # column by column: several times quicker than feature by feature

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each label; they sum to one."""
        margins = self.margins(features)
        top = max(margins)
        powers = [math.exp(max(m - top, -_CLIP)) for m in margins]
        total = sum(powers)
        return {label: p / total for label, p in zip(self.labels, powers, strict=True)}

    def chance(self, features: Iterable[str], label: str = "1") -> float:
        """The probability of one label (by custom, "1" in a model that says yes or no)."""
        if label == "1" and self._two:
            return 1 / (1 + math.exp(-max(-_CLIP, min(_CLIP, self.lean(features)))))
        return self.scores(features).get(label, 0.0)

    def lean(self, features: Iterable[str]) -> float:
        """The log odds of "1" against "0", for a model with these two labels; the quickest way to ask."""
        lean = self._lean
        if lean is None:
            yes = self.labels.index("1")
            lean = self._lean = {f: row[yes] - row[1 - yes] for f, row in self._weights.items()}
        return sum(map(lean.get, features, repeat(0.0)), lean.get("bias", 0.0))

    def explain(self, features: Iterable[str], label: str, *, most: int = 6) -> list[tuple[str, float]]:
        """The features that spoke loudest for or against `label`, loudest first, with their weights less the mean of all labels."""
        if label not in self.labels:
            return []
        k = self.labels.index(label)
        seen = {f: row for f in features if (row := self._weights.get(f)) is not None}
        said = [(f, round(row[k] - sum(row) / len(row), 3)) for f, row in seen.items()]
        return sorted(said, key=lambda x: -abs(x[1]))[:most]
