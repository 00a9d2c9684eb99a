"""A report laid out for its figures: the words that may measure in the sentence at hand, and what is true of each number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from marsad.coding.figure_bounds import bounds
from marsad.coding.figure_triggers import DUAL, Trigger, find_triggers
from marsad.coding.network_view import view_in
from marsad.coding.tone import tone_of
from marsad.lexicon.clause_words import clause_words
from marsad.mentions.counted_nouns import counted
from marsad.mentions.types import NumberMention
from marsad.models.layouts import Layout, Value, each
from marsad.reading import Reading
from marsad.text.document import Sentence
from marsad.text.tokens import Token

_MARKS = {"،": "comma", ",": "comma", "؛": "comma", ":": "colon", "(": "bracket", ")": "bracket", "-": "dash", '"': "quote"}


class Scene:
    """What the pairs of one report need to know of it, worked out once."""

    __slots__ = (
        "_before", "_borders", "_borders_at", "_marks", "_marks_at", "_measured", "_tone", "actors", "court", "dated", "is_number", "reading", "seen", "sentence", "skipped",
        "tokens", "triggers", "words",
    )  # fmt: skip

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._tone: str | None = None
        self.tokens: Sequence[Token] = reading.document.tokens
        self.words = clause_words()
        n = len(self.tokens)
        self.dated = bytearray(n)
        for d in reading.dates:
            self.dated[d.first : d.last] = b"\x01" * (d.last - d.first)
        self.skipped = bytearray(self.dated)  # what does not count as a word between two
        self.actors: dict[int, tuple[str, int, int]] = {}
        for a in reading.actors:
            for i in range(a.phrase_first, a.phrase_last):
                self.actors[i] = (a.kind, a.phrase_first, a.phrase_last)
        self.is_number = bytearray(n)
        for m in reading.numbers:
            if m.kind != "ordinal":
                self.is_number[m.first : m.last] = bytes([DUAL if m.kind == "dual" else 1]) * (m.last - m.first)
        self.sentence: Sentence | None = None
        self._marks_at: list[int] = []
        self._marks: list[str] = []
        self._borders_at: list[int] = []
        self._borders: list[str] = []
        self.court = False  # whether a court or its orders stand in the sentence
        self.triggers: list[Trigger] = []
        self._before: list[Trigger] | None = []
        self.seen: dict[int, NumberSight] = {}  # by first token
        self._measured: dict[int, dict[str, float]] | None = None

    def enter(self, sentence: Sentence) -> None:
        """Move to a sentence."""
        if self.sentence is not None and self.sentence.i == sentence.i:
            return
        near = self.sentence is not None and self.sentence.i == sentence.i - 1
        self._before = self.triggers if near else None
        everything = find_triggers(self.tokens, sentence.first, sentence.last, is_number=self.is_number)
        orders = {t.token for t in everything if t.sense.measure == "court"}
        self.court = bool(orders)
        if orders and any("نفذ" in t.norm or "تنفيذ" in t.norm for t in self.tokens[sentence.first : sentence.last]):
            orders = set()  # they were carried out
        self.triggers = [t for t in everything if t.sense.measure != "court" and not (t.sense.kind == "masdar" and t.token - 1 in orders)]
        self.sentence = sentence
        self._lay_out(sentence)

    @property
    def tone(self) -> str:
        """How much the report speaks of violence (`tone_of`)."""
        if self._tone is None:
            self._tone = tone_of(self.reading)
        return self._tone

    def measured(self, m: NumberMention, measure: str) -> int | None:
        """What the network says of a number having a measure ("" for none): its log-probability in steps, 0 to -6; `None` without a network."""
        if self._measured is None:
            numbers, view = self.reading.numbers, view_in(self.reading)
            self._measured = dict(zip([x.first for x in numbers], view.measured(numbers), strict=True)) if view is not None else {}
        said = self._measured.get(m.first)
        return None if said is None else max(-6, round(said.get(measure, -6.0)))

    @property
    def before(self) -> list[Trigger]:
        """The words of the sentence before that may measure."""
        assert self.sentence is not None
        if self._before is None:
            self._before = []
            if self.sentence.i:
                previous = self.reading.document.sentences[self.sentence.i - 1]
                self._before = find_triggers(self.tokens, previous.first, previous.last, is_number=self.is_number)
        return self._before

    def _lay_out(self, sentence: Sentence) -> None:
        """Find the marks of a sentence and the words at which a clause begins."""
        words, here = self.words, self.tokens[sentence.first : sentence.last]
        marks = [(t.i, _MARKS[t.norm]) for t in here if t.norm in _MARKS]
        borders = [
            (t.i, b) for t in here if (b := words.get(t.norm) or (words.get(t.norm[1:]) if t.norm[0] in "وف" and len(t.norm) > 3 else None))
        ]
        for i, mark in marks:
            if mark == "quote":
                self.skipped[i] = 1
        self._marks_at, self._marks = [i for i, _ in marks], [mark for _, mark in marks]
        self._borders_at, self._borders = [i for i, _ in borders], [border for _, border in borders]

    def marks_between(self, low: int, high: int) -> list[str]:
        """The marks of the sentence from token `low` up to `high`."""
        return self._marks[bisect_left(self._marks_at, low) : bisect_left(self._marks_at, high)]

    def borders_between(self, low: int, high: int) -> list[str]:
        """The classes of the borders of clauses in the sentence from token `low` up to `high`."""
        return self._borders[bisect_left(self._borders_at, low) : bisect_left(self._borders_at, high)]


SIGHT = Layout(
    each("kind={0}", "kind={0}/{1}", "noun={1}", "size={2}", "size={2}/{1}"),  # kind of number, what is counted, size
    each("part={0}", "qualifier={1}"),
    each("actor={0}/{1}", "actor={0}/{2}"),  # actor, kind of number, what is counted
    "prev={}",
    "next={}",
    "lemma={}",
    "noun={}/{}/{}",  # number of the noun, definite, kind of number
    "one+={}",
    "one-={}",
)


class NumberSight(msgspec.Struct, frozen=True, gc=False):
    """What is true of a number whatever measures it: the class of what it counts, whether it is a part, and all of it as values of `SIGHT`."""

    kind: str
    part: bool
    values: tuple[Value, ...]


def sight(scene: Scene, m: NumberMention) -> NumberSight:
    """What is true of a number; asked for by every pair."""
    found = scene.seen.get(m.first)
    if found is None:
        kind, part = _noun_kind(scene, m), _is_part(scene, m)
        found = scene.seen[m.first] = NumberSight(kind, part, _values(scene, m, kind, part))
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
        return "others" if after in bounds("others") or tokens[m.first].norm in bounds("others") else "bare"
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


def _values(scene: Scene, m: NumberMention, kind: str, part: bool) -> tuple[Value, ...]:
    tokens = scene.tokens
    before = tokens[m.first - 1].norm if m.first else "-"
    after = tokens[m.last].norm if m.last < len(tokens) else "-"
    size = "1" if m.low == 1 else "2" if m.low == 2 else "few" if (m.low or 0) < 11 else "tens" if (m.low or 0) < 1000 else "many"
    lemma = noun = follow = None
    if m.noun is not None:
        word = counted(tokens[m.noun].norm)
        lemma = word.lemma if word else tokens[m.noun].norm
        noun = (word.number, word.definite, m.kind) if word is not None else None
        if m.kind in ("singular", "dual"):
            follow = tokens[m.noun + 1].norm if m.noun + 1 < len(tokens) else "-"
    one = before if follow is not None else None
    return (m.kind, kind, size), (part, m.qualifier), (_actor(scene, m), m.kind, kind), before, after, lemma, noun, follow, one


def _actor(scene: Scene, m: NumberMention) -> str:
    """What actor's name holds the noun counted, and how it lies there: a person's name behind its title is no number."""
    at = m.noun if m.noun is not None else m.first
    found = scene.actors.get(at)
    if found is None:
        return "none" if scene.actors.get(at + 1) is None else "next"
    kind, first, last = found
    return f"{kind}/{'first' if first == at else 'in'}/{min(last - first, 3)}"
