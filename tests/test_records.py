"""Records: what they read, what they refuse, and how a coded report is held against its text."""

from __future__ import annotations

import datetime as dt
import json

import msgspec
import pytest

from marsad.records import Actor, CodedReport, Date, Event, Span, Statement, check, schema, span

TEXT = "قصفت القوات المدينة أمس"


def coded(**changes: object) -> CodedReport:
    event = Event(
        id="e1", type="ASSAULT", actors=["a1"], trigger=span(TEXT, 0, 4), evidence=span(TEXT, 0, 19), confidence=0.9, why="test",
        date=Date(from_=dt.date(2019, 4, 4), to=dt.date(2019, 4, 4), precision="day", text=span(TEXT, 20, 23)),
    )  # fmt: skip
    base = CodedReport(coder="test", actors=[Actor(id="a1", name="القوات", kind="military", mentions=[(5, 11)])], events=[event])
    return msgspec.structs.replace(base, **changes)


def test_a_coded_report_reads_back_what_it_wrote() -> None:
    assert CodedReport.read(coded().to_json()) == coded()


def test_lone_surrogates_read_back_too() -> None:
    odd = coded(id="\udfff", title="قصف \ud800")
    assert CodedReport.read(odd.to_json()) == odd
    with pytest.raises(msgspec.DecodeError):
        CodedReport.read(b'{"id": "\\udfff"')
    with pytest.raises(msgspec.ValidationError):
        CodedReport.read(b'{"id": "\\udfff", "coder": 1}')


def test_dates_are_written_as_from_and_to() -> None:
    date = json.loads(coded().to_json())["events"][0]["date"]
    assert (date["from"], date["to"], date["text"]["text"]) == ("2019-04-04", "2019-04-04", "أمس")


def test_check_finds_nothing_wrong_with_a_right_report() -> None:
    assert check(coded(), TEXT) == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"actors": []}, "no record has the id a1"),
        ({"actors": [Actor(id="a1", name="س", mentions=[(0, 99)])]}, "outside the text"),
        (
            {"statements": [Statement(id="s1", speaker="a1", cue=Span(start=0, end=4, text="قال"), content=span(TEXT, 5, 11),
                                      direct=False, confidence=0.5, why="test")]},
            "is not 'قال'",
        ),
        ({"actors": [Actor(id="a1", name="س"), Actor(id="a1", name="ص")]}, "given twice"),
    ],
)  # fmt: skip
def test_check_finds_what_is_wrong(changes: dict[str, object], says: str) -> None:
    assert any(says in fault for fault in check(coded(**changes), TEXT))


def test_reading_refuses_what_the_codebook_does_not_know() -> None:
    with pytest.raises(msgspec.ValidationError, match="type"):
        CodedReport.read(coded().to_json().replace(b'"ASSAULT"', b'"BOMBARD"'))


def test_lone_surrogates_are_written_as_escapes() -> None:
    broken = coded(title="عنوان \ud800")
    assert json.loads(broken.to_json())["title"] == "عنوان \ud800"


def test_schema_names_every_kind_of_record() -> None:
    assert {"Actor", "Place", "Event", "Figure", "Statement", "Span", "Date"} <= set(schema()["$defs"])
