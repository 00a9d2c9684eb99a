"""Small coded reports, made by hand."""

from __future__ import annotations

import datetime as dt

from marsad.records import Actor, CodedReport, Date, Event, Figure, Place, Report, span


def coded(text: str, *, coder: str = "marsad 0.1.0", **about: object) -> tuple[Report, CodedReport]:
    """A report of that text with nothing coded of it."""
    report = Report(text=text, **about)  # type: ignore[arg-type]
    return report, CodedReport(id=report.id, outlet=report.outlet, title=report.title, published=report.published, coder=coder)


def clash(
    text: str, *, type_: str = "ASSAULT", actor: str = "خليفة حفتر", place: str = "طرابلس", day: str = "2019-04-10",
    status: str = "occurred", measure: str = "killed", coder: str = "marsad 0.1.0", **about: object,
) -> tuple[Report, CodedReport]:  # fmt: skip
    """A report with one event, of that type, actor, place and day, and one figure of it that the Ministry of Health gave."""
    report, empty = coded(text, **about)
    on = dt.date.fromisoformat(day)
    date = Date(from_=on, to=on, precision="day")
    whole = span(text, 0, len(text))
    return report, CodedReport(
        id=empty.id, outlet=empty.outlet, title=empty.title, published=empty.published, coder=coder,
        actors=[Actor(id="a1", name=actor, wikidata="Q1"), Actor(id="a2", name="وزارة الصحة")],
        places=[Place(id="p1", name=place, name_en="Tripoli", country="LY", geonames=2210247)],
        events=[Event(id="e1", type=type_, actors=["a1"], place="p1", date=date, status=status, trigger=whole, evidence=whole,
                      confidence=0.9, why="test")],
        figures=[Figure(id="f1", measure=measure, low=7, high=7, qualifier="exact", place="p1", date=date, source="a2", event="e1",
                        evidence=whole, confidence=0.9, why="test")],
    )  # fmt: skip
