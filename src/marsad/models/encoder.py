"""Small convolutional networks over the words of a report: one vector for each word in its surroundings.

Learned by training/pretrain_network.py: which word stands in a gap (the news corpus, no coding); heads (`models.network`, `models.tagger`) read
from the vectors what they were taught after. A common word has a vector of its own; any other is the sum of those of its traits
(`mentions.word_traits`). A few members, each learned from another start, may read the same words; rows hold the members side by side.
Arithmetic is numpy's, in single precision; weights of words and traits ship as bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, ClassVar, NamedTuple, Self

from marsad.models.packed import listed, read_packed
from marsad.models.table import Rows, summed  # before numpy: it sets how many threads that takes

# isort: split
import numpy as np

PIECE = 8_192  # words that are run at once
_EVEN = np.float32(1e-5)  # as in layer normalisation everywhere


class _Convolution(NamedTuple):
    """What one adds to each row, by the row and those `step` words before and after it: a sum, and a gate that says how much of it counts.
    Weights are those of the members, one after the other."""

    step: int
    scale: Rows
    shift: Rows
    weight: Rows
    bias: Rows
    gate_weight: Rows
    gate_bias: Rows


class _Packed:
    """Rows kept as bytes, each member's part of each with a step of its own; made numbers as they are asked for."""

    __slots__ = ("_bytes", "_steps", "shape")

    def __init__(self, bytes_: Any, steps: Any) -> None:
        self._bytes = np.ascontiguousarray(bytes_.transpose(1, 0, 2))  # (names, members, width)
        self._steps = np.ascontiguousarray(steps.T, dtype=np.float32)[:, :, None]
        self.shape = (len(self._bytes), self._bytes[0].size)

    def __getitem__(self, which: Sequence[int]) -> Rows:
        rows: Rows = self._bytes[which] * self._steps[which]
        return rows.reshape(len(which), self.shape[1])


