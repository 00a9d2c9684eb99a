"""What stands around the dates of a report, for the choice of a date: each word and sentence is asked about once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from marsad.lexicon import Lexicon
from marsad.mentions.types import DateMention
from marsad.reading import Reading
from marsad.text.document import Sentence
from marsad.text.kept import kept

FINITE = frozenset({"event", "report", "verb"})
_NEAR = 4  # tokens from a verb to an event noun behind it that a date goes with all the same
SHORT = 3  # letters of words that are too short to say that two sentences share a subject


class Surroundings:
    """The words of a report and its sentences, as far as dates are weighed by them."""

    __slots__ = ("_governors", "_reading", "_sorts", "_stems", "_types")

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._sorts: dict[int, list[str]] = {}
        self._governors: dict[int, tuple[int, str]] = {}
        self._stems: dict[int, set[str]] = {}
        self._types: dict[int, frozenset[str]] = {}

    def sorts(self, sentence: Sentence) -> list[str]:
        """What each word of a sentence can be: see `_sort`."""
        found = self._sorts.get(sentence.i)
        if found is None:
            sort = _sorts_by(self._reading.lexicon)
            words = self._reading.document.tokens[sentence.first : sentence.last]
            found = self._sorts[sentence.i] = [sort(t.norm) if t.kind == "word" else "" for t in words]
        return found

    def governor(self, m: DateMention) -> tuple[int, str]:
        """The word that a date most likely goes with, the last verb before it in its sentence, or the event noun nearer than that;
        and what it is: event, report, noun, other."""
        found = self._governors.get(m.first)
        if found is None:
            document = self._reading.document
            found = self._governors[m.first] = self._governor(m.first, document.sentences[document.tokens[m.first].sentence])
        return found

    def _governor(self, at: int, sentence: Sentence) -> tuple[int, str]:
        noun = -1
        sorts = self.sorts(sentence)
        for i in range(at - 1, sentence.first - 1, -1):
            sort = sorts[i - sentence.first]
            if sort == "noun" and noun < 0:
                noun = i
            elif sort in FINITE:
                return (noun, "noun") if noun - i > _NEAR else (i, sort)
        return (noun, "noun") if noun >= 0 else (-1, "none")

    def stems(self, sentence: int) -> set[str]:
        """The stems of the words of a sentence."""
        found = self._stems.get(sentence)
        if found is None:
            s = self._reading.document.sentences[sentence]
            found = self._stems[sentence] = self.stems_between(s.first, s.last)
        return found

    def stems_between(self, first: int, last: int) -> set[str]:
        """The stems of longer words from token `first` up to `last`, articles and "and" aside."""
        tokens = self._reading.document.tokens
        return {s for t in tokens[first:last] if t.kind == "word" and len(s := _stem(t.norm)) > SHORT}

    def types(self, sentence: int) -> frozenset[str]:
        """The types of event that words of a sentence may tell."""
        found = self._types.get(sentence)
        if found is None:
            document, forms = self._reading.document, self._reading.lexicon.forms
            s = document.sentences[sentence]
            found = self._types[sentence] = frozenset(
                f.entry.type for i in range(s.first, s.last) for f in forms(document.tokens[i].norm) if f.entry.kind == "event"
            )
        return found


@lru_cache(maxsize=4)
def _sorts_by(lexicon: Lexicon) -> Callable[[str], str]:
    return kept(lambda norm: _sort(norm, lexicon))


def _sort(norm: str, lexicon: Lexicon) -> str:
    """What a word can be: a verb that is an event or reports one, another verb that is known, an event noun; "" for the rest."""
    forms = lexicon.forms(norm)
    verbs = {f.entry.kind for f in forms if f.pos == "verb"}
    if verbs:
        return "report" if "report" in verbs else "event" if "event" in verbs else "verb"
    return "noun" if any(f.entry.kind == "event" for f in forms) else ""


@kept
def _stem(norm: str) -> str:
    """A word without "and", prepositions glued to the article, the article, and a feminine or plural ending."""
    for lead in ("وال", "بال", "فال", "كال", "لل", "ال"):
        if norm.startswith(lead) and len(norm) - len(lead) > SHORT - 1:
            norm = norm[len(lead) :]
            break
    return norm[:-1] if norm.endswith("ه") and len(norm) > SHORT else norm
