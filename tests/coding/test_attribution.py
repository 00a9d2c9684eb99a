"""Whom the report gives as its source for what stands at a place."""

from __future__ import annotations

import pytest

from marsad.coder import Coder
from marsad.coding.attribution import source_at
from marsad.records import Report


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.mark.parametrize(
    ("text", "at", "want"),
    [
        ("أعلنت الأمم المتحدة أن سبعين مدنيا قتلوا. وقتل جنديان في انفجار لغم.", "سبعين", "الأمم المتحدة"),
        ("أعلنت الأمم المتحدة أن سبعين مدنيا قتلوا. وقتل جنديان في انفجار لغم.", "جنديان", None),
        ("قتل عشرة مدنيين في غارة على السوق، بحسب المرصد السوري لحقوق الإنسان.", "عشرة", "المرصد السوري لحقوق الإنسان"),
        ("أعلنت الأمم المتحدة أن سبعين مدنيا قتلوا. وقتل جنديان في انفجار لغم.", "أعلنت", None),
    ],
)
def test_source_at(coder: Coder, text: str, at: str, want: str | None) -> None:
    reading = coder.read(Report(text=text))
    source = source_at(reading, text.index(at))
    names = {a.id: a.name for a in reading.cast}
    assert (names[source.actor] if source else None) == want


def test_a_demand_vouches_for_nothing(coder: Coder) -> None:
    text = "دعت الحكومة اليمنية المنظمات إلى علاج الجرحى الذين خلفتهم المعارك في المحافظة."
    reading = coder.read(Report(text=text))
    assert reading.statements
    assert source_at(reading, text.index("الجرحى")) is None
