"""Folding: one spelling, and the way back to the text as given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.folding import fold, fold_word

CASES = [
    ("أحمد", "احمد"),
    ("إلى آخر", "الي اخر"),
    ("مسؤولون ومسائل", "مسوولون ومسايل"),
    ("قُتِلَ مَدَنِيٌّ", "قتل مدني"),
    ("طرابـــلس", "طرابلس"),
    ("مدينة", "مدينه"),
    ("٢٠١٩ و۱۳۹۸", "2019 و1398"),
    ("«داعش» و“داعش”", '"داعش" و"داعش"'),
    ("\u200fليبيا\u200e", "ليبيا"),
    ("ﻻ ﺑﻴﺎﻥ", "لا بيان"),
    ("٥٫٥", "5٫5"),
]


@pytest.mark.parametrize(("text", "folded"), CASES)
def test_folding_gives_one_spelling(text: str, folded: str) -> None:
    assert fold_word(text) == folded


def test_folding_keeps_the_way_back_over_marks_and_ligatures() -> None:
    text = "قالَ إنّ الاتّفاقَ ﻻ يُلزِم"
    folded = fold(text)
    at = folded.text.index("الاتفاق")
    assert text[folded.start(at) : folded.end(at + len("الاتفاق"))] == "الاتّفاقَ"
    at = folded.text.index("لا ")
    assert text[folded.start(at) : folded.end(at + 2)] == "ﻻ"


@given(st.text(alphabet=st.sampled_from('ابتأإئىةؤ ًُّـ\u200f\ufeff٣۴"«»“ﻻﷲ.\n5a\ud800'), max_size=60))
def test_folding_offsets_stay_inside_and_in_order(text: str) -> None:
    folded = fold(text)
    last = 0
    for i in range(len(folded.text)):
        start, end = folded.start(i), folded.end(i + 1)
        assert last <= start < end <= len(text)
        last = start
    assert len(folded.plain) == len(folded.text)


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold_word(text)
    assert fold_word(once) == once
