"""A report laid out for reading what is said in it: which token is in which quotation, where names and cues begin and end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cache, lru_cache

from marsad.coding.cues import Cue, find_cues
from marsad.coding.speech_words import words_of
from marsad.lexicon import Lexicon
from marsad.mentions.types import ActorMention
from marsad.reading import Reading
from marsad.text.document import Quotation
from marsad.text.folding import fold_word
from marsad.text.kept import kept


@lru_cache(maxsize=4)
def _verbs(lexicon: Lexicon) -> Callable[[str], str]:
    """Folded word -> its tense, where the lexicon knows it as a verb, else nothing."""
    return kept(lambda norm: next(("v:" + form.tense for form in lexicon.forms(norm) if form.pos == "verb"), ""))


@cache
def _signs() -> dict[str, str]:
    """The words and marks that are signs of speech: a particle that introduces it (t), a colon (c), a mark of quotation (q)."""
    return {":": "c", '"': "q"} | dict.fromkeys(words_of("that"), "t")


_DATELINE = 14  # tokens of a dateline with its dash
_GRADES = "-1368"
_TOPS = (0.15, 0.35, 0.6, 0.85)


def bare(norm: str) -> str:
    """A folded word without a leading article, with or without و, ب or ل before it."""
    for pro in ("وال", "بال", "ال", "لل"):
        if norm.startswith(pro) and len(norm) > len(pro) + 1:
            return norm[len(pro) :]
    return norm


class Scene:
    """Indexes over one reading, built once in linear time."""

    __slots__ = (
        "_actors_before",
        "_cast",
        "_closing",
        "_cues_before",
        "_grades",
        "_opening",
        "_quote",
        "_quotes_at",
        "_signs",
        "_verb",
        "_words",
        "actor_ends",
        "actor_starts",
        "actors",
        "chances",
        "cue_starts",
        "cues",
        "date_ends",
        "date_starts",
        "norms",
        "quotations",
        "reading",
        "sentences",
        "speech",
        "tokens",
    )  # fmt: skip

    def __init__(self, reading: Reading) -> None:
        document = reading.document
        self.reading = reading
        self.tokens = document.tokens
        self.norms = norms = [t.norm for t in self.tokens]
        self.sentences = document.sentences
        self.quotations = document.quotations
        self.speech = reading.speech
        self._verb = _verbs(reading.lexicon)
        self.actors: list[ActorMention] = sorted(
            (a for a in reading.actors if a.actor is not None), key=lambda a: (a.phrase_first, a.first)
        )
        n = len(self.tokens)
        self._actors_before = _before([a.phrase_first for a in self.actors], n)
        self.actor_starts = {a.phrase_first: a for a in self.actors}
        self.actor_ends = {a.phrase_last for a in self.actors}
        self.date_starts = {d.first for d in reading.dates}
        self.date_ends = {d.last for d in reading.dates}
        sign = _signs().get
        self._signs = "".join([sign(norm, "-") for norm in norms])
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
        self._words: dict[str, tuple[str, ...]] = {}
        self._cast: dict[str, str] | None = None
        self._cues_before = _before([c.first for c in self.cues], n)
        self.cue_starts = {c.first: c for c in self.cues}
        self.weigh([0.5 if c.word.says else 0.2 for c in self.cues])

    def weigh(self, chances: list[float]) -> None:
        """Take it that each cue reports with a chance."""
        self.chances = chances
        self._grades = [bisect_right(_TOPS, chance) for chance in chances]

    def signs(self, first: int, last: int) -> str:
        """The signs of speech (t, c, q) among tokens `first` up to `last`, each once, in this order, "-" for one that is not there."""
        found = self._signs[first:last]
        return ("t" if "t" in found else "-") + ("c" if "c" in found else "-") + ("q" if "q" in found else "-")

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

    def heard(self, part: int, first: int, last: int) -> int | None:
        """The highest grade that tokens `first` up to `last` have as a part of speech (`models.tagger.SPEECH`) by the network of names and
        speech; nothing where it was not asked."""
        return max(self.speech[part][first:last], default=0) if self.speech else None

    def verb(self, token: int) -> str:
        """The tense of the verb at the token as "v:past", or nothing."""
        return self._verb(self.norms[token])

    def cue_kind(self, token: int) -> str:
        """The kind of the cue that starts at the token, or nothing."""
        cue = self.cue_starts.get(token)
        return cue.word.kind if cue is not None else ""

    def cut(self, first: int, last: int) -> str:
        """What stands between two tokens that could begin another piece of speech: a cue, a verbal act, nothing."""
        low, high = self._cues_before[first], self._cues_before[last]
        if low >= high:
            return ""
        return "report" if any(c.word.says for c in self.cues[low : min(high, low + 4)]) else "act"

    def words_of(self, speaker: str) -> tuple[str, ...]:
        """The folded words of a speaker's name without article: of the cast, or of a run of tokens ("+first:last")."""
        known = self._words.get(speaker)
        if known is None:
            if self._cast is None:
                self._cast = {actor.id: actor.name for actor in self.reading.cast}
            name = self._cast.get(speaker)
            if name is not None:
                found = _name_words(name)
            else:
                first, last = (int(x) for x in speaker[1:].split(":"))
                found = tuple(bare(t.norm) for t in self.tokens[first:last] if t.kind == "word")
            known = self._words[speaker] = found or ("",)
        return known

    def likeliest(self, first: int, last: int) -> str:
        """How likely at the most a cue that stands from token `first` up to `last` reports, in steps."""
        low, high = self._cues_before[first], self._cues_before[last]
        return _GRADES[max(self._grades[low : min(high, low + 8)])] if low < high else "-"

    def clause_start(self, cue: Cue) -> int:
        """Where the piece before the cue begins: with the sentence, in the first two behind a dateline ("عمان، الأردن (CNN)--")."""
        first = self.sentences[cue.sentence].first
        if cue.sentence > 1:
            return first
        stop = min(cue.first, first + _DATELINE)
        close = next((k for k in range(first, stop - 1) if self.norms[k] == ")" and self.norms[k + 1] == "-"), None)
        if close is None:
            return first
        first = close + 1
        while first < stop and self.norms[first] == "-":
            first += 1
        return first

    def between(self, first: int, last: int) -> list[ActorMention]:
        """The actor mentions whose phrases start from token `first` up to `last`."""
        before = self._actors_before
        return self.actors[before[first] : before[last]]

    def actors_between(self, first: int, last: int) -> int:
        """How many actor mentions start between two tokens."""
        before = self._actors_before
        return max(0, before[last] - before[first])

    def inside_actor(self, token: int) -> bool:
        """Whether the token stands inside an actor's phrase, not at its start."""
        k = self._actors_before[token]
        return k > 0 and token < self.actors[k - 1].phrase_last


def _before(firsts: list[int], n: int) -> list[int]:
    """For each of `n` tokens, and for the end, how many of some things begin before it."""
    out: list[int] = []
    for k, first in enumerate(firsts):
        if first >= len(out):
            out.extend([k] * (first + 1 - len(out)))
    out.extend([len(firsts)] * (n + 1 - len(out)))
    return out


@kept
def _name_words(name: str) -> tuple[str, ...]:
    return tuple(bare(fold_word(word)) for word in name.split())
