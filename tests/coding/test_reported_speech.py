"""Who says what, read with the models that ship. The sentences are ours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.coder import Coder
from marsad.records import Report, check


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def said(coder: Coder, text: str) -> list[tuple[str, str, str]]:
    """(speaker, cue, content) of each statement of a text."""
    coded = coder.code(Report(text=text))
    assert not check(coded, text)
    names = {a.id: a.name for a in coded.actors}
    return [(names[s.speaker], s.cue.text, s.content.text) for s in coded.statements]


CASES = {
    "subject behind the verb": (
        "قال وزير الصحة الليبي أحمد المنصوري إن المستشفيات استقبلت أكثر من أربعين جريحا منذ الفجر.",
        [("أحمد المنصوري", "قال", "المستشفيات استقبلت أكثر من أربعين جريحا منذ الفجر")],
    ),
    "the speaker goes on": (
        "أعلنت الأمم المتحدة أن عدد النازحين تجاوز ستين ألفا. وأضافت أن المخيمات لم تعد تتسع لأحد.",
        [
            ("الأمم المتحدة", "أعلنت", "عدد النازحين تجاوز ستين ألفا"),
            ("الأمم المتحدة", "أضافت", "المخيمات لم تعد تتسع لأحد"),
        ],
    ),
    "a quotation over two sentences": (
        'قال المتحدث باسم الجيش اليمني عبده مجلي: "تقدمت قواتنا نحو الميناء. ولن تتوقف قبل المساء". وتابع أن الطريق مقطوع.',
        [
            ("عبده مجلي", "قال", "تقدمت قواتنا نحو الميناء. ولن تتوقف قبل المساء"),
            ("عبده مجلي", "تابع", "الطريق مقطوع"),
        ],
    ),
    "a formula that closes it is none of it": (
        "قال المتحدث باسم الحركة إن المفاوضات متوقفة منذ أسبوع، على حد تعبيره.",
        [("المتحدث باسم الحركة", "قال", "المفاوضات متوقفة منذ أسبوع")],
    ),
    "a dateline is none of it": (
        "بيروت، لبنان (وكالات)-- قتل خمسة جنود في هجوم على نقطة تفتيش، حسبما أعلن الجيش اللبناني.",
        [("الجيش اللبناني", "حسبما أعلن", "قتل خمسة جنود في هجوم على نقطة تفتيش")],
    ),
    "source behind what it says": (
        "سقط عشرة قتلى في قصف على سوق شعبي شرقي المدينة، بحسب المرصد السوري لحقوق الإنسان.",
        [("المرصد السوري لحقوق الإنسان", "بحسب", "سقط عشرة قتلى في قصف على سوق شعبي شرقي المدينة")],
    ),
    "source before what it says": (
        "وفق شهود عيان، فإن الطائرات حلقت فوق الحي طوال الليل.",
        [("شهود عيان", "وفق", "الطائرات حلقت فوق الحي طوال الليل")],
    ),
    "relayed by an agency": (
        "نقلت وكالة رويترز عن مسؤول أمني قوله إن المهاجمين فروا باتجاه الجنوب.",
        [("مسؤول أمني", "نقلت", "المهاجمين فروا باتجاه الجنوب")],
    ),
    "a participle has the speaker of its clause": (
        "دعا الاتحاد الأوروبي أطراف النزاع إلى وقف فوري لإطلاق النار، مؤكدا أن الحل لن يكون عسكريا.",
        [("الاتحاد الأوروبي", "دعا", "أطراف النزاع إلى وقف فوري لإطلاق النار"), ("الاتحاد الأوروبي", "مؤكدا", "الحل لن يكون عسكريا")],
    ),
    "a speaker whom no list knows": (
        "قال حارس في الميناء إن الحريق بدأ من مخزن الوقود.",
        [("حارس في الميناء", "قال", "الحريق بدأ من مخزن الوقود")],
    ),
    "nobody speaks": ("هطلت أمطار غزيرة على شمال البلاد وأغلقت المدارس أبوابها يومين.", []),
}


@pytest.mark.parametrize("name", CASES)
def test_statements_of_a_text(coder: Coder, name: str) -> None:
    text, want = CASES[name]
    assert said(coder, text) == want


@pytest.mark.parametrize(
    ("text", "direct", "medium"),
    [
        ("كتب الرئيس التركي رجب طيب أردوغان في تغريدة أن بلاده لن تسمح بممر على حدودها.", False, "tweet"),
        ("أكدت منظمة الصحة العالمية في بيان أن الكوليرا انتشرت في ثلاث محافظات.", False, "statement"),
        ('قال وزير الخارجية المصري سامح شكري: "لن نقبل بتقسيم ليبيا".', True, None),
    ],
)
def test_how_it_is_said(coder: Coder, text: str, direct: bool, medium: str | None) -> None:
    (statement,) = coder.code(Report(text=text)).statements
    assert (statement.direct, statement.medium) == (direct, medium)


def test_every_statement_says_why(coder: Coder) -> None:
    text, _ = CASES["the speaker goes on"]
    for s in coder.code(Report(text=text)).statements:
        assert s.why.startswith(("verb:", "phrase:", "participle:", "noun:"))
        assert 0 < s.confidence < 1


WORDS = 'قال وأضاف إن أن "« » : ، . بحسب عن المصدر الوزير حفتر مؤكدا # _ ( قوله نقلت ل وفق'.split()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_heap_of_reporting_words_is_read_soundly(words: list[str]) -> None:
    text = " ".join(words)
    assert not check(Coder().code(Report(text=text)), text)
