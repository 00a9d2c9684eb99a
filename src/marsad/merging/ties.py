"""Ties: whom an actor deals with, and how, counted over the events, offices and statements of an archive's reports as they stand.

An event ties each of its actors to each of its recipients; one without recipients is mutual and ties its actors to one another. Offices
tie people to what they lead, speak for or belong to; statements tie their speakers to whom they address. Every number carries the records
that it counts. Of events, **happenings** are counted: what several reports tell of is one (`marsad.merging.incidents`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, get_args

import msgspec
from msgspec.structs import replace

from marsad.archive.archive import Archive
from marsad.archive.query import Query
from marsad.archive.search import Filters
from marsad.archive.selection import select
from marsad.codebook import QUAD
from marsad.merging.happenings import LONG
from marsad.merging.merged import Merged
from marsad.merging.parties import Meant, Party, People
from marsad.merging.tie_records import Behind, Direction, Found, Reading
from marsad.records import EventType

SURE = 0.5  # chance from which an event of the machine's counts
UNDATED = "undated"
Span = Literal["day", "month", "year"]
SPANS: tuple[Span, ...] = get_args(Span)
_LENGTH: Mapping[Span, int] = {"day": 10, "month": 7, "year": 4}  # characters of an ISO day that name the span
_SIGNS = {"verbal cooperation": 1, "material cooperation": 1, "verbal conflict": -1, "material conflict": -1}
_OFFICES = {"leads": 1, "speaks for": 1, "belongs to": 1}
_TYPES: tuple[EventType, ...] = get_args(EventType)


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """One way in which the actor that was asked for and another deal with each other.

    `direction`: `to` (the actor acts upon the other), `from` (the other upon it) or `mutual`. `tie` says it in a word (fights, supports,
    leads); `type` and `quad` are those of events. `sign` is 1 for what is friendly, -1 for what is hostile, 0 for neither. `happenings`
    counts what occurred, each once however many tell of it; `events` the records of it; `denied` and `planned` happenings that only stand
    so; `reports` and `sources` who tells of any of it, near-copies counted once. `first` and `last` are the period, from the records' days.
    """

    other: Party
    direction: Direction
    tie: str
    type: EventType | None
    quad: str | None
    sign: int
    happenings: int
    events: int
    denied: int
    planned: int
    reports: int
    sources: int
    first: dt.date | None
    last: dt.date | None
    records: tuple[Behind, ...]


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """Happenings of one span of time (an ISO day, month or year; `undated` where it is not known to that), by direction and quad class."""

    span: str
    direction: Direction
    quad: str
    happenings: int


class Ties(msgspec.Struct, frozen=True, kw_only=True):
    """The ties of an actor, the closest first. `about` are the archive's actors that are meant, the most named first."""

    asked: str
    about: list[Party]
    ties: list[Tie]
    over_time: list[Count]


def ties(
    archive: Archive,
    name: str,
    *,
    query: Query | None = None,
    filters: Filters | None = None,
    other: str | None = None,
    sure: float = SURE,
    made: Merged | None = None,
    by: Span = "month",
) -> Ties:
    """The ties of the actor called `name`: its words, in Arabic or English, or a Wikidata id.

    `query` and `filters` choose reports and events as in a search (actors and measures aside); where they choose events, only these tie.
    `other`: only ties with this one. `sure`: only events of which the machine is as sure, and those that people accepted or corrected.
    `made` is what was worked out of the archive together; without it every event counts as a happening of its own. `by`: the span by which
    they are counted over time. Raises `InputError` for a name in which there is no word.
    """
    chosen = filters or Filters()
    of_events = bool(chosen.types or chosen.statuses or chosen.places or chosen.begin or chosen.until or chosen.states)
    people, partner = People(), Meant(other) if other is not None else None
    about = _about(archive, name, people)
    named = replace(chosen, actors=(name, *about), measures=())  # the keys are names too, by which others call them
    reading = Reading(people, about, other=partner, sure=sure, made=made)
    for selected in select(archive, query or Query(), named, groups=(("event",),) if of_events else ()) if about else ():
        reading.take(selected, all_kinds=not of_events)
    partners = partner.chosen(people) if partner is not None else None
    every = (f._replace(other=people.final(f.other)) for f in reading.found)
    found = [f for f in every if f.other not in about and (partners is None or f.other in partners)]
    return Ties(
        asked=name,
        about=[people.party(key) for key, _ in sorted(about.items(), key=lambda a: (-a[1], a[0]))],
        ties=_ties(found, people),
        over_time=_over_time(found, by),
    )


