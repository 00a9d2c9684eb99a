"""Which place a name means, in reports of our own."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from marsad.coder import Coder
from marsad.linking.geography import link_document, outside
from marsad.linking.surroundings import Offset, shifted
from marsad.mentions.places import find_places
from marsad.mentions.types import PlaceMention
from marsad.records import Place, Report
from marsad.text.document import read


def places(text: str, **states: int) -> list[Place]:
    document = read(text)
    return link_document(document, find_places(document), states=Counter(states))


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("اندلع القتال في طرابلس بين قوات حفتر والقوات الليبية، وقصفت سرت", "طرابلس", "LY"),
        ("شهدت طرابلس شمال لبنان توترا، وانتشر الجيش اللبناني في صيدا وبيروت", "طرابلس", "LB"),
        ("وصل الرئيس الأردني إلى عمان", "عمان", "JO"),
        ("استضافت سلطنة عمان المحادثات في مسقط", "سلطنة عمان", "OM"),
        ("سقطت أمطار غزيرة في العاصمة عمان", "عمان", "JO"),
        ("قصف الطيران مدينة الباب شمال حلب في سوريا", "الباب", "SY"),
        ("قتل جندي في بلدة الحمروشة في العراق قرب الموصل", "الحمروشة", "IQ"),
    ],
)
def test_the_state_is_told_by_what_stands_around(text: str, name: str, country: str) -> None:
    found = {p.name: p for p in places(text)}
    assert name in found, found
    assert found[name].country == country


def test_a_quarter_lies_in_no_state_that_the_report_never_speaks_of() -> None:
    """Many towns have an airport road, or a hospital of that name."""
    assert [p.country for p in places("اشتباكات على طريق المطار") if p.name == "طريق المطار"] == ["LY"]
    assert [p.country for p in places("في العراق قتل جندي قرب طريق المطار") if p.name == "طريق المطار"] == ["IQ"]
    found = {p.name: p for p in places("قصف الطيران مستشفى الجزيرة في اليمن")}
    assert found["مستشفى الجزيرة"].country == "YE"


def test_a_state_that_may_be_a_city_speaks_for_neither() -> None:
    found = {
        p.name: p for p in Coder().code(Report(text="أعلن الأردن حالة الطوارئ، وقالت عمان إن الوضع صعب، ووصلت فرق الإنقاذ إلى عمان")).places
    }
    assert found["عمان"].country == "JO"


def test_one_record_for_each_place_under_all_its_names() -> None:
    found = places("دخلت قوات تركية إلى سوريا، وأدانت سورية ذلك. وقالت الولايات المتحدة إن أمريكا لن تنسحب من سوريا")
    assert [p.country for p in found] == ["SY", "US"]
    assert len(found[0].mentions) == 3
    assert found[0].name == "سوريا"


def test_a_governorate_and_its_town_are_two() -> None:
    found = {p.name: p for p in places("في محافظة البصرة خرج متظاهرون، وفي مدينة البصرة أحرقت مقار")}
    assert found["محافظة البصرة"].kind == "admin"
    assert found["محافظة البصرة"].precision == "admin1"
    assert found["البصرة"].kind == "city"
    assert found["البصرة"].precision == "city"


def test_a_facility_with_no_row_lies_in_the_town_that_it_is_named_after() -> None:
    (found,) = places("قصف الطيران مستشفى مصراتة")
    assert found.kind == "facility"
    assert found.geonames is None
    assert found.country == "LY"
    assert (found.precision, round(found.lat or 0), round(found.lon or 0)) == ("city", 32, 15)


def test_what_stands_right_after_a_building_places_it() -> None:
    found = {p.name: p for p in places("عاد الوفد من بغداد، وتجمع محتجون أمام السفارة الإيرانية في لندن")}
    assert found["السفارة الإيرانية"].country == "GB"
    assert found["السفارة الإيرانية"].lat == found["لندن"].lat


def test_a_place_told_by_distance_has_its_own_point() -> None:
    (sirte,) = places("وقع الهجوم على بعد 50 كيلومترا جنوب سرت")
    assert sirte.geonames is None
    assert sirte.lat is not None
    assert 30.6 < sirte.lat < 30.9  # Sirte lies at 31.2
    assert sirte.uncertainty_km is not None
    assert 5 <= sirte.uncertainty_km <= 25
    assert sirte.name == "جنوب سرت"


def test_a_direction_alone_gives_a_wide_point() -> None:
    (place,) = places("دارت اشتباكات شرقي مصراتة")
    assert place.uncertainty_km is not None
    assert place.uncertainty_km >= 10


def test_a_town_also_named_plainly_keeps_its_own_point() -> None:
    (place,) = places("دخلت القوات سرت، ثم تقدمت 50 كيلومترا جنوب سرت")
    assert place.geonames is not None
    assert place.name == "سرت"


def test_a_place_that_nothing_is_known_of_has_no_point() -> None:
    (unknown,) = places("قصفت الطائرات قرية العويسجة")
    assert unknown.lat is None
    assert unknown.precision is None
    assert unknown.geonames is None


@pytest.mark.parametrize(("bearing", "lat", "lon"), [(0, 31.0, 20.0), (90, 30.0, 21.15), (180, 29.0, 20.0), (270, 30.0, 18.85)])
def test_shifted(bearing: float, lat: float, lon: float) -> None:
    got = shifted(30.0, 20.0, Offset(bearing, 111.2, 0))
    assert got[0] == pytest.approx(lat, abs=0.01)
    assert got[1] == pytest.approx(lon, abs=0.01)


def test_outside_drops_what_lies_within_a_longer_name() -> None:
    def mention(start: int, end: int) -> PlaceMention:
        return PlaceMention(start, end, 0, 1, "x")

    got = outside([mention(0, 5), mention(10, 15), mention(20, 25)], [(0, 5), (8, 18), (21, 23)])
    assert [(m.start, m.end) for m in got] == [(0, 5), (20, 25)]


def test_many_unknown_places_take_linear_time() -> None:
    text = " ".join(
        f"قرية العويسج{chr(0x627 + i % 36)}{chr(0x628 + i // 36 % 30)}{chr(0x628 + i // 1080 % 30)} ثم طرابلس وسرت" for i in range(4000)
    )
    document = read(text)
    mentions = find_places(document)
    started = time.process_time()
    link_document(document, mentions)
    assert time.process_time() - started < 5
