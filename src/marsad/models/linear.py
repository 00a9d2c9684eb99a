"""Multinomial logistic regression over named features: quick, small, and able to say why.

A model is a TSV file: `#` comment lines, a line `labels` with the labels, then one line a feature with one
weight a label. The feature `bias` is always on.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from operator import eq, getitem, neg
from pathlib import Path
from typing import Any

from marsad.errors import ModelError
from marsad.models.layouts import Layout, Part, Weighed

_CLIP = 60.0
_EDGE = 0.005
_TWO, _THREE = 2, 3
_MOST = 8_000  # layouts whose weights are kept
_NOTHING = repeat(0.0)  # what features weigh that a model does not know


def logit(chance: float) -> float:
    """Log odds of a chance, kept away from the ends."""
    chance = min(max(chance, _EDGE), 1 - _EDGE)
    return math.log(chance / (1 - chance))


class LinearModel:
    """Weights of string features for each label. Unknown features weigh nothing.

    A model of two labels whose weights mirror each other is kept as one number a feature: how much it speaks for the second label
    against the first. Coding looks up a thousand features a sentence, so the less memory they lie in, the better.
    """

    __slots__ = ("_lean", "_placed", "_weights", "labels")

    def __init__(
        self, labels: tuple[str, ...], weights: Mapping[str, tuple[float, ...]] | None = None, *, lean: dict[str, float] | None = None
    ) -> None:
        self.labels = labels
        self._weights = weights or {}
        self._placed: dict[Layout, tuple[Weighed[Any], ...]] = {}
        self._lean = {f: row[1] - row[0] for f, row in self._weights.items()} if lean is None and len(labels) == _TWO else lean

    @classmethod
    def read(cls, path: Path) -> LinearModel:
        """Read a model file; raises `ModelError` naming the line that is wrong."""
        head, *lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line and line[0] != "#"] or [""]
        first, *labels = head.split("\t")
        if first != "labels":
            raise _broken(path, None)
        width = len(labels) + 1
        cells = "\t".join(lines).split("\t") if lines else []
        try:
            if len(cells) != width * len(lines):
                raise ValueError
            number = _Numbers()
            columns = [list(map(number.__getitem__, cells[k::width])) for k in range(1, width)]
        except ValueError:
            raise _broken(path, len(labels)) from None
        if len(labels) == _TWO and all(map(eq, columns[0], map(neg, columns[1]))):
            twice = {weight: 2 * weight for weight in number.values()}
            return cls(tuple(labels), lean=dict(zip(cells[::width], map(twice.__getitem__, columns[1]), strict=True)))
        return cls(tuple(labels), dict(zip(cells[::width], zip(*columns, strict=True), strict=True)))

    def rows(self) -> Iterator[tuple[str, tuple[float, ...]]]:
        """Every feature and its weights, one a label."""
        if self._weights:
            yield from self._weights.items()
        else:
            yield from ((f, (-weight / 2, weight / 2)) for f, weight in (self._lean or {}).items())

    def margins(self, features: Iterable[str]) -> list[float]:
        """The sum of weights for each label."""
        if self._lean is not None and not self._weights:
            half = self.lean(features) / 2
            return [-half, half]
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
        if self._lean is not None and label in self.labels:
            odds = max(-_CLIP, min(_CLIP, self.lean(features)))
            return 1 / (1 + math.exp(-odds if label == self.labels[1] else odds))
        return self.scores(features).get(label, 0.0)

    def lean(self, features: Iterable[str]) -> float:
        """The log odds of the second label against the first, for a model of two; the quickest way to ask."""
        lean = self._lean
        assert lean is not None, self.labels
        return sum(map(lean.get, features, _NOTHING), lean.get("bias", 0.0))

    def weight(self, feature: str) -> float:
        """What one feature says for the second label against the first, in a model of two."""
        assert self._lean is not None, self.labels
        return self._lean.get(feature, 0.0)

    def lean_of(self, parts: Iterable[Part]) -> float:
        """`lean` of features that are given by place; several times quicker than by name."""
        lean = self._lean
        assert lean is not None, self.labels
        total, placed = lean.get("bias", 0.0), self._placed
        for layout, values in parts:
            total += sum(map(getitem, placed.get(layout) or self._place(layout), values))
        return total

    def chance_of(self, parts: Iterable[Part]) -> float:
        """The probability of the second label of a model of two, from `lean_of`."""
        return 1 / (1 + math.exp(-max(-_CLIP, min(_CLIP, self.lean_of(parts)))))

    def pair_of(self, parts: Iterable[Part]) -> tuple[float, float]:
        """The probabilities of the first and of the last label of a model of three, of features that are given by place."""
        total: complex = self._pull("bias")
        placed = self._placed
        for layout, values in parts:
            total += sum(map(getitem, placed.get(layout) or self._place(layout), values))
        first, last = math.exp(max(-_CLIP, min(_CLIP, total.real))), math.exp(max(-_CLIP, min(_CLIP, total.imag)))
        whole = 1 + first + last
        return first / whole, last / whole

    def _pull(self, feature: str) -> complex:
        """How much a feature speaks for the first and for the last of three labels against the one between."""
        row = self._weights.get(feature)
        return complex(row[0] - row[1], row[2] - row[1]) if row is not None else 0j

    def _place(self, layout: Layout) -> tuple[Weighed[Any], ...]:
        if len(self._placed) >= _MOST:
            self._placed.clear()
        weighed: Iterator[Weighed[Any]]
        if len(self.labels) == _THREE:
            weighed = (Weighed(naming, self._pull, 0j) for naming in layout.namings)
        else:
            weighed = (Weighed(naming, self.weight, 0.0) for naming in layout.namings)
        found = self._placed[layout] = tuple(weighed)
        return found

    def explain(self, features: Iterable[str], label: str, *, most: int = 6) -> list[tuple[str, float]]:
        """The features that spoke loudest for or against `label`, loudest first, with their weights less the mean of all labels."""
        if label not in self.labels:
            return []
        k = self.labels.index(label)
        seen = {f: row for f in features if (row := self._row(f)) is not None}
        said = [(f, round(row[k] - sum(row) / len(row), 3)) for f, row in seen.items()]
        return sorted(said, key=lambda x: -abs(x[1]))[:most]

    def _row(self, feature: str) -> tuple[float, ...] | None:
        if self._weights or self._lean is None:
            return self._weights.get(feature)
        weight = self._lean.get(feature)
        return None if weight is None else (-weight / 2, weight / 2)


class _Numbers(dict[str, float]):
    """Cells of a table as numbers; equal ones share one object, so that the commonest stay near the processor."""

    def __missing__(self, cell: str) -> float:
        value = self[cell] = float(cell)
        return value


def _broken(path: Path, labels: int | None) -> ModelError:
    """What is wrong with the first line that does not name a feature and a number for each label (None: that names no labels)."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line or line[0] == "#" or line.startswith("labels\t"):
            continue
        if labels is None:
            return ModelError(f"{path}:{number}: the first line must name the labels; train the model anew")
        feature, *cells = line.split("\t")
        if len(cells) != labels or not all(map(_is_number, cells)):
            return ModelError(f"{path}:{number}: {labels} weights expected for {feature!r}; train the model anew")
    return ModelError(f"{path}: no labels and no weights; train the model anew")


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
