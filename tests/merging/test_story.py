"""Whether two reports tell one story."""

from __future__ import annotations

from marsad.merging.story import FEATURES, Stories

from .makes import event, figure, told

SHELLING = "قتل سبعة أشخاص في قصف صاروخي على حي الزهور ليل الثلاثاء، بحسب جهاز الإسعاف الذي نقل 23 جريحا إلى المستشفيات."
AGAIN = "أدى قصف صاروخي استهدف حي الزهور ليل الثلاثاء إلى مقتل سبعة أشخاص، وقال جهاز الإسعاف إنه نقل 23 جريحا."
TALKS = "بحث وزير الخارجية مع نظيره الفرنسي في باريس سبل إحياء المفاوضات المتعثرة بين طرفي النزاع قبل نهاية الشهر."
FILL = [
    "أعلنت الحكومة ميزانية العام المقبل وسط جدل حول رواتب المعلمين ومخصصات الجامعات.",
    "وصلت سفينة محملة بالأدوية إلى الميناء بعد انتظار دام أسبوعين في عرض البحر.",
    "أعادت الشركة فتح حقل النفط الجنوبي بعد اتفاق مع حراس المنشآت على صرف المتأخرات.",
    "نظمت نقابة الصحفيين وقفة أمام مقر البرلمان للمطالبة بإطلاق زملائهم المعتقلين.",
]


def stories(*, day: str = "2019-04-17") -> Stories:
    first = told(1, SHELLING, events=[event(SHELLING, "قصف")], figures=[figure(SHELLING, "سبعة أشخاص", 7)], title="قتلى بقصف حي الزهور")
    second = told(
        2, AGAIN, events=[event(AGAIN, "قصف")], figures=[figure(AGAIN, "سبعة أشخاص", 7)], title="قصف صاروخي على حي الزهور", day=day
    )
    rest = [told(n, text) for n, text in enumerate((TALKS, *FILL), 3)]
    return Stories([first, second, *rest])


def test_one_story_in_other_words() -> None:
    like = stories().likeness(0, 1)
    assert like.score > 0.9
    told_why = " · ".join(r.what for r in like.reasons)
    assert "7 killed" in told_why
    assert "numbers in common: 23" in told_why
    assert like.reasons[0].weight == max(r.weight for r in like.reasons)


def test_another_story() -> None:
    assert stories().likeness(0, 2).score < 0.3


def test_either_way_round_is_the_same() -> None:
    both = stories()
    assert both.likeness(1, 0) == both.likeness(0, 1)


def test_days_speak_against_and_more_than_three_forbid() -> None:
    same = stories().likeness(0, 1).score
    near = stories(day="2019-04-18").likeness(0, 1)
    assert near.score < same
    assert ("published 1 day apart", FEATURES["days"]) in [(r.what, r.weight) for r in near.reasons]
    assert stories(day="2019-04-25").likeness(0, 1).score == 0


def test_only_pairs_with_words_in_common_are_looked_at() -> None:
    found = set(stories().pairs())
    assert (0, 1) in found
    assert (0, 2) not in found
    assert (0, 1) not in set(stories(day="2019-04-25").pairs())
