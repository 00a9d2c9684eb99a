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
        ("نسبة %20 من الأهالي", [("%20", 20, 20, "exact")]),
        ("من 20 إلى 30% من الأهالي", [("20 إلى 30%", 20, 30, "between")]),
        ("20 في المئة تقريبا", [("20 في المئة", 20, 20, "about")]),
    ],
)
def test_numbers_hedges(text: str, expected: list[tuple[str, float | None, float | None, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier"),
    [
        ("ما لايقل عن 12 عاملا", 12, None, "at_least"),
        ("مالايقل عن 12 عاملا", 12, None, "at_least"),
        ("لا يقل عددهم عن 12", 12, None, "at_least"),
        ("لم تقل حصيلة الزلزال عن 12", 12, None, "at_least"),
        ("ليس أقل من 12 عاملا", 12, None, "at_least"),
        ("ما لايزيد عن 12 عاملا", None, 12, "at_most"),
        ("مالا يزيد على 12 عاملا", None, 12, "at_most"),
        ("لايتجاوز 12 عاملا", None, 12, "at_most"),
        ("لم يتجاوز عددهم 12", None, 12, "at_most"),
        ("لا يتعدون 12 عاملا", None, 12, "at_most"),
        ("يزيد عدد الحاضرين فيها على 12", 12, None, "at_least"),
        ("يربو عددهم على 12 عاملا", 12, None, "at_least"),
        ("تخطت الحصيلة عتبة الـ12 عاملا", 12, None, "at_least"),
        ("تجاوز عدد الحاضرين حاجز الـ12", 12, None, "at_least"),
        ("يناهز عددهم 12", 12, 12, "about"),
        ("قدر عددهم بـ12 عاملا", 12, 12, "about"),
        ("قد يصل عددهم إلى 12 عاملا", None, 12, "at_most"),
        ("يحمل القارب حتى 12 راكبا", None, 12, "at_most"),
        ("12 عاملا من أهل القرية على الأقل", 12, None, "at_least"),
        ("12 عاملا على أبعد تقدير", None, 12, "at_most"),
        ("12 عاملا وأكثر", 12, None, "at_least"),
        ("12 عاملا ونيف", 12, None, "at_least"),
    ],
)
def test_numbers_hedges_in_every_spelling(text: str, low: float | None, high: float | None, qualifier: str) -> None:
    assert [(m.low, m.high, m.qualifier) for m in find_numbers(read(text))] == [(low, high, qualifier)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أصيب 12 عاملا وأكثر من 30 جنديا", [("12", 12, 12, "exact"), ("30", 30, None, "at_least")]),
        ("أصيب 12 عاملا ومات خمسة على الأقل", [("12", 12, 12, "exact"), ("خمسة", 5, None, "at_least")]),
        ("أصيب 12 عاملا بينهم طفلان على الأقل", [("12", 12, 12, "exact"), ("طفلان", 2, None, "at_least")]),
        ("بلغ العدد 12 عاملا ويزيد على ذلك كثيرا", [("12", 12, 12, "exact")]),
        ("بين 12 عاملا و30 جنديا فرق كبير", [("12", 12, 12, "exact"), ("30", 30, 30, "exact")]),
        ("مابين 12 و30 عاملا", [("12 و30", 12, 30, "between")]),
    ],
)
def test_numbers_hedges_keep_to_their_number(text: str, expected: list[tuple[str, float | None, float | None, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ضبط عدد (30) بندقية", [("(30)", 30, 30, "exact")]),
        ("عدد (5) دبابات وعدد (3) عربات", [("(5)", 5, 5, "exact"), ("(3)", 3, 3, "exact")]),
        ("سقط (7) جرحى", [("(7)", 7, 7, "exact")]),
        ("مات (15)، وأصيب (20) آخرون", [("(15)", 15, 15, "exact"), ("(20)", 20, 20, "exact")]),
        ("وصل نحو (15) ألف نازح", [("(15) ألف", 15_000, 15_000, "about")]),
        ("وصل ثلاثون (30) نازحا", [("ثلاثون (30)", 30, 30, "exact")]),
        ("وصل 30 (ثلاثون) نازحا", [("30 (ثلاثون)", 30, 30, "exact")]),
        ("سجل سالم (30) هدفه الأول", []),
        ("نصت المادة (30) على ذلك", []),
        ("في تمام الساعة (10) صباحا", []),
    ],
)
def test_numbers_in_brackets(text: str, expected: list[tuple[str, float | None, float | None, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("جرح أكثر من 1700 آخرين", [("1700", 1700, None, "at_least")]),
        ("أصيب نحو 1500 بالاختناق", [("1500", 1500, 1500, "about")]),
        ("مقتل 1400 نازح وجرح 1600", [("1400", 1400, 1400, "exact"), ("1600", 1600, 1600, "exact")]),
        ("إجلاء 1500 آخرين", [("1500", 1500, 1500, "exact")]),
        ("عاد إلى حدود 1967", []),
        ("بين 2011 و2013", []),
    ],
)
def test_numbers_tell_counts_from_years(text: str, expected: list[tuple[str, float | None, float | None, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مقتل مدني وإصابة آخر بجروح", [("مدني", 1, 1, "exact"), ("آخر", 1, 1, "exact")]),
        ("مقتل مدني وإصابة آخرين", [("مدني", 1, 1, "exact")]),
        ("مقتل مدني وإصابة آخر الناجين", [("مدني", 1, 1, "exact")]),
        ("إصابة جندي بجروح", [("جندي", 1, 1, "exact")]),
        ("إصابة فلسطينية بالرصاص", [("فلسطينية", 1, 1, "exact")]),
        ("مقتل شخص على الأقل في الحريق", [("شخص", 1, None, "at_least")]),
        ("مقتل ممرضتين وطبيبة", [("ممرضتين", 2, 2, "exact"), ("وطبيبة", 1, 1, "exact")]),
        ("قتل جنديان تركيان", [("جنديان", 2, 2, "exact")]),
        ("أصيب اثنان أميركيان", [("اثنان", 2, 2, "exact")]),
        ("سقوط 200 قتيل وجريح", [("200", 200, 200, "exact")]),
        ("تدمير 30 آلية وعربة", [("30", 30, 30, "exact")]),
        ("مقتل 12 مدنيا وجندي", [("12", 12, 12, "exact"), ("وجندي", 1, 1, "exact")]),
        ("سقوط العشرات بين قتيل وجريح", [("العشرات", 20, 99, "vague")]),
        ("أدى قصف روسي إلى أضرار", []),
        ("قصف مدينة بهجوم إسرائيلي", []),
        ("أصيب الرجل وطالب بالعلاج", []),
        ("بعد القصف عاد إليه الأهالي", []),
        ("سافر إلى بريطانيا بعد مقتل أخيه", []),
    ],
)
def test_numbers_of_one_and_two(text: str, expected: list[tuple[str, float | None, float | None, str]]) -> None:
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
        "طائرات إف-16 مقاتلة",
        "طائرة F16",
        "قاذفة تو-95 الثقيلة",
        "مدفع من عيار 23",
        "الرحلة 752",
        "القرار الأممي 194",
        "المادتان 7 و8",
        "مجموعة الـ20",
        "مجموعة 5+1",
        "القناة 12 المحلية",
        "انتهت المباراة 3-1",
        "في 8 / 10 / 1436",
        "4- إقرار الموازنة",
        "دون سن الـ18",
    ],
)
def test_numbers_leaves_labels(text: str) -> None:
    assert found(text) == []


def test_numbers_spans_say_what_they_claim() -> None:
    text = "وقُتِلَ ثَلاثَةُ جُنودٍ و١٢ مدنيًا"
    assert [(text[m.start : m.end], m.value) for m in find_numbers(read(text))] == [("ثَلاثَة", 3), ("١٢", 12)]
