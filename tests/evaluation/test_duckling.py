"""Dates against other parsers' cases: floors, lowered only by an explicit act."""

from marsad.evaluation.duckling import dateparser_cases, duckling_cases


def _share(cases):
    counted = [c for c in cases if c.apart is None]
    return sum(c.right for c in counted) / len(counted)


def test_durations_of_duckling(shared):
    assert _share(c for c in duckling_cases(shared / "bench") if c.dim == "Duration_AR") >= 0.97


def test_times_of_duckling_that_news_can_contain(shared):
    cases = [c for c in duckling_cases(shared / "bench") if c.dim == "Time_AR"]
    assert _share(cases) >= 0.93
    assert sum(c.right for c in cases) / len(cases) >= 0.88  # with those counted apart


def test_dateparser(shared):
    assert _share(dateparser_cases(shared / "bench")) >= 0.90
