"""Reports that are not about conflict. The texts are ours."""

from __future__ import annotations

import pytest

from marsad.coder import Coder
from marsad.coding.register import register_of
from marsad.records import Report

CASES = {
    "sport": (
        "سيطر المنتخب على مجريات الشوط الأول وشن مهاجموه هجمات خطرة على مرمى الضيوف، قبل أن يقتل قائد الفريق المباراة بهدف ثان في الدقيقة الأخيرة.",
        "sport",
    ),
    "technology": (
        "أطلقت الشركة نسخة جديدة من تطبيقها للهواتف الذكية، وقالت إن التحديث يضيف ميزات للمستخدمين ويحمي حواسيبهم.",
        "technology",
    ),
    "conflict": ("قصفت المدفعية أحياء شرقي المدينة فجر الأحد، وقتل خمسة مدنيين على الأقل بحسب مسعفين.", None),
    "nothing": ("", None),
}


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.mark.parametrize("case", CASES)
def test_register(coder: Coder, case: str) -> None:
    text, register = CASES[case]
    assert register_of(coder.read(Report(text=text))) == register


@pytest.mark.parametrize("case", ["sport", "technology"])
def test_no_violence_there(coder: Coder, case: str) -> None:
    assert [e.trigger.text for e in coder.code(Report(text=CASES[case][0])).events if e.type in ("ASSAULT", "PROTEST")] == []
