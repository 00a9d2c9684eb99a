"""Numbers with the words that may measure them, and what speaks for each pair: which side, how far, what stands between.

A number is weighed against every measure word of its sentence, those of the sentence before if it opens with "among them" or the like,
and "none". The weights were learned from hand-coded reports (training/train_figures.py).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from marsad.coding.figure_features import Before, carried_parts, none_parts, pair_parts
from marsad.coding.figure_scene import Scene, is_part, noun_kind
from marsad.coding.figure_triggers import Trigger
from marsad.mentions.counted_nouns import counted
from marsad.mentions.types import NumberMention
from marsad.models.layouts import Part, names_of

_REACH = 30  # tokens between a number and the word that measures it
_THINGS = frozenset({"building", "vehicle", "aircraft", "weapon", "missile", "attack", "town"})
_PEOPLE = frozenset({"person", "fighter", "official", "fled", "dead", "hurt", "gone", "held", "taken", "household", "corpse"})
_NEVER: dict[str, frozenset[str]] = {  # what a measure never counts
    **{m: _THINGS | {"unit"} for m in ("killed", "injured", "casualties", "missing", "detained", "abducted", "released", "displaced", "evacuated",
                                       "returned", "sheltered", "in_need")},
    **dict.fromkeys(("damaged", "destroyed", "strikes"), _PEOPLE),
}  # fmt: skip
_NO_KIND: frozenset[str] = frozenset()
_EITHER = frozenset({"killed", "injured"})
_HELD = frozenset({"detained", "abducted"})
_OF = frozenset({"عن", "وعن"})  # before whom is let go
_LET_GO = 8  # tokens from a word of release to them
_OPENING = 8  # tokens from the start of a sentence in which a number may still belong to the sentence before


class Pair(msgspec.Struct, frozen=True, gc=False):
    """A number and a word that may measure it, with the measure and what speaks for it."""

    number: int
    trigger: Trigger
    parts: list[Part]

    @property
    def measure(self) -> str:
        """The measure that this pair would make."""
        return self.trigger.sense.measure

    @property
    def features(self) -> list[str]:
        """What speaks for it, by name."""
        return names_of(self.parts)


def usable(scene: Scene, m: NumberMention) -> bool:
    """Whether a number may be a figure at all: it counts things, and is no ordinal, percentage, date, sum of money or length."""
    if m.kind in ("ordinal", "percent", "fraction") or any(scene.dated[i] for i in range(m.first, m.last)):
        return False
    if any(v is not None and (v != int(v) or v <= 0) for v in (m.low, m.high)):
        return False
    noun = counted(scene.tokens[m.noun].norm) if m.noun is not None else None
    return noun is None or noun.kind != "none" or scene.tokens[m.noun or 0].norm in ("مره", "مرات", "مرتين")


def pairs(scene: Scene, k: int, before: Before | None = None) -> list[Pair]:
    """The pairs of number `k` of the reading, nearest words of each measure only. `before`: what was decided for the number before."""
    reading = scene.reading
    m = reading.numbers[k]
    sentence = reading.document.sentences[scene.tokens[m.first].sentence]
    scene.enter(sentence)
    found: dict[tuple[str, str, str], tuple[int, Trigger]] = {}
    for t in scene.triggers:
        if t.sense.measure == "toll" or (m.first <= t.token < m.last and m.kind not in ("dual", "singular")):
            continue
        away = m.first - t.token if t.token < m.first else t.token - m.last + 1
        if away > _REACH:
            continue
        key = (t.sense.measure, "before" if t.token < m.first else "after", "self" if t.token == m.noun else t.sense.kind[0])
        if key not in found or found[key][0] > away:
            found[key] = (away, t)
    chosen = [t for _, t in found.values()]
    kind = noun_kind(scene, m)
    chosen = [t for t in chosen if kind not in _NEVER.get(t.sense.measure, _NO_KIND)]
    if let_go(scene, m):
        chosen = [t for t in chosen if t.sense.measure not in _HELD]
    if _of_both(scene, m, before) and any(t.sense.measure == "casualties" for t in chosen):
        chosen = [t for t in chosen if t.sense.measure not in _EITHER]
    if _sheltered(scene, m):
        chosen = [t for t in chosen if t.sense.measure != "displaced"]
    out = [Pair(k, t, pair_parts(scene, m, t, chosen, before)) for t in chosen]
    if m.first - sentence.first <= _OPENING and scene.before:
        out += [Pair(k, t, carried_parts(scene, m, t, here=bool(chosen))) for t in _last_of_each(scene.before)]
    return out


def let_go(scene: Scene, m: NumberMention) -> bool:
    """Whether a number stands as what a word of release governs ("أفرجوا عن 20 أسيرا", "إطلاق سراح 30 سجينا"): prisoners who are let go are
    held no longer."""
    if not m.first:
        return False
    before = [t for t in scene.triggers if t.token < m.first]
    nearest = max((t.token for t in before), default=-1)
    released = any(t.token == nearest and t.sense.measure == "released" for t in before)
    return released and (nearest == m.first - 1 or (m.first - nearest <= _LET_GO and scene.tokens[m.first - 1].norm in _OF))


def _of_both(scene: Scene, m: NumberMention, before: Before | None) -> bool:
    """Whether a number is a part of dead and hurt told together right before it, with no word between that says which of them: "عشرات القتلى
    والجرحى، بينهم خمسة أطفال"."""
    if before is None or before.measure != "casualties" or not is_part(scene, m):
        return False
    return not any(before.number.last <= t.token < m.first and t.sense.sure and t.sense.measure in _EITHER and t.sense.kind == "verb" for t in scene.triggers)


def _sheltered(scene: Scene, m: NumberMention) -> bool:
    """Whether a number that is a part of others told before it ("نزوح 800، بينهم 90 في مراكز إيواء") is followed by where they were taken in:
    the part is sheltered, though the whole is displaced."""
    behind = [t.token for t in scene.triggers if t.sense.measure == "sheltered" and t.sense.sure and m.last <= t.token < m.last + _LET_GO]
    if not behind or any(scene.is_number[i] for i in range(m.last, behind[0])):
        return False
    return any(scene.is_number[i] for t in scene.triggers if t.sense.measure == "displaced" and t.token < m.first for i in range(t.token, m.first))


def _last_of_each(triggers: Sequence[Trigger]) -> list[Trigger]:
    found: dict[str, Trigger] = {}
    for t in triggers:
        if t.sense.sure and t.sense.measure != "toll":
            found[t.sense.measure] = t
    return list(found.values())


def none_of(scene: Scene, k: int, found: Sequence[Pair], before: Before | None = None) -> list[Part]:
    """What speaks for number `k` being no figure."""
    measures = {p.measure for p in found if p.trigger.sense.sure}
    return none_parts(scene, scene.reading.numbers[k], len(measures), before)
