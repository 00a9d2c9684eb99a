"""Whether the clause of a date speaks of what is still to come: by its words, not by a parse."""

from __future__ import annotations

import re

from marsad.mentions.date_cursor import Cursor
from marsad.mentions.date_words import date_words

_BEFORE, _AFTER = 24, 2
_FUTURE_VERB = re.compile(r"[وف]?س[يتن]\w{3,}")
_ENDS = frozenset({"؛", ".", ":", "فيما", "بينما", "حيث", "كما", "وقال", "واضاف", "واكد", "وكان", "وكانت"})


def is_future(c: Cursor, first: int, last: int) -> bool:
    """Whether a future verb or a word such as "المقرر" governs tokens `first` to `last`: shortly before, or just after at the head."""
    if _is_future_word(c, first):
        return True
    for i in range(first - 1, max(c.first, first - _BEFORE) - 1, -1):
        if c.norms[i] in _ENDS:
            break
        if _is_future_word(c, i):
            return True
    head = first - c.first <= 2 or c.norms[first - 1] in ("،", "؛")
    if head or c.norms[first - 1] in ("في", "وفي", "يوم"):
        return any(_is_future_word(c, i) for i in range(last, min(c.end, last + _AFTER)) if c.norms[i] not in _ENDS) and head
    return False


def _is_future_word(c: Cursor, i: int) -> bool:
    norm = c.norms[i]
    if any(e.kind == "future" or (e.kind in ("deictic", "dir") and e.value in ("1", "2") and not e.rest) for e in c.entries(i)):
        return True
    if _FUTURE_VERB.fullmatch(norm) is None:
        return False
    bare = norm.lstrip("وف")
    return not bare.startswith(date_words().not_future)
