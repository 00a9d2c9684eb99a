"""Clauses: a shallow cut of sentences at marks, clause words, and "and" before a verb.

Not a parse. A clause is what two borders hold between them; what matters later is how many borders, and of
which class, stand between two words.
"""

from __future__ import annotations

import msgspec

from marsad.lexicon.clause_words import clause_words
from marsad.text.document import Document

_MARKS = {"،": "comma", ",": "comma", ";": "comma", "؛": "comma", ":": "colon", "(": "bracket", ")": "bracket", "-": "dash", '"': "quote"}


class Clauses(msgspec.Struct, frozen=True, gc=False):
    """For each token the number of its clause; for each clause its tokens and the class of the border that opened it."""

    of: list[int]
    spans: list[tuple[int, int]]
    opened_by: list[str]


def find_clauses(document: Document, finite: list[bool]) -> Clauses:
    """Cut every sentence into clauses. `finite[i]` says whether token `i` reads as a finite verb."""
    words = clause_words()
    of: list[int] = []
    spans: list[tuple[int, int]] = []
    opened: list[str] = []
    tokens = document.tokens
    for sentence in document.sentences:
        first, border = sentence.first, "start"
        for i in range(sentence.first, sentence.last):
            new = _border(tokens[i].norm, words, finite[i]) if i > first else None
            if new is not None:
                spans.append((first, i))
                opened.append(border)
                first, border = i, new
            of.append(len(spans))
        spans.append((first, sentence.last))
        opened.append(border)
    return Clauses(of, spans, opened)


def _border(norm: str, words: dict[str, str], finite: bool) -> str | None:
    mark = _MARKS.get(norm)
    if mark is not None:
        return mark
    kind = words.get(norm)
    if kind is None and norm[0] in "وف" and len(norm) > 2:
        kind = words.get(norm[1:])
        if kind is None and finite:
            return "and"
    return kind
