"""Whether the clause of a date speaks of what is still to come: by its words, not by a parse."""

from __future__ import annotations

import re

from marsad.mentions.date_cursor import Cursor
from marsad.mentions.date_words import date_words
from marsad.text.kept import kept

_BEFORE, _AFTER = 24, 2
_FUTURE_VERB = re.compile(r"[وف]?س[يتن]\w{3,}")
_ENDS = frozenset({"؛", ".", ":", "فيما", "بينما", "حيث", "كما", "وقال", "واضاف", "واكد", "وكان", "وكانت"})


def is_future(c: Cursor, first: int, last: int) -> bool:
    """Whether a future verb or a word such as "المقرر" governs tokens `first` to `last`: shortly before, or just after at the head."""
    norms = c.norms
    if _is_future_word(norms[first]):
        return True
    for norm in reversed(norms[max(c.first, first - _BEFORE) : first]):
        if norm in _ENDS:
            break
        if _is_future_word(norm):
            return True
    if first - c.first <= 2 or norms[first - 1] in ("،", "؛"):
        return any(_is_future_word(norm) for norm in norms[last : min(c.end, last + _AFTER)] if norm not in _ENDS)
    return False


@kept
def _is_future_word(norm: str) -> bool:
    words = date_words()
    if any(e.kind == "future" or (e.kind in ("deictic", "dir") and e.value in ("1", "2") and not e.rest) for e in words.get(norm)):
        return True
    if _FUTURE_VERB.fullmatch(norm) is None:
        return False
    bare = norm.lstrip("وف")
    return not bare.startswith(words.not_future)
