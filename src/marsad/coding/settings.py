"""Settings: where an event happened. The places near a trigger are weighed against one another and against none (codebook, "Events", place).

Learned from hand-coded reports (training/train_events.py); without the model `event_places` an event has no place.
"""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from marsad.coding.context import Context
from marsad.coding.governors import governed, preposition
from marsad.coding.triggers import Candidate
from marsad.mentions.types import PlaceMention

MODEL = "event_places"
BIAS = 0.6  # added to every place's score against "none"; set by cross-validation
_BACK = 2  # sentences back whose places are weighed
_MOST = 3  # of their places


class Target(msgspec.Struct, frozen=True, gc=False):
    """An event to be placed: its trigger, type, evidence (tokens), and the place of the event before it with how many sentences lie between."""

    candidate: Candidate
    type: str
    first: int
    last: int
    before: str | None
    away: int  # -1 where there is no event before


class Setting(msgspec.Struct, frozen=True, gc=False):
    """A place where it may have happened (`None`: no place), with what speaks for it."""

    place: str | None
    features: list[str]


def place_of(context: Context, target: Target) -> str | None:
    """The id of the place where an event happened, or `None`."""
    model = context.reading.models.linear(MODEL)
    if model is None:
        return None
    choices = settings(context, target)
    scores = [model.lean(c.features) + (BIAS if c.place else 0.0) for c in choices]
    return choices[max(range(len(scores)), key=scores.__getitem__)].place


def settings(context: Context, target: Target) -> list[Setting]:
    """The places of the sentence, the last ones of the two before, the first of the report, that of the event before; and `None`."""
    named = context.located
    document, c = context.reading.document, target.candidate
    s = document.sentences[context.tokens[c.token].sentence]
    floor = document.sentences[max(0, s.i - _BACK)].first
    start = bisect_left(named, s.first, key=_first)
    here = named[start : bisect_left(named, s.last, key=_first)]
    earlier = named[bisect_left(named, floor, key=_first) : start][-_MOST:]
    kinds, counts = context.place_kinds, context.place_counts
    shared = (target.type, c.forms[0].pos)
    found: dict[str, list[str]] = {}

    def add(p: PlaceMention, features: list[str]) -> None:
        key = p.place or ""
        kind = kinds.get(key, "")
        if key not in found:
            found[key] = [f"kind={kind}", f"{target.type}&kind={kind}", f"count={min(counts.get(key, 0), 4)}/{bool(here)}"]
        found[key] += [*features, *(f"{x}&{f}" for f in features[:4] for x in (*shared, kind))]

    before = [p for p in here if p.first < c.token]
    for n, p in enumerate(here):
        add(p, _here(context, target, p, n - len(before) if p.first < c.token else n - len(before) + 1, len(here)))
    for n, p in enumerate(reversed(earlier)):
        away = s.i - context.tokens[p.first].sentence
        add(p, [f"earlier/{n}/{bool(here)}", f"earlier/{away}/{bool(here)}", f"earlier/{n}/{away}/{bool(here)}"])
    if named and named[0].first < s.first:
        add(named[0], [f"lead/{bool(here)}", f"lead/{bool(here)}/{bool(earlier)}"])
    if target.before is not None:
        last = context.first_named.get(target.before)
        if last is not None:
            add(last, [f"chain/{min(target.away, 2)}/{bool(here)}", f"chain/{min(target.away, 2)}/{target.before in {p.place for p in here}}"])
    inside = min(2, sum(target.first <= p.first < target.last for p in here))
    chain = "first" if target.away < 0 else f"{target.before is None}/{min(target.away, 2)}"
    none = [
        "none", f"none/{target.type}", f"none/{target.type}/here={min(len(here), 2)}", f"none/here={min(len(here), 3)}/{inside}", f"none/{bool(earlier)}/{bool(here)}",
        f"none/chain={chain}/{bool(here)}", f"none/{target.type}/chain={chain}", f"none/{c.forms[0].entry.lemma}",
    ]  # fmt: skip
    return [*(Setting(key, features) for key, features in found.items()), Setting(None, none)]


def _first(p: PlaceMention) -> int:
    return p.first


def _here(context: Context, target: Target, p: PlaceMention, rank: int, others: int) -> list[str]:
    """A place of the same sentence: order, preposition, distance, borders, whether in the evidence, whether it acts itself."""
    tokens, clauses, c = context.tokens, context.clauses, target.candidate
    prep = preposition(context, p.first)
    side = "after" if p.first >= c.token else "before"
    rank, crossed = max(-3, min(3, rank)), max(-2, min(2, clauses.of[p.first] - clauses.of[c.token]))
    gap = p.first - c.last if side == "after" else c.token - p.last
    near = "0-2" if gap < 3 else "3-6" if gap < 7 else "7-14" if gap < 15 else "15+"
    inside = target.first <= p.first < target.last
    k = context.mention_at[p.first]
    acts = "no" if k < 0 else "state" if context.mentions[k].kind == "state" else "part" if context.mentions[k].last - context.mentions[k].first > p.last - p.first else "name"
    previous = tokens[p.first - 1].norm if p.first else "-"
    following = tokens[p.last].norm if p.last < len(tokens) else "-"
    return [
        f"rank={rank}/{prep}", f"inside={inside}/{side}/{prep}", f"crossed={crossed}/{side}/{prep}", f"acts={acts}/{side}", f"rank={rank}/{inside}", f"prep={prep}",
        f"gap={side}/{near}", f"gap={side}/{near}/{prep}", f"prev={previous}", f"prev={previous}/{side}", f"next={following}", f"others={min(others, 4)}/{rank}",
        f"acts={acts}/{prep}", f"chain={governed(context, p.first, 0)}/{side}", f"lemma={c.forms[0].entry.lemma}/{side}/{prep}", f"inside={inside}/{crossed}/{acts}",
    ]  # fmt: skip
