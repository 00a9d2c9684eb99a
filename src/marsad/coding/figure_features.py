"""What speaks for and against a word measuring a number, as features of a model by their places (training/train_figures.py)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from marsad.coding.figure_scene import SIGHT, Scene, is_part, noun_kind, sight
from marsad.coding.figure_triggers import Trigger
from marsad.mentions.types import NumberMention
from marsad.models.layouts import Layout, Naming, Part, each

_LINKED = 4  # tokens between numbers of one list
_TOLL = 9  # tokens within which a word for the toll counts
_LENGTHS = ("0", "1", "2", "3-4", "3-4", *["5-8"] * 4, *["9-15"] * 7, "16+")  # of the gap between number and word, in tokens
_CLOSE = 3  # tokens that are near


class Before(msgspec.Struct, frozen=True, gc=False):
    """The number before this one, and what it was found to measure ("" for none)."""

    number: NumberMention
    measure: str


def _own_names(value: tuple[str, str, str, str]) -> tuple[str, str]:
    noun, measure, side, cls = value
    return f"own={noun == measure}/{side}/{cls}", f"own={noun}/{measure}"


def _crossed_names(value: tuple[str, str, frozenset[str]]) -> Iterator[str]:
    name, side, sorts = value
    return (f"{name}={side}/{b}" for b in sorts)


_PAIR = Layout(
    each("m={0}", "{1}/{2}", "{1}/{2}/{3}", "{0}/{1}/{2}", "{0}/{1}/{2}/{3}"),  # measure, side, class, length
    each("{0}/{3}", "{0}/{3}/{1}/{2}"),  # measure, side, class, what is counted
    each("{0}/{3}/{1}/{2}", "court={4}/{0}"),  # measure, side, class, kind of number, court
    each("{0}/{3}/{1}/{2}/{4}"),  # kind of number, side, class, what is counted, near
    each("{0}/{1}/{2}/{3}"),  # kind of number, side, class, length
    # kind of number, side, class, no marks, no borders, no numbers, none nearer
    each("{0}/{1}/{2}/{3}/{4}/{5}/{6}", "clean={1}/{2}/{3}/{4}/{5}/{6}"),
    "w={}/{}",  # lemma, side
    "w={}/{}",  # lemma, what is counted
    "w={}/{}/{}",  # word, side, near
    each("marks={0}/{1}", "borders={0}/{2}", "numbers={0}/{3}", "nearer={0}/{4}"),
    "nearer={}/{}/{}/{}",  # side, nearer, what is counted, part
    "lead={}/{}/{}",  # side, word before the number, class
    each("pro={0}/{1}/{2}", "toll={3}/{0}/{2}"),  # side, proclitics, class, toll
    each("and={0}/{1}/{2}/{3}", "part={4}/{0}/{2}"),  # side, "and", numbers, nearer, part
    _own_names,  # measure of the noun, measure, side, class
    "only={}/{}",  # side, the one word between
    "tprev={}",
    "en={}/{}",  # pronoun, side
    each("tone={0}/{1}", "tone={0}/{2}"),  # measure, class
    each("seen={0}", "seen={0}/{1}", "{2}|seen={0}", "seen={0}/none={3}"),  # what the network says, class, measure, what it says of none
)
_CROSSED = Layout(_crossed_names)
_CARRIED = Layout(
    # part, measured here, what is counted, measure, class
    each("carried", "carried/{0}/{1}", "carried/{2}/{1}", "carried/{3}/{2}", "carried/{3}/{0}/{1}", "carried/{4}"),
    "carried/seen={}",
)
_FIRST = Layout("chain=new/{}")
_CHAIN = Layout(
    "chain={}/{}/{}/{}",  # how they agree, near, linked, some measure
    "chain={}/{}/{}/{}/{}/{}",  # how they agree, near, linked, part, measure before, measure
    "chain={}/{}/{}/{}/{}",  # how they agree, linked, what is counted, some measure, some before
    "chain={}/{}/{}/{}",  # how they agree, the same is counted, linked, some measure
)
_NONE = Layout(
    each("none", "none/measures={1}", "none/{0}/{1}"),  # kind of number, measures near it
    "none/court={}",
    each("none/tone={0}", "none/tone={0}/{1}", "none/tone={0}/{2}"),  # kind of number, what is counted
    each("none/seen={0}", "none/seen={0}/{1}"),  # what the network says, kind of number
)


@lru_cache(maxsize=200)
def _sight(prefix: str) -> Layout:
    """What is true of a number, joined with a measure or the like."""

    def joined(naming: Naming) -> Naming:
        return lambda value: [prefix + name for name in naming(value)]

    return Layout(*map(joined, SIGHT.namings))


def pair_parts(scene: Scene, m: NumberMention, t: Trigger, chosen: Sequence[Trigger], before: Before | None) -> list[Part]:
    """What speaks for and against a word of the sentence measuring a number; `chosen` are all words that may."""
    sense, first = t.sense, m.first
    measure = sense.measure
    side, low, high = ("before", t.token + 1, first) if t.token < first else ("after", m.last, t.token)
    if t.token == m.noun:
        side = "self"
    high = max(low, high)
    gap = scene.skipped.count(0, low, high)
    marks, borders = scene.marks_between(low, high), scene.borders_between(low, high)
    numbers = high - low - scene.is_number.count(0, low, high)
    nearer = sum([low <= o.token < high and o.sense.measure != measure and o.sense.sure for o in chosen])
    seen = sight(scene, m)
    kind, part, number = seen.kind, seen.part, m.kind
    cls = sense.kind if sense.sure else f"{sense.kind}?"
    length, near = _LENGTHS[min(gap, 16)], "near" if gap < _CLOSE else "far"
    norms = scene.tokens
    glue = norms[first - 1].norm if first > t.token + 1 else "-"
    noun = next((o.sense.measure for o in chosen if o.token == m.noun and o.sense.sure), None)
    toll = any(o.sense.measure == "toll" and abs(o.token - first) < _TOLL for o in scene.triggers)
    values = (
        (measure, side, cls, length),
        (measure, side, cls, kind),
        (measure, side, cls, number, scene.court),
        (number, side, cls, kind, near),
        (number, side, cls, length),
        (number, side, cls, not marks, not borders, not numbers, not nearer),
        (sense.lemma, side),
        (sense.lemma, kind),
        (norms[t.token].norm, side, near),
        (side, min(len(marks), 3), min(len(borders), 3), min(numbers, 3), min(nearer, 3)),
        (side, min(nearer, 3), kind, part),
        (side, glue, cls),
        (side, sense.pro, cls, toll),
        (side, norms[first].norm[:1] == "و" or glue == "و", numbers > 0, nearer > 0, part),
        (noun, measure, side, cls) if noun is not None else None,
        (side, norms[low].norm) if high - low == 1 else None,
        norms[t.token - 1].norm if 0 < t.token < first else None,
        (sense.en, side) if sense.en else None,
        (scene.tone, measure, cls),
        _said(scene, m, measure, cls),
    )
    parts: list[Part] = [
        (_PAIR, values),
        (_sight("n/"), seen.values),
        (_sight(f"{measure}|"), seen.values),
        _chain(scene, m, measure, before),
    ]
    if marks:
        parts.append((_CROSSED, (("mark", side, frozenset(marks)),)))
    if borders:
        parts.append((_CROSSED, (("cross", side, frozenset(borders)),)))
    return parts


def carried_parts(scene: Scene, m: NumberMention, t: Trigger, *, here: bool) -> list[Part]:
    """A measure word of the sentence before: only a part or "others" takes one. `here`: whether a word of its own sentence may measure it."""
    return [(_CARRIED, ((is_part(scene, m), here, noun_kind(scene, m), t.sense.measure, t.sense.kind), scene.measured(m, t.sense.measure)))]


def none_parts(scene: Scene, m: NumberMention, measures: int, before: Before | None) -> list[Part]:
    """What speaks for the number being no figure; `measures`: how many measures may well be its own."""
    values = (m.kind, min(measures, 3)), scene.court, (scene.tone, m.kind, noun_kind(scene, m)), _said(scene, m, "", m.kind)
    return [(_NONE, values), (_sight("none/"), sight(scene, m).values), _chain(scene, m, "", before)]


def _said(scene: Scene, m: NumberMention, measure: str, cls: str) -> tuple[int, str, str, int] | None:
    """What the network says of a measure, joined with what is known of the word, and what it says of none."""
    said, none = scene.measured(m, measure), scene.measured(m, "")
    return None if said is None or none is None else (said, cls, measure, none)


def _chain(scene: Scene, m: NumberMention, measure: str, before: Before | None) -> Part:
    """How a measure agrees with that of the number before, where the two stand in one list ("5 أطفال و3 نساء")."""
    tokens, first = scene.tokens, m.first
    some = "some" if measure else "none"
    if before is None or tokens[before.number.first].sentence != tokens[first].sentence:
        return _FIRST, (some,)
    p = before.number
    linked = tokens[first].norm[:1] == "و" or tokens[first - 1].norm in ("و", "او", "وبينهم")
    near = "near" if first - max(p.last, (p.noun or 0) + 1) <= _LINKED else "far"
    agrees = "same" if before.measure == measure else "unlike" if before.measure and measure else "one"
    seen, both = sight(scene, m), p.noun is not None and m.noun is not None
    return _CHAIN, (
        (agrees, near, linked, some),
        (agrees, near, linked, seen.part, before.measure, measure),
        (agrees, linked, seen.kind, bool(measure), bool(before.measure)),
        (agrees, noun_kind(scene, p) == seen.kind, linked, bool(measure)) if both else None,
    )