class Encoder:
    """The networks of one file, asked together, as far as the words in their surroundings. `width`: numbers in a row, all members' together."""

    __slots__ = ("_arrays", "_convolutions", "_members", "_names", "_packed", "_words", "width")

    NAMED: ClassVar[tuple[str, ...]] = ("trait", "mark")  # what names stand for
    LABELS: ClassVar[tuple[str, ...]] = ("words", "traits", "marks")  # lists of names in the file

    def __init__(self, arrays: dict[str, Any]) -> None:
        self._words = {w: n for n, w in enumerate(listed(arrays, "words"))}
        self._names = {key: {name: n for n, name in enumerate(listed(arrays, f"{key}s"))} for key in self.NAMED}
        steps = [int(s) for s in arrays["steps"]]
        self._packed = {key: _Packed(arrays[f"{key}_bytes"], arrays[f"{key}_steps"]) for key in ("word", "trait")}
        apart = {*self.LABELS, "steps", *(f"{key}_{part}" for key in self._packed for part in ("bytes", "steps"))}
        a = {k: np.asarray(v, dtype=np.float32) for k, v in arrays.items() if k not in apart}
        # Rows are looked up for all members at once; biases, scales and shifts are added to each member's (members, n, width).
        a = {k: joined(v) if k.endswith("_rows") else v[:, None] if v.ndim == 2 else v for k, v in a.items()}
        self._arrays = a = {k: np.ascontiguousarray(v) for k, v in a.items()}
        self._members = len(a["input_bias"])
        self.width = a["input_bias"].size
        # A gate is the half of 1 + tanh(half of what is said for it): halved here once, not for each word.
        halves = ("weight_{}", "bias_{}", "gate_{}_weight", "gate_{}_bias")
        self._convolutions = [
            _Convolution(step, a[f"scale_{n}"], a[f"shift_{n}"], *(np.multiply(a[key.format(n)], np.float32(0.5)) for key in halves))
            for n, step in enumerate(steps)
        ]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a network's file; raises `ModelError` where it cannot be read."""
        return read_packed(path, cls, "a network")

    def words(self, words: Sequence[str], traits: Callable[[str], Iterable[str]]) -> Rows:
        """The rows of words, (n, width): by their own vectors, or by those of their traits where they have none."""
        known = [self._words.get(w, -1) for w in words]
        total = self._packed["word"][known]
        new = [k for k, n in enumerate(known) if n < 0]
        if new:
            total[new] = self.named("trait", [traits(words[k]) for k in new])
        return joined(self._head(self._apart(total), "input"))

    def named(self, key: str, groups: Sequence[Iterable[str]]) -> Rows:
        """The sum of what some names add, for each group of them: of the traits of a word (`trait`), of what stands at a token (`mark`)."""
        number = self._names[key].get
        table = self._packed.get(key) or self._arrays[f"{key}_rows"]
        return summed(table, [[n for n in map(number, group) if n is not None] for group in groups])

    def names(self, key: str) -> Iterable[str]:
        """The names that it knows of one sort (`named`)."""
        return self._names[key]

    def run(self, rows: Rows) -> Rows:
        """The words of a report in their surroundings: (n, width) to (n, width). A long report is run in pieces, each with as much on either
        side as its words are seen with, so that it comes out as if it were whole."""
        if len(rows) <= PIECE:
            return self._run(rows)
        reach = sum(step for step, *_ in self._convolutions)
        out = np.empty_like(rows)
        for first in range(0, len(rows), PIECE):
            low = max(0, first - reach)
            out[first : first + PIECE] = self._run(rows[low : first + PIECE + reach])[first - low : first - low + PIECE]
        return out

    def _run(self, rows: Rows) -> Rows:
        x = self._apart(rows)
        members, n, width = x.shape
        for step, scale, shift, weight, bias, gate_weight, gate_bias in self._convolutions:
            y = even(x, scale, shift)
            beside = np.zeros((members, n, 3 * width), dtype=np.float32)
            beside[:, step:, :width] = y[:, :-step]
            beside[:, :, width : 2 * width] = y
            beside[:, :-step, 2 * width :] = y[:, step:]
            z = beside @ weight
            z += bias
            gate = y @ gate_weight
            gate += gate_bias
            np.tanh(gate, out=gate)
            gate += 1
            z *= gate
            x = x + z
        return joined(even(x, self._arrays["scale"], self._arrays["shift"]))

    def _apart(self, rows: Rows) -> Rows:
        """Rows as each member's: (n, all) to (members, n, width)."""
        return rows.reshape(len(rows), self._members, rows.shape[1] // self._members).transpose(1, 0, 2)

    def _twofold(self, first: Rows, second: Rows) -> Rows:
        """Two rows of each word one beside the other, (members, n, twice the width)."""
        return np.concatenate([self._apart(first), self._apart(second)], axis=2)

    def _pair(self, first: Rows, second: Rows, key: str) -> Rows:
        return self._head(self._twofold(first, second), key)

    def _head(self, rows: Rows, key: str) -> Rows:
        sums: Rows = rows @ self._arrays[f"{key}_weight"]
        sums += self._arrays[f"{key}_bias"]
        return sums


def joined(rows: Rows) -> Rows:
    """Rows of the members side by side: (members, n, width) to (n, all)."""
    return rows.transpose(1, 0, 2).reshape(rows.shape[1], len(rows) * rows.shape[2])


def mean(rows: Rows) -> Rows:
    """What the members say on average."""
    mean: Rows = rows.mean(axis=0)
    return mean


def together(rows: Rows) -> Rows:
    """Log-probabilities from the members' margins."""
    return log_shares(mean(rows))


def even(x: Rows, scale: Rows, shift: Rows) -> Rows:
    """Layer normalisation."""
    centred: Rows = x - x.mean(axis=2, keepdims=True)
    spread = np.einsum("mij,mij->mi", centred, centred)
    centred *= (1 / np.sqrt(spread / x.shape[2] + _EVEN))[:, :, None]
    centred *= scale
    centred += shift
    return centred


def log_shares(z: Rows) -> Rows:
    """Log-probabilities of rows of margins."""
    z = z - z.max(axis=1, keepdims=True)
    shares: Rows = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return shares
