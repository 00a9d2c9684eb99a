"""Lines that only link to another article are none of the report."""

from __future__ import annotations

import pytest

from marsad.coder import Coder
from marsad.coding.link_lines import link_lines
from marsad.lexicon import load
from marsad.models import Models
from marsad.reading import Reading
from marsad.records import Report
from marsad.text.document import read

REPORT = "قتل خمسة جنود في قصف على درنة، وقال مسعفون إن ثلاثة أصيبوا."


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.mark.parametrize(
    "line",
    [
        "اقرأ أيضا: مقتل تسعة في غارة على صنعاء",
        "- للمزيد: قال وزير الخارجية المصري إن سبعة قتلوا في سيناء",
        "رابط الخبر بصحيفة المدى: مقتل عشرين شخصا في حلب. وقال ناشطون إن القصف مستمر.",
        "مواضيع ذات صلة",
    ],
)
def test_nothing_is_coded_of_a_line_that_links(coder: Coder, line: str) -> None:
    alone, both = coder.code(Report(text=REPORT)), coder.code(Report(text=f"{REPORT}\n{line}"))
    assert len(both.events) == len(alone.events)
    assert len(both.figures) == len(alone.figures)
    assert len(both.statements) == len(alone.statements)


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("اقرأ أيضا: خبر. وآخر.\nثم نص.", {0, 1}),
        ("نص أول.\n* قد يهمك: خبر", {1}),
        ("نص أول. إقرأ أيضا: خبر. ثم يمضي النص.", {1}),  # in a report of one line what follows is not lost
        ("للمزيد من الضغط على خصومه قطع الطريق.", set()),
        ("يسعى الوزير للمزيد من الدعم.\nاقرأ القائد رسالة أيضا.", set()),
        ("", set()),
    ],
)
def test_which_sentences_are_of_such_lines(text: str, aside: set[int]) -> None:
    assert link_lines(Reading(Report(text=text), read(text), load(), Models())) == aside
