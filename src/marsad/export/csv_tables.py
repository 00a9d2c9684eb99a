"""CSV (RFC 4180, UTF-8): one of Marsad's own tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from marsad.export.flat import TABLES, records, row
from marsad.export.source import Options, Source, Tally
from marsad.export.spreadsheet import written


class Lines:
    """Writes rows of text as they come."""

    def __init__(self, stream: BinaryIO, *, bom: bool = False, tabs: bool = False) -> None:
        self._text = io.TextIOWrapper(stream, encoding="utf-8-sig" if bom else "utf-8", newline="", write_through=False)
        self._writer = csv.writer(self._text, dialect="excel-tab" if tabs else "excel", lineterminator="\n" if tabs else "\r\n")

    def add(self, cells: Iterable[object]) -> None:
        """Write one row, its cells safe for spreadsheets."""
        self._writer.writerow([written(c) for c in cells])

    def head(self, names: Sequence[str]) -> None:
        """Write a row of our own words."""
        self._writer.writerow(names)

    def finish(self) -> None:
        """Let go of the stream, which stays open."""
        self._text.flush()
        self._text.detach()


def write(sources: Iterable[Source], stream: BinaryIO, options: Options, tally: Tally) -> None:
    """Write the table that `options` names."""
    columns = TABLES[options.table]
    lines = Lines(stream, bom=options.bom)
    lines.head([c.name for c in columns])
    for source in sources:
        for record in records(options.table, source):
            lines.add(row(columns, source, record))
            tally.rows[options.table] += 1
    lines.finish()
