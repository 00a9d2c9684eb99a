"""Text in the cells of a terminal: how wide it is, where it wraps, and what keeps Arabic from running across columns.

A terminal that knows the bidirectional algorithm orders a whole line at once: two Arabic columns side by side would
change places, and take the blanks between them along. Each Arabic cell is therefore put in an isolate (UAX 9) and
followed by a left-to-right mark, for terminals that know no isolates. Into a file or pipe go no such marks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_ISOLATE, _END, _LEFT = "\u2067", "\u2069", "\u200e"
_BIDI = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
_BLANKS = dict.fromkeys((0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), 0x20)
_CONTROLS = {**{i: 0x2400 + i for i in range(32)}, **dict.fromkeys(range(0x7F, 0xA0), 0xFFFD), **_BLANKS}
_SHOWN = {**_BIDI, **_CONTROLS, **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)}


def shown(text: str) -> str:
    """`text` on one line and safe to print: control characters made visible, direction marks (ours say it) left out."""
    return " ".join(text.translate(_SHOWN).split())


@lru_cache(maxsize=4096)
def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """How many cells of a terminal `text` takes."""
    return len(text) if text.isascii() else sum(map(_char_width, text))


def is_arabic(text: str) -> bool:
    """Whether any letter of `text` is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def wrap(text: str, room: int) -> list[str]:
    """`text` in lines of at most `room` cells, cut between words where words allow it."""
    lines: list[str] = []
    line, used = "", 0
    for word in text.split():
        for piece, size in _cut(word, room):
            if line and used + 1 + size > room:
                lines.append(line)
                line, used = piece, size
            else:
                line, used = (f"{line} {piece}", used + 1 + size) if line else (piece, size)
    if line or not lines:
        lines.append(line)
    return lines


def _cut(word: str, room: int) -> Iterator[tuple[str, int]]:
    """A word in pieces that a line can hold, with their widths; most words are one piece."""
    size = width(word)
    if size <= room:
        yield word, size
        return
    begin, used = 0, 0
    for i, char in enumerate(word):
        wide = _char_width(char)
        if used + wide > room and i > begin:
            yield word[begin:i], used
            begin, used = i, 0
        used += wide
    yield word[begin:], used


def pad(text: str, room: int, *, marks: bool, right: bool = False) -> str:
    """`text` filled up to `room` cells; Arabic to the right, as it is read, and in an isolate where `marks`."""
    blanks = " " * max(0, room - width(text))
    if is_arabic(text):
        inner = f"{_ISOLATE}{text}{_END}{_LEFT}" if marks else text
        return blanks + inner
    return blanks + text if right else text + blanks
