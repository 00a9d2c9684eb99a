"""Features by place: named, weighed and kept."""

from __future__ import annotations

import pytest

from marsad.models import LinearModel
from marsad.models.layouts import Layout, Weighed, names_of

LAYOUT = Layout("rank={}/{}", lambda word: [f"w={word}", f"e={word[-1:]}"], "quoted")


def test_values_are_named_by_template_or_function_and_none_says_nothing() -> None:
    assert LAYOUT.names([(1, "في"), "قصف", True]) == ["rank=1/في", "w=قصف", "e=ف", "quoted"]
    assert LAYOUT.names([None, "قصف", None]) == ["w=قصف", "e=ف"]
    assert names_of([(LAYOUT, (None, None, True)), (Layout("x={}"), ("y",))]) == ["quoted", "x=y"]


def test_a_model_of_two_weighs_by_place_what_it_weighs_by_name() -> None:
    model = LinearModel(("0", "1"), {"bias": (0.5, -0.5), "rank=1/في": (-1.0, 1.0), "e=ف": (0.25, -0.25), "quoted": (0.0, 2.0)})
    for values in ([(1, "في"), "قصف", True], [(1, "في"), None, None], [(2, "في"), "قتل", True], [(1, "في"), "قصف", True]):
        parts = [(LAYOUT, values)]
        assert model.lean_of(parts) == pytest.approx(model.lean(names_of(parts)))
        assert model.chance_of(parts) == pytest.approx(model.chance(names_of(parts)))


def test_a_model_of_three_weighs_by_place_what_it_weighs_by_name() -> None:
    rows = {"bias": (0.1, 0.7, -0.8), "rank=1/في": (1.0, -1.0, 0.0), "w=قصف": (-0.5, 0.0, 0.5), "quoted": (2.0, 0.0, -2.0)}
    model = LinearModel(("actor", "none", "recipient"), rows)
    for values in ([(1, "في"), "قصف", True], [None, "قتل", None], [(3, "من"), None, True]):
        parts = [(LAYOUT, values)]
        scores = model.scores(names_of(parts))
        assert model.pair_of(parts) == pytest.approx((scores["actor"], scores["recipient"]))


def test_what_was_weighed_is_kept_but_not_for_ever() -> None:
    asked: list[str] = []

    def naming(value: str) -> list[str]:
        asked.append(value)
        return [value]

    weighed = Weighed(naming, lambda name: float(len(name)), 0.0)
    assert [weighed["ab"], weighed["ab"], weighed[None]] == [2.0, 2.0, 0.0]
    assert asked == ["ab"]
    for n in range(10_000):
        assert weighed[str(n)] == float(len(str(n)))
    assert len(weighed) < 5_000
    assert weighed[None] == 0.0
