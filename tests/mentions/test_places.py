"""Places in sentences of our own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.mentions.places import find_places
from marsad.text.document import read

CASES = [
    # clitics and the article
    ("وصل الوفد إلى طرابلس", ["طرابلس"]),
    ("وصل الوفد لطرابلس أمس", ["طرابلس"]),
    ("انسحبت القوات من مواقعها بالخرطوم", ["الخرطوم"]),
    ("توجهت القافلة للحديدة صباحا", ["الحديدة"]),
    ("زار الوزير تونس والجزائر ومصر", ["تونس", "الجزائر", "مصر"]),
    # kind nouns
    ("سيطر الجيش على مدينة درنة", ["درنة"]),
    ("قصفت الطائرات محافظة صعدة", ["محافظة صعدة"]),
    ("عاد النازحون إلى مخيم الزعتري", ["مخيم الزعتري"]),
    ("اقتحم المسلحون بلدة الحمروشة", ["الحمروشة"]),
    ("سقطت قذيفة على قرية العويسجة", ["قرية العويسجة"]),
    ("اندلعت اشتباكات في العاصمة الليبية طرابلس", ["طرابلس"]),
    # names of several words, and the fronts and countrysides of news
    ("قتل مدنيان في ريف حلب الشمالي", ["ريف حلب الشمالي"]),
    ("اشتباكات في شمال سيناء", ["شمال سيناء"]),
    ("أغلقت إيران مضيق هرمز", ["إيران", "مضيق هرمز"]),
    ("نازحون من تل رفعت", ["تل رفعت"]),
    ("وقع الانفجار في الضاحية الجنوبية لبيروت", ["الضاحية الجنوبية لبيروت"]),
    # buildings named by what they are; a mission is a place only where it is not the actor
    ("قصف المسلحون القصر الرئاسي في عدن", ["القصر الرئاسي", "عدن"]),
    ("تجمع محتجون أمام السفارة الإيرانية في لندن", ["السفارة الإيرانية", "لندن"]),
    ("سيطروا على قرى الحمروشة والعويسجة", ["الحمروشة", "العويسجة"]),
    # no places
    ("وقال في بيان إن الحكومة أكدت ذلك", []),
    ("وصلت مساعدات إلى المدينة الساحلية", []),
    ("أشار إلى أن المدن الكبرى محاصرة", []),
    ("يعالج دومًا قضايا الناس", []),
    ("افتتح مدرسة للبنين", []),
    ("وشكر الناس القيادة السعودية على دعمها", []),
    ("مسيرات في مناطق عدة", []),
]


@pytest.mark.parametrize(("text", "names"), CASES)
def test_places_of_a_sentence(text: str, names: list[str]) -> None:
    assert [m.name for m in find_places(read(text))] == names


@pytest.mark.parametrize(
    ("text", "piece"), [("قُتل جنديان بِطرابُلس", "طرابُلس"), ("في #عدن اليوم", "عدن"), ("من ســـرت إلى مصراتة", "ســـرت"), ("لليبيا", "ليبيا")]
)
def test_mentions_point_at_the_text_as_given(text: str, piece: str) -> None:
    mention = find_places(read(text))[0]
    assert text[mention.start : mention.end] == piece


def test_a_name_inside_a_longer_hashtag_is_none() -> None:
    assert find_places(read("شاهد #أمطار_الكويت الآن")) == []
    assert [m.name for m in find_places(read("افتتاح #سد_النهضة غدا"))] == ["سد النهضة"]


def test_the_second_word_of_a_name_may_be_tagged() -> None:
    assert [m.name for m in find_places(read("أمطار على منطقة #الجوف اليوم"))] == ["منطقة الجوف"]
    assert [m.name for m in find_places(read("قصف في #حلب #الجديدة اليوم"))] == ["حلب"]  # of two tags each is a name of its own


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["مدينة", "لطرابلس", "وسوريا", "،", "(", "#", "_", "قرية", "بني", "ريف", "دمشق", "الشرقي", "\n", "كم", "50"]),
        max_size=25,
    )
)
def test_mentions_never_overlap_and_stay_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for m in find_places(read(text)):
        assert end <= m.start < m.end <= len(text)
        assert text[m.start : m.end].strip() == text[m.start : m.end]
        assert 0 <= m.score <= 1
        end = m.end
