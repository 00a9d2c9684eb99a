"""A small convolutional network over the words of a report: one vector for each word in its surroundings, and what heads read from them.

Learned by training/train_network.py: first which word stands in a gap (the news corpus, no coding), then which words report events, of which
type, and who plays which part in them. A word is the sum of its own vector, if it is common, and of those of its traits
(`coding.word_traits`), turned into a row once and kept. Arithmetic is numpy's, in single precision; weights of words and traits ship as bytes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # matrices this small gain nothing from more, and other cores have other reports

import numpy as np
from numpy.typing import NDArray

from marsad.errors import ModelError

Rows = NDArray[np.float32]
_EVEN = np.float32(1e-5)  # as in layer normalisation everywhere
_ROOM = 4_096  # rows of a table at first; it doubles
_MOST = 60_000  # rows of a table at most
_PIECE = 8_192  # words that are run at once
GAPS, SENTENCES = 10, 3  # steps of distance on either side of a trigger; sentences on either side that are told apart


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


class Network:
    """The network of one file. `types` are the labels of an event's kind, the last of them none; `roles` those of a part in it."""

    __slots__ = ("_arrays", "_convolutions", "_marks", "_traits", "_words", "kinds", "roles", "types", "width")

    def __init__(self, arrays: dict[str, Any]) -> None:
        names = {key: str(arrays[key]).split("\n") for key in ("words", "traits", "marks", "kinds", "types", "roles")}
        self._words = {w: n for n, w in enumerate(names["words"])}
        self._traits = {t: n for n, t in enumerate(names["traits"])}
        self._marks = {m: n for n, m in enumerate(names["marks"])}
        self.kinds = {k: n for n, k in enumerate(names["kinds"])}
        self.types, self.roles = names["types"], names["roles"]
        self._arrays = {k: np.ascontiguousarray(v, dtype=np.float32) for k, v in arrays.items() if k not in names}
        for key in ("word", "trait"):
            self._arrays[f"{key}_rows"] = self._arrays.pop(f"{key}_bytes") * self._arrays.pop(f"{key}_steps")[:, None]
        self.width = self._arrays["input_bias"].shape[0]
        steps = [int(s) for s in arrays["steps"]]
        a = self._arrays
        self._convolutions: list[tuple[int, Rows, Rows, Rows, Rows]] = [
            (step, a[f"scale_{n}"], a[f"shift_{n}"], a[f"weight_{n}"], a[f"bias_{n}"]) for n, step in enumerate(steps)
        ]

    @classmethod
    def read(cls, path: Path) -> Network:
        """Read a network's file; raises `ModelError` where it cannot be read."""
        try:
            with np.load(path, allow_pickle=False) as file:
                return cls({key: file[key] for key in file.files})
        except (OSError, KeyError, ValueError, EOFError, BadZipFile) as error:
            raise ModelError(f"{path}: not a network ({error}); train it anew or install marsad again") from None

    def words(self, words: Sequence[str], traits: Iterable[Iterable[str]]) -> Rows:
        """The rows of words, by their own vectors and those of their traits: (n, width)."""
        a, number = self._arrays, self._traits
        known = [[n for n in map(number.get, some) if n is not None] for some in traits]
        total = self._summed(a["trait_rows"], known)
        own = [(k, n) for k, n in enumerate(map(self._words.get, words)) if n is not None]
        if own:
            where, which = map(list, zip(*own, strict=True))
            total[where] += a["word_rows"][which]
        rows: Rows = total @ a["input_weight"] + a["input_bias"]
        return rows

    def marked(self, marks: Iterable[Iterable[str]]) -> Rows:
        """What marks (who is named at a token, whether a number stands there) add to words' rows: (n, width)."""
        return self._summed(self._arrays["mark_rows"], [[n for n in map(self._marks.get, some) if n is not None] for some in marks])

    @staticmethod
    def _summed(table: Rows, groups: Sequence[Sequence[int]]) -> Rows:
        """The sum of a table's rows for each group."""
        total: Rows = np.zeros((len(groups), table.shape[1]), dtype=np.float32)
        some = [k for k, group in enumerate(groups) if group]
        if some:
            starts = list(accumulate((len(groups[k]) for k in some[:-1]), initial=0))
            total[some] = np.add.reduceat(table[list(chain.from_iterable(groups))], starts, axis=0)
        return total

    def run(self, rows: Rows) -> Rows:
        """The words of a report in their surroundings: (n, width) to (n, width). A long report is run in pieces, each with as much on either
        side as its words are seen with, so that it comes out as if it were whole."""
        if len(rows) <= _PIECE:
            return self._run(rows)
        reach = sum(step for step, *_ in self._convolutions)
        out = np.empty_like(rows)
        for first in range(0, len(rows), _PIECE):
            low = max(0, first - reach)
            out[first : first + _PIECE] = self._run(rows[low : first + _PIECE + reach])[first - low : first - low + _PIECE]
        return out

    def _run(self, rows: Rows) -> Rows:
        x = rows
        for step, scale, shift, weight, bias in self._convolutions:
            y = _even(x, scale, shift)
            beside = np.zeros((len(x), 3 * self.width), dtype=np.float32)
            beside[step:, : self.width] = y[:-step]
            beside[:, self.width : 2 * self.width] = y
            beside[:-step, 2 * self.width :] = y[step:]
            z = beside @ weight
            z += bias
            x = x + np.maximum(z, 0, out=z)
        return _even(x, self._arrays["scale"], self._arrays["shift"])

    def events(self, found: Rows, rows: Rows, given: Rows) -> Rows:
        """Log-probabilities (n, 17) of each type and of none, for words in their surroundings, their bare rows, and the types (n, 16: 0 or
        1) that the lexicon gives them."""
        if len(found) > _PIECE:
            cut = range(0, len(found), _PIECE)
            return np.concatenate([self.events(found[k : k + _PIECE], rows[k : k + _PIECE], given[k : k + _PIECE]) for k in cut])
        a = self._arrays
        hidden = np.maximum(np.concatenate([found, rows, given], axis=1) @ a["event_weight"] + a["event_bias"], 0)
        return log_shares(hidden @ a["type_weight"] + a["type_bias"])

    def triggers(self, found: Rows) -> Rows:
        """What words say as triggers of the parts that others have: (n, width of the role head)."""
        sums: Rows = found @ self._arrays["trigger_weight"] + self._arrays["trigger_bias"]
        return sums

    def parties(self, first: Rows, last: Rows, kinds: Sequence[int]) -> Rows:
        """What those who may have a part say of it: by their first and last words in their surroundings, and their kinds."""
        a = self._arrays
        sums: Rows = np.concatenate([first, last], axis=1) @ a["party_weight"] + a["party_bias"] + a["kind_rows"][list(kinds)]
        return sums

    def parts(self, trigger: Rows, parties: Rows, gaps: Sequence[int], sentences: Sequence[int], type_: int) -> Rows:
        """Log-probabilities (n, 3, in the order of `roles`) of the part that each party has in the event of one trigger. `gaps`: steps of
        distance from `gap_step`; `sentences`: how many sentences later it stands, -3 to 3."""
        a = self._arrays
        z = parties + a["gap_rows"][[g + GAPS for g in gaps]] + a["sentence_rows"][[s + SENTENCES for s in sentences]] + (trigger + a["type_rows"][type_])
        hidden = np.maximum(np.maximum(z, 0) @ a["part_weight"] + a["part_bias"], 0)
        return log_shares(hidden @ a["role_weight"] + a["role_bias"])


def _even(x: Rows, scale: Rows, shift: Rows) -> Rows:
    """Layer normalisation."""
    centred: Rows = x - x.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", centred, centred)
    centred *= (1 / np.sqrt(spread / x.shape[1] + _EVEN))[:, None]
    centred *= scale
    centred += shift
    return centred


def log_shares(z: Rows) -> Rows:
    """Log-probabilities of rows of margins."""
    z = z - z.max(axis=1, keepdims=True)
    shares: Rows = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return shares
