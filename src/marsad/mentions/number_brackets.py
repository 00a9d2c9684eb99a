"""Numbers in brackets: "عدد (30) عنصرا" counts, "الشاب (30 عاما)" and "(30)" behind a name do not; "ثلاثون (30)" is one number told twice."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from marsad.mentions.counted_nouns import counted
from marsad.mentions.not_numbers import classes_of
from marsad.mentions.number_filter import OTHERS
from marsad.mentions.number_grammar import NumberRead, digits_value, read_number, scaled
from marsad.mentions.number_hedges import hedge_before
from marsad.mentions.singulars import is_harm
from marsad.text.tokens import Token

_LABELS = frozenset({"label", "year", "clock", "model", "age"})
_COUNT = frozenset(lead + word for lead in ("", "و", "ب", "ل", "ف") for word in ("عدد", "عددها", "عددهم", "مجموعه", "مجموعها"))


def in_brackets(tokens: Sequence[Token], i: int, start: int, stop: int) -> NumberRead | None:
    """The number whose digits are token `i`, alone in brackets, where it counts something; it ends past the bracket and its scale."""
    if not (start < i < stop - 1 and tokens[i - 1].norm == "(" and tokens[i + 1].norm == ")"):
        return None
    value = digits_value(tokens[i].norm)
    if value is None:
        return None
    found = scaled(tokens, i + 2, stop, value) or NumberRead(value, "cardinal", i + 2, True)
    return found if found.end > i + 2 or _counts(tokens, i, start, stop) else None


def _counts(tokens: Sequence[Token], i: int, start: int, stop: int) -> bool:
    """Whether words before or behind the brackets say that their number counts."""
    before = tokens[i - 2].norm if i - 2 >= start else ""
    after = tokens[i + 2].norm if i + 2 < stop else ""
    if classes_of(before) & _LABELS:
        return False
    if before in _COUNT or after in OTHERS or hedge_before(tokens, i - 1, start) is not None:
        return True
    noun = counted(after) if after else None
    if noun is not None and noun.pro == "" and not noun.en:
        return True
    return is_harm(before) and not (i + 2 < stop and tokens[i + 2].kind == "word" and after[:1] != "و")


def told_twice(tokens: Sequence[Token], found: NumberRead, stop: int) -> NumberRead:
    """The number with its second telling in brackets, in digits or words, where one follows ("ثلاثون (30)")."""
    at = found.end
    if at + 2 >= stop or tokens[at].norm != "(":
        return found
    again = read_number(tokens, at + 1, stop)
    if again is None or again.value != found.value or again.digits == found.digits or again.end >= stop or tokens[again.end].norm != ")":
        return found
    return msgspec.structs.replace(found, end=again.end + 1)
