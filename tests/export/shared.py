"""A few coded reports made by hand, with what is awkward in them, and how to export them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable

import msgspec

from marsad.archive.standing import of_coded
from marsad.export.formats import find
from marsad.export.source import Options, Source, Tally
from marsad.records import Actor, CodedReport, Date, Event, Figure, Place, Span, Statement, span

TEXT = "قصف الجيش طرابلس أمس فقتل سبعة مدنيين، بحسب وزارة الصحة. والتقى الوزير السفير، وقال: لن نتراجع."
DAY = dt.date(2019, 4, 10)


def _at(words: str) -> Span:
    start = TEXT.index(words)
    return span(TEXT, start, start + len(words))


def shelling(**changes: object) -> CodedReport:
    """A shelling with seven dead by one count and nine by another, a meeting, a statement."""
    day = Date(from_=DAY, to=DAY, precision="day")
    coded = CodedReport(
        id="r1", outlet="=وكالة", title="-1+1|cmd", published=dt.date(2019, 4, 11), coder="marsad 0.1.0",
        actors=[
            Actor(id="a1", name="الجيش", name_en="Libyan army", kind="military", country="LY", wikidata="Q1"),
            Actor(id="a2", name="مدنيين", kind="population", country="LY"),
            Actor(id="a3", name="@وزارة الصحة", kind="government", country="LY"),
            Actor(id="a4", name="الوزير", kind="person", role="وزير \x00 الخارجية", of="a3"),
            Actor(id="a5", name="السفير\ud800", kind="person", country="DE"),
        ],
        places=[Place(id="p1", name="طرابلس", name_en="Tripoli", kind="city", country="LY", admin1="طرابلس", geonames=2210247,
                      lat=32.89, lon=-13.19, precision="city")],
        events=[
            Event(id="e1", type="ASSAULT", mode="heavy-weapons", acled="Shelling/artillery/missile attack", quad="material conflict",
                  intensity=-10.0, actors=["a1"], recipients=["a2"], place="p1", date=day, source="a3", trigger=_at("قصف"),
                  evidence=_at("قصف الجيش طرابلس أمس"), confidence=0.9, why="test"),
            Event(id="e2", type="CONSULT", quad="verbal cooperation", actors=["a4", "a5"], trigger=_at("التقى"),
                  evidence=_at("والتقى الوزير السفير"), confidence=0.8, why="test"),
            Event(id="e3", type="ASSAULT", actors=["a1"], recipients=["a2"], status="denied", acled="Attack", trigger=_at("قتل"),
                  evidence=_at("فقتل سبعة مدنيين"), confidence=0.5, why="test"),
        ],
        figures=[
            Figure(id="f1", measure="killed", low=7, high=7, qualifier="exact", who="مدنيين", place="p1", date=day, source="a3", event="e1",
                   evidence=_at("سبعة مدنيين"), confidence=0.9, why="test"),
            Figure(id="f2", measure="killed", low=9, high=9, qualifier="exact", place="p1", event="e1", evidence=_at("فقتل سبعة"),
                   confidence=0.9, why="test"),
            Figure(id="f3", measure="killed", low=2, high=2, qualifier="exact", part_of="f1", event="e1", evidence=_at("سبعة"),
                   confidence=0.9, why="test"),
        ],
        statements=[Statement(id="s1", speaker="a4", cue=_at("قال"), content=_at("لن نتراجع"), direct=False, confidence=0.9, why="test")],
    )  # fmt: skip
    return msgspec.structs.replace(coded, **changes)


def exported(form: str, coded: Iterable[CodedReport], *, table: str = "events", bom: bool = False) -> tuple[bytes, Tally]:
    """What an export gives, and its tally."""
    stream, tally = io.BytesIO(), Tally()
    find(form).writer()((Source(of_coded(c)) for c in coded), stream, Options(table, bom), tally)
    return stream.getvalue(), tally
