"""Low, best and high by UCDP's and ACLED's rules."""

from __future__ import annotations

import pytest

from marsad.merging.rules import Estimate, Range, Rule, estimate, total

EXACT_121, EXACT_75 = Range(121, 121, "exact"), Range(75, 75, "exact")
AT_LEAST_20, AT_MOST_30, DOZENS = Range(20, None, "at_least"), Range(None, 30, "at_most"), Range(20, 99, "vague")


@pytest.mark.parametrize(
    ("rule", "claims", "expected"),
    [
        ("ucdp", [EXACT_121], (121, 121, 121)),
        ("ucdp", [EXACT_121, EXACT_75], (75, 75, 121)),  # sources that cannot be told apart: the lower one is best
        ("ucdp", [EXACT_121._replace(trusted=True), EXACT_75], (75, 121, 121)),  # the most reliable source is best
        ("ucdp", [AT_LEAST_20], (20, 20, 20)),
        ("ucdp", [AT_MOST_30], (0, 30, 30)),
        ("ucdp", [Range(40, 50, "between"), EXACT_75], (40, 40, 75)),
        ("ucdp", [DOZENS, Range(30, 30, "about")], (20, 20, 99)),
        ("ucdp", [], (None, None, None)),
        ("acled", [EXACT_121, EXACT_75], (None, 75, None)),
        ("acled", [EXACT_121._replace(trusted=True), EXACT_75], (None, 121, None)),
        ("acled", [AT_LEAST_20], (None, 20, None)),
        ("acled", [AT_MOST_30], (None, 30, None)),
        ("acled", [DOZENS], (None, 10, None)),
        ("acled", [Range(200, 999, "vague")], (None, 100, None)),
        ("acled", [Range(20000, 99999, "vague")], (None, 10000, None)),
        ("acled", [Range(2, None, "vague")], (None, 3, None)),
        ("acled", [], (None, None, None)),
    ],
)
def test_estimates(rule: Rule, claims: list[Range], expected: tuple[int | None, ...]) -> None:
    assert estimate(rule, claims) == Estimate(*expected)


def test_totals_add_up_what_is_known() -> None:
    assert total([Estimate(1, 2, 3), Estimate(10, None, 30)]) == Estimate(11, 2, 33)
    assert total([Estimate(None, 5, None)]) == Estimate(None, 5, None)
    assert total([]) == Estimate(None, None, None)
