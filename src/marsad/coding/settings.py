"""Settings: where an event happened. The places near a trigger are weighed against one another and against none (codebook, "Events", place).

Learned from hand-coded reports (training/train_event_places.py); without the model `event_places` an event has no place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from marsad.coding.context import Context
from marsad.coding.governors import governed, preposition
from marsad.coding.network_view import NOWHERE, NetworkView
from marsad.coding.setting_sight import About, Named, measured
from marsad.coding.stacked import with_leans
from marsad.coding.triggers import Candidate
from marsad.mentions.types import PlaceMention
from marsad.models.layouts import Layout, Naming, Part, Value, each, names_of

MODEL = "event_places"
NOTE = "settings"  # where a reading keeps what is true of its mentions of places
BIAS_TREES = 0.0  # the same where trees weigh it
BIAS = 0.3  # added to every place's score against "none"; set by cross-validation
_BACK = 2  # sentences back whose places are weighed
_MOST = 3  # of their places
_LATE = -1.6  # log-probability from which a place is weighed that stands near words only that tell the event again; a guess, not tuned


class Target(msgspec.Struct, frozen=True, gc=False):
    """An event to be placed: its trigger, type, evidence (tokens), and the place of the event before it with how many sentences lie between."""

    candidate: Candidate
    type: str
    first: int
    last: int
    before: str | None
    away: int  # -1 where there is no event before
    seen: Mapping[str | None, float]  # what the network says of places, as log-probabilities; of none by `None`
    again: Mapping[str | None, float]  # the same beside words that tell it again


class Setting(msgspec.Struct, frozen=True, gc=False):
    """A place where it may have happened (`None`: no place), with what speaks for it."""

    place: str | None
    parts: list[Part]

    @property
    def features(self) -> list[str]:
        """What speaks for it, by name."""
        return names_of(self.parts)


class _Spot(NamedTuple):
    """What is true of a mention of a place whatever happened there: the preposition before it and before its phrase, the words on either
    side, the number of its clause, how it is part of an actor's name."""

    preposition: str
    chain: str
    previous: str
    following: str
    clause: int
    acts: str


_BASE = Layout(
    each("kind={0}", "{1}&kind={0}", "count={2}/{3}"),  # kind, type, times named, places in the sentence
    each("seen={0}", "seen={0}/{1}", "seen={0}/{2}"),  # what the network says of it, places in the sentence, what it says of none
    each("again={0}", "again={0}/seen={1}"),  # the same of it beside words that tell the event again, and beside its own
)
_HERE = Layout(
    each("rank={0}/{1}", "others={2}/{0}"),  # rank, inside, others
    each("inside={0}/{1}/{2}", "prep={3}", "acts={2}/{3}"),  # inside, crossed, acts, preposition
    each("gap={0}/{1}", "gap={0}/{1}/{2}"),  # side, near, preposition
    each("prev={0}", "prev={0}/{1}"),  # word before, side
    "next={}",
    "chain={}/{}",
    "lemma={}/{}/{}",
)
_CLOSE = (  # of a place of the sentence, each joined with what happened
    ("rank={0}/{1}", "acts={3}/{2}"),  # rank, preposition, side, acts
    ("inside={0}/{2}/{3}", "crossed={1}/{2}/{3}"),  # inside, crossed, side, preposition
)
_EARLIER = ("earlier/{0}/{2}", "earlier/{1}/{2}", "earlier/{0}/{1}/{2}")
_LEAD = ("lead/{0}", "lead/{0}/{1}")
_CHAIN = ("chain/{0}/{1}", "chain/{0}/{2}")
_AGAIN = ("late/{0}", "late/{0}/{1}")
_NONE = Layout(
    each("none", "none/{0}", "none/{0}/here={1}", "none/{0}/chain={2}"),  # type, here, chain
    each("none/here={0}/{1}", "none/{2}/{3}", "none/chain={4}/{3}"),  # here, inside, places before, places here, chain
    "none/{}",
    each("none/seen={0}", "none/{1}/seen={0}"),  # what the network says of none, type
    each("none/again={0}", "none/again={0}/seen={1}"),
)


class _Joined(NamedTuple):
    """Layouts whose features are joined with something, for a place of the sentence, an earlier one, the report's first, that of the event before,
    one that stands near words only that tell the event again."""

    close: Layout
    earlier: Layout
    lead: Layout
    chain: Layout
    late: Layout


