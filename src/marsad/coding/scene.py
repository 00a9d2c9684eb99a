"""A report laid out for reading what is said in it: which token is in which quotation, where names and cues begin and end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from marsad.coding.cues import Cue, find_cues
from marsad.coding.speech_words import words_of
from marsad.lexicon import Lexicon
from marsad.mentions.types import ActorMention
from marsad.reading import Reading
from marsad.text.document import Quotation
from marsad.text.folding import fold_word


@lru_cache(maxsize=100_000)
def _verb(norm: str, lexicon: Lexicon) -> str:
    """The tense of a word that the lexicon knows as a verb, else nothing."""
    for form in lexicon.forms(norm):
        if form.pos == "verb":
            return "v:" + form.tense
    return ""


_SIGNS = {":": "c", '"': "q"}


def bare(norm: str) -> str:
    """A folded word without a leading article, with or without و, ب or ل before it."""
    for pro in ("وال", "بال", "ال", "لل"):
        if norm.startswith(pro) and len(norm) > len(pro) + 1:
            return norm[len(pro) :]
    return norm


class Scene:
    """Indexes over one reading, built once in linear time."""

    __slots__ = (
        "_at",
        "_closing",
        "_cues_at",
        "_lexicon",
        "_opening",
        "_quote",
        "_quotes_at",
        "_signs",
        "_words",
        "according",
        "actor_ends",
        "actor_starts",
        "actors",
        "chances",
        "cue_starts",
        "cues",
        "date_ends",
        "date_starts",
        "prepositions",
        "quotations",
        "reading",
        "sentences",
        "that",
        "tokens",
    )  # fmt: skip

    def __init__(self, reading: Reading) -> None:
        document = reading.document
        self.reading = reading
        self.tokens = document.tokens
        self.sentences = document.sentences
        self.quotations = document.quotations
        self._lexicon = reading.lexicon
        self.actors: list[ActorMention] = sorted(
            (a for a in reading.actors if a.actor is not None), key=lambda a: (a.phrase_first, a.first)
        )
        self._at = [a.phrase_first for a in self.actors]
        self.actor_starts = {a.phrase_first: a for a in self.actors}
        self.actor_ends = {a.phrase_last for a in self.actors}
        self.date_starts = {d.first for d in reading.dates}
        self.date_ends = {d.last for d in reading.dates}
        self.according = words_of("according")
        self.prepositions = words_of("preposition")
        self.that = that = words_of("that")
        self._signs = ["t" if t.norm in that else _SIGNS.get(t.norm, "") for t in self.tokens]
        self._quote = [-1] * (len(self.tokens) + 1)
        self._quotes_at = [q.first for q in self.quotations]
        self._opening: dict[int, int] = {}
        self._closing: dict[int, int] = {}
        for number, q in enumerate(self.quotations):
            self._opening.setdefault(q.first, number)
            if q.closed:
                self._closing.setdefault(q.last, number)
            for i in range(q.first, q.last):
                if self._quote[i] < 0:
                    self._quote[i] = number
        self.cues: list[Cue] = find_cues(reading)
        self.chances: list[float] = [0.5 if c.says else 0.2 for c in self.cues]  # that each cue reports; weighed when models are at hand
        self._words: dict[str, tuple[str, ...]] | None = None
        self._cues_at = [c.first for c in self.cues]
        self.cue_starts = {c.first: c for c in self.cues}

    def signs(self, first: int, last: int) -> set[str]:
        """The signs of speech among tokens `first` up to `last`: a particle that introduces it (t), a colon (c), a mark of quotation (q)."""
        return set(self._signs[first:last]) - {""}

    def quote_at(self, token: int) -> int:
        """The number of the outermost quotation that the token stands in, or -1."""
        return self._quote[token]

    def opens(self, token: int) -> bool:
        """Whether a quotation begins at the token."""
        return token in self._opening

    def hangs(self, first: int, mark: int) -> bool:
        """Whether the mark at token `mark` closes nothing that was opened from token `first` on."""
        number = self._closing.get(mark)
        return number is None or self.quotations[number].first - 1 < first

    def quotations_between(self, first: int, last: int) -> list[Quotation]:
        """The quotations that share a token with tokens `first` up to `last`; of those that start before `first`, the outermost."""
        low, high = bisect_left(self._quotes_at, first), bisect_left(self._quotes_at, last)
        out = self.quotations[low:high][:20]
        number = self._quote[first] if first >= 0 else -1
        if 0 <= number < low:
            out.insert(0, self.quotations[number])
        return out

    def verb(self, token: int) -> str:
        """The tense of the verb at the token as "v:past", or nothing."""
        t = self.tokens[token]
        return _verb(t.norm, self._lexicon) if t.kind == "word" else ""

    def cue_kind(self, token: int) -> str:
        """The kind of the cue that starts at the token, or nothing."""
        cue = self.cue_starts.get(token)
        return f"{cue.pos}{cue.pro[:1] if cue.pos == 'verb' else ''}" if cue is not None else ""

    def cut(self, first: int, last: int) -> str:
        """What stands between two tokens that could begin another piece of speech: a cue, a verbal act, nothing."""
        low, high = bisect_left(self._cues_at, first), bisect_left(self._cues_at, last)
        acts = {self.cues[k].says for k in range(low, min(high, low + 4))}
        return "report" if True in acts else "act" if acts else ""

    def words_of(self, speaker: str) -> tuple[str, ...]:
        """The folded words of a speaker's name without article: of the cast, or of a run of tokens ("+first:last")."""
        if self._words is None:
            self._words = {}
            for actor in self.reading.cast:
                self._words[actor.id] = tuple(bare(fold_word(w)) for w in actor.name.split())
        known = self._words.get(speaker)
        if known is None:
            first, last = (int(x) for x in speaker[1:].split(":"))
            known = self._words[speaker] = tuple(bare(t.norm) for t in self.tokens[first:last] if t.kind == "word")
        return known or ("",)

    def likeliest(self, first: int, last: int) -> str:
        """How likely at the most a cue that stands from token `first` up to `last` reports, in steps."""
        low, high = bisect_left(self._cues_at, first), bisect_left(self._cues_at, last)
        top = max(self.chances[low : min(high, low + 8)], default=0.0)
        return "-" if top < 0.15 else "1" if top < 0.35 else "3" if top < 0.6 else "6" if top < 0.85 else "8"

    def clause_start(self, cue: Cue) -> int:
        """Where the piece before the cue begins."""
        return self.sentences[cue.sentence].first

    def between(self, first: int, last: int) -> list[ActorMention]:
        """The actor mentions whose phrases start from token `first` up to `last`."""
        return self.actors[bisect_left(self._at, first) : bisect_left(self._at, last)]

    def actors_between(self, first: int, last: int) -> int:
        """How many actor mentions start between two tokens."""
        return bisect_left(self._at, last) - bisect_left(self._at, first)

    def inside_actor(self, token: int) -> bool:
        """Whether the token stands inside an actor's phrase, not at its start."""
        k = bisect_right(self._at, token - 1) - 1
        return k >= 0 and self.actors[k].phrase_first < token < self.actors[k].phrase_last
