"""A small convolutional network over the words of a report: one vector for each word in its surroundings, and what heads read from them.

Learned by training/train_network.py: first which word stands in a gap (the news corpus, no coding), then which words report events, of which
type and mode, and who plays which part in them. A common word has a vector of its own; any other is the sum of those of its traits
(`coding.word_traits`); each is turned into a row once and kept. To what the words say the heads add what marks say: names of what else is
true of a candidate or of a party. Arithmetic is numpy's, in single precision; weights of words and traits ship as bytes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

from marsad.errors import ModelError
from marsad.models.table import Rows, summed  # before numpy: it sets how many threads that takes

# isort: split
import numpy as np

_EVEN = np.float32(1e-5)  # as in layer normalisation everywhere
_PIECE = 8_192  # words that are run at once
_NAMED = ("trait", "mark", "sight", "part")  # what names stand for
_LABELS = ("words", "traits", "marks", "sights", "parts", "types", "modes", "roles", "measures")
GAPS, SENTENCES = 10, 3  # steps of distance on either side of a trigger; sentences on either side that are told apart
VOICES, ALIKE = 2, 4 * (2 * SENTENCES + 1)  # in which candidates hear one another; ways in which two stand to each other
UNASKED = -4.5  # log-odds of an event under which a candidate is not heard by others
_BLOCK, _HEARD = 256, 128  # of more candidates than that, how many are weighed at once, and how many on either side they hear
_LEAST = 1e-9


class _Convolution(NamedTuple):
    """What one adds to each row, by the row and those `step` words before and after it: a sum, and a gate that says how much of it counts."""

    step: int
    scale: Rows
    shift: Rows
    weight: Rows
    bias: Rows
    gate_weight: Rows
    gate_bias: Rows


class Network:
    """The network of one file. `types` are the labels of an event's kind, the last of them none; `modes` those of its mode, each behind its
    type ("ASSAULT/aerial", "ASSAULT/none"); `roles` those of a part in it; `measures` what a number measures, the last of them none."""

    __slots__ = ("_arrays", "_convolutions", "_names", "_words", "measures", "modes", "roles", "types", "width")

    def __init__(self, arrays: dict[str, Any]) -> None:
        labels = {key: str(arrays[key]).split("\n") for key in _LABELS}
        self._words = {w: n for n, w in enumerate(labels["words"])}
        self._names = {key: {name: n for n, name in enumerate(labels[f"{key}s"])} for key in _NAMED}
        self.types, self.modes, self.roles = labels["types"], labels["modes"], labels["roles"]
        self.measures = labels["measures"]
        self._arrays = {k: np.ascontiguousarray(v, dtype=np.float32) for k, v in arrays.items() if k not in labels}
        for key in ("word", "trait"):
            self._arrays[f"{key}_rows"] = self._arrays.pop(f"{key}_bytes") * self._arrays.pop(f"{key}_steps")[:, None]
        self.width = self._arrays["input_bias"].shape[0]
        steps = [int(s) for s in arrays["steps"]]
        a = self._arrays
        # A gate is the half of 1 + tanh(half of what is said for it): halved here once, not for each word.
        halves = ("weight_{}", "bias_{}", "gate_{}_weight", "gate_{}_bias")
        self._convolutions = [
            _Convolution(step, a[f"scale_{n}"], a[f"shift_{n}"], *(np.multiply(a[key.format(n)], np.float32(0.5)) for key in halves)) for n, step in enumerate(steps)
        ]

    @classmethod
    def read(cls, path: Path) -> Network:
        """Read a network's file; raises `ModelError` where it cannot be read."""
        try:
            with np.load(path, allow_pickle=False) as file:
                return cls({key: file[key] for key in file.files})
        except (OSError, KeyError, ValueError, EOFError, BadZipFile) as error:
            raise ModelError(f"{path}: not a network ({error}); train it anew or install marsad again") from None

    def words(self, words: Sequence[str], traits: Callable[[str], Iterable[str]]) -> Rows:
        """The rows of words, (n, width): by their own vectors, or by those of their traits where they have none."""
        a = self._arrays
        known = [self._words.get(w, -1) for w in words]
        total: Rows = a["word_rows"][known]
        new = [k for k, n in enumerate(known) if n < 0]
        if new:
            total[new] = self.named("trait", [traits(words[k]) for k in new])
        rows: Rows = total @ a["input_weight"] + a["input_bias"]
        return rows

    def named(self, key: str, groups: Sequence[Iterable[str]]) -> Rows:
        """The sum of what some names add, for each group of them: of the traits of a word (`trait`), of what stands at a token (`mark`: who is
        named there, whether it is a number), of what is true of a candidate (`sight`) or of one who may have a part (`part`)."""
        number = self._names[key].get
        return summed(self._arrays[f"{key}_rows"], [[n for n in map(number, group) if n is not None] for group in groups])

    def names(self, key: str) -> Iterable[str]:
        """The names that it knows of one sort (`named`)."""
        return self._names[key]

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
        for step, scale, shift, weight, bias, gate_weight, gate_bias in self._convolutions:
            y = _even(x, scale, shift)
            beside = np.zeros((len(x), 3 * self.width), dtype=np.float32)
            beside[step:, : self.width] = y[:-step]
            beside[:, self.width : 2 * self.width] = y
            beside[:-step, 2 * self.width :] = y[step:]
            z = beside @ weight
            z += bias
            gate = y @ gate_weight
            gate += gate_bias
            np.tanh(gate, out=gate)
            gate += 1
            z *= gate
            x = x + z
        return _even(x, self._arrays["scale"], self._arrays["shift"])

    def candidates(self, found: Rows, rows: Rows, given: Rows) -> Rows:
        """What words say as candidates for events, (n, width): in their surroundings, bare, and by the types (n, 16: 0 or 1) that the lexicon
        gives them. What marks say of them (`named("sight", ...)`) may be added before `events` and `kinds` read them."""
        a = self._arrays
        if len(found) > _PIECE:
            cut = range(0, len(found), _PIECE)
            return np.concatenate([self.candidates(found[k : k + _PIECE], rows[k : k + _PIECE], given[k : k + _PIECE]) for k in cut])
        sums: Rows = np.concatenate([found, rows, given], axis=1) @ a["event_weight"] + a["event_bias"]
        return sums

    def events(self, candidates: Rows) -> Rows:
        """Log-probabilities (n, 17) of each type and of none."""
        return log_shares(self._head(np.maximum(candidates, 0), "type"))

    def beside(self, candidates: Rows, alone: Rows, sentences: Rows, lemmas: Rows) -> Rows:
        """Log-probabilities (n, 17) of each type and of none for the candidates of one report, in order, each weighed beside the others: what
        was told before, or is told by a likelier word. `alone` is what `events` says of them, `sentences` and `lemmas` (n,) number theirs."""
        n = len(candidates)
        if n <= _BLOCK:
            return self._beside(candidates, alone, alike(sentences, lemmas), slice(0, n))
        out = []
        for first in range(0, n, _BLOCK):
            low, high = max(0, first - _HEARD), min(n, first + _BLOCK + _HEARD)
            near = slice(low, high)
            within = slice(first - low, min(n, first + _BLOCK) - low)
            out.append(self._beside(candidates[near], alone[near], alike(sentences[near], lemmas[near]), within))
        return np.concatenate(out)

    def _beside(self, candidates: Rows, alone: Rows, how: Rows, asked: slice) -> Rows:
        """The same of those `asked` among candidates that are weighed at once."""
        a = self._arrays
        rows = np.maximum(candidates, 0)
        n = len(rows)
        none = alone[:, -1]
        odds = np.log(np.maximum(-np.expm1(none), _LEAST)) - none
        types = np.exp(alone[:, :-1])
        types /= types.sum(axis=1, keepdims=True)
        same, silent = types @ types.T, np.where(odds < UNASKED, np.float32(-1e4), 0)
        heard = np.clip(odds, -6, 6)
        ask, key, say = (self._head(rows, k).reshape(n, VOICES, -1) for k in ("ask", "key", "say"))
        tell = a["tell"].reshape(ALIKE, VOICES, -1)
        where = (np.arange(n)[:, None] * ALIKE + how).ravel()
        told = np.empty_like(say)
        for v in range(VOICES):
            scores = ask[:, v] @ key[:, v].T / np.float32(math.sqrt(ask.shape[2])) + a["heed"][:, v][how]
            scores += same * a["kind"][v] + heard * a["likely"][v] + silent
            np.fill_diagonal(scores, -1e4)
            top = np.maximum(scores.max(axis=1, keepdims=True), 0)
            shares = np.exp(scores - top)
            shares /= shares.sum(axis=1, keepdims=True) + np.exp(-top)  # what is left goes to nobody
            by_way = np.bincount(where, shares.ravel(), n * ALIKE).reshape(n, ALIKE).astype(np.float32)
            told[:, v] = shares @ say[:, v] + by_way @ tell[:, v]
        y = _even(rows[asked] + self._head(told.reshape(n, -1)[asked], "heard"), a["beside_scale"], a["beside_shift"])
        return log_shares(self._head(np.maximum(self._head(y, "again"), 0), "verdict"))

    def modes_of(self, candidates: Rows) -> Rows:
        """Margins (n, modes) of each mode; only those of one type can be told against one another."""
        return self._head(np.maximum(candidates, 0), "mode")

    def triggers(self, found: Rows) -> Rows:
        """What words say as triggers of the parts that others have: (n, width of the role head)."""
        return self._head(found, "trigger")

    def parties(self, first: Rows, last: Rows) -> Rows:
        """What those who may have a part say of it, by their first and last words in their surroundings."""
        return self._head(np.concatenate([first, last], axis=1), "party")

    def parts(self, triggers: Rows, parties: Rows, marks: Rows, gaps: Sequence[int], sentences: Sequence[int]) -> Rows:
        """Log-probabilities (n, 3, in the order of `roles`) of the part that a party has in the event of a trigger, one pair a row. `gaps`:
        steps of distance from `gap_step`; `sentences`: how many sentences later it stands, -3 to 3."""
        a = self._arrays
        z = triggers + parties
        z += marks
        z += a["gap_rows"][[g + GAPS for g in gaps]]
        z += a["sentence_rows"][[s + SENTENCES for s in sentences]]
        hidden = self._head(np.maximum(z, 0, out=z), "inner")
        return log_shares(self._head(np.maximum(hidden, 0, out=hidden), "role"))

    def measured(self, first: Rows, noun: Rows) -> Rows:
        """Log-probabilities (n, 17, in the order of `measures`) of what numbers measure, or none, by their first words and by what they count."""
        z = self._head(np.concatenate([first, noun], axis=1), "number")
        return log_shares(self._head(np.maximum(z, 0, out=z), "measure"))

    def settings(self, kind: str, triggers: Rows, first: Rows, last: Rows, gaps: Sequence[int], sentences: Sequence[int]) -> Rows:
        """Scores (n,) of places or dates (`kind`) for the events of triggers, one pair a row, by the words in their surroundings: the trigger,
        first and last word of the other. `gaps` and `sentences` as for `parts`."""
        a = self._arrays
        z = self._head(triggers, f"{kind}_event")
        z += self._head(np.concatenate([first, last], axis=1), kind)
        z += a[f"{kind}_gap_rows"][[g + GAPS for g in gaps]]
        z += a[f"{kind}_sentence_rows"][[s + SENTENCES for s in sentences]]
        scores: Rows = self._head(np.maximum(z, 0, out=z), f"{kind}_fits")[:, 0]
        return scores

    def nowhere(self, kind: str, triggers: Rows) -> Rows:
        """Scores (n,) of none of them."""
        scores: Rows = self._head(triggers, f"{kind}_none")[:, 0]
        return scores

    def _head(self, rows: Rows, key: str) -> Rows:
        sums: Rows = rows @ self._arrays[f"{key}_weight"]
        sums += self._arrays[f"{key}_bias"]
        return sums


def alike(sentences: Rows, lemmas: Rows) -> Rows:
    """How each candidate (row) stands to each other (column), (n, n): by how many sentences that comes later, whether its lemma is the same,
    whether it stands before. `sentences` and `lemmas` (n,) number theirs, in order of the text."""
    n = len(sentences)
    away = np.clip(sentences[None, :] - sentences[:, None], -SENTENCES, SENTENCES) + SENTENCES
    before = np.arange(n)[None, :] < np.arange(n)[:, None]
    how: Rows = 4 * away + 2 * (lemmas[None, :] == lemmas[:, None]) + before
    return how


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
