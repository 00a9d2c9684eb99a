"""Evidence: the shortest run of clauses that shows an event with those who took part (codebook, "The unit")."""

from __future__ import annotations

from collections.abc import Iterable

from marsad.coding.context import Context
from marsad.coding.triggers import Candidate

_SHORT = 4  # a clause of fewer tokens shows nothing on its own
_LONG = 40


def evidence_tokens(context: Context, c: Candidate, mentions: Iterable[int]) -> tuple[int, int]:
    """First token and token past the last."""
    tokens, clauses = context.tokens, context.clauses
    sentence = context.reading.document.sentences[tokens[c.token].sentence]
    first, last = clauses.spans[clauses.of[c.token]]
    last = max(last, c.last)
    for k in mentions:
        m = context.mentions[k]
        if sentence.first <= m.first < sentence.last and abs(m.first - c.token) < _LONG // 2:
            first, last = min(first, m.phrase_first), max(last, m.phrase_last)
    number = clauses.of[c.token]
    while last - first < _SHORT and number + 1 < len(clauses.spans) and clauses.spans[number + 1][0] < sentence.last:
        number += 1
        last = max(last, clauses.spans[number][1])
    first, last = max(first, c.token - _LONG), min(last, c.last + _LONG, sentence.last)
    while first < c.token and tokens[first].kind == "punct":
        first += 1
    while last > c.last and tokens[last - 1].kind == "punct":
        last -= 1
    return first, last
