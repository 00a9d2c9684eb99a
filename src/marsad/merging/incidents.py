"""Incidents: events of different reports that are one happening, each member with the reasons for it."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from marsad.merging.blocks import candidates
from marsad.merging.clustering import Pair, cluster
from marsad.merging.constraints import Constraints
from marsad.merging.happenings import Happening
from marsad.merging.rarity import Rarity
from marsad.merging.sameness import MOST_BETTER, Sameness, Sign, likeness, log_odds
from marsad.merging.story import Stories, sigmoid
from marsad.merging.told import place_key
from marsad.records import EventType, Place

THRESHOLD = 0.5  # mean chance that two events are one, over all pairs between two groups, from which these are joined
_HOPELESS = -4.0  # log-odds below which a pair is as good as none
_FINE = {"exact": 1.2, "city": 1.1, "admin1": 0.8, "country": 0.3}  # what a place counts for by how exactly it is known
_SURE = 0.99  # no number of reports makes it certain that something happened
T = TypeVar("T", bound=Hashable)


class Why(msgspec.Struct, frozen=True):
    """What speaks for a member (weight above 0) or against it, in words; weights are log-odds."""

    what: str
    weight: float


class Judged:
    """How surely two events are one happening (`score`), and why: by signs, which are only put into words where somebody asks."""

    __slots__ = ("_signs", "_why", "score")

    def __init__(self, score: float, signs: Sequence[Sign] = (), why: tuple[Why, ...] | None = None) -> None:
        self.score, self._signs, self._why = score, signs, why

    @property
    def why(self) -> tuple[Why, ...]:
        """What speaks for and against, what weighs most first."""
        if self._why is None:
            self._why = tuple(Why(r.what, round(r.weight, 2)) for r in likeness(self._signs).reasons)
        return self._why


Pairs = dict[Pair, Judged]


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """An event of a report: `name` is report/record. `likeness` is how surely it is one with the others (mean chance), `nearest` the member
    that it is most like, and `why` what makes it so. `copy_of` is the first report of those whose text is the same."""

    name: str
    report: int
    record: str
    id: str | None
    outlet: str
    published: dt.date | None
    type: EventType
    mode: str | None
    status: str
    words: str
    confidence: float
    likeness: float | None = None
    nearest: str | None = None
    why: tuple[Why, ...] = ()
    copy_of: int | None = None
    decisions: tuple[int, ...] = ()


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """The place of an incident, as the best of its members tells it."""

    name: str
    name_en: str | None
    country: str | None
    geonames: int | None
    lat: float | None
    lon: float | None
    precision: str | None


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """One happening as all its reports tell it. `name` is its first member's and, like every member's, stands for it anywhere.

    `sources` counts reports, near-copies once. `cohesion` is how surely the members are one (mean chance over their pairs), `confidence`
    the chance that it was reported at all, from the sources taken as independent. `status` is `disputed` where members disagree.
    """

    name: str
    type: EventType
    mode: str | None
    status: str
    first: dt.date | None
    last: dt.date | None
    dated: bool
    where: Where | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reports: int
    sources: int
    cohesion: float | None
    confidence: float
    members: tuple[Member, ...]


def compare(events: Sequence[Happening], stories: Stories, told_as_one: Iterable[tuple[int, int]]) -> Pairs:
    """How surely events are one happening, for every pair worth comparing."""
    sameness = Sameness(stories, Rarity(event.parties for event in events))
    signs = {pair: sameness.signs(events[pair[0]], events[pair[1]]) for pair in candidates(events, told_as_one, stories.rarity)}
    odds = {pair: log_odds(found) for pair, found in signs.items()}
    partners: dict[tuple[int, int], list[int]] = defaultdict(list)
    for a, b in odds:
        if events[a].index != events[b].index:
            partners[a, events[b].index].append(b)
            partners[b, events[a].index].append(a)

    def better(a: int, b: int) -> float:
        """By how much another event of b's report, one that is not like b, is more like a."""
        rivals = (n for n in partners[a, events[b].index] if n != b and odds.get(_ordered(n, b), -1.0) < 0)
        return max((odds[_ordered(a, n)] for n in rivals), default=-math.inf) - odds[_ordered(a, b)]

    out: Pairs = {}
    for (a, b), found in signs.items():
        if odds[a, b] < _HOPELESS:
            continue
        if events[a].index != events[b].index and (by := max(better(a, b), better(b, a))) > 0:
            found.append(Sign("better partner", min(MOST_BETTER, by), lambda: "another event of one of the reports is more like it"))
        out[a, b] = Judged(sigmoid(log_odds(found)), found)
    return out


def group(events: Sequence[Happening], pairs: Pairs, asked: Constraints) -> list[list[int]]:
    """Which events are one happening: groups of places in `events`."""
    scores = {pair: like.score for pair, like in pairs.items()}
    return cluster(len(events), scores, threshold=THRESHOLD, together=asked.together, apart=asked.apart)


def in_order(members: Iterable[int], events: Sequence[Happening]) -> list[int]:
    """The members of an incident in the order in which it tells them: by report and record."""
    return sorted(members, key=lambda n: (events[n].told.number, len(events[n].event.id), events[n].event.id))


