"""Who fills a role, when all who may are known: each is weighed beside the others.

The network looks at one name at a time; the model `role_choice` at how sure it was of each, so that a likelier actor leaves less room
for another, and a name joined by "and" to one that has a role shares it. Trees, `role_does` and `role_suffers`, weigh what it says with what
is seen in numbers (`choice_sight`). Rules: codebook, "Events" (actors, recipients).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from marsad.coding.choice_sight import Chance, measured, with_leans
from marsad.coding.context import Context
from marsad.coding.echoes import Echoes
from marsad.coding.governors import preposition
from marsad.coding.network_view import NetworkView
from marsad.coding.provisional import is_unnamed
from marsad.coding.roles import Pair, far_pairs, near_pairs, sight_of
from marsad.coding.triggers import Candidate
from marsad.mentions.types import ActorMention
from marsad.models import LinearModel, Models
from marsad.models.layouts import Layout, Naming, Part, each, names_of
from marsad.models.linear import logit
from marsad.models.trees import Trees
from marsad.records import EventType

MODEL, DOES, SUFFERS = "role_choice", "role_does", "role_suffers"
ACTOR_SURE = 0.44  # chance from which one is said to have done it, or to have suffered it; set by cross-validation
RECIPIENT_SURE = 0.38
UNNAMED_SURE = 0.2  # the same of a group that only a count names: the codebook wants victims, named or not, where coders often leave them out
_LEAST, _LEAST_UNNAMED = 0.1, 0.05  # chance of a role under which nobody is looked at again
_NEVER, _CLIP = 1e-4, 60.0
_JOINED = 2  # tokens between two names joined by "and"


def chances(context: Context, view: NetworkView, events: Sequence[tuple[Candidate, EventType]], echoes: Echoes) -> list[list[Chance]]:
    """For each of some events every actor that may have a part in it once, by its likeliest mention; those of other sentences only where
    those of its own leave a role open; and those near words that tell it again."""
    sights = [sight_of(context, c, type_) for c, type_ in events]
    best: list[dict[str, Chance]] = [{} for _ in events]
    waiting: Sequence[int] = range(len(events))
    for looked_up in (near_pairs, far_pairs):
        found = [(n, p) for n in waiting for p in looked_up(context, sights[n]) if context.mentions[p.mention].actor is not None]
        for (n, pair), (does, suffers) in zip(found, view.parts([p for _, p in found]), strict=True):
            _weigh(context, pair, does, suffers, best[n])
        waiting = [n for n in waiting if not _settled(best[n].values())]
    again = _told_again(context, view, events, echoes)
    return [[*(_with(x, more.get(x.actor)) for x in some.values()), *(x for a, x in more.items() if a not in some)] for some, more in zip(best, again, strict=True)]


def _told_again(context: Context, view: NetworkView, events: Sequence[tuple[Candidate, EventType]], echoes: Echoes) -> list[dict[str, Chance]]:
    """For each event the actors near words that tell it again, as if these stood for it, and as if they were named near those only."""
    sights = [(n, sight_of(context, c, type_)) for n, (event, type_) in enumerate(events) for c in echoes.of(event)]
    found = [(n, p) for n, sight in sights for p in near_pairs(context, sight) if context.mentions[p.mention].actor is not None]
    best: list[dict[str, Chance]] = [{} for _ in events]
    for (n, pair), (does, suffers) in zip(found, view.parts([p for _, p in found]), strict=True):
        _weigh(context, pair, does, suffers, best[n])
    return [{a: _late(context, c, x) for a, x in some.items()} for (c, _), some in zip(events, best, strict=True)]


def _with(x: Chance, again: Chance | None) -> Chance:
    return x if again is None else Chance(x.actor, x.mention, x.does, x.suffers, x.far, again.does, again.suffers)


def _late(context: Context, c: Candidate, x: Chance) -> Chance:
    far = context.tokens[context.mentions[x.mention].first].sentence != context.tokens[c.token].sentence
    return Chance(x.actor, x.mention, x.does, x.suffers, far, x.does, x.suffers, True)


def _settled(found: Collection[Chance]) -> bool:
    """Whether both roles are filled."""
    return any(x.does >= ACTOR_SURE for x in found) and any(x.suffers >= RECIPIENT_SURE for x in found)


def _weigh(context: Context, pair: Pair, a: float, r: float, best: dict[str, Chance]) -> None:
    actor = context.mentions[pair.mention].actor
    assert actor is not None
    old = best.get(actor)
    if old is None or max(a, r) > max(old.does, old.suffers):
        best[actor] = Chance(actor, pair.mention, a, r, pair.far)


class Chooser(NamedTuple):
    """The models that choose who fills a role; each does without those behind it."""

    words: LinearModel | None
    does: Trees | None
    suffers: Trees | None

    @classmethod
    def of(cls, models: Models) -> Chooser:
        """Those of a folder."""
        return cls(models.linear(MODEL), models.trees(DOES), models.trees(SUFFERS))

    def reasons(self, x: Weighed) -> list[tuple[str, float]]:
        """The numbers that spoke loudest for or against the likelier part of one, by name, with what each weighs."""
        trees = self.does if x.does >= x.suffers else self.suffers
        return [] if trees is None or x.numbers is None else trees.reasons(x.numbers)


class Weighed(NamedTuple):
    """One who may have a part: the chances of both when all who may are known, and the numbers that trees weighed, if they were asked."""

    chance: Chance
    does: float
    suffers: float
    numbers: list[float] | None


Chosen = tuple[list[Chance], list[Chance]]


def choose(context: Context, events: Sequence[tuple[Candidate, EventType]], found: Sequence[Sequence[Chance]], by: Chooser) -> list[Chosen]:
    """For each of some events those who did it and those to whom it was done."""
    return [([x.chance for x in some if did(x)], [x.chance for x in some if suffered(x)]) for some in weigh(context, events, found, by)]


def did(x: Weighed) -> bool:
    """Whether one is said to have done it."""
    return x.does >= ACTOR_SURE and x.does >= x.suffers


def suffered(x: Weighed) -> bool:
    """Whether it is said to have been done to one."""
    return x.suffers >= (UNNAMED_SURE if is_unnamed(x.chance.actor) else RECIPIENT_SURE) and x.suffers > x.does


def weigh(context: Context, events: Sequence[tuple[Candidate, EventType]], found: Sequence[Sequence[Chance]], by: Chooser) -> list[list[Weighed]]:
    """For each of some events those who are likely enough to have a part, each weighed beside the others."""
    if by.words is None:
        return [[Weighed(c, c.does, c.suffers, None) for c in some] for some in found]
    weighed: list[list[Weighed]] = []
    for (c, type_), some in zip(events, found, strict=True):
        likely = likely_ones(some)
        pairs = [by.words.pair_of(parts) for parts in _choices(context, type_, some, likely)]
        leans = [leans_of(*pair) for pair in pairs]
        rows: Sequence[list[float] | None] = [None] * len(likely)
        if by.does is not None and by.suffers is not None:
            rows = [with_leans(row, leans, k) for k, row in enumerate(numbers_of(context, c, type_, [some[k] for k in likely]))]
        weighed.append([Weighed(some[k], *pair, row) for k, pair, row in zip(likely, pairs, rows, strict=True)])
    if by.does is None or by.suffers is None:
        return weighed
    numbers = [x.numbers for some in weighed for x in some if x.numbers is not None]
    odds = iter(list(zip(map(_chance, by.does.leans(numbers)), map(_chance, by.suffers.leans(numbers)), strict=True)))
    return [[Weighed(x.chance, *next(odds), x.numbers) for x in some] for some in weighed]


def likely_ones(found: Sequence[Chance]) -> list[int]:
    """Which of those who may have a part are looked at again."""
    return [k for k, c in enumerate(found) if max(c.does, c.suffers, c.does_again, c.suffers_again) >= (_LEAST_UNNAMED if is_unnamed(c.actor) else _LEAST)]


def numbers_of(context: Context, c: Candidate, type_: str, some: Sequence[Chance]) -> list[list[float]]:
    """What is seen of those who are likely enough in numbers (`choice_sight`)."""
    mentions = [context.mentions[x.mention] for x in some]
    by_and = [preposition(context, m.phrase_first) == "و" for m in mentions]
    joined = [_joined(mentions, by_and, k) for k in range(len(some))]
    return measured(context, c, type_, mentions, some, joined)


def leans_of(does: float, suffers: float) -> tuple[float, float]:
    """The chances of both parts as log odds against neither."""
    neither = max(1 - does - suffers, _NEVER)
    return math.log(max(does, _NEVER) / neither), math.log(max(suffers, _NEVER) / neither)


def _chance(lean: float) -> float:
    return 1 / (1 + math.exp(-max(-_CLIP, min(_CLIP, lean))))


def choice_features(context: Context, type_: EventType, found: Sequence[Chance]) -> list[list[str]]:
    """The features of each, in order, by name."""
    return [names_of(parts) for parts in _choices(context, type_, found, range(len(found)))]


def _choices(context: Context, type_: EventType, found: Sequence[Chance], which: Iterable[int]) -> Iterator[tuple[Part, Part]]:
    """What is seen of each of `which` beside the others."""
    bins = [(_bin(c.does), _bin(c.suffers)) for c in found]
    mentions = [context.mentions[c.mention] for c in found]
    joined = [preposition(context, m.phrase_first) == "و" for m in mentions]
    near = min(sum(not c.far for c in found), 4)
    by_type = _by_type(type_)
    for k in which:
        c, (a, r) = found[k], bins[k]
        best_a = best_r = -9
        rank_a = rank_r = 0
        for j, (other_a, other_r) in enumerate(bins):
            if j != k:
                best_a, best_r = max(best_a, other_a), max(best_r, other_r)
                rank_a, rank_r = rank_a + (other_a > a), rank_r + (other_r > r)
        kind = context.kinds.get(c.actor, "other")
        beside = [(*bins[j], a, r) if j is not None else None for j in _joined(mentions, joined, k)]
        rank_a, rank_r = min(rank_a, 3), min(rank_r, 3)
        again = _bin(c.does_again), _bin(c.suffers_again), a, r, c.late
        plain = ((a, r, c.far), again, (best_a, a, r), (best_r, r), rank_a, rank_r, (kind, a, r), (near, c.far), (best_a, best_r, c.far), *beside)
        yield (_PLAIN, plain), (by_type, ((a, r), (best_a, rank_a), (best_r, rank_r), kind))


def _bin(chance: float) -> int:
    return max(-4, min(4, round(logit(chance))))


def _joined(mentions: Sequence[ActorMention], joined: Sequence[bool], k: int) -> tuple[int | None, int | None]:
    """The one before the `k`th and the one after it that are joined to it by "and"."""
    m = mentions[k]
    before = after = None
    if joined[k]:
        before = next((j for j, n in enumerate(mentions) if j != k and 0 <= m.phrase_first - n.phrase_last <= _JOINED), None)
    if any(joined):
        after = next((j for j, n in enumerate(mentions) if j != k and joined[j] and 0 <= n.phrase_first - m.phrase_last <= _JOINED), None)
    return before, after


def _beside(side: str) -> Naming:
    return each(f"joined {side}/a={{0}}", f"joined {side}/r={{1}}", f"joined {side}/a={{0}}/a={{2}}", f"joined {side}/r={{1}}/r={{3}}")


_PLAIN = Layout(
    each("a={0}", "r={1}", "a={0}/r={1}", "far={2}/a={0}", "far={2}/r={1}"),
    each("again_a={0}", "again_r={1}", "again_a={0}/a={2}", "again_r={1}/r={3}", "late={4}/a={2}", "late={4}/r={3}"),
    each("best_a={0}/a={1}", "best_a={0}/r={2}"), "best_r={}/r={}", "rank_a={}", "rank_r={}",
    each("{0}/a={1}", "{0}/r={2}"), "near={}/far={}",
    each("far={2}/best_a={0}", "far={2}/best_r={1}"), _beside("before"), _beside("after"),
)  # fmt: skip


@lru_cache(maxsize=32)
def _by_type(type_: str) -> Layout:
    """What is joined with the type of the event."""
    return Layout(
        each(f"{type_}/a={{0}}", f"{type_}/r={{1}}"),
        lambda x: [f"{type_}/rank_a={x[1]}", f"{type_}/best_a={x[0]}/rank_a={min(x[1], 2)}"],
        lambda x: [f"{type_}/rank_r={x[1]}", f"{type_}/best_r={x[0]}/rank_r={min(x[1], 2)}"],
        f"{type_}/{{}}",
    )
