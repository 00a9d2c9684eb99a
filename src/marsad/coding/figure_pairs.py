"""Numbers with the words that may measure them, and what speaks for each pair: which side, how far, what stands between.

A number is weighed against every measure word of its sentence, those of the sentence before if it opens with "among them" or the like,
and "none". The weights were learned from hand-coded reports (training/train_figures.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from marsad.coding.clauses import clause_words
from marsad.coding.figure_bounds import bounds
from marsad.coding.figure_triggers import Trigger, find_triggers
from marsad.mentions.counted_nouns import counted
from marsad.mentions.types import NumberMention
from marsad.reading import Reading
from marsad.text.document import Sentence
from marsad.text.tokens import Token

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


class Scene:
    """What the pairs of one report need to know of it, worked out once."""

    __slots__ = ("actors", "before", "court", "dated", "is_number", "reading", "seen", "sentence", "tokens", "triggers", "words")

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.tokens: Sequence[Token] = reading.document.tokens
        self.words = clause_words()
        n = len(self.tokens)
        self.dated = bytearray(n)
        for d in reading.dates:
            self.dated[d.first : d.last] = b"\x01" * (d.last - d.first)
        self.actors: dict[int, tuple[str, int, int]] = {}
        for a in reading.actors:
            for i in range(a.phrase_first, a.phrase_last):
                self.actors[i] = (a.kind, a.phrase_first, a.phrase_last)
        self.is_number = bytearray(n)
        for m in reading.numbers:
            if m.kind != "ordinal":
                self.is_number[m.first : m.last] = b"\x01" * (m.last - m.first)
        self.sentence: Sentence | None = None
        self.court = False  # whether a court or its orders stand in the sentence
        self.triggers: list[Trigger] = []
        self.before: list[Trigger] = []
        self.seen: dict[int, NumberSight] = {}  # by first token

    def enter(self, sentence: Sentence) -> None:
        """Move to a sentence."""
        if self.sentence is not None and self.sentence.i == sentence.i:
            return
        near = self.sentence is not None and self.sentence.i == sentence.i - 1
        self.before = self.triggers if near else []
        if not near and sentence.i:
            previous = self.reading.document.sentences[sentence.i - 1]
            self.before = find_triggers(self.tokens, previous.first, previous.last)
        everything = find_triggers(self.tokens, sentence.first, sentence.last)
        self.court = any(t.sense.measure == "court" for t in everything)
        carried_out = any("نفذ" in self.tokens[i].norm or "تنفيذ" in self.tokens[i].norm for i in range(sentence.first, sentence.last))
        orders = {t.token for t in everything if t.sense.measure == "court" and not carried_out}
        self.triggers = [t for t in everything if t.sense.measure != "court" and not (t.sense.kind == "masdar" and t.token - 1 in orders)]
        self.sentence = sentence


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


class NumberSight(msgspec.Struct, frozen=True, gc=False):
    """What is true of a number whatever measures it: the class of what it counts, whether it is a part, and all of it as features."""

    kind: str
    part: bool
    features: tuple[str, ...]


def sight(scene: Scene, m: NumberMention) -> NumberSight:
    """What is true of a number; asked for by every pair."""
    found = scene.seen.get(m.first)
    if found is None:
        kind, part = _noun_kind(scene, m), _is_part(scene, m)
        found = scene.seen[m.first] = NumberSight(kind, part, tuple(_number_features(scene, m, kind, part)))
    return found


def noun_kind(scene: Scene, m: NumberMention) -> str:
    """The class of what a number counts (counted_nouns.tsv); "others", "unknown", "none"."""
    return sight(scene, m).kind


def is_part(scene: Scene, m: NumberMention) -> bool:
    """Whether words before the number say that it is a part: "بينهم", "من بين القتلى", "منهم"."""
    return sight(scene, m).part


def _noun_kind(scene: Scene, m: NumberMention) -> str:
    tokens = scene.tokens
    after = tokens[m.last].norm if m.last < len(tokens) else ""
    if m.noun is None:
        return "others" if after in bounds("others") else "bare"
    noun = counted(tokens[m.noun].norm)
    if noun is not None and noun.kind == "unit" and noun.definite:
        return "fighter"  # "سبعة من الفرقة 30"
    return "unknown" if noun is None else noun.kind


def _is_part(scene: Scene, m: NumberMention) -> bool:
    tokens = scene.tokens
    start = scene.reading.document.sentences[tokens[m.first].sentence].first
    for i in range(m.first - 1, max(start, m.first - 4) - 1, -1):
        if tokens[i].norm in bounds("part") or (tokens[i].norm == "بين" and i > start and tokens[i - 1].norm in ("من", "ومن")):
            return True
        if tokens[i].kind == "punct" and tokens[i].norm != '"':
            return False
    after = tokens[m.last].norm if m.last < len(tokens) else ""
    return after in ("منهم", "منها", "منهن")


def _number_features(scene: Scene, m: NumberMention, kind: str, part: bool) -> Iterator[str]:
    tokens = scene.tokens
    before = tokens[m.first - 1].norm if m.first else "-"
    after = tokens[m.last].norm if m.last < len(tokens) else "-"
    size = "1" if m.low == 1 else "2" if m.low == 2 else "few" if (m.low or 0) < 11 else "tens" if (m.low or 0) < 1000 else "many"
    yield f"kind={m.kind}"
    yield f"kind={m.kind}/{kind}"
    yield f"noun={kind}"
    yield f"size={size}"
    yield f"size={size}/{kind}"
    yield f"prev={before}"
    yield f"next={after}"
    yield f"part={part}"
    yield f"qualifier={m.qualifier}"
    yield f"actor={_actor(scene, m)}/{m.kind}"
    yield f"actor={_actor(scene, m)}/{kind}"
    if m.noun is not None:
        noun = counted(tokens[m.noun].norm)
        yield f"lemma={noun.lemma if noun else tokens[m.noun].norm}"
        if noun is not None:
            yield f"noun={noun.number}/{noun.definite}/{m.kind}"
        if m.kind in ("singular", "dual"):
            follow = tokens[m.noun + 1].norm if m.noun + 1 < len(tokens) else "-"
            yield f"one+={follow}"
            yield f"one-={before}"


def _actor(scene: Scene, m: NumberMention) -> str:
    """What actor's name holds the noun counted, and how it lies there: a person's name behind its title is no number."""
    at = m.noun if m.noun is not None else m.first
    found = scene.actors.get(at)
    if found is None:
        return "none" if scene.actors.get(at + 1) is None else "next"
    kind, first, last = found
    return f"{kind}/{'first' if first == at else 'in'}/{min(last - first, 3)}"


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
    numbers = sum(scene.is_number[i] for i in between)
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