@lru_cache(maxsize=1000)
def _joined(own: bool, *with_: str) -> _Joined:
    """The features joined with each of `with_`, and where `own` is set, alone too."""
    heads = [*([""] if own else []), *(f"{_plain(x)}&" for x in with_)]

    def every(*templates: str) -> Naming:
        return each(*(head + t for t in templates for head in heads))

    return _Joined(
        Layout(*(every(*templates) for templates in _CLOSE)), Layout(every(*_EARLIER)), Layout(every(*_LEAD)), Layout(every(*_CHAIN)), Layout(every(*_AGAIN))
    )


def _plain(text: str) -> str:
    """A text as it stands in a template."""
    return text.replace("{", "{{").replace("}", "}}")


def place_of(context: Context, target: Target) -> str | None:
    """The id of the place where an event happened, or `None`."""
    return _chosen(context, target)[0]


def place_reasons(context: Context, target: Target) -> tuple[str | None, list[tuple[str, float]]]:
    """The place that was chosen and the numbers that spoke loudest for or against it, by name, with what each weighs; none without trees."""
    trees, (place, row) = context.reading.models.trees(MODEL), _chosen(context, target)
    return place, [] if trees is None or row is None else trees.reasons(row)


def _chosen(context: Context, target: Target) -> tuple[str | None, list[float] | None]:
    """The place chosen and, where trees chose it, what is seen of it in numbers."""
    model = context.reading.models.linear(MODEL)
    if model is None:
        return None, None
    choices, rows = settings(context, target)
    if len(choices) == 1:
        return None, None
    scores = [model.lean_of(c.parts) for c in choices]
    trees = context.reading.models.trees(MODEL)
    if trees is not None:
        rows = with_leans(rows, [c.place for c in choices[:-1]], scores[:-1], scores[-1])
        scores = trees.leans(rows)
    bias = BIAS if trees is None else BIAS_TREES
    best = max(range(len(scores)), key=lambda k: scores[k] + (bias if choices[k].place else 0.0))
    return choices[best].place, None if trees is None else rows[best]


def settings(context: Context, target: Target) -> tuple[list[Setting], list[list[float]]]:
    """The places of the sentence, the last ones of the two before, the first of the report, that of the event before, those near words that tell
    the event again; and `None`. And what is seen of each in numbers (`setting_sight`)."""
    named, tokens, type_ = context.located, context.tokens, target.type
    document, c = context.reading.document, target.candidate
    s = document.sentences[tokens[c.token].sentence]
    floor = document.sentences[max(0, s.i - _BACK)].first
    start = bisect_left(named, s.first, key=_first)
    here = named[start : bisect_left(named, s.last, key=_first)]
    earlier = named[bisect_left(named, floor, key=_first) : start][-_MOST:]
    kinds, counts = context.place_kinds, context.place_counts
    pos, of_type, any_here = c.forms[0].pos, _joined(False, type_), bool(here)
    found: dict[str, list[Part]] = {}
    about: dict[str, Named] = {}
    nowhere = step(target.seen.get(None))

    def add(p: PlaceMention, value: Sequence[Value], part: int) -> list[Part]:
        key = p.place or ""
        kind = kinds.get(key, "")
        parts = found.get(key)
        if parts is None:
            own = step(target.seen.get(key))
            again = (step(target.again.get(key)), own) if target.again else None
            parts = found[key] = [(_BASE, ((kind, type_, min(counts.get(key, 0), 4), any_here), (own, any_here, nowhere), again))]
            about[key] = Named()
        parts.append((of_type[part], value))
        parts.append((_joined(True, pos, kind)[part], value))
        return parts

    before, spots = sum([p.first < c.token for p in here]), _spots(context)
    for n, p in enumerate(here):
        spot = spots.get(p.first)
        if spot is None:
            spot = spots[p.first] = _spot(context, p)
        close, own = _here(context, target, p, spot, n - before if p.first < c.token else n - before + 1, len(here))
        add(p, close, 0).append((_HERE, own))
        after = p.first >= c.token
        about[p.place or ""].take(
            p.first - c.last if after else c.token - p.last, before=not after, inside=target.first <= p.first < target.last,
            borders=abs(spot.clause - context.clauses.of[c.token]), nearer=n - before if after else before - 1 - n, preposition=spot.preposition, acts=spot.acts,
        )  # fmt: skip
    for n, p in enumerate(reversed(earlier)):
        add(p, ((n, s.i - tokens[p.first].sentence, any_here),), 1)
        about[p.place or ""].earlier = min(about[p.place or ""].earlier, s.i - tokens[p.first].sentence)
    if named and named[0].first < s.first:
        add(named[0], ((any_here, bool(earlier)),), 2)
        about[named[0].place or ""].first = True
    if target.before is not None:
        last = context.first_named.get(target.before)
        if last is not None:
            add(last, ((min(target.away, 2), any_here, target.before in [p.place for p in here]),), 3)
            about[last.place or ""].chained = True
    for key, log in target.again.items():
        if log > _LATE and key is not None and key not in found:
            add(context.first_named[key], ((any_here, nowhere),), 4)
    inside = min(2, sum([target.first <= p.first < target.last for p in here]))
    chain = "first" if target.away < 0 else f"{target.before is None}/{min(target.away, 2)}"
    again_none = (step(target.again.get(None)), nowhere) if target.again else None
    none = (type_, min(len(here), 2), chain), (min(len(here), 3), inside, bool(earlier), any_here, chain), c.forms[0].entry.lemma, (nowhere, type_), again_none
    choices = [*(Setting(key, parts) for key, parts in found.items()), Setting(None, [(_NONE, none)])]
    event = About(c, type_, s.i, len(here), target.away, target.away >= 0 and target.before is None)
    return choices, measured(event, about, kinds, counts, target.seen, target.again)


