"""Forms of nouns and participles."""

import pytest

from marsad.lexicon.nouns import noun_forms, participle_forms


def forms(singular: str, *plurals: str) -> set[tuple[str, str, str]]:
    return {(form, cell.number, cell.en) for form, cell in noun_forms(singular, plurals)}


@pytest.mark.parametrize(
    ("singular", "plurals", "form", "number", "en"),
    [
        ("هجوم", ("هجمات",), "هجوم", "s", "may"),
        ("هجوم", ("هجمات",), "هجوما", "s", "no"),
        ("هجوم", ("هجمات",), "هجومين", "d", "no"),
        ("هجوم", ("هجمات",), "هجمات", "p", "may"),
        ("غارة", ("غارات",), "غاره", "s", "no"),
        ("غارة", ("غارات",), "غارت", "s", "must"),
        ("غارة", ("غارات",), "غارتان", "d", "no"),
        ("لقاء", ("لقاءات",), "لقاي", "s", "must"),
        ("لقاء", ("لقاءات",), "لقاو", "s", "must"),
        ("شكوى", ("شكاوى",), "شكوا", "s", "must"),
        ("شكوى", ("شكاوى",), "شكويين", "d", "no"),
        ("قتيل", ("قتلى",), "قتلي", "p", "no"),
        ("قتيل", ("قتلى",), "قتلا", "p", "must"),
        ("متظاهر", ("متظاهرون",), "متظاهرين", "p", "no"),
        ("متظاهر", ("متظاهرون",), "متظاهري", "p", "may"),
    ],
)
def test_nouns_forms(singular: str, plurals: tuple[str, ...], form: str, number: str, en: str) -> None:
    assert (form, number, en) in forms(singular, *plurals)


@pytest.mark.parametrize(
    ("word", "form", "number", "gender"),
    [
        ("محتج", "محتجون", "p", "m"),
        ("محتج", "محتجه", "s", "f"),
        ("محتج", "محتجات", "p", "f"),
        ("داعي", "داع", "s", "m"),
        ("داعي", "داعيا", "s", "m"),
        ("داعي", "داعيه", "s", "f"),
        ("داعي", "داعون", "p", "m"),
        ("ملقى", "ملقاه", "s", "f"),
    ],
)
def test_participles_forms(word: str, form: str, number: str, gender: str) -> None:
    assert (form, number, gender) in {(f, c.number, c.gender) for f, c in participle_forms(word)}
