"""Which drafts of events tell one happening: any two of a type, by what they share and how they stand to each other, weighed by trees.

Learned from words that were read as telling a coded event again (training/tellings.py).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from marsad import codebook
from marsad.coding.event_drafts import Draft
from marsad.models.trees import Trees

MODEL = "twins"
_WINDOW = 24  # drafts before one that it is held against
_CLIP = 30.0
_TYPES = tuple(codebook.QUAD)
_POS = {"verb": 0.0, "participle": 1.0, "noun": 2.0, "adjective": 3.0}
NAMES: tuple[str, ...] = (
    "odds of first", "odds of second", "sentences between", "drafts between", "tokens between", "same clause", "same lemma", "evidence shared",
    "link back", "link ahead", "linked elsewhere first", "linked elsewhere second", "parties of first", "parties of second", "parties shared", "parties within",
    "doers shared", "doers differ", "sufferers shared", "sufferers differ", "swapped", "words shared", "places shared", "places differ",
    "days shared", "days differ", "numbers shared", "numbers differ", "definite first", "definite second", "pos first", "pos second", "drafts of the type",
    *(f"type {t}" for t in _TYPES),
)  # fmt: skip


class SeenDraft(NamedTuple):
    """A draft as others are compared with it: log odds, where it stands, its lemma; who has a part; the longer words of its evidence; the places,
    days and numbers of its sentence."""

    type: str
    odds: float
    sentence: int
    token: int
    clause: int
    lemma: str
    people: frozenset[str]
    words: frozenset[str]
    places: frozenset[str]
    days: frozenset[object]
    numbers: frozenset[float]
    definite: bool


def pairs(seen: Sequence[SeenDraft]) -> Iterator[tuple[int, int]]:
    """The drafts that are held against each other, the one that stands first before the other."""
    for k, one in enumerate(seen):
        for j in range(max(0, k - _WINDOW), k):
            if seen[j].type == one.type:
                yield j, k


def measured_pairs(drafts: Sequence[Draft], seen: Sequence[SeenDraft], which: Sequence[tuple[int, int]]) -> list[list[float]]:
    """The numbers of each pair, in order of `NAMES`."""
    count = {t: sum(s.type == t for s in seen) for t in {s.type for s in seen}}
    return [_pair(drafts[j], drafts[k], seen[j], seen[k], k - j, count[seen[k].type]) for j, k in which]


def twin_chances(drafts: Sequence[Draft], seen: Sequence[SeenDraft], trees: Trees | None) -> list[dict[int, float]]:
    """For each draft how likely others tell the same happening, by number."""
    out: list[dict[int, float]] = [{} for _ in drafts]
    if trees is not None:
        which = list(pairs(seen))
        for (j, k), lean in zip(which, trees.leans(measured_pairs(drafts, seen, which)), strict=True):
            out[j][k] = out[k][j] = 1 / (1 + math.exp(-max(-_CLIP, min(_CLIP, lean))))
    return out


def _pair(a: Draft, b: Draft, x: SeenDraft, y: SeenDraft, between: int, count: int) -> list[float]:
    doers, sufferers = (set(a.actors), set(b.actors)), (set(a.recipients), set(b.recipients))
    least = min(len(x.people), len(y.people))
    shared = len(x.people & y.people)
    back, ahead = b.of == x.token, a.of == y.token
    return [
        x.odds, y.odds, y.sentence - x.sentence, between, y.token - x.token, x.clause == y.clause, x.lemma == y.lemma, _overlap(a, b),
        b.again if back else 0.0, a.again if ahead else 0.0, 0.0 if ahead else a.again, 0.0 if back else b.again,
        len(x.people), len(y.people), shared / max(1, len(x.people | y.people)), shared / least if least else -1.0,
        _common(*doers), _apart(*doers), _common(*sufferers), _apart(*sufferers), len(doers[0] & sufferers[1]) + len(doers[1] & sufferers[0]),
        len(x.words & y.words) / max(1, min(len(x.words), len(y.words))), len(x.places & y.places), _apart(x.places, y.places),
        len(x.days & y.days), _apart(x.days, y.days), len(x.numbers & y.numbers), _apart(x.numbers, y.numbers),
        x.definite, y.definite, _POS.get(a.candidate.forms[0].pos, 4.0), _POS.get(b.candidate.forms[0].pos, 4.0), count, *[x.type == t for t in _TYPES],
    ]  # fmt: skip


def _overlap(a: Draft, b: Draft) -> float:
    return max(0, min(a.last, b.last) - max(a.first, b.first)) / max(1, min(a.last - a.first, b.last - b.first))


def _common(a: set[str], b: set[str]) -> float:
    return len(a & b) / max(1, len(a | b))


def _apart(a: set[str] | frozenset[str] | frozenset[object] | frozenset[float], b: set[str] | frozenset[str] | frozenset[object] | frozenset[float]) -> bool:
    """Whether both have some and none in common."""
    return bool(a) and bool(b) and not set(a) & set(b)
