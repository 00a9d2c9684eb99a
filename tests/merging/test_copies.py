"""Near-copies of a text, whole and in part."""

from __future__ import annotations

from marsad.merging.copies import copies, groups

from .makes import told

AGENCY = (
    "أعلن مصدر في إدارة المطار أن غارة جوية استهدفت مدرجه الرئيسي فجر اليوم ولم تسفر عن إصابات بين المسافرين. "
    "وقالت شركة الطيران إن رحلاتها ألغيت حتى إشعار آخر، ونصحت الركاب بالبقاء في منازلهم إلى أن تهدأ الأوضاع. "
    "وأدان المبعوث الدولي القصف ووصفه بأنه خرق خطير للقانون الدولي الإنساني الذي يحمي المنشآت المدنية."
)
OTHER = (
    "اجتمع وزراء الزراعة في العاصمة لبحث أسعار القمح بعد موسم جاف ضرب معظم المحافظات الشمالية هذا العام. "
    "واتفقوا على إنشاء صندوق مشترك لدعم صغار المزارعين وعلى مراجعة قوانين الري قبل نهاية الصيف المقبل. "
    "وطالب ممثلو النقابات بإعفاء البذور المستوردة من الرسوم الجمركية، ووعدت الحكومة بدراسة الطلب خلال شهر."
)
EDITED = AGENCY.replace("أعلن مصدر في إدارة المطار أن", "ذكر مصدر بالمطار أن").replace(
    "ونصحت الركاب بالبقاء في منازلهم", "ودعت الركاب للبقاء"
)


def test_light_edits_are_a_copy_and_another_text_is_not() -> None:
    found = copies([told(1, AGENCY), told(2, EDITED), told(3, OTHER)])
    assert [(c.first, c.second, c.whole) for c in found] == [(0, 1, True)]
    assert 0.5 < found[0].share < 1
    assert f"{found[0].share:.0%} of the shorter" in found[0].why
    assert groups(found, 3) == [[0, 1]]


def test_spelling_and_vowel_marks_make_no_difference() -> None:
    (found,) = copies([told(1, AGENCY), told(2, AGENCY.replace("أ", "ا").replace("ة ", "ه ").replace("غارة", "غارَة"))])
    assert found.share == 1


def test_a_text_within_a_longer_one_is_a_copy() -> None:
    (found,) = copies([told(1, AGENCY), told(2, f"{OTHER}\n{AGENCY}\n{OTHER.replace('القمح', 'الشعير')}")])
    assert found.whole


def test_a_paragraph_in_common_is_a_part() -> None:
    (found,) = copies([told(1, AGENCY), told(2, OTHER + " " + AGENCY.split(". ")[0] + ".")])
    assert not found.whole
    assert groups([found], 2) == []


def test_what_an_outlet_puts_under_every_report_makes_no_copies() -> None:
    below = " تابعوا آخر أخبارنا عبر تطبيقاتنا على الهواتف الذكية واشتركوا في نشرتنا اليومية المجانية التي تصل إلى بريدكم كل صباح."
    texts = [
        AGENCY,
        OTHER,
        "عادت المياه إلى أحياء المدينة بعد انقطاع دام أسبوعا كاملا بسبب عطل في المحطة الرئيسية.",
        "فاز الفريق بالمباراة.",
    ]
    assert copies([told(i, text + below, outlet="واحد") for i, text in enumerate(texts, 1)]) == []


def test_weeks_apart_is_no_copy() -> None:
    assert copies([told(1, AGENCY, day="2019-04-01"), told(2, AGENCY, day="2019-05-01")]) == []
