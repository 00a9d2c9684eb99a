"""What was not done, not reached, or is only planned."""

from __future__ import annotations

import pytest

from marsad.coding.context import Context
from marsad.coding.modality import status_of, undone
from marsad.coding.triggers import Candidate, find_candidates
from marsad.lexicon import load
from marsad.models import Models
from marsad.reading import Reading
from marsad.records import EventType, Report
from marsad.text.document import read


def candidate(text: str, word: str) -> tuple[Context, Candidate]:
    """The candidate of a text whose word this is."""
    context = Context(Reading(Report(text=text), read(text), load(), Models()))
    return context, next(c for c in find_candidates(context) if context.tokens[c.token].text == word)


@pytest.mark.parametrize(
    ("text", "word", "type_", "so"),
    [
        ("فشل الطرفان في التوصل إلى اتفاق حول المعابر.", "التوصل", "AGREE", True),
        ("أخفقت الحكومة بتنفيذ انسحاب من الميناء.", "انسحاب", "RETREAT", True),
        ("وقع الطرفان على اتفاق بعد فشل جولة سابقة.", "اتفاق", "AGREE", False),
        ("بعد فشل الهدنة هاجم الجيش المدينة.", "هاجم", "ASSAULT", False),
        ("بعد فشل المحادثات في جنيف اتفق الطرفان على هدنة.", "اتفق", "AGREE", False),
        ("لم تقصف الطائرات المدينة.", "تقصف", "ASSAULT", True),
    ],
)
def test_what_was_not_done_or_reached(text: str, word: str, type_: EventType, so: bool) -> None:
    assert undone(*candidate(text, word), type_) == so


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("أعلن الوزير عن زيارة مرتقبة للرئيس إلى بغداد.", "زيارة", "planned"),
        ("يتوقع أن يعقد الطرفان لقاء في جنيف.", "لقاء", "planned"),
        ("عقد الطرفان لقاء في جنيف.", "لقاء", "occurred"),
        ("بدأ الرئيس زيارة يتوقع أن تدوم يومين.", "زيارة", "occurred"),
    ],
)
def test_what_is_planned(text: str, word: str, status: str) -> None:
    assert status_of(*candidate(text, word), "CONSULT") == status
