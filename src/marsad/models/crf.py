"""Linear-chain conditional random fields: the chance of each label at each token of a sequence, from named features.

Trained with CRFsuite (training/train_actors.py); here its weights are used. What a feature weighs for each label is one row, so what a word
says is a sum of rows that can be kept; chances come from the forward and backward sums of all sequences of a report at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from marsad.models.packed import listed, read_packed
from marsad.models.table import Rows

# isort: split
import numpy as np
from numpy.typing import NDArray

_EVERY = 8  # steps after which sums are made small again: doubles hold that many


class Crf:
    """A trained field. `labels` in the order of its columns."""

    __slots__ = ("_names", "_rows", "_steps", "labels")

    def __init__(self, labels: Sequence[str], names: Sequence[str], rows: Rows, transitions: NDArray[np.float64]) -> None:
        self.labels = tuple(labels)
        self._names = names
        self._rows = rows
        self._steps = np.exp(transitions)  # from a label (row) to the next (column)

    @classmethod
    def read(cls, path: Path) -> Crf:
        """Read a field's file; raises `ModelError` where it cannot be read."""

        def build(arrays: dict[str, Any]) -> Crf:
            labels, names = listed(arrays, "labels"), listed(arrays, "names")
            rows = np.zeros((len(names), len(labels)), dtype=np.float32)
            rows[arrays["name_of"], arrays["label_of"]] = arrays["weights"]
            return cls(labels, names, rows, arrays["transitions"].astype(np.float64))

        return read_packed(path, build, "a field")

    def table(self, prefixes: Sequence[str]) -> tuple[dict[str, int], Rows]:
        """The weights of features that may stand behind several prefixes (one of them empty): by the name without prefix its row, and the
        rows, (names, prefixes x labels), block by block in the order of `prefixes`; 0 where such a feature was never learned."""
        places = {prefix: n for n, prefix in enumerate(prefixes)}
        longest = max(map(len, prefixes))
        at: dict[str, int] = {}
        rows, blocks = [], []
        for name in self._names:
            prefix = name[:longest] if name[:longest] in places else ""
            rows.append(at.setdefault(name[len(prefix) :], len(at)))
            blocks.append(places[prefix])
        width = len(self.labels)
        table = np.zeros((len(at), len(prefixes), width), dtype=np.float32)
        table[rows, blocks] = self._rows
        return at, table.reshape(len(at), -1)

    def chances(self, weights: Rows, lengths: Sequence[int]) -> NDArray[np.float64]:
        """The chance of each label at each token, (tokens, labels), of sequences laid end to end; `weights`: what speaks for each label there."""
        order = sorted(range(len(lengths)), key=lambda k: -lengths[k])
        begin = np.cumsum([0, *lengths])[:-1]
        firsts = begin[order]
        longest = lengths[order[0]] if order else 0
        running = [sum(1 for n in lengths if n > t) for t in range(longest)]
        shifted = weights.astype(np.float64)
        e = np.exp(shifted - shifted.max(axis=1, keepdims=True))
        ahead, back = np.empty_like(e), np.ones_like(e)
        steps = self._steps
        for t in range(longest):
            at = firsts[: running[t]] + t
            now = e[at] if t == 0 else (ahead[at - 1] @ steps) * e[at]
            if t % _EVERY == 0:
                now /= now.sum(axis=1, keepdims=True)
            ahead[at] = now
        for t in range(longest - 2, -1, -1):
            at = firsts[: running[t + 1]] + t
            now = (back[at + 1] * e[at + 1]) @ steps.T
            if t % _EVERY == 0:
                now /= now.sum(axis=1, keepdims=True)
            back[at] = now
        chances: NDArray[np.float64] = ahead * back
        chances /= chances.sum(axis=1, keepdims=True)
        return chances


def packed(labels: Sequence[str], weights: dict[tuple[str, str], float], transitions: dict[tuple[str, str], float]) -> dict[str, Any]:
    """The file of a field: its weights by (feature, label) and (label, next label)."""
    names = sorted({name for name, _ in weights})
    at, column = {name: n for n, name in enumerate(names)}, {label: n for n, label in enumerate(labels)}
    steps = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for (a, b), weight in transitions.items():
        steps[column[a], column[b]] = weight
    listed = sorted((at[name], column[label], weight) for (name, label), weight in weights.items())
    return {
        "labels": np.array("\n".join(labels)), "names": np.array("\n".join(names)), "transitions": steps,
        "name_of": np.array([a for a, _, _ in listed], dtype=np.int32), "label_of": np.array([b for _, b, _ in listed], dtype=np.int16),
        "weights": np.array([w for _, _, w in listed], dtype=np.float16),
    }  # fmt: skip
