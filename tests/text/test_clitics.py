"""Clitics: every way to take a word apart."""

from __future__ import annotations

import pytest

from marsad.text.clitics import splits


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("والخرطوم", ("وال", "خرطوم", "")),
        ("لليبيا", ("ل", "ليبيا", "")),
        ("للحكومه", ("لل", "حكومه", "")),
        ("وبالقاهره", ("وبال", "قاهره", "")),
        ("قواته", ("", "قوات", "ه")),
        ("بقواتهم", ("ب", "قوات", "هم")),
        ("فقال", ("ف", "قال", "")),
        ("سيزور", ("س", "يزور", "")),
    ],
)
def test_splits_hold_the_right_one(word: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in [(s.pro, s.stem, s.en) for s in splits(word)]


def test_splits_begin_with_the_whole_word_and_leave_no_empty_stem() -> None:
    for word in ("و", "ال", "بها", "لله", "والي"):
        found = splits(word)
        assert (found[0].pro, found[0].stem, found[0].en) == ("", word, "")
        assert all(len(s.stem) >= 1 for s in found)
