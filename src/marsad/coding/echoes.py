"""Words that tell an event again, as the network links them to the word that stands for it (`network_view`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from marsad.coding.network_view import Seen
from marsad.coding.triggers import Candidate

Key = TypeVar("Key")

SURE = 0.3  # chance from which a word is heard as telling an event again; a guess, not tuned
_MOST = 4  # words that are heard; more are rare


class Echoes:
    """The words of a report that tell each of its events again."""

    __slots__ = ("_counts", "_told")

    def __init__(self, seen: Sequence[Seen]) -> None:
        self._counts: defaultdict[int, float] = defaultdict(float)
        self._told: defaultdict[int, list[tuple[float, Candidate]]] = defaultdict(list)
        for s in seen:
            if s.of.token != s.candidate.token:
                self._counts[s.of.token] += s.again
                if s.again >= SURE:
                    self._told[s.of.token].append((s.again, s.candidate))

    def count(self, c: Candidate) -> float:
        """How many words are likely to tell the event of a candidate again."""
        return self._counts.get(c.token, 0.0)

    def of(self, c: Candidate) -> list[Candidate]:
        """The words that tell the event of a candidate again, the likeliest first."""
        some = self._told.get(c.token, ())
        return [candidate for _, candidate in sorted(some, key=lambda x: (-x[0], x[1].token))[:_MOST]]


def heard(told: Sequence[Sequence[int]], ask: Callable[[list[int]], Sequence[Mapping[Key, float]]]) -> list[dict[Key, float]]:
    """For each of some events what is said beside the words (tokens) that tell it again: of each thing, the most that is said beside any of them.
    `ask` says it for words."""
    found = iter(ask([token for some in told for token in some]))
    out: list[dict[Key, float]] = []
    for some in told:
        best: dict[Key, float] = {}
        for _ in some:
            said = next(found)
            for key, log in said.items() if len(said) > 1 else ():  # one that has nothing but none to say says nothing
                best[key] = max(log, best.get(key, log))
        out.append(best)
    return out
