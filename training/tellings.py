"""Which words tell a coded event again: read for training, word by word, by offset (training/coded/README.md).

Of a report in training/coded/tellings.jsonl it is known of every word that may tell an event again whether it does, and which; of others it is
not known of words that the lexicon gives the type of one of its events.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from cases import Case
from own_coding import CODED

TELLINGS = CODED.with_name("tellings.jsonl")
NOBODY, UNKNOWN = -1, -2


@lru_cache(maxsize=1)
def tellings() -> dict[str, list[list[tuple[int, int]]]]:
    """For each report that was read for this the words of each event that is told more than once; the first made it."""
    rows = [json.loads(line) for line in TELLINGS.read_text(encoding="utf-8").splitlines()]
    return {row["id"]: [[(start, end) for start, end in some] for some in row["tellings"]] for row in rows}


def told_again(case: Case, chosen: dict[int, dict[str, Any]]) -> list[int]:
    """For each candidate of a report the one that stands for the event that it tells again: `NOBODY` where it tells none, `UNKNOWN` where nobody
    has read whether it does. `chosen`: the events of the candidates that stand for them."""
    out = [NOBODY] * len(case.candidates)
    known = tellings().get(case.raw["id"])
    if known is None:
        types = {event["type"] for event in chosen.values()}
        return [UNKNOWN if k not in chosen and types.intersection(c.types) else NOBODY for k, c in enumerate(case.candidates)]
    tokens = case.context.tokens
    at = {(tokens[c.token].start, tokens[c.last - 1].end): k for k, c in enumerate(case.candidates)}
    for group in known:
        found = [at[span] for span in group if span in at]
        first = next((k for k in found if k in chosen), None)
        for k in found:
            if k not in chosen:
                out[k] = UNKNOWN if first is None else first
    return out
