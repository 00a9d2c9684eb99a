"""Numbers with the words that may measure them, and what speaks for each pair: which side, how far, what stands between.

A number is weighed against every measure word of its sentence, those of the sentence before if it opens with "among them" or the like,
and "none". The weights were learned from hand-coded reports (training/train_figures.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from marsad.coding.figure_scene import Scene, is_part, noun_kind, sight
from marsad.coding.figure_triggers import Trigger
from marsad.mentions.counted_nouns import counted
from marsad.mentions.types import NumberMention

_REACH = 30  # tokens between a number and the word that measures it
_MARKS = {"،": "comma", ",": "comma", "؛": "comma", ":": "colon", "(": "bracket", ")": "bracket", "-": "dash", '"': "quote"}
_THINGS = frozenset({"building", "vehicle", "aircraft", "weapon", "missile", "attack", "town"})
_PEOPLE = frozenset({"person", "fighter", "official", "fled", "dead", "hurt", "gone", "held", "taken", "household", "corpse"})
_NEVER: dict[str, frozenset[str]] = {  # what a measure never counts
    **{m: _THINGS | {"unit"} for m in ("killed", "injured", "casualties", "missing", "detained", "abducted", "released", "displaced", "evacuated",
                                       "returned", "sheltered", "in_need")},
    **dict.fromkeys(("damaged", "destroyed", "strikes"), _PEOPLE),
}  # fmt: skip
_NO_KIND: frozenset[str] = frozenset()
_LINKED = 4  # tokens between numbers of one list
_OPENING = 8  # tokens from the start of a sentence in which a number may still belong to the sentence before
_EMPTY: tuple[str, ...] = ()


class Pair(msgspec.Struct, frozen=True, gc=False):
    """A number and a word that may measure it, with the measure and what speaks for it."""

    number: int
    trigger: Trigger
    features: list[str]

    @property
    def measure(self) -> str:
        """The measure that this pair would make."""
        return self.trigger.sense.measure


def usable(scene: Scene, m: NumberMention) -> bool:
    """Whether a number may be a figure at all: it counts things, and is no ordinal, percentage, date, sum of money or length."""
    if m.kind in ("ordinal", "percent", "fraction") or any(scene.dated[i] for i in range(m.first, m.last)):
        return False
    if any(v is not None and (v != int(v) or v <= 0) for v in (m.low, m.high)):
        return False
    noun = counted(scene.tokens[m.noun].norm) if m.noun is not None else None
    return noun is None or noun.kind != "none" or scene.tokens[m.noun or 0].norm in ("مره", "مرات", "مرتين")


class Before(msgspec.Struct, frozen=True, gc=False):
    """The number before this one, and what it was found to measure ("" for none)."""

    number: NumberMention
    measure: str


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
    out = [Pair(k, t, [*_features(scene, m, t, chosen), *_chain(scene, m, t.sense.measure, before)]) for t in chosen]
    if m.first - sentence.first <= _OPENING and scene.before:
        out += [Pair(k, t, list(_carried(scene, m, t, bool(chosen)))) for t in _last_of_each(scene.before)]
    return out


def _chain(scene: Scene, m: NumberMention, measure: str, before: Before | None) -> Iterator[str]:
    """How a measure agrees with that of the number before, where the two stand in one list ("5 أطفال و3 نساء")."""
    tokens = scene.tokens
    if before is None or tokens[before.number.first].sentence != tokens[m.first].sentence:
        yield f"chain=new/{'none' if not measure else 'some'}"
        return
    p = before.number
    gap = m.first - max(p.last, (p.noun or 0) + 1)
    linked = tokens[m.first].norm[:1] == "و" or tokens[m.first - 1].norm in ("و", "او", "وبينهم")
    near = "near" if gap <= _LINKED else "far"
    agrees = "same" if before.measure == measure else "unlike" if before.measure and measure else "one"
    yield f"chain={agrees}/{near}/{linked}/{'none' if not measure else 'some'}"
    yield f"chain={agrees}/{near}/{linked}/{is_part(scene, m)}/{before.measure}/{measure}"
    yield f"chain={agrees}/{linked}/{noun_kind(scene, m)}/{bool(measure)}/{bool(before.measure)}"
    if p.noun is not None and m.noun is not None:
        yield f"chain={agrees}/{noun_kind(scene, p) == noun_kind(scene, m)}/{linked}/{bool(measure)}"


def _last_of_each(triggers: Sequence[Trigger]) -> list[Trigger]:
    found: dict[str, Trigger] = {}
    for t in triggers:
        if t.sense.sure and t.sense.measure != "toll":
            found[t.sense.measure] = t
    return list(found.values())


def none_features(scene: Scene, k: int, found: Sequence[Pair], before: Before | None = None) -> list[str]:
    """What speaks for the number being no figure."""
    m = scene.reading.numbers[k]
    measures = {p.measure for p in found if p.trigger.sense.sure}
    return [
        "none", *[f"none/{f}" for f in sight(scene, m).features], f"none/measures={min(len(measures), 3)}", f"none/{m.kind}/{min(len(measures), 3)}",
        f"none/court={scene.court}", *_chain(scene, m, "", before),
    ]  # fmt: skip


def _features(scene: Scene, m: NumberMention, t: Trigger, chosen: Sequence[Trigger]) -> list[str]:
    tokens, sense = scene.tokens, t.sense
    own = t.token == m.noun
    before = t.token < m.first
    low, high = (t.token + 1, m.first) if before else (m.last, t.token)
    between = range(low, max(low, high))
    side = "self" if own else "before" if before else "after"
    gap = sum(1 for i in between if not scene.dated[i] and tokens[i].norm != '"')
    length = str(gap) if gap < 3 else "3-4" if gap < 5 else "5-8" if gap < 9 else "9-15" if gap < 16 else "16+"
    marks = [_MARKS[tokens[i].norm] for i in between if tokens[i].norm in _MARKS]
    borders = [w for i in between if (w := _border(scene, i))]
    numbers = sum(scene.is_number[i] > 0 for i in between)
    nearer = sum(1 for o in chosen if o.token in between and o.sense.measure != sense.measure and o.sense.sure)
    kind, part = noun_kind(scene, m), is_part(scene, m)
    cls = f"{sense.kind}{'' if sense.sure else '?'}"
    shape = f"{side}/{cls}"
    glue = tokens[m.first - 1].norm if m.first > t.token + 1 else "-"
    pro = sense.pro
    out = [
        f"m={sense.measure}", shape, f"{shape}/{length}", f"{sense.measure}/{shape}", f"{sense.measure}/{shape}/{length}",
        f"{sense.measure}/{kind}", f"{sense.measure}/{kind}/{shape}", f"{sense.measure}/{m.kind}/{shape}",
        f"{m.kind}/{kind}/{shape}/{'near' if gap < 3 else 'far'}", f"{m.kind}/{shape}/{length}",
        f"{m.kind}/{side}/{cls}/{not marks}/{not borders}/{not numbers}/{not nearer}", f"court={scene.court}/{sense.measure}",
        f"w={sense.lemma}/{side}", f"w={sense.lemma}/{kind}", f"w={tokens[t.token].norm}/{side}/{'near' if gap < 3 else 'far'}",
        f"marks={side}/{min(len(marks), 3)}", f"borders={side}/{min(len(borders), 3)}", f"numbers={side}/{min(numbers, 3)}",
        f"nearer={side}/{min(nearer, 3)}", f"nearer={side}/{min(nearer, 3)}/{kind}/{part}",
        f"clean={side}/{cls}/{not marks}/{not borders}/{not numbers}/{not nearer}", f"lead={side}/{glue}/{cls}",
        f"pro={side}/{pro}/{cls}", f"and={side}/{tokens[m.first].norm[:1] == 'و' or glue == 'و'}/{numbers > 0}/{nearer > 0}",
        f"part={part}/{side}/{numbers > 0}",
    ]  # fmt: skip
    noun = next((o.sense.measure for o in chosen if o.token == m.noun and o.sense.sure), None)
    if noun is not None:
        out += (f"own={noun == sense.measure}/{side}/{cls}", f"own={noun}/{sense.measure}")
    out += [f"cross={side}/{b}" for b in set(borders)] + [f"mark={side}/{b}" for b in set(marks)]
    if len(between) == 1:
        out.append(f"only={side}/{tokens[low].norm}")
    if before and t.token > 0:
        out.append(f"tprev={tokens[t.token - 1].norm}")
    if sense.en:
        out.append(f"en={sense.en}/{side}")
    toll = any(o.sense.measure == "toll" and abs(o.token - m.first) < 9 for o in scene.triggers)
    out.append(f"toll={toll}/{side}/{cls}")
    for f in sight(scene, m).features:
        out += (f"n/{f}", f"{sense.measure}|{f}")
    return out


def _border(scene: Scene, i: int) -> str | None:
    norm = scene.tokens[i].norm
    return scene.words.get(norm) or (scene.words.get(norm[1:]) if norm[:1] in "وف" and len(norm) > 3 else None)


def _carried(scene: Scene, m: NumberMention, t: Trigger, here: bool) -> Iterator[str]:
    """A measure word of the sentence before: only a part or "others" takes one."""
    kind = noun_kind(scene, m)
    part = is_part(scene, m)
    yield "carried"
    yield f"carried/{part}/{here}"
    yield f"carried/{kind}/{here}"
    yield f"carried/{t.sense.measure}/{kind}"
    yield f"carried/{t.sense.measure}/{part}/{here}"
    yield f"carried/{t.sense.kind}"
