"""Numbers in sentences: spans, hedges, vague words, duals, and what is no number."""

from __future__ import annotations

import pytest

from marsad.mentions.numbers import find_numbers
from marsad.text.document import read


def found(text: str) -> list[tuple[str, float | None, float | None, str]]:
    return [(text[m.start : m.end], m.low, m.high, m.qualifier) for m in find_numbers(read(text)) if m.kind != "ordinal"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل نحو 300 نازح إلى المدينة", [("300", 300, 300, "about")]),
        ("وصل زهاء ألفي نازح", [("ألفي", 2000, 2000, "about")]),
        ("أصيب ما لا يقل عن عشرين عاملا", [("عشرين", 20, None, "at_least")]),
        ("أصيب لا يقل عن 7 عمال", [("7", 7, None, "at_least")]),
        ("أصيب 7 عمال على الأقل", [("7", 7, None, "at_least")]),
        ("نزح أكثر من 40 ألف شخص", [("40 ألف", 40_000, None, "at_least")]),
        ("قرابة 1,5 مليون لاجئ", [("1,5 مليون", 1_500_000, 1_500_000, "about")]),
        ("وصل ما بين 200 و300 لاجئ", [("200 و300", 200, 300, "between")]),
        ("يتراوح عددهم بين عشرين وثلاثين ألف نازح", [("عشرين وثلاثين ألف", 20_000, 30_000, "between")]),
        ("غرق 10 إلى 12 صيادا", [("10 إلى 12", 10, 12, "between")]),
        ("ما يصل إلى 50 مسلحا", [("50", None, 50, "at_most")]),
        ("أقل من 50 مسلحا", [("50", None, 50, "at_most")]),
        ("فر عشرات المدنيين", [("عشرات", 20, 99, "vague")]),
        ("فر المئات", [("المئات", 200, 999, "vague")]),
        ("فر عشرات الآلاف من السكان", [("عشرات الآلاف", 20_000, 99_999, "vague")]),
        ("فر مئات آلاف السكان", [("مئات آلاف", 200_000, 999_999, "vague")]),
        ("عدة مئات من السكان", [("عدة مئات", 200, 999, "vague")]),
        ("عدد من الجنود", [("عدد من", 2, None, "vague")]),
        ("العديد من القرى", [("العديد من", 2, None, "vague")]),
        ("عدة قرى", [("عدة", 2, None, "vague")]),
        ("تجاوز عدد القتلى 90", [("90", 90, None, "at_least")]),
        ("جرح جنديان وسقطت قذيفتان", [("جنديان", 2, 2, "exact"), ("قذيفتان", 2, 2, "exact")]),
        ("مقتل مدني في القصف", [("مدني", 1, 1, "exact")]),
        ("ارتفع العدد من 20 إلى 30 قتيلا", [("20", 20, 20, "exact"), ("30", 30, 30, "exact")]),
        ("بنسبة 20 في المئة", [("20 في المئة", 20, 20, "exact")]),
    ],
)
def test_numbers_hedges(text: str, expected: list[tuple[str, float | None, float | None, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "في عام 2011",
        "انتخابات 2014 في البلاد",
        "ثورة 17 فبراير",
        "كتيبة 166 في المدينة",
        "المادة 7 من الدستور",
        "القرار رقم 2254",
        "مجموعة العشرين",
        "الشاب (19 عاما)",
        "البالغ من العمر 40 عاما",
        "الساعة 10:30",
        "بتاريخ 24/1/2015",
        "هاتف 0021891234567",
        "طائرة سوخوي 24",
    ],
)
def test_numbers_leaves_labels(text: str) -> None:
    assert found(text) == []


def test_numbers_spans_say_what_they_claim() -> None:
    text = "وقُتِلَ ثَلاثَةُ جُنودٍ و١٢ مدنيًا"
    assert [(text[m.start : m.end], m.value) for m in find_numbers(read(text))] == [("ثَلاثَة", 3), ("١٢", 12)]
