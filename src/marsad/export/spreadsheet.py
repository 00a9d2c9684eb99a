"""Cells that a spreadsheet opens: nothing in them is taken for a formula, and nothing that a file cannot hold is left.

A cell that begins with = + - @, a tab or a carriage return is run as a formula by Excel, LibreOffice and Google Sheets when a
CSV is opened (OWASP, "CSV Injection"). Such text gets an apostrophe before it. Numbers are written as numbers and stay numbers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the last four: full width, which some take too
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_ODD = dict.fromkeys((*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), 0xFFFD)
BETWEEN = "; "  # between several values in one cell

Cell = str | int | float | bool | dt.date | None


def clean(text: str) -> str:
    """`text` with what XML and UTF-8 cannot hold (control characters, lone surrogates) replaced one for one."""
    return text.translate(_ODD)


def safe(text: str) -> str:
    """`text` so that no spreadsheet runs it."""
    text = clean(text)
    return f"'{text}" if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text


def cell(value: object) -> Cell:
    """A value of a column as a cell: text safe, several values joined, numbers, days and truths as they are."""
    if value is None or isinstance(value, (bool, int, float, dt.date)):
        return value
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, Sequence):
        return safe(BETWEEN.join(str(v) for v in value if v is not None))
    raise TypeError(f"{type(value).__name__} is no value of a cell")


def written(value: object) -> str:
    """A cell as text, for files in which everything is text."""
    made = cell(value)
    if made is None:
        return ""
    if isinstance(made, bool):
        return "true" if made else "false"
    return made.isoformat() if isinstance(made, dt.date) else str(made)
