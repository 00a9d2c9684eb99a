"""What was worked out for a word, kept for the next time that it comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_MOST = 40_000  # words; a language has more, a day's news has not


class _Kept(dict[str, T]):
    __slots__ = ("_work_out",)

    def __init__(self, work_out: Callable[[str], T]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> T:
        if len(self) >= _MOST:
            self.clear()
        value = self[word] = self._work_out(word)
        return value


def kept(work_out: Callable[[str], T]) -> Callable[[str], T]:
    """A function of one word that works each word out once. Several steps ask about every token of a text: this is half the price of
    `lru_cache`, which keeps its entries in order of use."""
    return _Kept(work_out).__getitem__
