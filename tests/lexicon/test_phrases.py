"""The longest phrase at a token."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.lexicon.phrases import PhraseIndex
from marsad.text.document import read

PHRASES = ("قوات", "قوات سوريا الديمقراطية", "حفتر", "تنظيم الدولة الاسلاميه", "الحوثيين", "مدني")


@pytest.fixture(scope="module")
def index() -> PhraseIndex[str]:
    made: PhraseIndex[str] = PhraseIndex(bare=True)
    for phrase in PHRASES:
        made.add(phrase.replace("ة", "ه"), phrase)
    return made


@pytest.mark.parametrize(
    ("text", "at", "meant", "pro", "last"),
    [
        ("قوات سوريا الديمقراطية تقدمت", 0, "قوات سوريا الديمقراطية", "", 3),
        ("قوات سوريا تقدمت", 0, "قوات", "", 1),
        ("وقوات حفتر", 0, "قوات", "و", 1),
        ("لحفتر", 0, "حفتر", "ل", 1),
        ("للحوثيين", 0, "الحوثيين", "ل", 1),
        ('تنظيم "الدولة الإسلامية" يتبنى', 0, "تنظيم الدولة الاسلاميه", "", 5),
        ('"تنظيم الدولة الإسلامية" يتبنى', 1, "تنظيم الدولة الاسلاميه", "", 4),
        ("تنظيم #الدولة_الإسلامية يتبنى", 0, "تنظيم الدولة الاسلاميه", "", 5),
    ],
)
def test_longest(index: PhraseIndex[str], text: str, at: int, meant: str, pro: str, last: int) -> None:
    found = index.longest([t.norm for t in read(text).tokens], at)
    assert found is not None
    assert (found.values, found.pro, found.last) == ((meant,), pro, last)


@pytest.mark.parametrize(("text", "at"), [("المدني", 0), ("تنظيم الدولة", 0), ("سوريا", 0), ("تنظيم، الدولة الإسلامية", 0)])
def test_longest_finds_nothing(index: PhraseIndex[str], text: str, at: int) -> None:
    assert index.longest([t.norm for t in read(text).tokens], at) is None


def test_longest_stops_before_stop(index: PhraseIndex[str]) -> None:
    found = index.longest(["قوات", "سوريا", "الديمقراطيه"], 0, 2)
    assert found is not None and found.last == 1


def test_replace_puts_one_value_in_place_of_all() -> None:
    index: PhraseIndex[str] = PhraseIndex()
    index.add("حفتر", "one")
    index.add("حفتر", "two")
    assert index.get("حفتر") == ("one", "two")
    index.replace("حفتر", "three")
    assert index.get("حفتر") == ("three",)


@given(st.lists(st.sampled_from(["قوات", "وقوات", "سوريا", "الديمقراطيه", '"', "#", "_", "حفتر", "،", "1"]), min_size=1, max_size=12))
def test_longest_stays_inside(norms: list[str]) -> None:
    index: PhraseIndex[str] = PhraseIndex()
    for phrase in PHRASES:
        index.add(phrase.replace("ة", "ه"), phrase)
    for first in range(len(norms)):
        found = index.longest(norms, first)
        assert found is None or first == found.first < found.last <= len(norms)
