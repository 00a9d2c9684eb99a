"""Tokens: words, numbers and marks, each with its place in the text as given."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from marsad.text.folding import Folded

Kind = Literal["word", "number", "punct"]
# A number keeps its separators (1,5 · 13.500 · 13٬500); digits glued to letters ("الـ24") are a token of their own.
_TOKEN = re.compile(r"(?P<number>[0-9]+(?:[.,٫٬][0-9]+)*)|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<punct>[^\w\s]|[_\d])")


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word, number or mark. `text` is as written less vowel marks and tatweel, `norm` is folded."""

    i: int
    start: int
    end: int
    text: str
    norm: str
    kind: Kind
    sentence: int


class RawToken(msgspec.Struct, frozen=True, gc=False):
    """A token before sentences are known; offsets are those of the folded text."""

    start: int
    end: int
    kind: Kind


def find_tokens(folded: Folded) -> list[RawToken]:
    """All tokens of a folded text, in order."""
    return [RawToken(m.start(), m.end(), m.lastgroup) for m in _TOKEN.finditer(folded.text)]  # type: ignore[arg-type]
