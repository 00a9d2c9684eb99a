"""Numbers inside dates: digits, cardinals ("ثلاثة أيام") and ordinals ("الرابع من نيسان")."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from marsad.text.tokens import Token


class Reads(msgspec.Struct, frozen=True, gc=False):
    """A number read at a token: its value, whether it is an ordinal, the token after it, whether it stands in digits."""

    value: float
    ordinal: bool
    end: int
    digits: bool


def read_number(tokens: Sequence[Token], i: int, end: int, *, joined: bool = False) -> Reads | None:
    """The number that begins at token `i` and ends before `end`. An article written apart from digits ("ال 48") is passed."""
    if i < end and tokens[i].norm in ("ال", "لل", "وال", "بال") and i + 1 < end and tokens[i + 1].kind == "number":
        i += 1
    if i >= end:
        return None
    if tokens[i].kind == "number":
        norm = tokens[i].norm
        if norm.isdigit() and len(norm) <= 9:
            return Reads(float(norm), False, i + 1, True)
        return None
    return None


def starts_number(norm: str) -> bool:
    """Whether a folded word may begin a number in words."""
    return norm in ("ال",)
