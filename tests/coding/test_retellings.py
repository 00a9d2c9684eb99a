"""What is told twice is one event; what day, place or parties tell apart is not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from marsad.coding.retellings import told_once
from marsad.records import Date, Event, Span


def event(n: int, **fields: Any) -> Event:
    words = Span(start=n, end=n + 1, text="ق")
    given: dict[str, Any] = {"type": "ASSAULT", "actors": ["a1"], "recipients": ["a2"], "confidence": 0.5} | fields
    return Event(
        id=f"e{n}", quad="material conflict", intensity=-8.0, status="occurred", trigger=words, evidence=words, why="trigger:قصف/verb", **given
    )


def day(n: int) -> Date:
    return Date(from_=dt.date(2019, 4, n), to=dt.date(2019, 4, n), precision="day")


@pytest.mark.parametrize(
    ("fields", "one"),
    [
        ({}, True),
        ({"date": day(4)}, True),  # the first names no day
        ({"mode": "aerial"}, True),
        ({"type": "COERCE"}, False),
        ({"recipients": ["a3"]}, False),
        ({"actors": [], "recipients": []}, False),
    ],
)
def test_a_second_telling_has_the_same_type_and_parties(fields: dict[str, Any], one: bool) -> None:
    assert (len(told_once([event(1), event(2, **fields)])) == 1) == one


@pytest.mark.parametrize(("first", "second"), [({"date": day(3)}, {"date": day(4)}), ({"place": "p1"}, {"place": "p2"})])
def test_another_day_or_place_is_another_event(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert len(told_once([event(1, **first), event(2, **second)])) == 2


def test_the_surer_telling_stays_and_all_are_numbered_anew() -> None:
    left = told_once([event(1), event(2, type="PROTEST"), event(3, confidence=0.9), event(4, confidence=0.2), event(5, type="AID")])
    assert [(e.id, e.type, e.confidence) for e in left] == [("e1", "PROTEST", 0.5), ("e2", "ASSAULT", 0.9), ("e3", "AID", 0.5)]


def test_nobody_named_is_nothing_to_go_by() -> None:
    blasts = [event(n, actors=[], recipients=[]) for n in range(3)]
    assert len(told_once(blasts)) == 3
