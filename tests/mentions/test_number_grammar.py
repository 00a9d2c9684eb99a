"""Numbers from tokens: words in every gender, case and spelling; digits of both kinds; mixtures."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.mentions.number_grammar import digits_value, read_number
from marsad.text.document import read

from .spell_numbers import spell


def whole(text: str) -> tuple[float, str] | None:
    """Value and kind of a text that is one number; `None` where it is not read to its end."""
    tokens = read(text).tokens
    found = read_number(tokens, 0, len(tokens))
    return (found.value, found.kind) if found is not None and found.end == len(tokens) else None


STYLES = [
    {"feminine": f, "oblique": o, "blank": b, "old": old, "apart": a}
    for f in (False, True) for o in (False, True) for b in (False, True) for old in (False, True) for a in (False, True)
]  # fmt: skip


@pytest.mark.parametrize("style", STYLES, ids=lambda s: "-".join(k for k, v in s.items() if v) or "plain")
def test_number_grammar_reads_back_numbers_at_strides(style: dict[str, bool]) -> None:
    for n in (*range(1200), *range(1200, 100_000, 1103), *range(100_000, 10_000_001, 61_343), 10_000_000):
        text = spell(n, **style)
        assert whole(text) == (n, "cardinal"), text


@settings(max_examples=600, deadline=None)
@given(st.integers(0, 10_000_000), st.sampled_from(STYLES))
def test_number_grammar_reads_back_any_number(n: int, style: dict[str, bool]) -> None:
    assert whole(spell(n, **style)) == (n, "cardinal")


@given(st.integers(10_000_000, 999_999_999_999), st.sampled_from(STYLES))
@settings(max_examples=100, deadline=None)
def test_number_grammar_reads_back_billions(n: int, style: dict[str, bool]) -> None:
    assert whole(spell(n, **style)) == (n, "cardinal")


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("13 ألفا و500", 13_500, "cardinal"),
        ("١٣ ألفاً و٥٠٠", 13_500, "cardinal"),
        ("1,5 مليون", 1_500_000, "cardinal"),
        ("1.250 مليون", 1_250_000, "cardinal"),
        ("3 آلاف", 3_000, "cardinal"),
        ("ثلاثة ملايين و200 ألف", 3_200_000, "cardinal"),
        ("ألفا و500", 1_500, "cardinal"),
        ("مليون ونصف المليون", 1_500_000, "cardinal"),
        ("مليونين ونصف", 2_500_000, "cardinal"),
        ("نصف مليون", 500_000, "cardinal"),
        ("ربع مليون", 250_000, "cardinal"),
        ("مليون ونصف مليون", 1_500_000, "cardinal"),
        ("3 ونصف مليون", 3_500_000, "cardinal"),
        ("ثلاثة ونصف مليون", 3_500_000, "cardinal"),
        ("3 ونصف", 3.5, "cardinal"),
        ("ثلاثة أرباع المليون", 750_000, "cardinal"),
        ("13.500", 13_500, "cardinal"),
        ("13,500", 13_500, "cardinal"),
        ("١٣٬٥٠٠", 13_500, "cardinal"),
        ("2.75", 2.75, "cardinal"),
        ("3/4", 0.75, "fraction"),
        ("ثلاثة أرباع", 0.75, "fraction"),
        ("إثنين", 2, "cardinal"),
        ("مائتا", 200, "cardinal"),
        ("ثلاث مائة", 300, "cardinal"),
        ("ثمانمائة", 800, "cardinal"),
        ("الثالثة عشرة", 13, "ordinal"),
        ("الحادي والعشرون", 21, "ordinal"),
        ("الثانية والستين", 62, "ordinal"),
        ("تاسعة", 9, "ordinal"),
        ("الأربعون", 40, "ordinal"),
    ],
)
def test_number_grammar_forms(text: str, value: float, kind: str) -> None:
    assert whole(text) == (value, kind)


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("ألفا جندي", 2000, 1),  # dual in construct
        ("مليونا نازح", 2_000_000, 1),
        ("12 و30", 12, 1),  # two numbers
        ("ثلاثة وأربعة", 3, 1),
        ("خمسة وبعض", 5, 1),
        ("مئة و ذهب", 100, 1),
    ],
)
def test_number_grammar_stops_where_the_number_ends(text: str, value: float, words: int) -> None:
    tokens = read(text).tokens
    found = read_number(tokens, 0, len(tokens))
    assert found is not None
    assert (found.value, found.end) == (value, words)


@pytest.mark.parametrize("text", ["لست", "كتاب", "ميتين", "الاثنين", "و", "99999999999999999999", "آلاف"])
def test_number_grammar_leaves_other_words(text: str) -> None:
    assert whole(text) is None


@pytest.mark.parametrize(
    ("digits", "value"), [("007", 7), ("1.234.567", 1234567), ("1,234.5", 1234.5), ("0.770", 0.77), ("1.2.3", None), ("12٫5", 12.5)]
)
def test_number_grammar_digits(digits: str, value: float | None) -> None:
    assert digits_value(digits) == value