def _about(archive: Archive, name: str, people: People) -> Counter[str]:
    """Who is meant by a name, over all reports that call anybody so: final keys, with the number of these reports."""
    meant = Meant(name)
    for selected in select(archive, Query(), Filters(actors=(name,)), groups=()):
        for actor in selected.standing.coded.actors:
            meant.may_be(actor, people.key(actor))
    return meant.chosen(people)


def _ties(found: Iterable[Found], people: People) -> list[Tie]:
    groups: dict[tuple[str, Direction, str, EventType | None], dict[str, Behind]] = defaultdict(dict)
    for f in found:
        groups[f.other, f.direction, f.tie, f.type][f.record.name] = f.record
    made = [
        _tie(people.party(key), direction, tie, type_, list(records.values())) for (key, direction, tie, type_), records in groups.items()
    ]
    close = Counter[str]()
    for tie in made:
        close[tie.other.key] += tie.happenings
    order = {"to": 0, "from": 1, "mutual": 2}
    return sorted(made, key=lambda t: (-close[t.other.key], t.other.key, t.type is None, -t.happenings, t.tie, order[t.direction]))


def _tie(other: Party, direction: Direction, tie: str, type_: EventType | None, records: Sequence[Behind]) -> Tie:
    ordered = sorted(records, key=lambda r: (r.first or dt.date.min, r.report, len(r.record), r.record))
    by_status: dict[str, set[str]] = defaultdict(set)
    for r in ordered:
        by_status[r.status].add(r.happening)
    occurred = by_status["occurred"]
    days = [r for r in ordered if r.dated] or ordered
    quad = QUAD[type_] if type_ is not None else None
    return Tie(
        other=other,
        direction=direction,
        tie=tie,
        type=type_,
        quad=quad,
        sign=_SIGNS[quad] if quad is not None else _OFFICES.get(tie, 0),
        happenings=len(occurred),
        events=sum(r.status == "occurred" for r in ordered),
        denied=len(by_status["denied"]),
        planned=len(by_status["planned"] - occurred),
        reports=len({r.report for r in ordered}),
        sources=len({r.source for r in ordered}),
        first=min((r.first for r in days if r.first is not None), default=None),
        last=max((r.last for r in days if r.last is not None), default=None),
        records=tuple(ordered),
    )


def _over_time(found: Iterable[Found], by: Span) -> list[Count]:
    spans: dict[tuple[Direction, EventType, str], list[Behind]] = defaultdict(list)
    for f in found:
        if f.type is not None and f.record.status == "occurred":
            spans[f.direction, f.type, f.record.happening].append(f.record)
    count = Counter((_span(records, by), direction, QUAD[type_]) for (direction, type_, _), records in spans.items())
    return [Count(span=span, direction=direction, quad=quad, happenings=n) for (span, direction, quad), n in sorted(count.items())]


def _span(records: Iterable[Behind], by: Span) -> str:
    """The span in which most of a happening's records put it, the first of equals; dated ones come before those that only were published."""
    votes = Counter(_spans(records, by, dated=True)) or Counter(_spans(records, by, dated=False))
    return min(votes, key=lambda span: (-votes[span], span), default=UNDATED)


def _spans(records: Iterable[Behind], by: Span, *, dated: bool) -> Iterator[str]:
    for r in records:
        if r.dated == dated and r.first is not None and r.last is not None:
            first, last = (day.isoformat()[: _LENGTH[by]] for day in (r.first, r.last))
            if first == last or (r.last - r.first).days <= LONG:
                yield first
