"""A report as long as a book takes as long as its length, however much it tells: nothing is held against everything."""

from __future__ import annotations

import time

import pytest

from marsad.coder import Coder
from marsad.records import Report

TOWNS = ("طرابلس", "سبها", "بنغازي", "درنة", "دمشق", "حلب", "صنعاء", "عدن", "بغداد", "الموصل")
TEXTS = {
    "tolls, each of its own place and day": "قتل {n} شخصا في قصف للجيش السوري على مدينة {town} يوم {day} مايو، وقال مسؤول إن {m} أصيبوا.",
    "statements": "وقالت منظمة حقوق {n} إن الوضع خطير، وأضافت أن النزوح مستمر في {town}، مؤكدة أن المعارك تتواصل.",
    "counted groups": "اعتقلت الشرطة {n} متظاهرا في {town} وأطلقت {m} آخرين.",
}


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.mark.parametrize("kind", TEXTS)
def test_time_grows_with_length_alone(coder: Coder, kind: str) -> None:
    def seconds(lines: int) -> float:
        filled = (TEXTS[kind].format(n=11 + k, m=7 + (k * 37) % 900, town=TOWNS[k % len(TOWNS)], day=1 + k % 28) for k in range(lines))
        report = Report(text="\n".join(filled))
        begun = time.process_time()
        coder.code(report)
        return time.process_time() - begun

    seconds(20)
    small, large = max(seconds(150), 0.05), seconds(1500)
    assert large / small < 25  # ten times the text; what is quadratic takes a hundred times as long
