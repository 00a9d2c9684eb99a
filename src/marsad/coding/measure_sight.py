"""What is seen of words that may measure a number, in numbers: what the logistic regression and the network say of each and of none, how it stands
to the number, what is counted. `figures` weighs it by trees."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import get_args

from marsad.coding.figure_features import Before
from marsad.coding.figure_pairs import Pair
from marsad.coding.figure_scene import Scene, is_part, noun_kind
from marsad.coding.stacked import NAMES as LEANS
from marsad.coding.stacked import OPEN
from marsad.mentions.types import NumberMention
from marsad.records import Measure

_UNASKED = -9.0
_MEASURES: tuple[str, ...] = get_args(Measure)
_NUMBERS = ("cardinal", "dual", "singular", "vague")
_NOUNS = (
    "person", "fighter", "official", "fled", "held", "household", "missile", "aircraft", "vehicle", "weapon", "building", "town", "unit", "corpse", "dead",
    "hurt", "gone", "taken", "attack", "others", "bare", "unknown",
)  # fmt: skip
_KINDS = ("verb", "masdar", "noun", "carried")
NAMES: tuple[str, ...] = (
    *LEANS, "seen", "seen none", "best other seen", "is a measure", "all", "sure", "pronoun",
    "gap", "before", "is what is counted", "marks", "borders", "numbers between", "value", "inexact", "part", "court", "sentence",
    "list goes on", "list has its measure", "list has none", "said by somebody",
    *(f"word is {k}" for k in _KINDS), *(f"number is {k}" for k in _NUMBERS), *(f"counts {k}" for k in _NOUNS), *(f"measure {m}" for m in _MEASURES),
)  # fmt: skip


def measured(scene: Scene, k: int, found: Sequence[Pair], before: Before | None) -> list[list[float]]:
    """The numbers of each word that may measure number `k` of the reading, and last of none, in order of `NAMES`; what the logistic regression
    says is left open (`stacked`)."""
    m = scene.reading.numbers[k]
    tokens = scene.tokens
    seen = [_said(scene, m, p.measure) for p in found]
    nothing = _said(scene, m, "")
    size = math.log1p(m.low if m.low is not None else m.high or 0)
    start = tokens[m.first].start
    in_list = before is not None and tokens[before.number.first].sentence == tokens[m.first].sentence
    common = [size, m.qualifier != "exact", is_part(scene, m), scene.court, tokens[m.first].sentence, in_list]
    said = any(s.content.start <= start < s.content.end for s in scene.reading.statements)
    counts = [m.kind == x for x in _NUMBERS] + [noun_kind(scene, m) == x for x in _NOUNS]
    rows: list[list[float]] = []
    for n, p in enumerate(found):
        rows.append(
            [
                *OPEN, seen[n], nothing,
                max((s for j, s in enumerate(seen) if found[j].measure != p.measure), default=_UNASKED), True, len(found), *_word(scene, m.first, m.last, m.noun, p),
                *common, in_list and before is not None and before.measure == p.measure, in_list and before is not None and not before.measure, said,
                *[_kind(scene, p) == x for x in _KINDS], *counts, *[p.measure == x for x in _MEASURES],
            ]
        )  # fmt: skip
    blank = [False] * len(_MEASURES)
    rows.append(
        [
            *OPEN, nothing, nothing, max(seen, default=_UNASKED), False, len(found), *[-1.0] * 8,
            *common, False, in_list and before is not None and not before.measure, said, *[False] * len(_KINDS), *counts, *blank,
        ]
    )  # fmt: skip
    return rows


def _said(scene: Scene, m: NumberMention, measure: str) -> float:
    said = scene.said(m, measure)
    return _UNASKED if said is None else said


def _kind(scene: Scene, p: Pair) -> str:
    here = scene.sentence is not None and scene.sentence.first <= p.trigger.token < scene.sentence.last
    return p.trigger.sense.kind if here else "carried"


def _word(scene: Scene, first: int, last: int, noun: int | None, p: Pair) -> list[float]:
    """How a word that may measure a number stands to it."""
    t = p.trigger.token
    low, high = (t + 1, first) if t < first else (last, t)
    high = max(low, high)
    if _kind(scene, p) == "carried":
        return [p.trigger.sense.sure, bool(p.trigger.sense.en), 99.0, True, False, -1.0, -1.0, -1.0]
    return [
        p.trigger.sense.sure, bool(p.trigger.sense.en), high - low, t < first, t == noun, len(scene.marks_between(low, high)), len(scene.borders_between(low, high)),
        high - low - scene.is_number.count(0, low, high),
    ]  # fmt: skip
