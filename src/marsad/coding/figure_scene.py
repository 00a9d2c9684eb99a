"""A report laid out for its figures: the words that may measure in the sentence at hand, and what is true of each number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from marsad.coding.clauses import clause_words
from marsad.coding.figure_bounds import bounds
from marsad.coding.figure_triggers import DUAL, Trigger, find_triggers
from marsad.mentions.counted_nouns import counted
from marsad.mentions.types import NumberMention
from marsad.reading import Reading
from marsad.text.document import Sentence
from marsad.text.tokens import Token


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
                self.is_number[m.first : m.last] = bytes([DUAL if m.kind == "dual" else 1]) * (m.last - m.first)
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
            self.before = find_triggers(self.tokens, previous.first, previous.last, is_number=self.is_number)
        everything = find_triggers(self.tokens, sentence.first, sentence.last, is_number=self.is_number)
        self.court = any(t.sense.measure == "court" for t in everything)
        carried_out = any("نفذ" in self.tokens[i].norm or "تنفيذ" in self.tokens[i].norm for i in range(sentence.first, sentence.last))
        orders = {t.token for t in everything if t.sense.measure == "court" and not carried_out}
        self.triggers = [t for t in everything if t.sense.measure != "court" and not (t.sense.kind == "masdar" and t.token - 1 in orders)]
        self.sentence = sentence


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
