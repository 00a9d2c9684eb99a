"""Sentences, tokens and quotations of whole texts."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text.document import read

SENTENCES = [
    ("وصل الوفد. ثم غادر.", ["وصل الوفد.", "ثم غادر."]),
    ("هل وصل؟ نعم! انتهى", ["هل وصل؟", "نعم!", "انتهى"]),
    ("عنوان بلا نقطة\nقال الناطق شيئا.", ["عنوان بلا نقطة", "قال الناطق شيئا."]),
    ("بلغت النسبة 3.5 في المئة. انتهى.", ["بلغت النسبة 3.5 في المئة.", "انتهى."]),
    ("قال د. سمير الهادي إن الوضع صعب.", ["قال د. سمير الهادي إن الوضع صعب."]),
    ("غادر الوفد مصراتة.وقال إنه سيعود.", ["غادر الوفد مصراتة.", "وقال إنه سيعود."]),
    ("قال: «لن نعود.» ثم صمت.", ["قال: «لن نعود.»", "ثم صمت."]),
    ("هدوء حذر.. ثم قصف جديد.", ["هدوء حذر.. ثم قصف جديد."]),
    ("صمت طويل... ثم تكلم.", ["صمت طويل...", "ثم تكلم."]),
    ("قال «لن نرحل (...) ولن نصمت». ثم مضى.", ["قال «لن نرحل (...) ولن نصمت».", "ثم مضى."]),
    ("قال «لن نرحل».وأضاف شيئا.", ["قال «لن نرحل».", "وأضاف شيئا."]),
]
QUOTATIONS = [
    ("قال «سنبقى هنا» ومضى", ["سنبقى هنا"]),
    ("قال “سنبقى هنا” ومضى", ["سنبقى هنا"]),
    ("قال ”سنبقى هنا“ ومضى", ["سنبقى هنا"]),
    ("قال ” سنبقى هنا” ومضى", ["سنبقى هنا"]),
    ('قال "سنبقى هنا" ومضى', ["سنبقى هنا"]),
    ("قال ‹سنبقى هنا› ومضى", ["سنبقى هنا"]),
    ('قال «سنبقى في "المدينة" دائما» ومضى', ['سنبقى في "المدينة" دائما', "المدينة"]),
    ("قال «سنبقى هنا ولن نرحل", ["سنبقى هنا ولن نرحل"]),
    ("قال «سنبقى. لن نرحل.» ومضى.", ["سنبقى. لن نرحل."]),
    ("قال «سنبقى\nسطر آخر «كلام»", ["سنبقى", "كلام"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in read(text).sentences] == expected


@pytest.mark.parametrize(("text", "expected"), QUOTATIONS)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in read(text).quotations] == expected


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("الـ24 ساعة", ["ال", "24", "ساعه"]),
        ("13.500 نازح", ["13.500", "نازح"]),
        ("١٣٬٥٠٠ نازح", ["13٬500", "نازح"]),
        ("بنسبة 5%", ["بنسبه", "5", "%"]),
        ("(رويترز)", ["(", "رويترز", ")"]),
        ("4/4/2019", ["4", "/", "4", "/", "2019"]),
    ],
)
def test_tokens(text: str, norms: list[str]) -> None:
    assert [t.norm for t in read(text).tokens] == norms


@given(st.text(alphabet=st.sampled_from('اأبو ة.\n؟!"«»“”:،5ـَ\u200f\x00\ud800'), max_size=80))
def test_every_span_lies_in_the_text_and_in_order(text: str) -> None:
    document = read(text)
    last = 0
    for i, t in enumerate(document.tokens):
        assert t.i == i
        assert last <= t.start < t.end <= len(text)
        last = t.end
        s = document.sentences[t.sentence]
        assert s.first <= i < s.last
        assert s.start <= t.start
        assert t.end <= s.end
    assert [s.i for s in document.sentences] == list(range(len(document.sentences)))
    for q in document.quotations:
        assert 0 <= q.start < q.end <= len(text)


@pytest.mark.parametrize("piece", ['"', "« ", "“", ".", "قال «", "(", "،", "ـ", "َ"])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    def seconds(n: int) -> float:
        begun = time.perf_counter()
        read(piece * n)
        return time.perf_counter() - begun

    seconds(1_000)
    small, large = max(seconds(10_000), 0.002), seconds(100_000)
    assert large / small < 60  # ten times the text; a quadratic reader would take a hundred times as long
