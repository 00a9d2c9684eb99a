"""Places and periods, and how they lie to each other."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from marsad.merging.nearness import Days, gap, kilometres, places
from marsad.records import Place

from .makes import CHAD, GHARYAN, LIBYA, SUBURB, TRIPOLI

NAMELESS = Place(id="p9", name="موضع", country="LY")


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        (TRIPOLI, TRIPOLI, "same"),
        (TRIPOLI, replace(TRIPOLI, name="العاصمة", geonames=None, lat=32.90), "same"),  # 1.4 km off, called otherwise
        (TRIPOLI, SUBURB, "near"),  # 12 km, known to 15
        (TRIPOLI, replace(SUBURB, uncertainty_km=75.0), "within"),
        (TRIPOLI, GHARYAN, "apart"),
        (TRIPOLI, LIBYA, "within"),
        (LIBYA, LIBYA, "within"),
        (TRIPOLI, CHAD, "abroad"),
        (TRIPOLI, None, "unknown"),
        (None, None, "unknown"),
        (TRIPOLI, NAMELESS, "within"),  # only its state is known
    ],
)
def test_places(a: Place | None, b: Place | None, kind: str) -> None:
    assert places(a, b).kind == kind
    assert places(b, a).kind == kind


def test_kilometres() -> None:
    assert kilometres(TRIPOLI, GHARYAN) == pytest.approx(81, abs=1)
    assert kilometres(TRIPOLI, TRIPOLI) == 0
    assert kilometres(TRIPOLI, NAMELESS) is None


@pytest.mark.parametrize(("a", "b", "days"), [((1, 3), (3, 5), 0), ((1, 3), (4, 5), 1), ((8, 9), (1, 3), 5), ((1, 9), (4, 5), 0)])
def test_gap(a: tuple[int, int], b: tuple[int, int], days: int) -> None:
    one, other = (Days(dt.date(2019, 4, first), dt.date(2019, 4, last), True) for first, last in (a, b))
    assert gap(one, other) == gap(other, one) == days
