"""The records that tie an actor to others: events with both of them in it, offices, statements of one to the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Literal, NamedTuple

import msgspec
from msgspec.structs import replace

from marsad.archive.selection import Selected
from marsad.archive.standing import Standing
from marsad.codebook import TIES
from marsad.merging.affiliation import Affiliated, affiliations
from marsad.merging.merged import Merged
from marsad.merging.parties import Meant, People
from marsad.records import CodedReport, Event, EventType, Statement

Direction = Literal["to", "from", "mutual"]
_PEOPLES = frozenset({"accepted", "corrected"})  # states that people gave: these count however sure the machine is


class Quoted(msgspec.Struct, frozen=True, kw_only=True):
    """A statement behind an event: in which it is told, or whose own verb it is. `name` is report/record."""

    name: str
    speaker: str
    words: str


class Behind(msgspec.Struct, frozen=True, kw_only=True):
    """A record behind a tie. `name` is report/record; `kind` is event, actor (an office) or statement.

    `first` and `last` are the days of an event; where it has none, and of other records, the day of publication, and `dated` is false.
    `state` is that of review. `happening` is the incident that an event is of, by which it is counted; `source` the first report of those
    whose text is the same. `words` are the evidence (of an office: the office), at `start` to `end` of the report's text.
    """

    name: str
    report: int
    record: str
    kind: Literal["event", "actor", "statement"]
    id: str | None
    outlet: str
    published: dt.date | None
    first: dt.date | None
    last: dt.date | None
    dated: bool
    mode: str | None
    status: str
    state: str
    confidence: float | None
    happening: str
    source: int
    words: str
    start: int | None = None
    end: int | None = None
    statements: tuple[Quoted, ...] = ()


class Found(NamedTuple):
    """One record that ties the actor that was asked for to `other`, a key of `People`."""

    other: str
    direction: Direction
    tie: str
    type: EventType | None
    record: Behind


class Reading:
    """Goes through reports and gathers what ties those who are meant (final keys of `people`) to others."""

    def __init__(self, people: People, meant: Container[str], *, other: Meant | None, sure: float, made: Merged | None) -> None:
        self._people, self._meant, self._other, self._sure = people, meant, other, sure
        self._incident_of = {m.name: i.name for i in made.incidents for m in i.members} if made else {}
        self._source_of = {number: group[0] for group in made.copy_groups for number in group} if made else {}
        self.found: list[Found] = []

    def take(self, selected: Selected, *, all_kinds: bool) -> None:
        """Gather the ties of one report; only those by the events that were selected, unless `all_kinds`."""
        standing = selected.standing
        offices = _with_ids(affiliations(standing.coded.actors)) if all_kinds else []
        actors = {a.id: a for a in (*standing.coded.actors, *(tie.of for tie in offices))}
        keys = {ident: self._people.key(a) for ident, a in actors.items()}
        egos = {ident for ident, key in keys.items() if self._people.final(key) in self._meant}
        others = {ident for ident, a in actors.items() if keys[ident] and (self._other is None or self._other.may_be(a, keys[ident]))}

        def add(doer: str, sufferer: str, tie: str, type_: EventType | None, record: Behind, *, mutual: bool = False) -> None:
            if doer in egos and sufferer in others:
                self.found.append(Found(keys[sufferer], "mutual" if mutual else "to", tie, type_, record))
            if sufferer in egos and doer in others:
                self.found.append(Found(keys[doer], "mutual" if mutual else "from", tie, type_, record))

        for event in standing.coded.events:
            chosen = selected.only is None or event.id in selected.only
            if chosen and self._counts(standing, event) and egos & {*event.actors, *event.recipients}:
                record = self._event(standing, event)
                for doer, sufferer in _pairs(event):
                    add(doer, sufferer, TIES[event.type], event.type, record, mutual=not event.recipients)
        for tie in offices:
            add(tie.actor.id, tie.of.id, tie.kind, None, self._office(standing, tie))
        for said in standing.coded.statements if all_kinds else ():
            if said.addressee is not None:
                add(said.speaker, said.addressee, "addresses", None, self._statement(standing, said))

    def _counts(self, standing: Standing, event: Event) -> bool:
        return event.confidence >= self._sure or standing.state(event.id) in _PEOPLES

    def _event(self, standing: Standing, event: Event) -> Behind:
        date = event.date if event.date is not None and event.date.from_ is not None and event.date.to is not None else None
        return self._behind(
            standing, event.id, "event", event.evidence.text, start=event.evidence.start, end=event.evidence.end,
            days=(date.from_, date.to) if date is not None else None, mode=event.mode, status=event.status, confidence=event.confidence,
            statements=tuple(_told_in(standing, event)),
        )  # fmt: skip

    def _office(self, standing: Standing, tie: Affiliated) -> Behind:
        return self._behind(standing, tie.actor.id, "actor", tie.words)

    def _statement(self, standing: Standing, said: Statement) -> Behind:
        return self._behind(
            standing, said.id, "statement", said.content.text, start=said.content.start, end=said.content.end, confidence=said.confidence
        )

    def _behind(
        self, standing: Standing, record: str, kind: Literal["event", "actor", "statement"], words: str, *,
        start: int | None = None, end: int | None = None, days: tuple[dt.date | None, dt.date | None] | None = None, mode: str | None = None,
        status: str = "occurred", confidence: float | None = None, statements: tuple[Quoted, ...] = (),
    ) -> Behind:  # fmt: skip
        coded = standing.coded
        number = standing.report or 0
        name = f"{number}/{record}"
        first, last = days or (coded.published, coded.published)
        return Behind(
            name=name, report=number, record=record, kind=kind, id=coded.id, outlet=coded.outlet or "", published=coded.published,
            first=first, last=last, dated=days is not None, mode=mode, status=status, state=standing.state(record), confidence=confidence,
            happening=self._incident_of.get(name, name), source=self._source_of.get(number, number), words=words, start=start, end=end,
            statements=statements,
        )  # fmt: skip


def _with_ids(offices: Iterable[Affiliated]) -> list[Affiliated]:
    """Affiliations with ids for those whom the report names in offices only."""
    return [tie if tie.of.id else tie._replace(of=replace(tie.of, id=f"of {tie.actor.id}")) for tie in offices]


def _pairs(event: Event) -> Iterator[tuple[str, str]]:
    """Who is tied to whom by an event: doers to those it was done to; where there are none, the doers to one another."""
    if event.recipients:
        yield from ((a, b) for a in event.actors for b in event.recipients)
    else:
        yield from combinations(event.actors, 2)


def _told_in(standing: Standing, event: Event) -> Iterator[Quoted]:
    """The statements that an event is told in, or that it is itself (who condemns, says so)."""
    names = _names(standing.coded)
    for s in standing.coded.statements:
        at = event.trigger.start
        if s.event == event.id or s.content.start <= at < s.content.end or s.cue.start <= at < s.cue.end:
            yield Quoted(name=f"{standing.report}/{s.id}", speaker=names.get(s.speaker, ""), words=s.content.text)


def _names(coded: CodedReport) -> Mapping[str, str]:
    return {a.id: a.name for a in coded.actors}
