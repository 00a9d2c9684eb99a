"""Small coded reports for merging, made by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from marsad.merging.told import Told
from marsad.records import Actor, CodedReport, Date, Event, Figure, Place, Span, span

TRIPOLI = Place(id="p1", name="طرابلس", name_en="Tripoli", kind="city", country="LY", admin1="طرابلس", geonames=2210247, lat=32.887, lon=13.187,
                precision="city", uncertainty_km=10.0, mentions=[(0, 1)])  # fmt: skip
GHARYAN = Place(id="p2", name="غريان", kind="city", country="LY", admin1="الجبل الغربي", geonames=2217362, lat=32.172, lon=13.02,
                precision="city", uncertainty_km=10.0, mentions=[(0, 1)])  # fmt: skip
SUBURB = Place(id="p3", name="عين زارة", kind="district", country="LY", lat=32.80, lon=13.27, precision="city", uncertainty_km=5.0)
LIBYA = Place(
    id="p4", name="ليبيا", name_en="Libya", kind="country", country="LY", lat=27.0, lon=17.0, precision="country", mentions=[(0, 1)]
)
CHAD = Place(id="p5", name="تشاد", kind="country", country="TD", lat=15.0, lon=19.0, precision="country")
PLACES = {p.id: p for p in (TRIPOLI, GHARYAN, SUBURB, LIBYA, CHAD)}
ARMY = Actor(id="a1", name="الجيش الوطني الليبي", kind="military", wikidata="Q1")
WHO = Actor(id="a2", name="منظمة الصحة العالمية", kind="igo", wikidata="Q7817")
MINISTRY = Actor(id="a3", name="وزارة الصحة", kind="government")
ACTORS = {a.id: a for a in (ARMY, WHO, MINISTRY)}


def date(first: str, last: str | None = None, *, precision: str = "day") -> Date:
    """A period."""
    return Date(from_=dt.date.fromisoformat(first), to=dt.date.fromisoformat(last or first), precision=precision)


def piece(text: str, words: str) -> Span:
    """Where `words` stand in `text`."""
    at = text.index(words)
    return span(text, at, at + len(words))


def event(text: str, trigger: str, *, id: str = "e1", type: str = "ASSAULT", mode: str | None = None, place: str | None = "p1",
          on: str | None = "2019-04-16", actors: Sequence[str] = ("a1",), evidence: str | None = None, status: str = "occurred") -> Event:  # fmt: skip
    """An event, told by the word `trigger`."""
    return Event(
        id=id, type=type, mode=mode, place=place, date=date(on) if on else None, actors=list(actors), status=status,
        trigger=piece(text, trigger), evidence=piece(text, evidence or text), confidence=0.8, why="test",
    )  # fmt: skip


def figure(text: str, words: str, low: int | None, high: int | None = None, *, id: str = "f1", measure: str = "killed", source: str | None = "a2",
           on: Date | None = None, place: str | None = "p1", of: str | None = None, qualifier: str = "exact", who: str | None = None,
           part_of: str | None = None) -> Figure:  # fmt: skip
    """A figure; exact unless told otherwise."""
    high = low if high is None and qualifier in ("exact", "about") else high
    return Figure(
        id=id, measure=measure, low=low, high=high, qualifier=qualifier, who=who, part_of=part_of, place=place, date=on, source=source,
        event=of, evidence=piece(text, words), confidence=0.9, why="test",
    )  # fmt: skip


def told(number: int, text: str, *, events: Sequence[Event] = (), figures: Sequence[Figure] = (), outlet: str = "", day: str = "2019-04-17",
         title: str | None = None, actors: Sequence[Actor] = tuple(ACTORS.values()), places: Sequence[Place] | None = None) -> Told:  # fmt: skip
    """A report as merging reads it; it names the places of its records, or those given."""
    used = {r.place for r in (*events, *figures) if r.place}
    return Told(
        number,
        text,
        CodedReport(
            id=f"r{number}", outlet=outlet or f"outlet {number}", title=title, published=dt.date.fromisoformat(day), coder="test",
            actors=list(actors), places=list(places) if places is not None else [PLACES[p] for p in sorted(used)],
            events=list(events), figures=list(figures),
        ),
    )  # fmt: skip
