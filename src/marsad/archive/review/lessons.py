"""What can be learned from what people decided: words that were given another type or were missed, actors and places that the lists lack.

Only what is settled counts: under the two-person rule, what two people agreed on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from marsad.archive.archive import Archive
from marsad.archive.review.decisions import reviewed_reports
from marsad.archive.review.reading import Current, current
from marsad.archive.review.reviewed import Entry
from marsad.records import Actor, Event, Place
from marsad.text.folding import fold


class Sense(NamedTuple):
    """A word in a meaning: its folded spelling, the event type, and the mode ("" for none)."""

    word: str
    type: str
    mode: str


class Seen:
    """How often something was decided, and where: `report/record`."""

    def __init__(self) -> None:
        self.count = 0
        self.where: list[str] = []
        self.spelling: Counter[str] = Counter()

    def add(self, where: str, spelling: str) -> None:
        """Once more."""
        self.count += 1
        self.where.append(where)
        self.spelling[spelling] += 1


class Lessons:
    """What people taught: by sense, retyped or added events; senses whose events were rejected; actors and places as they stand now."""

    def __init__(self) -> None:
        self.senses: dict[Sense, Seen] = {}
        self.rejected: dict[Sense, Seen] = {}
        self.actors: dict[str, tuple[Actor, Seen]] = {}
        self.places: dict[str, tuple[Place, Seen]] = {}
        self.gold: list[Current] = []
        self.unfinished = 0  # reports that people have begun and not finished


def gather(archive: Archive, *, tell: Callable[[], None] = lambda: None) -> Lessons:
    """The lessons of an archive; `tell` is called after each report that people have decided on."""
    out = Lessons()
    with archive.snapshot():
        for report in sorted(reviewed_reports(archive.store)):
            _learn(out, current(archive.store, report))
            tell()
    return out


def _learn(out: Lessons, found: Current) -> None:
    for entry in found.reviewed.entries:
        where = f"{found.report}/{entry.id}"
        if isinstance(entry.record, Event):
            _event(out, entry, where)
    machine = {fold(n).text for a in found.machine.actors for n in (a.name, *a.aliases)}
    decided = {e.id for e in found.reviewed.entries if e.kind in ("actor", "place") and e.state in ("accepted", "corrected")}
    known_places = {fold(p.name).text for p in found.machine.places}
    for actor in found.reviewed.coded.actors:
        if fold(actor.name).text not in machine or actor.id in decided:
            _, seen = out.actors.setdefault(fold(actor.name).text, (actor, Seen()))
            seen.add(f"{found.report}/{actor.id}", actor.name)
            if actor.kind != "other" or actor.country:
                out.actors[fold(actor.name).text] = (actor, seen)
    for place in found.reviewed.coded.places:
        if fold(place.name).text not in known_places or place.id in decided:
            _, seen = out.places.setdefault(fold(place.name).text, (place, Seen()))
            seen.add(f"{found.report}/{place.id}", place.name)
            if place.lat is not None:
                out.places[fold(place.name).text] = (place, seen)
    if _is_done(found):
        out.gold.append(found)
    else:
        out.unfinished += 1


def _event(out: Lessons, entry: Entry, where: str) -> None:
    event, machine = entry.record, entry.machine
    assert isinstance(event, Event)
    sense = Sense(fold(event.trigger.text).text, event.type, event.mode or "")
    if entry.state == "rejected":
        if entry.case is None or entry.case.settled is None or entry.case.settled.into is None:
            out.rejected.setdefault(sense, Seen()).add(where, event.trigger.text)
    elif entry.state in ("accepted", "corrected") and (
        not isinstance(machine, Event) or (machine.type, machine.mode, machine.trigger) != (event.type, event.mode, event.trigger)
    ):
        out.senses.setdefault(sense, Seen()).add(where, event.trigger.text)


def _is_done(found: Current) -> bool:
    """Whether people have decided on every event, figure and statement of a report, so that it can be held up as right."""
    entries = [e for e in found.reviewed.entries if e.kind in ("event", "figure", "statement")]
    return bool(entries) and all(e.state in ("accepted", "corrected", "rejected") for e in entries)
