"""Spans of words that may name an actor, from the sequence tagger, each with its chance.

The tagger's own best path is cautious: a name that it half believes is lost. Spans are read from its marginals
instead, with the chance of "no name" discounted; whether an actor that only such spans name is kept is decided
later, when all its mentions are known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import repeat
from typing import NamedTuple

from marsad.models import CrfTagger

DISCOUNT = 0.5  # of the chance that a word is outside any name
STAY = 0.65  # the same where a name has begun: does it go on?
_SURE = 0.97  # outside with this chance: not looked at further
_SLACK = 1e-6  # more than the errors of rounding in sums of chances

Marginal = Callable[[str, int], float]
Kinds = Sequence[tuple[str, str, str]]  # kind, its label for a first word, its label for a later word or ""


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
    unasked = 0.0  # chance in the span of labels that were not asked about
    last = ""  # the kind that the word before is most likely of
    for k, outside in enumerate(map(marginal, repeat("O"), range(len(features)))):
        begin = go_on = rest = 0.0
        mass: dict[str, float] = {}
        if outside < hopeless:
            begin, go_on, rest, mass = _told_apart(marginal, kinds[last], k, outside, outside * discount, outside * stay)
            last = max(mass, key=mass.__getitem__)
        else:
            last = ""
        if first >= 0 and (go_on < begin or go_on < outside * stay):
            out.append(Guess(first, k, _kind(marginal, kinds[""], first, k, votes, unasked), sum(chances) / len(chances)))
            first, chances, votes, unasked = -1, [], {}, 0.0
        if first < 0 and mass and begin >= outside * discount:
            first = k
        if first >= 0:
            chances.append(1.0 - outside)
            unasked += rest
            for kind, p in mass.items():
                votes[kind] = votes.get(kind, 0.0) + p
    if first >= 0:
        end = len(features)
        out.append(Guess(first, end, _kind(marginal, kinds[""], first, end, votes, unasked), sum(chances) / len(chances)))
    return out


def _told_apart(
    marginal: Marginal, kinds: Kinds, k: int, outside: float, enough: float, enough_on: float
) -> tuple[float, float, float, dict[str, float]]:
    """The chances that a name begins at a word and that one goes on, the chance not asked about, and that of each kind asked about: no more
    are asked than settle whether a name begins (from the chance `enough`), whether it goes on (`enough_on`) and which is likelier."""
    begin = go_on = 0.0
    rest = 1.0 - outside
    mass = {}
    for kind, b, i in kinds:
        pb = marginal(b, k)
        pi = marginal(i, k) if i else 0.0
        begin += pb
        go_on += pi
        mass[kind] = both = pb + pi
        rest -= both
        if (begin >= enough or begin + rest < enough) and (go_on >= enough_on or go_on + rest < enough_on) and rest < abs(begin - go_on):
            break
    return begin, go_on, max(rest, 0.0), mass


def _kind(marginal: Marginal, kinds: Kinds, first: int, end: int, votes: dict[str, float], unasked: float) -> str:
    """The likeliest kind of a span by the chances asked about; by all where those not asked about might turn it."""
    best = max(votes, key=votes.__getitem__)
    if votes[best] - max([p for kind, p in votes.items() if kind != best], default=0.0) > unasked + _SLACK:
        return best
    whole = {kind: sum([marginal(b, k) + (marginal(i, k) if i else 0.0) for k in range(first, end)]) for kind, b, i in kinds}
    return max(whole, key=whole.__getitem__)


def chance_at(tagger: CrfTagger, first: int, last: int) -> float:
    """The mean chance that tokens of the sentence looked at last are of some name."""
    return sum(1.0 - tagger.marginal("O", k) for k in range(first, last)) / max(1, last - first)


@lru_cache(maxsize=16)
def _kinds(tagger: CrfTagger) -> dict[str, Kinds]:
    """The kinds that the model knows, in the order in which they are asked after a word of a kind ("" after one of none): that kind first."""
    known = tagger.labels()
    kinds = [(x[2:], x, "I" + x[1:] if "I" + x[1:] in known else "") for x in known if x.startswith("B-")]
    return {last: sorted(kinds, key=lambda x: x[0] != last) for last in ("", *[x[0] for x in kinds])}
