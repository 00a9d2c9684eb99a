"""Spans of words that may name an actor, from the sequence tagger, each with its chance.

The tagger's own best path is cautious: a name that it half believes is lost. Spans are read from its marginals
instead, with the chance of "no name" discounted; whether an actor that only such spans name is kept is decided
later, when all its mentions are known.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

from marsad.models import CrfTagger

DISCOUNT = 0.5  # of the chance that a word is outside any name
STAY = 0.65  # the same where a name has begun: does it go on?
_SURE = 0.97  # outside with this chance: not looked at further
_REST = 0.01  # chance of the labels not yet asked about below which they are let be, if they cannot turn anything
_SLACK = 1e-6  # more than the errors of rounding in sums of chances


class Guess(NamedTuple):
    """Tokens `first` to `last` (not included) of a sentence, the label without B or I, the mean chance of a name there."""

    first: int
    last: int
    label: str
    chance: float


def guesses(tagger: CrfTagger, features: list[list[bytes]], *, discount: float = DISCOUNT, stay: float = STAY) -> list[Guess]:
    """The spans of one sentence. A span begins and goes on by the chances of all labels together; then the label that
    has most of them names its kind."""
    if not features:
        return []
    tagger.look(features)
    kinds = _kinds(tagger)
    marginal = tagger.marginal
    # where the chances of all labels together are too few to begin a name or to go on with one, they need not be told apart
    hopeless = min(_SURE, 1 / (1 + min(discount, stay)) + _SLACK)
    out: list[Guess] = []
    first = -1
    chances: list[float] = []
    votes: dict[str, float] = {}
    last = ""  # the kind that the word before is most likely of
    for k, outside in enumerate(map(marginal, repeat("O"), range(len(features)))):
        if outside >= hopeless:
            if first >= 0:
                out.append(Guess(first, k, max(votes, key=votes.__getitem__), sum(chances) / len(chances)))
                first, chances, votes = -1, [], {}
            last = ""
            continue
        begin = go_on = 0.0
        mass: dict[str, float] = {}
        rest = 1.0 - outside
        for kind, b, i in kinds[last]:
            pb = marginal(b, k)
            pi = marginal(i, k) if i else 0.0
            begin += pb
            go_on += pi
            mass[kind] = both = pb + pi
            rest -= both
            if rest < _REST and min(abs(begin - go_on), abs(begin - outside * discount), abs(go_on - outside * stay)) > rest:
                break
        last = max(mass, key=mass.__getitem__)
        if first >= 0 and (go_on < begin or go_on < outside * stay):
            out.append(Guess(first, k, max(votes, key=votes.__getitem__), sum(chances) / len(chances)))
            first, chances, votes = -1, [], {}
        if first < 0 and begin >= outside * discount:
            first = k
        if first >= 0:
            chances.append(1.0 - outside)
            for kind, p in mass.items():
                votes[kind] = votes.get(kind, 0.0) + p
    if first >= 0:
        out.append(Guess(first, len(features), max(votes, key=votes.__getitem__), sum(chances) / len(chances)))
    return out


def chance_at(tagger: CrfTagger, first: int, last: int) -> float:
    """The mean chance that tokens of the sentence looked at last are of some name."""
    return sum(1.0 - tagger.marginal("O", k) for k in range(first, last)) / max(1, last - first)


@lru_cache(maxsize=16)
def _kinds(tagger: CrfTagger) -> dict[str, list[tuple[str, str, str]]]:
    """(kind, its label for a first word, its label for a later word or "") of each kind that the model knows, in the order in which they
    are asked after a word of a kind ("" after one of none): that kind first."""
    known = tagger.labels()
    all_ = [(x[2:], x, "I" + x[1:] if "I" + x[1:] in known else "") for x in known if x.startswith("B-")]
    return {last: sorted(all_, key=lambda x: x[0] != last) for last in ("", *[x[0] for x in all_])}
