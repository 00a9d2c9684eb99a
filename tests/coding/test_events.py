"""Who did what to whom, read with the models that ship. The sentences are ours."""

from __future__ import annotations

import datetime as dt

import pytest

from marsad.coder import Coder
from marsad.coding.context import Context
from marsad.coding.triggers import find_candidates
from marsad.coding.unnamed_groups import unnamed_groups
from marsad.records import CodedReport, Report, check

PUBLISHED = dt.date(2019, 4, 17)


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def code(coder: Coder, text: str) -> CodedReport:
    coded = coder.code(Report(text=text, published=PUBLISHED))
    assert not check(coded, text)
    return coded


def told(coded: CodedReport) -> list[tuple[str, set[str], set[str]]]:
    """(type, actors, recipients) of each event."""
    names = {a.id: a.name for a in coded.actors}
    return [(e.type, {names[a] for a in e.actors}, {names[r] for r in e.recipients}) for e in coded.events]


CASES = {
    "verb, doer, sufferer": (
        "قصفت القوات الحكومية مواقع تنظيم داعش شرقي المدينة صباح الثلاثاء.",
        ("ASSAULT", {"القوات الحكومية"}, {"تنظيم داعش"}),
    ),
    "a light verb and its noun": (
        "شن سلاح الجو الليبي غارات على مواقع الجماعات المسلحة جنوبي طرابلس أمس.",
        ("ASSAULT", {"سلاح الجو الليبي"}, {"الجماعات المسلحة"}),
    ),
    "a meeting has two sides": (
        "التقى رئيس الوزراء العراقي عادل عبد المهدي نظيره القطري عبد الله بن ناصر في الدوحة أمس.",
        ("CONSULT", {"عادل عبد المهدي"}, set()),
    ),
    "a call to somebody": (
        "دعا المبعوث الأممي غسان سلامة الأطراف الليبية إلى وقف القتال فورا.",
        ("REQUEST", {"غسان سلامة"}, {"الأطراف الليبية"}),
    ),
    "an accusation": (
        "اتهمت وزارة الخارجية الروسية الولايات المتحدة بعرقلة المفاوضات.",
        ("ACCUSE", {"وزارة الخارجية الروسية"}, {"الولايات المتحدة"}),
    ),
    "arrests": (
        "اعتقلت الشرطة المصرية 12 ناشطا في القاهرة يوم الأحد.",
        ("COERCE", {"الشرطة المصرية"}, {"12 ناشطا"}),
    ),
    "a protest": (
        "تظاهر آلاف السودانيين في الخرطوم أمس مطالبين بحكومة مدنية.",
        ("PROTEST", {"آلاف السودانيين"}, set()),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_events_are_read(coder: Coder, case: str) -> None:
    text, (type_, actors, recipients) = CASES[case]
    found = [(a, r) for t, a, r in told(code(coder, text)) if t == type_]
    assert any(actors <= a and recipients <= r for a, r in found), found


SILENT = {
    "sport": "هاجم الفريق الضيف مرمى أصحاب الأرض في الشوط الثاني وسدد ثلاث كرات خطرة قبل أن يسجل هدف الفوز.",
    "a metaphor of growth": "حذر خبراء من انفجار سكاني في المدن الكبرى خلال العقد المقبل.",
    "a battle of votes": "تخوض الأحزاب معركة انتخابية شرسة في الدوائر الجنوبية.",
    "a campaign of health": "أطلقت الوزارة حملة تطعيم ضد الحصبة في المدارس.",
    "weather": "تشهد البلاد غدا أمطارا غزيرة مصحوبة برياح نشطة على المناطق الساحلية.",
    "markets": "ارتفعت أسعار النفط في تعاملات اليوم بعد هبوط استمر أسبوعا.",
}


@pytest.mark.parametrize("case", SILENT)
def test_no_violence_is_made_of_other_news(coder: Coder, case: str) -> None:
    assert [e.type for e in code(coder, SILENT[case]).events if e.type in ("ASSAULT", "PROTEST")] == []


VIOLENT = {
    "a diplomat is no metaphor": "أدانت الحكومة اغتيال دبلوماسي روسي أمام منزله في العاصمة.",
    "nor is a broadcaster": "أعلنت النقابة مقتل إعلامي يمني برصاص مسلحين في تعز أمس.",
}


@pytest.mark.parametrize("case", VIOLENT)
def test_people_of_such_callings_may_be_victims(coder: Coder, case: str) -> None:
    context = Context(coder.read(Report(text=VIOLENT[case])))
    assert any("ASSAULT" in c.types and context.tokens[c.token].norm in ("مقتل", "اغتيال") for c in find_candidates(context))


def test_a_diplomat_is_killed(coder: Coder) -> None:
    assert "ASSAULT" in [e.type for e in code(coder, VIOLENT["a diplomat is no metaphor"]).events]


def test_counted_people_are_groups(coder: Coder) -> None:
    reading = coder.read(Report(text="قتل 12 مدنيا وأصيب جنديان في القصف، وتضررت 3 منازل."))
    taken = {(m.first, m.last) for m in reading.actors}
    groups = [reading.document.text[m.start : m.end] for m in unnamed_groups(reading)]
    known = [reading.document.piece(a, b) for a, b in taken]
    assert any("مدنيا" in x for x in (*groups, *known))
    assert not any("منازل" in x for x in groups)


def test_an_event_and_its_parts_hold_together(coder: Coder) -> None:
    coded = code(coder, CASES["a light verb and its noun"][0])
    event = next(e for e in coded.events if e.type == "ASSAULT")
    assert event.evidence.start <= event.trigger.start < event.trigger.end <= event.evidence.end
    assert event.date is not None
    assert event.date.from_ == dt.date(2019, 4, 16)
    assert event.why.startswith("trigger:")
    assert event.acled is not None
