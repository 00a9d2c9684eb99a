"""What merging reads: the reports of an archive, each with its text and its records as they stand: what was coded of it, with what people
decided of that. What they rejected is left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from functools import cached_property

from marsad.archive.archive import Archive
from marsad.archive.given import decode
from marsad.archive.machine_layer import phrase
from marsad.archive.review.decisions import of_report, reviewed_reports
from marsad.archive.review.reviewed import reviewed
from marsad.archive.words import indexed
from marsad.records import Actor, CodedReport, Event, Figure, Place

_AT_ONCE = 200


class Told:
    """The current version of a report: its number in the archive, its words, and its records by id, as they stand."""

    def __init__(self, number: int, text: str, coded: CodedReport) -> None:
        self.number = number
        self.text = text
        self.coded = coded

    @property
    def published(self) -> dt.date | None:
        """The day of publication."""
        return self.coded.published

    @property
    def outlet(self) -> str:
        """Who published it; empty where that is not known."""
        return self.coded.outlet or ""

    @property
    def name(self) -> str:
        """How a person knows it: its id, or else its number."""
        return self.coded.id or str(self.number)

    @cached_property
    def words(self) -> list[str]:
        """The bare words of title and text, as they follow one another."""
        return indexed(self.coded.title, self.text).bare

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Actors by id."""
        return {a.id: a for a in self.coded.actors}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Places by id."""
        return {p.id: p for p in self.coded.places}

    @cached_property
    def events(self) -> dict[str, Event]:
        """Events by id."""
        return {e.id: e for e in self.coded.events}

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Figures by id."""
        return {f.id: f for f in self.coded.figures}


def current(archive: Archive, numbers: Collection[int] | None = None) -> Iterator[Told]:
    """The current version of every report, or of those with these numbers, in the order in which they were added."""
    decided = reviewed_reports(archive.store)
    if numbers is not None:
        for number in sorted(numbers):
            yield from _told(archive, "r.id = ?", (number,), decided)
        return
    last = 0
    while True:
        some = list(_told(archive, "r.id > ? ORDER BY r.id LIMIT ?", (last, _AT_ONCE), decided))
        yield from some
        if len(some) < _AT_ONCE:
            return
        last = some[-1].number


_CURRENT = """SELECT r.id, t.text, c.coded FROM reports r JOIN texts t ON t.version = r.current JOIN codings c ON c.version = r.current
    WHERE {}"""


def _told(archive: Archive, which: str, values: tuple[int, ...], decided: Collection[int]) -> Iterator[Told]:
    """Reports, with those on which anything was decided read in both layers."""
    for number, text, coded in list(archive.store.rows(_CURRENT.format(which), values)):
        words, machine = decode(text), CodedReport.read(bytes(coded))
        stands = reviewed(machine, words, of_report(archive.store, int(number))).coded if number in decided else machine
        yield Told(int(number), words, stands)


def actor_key(actor: Actor) -> str:
    """Who an actor is across reports: its Wikidata id, or else its folded name. Empty for a name without a word."""
    return actor.wikidata or phrase(actor.name).strip()


def place_key(place: Place) -> str:
    """Where a place is across reports: its GeoNames number, or else its folded name and country."""
    if place.geonames is not None:
        return str(place.geonames)
    return f"{phrase(place.name).strip()} {place.country or ''}".strip()
