import datetime as dt
import subprocess
import sys
from collections.abc import Callable

import pytest

import marsad

TEXT = "قالت وزارة الصحة إن 21 شخصا على الأقل قتلوا أمس في طرابلس، وإن عشرات جرحوا."


def test_all_is_sorted_and_there() -> None:
    assert marsad.__all__ == sorted(marsad.__all__)
    assert set(marsad.__all__) <= set(dir(marsad))
    for name in marsad.__all__:
        assert getattr(marsad, name).__module__.startswith("marsad.")


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        marsad.nothing  # noqa: B018


def test_importing_costs_nothing() -> None:
    code = "import sys, marsad; print([m for m in sys.modules if m.startswith('marsad.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_numbers_have_start_end_value() -> None:
    found = marsad.numbers(TEXT)
    first = next(n for n in found if n.value == 21)
    assert TEXT[first.start : first.end].startswith("21")
    vague = next(n for n in found if n.value is None)
    assert (vague.low, vague.high, vague.qualifier) == (20, 99, "vague")


@pytest.mark.parametrize("published", ["2019-04-14", dt.date(2019, 4, 14)])
def test_dates_have_first_and_last_day(published: dt.date | str) -> None:
    (found,) = marsad.dates(TEXT, published=published)
    assert TEXT[found.start : found.end] == "أمس"
    assert found.first == found.last == dt.date(2019, 4, 13)
    assert found.precision == "day"


def test_relative_dates_stay_open_without_a_day_of_publication() -> None:
    (found,) = marsad.dates(TEXT)
    assert found.first is None
    assert found.last is None


def test_code_and_code_many_agree() -> None:
    coder = marsad.Coder()
    report = marsad.Report(text=TEXT, published=dt.date(2019, 4, 14))
    assert list(coder.code_many([report, report])) == [coder.code(report)] * 2


def test_published_may_be_written_out() -> None:
    coded = marsad.Coder().code(marsad.Report(text=TEXT, published="2019-04-14"))
    assert coded.published == dt.date(2019, 4, 14)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda: marsad.Report(text=TEXT, published="الأحد"), "published: 'الأحد' is no date; write it as 2019-04-14"),
        (lambda: marsad.Report(text=TEXT, published=20190414), "published: 20190414 is no date"),  # type: ignore[arg-type]
        (lambda: marsad.Report(text=None), "text: is of type NoneType"),  # type: ignore[arg-type]
        (lambda: marsad.Report(text=TEXT, id=7), "id: 7 is of type int; give a str"),  # type: ignore[arg-type]
        (lambda: marsad.dates(TEXT, published="bad"), "published: 'bad' is no date"),
        (lambda: marsad.dates(b"x"), "the text is of type bytes"),  # type: ignore[arg-type]
        (lambda: marsad.numbers(None), "the text is of type NoneType"),  # type: ignore[arg-type]
        (lambda: marsad.Coder().code(TEXT), "of type str; give a Report: Report(text="),  # type: ignore[arg-type]
        (lambda: list(marsad.Coder().code_many([TEXT])), "of type str; give a Report"),  # type: ignore[list-item]
    ],
)
def test_bad_input_is_an_input_error(wrong: Callable[[], object], told: str) -> None:
    with pytest.raises(marsad.InputError) as error:
        wrong()
    assert told in str(error.value)


def test_the_day_of_a_point_in_time_is_taken() -> None:
    report = marsad.Report(text=TEXT, published=dt.datetime(2019, 4, 14, 23, 59))
    assert (type(report.published), report.published) == (dt.date, dt.date(2019, 4, 14))
