"""Figures on their way to be records, and which of them are told once: the same figure told twice in a report is one record, two claimants
with two numbers are two (codebook, "Figures")."""

from __future__ import annotations

import math
from collections import defaultdict

import msgspec

from marsad.coding.figure_pairs import Pair
from marsad.coding.figure_scene import Scene, noun_kind
from marsad.coding.nearby import nearby
from marsad.mentions.counted_nouns import counted
from marsad.mentions.types import NumberMention
from marsad.records import Place

_GENERIC = frozenset({"dead", "hurt", "bare"})  # counted without saying who
_SMALL = 3  # smaller numbers are told twice only if they count the same noun
_SPOTS = frozenset({"city", "district", "village", "facility"})
_APART = 40.0  # kilometres between two places, beyond how uncertain each is, from which a figure told at both is two
_NEAR = 60  # drafts of one number, or about a vague one, that a further one is held against, so that hostile text costs linear time
_DEGREE = 111.0  # kilometres


class Draft(msgspec.Struct, gc=False):
    """A figure on its way: its number, the pair that measures it, how sure, and the tokens of its evidence."""

    number: int
    pair: Pair
    chance: float
    first: int
    last: int
    part_of: Draft | None = None
    id: str = ""

    @property
    def measure(self) -> str:
        """What it measures."""
        return self.pair.measure


def once_each(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The same figure told twice is one record (codebook): the first telling stays."""
    out: list[Draft] = []
    alike: dict[object, list[Draft]] = defaultdict(list)
    for d in drafts:
        m = scene.reading.numbers[d.number]
        told = alike[d.measure, frozenset({m.low, m.high} - {None})]
        if not any(_same(scene, d, o) for o in told[-_NEAR:]):
            out.append(d)
            told.append(d)
    return [d for k, d in enumerate(out) if scene.reading.numbers[d.number].kind != "vague" or not _told_better(scene, out, k)]


def _told_better(scene: Scene, drafts: list[Draft], k: int) -> bool:
    """Whether one of the drafts about the `k`th counts what it tells vaguely."""
    return any(_vaguer(scene, drafts[k], o) for o in drafts[max(0, k - _NEAR) : k + _NEAR])


def _vaguer(scene: Scene, a: Draft, b: Draft) -> bool:
    """Whether `a` tells `b` again, elsewhere and vaguely: "عشرات القتلى" where 60 are counted."""
    numbers = scene.reading.numbers
    x, y = numbers[a.number], numbers[b.number]
    if a.measure != b.measure or x.kind != "vague" or y.kind == "vague" or scene.tokens[x.first].sentence == scene.tokens[y.first].sentence:
        return False
    told = y.low if y.low is not None else y.high
    within = told is not None and (x.low or 0) <= told and (x.high is None or told <= x.high)
    return within and (_noun(scene, x) == _noun(scene, y) or _GENERIC & {noun_kind(scene, x), noun_kind(scene, y)} != set())


def _same(scene: Scene, a: Draft, b: Draft) -> bool:
    """Whether two of one measure and one number ("16", then "at least 16") tell one figure; for small numbers the same noun elsewhere."""
    numbers = scene.reading.numbers
    x, y = numbers[a.number], numbers[b.number]
    if _elsewhere(scene, a, b) or _another_day(scene, a, b):
        return False
    if x.kind == "vague" or (x.low or 0) <= _SMALL:
        apart = scene.tokens[x.first].sentence != scene.tokens[y.first].sentence
        return apart and (_noun(scene, x) == _noun(scene, y) or _GENERIC & {noun_kind(scene, x), noun_kind(scene, y)} != set())
    return True


def _elsewhere(scene: Scene, a: Draft, b: Draft) -> bool:
    """Whether the evidence of each names places that are far from all those of the other."""
    ours, others = _spots(scene, a), _spots(scene, b)
    return bool(ours and others) and all(_far(x, y) for x in ours for y in others)


def _spots(scene: Scene, d: Draft) -> list[Place]:
    """The towns and sites that a draft's evidence names, as far as it is known where they lie."""
    near = nearby(scene.reading)
    named = [near.records[p.place] for p in near.places(d.first, d.last) if p.place is not None]
    return [p for p in named if p.kind in _SPOTS and p.lat is not None and p.lon is not None]


def _far(x: Place, y: Place) -> bool:
    assert x.lat is not None and x.lon is not None and y.lat is not None and y.lon is not None
    wide = math.cos(math.radians((x.lat + y.lat) / 2))
    away = _DEGREE * math.hypot(x.lat - y.lat, (x.lon - y.lon) * wide)
    return x.id != y.id and away > _APART + (x.uncertainty_km or 0) + (y.uncertainty_km or 0)


def _another_day(scene: Scene, a: Draft, b: Draft) -> bool:
    """Whether the sentence of each names days, and none that the other does."""
    ours, others = _days(scene, a), _days(scene, b)
    return bool(ours and others) and ours.isdisjoint(others)


def _days(scene: Scene, d: Draft) -> set[object]:
    return {x.from_ for x in nearby(scene.reading).dates(scene.tokens[d.first].sentence) if x.precision == "day"}


def _noun(scene: Scene, m: NumberMention) -> str:
    if m.noun is None:
        return ""
    noun = counted(scene.tokens[m.noun].norm)
    return noun.lemma if noun else scene.tokens[m.noun].norm
