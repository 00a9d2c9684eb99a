"""Numbers inside dates: digits, cardinals ("ثلاثة أيام") and ordinals ("الرابع من نيسان"), as `number_grammar` reads them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from marsad.mentions.number_grammar import read_number as read_any
from marsad.mentions.number_words import number_words
from marsad.text.tokens import Token

NUMBER_STARTERS = frozenset({"ال"})  # what may begin a number besides its words


class Reads(msgspec.Struct, frozen=True, gc=False):
    """A number read at a token: its value, whether it is an ordinal, the token after it, whether it stands in digits."""

    value: float
    ordinal: bool
    end: int
    digits: bool


def read_number(tokens: Sequence[Token], i: int, end: int, *, joined: bool = False) -> Reads | None:
    """The number that begins at token `i` and ends before `end`. One with "and" on its first word continues something else, and is
    read only if `joined`."""
    if i >= end or tokens[i].kind == "punct":
        return None
    if not joined and tokens[i].kind == "word":
        word = number_words().get(tokens[i].norm)
        if word is not None and word.conj and not word.article:
            return None
    found = read_any(tokens, i, end)
    if found is None:
        return None
    return Reads(found.value, found.kind == "ordinal", found.end, found.digits)


def starts_number(norm: str) -> bool:
    """Whether a folded word may begin a number in words."""
    return norm in NUMBER_STARTERS or norm in number_words()
