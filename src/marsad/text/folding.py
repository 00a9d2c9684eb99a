"""Folding: one spelling for the many that news uses, with a way back to the text as given.

Taken away: vowel marks, tatweel, direction marks, joiners and byte-order marks. Made one: the seats of
hamza (أ إ آ ٱ → ا, ؤ → و, ئ → ي), ى → ي, ة → ه, Persian ی ک → ي ك, digits of every kind → 0-9, quotation
marks → ", blanks → a space, dashes → -. Presentation forms (U+FB50–U+FEFF), which old PDF and word
processors leave behind, become the letters that they show. Nothing else in Marsad folds: the lexicon's
keys go through `fold_word`, so that text and data always meet.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import lru_cache

_GONE = "\u064b-\u065f\u0670\u0610-\u061a\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"
_RESIZED = re.compile(f"[{_GONE}\ufb50-\ufdff\ufe70-\ufefc]")
_BROKEN = re.compile("[\ud800-\udfff]")  # lone surrogates: no encoder, and so no model, takes them
_DROPPED = re.compile(f"[{_GONE}]+")
_VOWELLED = re.compile("[\u064b-\u065f\u0670]+")

_SAME_LENGTH = (
    ("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ٱ", "ا"), ("ى", "ي"), ("ة", "ه"), ("ؤ", "و"), ("ئ", "ي"),
    ("ی", "ي"), ("ک", "ك"), ("ۀ", "ه"), ("ە", "ه"),
    ("«", '"'), ("»", '"'), ("“", '"'), ("”", '"'), ("„", '"'), ("‟", '"'), ("‹", '"'), ("›", '"'), ("″", '"'), ("＂", '"'),
    ("–", "-"), ("—", "-"), ("−", "-"), ("‐", "-"), ("‑", "-"), ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("\u3000", " "),
    ("\t", " "), ("\x0b", "\n"), ("\x0c", "\n"), ("\r", "\n"), ("\u2028", "\n"), ("\u2029", "\n"), ("\x85", "\n"), ("\x00", " "),
    *((chr(base + d), str(d)) for base in (0x660, 0x6F0) for d in range(10)),
)  # fmt: skip
_FOLDED = dict(_SAME_LENGTH)
QUOTES = '«»“”„‟‹›″＂"'


class Folded:
    """A folded text and its way back. `start(i)` and `end(j)` give offsets in the text as given, so that
    the piece behind `folded.text[i:j]` is `original[folded.start(i):folded.end(j)]`."""

    __slots__ = ("_at", "original", "plain", "text")

    def __init__(self, original: str, plain: str, text: str, at: array[int] | None) -> None:
        self.original = original
        self.plain = plain  # marks taken away, letters as written; as long as `text`
        self.text = text
        self._at = at  # original offset of each folded character; None where both are as long

    def start(self, i: int) -> int:
        """Offset in the original of folded character `i` (its length for the end of the text)."""
        if self._at is None:
            return i
        return self._at[i] if i < len(self._at) else len(self.original)

    def end(self, j: int) -> int:
        """Offset in the original just after folded character `j - 1` and the vowel marks on it: a letter is not cut from its marks."""
        if self._at is None or j == 0:
            return j
        end = self._at[j - 1] + 1
        marked = _VOWELLED.match(self.original, end)
        return end if marked is None else marked.end()


def fold(text: str) -> Folded:
    """Fold `text`, keeping the way back to it."""
    original = text
    if _BROKEN.search(text) is not None:
        text = _BROKEN.sub("\ufffd", text)
    if _RESIZED.search(text) is None:
        return Folded(original, text, _letters(text), None)
    pieces: list[str] = []
    at = array("l")
    last = 0
    for found in _RESIZED.finditer(text):
        here = found.start()
        if here > last:
            pieces.append(text[last:here])
            at.extend(range(last, here))
        shown = _shown(text[here])
        pieces.append(shown)
        at.extend([here] * len(shown))
        last = here + 1
    pieces.append(text[last:])
    at.extend(range(last, len(text)))
    plain = "".join(pieces)
    return Folded(original, plain, _letters(plain), at)


def _letters(text: str) -> str:
    for letter in _FOLDED.keys() & set(text):
        text = text.replace(letter, _FOLDED[letter])
    return text


@lru_cache(maxsize=4096)
def _shown(char: str) -> str:
    """What a mark or a presentation form stands for: nothing, or its letters."""
    if _DROPPED.match(char):
        return ""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", char)).replace("\n", " ")


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """The folded form of a word or short phrase, as keys of the lexicon are kept."""
    return fold(word).text
