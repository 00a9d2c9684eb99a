"""Which incident a figure is of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from marsad.merging.happenings import LONG
from marsad.merging.incidents import Incident
from marsad.merging.merged import Merged
from marsad.merging.told import Told
from marsad.records import Date, Event, Figure

VIOLENT = ("ASSAULT", "COERCE", "PROTEST", "RETREAT", "MOBILIZE", "AID")  # types of events that figures count what came of
_STOPS = (".", "\n", "؟", "!")
_AGREED = 2  # what a place or day in common counts for; one of the two is enough


class Links:
    """Finds the incident of a figure, by its report's events, or by those of reports that tell the same story."""

    def __init__(self, made: Merged) -> None:
        self._incident_of = {m.name: i.name for i in made.incidents for m in i.members}
        self._by_report: dict[int, list[Incident]] = defaultdict(list)
        for incident in made.incidents:
            if incident.type in VIOLENT and incident.dated:
                for number in {m.report for m in incident.members}:
                    self._by_report[number].append(incident)
        self._partners: dict[int, set[int]] = defaultdict(set)
        for pair in made.stories:
            self._partners[pair.first].add(pair.second)
            self._partners[pair.second].add(pair.first)

    def incident(self, told: Told, figure: Figure) -> str | None:
        """The name of the incident that a figure is of, or `None`."""
        event = event_of(told, figure)
        if event is not None:
            return self._incident_of.get(f"{told.number}/{event.id}")
        return self._by_story(told, figure)

    def _by_story(self, told: Told, figure: Figure) -> str | None:
        """The incident of that very day that most of the reports of its story tell of, where its own report has no event for it."""
        date = figure.date
        if date is None or date.from_ is None or date.to is None or (date.to - date.from_).days > LONG:
            return None
        there = [
            incident
            for number in sorted(self._partners[told.number])
            for incident in self._by_report[number]
            if incident.first is not None and incident.last is not None and date.from_ <= incident.last and incident.first <= date.to
        ]
        return max(there, key=lambda i: (i.sources, i.confidence)).name if there else None


def figures_of(incident: Incident, reports: Iterable[Told], made: Merged) -> Iterator[tuple[Told, Figure, str]]:
    """The figures of an incident, each with its report and why it is in."""
    links = Links(made)
    for told in reports:
        for figure in told.coded.figures:
            if links.incident(told, figure) == incident.name:
                yield told, figure, "incident"


def event_of(told: Told, figure: Figure) -> Event | None:
    """The event that a figure is of: the one that its record names; or else one of the same sentence; or else one of that place or day."""
    if figure.event is not None:
        return told.events.get(figure.event)
    start, end = sentence(told.text, figure)
    found = [(agreed, e) for e in told.coded.events if e.type in VIOLENT and (agreed := _agreed(figure, e)) is not None]
    beside = [(agreed, e) for agreed, e in found if start <= e.trigger.start < end]
    best = beside or [(agreed, e) for agreed, e in found if agreed >= _AGREED]
    return max(best, key=lambda f: (f[0], -abs(f[1].trigger.start - figure.evidence.start)))[1] if best else None


def sentence(text: str, figure: Figure) -> tuple[int, int]:
    """Where the sentence of a figure begins and ends."""
    start = max(text.rfind(stop, 0, figure.evidence.start) for stop in _STOPS) + 1
    ends = [at for stop in _STOPS if (at := text.find(stop, figure.evidence.end)) >= 0]
    return start, min(ends, default=len(text))


def _agreed(figure: Figure, event: Event) -> int | None:
    """How much a figure and an event have in common of place and day; `None` where they differ in either."""
    agreed = 0
    if figure.place is not None and event.place is not None:
        if figure.place != event.place:
            return None
        agreed += _AGREED
    if figure.date is not None and event.date is not None:
        if not _same_days(figure.date, event.date):
            return None
        agreed += _AGREED
    return agreed


def _same_days(a: Date, b: Date) -> bool:
    if a.from_ is None or a.to is None or b.from_ is None or b.to is None:
        return False
    return a.from_ <= b.to and b.from_ <= a.to and (a.to - a.from_).days <= LONG and (b.to - b.from_).days <= LONG
