"""What a network over the words of a report (`models.encoder`) says of events: which words report one, of which type and mode, who plays which
part in it, where and when it was; and what numbers measure.

Learned by training/train_network.py. To what the words say the heads add what marks say: names of what else is true of a candidate or of a
party. What the members say is averaged, and that is right more often than any of them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from marsad.models.encoder import PIECE, Encoder, even, joined, mean, together
from marsad.models.packed import listed
from marsad.models.table import Rows

# isort: split
import numpy as np

GAPS, SENTENCES = 10, 3  # steps of distance on either side of a trigger; sentences on either side that are told apart
LINKS = 0  # the voice that has learned which candidate tells the event that another tells again
VOICES, ALIKE = 3, 8 * (2 * SENTENCES + 1)  # in which candidates hear one another; ways in which two stand to each other
UNASKED = -4.5  # log-odds of an event under which a candidate is not heard by others
_BLOCK, _HEARD = 256, 128  # of more candidates than that, how many are weighed at once, and how many on either side they hear
_LEAST = 1e-9


class Standing(NamedTuple):
    """Where the candidates of a report stand, in order of the text: each one's sentence (n,), a number for its lemma (n,), and numbers for
    whom is named next to it before and after (n, 2), -1 for nobody."""

    sentences: Rows
    lemmas: Rows
    people: Rows


class Beside(NamedTuple):
    """What is said of candidates beside one another: log-probabilities (n, 17) of each type and of none; which other candidate stands for the
    event that each most likely tells again (n,; itself where there is none), how likely it tells that one again (n,), and how likely it tells
    one again at all (n,)."""

    types: Rows
    of: Rows
    again: Rows
    retells: Rows


class Network(Encoder):
    """The network of events. `types` are the labels of an event's kind, the last of them none; `modes` those of its mode, each behind its type
    ("ASSAULT/aerial", "ASSAULT/none"); `roles` those of a part in it; `measures` what a number measures, the last of them none. Names of a
    candidate are its sights (`sight`), those of one who may have a part are `part`."""

    __slots__ = ("measures", "modes", "roles", "types")

    NAMED: ClassVar = (*Encoder.NAMED, "sight", "part")
    LABELS: ClassVar = (*Encoder.LABELS, "sights", "parts", "types", "modes", "roles", "measures")

    def __init__(self, arrays: dict[str, Any]) -> None:
        super().__init__(arrays)
        self.types, self.modes, self.roles, self.measures = (listed(arrays, key) for key in ("types", "modes", "roles", "measures"))

    def candidates(self, found: Rows, rows: Rows, given: Rows) -> Rows:
        """What words say as candidates for events, (n, width): in their surroundings, bare, and by the types (n, 16: 0 or 1) that the lexicon
        gives them. What marks say of them (`named("sight", ...)`) may be added before `events` and `kinds` read them."""
        if len(found) > PIECE:
            cut = range(0, len(found), PIECE)
            return np.concatenate([self.candidates(found[k : k + PIECE], rows[k : k + PIECE], given[k : k + PIECE]) for k in cut])
        told = np.broadcast_to(given, (self._members, *given.shape))
        return joined(self._head(np.concatenate([self._apart(found), self._apart(rows), told], axis=2), "event"))

    def events(self, candidates: Rows) -> Rows:
        """Log-probabilities (n, 17) of each type and of none."""
        return together(self._head(np.maximum(self._apart(candidates), 0), "type"))

    def beside(self, candidates: Rows, alone: Rows, standing: Standing) -> Beside:
        """The candidates of one report, in order, each weighed beside the others: what was told before, or is told by a likelier word. `alone`
        is what `events` says of them."""
        n = len(candidates)
        if n <= _BLOCK:
            return self._beside(candidates, alone, alike(standing), slice(0, n))
        out = []
        for first in range(0, n, _BLOCK):
            low, high = max(0, first - _HEARD), min(n, first + _BLOCK + _HEARD)
            near = slice(low, high)
            within = slice(first - low, min(n, first + _BLOCK) - low)
            found = self._beside(candidates[near], alone[near], alike(Standing(*(x[near] for x in standing))), within)
            out.append(found._replace(of=found.of + low))
        return Beside(*(np.concatenate(some) for some in zip(*out, strict=True)))

    def _beside(self, candidates: Rows, alone: Rows, how: Rows, asked: slice) -> Beside:
        """The same of those `asked` among candidates that are weighed at once."""
        a = self._arrays
        rows = np.maximum(self._apart(candidates), 0)
        members, n = len(rows), len(candidates)
        none = alone[:, -1]
        odds = np.log(np.maximum(-np.expm1(none), _LEAST)) - none
        types = np.exp(alone[:, :-1])
        types /= types.sum(axis=1, keepdims=True)
        same, silent = types @ types.T, np.where(odds < UNASKED, np.float32(-1e4), 0)
        heard = np.clip(odds, -6, 6)
        itself = np.arange(n)
        ask, key, say = (self._head(rows, k).reshape(members, n, VOICES, -1) for k in ("ask", "key", "say"))
        tell = a["tell"].reshape(members, ALIKE, VOICES, -1)
        where = (np.arange(members * n)[:, None] * ALIKE + np.tile(how, (members, 1))).ravel()
        told = np.empty_like(say)
        links = np.empty((0, n), dtype=np.float32)
        for v in range(VOICES):
            scores = ask[:, :, v] @ key[:, :, v].transpose(0, 2, 1) / np.float32(math.sqrt(ask.shape[3])) + a["heed"][:, :, v][:, how]
            scores += same * a["kind"][:, :, v, None] + heard * a["likely"][:, :, v, None] + silent
            scores[:, itself, itself] = -1e4
            top = np.maximum(scores.max(axis=2, keepdims=True), 0)
            shares = np.exp(scores - top)
            shares /= shares.sum(axis=2, keepdims=True) + np.exp(-top)  # what is left goes to nobody
            if v == LINKS:
                links = shares[:, asked].mean(axis=0) * -np.expm1(none[asked, None])
            by_way = np.bincount(where, shares.ravel(), members * n * ALIKE).reshape(members, n, ALIKE).astype(np.float32)
            told[:, :, v] = shares @ say[:, :, v] + by_way @ tell[:, :, v]
        y = even(rows[:, asked] + self._head(told.reshape(members, n, -1)[:, asked], "heard"), a["beside_scale"], a["beside_shift"])
        of = links.argmax(axis=1)
        best = links[np.arange(len(of)), of]
        of = np.where(best > 0, of, itself[asked])
        return Beside(together(self._head(np.maximum(self._head(y, "again"), 0), "verdict")), of, best, links.sum(axis=1))

    def modes_of(self, candidates: Rows) -> Rows:
        """Margins (n, modes) of each mode; only those of one type can be told against one another."""
        return mean(self._head(np.maximum(self._apart(candidates), 0), "mode"))

    def triggers(self, found: Rows) -> Rows:
        """What words say as triggers of the parts that others have: (n, width of the role head, all members' together)."""
        return joined(self._head(self._apart(found), "trigger"))

    def parties(self, first: Rows, last: Rows) -> Rows:
        """What those who may have a part say of it, by their first and last words in their surroundings."""
        return joined(self._pair(first, last, "party"))

    def parts(self, triggers: Rows, parties: Rows, marks: Rows, gaps: Sequence[int], sentences: Sequence[int]) -> Rows:
        """Log-probabilities (n, 3, in the order of `roles`) of the part that a party has in the event of a trigger, one pair a row. `gaps`:
        steps of distance from `gap_step`; `sentences`: how many sentences later it stands, -3 to 3."""
        a = self._arrays
        z = triggers + parties
        z += marks
        z += a["gap_rows"][[g + GAPS for g in gaps]]
        z += a["sentence_rows"][[s + SENTENCES for s in sentences]]
        hidden = self._head(self._apart(np.maximum(z, 0, out=z)), "inner")
        return together(self._head(np.maximum(hidden, 0, out=hidden), "role"))

    def measured(self, first: Rows, noun: Rows) -> Rows:
        """Log-probabilities (n, 17, in the order of `measures`) of what numbers measure, or none, by their first words and by what they count."""
        z = self._pair(first, noun, "number")
        return together(self._head(np.maximum(z, 0, out=z), "measure"))

    def settings(self, kind: str, triggers: Rows, first: Rows, last: Rows, gaps: Sequence[int], sentences: Sequence[int]) -> Rows:
        """Scores (n,) of places or dates (`kind`) for the events of triggers, one pair a row, by the words in their surroundings: the trigger,
        first and last word of the other. `gaps` and `sentences` as for `parts`."""
        a = self._arrays
        z = joined(self._pair(first, last, kind))
        z += joined(self._head(self._apart(triggers), f"{kind}_event"))
        z += a[f"{kind}_gap_rows"][[g + GAPS for g in gaps]]
        z += a[f"{kind}_sentence_rows"][[s + SENTENCES for s in sentences]]
        return mean(self._head(self._apart(np.maximum(z, 0, out=z)), f"{kind}_fits"))[:, 0]

    def nowhere(self, kind: str, triggers: Rows) -> Rows:
        """Scores (n,) of none of them."""
        return mean(self._head(self._apart(triggers), f"{kind}_none"))[:, 0]


def alike(standing: Standing) -> Rows:
    """How each candidate (row) stands to each other (column), (n, n): by how many sentences that comes later, whether somebody is named next to
    both, whether its lemma is the same, whether it stands before."""
    sentences, lemmas, people = standing
    n = len(sentences)
    away = np.clip(sentences[None, :] - sentences[:, None], -SENTENCES, SENTENCES) + SENTENCES
    before = np.arange(n)[None, :] < np.arange(n)[:, None]
    named = np.zeros((n, n), dtype=bool)
    for a in people.T:
        for b in people.T:
            named |= (a[:, None] == b[None, :]) & (a >= 0)[:, None]
    how: Rows = 8 * away + 4 * named + 2 * (lemmas[None, :] == lemmas[:, None]) + before
    return how