def step(log: float | None) -> int:
    """A log-probability in steps, 0 to -6; -7 where there is none."""
    return -7 if log is None else max(-6, round(log))


def seen_places(named: Sequence[PlaceMention], view: NetworkView, tokens: Sequence[int]) -> list[dict[str | None, float]]:
    """What the network says of the places near each of some triggers, by place: that of its likeliest mention; of none by `None`. `named`: the
    mentions that have a place, in order."""
    out: list[dict[str | None, float]] = []
    for found in view.settings("place", tokens, [p.first for p in named], [p.last for p in named]):
        by_place: dict[str | None, float] = {None: found.pop(NOWHERE)}
        for k, log in found.items():
            by_place[named[k].place] = max(log, by_place.get(named[k].place, log))
        out.append(by_place)
    return out


def _first(p: PlaceMention) -> int:
    return p.first


def _here(
    context: Context, target: Target, p: PlaceMention, spot: _Spot, rank: int, others: int
) -> tuple[Sequence[Value], Sequence[Value]]:
    """A place of the same sentence: order, preposition, distance, borders, whether in the evidence, whether it acts itself."""
    c, prep, acts = target.candidate, spot.preposition, spot.acts
    side, gap = ("after", p.first - c.last) if p.first >= c.token else ("before", c.token - p.last)
    rank, crossed = max(-3, min(3, rank)), max(-2, min(2, spot.clause - context.clauses.of[c.token]))
    near = "0-2" if gap < 3 else "3-6" if gap < 7 else "7-14" if gap < 15 else "15+"
    inside = target.first <= p.first < target.last
    own = (
        (rank, inside, min(others, 4)), (inside, crossed, acts, prep), (side, near, prep), (spot.previous, side), spot.following,
        (spot.chain, side), (c.forms[0].entry.lemma, side, prep),
    )  # fmt: skip
    return ((rank, prep, side, acts), (inside, crossed, side, prep)), own


def _spots(context: Context) -> dict[int, _Spot]:
    """What is true of the mentions of places asked about so far, by their first tokens."""
    kept = context.reading.notes.get(NOTE)
    if not isinstance(kept, tuple) or kept[0] is not context.mention_at:
        kept = context.reading.notes[NOTE] = context.mention_at, dict[int, _Spot]()
    spots: dict[int, _Spot] = kept[1]
    return spots


def _spot(context: Context, p: PlaceMention) -> _Spot:
    tokens, k = context.tokens, context.mention_at[p.first]
    m = context.mentions[k] if k >= 0 else None
    acts = "no" if m is None else "state" if m.kind == "state" else "part" if m.last - m.first > p.last - p.first else "name"
    previous = tokens[p.first - 1].norm if p.first else "-"
    following = tokens[p.last].norm if p.last < len(tokens) else "-"
    return _Spot(preposition(context, p.first), governed(context, p.first, 0), previous, following, context.clauses.of[p.first], acts)
