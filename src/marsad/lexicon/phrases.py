"""An index of phrases of whole words, for the longest one that begins at a token.

Keys are folded (`marsad.text.folding`). A phrase is found behind proclitics on its first word (و ف ب ك ل, and لل for
ل + ال), and across marks that news sets inside names: quotation marks, # and _ (تنظيم "الدولة الإسلامية", أنور #قرقاش).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from marsad.text.clitics import prefixes
from marsad.text.kept import kept

T = TypeVar("T")
INSIDE = frozenset("\"'#_")
_QUOTES = frozenset("\"'")


class Found(NamedTuple, Generic[T]):
    """A phrase found: tokens `first` to `last` (exclusive), what stands before it on its first word, and its values."""

    first: int
    last: int
    pro: str
    values: tuple[T, ...]


class PhraseIndex(Generic[T]):
    """Phrases of whole folded words, each with the values that it may stand for.

    With `bare`, a phrase written without the article is found only without it (the surname مدني is not المدني).
    """

    __slots__ = ("_bare", "_byfirst", "_starts", "_values")

    def __init__(self, *, bare: bool = False) -> None:
        self._bare = bare
        self._values: dict[str, tuple[T, ...]] = {}
        self._byfirst: dict[str, set[int]] = {}  # first word -> numbers of words of the phrases that begin with it
        self._starts: Callable[[str], tuple[tuple[str, str, int], ...]] | None = None  # made when first looked up in

    def add(self, phrase: str, value: T) -> None:
        """Let a folded phrase (words with one space between) stand for `value` too."""
        had = self._values.get(phrase)
        self._starts = None
        if had is None:
            self._values[phrase] = (value,)
            self._byfirst.setdefault(phrase.partition(" ")[0], set()).add(phrase.count(" ") + 1)
        elif value not in had:
            self._values[phrase] = (*had, value)

    def replace(self, phrase: str, value: T) -> None:
        """Let a folded phrase stand for `value` and nothing else."""
        self._values.pop(phrase, None)
        self.add(phrase, value)

    def get(self, phrase: str) -> tuple[T, ...]:
        """What a folded phrase stands for."""
        return self._values.get(phrase, ())

    def first_words(self) -> Iterable[str]:
        """The words that phrases begin with."""
        return self._byfirst.keys()

    def items(self) -> Iterator[tuple[str, tuple[T, ...]]]:
        """Every phrase and what it stands for."""
        return iter(self._values.items())

    def __len__(self) -> int:
        return len(self._values)

    def longest(self, norms: Sequence[str], first: int, stop: int | None = None) -> Found[T] | None:
        """The longest phrase whose first word is token `first` (perhaps behind proclitics), ending before `stop`.

        `norms` are the folded tokens, marks included. Between two readings as long the one that takes fewer letters as
        proclitics wins.
        """
        end = len(norms) if stop is None else min(stop, len(norms))
        best: Found[T] | None = None
        if self._starts is None:
            self._starts = kept(self._starting)
        for word, before, most in self._starts(norms[first]):
            found = self._from(word, before, most, norms, first, end)
            if found is not None and (best is None or found.last > best.last):
                best = found
        return best

    def _starting(self, norm: str) -> tuple[tuple[str, str, int], ...]:
        """(first word, what stands before it, words of the longest phrase) for each way in which a phrase may begin at a folded word."""
        return tuple(
            (word, before, max(self._byfirst[word]))
            for pro, rest in prefixes(norm)
            for word, before in _readings(pro, rest, self._bare)
            if word in self._byfirst
        )

    def _from(self, word: str, pro: str, most: int, norms: Sequence[str], first: int, end: int) -> Found[T] | None:
        phrase = word
        best = Found(first, first + 1, pro, self._values[phrase]) if phrase in self._values else None
        i, size, opened = first + 1, 1, 0
        while i < end and size < most:
            norm = norms[i]
            i += 1
            if norm in INSIDE:
                opened += norm in _QUOTES
                if opened > 1 or i - first > 2 * most + 2:
                    break
                continue
            phrase = f"{phrase} {norm}"
            size += 1
            values = self._values.get(phrase)
            if values is not None:
                closed = i + 1 if opened and i < end and norms[i] in _QUOTES else i
                best = Found(first, closed, pro, values)
        return best


def beginnings(norm: str) -> list[str]:
    """The first words that a phrase may have which begins at a folded word, whatever proclitics are taken off."""
    return [word for pro, rest in prefixes(norm) for word in ((rest, "ال" + rest) if pro.endswith("لل") else (rest,))]


def _readings(pro: str, rest: str, bare: bool) -> Iterator[tuple[str, str]]:
    """(first word, what stands before it) for a way to take proclitics off: لل is ل with the article."""
    if not (bare and pro.endswith(("ال", "لل"))):
        yield rest, pro
    if pro.endswith("لل"):
        yield "ال" + rest, pro[:-1]
