"""How many, of whom, according to whom, read with the models that ship. The sentences are ours."""

from __future__ import annotations

import datetime as dt

import pytest

from marsad.coder import Coder
from marsad.records import Report, check

PUBLISHED = dt.date(2019, 4, 17)
Told = tuple[str, int | None, int | None, str, str | None]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def figures(coder: Coder, text: str) -> list[Told]:
    """(measure, low, high, qualifier, source) of each figure of a text."""
    coded = coder.code(Report(text=text, published=PUBLISHED))
    assert not check(coded, text)
    names = {a.id: a.name for a in coded.actors}
    return [(f.measure, f.low, f.high, f.qualifier, names.get(f.source or "")) for f in coded.figures]


CASES: dict[str, tuple[str, list[Told]]] = {
    "a toll with its claimant": (
        "أعلنت وزارة الصحة أن سبعة أشخاص قتلوا في القصف.",
        [("killed", 7, 7, "exact", "وزارة الصحة")],
    ),
    "killed and hurt, each with its number": (
        "قال مسعفون إن خمسة جنود قتلوا وأصيب 12 في اشتباكات شرقي المدينة.",
        [("killed", 5, 5, "exact", "مسعفون"), ("injured", 12, 12, "exact", "مسعفون")],
    ),
    "at least scores has no upper bound": (
        "أعلن مسعفون أن ما لا يقل عن عشرات المدنيين أصيبوا في القصف.",
        [("injured", 20, None, "at_least", "مسعفون")],
    ),
    "one number at two places far apart is two figures": (
        "قتل 14 شخصا في قصف على طرابلس. وقتل 14 شخصا في انفجار في سبها.",
        [("killed", 14, 14, "exact", None), ("killed", 14, 14, "exact", None)],
    ),
    "one number told twice of one place is one": (
        "قالت وزارة الصحة إن 14 شخصا قتلوا في طرابلس. وأكد مسعفون مقتل 14 شخصا في طرابلس.",
        [("killed", 14, 14, "exact", "وزارة الصحة")],
    ),
    "a dual is a number": (
        "أسفر الانفجار عن 11 قتيلا وجريحين.",
        [("killed", 11, 11, "exact", None), ("injured", 2, 2, "exact", None)],
    ),
    "killed or hurt, not told apart": (
        "أدى القصف إلى مقتل وإصابة 30 مدنيا.",
        [("casualties", 30, 30, "exact", None)],
    ),
    "killed or hurt, some of whom are told apart": (
        "سقط عشرات القتلى والجرحى، بينهم خمسة أطفال.",
        [("casualties", 20, 99, "vague", None), ("casualties", 5, 5, "exact", None)],
    ),
    "prisoners who are let go are held no longer": (
        "قالت مصادر إن الحوثيين أفرجوا عن 20 أسيرا من قوات الجيش الوطني في صنعاء يوم الأحد.",
        [("released", 20, 20, "exact", "مصادر")],
    ),
    "those whom a verb of release governs are released": (
        "وذكرت الصحيفة أن السلطات أفرجت عن 17 معتقلا.",
        [("released", 17, 17, "exact", "الصحيفة")],
    ),
    "money that is released is no figure": ("أفرج البنك عن 20 مليون دولار من الأموال المجمدة.", []),
    "the part that was taken in is sheltered": (
        "نزح 800 شخص من القرية، بينهم 90 استقبلتهم مراكز إيواء.",
        [("displaced", 800, 800, "exact", None), ("sheltered", 90, 90, "exact", None)],
    ),
    "no less than": (
        "لقي ما لا يقل عن 20 قرويا مصرعهم جراء الغارة.",
        [("killed", 20, None, "at_least", None)],
    ),
    "dozens": (
        "أصيب عشرات المتظاهرين في المواجهات.",
        [("injured", 20, 99, "vague", None)],
    ),
    "driven out": (
        "قالت الأمم المتحدة إن أكثر من 13 ألف قروي نزحوا من بيوتهم.",
        [("displaced", 13000, None, "at_least", "الأمم المتحدة")],
    ),
    "no figure": (
        "عقد الاجتماع في 17 أبريل وحضره ممثلو المادة 12 من الاتفاق.",
        [],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_figures_are_read(coder: Coder, case: str) -> None:
    text, expected = CASES[case]
    assert figures(coder, text) == expected


def test_a_part_points_at_its_whole(coder: Coder) -> None:
    text = "قتل 14 شخصا بينهم ثلاثة أطفال في قصف على الحي."
    whole, part = coder.code(Report(text=text)).figures
    assert (whole.low, part.low) == (14, 3)
    assert part.part_of == whole.id
    assert whole.part_of is None
