"""Who fills a role, when all who may are known: each is weighed beside the others.

The model `roles` looks at one name at a time; the model `role_choice` at how sure it was of each, so that a likelier actor leaves less room
for another, and a name joined by "and" to one that has a role shares it. Rules: codebook, "Events" (actors, recipients).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from marsad.coding.context import Context
from marsad.coding.roles import Pair, far_pairs, near_pairs, preposition
from marsad.coding.triggers import Candidate
from marsad.models import LinearModel
from marsad.models.linear import logit
from marsad.records import EventType

MODEL = "role_choice"
ROLE_SURE = 0.42
_LEAST = 0.1  # chance of a role under which nobody is looked at again
_JOINED = 2  # tokens between two names joined by "and"


class Chance(msgspec.Struct, frozen=True, gc=False):
    """An actor with its likeliest mention: the chances that it did it, and that it was done to it."""

    actor: str
    mention: int
    does: float
    suffers: float
    far: bool


def chances(context: Context, c: Candidate, type_: EventType, model: LinearModel) -> list[Chance]:
    """Each actor that may have a part in an event once, by its likeliest mention; those of other sentences only where those of its own
    leave a role open."""
    best: dict[str, Chance] = {}
    _weigh(context, model, near_pairs(context, c, type_), best)
    if not (any(x.does >= ROLE_SURE for x in best.values()) and any(x.suffers >= ROLE_SURE for x in best.values())):
        _weigh(context, model, far_pairs(context, c, type_), best)
    return list(best.values())


def _weigh(context: Context, model: LinearModel, pairs: Sequence[Pair], best: dict[str, Chance]) -> None:
    for pair in pairs:
        actor = context.mentions[pair.mention].actor
        if actor is None:
            continue
        scores = model.scores(pair.features)
        a, r = scores["actor"], scores["recipient"]
        old = best.get(actor)
        if old is None or max(a, r) > max(old.does, old.suffers):
            best[actor] = Chance(actor, pair.mention, a, r, pair.features[0].startswith("far"))


def choose(context: Context, type_: EventType, found: Sequence[Chance], model: LinearModel | None) -> tuple[list[Chance], list[Chance]]:
    """Those who did it and those to whom it was done."""
    if model is None:
        judged = [(c, c.does, c.suffers) for c in found]
    else:
        likely = [k for k, c in enumerate(found) if max(c.does, c.suffers) >= _LEAST]
        scores = [model.scores(f) for f in choice_features(context, type_, found, likely)]
        judged = [(found[k], s["actor"], s["recipient"]) for k, s in zip(likely, scores, strict=True)]
    return [c for c, a, r in judged if a >= ROLE_SURE and a >= r], [c for c, a, r in judged if r >= ROLE_SURE and r > a]


def choice_features(context: Context, type_: EventType, found: Sequence[Chance], which: Iterable[int] | None = None) -> list[list[str]]:
    """The features of each, or of `which`, in order."""
    bins = [(_bin(c.does), _bin(c.suffers)) for c in found]
    return [_features(context, type_, found, bins, k) for k in (range(len(found)) if which is None else which)]


def _bin(chance: float) -> int:
    return max(-4, min(4, round(logit(chance))))


def _features(context: Context, type_: EventType, found: Sequence[Chance], bins: Sequence[tuple[int, int]], k: int) -> list[str]:
    c, (a, r) = found[k], bins[k]
    others = [b for j, b in enumerate(bins) if j != k]
    best_a, best_r = max((b[0] for b in others), default=-9), max((b[1] for b in others), default=-9)
    rank_a, rank_r = sum(b[0] > a for b in others), sum(b[1] > r for b in others)
    near = sum(not o.far for o in found)
    kind = context.kinds.get(c.actor, "other")
    out = [
        f"a={a}", f"r={r}", f"a={a}/r={r}", f"{type_}/a={a}", f"{type_}/r={r}", f"far={c.far}/a={a}", f"far={c.far}/r={r}", f"best_a={best_a}/a={a}",
        f"best_r={best_r}/r={r}", f"best_a={best_a}/r={r}", f"rank_a={min(rank_a, 3)}", f"rank_r={min(rank_r, 3)}", f"{type_}/rank_a={min(rank_a, 3)}",
        f"{type_}/rank_r={min(rank_r, 3)}", f"{type_}/{kind}", f"{kind}/a={a}", f"{kind}/r={r}", f"near={min(near, 4)}/far={c.far}",
        f"far={c.far}/best_a={best_a}", f"far={c.far}/best_r={best_r}", f"{type_}/best_a={best_a}/rank_a={min(rank_a, 2)}",
        f"{type_}/best_r={best_r}/rank_r={min(rank_r, 2)}",
    ]  # fmt: skip
    for side, j in (("before", _joined(context, found, k, -1)), ("after", _joined(context, found, k, 1))):
        if j is not None:
            out += [f"joined {side}/a={bins[j][0]}", f"joined {side}/r={bins[j][1]}", f"joined {side}/a={bins[j][0]}/a={a}", f"joined {side}/r={bins[j][1]}/r={r}"]
    return out


def _joined(context: Context, found: Sequence[Chance], k: int, step: int) -> int | None:
    """The one that is joined by "and" to the `k`th, before it or after it."""
    m = context.mentions[found[k].mention]
    for j, o in enumerate(found):
        n = context.mentions[o.mention]
        first, second = (n, m) if step < 0 else (m, n)
        if j != k and 0 <= second.phrase_first - first.phrase_last <= _JOINED and preposition(context, second.phrase_first) == "و":
            return j
    return None