def describe(members: Sequence[int], events: Sequence[Happening], pairs: Pairs, asked: Constraints, copy_of: Mapping[int, int]) -> Incident:
    """The incident of these events. `copy_of` gives for a report (its place among those compared) the first of its copies."""
    ordered = in_order(members, events)
    told = [events[n] for n in ordered]
    kind = _most((e.event.type, e.event.confidence) for e in told)
    mode = _most((e.event.mode, e.event.confidence) for e in told if e.event.type == kind and e.event.mode is not None)
    first, last, dated = _period(told)
    statuses = {e.event.status for e in told}
    scores = [like.score for n, a in enumerate(ordered) for b in ordered[n + 1 :] if (like := _pair(pairs, a, b))]
    count = len(ordered) * (len(ordered) - 1) // 2
    return Incident(
        name=told[0].member,
        type=kind or told[0].event.type,
        mode=mode,
        status=next(iter(statuses)) if len(statuses) == 1 else "disputed",
        first=first,
        last=last,
        dated=dated,
        where=_where(told),
        actors=_names(told, "actors"),
        recipients=_names(told, "recipients"),
        reports=len({e.index for e in told}),
        sources=len({copy_of.get(e.index, e.index) for e in told}),
        cohesion=round(sum(scores) / count, 3) if count else None,
        confidence=_confidence(told, copy_of),
        members=tuple(_member(n, ordered, events, pairs, asked, copy_of) for n in ordered),
    )


def _member(
    n: int, members: Sequence[int], events: Sequence[Happening], pairs: Pairs, asked: Constraints, copy_of: Mapping[int, int]
) -> Member:
    event = events[n]
    others = [(like, m) for m in members if m != n and (like := _pair(pairs, n, m))]
    nearest = max(others, key=lambda o: (o[0].score, -o[1]), default=None)
    original = copy_of.get(event.index)
    return Member(
        name=event.member,
        report=event.told.number,
        record=event.event.id,
        id=event.told.coded.id,
        outlet=event.told.outlet,
        published=event.told.published,
        type=event.event.type,
        mode=event.event.mode,
        status=event.event.status,
        words=event.event.evidence.text,
        confidence=event.event.confidence,
        likeness=round(sum(like.score for like, _ in others) / (len(members) - 1), 3) if len(members) > 1 else None,
        nearest=events[nearest[1]].member if nearest else None,
        why=nearest[0].why if nearest else (),
        copy_of=original_number(events, original) if original is not None and original != event.index else None,
        decisions=tuple(sorted(asked.of.get(n, ()))),
    )


def original_number(events: Sequence[Happening], index: int) -> int | None:
    """The number in the archive of the report at that place, where it has an event."""
    return next((e.told.number for e in events if e.index == index), None)


def _ordered(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


def _pair(pairs: Pairs, a: int, b: int) -> Judged | None:
    return pairs.get(_ordered(a, b))


def _most(votes: Iterable[tuple[T, float]]) -> T | None:
    """What has the most weight, the first of equals."""
    count: dict[T, float] = defaultdict(float)
    for what, weight in votes:
        count[what] += weight
    return max(count, key=lambda what: count[what], default=None)


def _period(told: Sequence[Happening]) -> tuple[dt.date | None, dt.date | None, bool]:
    """The days that most members tell, the shortest of equals; where none tells any, the days before publication that it may have been."""
    dated = [e for e in told if e.days is not None and e.days.sure]
    votes: dict[tuple[dt.date, dt.date], float] = defaultdict(float)
    for e in dated:
        if e.days:
            votes[e.days.first, e.days.last] += e.event.confidence
    if votes:
        (first, last), _ = max(votes.items(), key=lambda v: (v[1], v[0][0] - v[0][1], v[0][0]))
        return first, last, True
    guessed = [e.days for e in told if e.days is not None]
    return (min(d.first for d in guessed), min(d.last for d in guessed), False) if guessed else (None, None, False)


def _where(told: Sequence[Happening]) -> Where | None:
    weights: dict[str, float] = defaultdict(float)
    by_key: dict[str, Place] = {}
    for e in told:
        if e.place is not None:
            key = place_key(e.place)
            by_key.setdefault(key, e.place)
            weights[key] += e.event.confidence * _FINE.get(e.place.precision or "", 0.5)
    if not weights:
        return None
    best = by_key[max(weights, key=lambda key: weights[key])]
    return Where(
        name=best.name, name_en=best.name_en, country=best.country, geonames=best.geonames, lat=best.lat, lon=best.lon, precision=best.precision
    )  # fmt: skip


def _names(told: Sequence[Happening], role: str) -> tuple[str, ...]:
    """Those in the role, by the fullest of their names; who is told of most comes first."""
    count: Counter[str] = Counter()
    names: dict[str, str] = {}
    for e in told:
        for ident in getattr(e.event, role):
            actor = e.told.actors.get(ident)
            if actor is not None:
                key = actor.wikidata or " ".join(actor.name.split())
                count[key] += 1
                names[key] = max(names.get(key, ""), actor.name, key=len)
    return tuple(names[key] for key, _ in count.most_common())


def _confidence(told: Sequence[Happening], copy_of: Mapping[int, int]) -> float:
    best: dict[int, float] = {}
    for e in told:
        source = copy_of.get(e.index, e.index)
        best[source] = max(best.get(source, 0.0), e.event.confidence)
    doubt = 1.0
    for chance in best.values():
        doubt *= 1 - chance
    return round(min(_SURE, 1 - doubt), 3)
