"""Who is counted: the words of the text, and no more of them."""

from __future__ import annotations

import pytest

from marsad.coder import Coder
from marsad.records import Report


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("قتل 12 عنصرا مسلحا في اشتباكات قرب المدينة.", "عنصرا مسلحا"),
        ("قتل 12 عنصرا من الشرطة في هجوم على المدينة.", "عنصرا من الشرطة"),
        ("قتل 15 مسلحا بضربات جوية شمالي المدينة.", "مسلحا"),
        ("نزح 1200 لاجئ الحدود هربا من القصف.", "لاجئ"),
        ("قتل 12 فردا من أسرة واحدة في القصف.", "فردا"),
        ("قتل 12 جنديا تركيا في قصف على المدينة.", "جنديا تركيا"),
        ("أصيب أربعة من رجال الإطفاء في القصف.", "رجال الإطفاء"),
    ],
)
def test_the_phrase_of_what_is_counted(coder: Coder, text: str, who: str) -> None:
    assert [f.who for f in coder.code(Report(text=text)).figures] == [who]
