import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.export.timeline import Dated, timeline

TODAY = dt.date(2019, 4, 17)


def ago(ref: str, first: int, last: int | None = None, label: str = "قصف") -> Dated:
    return Dated(ref, "e", label, TODAY - dt.timedelta(first), TODAY - dt.timedelta(first if last is None else last))


def test_no_dates_no_line() -> None:
    assert timeline([], TODAY) is None


def test_time_runs_from_right_to_left() -> None:
    line = timeline([ago("e1", 400), ago("e2", 1), ago("e3", -3)], TODAY)
    assert line is not None
    xs = {b.ref: b.x for b in line.bars}
    assert xs["e1"] > xs["e2"] > xs["e3"]
    assert [t.days for t in line.ticks] == [-365, -30, -7, -1, 0, 1]
    assert [t.x for t in line.ticks] == sorted((t.x for t in line.ticks), reverse=True)


def test_without_a_day_of_publication_the_last_day_is_the_measure() -> None:
    line = timeline([ago("e1", 9), ago("e2", 2)], None)
    assert line is not None
    assert line.today == TODAY - dt.timedelta(2)


def test_a_label_without_room_lies_over_its_bar() -> None:
    line = timeline([ago("e1", 3000, 0)], TODAY)
    assert line is not None
    assert line.bars[0].upon


def test_what_finds_no_lane_is_counted() -> None:
    line = timeline([ago(f"e{n}", 1) for n in range(20)], TODAY)
    assert line is not None
    assert len(line.bars) + line.left_out == 20
    assert line.left_out


def test_the_news_of_the_day_is_placed_before_what_is_older() -> None:
    old = [ago(f"e{n}", 2) for n in range(9)]
    line = timeline([*old, ago("e9", 2, 0), ago("e10", 0)], TODAY)
    assert line is not None
    assert line.bars[0].ref == "e10"
    assert [item.ref for item in line.others] == ["e8", "e9"]


def test_the_surest_of_a_day_is_placed_first() -> None:
    line = timeline([ago(f"e{n}", 1)._replace(sure=n / 20) for n in range(20)], TODAY)
    assert line is not None
    assert [b.ref for b in line.bars] == [f"e{n}" for n in range(19, 10, -1)]


def test_old_and_new_share_a_lane_where_both_fit() -> None:
    line = timeline([ago("e1", 4000), ago("e2", 0)], TODAY)
    assert line is not None
    assert {b.ref: b.lane for b in line.bars} == {"e1": 0, "e2": 0}


def test_records_told_as_one_are_counted_each() -> None:
    line = timeline([ago(f"e{n} f{n}", 1) for n in range(10)], TODAY)
    assert line is not None
    assert line.left_out == 2


@pytest.mark.parametrize(("first", "last"), [(1, 0), (400, -3), (4000, 0), (4000, -40), (277_000, -30)])
def test_names_of_ticks_keep_apart(first: int, last: int) -> None:
    line = timeline([ago("e1", first), ago("e2", last)], TODAY)
    assert line is not None
    for allowed, room in (({"always"}, 12), ({"always", "wide"}, 4.5)):
        named = [t.x for t in line.ticks if t.named in allowed]
        assert all(a - b >= room - 0.02 for a, b in pairwise(named))
    assert next(t.named for t in line.ticks if t.days == 0) == "always"


@given(st.lists(st.tuples(st.integers(-500, 40_000), st.integers(0, 4000)), min_size=1, max_size=30))
def test_bars_lie_on_the_line(spans: list[tuple[int, int]]) -> None:
    line = timeline([ago(f"e{n}", first, first - length) for n, (first, length) in enumerate(spans)], TODAY)
    assert line is not None
    for bar in line.bars:
        assert 0 <= bar.x <= bar.x + bar.width <= 100.01
        assert 0 <= bar.label_x <= 100
