#!/usr/bin/env python3
"""Write the tables of docs/exports.md anew: the columns of every export, as the program has them.

usage: columns.py [--check]

`--check` writes nothing and exits with 1 where the page differs from what would be written.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from marsad.export import acled, flat, hxl, polecat, ucdp
from marsad.export.source import Column

PAGE = Path(__file__).resolve().parent.parent / "docs" / "exports.md"
TABLES: dict[str, Sequence[Column]] = {
    "polecat": polecat.COLUMNS, "acled": acled.COLUMNS, "ucdp": ucdp.COLUMNS, "hxl": hxl.COLUMNS, **flat.TABLES,
}  # fmt: skip


def table(name: str, columns: Sequence[Column]) -> str:
    """One table as Markdown."""
    lines = [_row(c.name, *(c.about.split(" ", 1) if name == "hxl" else (c.type, c.about))) for c in columns]
    return "\n".join([f"| column | {'hashtag' if name == 'hxl' else 'type'} | |", "|---|---|---|", *lines])


def _row(name: str, kind: str, about: str) -> str:
    return f"| `{name}` | {kind} | {about} |"


def renewed(page: str) -> str:
    """The page with every table as it should be: the lines that begin with | after a table's heading."""
    for name, columns in TABLES.items():
        before, found, after = page.partition(f"\n## {name}\n")
        section, sep, rest = after.partition("\n## ")
        kept = [line for line in section.split("\n") if not line.startswith("|")]
        text = "\n".join(kept).strip("\n")
        page = f"{before}{found}\n{f'{text}{chr(10) * 2}' if text else ''}{table(name, columns)}\n{sep}{rest}"
    return page


if __name__ == "__main__":
    old = PAGE.read_text(encoding="utf-8")
    new = renewed(old)
    if "--check" in sys.argv[1:]:
        sys.exit(f"{PAGE}: not as it would be written; run {sys.argv[0]}" if new != old else 0)
    PAGE.write_text(new, encoding="utf-8")
