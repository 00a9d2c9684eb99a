"""A place with what lies in it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from marsad.errors import InputError
from marsad.merging.theatre import figures_in, theatre
from marsad.merging.told import Told
from marsad.records import Place

from .makes import CHAD, GHARYAN, LIBYA, SUBURB, TRIPOLI, figure, told

TEXT = "قتل 5 ثم 6 ثم 7 ثم 8."
ALL = (TRIPOLI, GHARYAN, SUBURB, LIBYA, CHAD)


def report(*, places: tuple[Place, ...] = ALL) -> Told:
    figures = [figure(TEXT, str(5 + n), 5 + n, id=f"f{n}", place=place) for n, place in enumerate(("p1", "p2", "p3", None))]
    return told(1, TEXT, figures=figures, places=places)


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("طرابلس", "p1 p3"),
        ("Tripoli", "p1 p3"),
        ("2210247", "p1 p3"),
        ("غريان", "p2"),
        ("ليبيا", "p1 p2 p3 p4"),
        ("Libya", "p1 p2 p3 p4"),
    ],
)
def test_what_lies_in_it(name: str, held: str) -> None:
    there = theatre(name, [report()])
    assert [p.id for p in ALL if there.holds(p)] == held.split()
    assert not there.holds(None)


def test_a_state_is_meant_by_its_code_though_its_towns_are_named_more() -> None:
    there = theatre("LY", [told(1, TEXT, places=[*ALL, *[replace(TRIPOLI, id=f"q{n}", mentions=[(0, 1)] * 9) for n in range(3)]])])
    assert there.place.kind == "country"


def test_how_far_it_reaches_can_be_said() -> None:
    assert theatre("طرابلس", [report()], within=100).holds(GHARYAN)
    assert not theatre("طرابلس", [report()], within=5).holds(SUBURB)


def test_a_province_holds_its_towns() -> None:
    province = replace(GHARYAN, id="p9", name="الجبل الغربي", kind="admin", geonames=1, precision="admin1", uncertainty_km=75.0)
    assert theatre("الجبل الغربي", [told(1, TEXT, places=[province])]).holds(GHARYAN)


def test_figures_without_a_place_belong_where_their_report_is_set() -> None:
    made = report()
    assert [(f.id, why) for _, f, why in figures_in(theatre("طرابلس", [made]), [made])] == [
        ("f0", "place"),
        ("f2", "place"),
        ("f3", "report"),
    ]


@pytest.mark.parametrize(("name", "why"), [("أطلانطس", "no report of the archive names such a place"), ("؟!", "there is no word in it")])
def test_places_that_are_none(name: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        theatre(name, [report()])
