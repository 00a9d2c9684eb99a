"""What is seen of the places where an event may have happened, in numbers: what the logistic regression and the network say of each and of none,
how each is named about the event. `settings` weighs it by trees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

import msgspec

from marsad import codebook
from marsad.coding.stacked import NAMES as LEANS
from marsad.coding.stacked import OPEN
from marsad.coding.triggers import Candidate
from marsad.records import PlaceKind

_UNASKED = -9.0
_FAR = 60.0  # tokens
_ELSEWHERE = 9.0  # sentences
_KINDS: tuple[str, ...] = get_args(PlaceKind)
_TYPES = tuple(codebook.QUAD)
_ACTS = ("state", "part", "name")
_PREPOSITIONS = ("-", "في", "ب", "من", "الي", "علي", "و", "ل", "قرب", "عن", "بين", "نحو")
NAMES: tuple[str, ...] = (
    *LEANS, "seen", "seen none", "best other seen", "seen again", "seen again none", "best other seen again", "told again",
    "is a place", "all", "here", "gap", "before", "inside", "borders", "nearer ones", "earlier by", "first named",
    "of event before", "event before away", "event before nowhere", "times named", "sentence", "verb",
    *(f"is a {k}" for k in _KINDS), *(f"acts as {a}" for a in _ACTS), *(f"behind {p}" for p in _PREPOSITIONS), *(f"type {t}" for t in _TYPES),
)  # fmt: skip


class Named(msgspec.Struct, gc=False):
    """How a place is named about an event; of several mentions in its sentence, the nearest."""

    gap: float = _FAR
    before: bool = False
    inside: bool = False
    borders: int = 0
    nearer: int = 0
    preposition: str = ""
    acts: str = ""
    earlier: float = _ELSEWHERE
    first: bool = False
    chained: bool = False

    def take(self, gap: float, *, before: bool, inside: bool, borders: int, nearer: int, preposition: str, acts: str) -> None:
        """A mention in the event's sentence."""
        self.inside = self.inside or inside
        if gap < self.gap:
            self.gap, self.before, self.borders, self.nearer, self.preposition, self.acts = gap, before, borders, nearer, preposition, acts


class About(msgspec.Struct, frozen=True, gc=False):
    """What is true of the event whatever its place: its trigger and type, its sentence, how many places that names, how many sentences ago
    the event before was (-1: none) and whether that had no place."""

    candidate: Candidate
    type: str
    sentence: int
    here: int
    away: int
    nowhere: bool


def measured(
    about: About, named: Mapping[str, Named], kinds: Mapping[str, str], counts: Mapping[str, int], seen: Mapping[str | None, float],
    again: Mapping[str | None, float],
) -> list[list[float]]:
    """The numbers of each place that is `named`, in order, and last of none, in order of `NAMES`; what the logistic regression says is left
    open (`stacked`). `seen`: what the network says of each, `again` beside words that tell the event again; `kinds` and `counts` of all places of the report."""
    said = [seen.get(key, _UNASKED) for key in named]
    nothing = seen.get(None, _UNASKED)
    anew = [again.get(key, _UNASKED) for key in named]
    told = [again.get(None, _UNASKED), max(anew, default=_UNASKED), bool(again)]
    types = [about.type == t for t in _TYPES]
    event = [about.away, about.nowhere]
    verb = about.candidate.forms[0].pos == "verb"
    rows: list[list[float]] = []
    for k, (key, n) in enumerate(named.items()):
        best = max((s for j, s in enumerate(said) if j != k), default=_UNASKED)
        later = max((s for j, s in enumerate(anew) if j != k), default=_UNASKED)
        rows.append(
            [
                *OPEN, said[k], nothing, best, anew[k], told[0], later, told[2], True,
                len(named), about.here, min(n.gap, _FAR), n.before, n.inside, n.borders, n.nearer, n.earlier, n.first, n.chained,
                *event, counts.get(key, 0), about.sentence, verb, *_one(kinds.get(key, ""), _KINDS), *_one(n.acts, _ACTS), *_one(n.preposition, _PREPOSITIONS), *types,
            ]
        )  # fmt: skip
    blank = [False] * (len(_KINDS) + len(_ACTS) + len(_PREPOSITIONS))
    rows.append(
        [
            *OPEN, nothing, nothing, max(said, default=_UNASKED), told[0], *told, False, len(named), about.here, *[-1.0] * 8, *event, -1.0, about.sentence, verb, *blank, *types,
        ]
    )  # fmt: skip
    return rows


def _one(value: str, of: Sequence[str]) -> list[bool]:
    return [value == x for x in of]
