"""What stands around the dates of a report, for the choice of a date: each word and sentence is asked about once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from marsad.lexicon import Form, Lexicon
from marsad.lexicon.clause_words import clause_words
from marsad.mentions.date_words import date_words
from marsad.reading import Reading
from marsad.text.document import Sentence
from marsad.text.kept import kept

_NEAR = 4  # tokens from a verb to an event noun behind it that a date goes with all the same
_SHORT = 3  # letters of words that are too short to say that two sentences share a subject
_MARKS = {"،": "comma", ",": "comma", "؛": "comma", ":": "colon", "(": "bracket", ")": "bracket", "-": "dash", '"': "quote"}


class Word(NamedTuple):
    """What a word can be: the border or the mark that it makes; event or report for a verb that is one or reports one, verb for another that is
    known, noun for an event noun; the types of event that it tells; whether it names one with the article; whether it opens a pluperfect;
    what it is as a trigger (a verb of some tense, a noun, a participle, with its article or preposition), and its tense as an event."""

    border: str = ""
    mark: str = ""
    sort: str = ""
    types: frozenset[str] = frozenset()
    finite: bool = False
    known: bool = False
    pluperfect: bool = False
    part: str = "-"
    tense: str = "-"


class Line(NamedTuple):
    """A sentence as far as dates are weighed by it: its first token, the stem of each word, the tokens of those that can be something, in
    order, and what they can be."""

    first: int
    stems: list[str]
    at: list[int]
    words: list[Word]

    def between(self, low: int, high: int) -> list[Word]:
        """What those from token `low` up to `high` can be."""
        return self.words[bisect_left(self.at, low) : bisect_left(self.at, high)]

    def word(self, token: int) -> Word:
        """What the word at a token can be."""
        k = bisect_left(self.at, token)
        return self.words[k] if k < len(self.at) and self.at[k] == token else _PLAIN

    def stems_between(self, low: int, high: int) -> set[str]:
        """The stems of longer words from token `low` up to `high`, articles and "and" aside."""
        found = set(self.stems[max(0, low - self.first) : max(0, high - self.first)])
        found.discard("")
        return found


_PLAIN = Word()


class Surroundings:
    """The words of a report and its sentences, as far as dates are weighed by them."""

    __slots__ = ("_governors", "_lines", "_stems", "_tokens", "_types", "_word")

    def __init__(self, reading: Reading) -> None:
        self._tokens = reading.document.tokens
        self._word = _words_of(reading.lexicon)
        self._lines: dict[int, Line] = {}
        self._governors: dict[int, tuple[int, str]] = {}
        self._stems: dict[int, set[str]] = {}
        self._types: dict[int, frozenset[str]] = {}

    def line(self, sentence: Sentence) -> Line:
        """What the words of a sentence can be."""
        found = self._lines.get(sentence.i)
        if found is None:
            first, look = sentence.first, self._word
            told = [look(t.norm) for t in self._tokens[first : sentence.last]]
            at = [i for i, (_, word) in enumerate(told, first) if word is not None]
            found = self._lines[sentence.i] = Line(first, [stem for stem, _ in told], at, [word for _, word in told if word is not None])
        return found

    def governor(self, at: int, sentence: Sentence) -> tuple[int, str]:
        """The word that a date from token `at` of a sentence most likely goes with, the last verb before it, or the event noun nearer than
        that; and what it is: event, report, verb, noun, none."""
        found = self._governors.get(at)
        if found is None:
            found = self._governors[at] = _governor(self.line(sentence), at)
        return found

    def stems(self, sentence: Sentence) -> set[str]:
        """The stems of the words of a sentence."""
        found = self._stems.get(sentence.i)
        if found is None:
            found = self._stems[sentence.i] = self.line(sentence).stems_between(sentence.first, sentence.last)
        return found

    def types(self, sentence: Sentence) -> frozenset[str]:
        """The types of event that words of a sentence may tell."""
        found = self._types.get(sentence.i)
        if found is None:
            found = self._types[sentence.i] = frozenset().union(*[word.types for word in self.line(sentence).words if word.types])
        return found


def _governor(line: Line, at: int) -> tuple[int, str]:
    noun = -1
    for k in range(bisect_left(line.at, at) - 1, -1, -1):
        i, sort = line.at[k], line.words[k].sort
        if sort == "noun":
            noun = max(noun, i)
        elif sort:
            return (noun, "noun") if noun - i > _NEAR else (i, sort)
    return (noun, "noun") if noun >= 0 else (-1, "none")


@lru_cache(maxsize=4)
def _words_of(lexicon: Lexicon) -> Callable[[str], tuple[str, Word | None]]:
    """The stem of each word of a lexicon, and what it can be; most are nothing that counts here."""

    def work_out(norm: str) -> tuple[str, Word | None]:
        word = _word(norm, lexicon.forms(norm))
        return _stem(norm), word if word != _PLAIN else None

    return kept(work_out)


def _word(norm: str, forms: Sequence[Form]) -> Word:
    events = [f for f in forms if f.entry.kind == "event"]
    verbs = {f.entry.kind for f in forms if f.pos == "verb"}
    main = next((f for f in forms if f.entry.kind in ("event", "report")), None)
    return Word(
        border=clause_words().get(norm, ""),
        mark=_MARKS.get(norm, ""),
        sort="report" if "report" in verbs else "event" if "event" in verbs else "verb" if verbs else "noun" if events else "",
        types=frozenset(f.entry.type for f in events),
        finite=bool(verbs),
        known=any(f.pos == "noun" and "ال" in f.pro for f in events),
        pluperfect="pluperfect" in date_words().kinds.get(norm, ()),
        part=f"{main.tense or main.pos}{main.pro[-2:] if main.pos != 'verb' else ''}" if main is not None else "-",
        tense=next((f.tense or f.pos for f in events), "-"),
    )


def _stem(norm: str) -> str:
    """A word without "and", prepositions glued to the article, the article, and a feminine or plural ending; "" for short ones and numbers."""
    if norm[:1].isdigit():
        return ""
    for lead in ("وال", "بال", "فال", "كال", "لل", "ال"):
        if norm.startswith(lead) and len(norm) - len(lead) > _SHORT - 1:
            norm = norm[len(lead) :]
            break
    stem = norm[:-1] if norm.endswith("ه") and len(norm) > _SHORT else norm
    return stem if len(stem) > _SHORT else ""
