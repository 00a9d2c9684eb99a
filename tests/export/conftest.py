"""A report coded by hand, to draw: records of every kind, spans that overlap, a span that begins inside a word."""

import datetime as dt

import pytest

from marsad.records import Actor, CodedReport, Date, Event, Figure, Place, Report, Span, Statement, span

TEXT = (
    "قتل سبعة أشخاص، بينهم ثلاث نساء، في قصف طال حي أبو سليم جنوبي طرابلس ليل الثلاثاء، وفقا لرئيس البلدية عبد الرحمن الحامدي.\n"
    "وأعلنت حكومة الوفاق أن \"قوات حفتر أطلقت صواريخ غراد على الأحياء السكنية\" وطالبت بتحقيق دولي.\n"
    "ونزح نحو 13500 شخص منذ عام 2011 <script>alert('x')</script>."
)  # fmt: skip


def _at(piece: str) -> Span:
    start = TEXT.index(piece)
    return span(TEXT, start, start + len(piece))


def _mention(piece: str) -> list[tuple[int, int]]:
    return [(_at(piece).start, _at(piece).end)]


def _days(first: str, last: str, words: str) -> Date:
    return Date(from_=dt.date.fromisoformat(first), to=dt.date.fromisoformat(last), precision="day", text=_at(words))


def _event(ident: str, type_: str, trigger: str, evidence: str, **more: object) -> Event:
    return Event(id=ident, type=type_, trigger=_at(trigger), evidence=_at(evidence), confidence=0.9, why="test", **more)


@pytest.fixture
def report() -> Report:
    return Report(text=TEXT, id="s05", outlet="وكالة المدى", title="قصف ليلي على حي أبو سليم", published=dt.date(2019, 4, 17))


@pytest.fixture
def coded(report: Report) -> CodedReport:
    night = _days("2019-04-16", "2019-04-16", "ليل الثلاثاء")
    sure = {"confidence": 0.87, "why": "test"}
    return CodedReport(
        id=report.id,
        outlet=report.outlet,
        title=report.title,
        published=report.published,
        coder="hand",
        actors=[
            Actor(id="a1", name="عبد الرحمن الحامدي", kind="person", country="LY", role="رئيس البلدية",
                  mentions=_mention("عبد الرحمن الحامدي")),
            Actor(id="a2", name="حكومة الوفاق", name_en="Government of National Accord", kind="government",
                  mentions=_mention("حكومة الوفاق")),
            Actor(id="a3", name="قوات حفتر", kind="military", country="LY", of="a2", mentions=_mention("قوات حفتر")),
        ],
        places=[
            Place(id="p1", name="أبو سليم", kind="district", country="LY", mentions=_mention("أبو سليم")),
            Place(id="p2", name="طرابلس", name_en="Tripoli", kind="city", country="LY", lat=32.89, lon=13.19, mentions=_mention("طرابلس")),
        ],
        events=[
            _event("e1", "ASSAULT", "قصف", "قصف طال حي أبو سليم جنوبي طرابلس ليل الثلاثاء", mode="heavy-weapons", place="p1", date=night),
            _event("e2", "ACCUSE", "أعلنت", "أعلنت حكومة الوفاق أن \"قوات حفتر أطلقت", actors=["a2"], recipients=["a3"], status="denied"),
            _event("e3", "REQUEST", "طالبت", "طالبت بتحقيق دولي", actors=["a2"]),
        ],
        figures=[
            Figure(id="f1", measure="killed", low=7, high=7, qualifier="exact", place="p1", date=night, source="a1", event="e1",
                   evidence=_at("قتل سبعة أشخاص"), **sure),
            Figure(id="f2", measure="killed", low=3, high=3, qualifier="exact", who="نساء", part_of="f1", source="a1",
                   evidence=_at("بينهم ثلاث نساء"), **sure),
            Figure(id="f3", measure="displaced", low=13500, high=13500, qualifier="about",
                   date=_days("2011-01-01", "2019-04-17", "منذ عام 2011"), evidence=_at("نزح نحو 13500 شخص منذ عام"), **sure),
        ],
        statements=[
            Statement(id="s1", speaker="a1", cue=_at("وفقا ل"), content=_at("قتل سبعة أشخاص، بينهم ثلاث نساء، في قصف طال حي أبو سليم"),
                      direct=False, **sure),
            Statement(id="s2", speaker="a2", cue=_at("أعلنت"), content=_at("قوات حفتر أطلقت صواريخ غراد على الأحياء السكنية"),
                      direct=True, medium="statement", **sure),
        ],
        warnings=["read as Windows-1256"],
    )  # fmt: skip
