import datetime as dt

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


@given(st.lists(st.tuples(st.integers(-500, 40_000), st.integers(0, 4000)), min_size=1, max_size=30))
def test_bars_lie_on_the_line(spans: list[tuple[int, int]]) -> None:
    line = timeline([ago(f"e{n}", first, first - length) for n, (first, length) in enumerate(spans)], TODAY)
    assert line is not None
    for bar in line.bars:
        assert 0 <= bar.x <= bar.x + bar.width <= 100.01
        assert 0 <= bar.label_x <= 100
