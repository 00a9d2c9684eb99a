"""Numbers held against duckling's Arabic cases of numerals and ordinals: the whole phrase is taken, and its value is the one expected."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from marsad.mentions.numbers import find_numbers
from marsad.text.document import read

_VALUE = re.compile(r"-?[0-9.]+")
_KINDS = {"Numeral_AR": ("cardinal", "fraction"), "Ordinal_AR": ("ordinal",)}
_CLOSE = 1e-9


class NumberCase(msgspec.Struct, frozen=True):
    """One phrase with the value expected of it, and what was found."""

    line: int
    dim: str
    text: str
    expected: float
    got: str
    right: bool


def number_cases(bench: Path) -> Iterator[NumberCase]:
    """The Numeral and Ordinal cases of duckling."""
    with (bench / "numbers_dates" / "duckling.jsonl").open(encoding="utf-8") as lines:
        for line, row in enumerate(lines, 1):
            raw = json.loads(row)
            if raw["dim"] in _KINDS:
                yield _case(line, raw)


def _case(line: int, raw: dict[str, str]) -> NumberCase:
    text, told = raw["input"], _VALUE.search(raw["expected"])
    assert told is not None
    expected = float(told.group())
    found = find_numbers(read(text))
    right = (
        len(found) == 1
        and (found[0].start, found[0].end) == (0, len(text))
        and found[0].kind in _KINDS[raw["dim"]]
        and found[0].value is not None
        and abs(found[0].value - expected) < _CLOSE
    )
    got = "; ".join(f"{m.kind} {m.value} at {m.start}-{m.end}" for m in found) or "nothing"
    return NumberCase(line, raw["dim"], text, expected, got, right)


def report(bench: Path) -> str:
    """How many are right, and what fails."""
    cases = list(number_cases(bench))
    lines = [f"{dim:12} {sum(c.right for c in cases if c.dim == dim)} of {sum(c.dim == dim for c in cases)}" for dim in _KINDS]
    return "\n".join(lines + [f"  {c.line}\t{c.text}\t{c.expected:g}\tgot {c.got}" for c in cases if not c.right])


if __name__ == "__main__":
    import sys

    print(report(Path(sys.argv[1])))
