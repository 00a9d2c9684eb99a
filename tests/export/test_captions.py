import pytest

from marsad.export.captions import caption, captions, isolated, label_of, qualifiers
from marsad.records import CodedReport, Event, Figure, Span

WORDS = Span(start=0, end=3, text="قصف")


def figure(low: int | None, high: int | None, qualifier: str) -> Figure:
    return Figure(id="f1", measure="injured", low=low, high=high, qualifier=qualifier, evidence=WORDS, confidence=1.0, why="")  # type: ignore[arg-type]


def event(**more: object) -> Event:
    return Event(id="e1", type="ASSAULT", trigger=WORDS, evidence=WORDS, confidence=1.0, why="", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "want", "called"),
    [
        (121, 121, "exact", "", "\u2066121\u2069 جرحى"),
        (20, 30, "between", "", "\u206620–30\u2069 جرحى"),
        (400, 400, "about", "تقريبا", "\u2066400\u2069 جرحى تقريبا"),
        (20, None, "at_least", "على الأقل", "\u206620\u2069 جرحى على الأقل"),
        (None, 20, "at_most", "على الأكثر", "\u206620\u2069 جرحى على الأكثر"),
        (20, 99, "vague", "(لفظ مبهم)", "\u206620–99\u2069 جرحى (لفظ مبهم)"),
        (2, None, "vague", "فأكثر (لفظ مبهم)", "\u20662\u2069 جرحى فأكثر (لفظ مبهم)"),
        (None, 9, "about", "فأقل تقريبا", "\u20669\u2069 جرحى فأقل تقريبا"),
    ],
)
def test_a_figure_keeps_its_open_end(low: int | None, high: int | None, qualifier: str, want: str, called: str) -> None:
    assert qualifiers(figure(low, high, qualifier)) == want
    assert caption(figure(low, high, qualifier)) == called


@pytest.mark.parametrize(
    ("more", "want"),
    [
        ({}, "هجوم"),
        ({"mode": "aerial"}, "هجوم (جوي)"),
        ({"status": "denied"}, "هجوم (ينفيه طرف)"),
        ({"mode": "aerial", "status": "planned"}, "هجوم (جوي، مقرر)"),
    ],
)
def test_an_event_is_called_by_its_type_and_then_its_mode(more: dict[str, object], want: str) -> None:
    assert caption(event(**more)) == want


def test_the_place_is_what_a_long_label_loses() -> None:
    assert label_of(event(mode="aerial"), "سبها") == "هجوم (جوي) · سبها"
    assert label_of(event(mode="aerial"), "مطار معيتيقة الدولي شرقي العاصمة") == "هجوم (جوي) · مطار معيتيقة الدولي …"
    assert label_of(event(mode="hunger", status="denied"), "مطار معيتيقة") == "هجوم (إضراب عن الطعام، ينفيه طرف)"
    assert len(label_of(event(mode="third-party", status="denied"), "مطار معيتيقة الدولي")) == 34


def test_every_record_has_a_name_with_its_kind(coded: CodedReport) -> None:
    names = {r.id: r.name for r in (*coded.actors, *coded.places)}
    got = captions(coded, names)
    assert got["e1"] == "حدث: هجوم (سلاح ثقيل)"
    assert got["f1"] == "رقم: \u20667\u2069 قتلى"
    assert got["s1"] == "قول: \u2067عبد الرحمن الحامدي\u2069"
    assert got["a2"] == "فاعل: \u2067حكومة الوفاق\u2069"
    assert got["p2"] == "مكان: \u2067طرابلس\u2069"
    assert len(got) == 13


def test_isolated_in_its_own_direction() -> None:
    assert isolated("2019-04-04 – 2019-04-14") == "\u20662019-04-04 – 2019-04-14\u2069"
    assert isolated("قناة BBC") == "\u2067قناة BBC\u2069"
