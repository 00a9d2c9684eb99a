"""Look-ups in the knowledge base, and a user's own file over it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from marsad.errors import LexiconError
from marsad.lexicon.knowledge import Knowledge, Role
from marsad.text.document import read


def norms(text: str) -> list[str]:
    return [t.norm for t in read(text).tokens]


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return Knowledge.load()


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("خليفة حفتر", "khalifa-haftar"),
        ("داعش", "isis"),
        ("تنظيم الدولة الإسلامية", "isis"),
        ("عبدالفتاح السيسي", "abdel-fattah-el-sisi"),
        ("عبد الفتاح السيسي", "abdel-fattah-el-sisi"),
        ("الولايات المتحدة الأميركية", "state-us"),
        ("مصر", "state-eg"),
        ("المرصد السوري لحقوق الانسان", "sohr"),
        ("فرانس برس", "afp"),
        ("الحوثيين", "houthis"),
        ("عبد الملك الحوثي", "abdulmalik-al-houthi"),
        ("عبدالملك الحوثي", "abdulmalik-al-houthi"),
    ],
)
def test_find_full_names(known: Knowledge, name: str, id: str) -> None:
    assert [hit.entry.id for hit in known.find(name) if not hit.short] == [id]


def test_find_tells_short_and_shared_forms(known: Knowledge) -> None:
    assert {(h.entry.id, h.short) for h in known.find("حفتر")} == {("khalifa-haftar", True)}
    shared = known.find("بن سلمان")
    assert all(h.short for h in shared)
    assert known.find("لا أحد يعرفه") == ()


@pytest.mark.parametrize(
    ("word", "country", "actor", "gender", "number"),
    [
        ("المصري", "EG", "", "m", "s"), ("مصريه", "EG", "", "f", "s"), ("الليبيون", "LY", "", "m", "p"), ("اميركيه", "US", "", "f", "s"),
        ("الاتراك", "TR", "", "m", "p"), ("الامميه", "", "un", "f", "s"), ("سعوديان", "SA", "", "m", "d"), ("الروس", "RU", "", "m", "p"),
    ],
)  # fmt: skip
def test_nisba(known: Knowledge, word: str, country: str, actor: str, gender: str, number: str) -> None:
    nisba = known.nisba(word)
    assert nisba is not None
    assert (nisba.country, nisba.actor, nisba.gender, nisba.number) == (country, actor, gender, number)


@pytest.mark.parametrize("word", ["ليبيا", "سوريا", "كتاب", ""])
def test_nisba_is_no_other_word(known: Knowledge, word: str) -> None:
    assert known.nisba(word) is None


def test_nisba_of_two_words(known: Knowledge) -> None:
    found = known.nisba_at(norms("والكورية الجنوبية"), 0)
    assert found is not None and found.last == 2 and found.values[0].country == "KR"


@pytest.mark.parametrize(
    ("text", "name", "cls"),
    [
        ("المتحدث باسم الجيش", "المتحدث باسم", "office"),
        ("وقال اللواء", "", ""),
        ("اللواء أحمد", "لواء", "rank"),
        ("رئيس الوزراء البريطاني", "رئيس الوزراء", "office"),
        ("الخبير العسكري", "خبير", "profession"),
    ],
)
def test_title_at(known: Knowledge, text: str, name: str, cls: str) -> None:
    found = known.title_at(norms(text), 0)
    assert (found.values[0].name, found.values[0].cls) == (name, cls) if found else not name


@pytest.mark.parametrize(
    ("text", "kind", "bare"),
    [("الحكومة", "government", True), ("وزارة الصحة", "government", False), ("الجيش", "military", True),
     ("ميليشيات مسلحة", "armed_group", False),
     ("صحيفة محلية", "media", False), ("المستشفى", "other", True)],
)  # fmt: skip
def test_head_at(known: Knowledge, text: str, kind: str, bare: bool) -> None:
    found = known.head_at(norms(text), 0)
    assert found is not None
    assert (found.values[0].kind, found.values[0].bare) == (kind, bare)


@pytest.mark.parametrize(
    ("text", "kind"), [("مدنيين", "population"), ("والمسلحون", "armed_group"), ("شهود عيان", "population"), ("الجنود", "military")]
)
def test_population_at(known: Knowledge, text: str, kind: str) -> None:
    found = known.population_at(norms(text), 0)
    assert found is not None and found.values[0].kind == kind


def test_metonyms_and_states(known: Knowledge) -> None:
    found = known.metonym_at(norms("البيت الأبيض يعلن"), 0)
    assert found is not None and found.values[0].country == "US" and found.last == 2
    assert known.states["LY"].name == "ليبيا"


@pytest.mark.parametrize(("word", "cls"), [("محمد", "given"), ("دونالد", "foreign"), ("بن", "particle"), ("كتاب", "")])
def test_person_name(known: Knowledge, word: str, cls: str) -> None:
    assert known.person_name(word) == cls


@pytest.mark.parametrize(
    ("role", "day", "held"),
    [
        (Role("x", "2014-06-08", ""), "2014-06-07", False),
        (Role("x", "2014-06-08", ""), "2025-01-01", True),
        (Role("x", "2014", "2016-04"), "2016-04-30", True),
        (Role("x", "2014", "2016-04"), "2016-05-01", False),
        (Role("x", "", "2016"), "2016-12-31", True),
        (Role("x"), "2016-12-31", None),
    ],
)
def test_role_held_on(role: Role, day: str, held: bool | None) -> None:
    assert role.held_on(day) is held


def test_outlets_by_their_short_names() -> None:
    known = Knowledge.load()
    outlet = known.outlet("الشرق الأوسط")
    assert outlet is not None
    assert outlet.id == "asharq-al-awsat"
    assert known.outlet("كلمة ما") is None


def test_own_file_wins(tmp_path: Path) -> None:
    own = tmp_path / "mine.tsv"
    own.write_text("id\tname\tvariants\tkind\tcountry\nmine\tكتيبة الاختبار\tحفتر|لواء التجربة\tarmed_group\tLY\n", encoding="utf-8")
    known = Knowledge(extra=own)
    assert [h.entry.id for h in known.find("حفتر")] == ["mine"]
    assert [h.entry.id for h in known.find("لواء التجربة")] == ["mine"]
    assert [h.entry.id for h in known.find("خليفة حفتر")] == ["khalifa-haftar"]


def test_own_file_must_name_its_actors(tmp_path: Path) -> None:
    own = tmp_path / "mine.tsv"
    own.write_text("id\tname\nmine\t\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="without id or name"):
        Knowledge(extra=own)


def test_loads_quickly() -> None:
    start = time.perf_counter()
    Knowledge()
    assert time.perf_counter() - start < 0.5  # 0.05 s on the machine it was made on
