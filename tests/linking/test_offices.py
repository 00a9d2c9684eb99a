"""Offices: one form for the many ways to write them, and who held them when."""

from __future__ import annotations

import pytest

from marsad.lexicon.knowledge import Knowledge
from marsad.linking.offices import Offices, offices


@pytest.fixture(scope="module")
def known() -> Offices:
    return offices(Knowledge.load())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("رئيس الوزراء البريطاني", "رئيسة وزراء بريطانيا"),
        ("الرئيس المصري", "رئيس جمهورية مصر العربية"),
        ("وزيرة الخارجية الليبية", "وزير خارجية ليبيا"),
        ("العاهل الأردني", "ملك الأردن"),
        ("الناطق باسم الجيش الليبي", "المتحدث الرسمي باسم الجيش الليبي"),
    ],
)
def test_one_office_in_two_writings(known: Offices, one: str, other: str) -> None:
    assert known.read(one) == known.read(other)


def test_former_is_told(known: Offices) -> None:
    assert known.read("الرئيس السوداني السابق").former
    assert known.read("الرئيس السوداني السابق").words == known.read("الرئيس السوداني").words


@pytest.mark.parametrize(
    ("role", "country", "day", "id"),
    [
        ("الرئيس المصري", None, "2012-12-01", "mohamed-morsi"),
        ("الرئيس المصري", None, "2018-12-01", "abdel-fattah-el-sisi"),
        ("رئيس الوزراء", "IQ", "2018-05-01", "haider-al-abadi"),
        ("رئيس الوزراء", None, "2018-05-01", None),
        ("الرئيس الأمريكي", None, "2016-05-01", "barack-obama"),
        ("الرئيس الأمريكي", None, None, None),
        ("الأمين العام للأمم المتحدة", None, "2018-05-01", "antonio-guterres"),
        ("الرئيس اليمني السابق", None, "2016-05-01", "ali-abdullah-saleh"),
        ("المبعوث الأممي إلى اليمن", None, "2017-05-01", "ismail-ould-cheikh-ahmed"),
        ("المبعوث الأممي إلى ليبيا", None, "2018-05-01", "ghassan-salame"),
        ("وزير الصيد المصري", None, "2018-05-01", None),
    ],
)
def test_holder(known: Offices, role: str, country: str | None, day: str | None, id: str | None) -> None:
    held = known.holder(role, country=country, day=day)
    assert (held.entry.id if held else None) == id


@pytest.mark.parametrize(
    ("id", "role", "day", "fit"),
    [
        ("haider-al-abadi", "رئيس الوزراء العراقي", "2016-05-01", 1.0),
        ("haider-al-abadi", "رئيس الوزراء العراقي", "2020-05-01", 0.5),
        ("haider-al-abadi", "رئيس الوزراء", "2016-05-01", 1.0),
        ("haider-al-abadi", "الوزير الليبي", "2016-05-01", -1.0),
        ("haider-al-abadi", "المهندس", "2016-05-01", 0.0),
    ],
)
def test_fits(known: Offices, id: str, role: str, day: str, fit: float) -> None:
    entry = Knowledge.load().actor(id)
    assert entry is not None
    assert known.fits(entry, role, day=day) == fit
