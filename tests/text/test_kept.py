"""What is kept for a word."""

from __future__ import annotations

from marsad.text import kept as module
from marsad.text.kept import kept


def test_kept_works_each_word_out_once() -> None:
    asked: list[str] = []
    size = kept(lambda word: asked.append(word) or len(word))  # type: ignore[func-returns-value]
    assert [size(w) for w in ("قال", "قصف", "قال", "القتل")] == [3, 3, 3, 5]
    assert asked == ["قال", "قصف", "القتل"]


def test_kept_forgets_all_when_there_is_too_much(monkeypatch) -> None:
    monkeypatch.setattr(module, "_MOST", 2)
    asked: list[str] = []
    size = kept(lambda word: asked.append(word) or len(word))  # type: ignore[func-returns-value]
    assert [size(w) for w in ("a", "bb", "ccc", "a")] == [1, 2, 3, 1]
    assert asked == ["a", "bb", "ccc", "a"]
