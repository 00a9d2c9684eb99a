"""Spans of words that may name an actor, from the sequence tagger, each with its chance.

The tagger's own best path is cautious: a name that it half believes is lost. Spans are read from its marginals
instead, with the chance of "no name" discounted; whether an actor that only such spans name is kept is decided
later, when all its mentions are known.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from marsad.models import CrfTagger

DISCOUNT = 0.4  # of the chance that a word is outside any name
_SURE = 0.97  # outside with this chance: not looked at further


class Guess(NamedTuple):
    """Tokens `first` to `last` (not included) of a sentence, the label without B or I, the mean chance of a name there."""

    first: int
    last: int
    label: str
    chance: float


def guesses(tagger: CrfTagger, features: list[list[str]], *, discount: float = DISCOUNT) -> list[Guess]:
    """The spans of one sentence."""
    if not features:
        return []
    tagger.look(features)
    begins, goes_on = _labels(tagger)
    marginal = tagger.marginal
    out: list[Guess] = []
    first, label, chances = -1, "", [0.0]
    for k in range(len(features)):
        outside = marginal("O", k)
        best, chance = "O", outside * discount
        if outside < _SURE:
            for other in begins:
                if (p := marginal(other, k)) > chance:
                    best, chance = other, p
            if label and marginal(goes_on[label], k) >= chance:
                chances.append(1.0 - outside)
                continue
        if label:
            out.append(Guess(first, k, label, sum(chances) / len(chances)))
            label = ""
        if best != "O":
            first, label, chances = k, best[2:], [1.0 - outside]
    if label:
        out.append(Guess(first, len(features), label, sum(chances) / len(chances)))
    return out


@lru_cache(maxsize=16)
def _labels(tagger: CrfTagger) -> tuple[tuple[str, ...], dict[str, str]]:
    known = tagger.labels()
    begins = tuple(x for x in known if x.startswith("B-"))
    return begins, {x[2:]: ("I" + x[1:] if "I" + x[1:] in known else "O") for x in begins}
