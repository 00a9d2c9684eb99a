import datetime as dt

import pytest

from marsad.export.wording import amount, bounds, ends, own_words, period
from marsad.records import Date, Figure, Span

WORDS = Span(start=0, end=4, text="أمس ")


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "want", "bare"),
    [
        (121, 121, "exact", "121", "121"),
        (13500, 13500, "about", "~13,500", "13,500"),
        (20, None, "at_least", "≥ 20", "20"),
        (None, 20, "at_most", "≤ 20", "20"),
        (20, 30, "between", "20–30", "20–30"),
        (20, 99, "vague", "(20–99)", "20–99"),
        (2, None, "vague", "(≥ 2)", "2"),
        (None, None, "vague", "(≤ ?)", "?"),
    ],
)
def test_amount(low: int | None, high: int | None, qualifier: str, want: str, bare: str) -> None:
    f = Figure(id="f1", measure="killed", low=low, high=high, qualifier=qualifier, evidence=WORDS, confidence=1.0, why="")  # type: ignore[arg-type]
    assert amount(f) == want
    assert bounds(f) == bare


@pytest.mark.parametrize(
    ("first", "last", "want"),
    [
        ("2019-04-04", "2019-04-04", "2019-04-04"),
        ("2019-04-04", "2019-04-14", "2019-04-04 – 2019-04-14"),
        ("2019-02-01", "2019-02-28", "2019-02"),
        ("2011-01-01", "2011-12-31", "2011"),
        ("2011-01-01", "2012-12-31", "2011-01-01 – 2012-12-31"),
        (None, None, "“أمس ”"),
    ],
)
def test_period(first: str | None, last: str | None, want: str) -> None:
    day = dt.date.fromisoformat
    date = Date(from_=day(first) if first else None, to=day(last) if last else None, precision="day", text=WORDS)
    assert period(date) == want
    assert " – ".join(ends(date)) == ("" if first is None else want)
    assert own_words(date) == (want if first is None else "")
    assert period(None) == ""
