import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.export.cells import is_arabic, pad, shown, width, wrap


@pytest.mark.parametrize(("text", "cells"), [("abc", 3), ("قَتَلَ", 3), ("قصف", 3), ("日本", 4), ("a\u200fb", 2), ("", 0)])
def test_width_counts_cells(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("a\nb\tc", "a b c"),
        ("\x1b[31mred", "\u241b[31mred"),
        ("\u202eevil\u202c", "evil"),
        ("\ud800x\x00", "\ufffdx\u2400"),
        ("\x9bm", "\ufffdm"),
    ],
)
def test_shown_lets_no_control_through(text: str, want: str) -> None:
    assert shown(text) == want


def test_pad_isolates_arabic_on_a_terminal_only() -> None:
    assert pad("قصف", 6, marks=False) == "   قصف"
    assert pad("قصف", 6, marks=True) == "   \u2067قصف\u2069\u200e"
    assert pad("abc", 6, marks=True) == "abc   "
    assert width(pad("قصف", 6, marks=True)) == 6


def test_is_arabic() -> None:
    assert is_arabic("NATO حلف")
    assert not is_arabic("é 12")


@given(st.text(alphabet="اب ج\u064ed", max_size=60), st.integers(2, 12))
def test_wrap_keeps_every_word_within_room(text: str, room: int) -> None:
    lines = wrap(text, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= room for line in lines)
