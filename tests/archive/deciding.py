"""A report on whose records people decide, and how it then stands."""

from __future__ import annotations

import datetime as dt

import msgspec

from marsad.archive import Archive
from marsad.archive.review.reading import Current, current
from marsad.archive.review.reviewed import Entry
from marsad.archive.verify import verify
from marsad.records import Actor, CodedReport, Date, Event, Figure, Place, Report, Span, Statement, check, span

TEXT = "قصف الجيش طرابلس أمس فقتل سبعة مدنيين، بحسب وزارة الصحة. والتقى الوزير السفير في سرت، وقال الوزير: لن نتراجع."
ONE, OTHER = "سلمى", "علي"


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return span(text, start, start + len(words))


def report(text: str = TEXT, coder: str = "marsad 0.1.0", **changes: object) -> tuple[Report, CodedReport]:
    """A shelling with its dead, a meeting, a statement."""
    day = Date(from_=dt.date(2019, 4, 10), to=dt.date(2019, 4, 10), precision="day", text=at("أمس", text))
    coded = CodedReport(
        id="r1", outlet="س", coder=coder,
        actors=[
            Actor(id="a1", name="الجيش", kind="military", country="LY"), Actor(id="a2", name="وزارة الصحة", kind="government"),
            Actor(id="a3", name="الوزير", kind="person"), Actor(id="a4", name="السفير", kind="person"),
        ],
        places=[Place(id="p1", name="طرابلس", name_en="Tripoli", country="LY", geonames=2210247), Place(id="p2", name="سرت", country="LY")],
        events=[
            Event(id="e1", type="ASSAULT", mode="heavy-weapons", actors=["a1"], place="p1", date=day, source="a2", trigger=at("قصف", text),
                  evidence=at("قصف الجيش طرابلس أمس", text), confidence=0.9, why="rule"),
            Event(id="e2", type="CONSULT", actors=["a3", "a4"], place="p2", trigger=at("التقى", text),
                  evidence=at("التقى الوزير السفير", text), confidence=0.8, why="rule"),
        ],
        figures=[Figure(id="f1", measure="killed", low=7, high=7, qualifier="exact", who="مدنيين", place="p1", source="a2", event="e1",
                        evidence=at("سبعة مدنيين", text), confidence=0.9, why="rule")],
        statements=[Statement(id="s1", speaker="a3", cue=at("قال", text), content=at("لن نتراجع", text), direct=False, confidence=0.7,
                              why="rule")],
    )  # fmt: skip
    return Report(text=text, id="r1", outlet="س"), msgspec.structs.replace(coded, **changes)


def now(archive: Archive) -> Current:
    found = current(archive.store, 1)
    assert check(found.reviewed.coded, found.text) == []
    assert check(found.reviewed.with_rejected, found.text) == []
    assert verify(archive).faults == []
    return found


def entry(archive: Archive, name: str) -> Entry:
    found = now(archive).reviewed.find(name)
    assert found is not None, name
    return found


def stands(archive: Archive) -> set[str]:
    coded = now(archive).reviewed.coded
    return {r.id for r in (*coded.events, *coded.figures, *coded.statements)}


def recode(archive: Archive, coder: str = "marsad 9", **changes: object) -> None:
    archive.recode([(next(archive.current()), report(coder=coder, **changes)[1])])
