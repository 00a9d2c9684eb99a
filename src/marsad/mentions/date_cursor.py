"""Looking at tokens with the words of dates in hand: the one way in which the grammar reads a text."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from marsad.mentions.date_nodes import Found
from marsad.mentions.date_numbers import Reads, read_number, starts_number
from marsad.mentions.date_words import DateWords, Entry, date_words
from marsad.text.tokens import Token

_NOTHING: frozenset[str] = frozenset()
_NUMBER = frozenset({"number"})


class Match(msgspec.Struct, frozen=True, gc=False):
    """A word or phrase of one class: its value, the token after it, the proclitics on its first word."""

    value: str
    end: int
    lead: str


class Cursor:
    """The tokens of a text up to `end` (the end of a sentence); every question is about a token by its index."""

    __slots__ = ("_kinds", "_table", "end", "first", "norms", "points", "tokens")

    def __init__(self, tokens: Sequence[Token], words: DateWords | None = None) -> None:
        self.tokens = tokens
        self.norms = [t.norm for t in tokens] + [""] * 4  # so that a look past the last token finds nothing
        self.first = 0
        self.end = len(tokens)
        self.points: dict[int, Found | None] = {}  # what the grammar has already found, by token
        words = words or date_words()
        self._table = words.by_first
        self._kinds = words.kinds

    def move(self, first: int, end: int) -> None:
        """Read the tokens from `first` up to `end`, and look no further."""
        self.first, self.end = first, end
        self.points.clear()

    def entries(self, i: int) -> tuple[Entry, ...]:
        """Every reading of the word at `i`."""
        return self._table.get(self.norms[i], ()) if i < self.end else ()

    def kinds(self, i: int) -> frozenset[str]:
        """The classes of the words that begin at `i`, and "number" where a number may."""
        if i >= self.end:
            return _NOTHING
        found = self._kinds.get(self.norms[i], _NOTHING)
        return found | _NUMBER if self.tokens[i].kind == "number" or starts_number(self.norms[i]) else found

    def at(self, i: int, kind: str, *values: str) -> Match | None:
        """The longest word or phrase of a class at `i` (with one of `values`, if any are given)."""
        if i >= self.end:
            return None
        for e in self._table.get(self.norms[i], ()):
            if e.kind == kind and (not values or e.value in values):
                stop = i + 1 + len(e.rest)
                if stop <= self.end and (not e.rest or tuple(self.norms[i + 1 : stop]) == e.rest):
                    return Match(e.value, stop, e.lead)
        return None

    def ends_in(self, i: int, kind: str) -> bool:
        """Whether the word at `i`, proclitics aside, is a one-word entry of a class that is looked up without them."""
        if not self.first <= i < self.end:
            return False
        word = self.norms[i]
        forms = (word, word[1:]) if word[:1] in "وفبلك" else (word,)
        return any(e.kind == kind and not e.rest for form in forms for e in self._table.get(form, ()))

    def is_(self, i: int, *norms: str) -> bool:
        """Whether the token at `i` is one of these."""
        return self.first <= i < self.end and self.norms[i] in norms

    def past(self, i: int, kind: str) -> int:
        """The index after a word of `kind` at `i`, or `i` where there is none."""
        found = self.at(i, kind)
        return found.end if found else i

    def skip(self, i: int, *norms: str) -> int:
        """The index after a token that is one of these, or `i`."""
        return i + 1 if self.is_(i, *norms) else i

    def digits(self, i: int) -> int | None:
        """The number at `i` if it is plain digits."""
        if i < self.end and self.tokens[i].kind == "number" and self.norms[i].isdigit() and len(self.norms[i]) <= 9:
            return int(self.norms[i])
        return None

    def number(self, i: int) -> Reads | None:
        """A number in digits or words at `i`."""
        return read_number(self.tokens, i, self.end)

    def number_after_and(self, i: int) -> Reads | None:
        """A number in words at `i` whose first word carries "and" ("وثمانية عشر")."""
        return read_number(self.tokens, i, self.end, joined=True)

    def year(self, i: int) -> int | None:
        """Four digits at `i` that can be a year."""
        value = self.digits(i)
        return value if value is not None and len(self.norms[i]) == 4 and 1000 <= value <= 2199 else None

    def glued(self, i: int) -> bool:
        """Whether the tokens `i` - 1 and `i` touch in the text."""
        return i > 0 and self.tokens[i - 1].end == self.tokens[i].start
