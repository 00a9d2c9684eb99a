"""XLSX: a workbook with a sheet of events, of figures and of statements, right to left, written row by row (needs XlsxWriter)."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterable
from typing import IO, TYPE_CHECKING, Any, BinaryIO

from marsad.export.flat import TABLES, records, row
from marsad.export.source import Options, Source, Tally
from marsad.export.spreadsheet import cell

if TYPE_CHECKING:
    import xlsxwriter

ROWS = 1_048_576  # rows of a sheet, and characters of a cell: Microsoft, "Excel specifications and limits"
_LONGEST = 32_767
_TITLES = {"events": "Events", "figures": "Figures", "statements": "Statements"}


def write(sources: Iterable[Source], stream: BinaryIO, options: Options, tally: Tally) -> None:
    """Write all three tables. The stream gets the workbook when it is whole: its zip file trips over a stream that breaks off."""
    with tempfile.TemporaryFile() as whole:
        _write(sources, whole, tally)
        whole.seek(0)
        shutil.copyfileobj(whole, stream)


def _write(sources: Iterable[Source], file: IO[bytes], tally: Tally) -> None:
    """The workbook; a table that outgrows a sheet goes on in another."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    book = xlsxwriter.Workbook(
        file,
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "default_date_format": "yyyy-mm-dd"},
    )  # fmt: skip
    sheets = {name: _Sheets(book, name) for name in TABLES}
    for source in sources:
        for table, sheet in sheets.items():
            for record in records(table, source):
                sheet.add(row(TABLES[table], source, record))
                tally.rows[table] += 1
    try:
        book.close()
    except FileCreateError as error:  # its own name for whatever the system says
        raise OSError(*error.args[0].args) from None


class _Sheets:
    """The sheets of one table."""

    def __init__(self, book: xlsxwriter.Workbook, table: str) -> None:
        self._book, self._table, self._number = book, table, 0
        self._bold = book.add_format({"bold": True})
        self._begin()

    def _begin(self) -> None:
        self._number += 1
        title = _TITLES[self._table]
        self._sheet: Any = self._book.add_worksheet(title if self._number == 1 else f"{title} {self._number}")
        self._sheet.right_to_left()
        self._sheet.freeze_panes(1, 0)
        for i, column in enumerate(TABLES[self._table]):
            self._sheet.write_string(0, i, column.name, self._bold)
        self._row = 1

    def add(self, values: list[object]) -> None:
        """Write one row."""
        if self._row >= ROWS:
            self._begin()
        for i, value in enumerate(values):
            made = cell(value)
            if isinstance(made, str):
                self._sheet.write_string(self._row, i, made if len(made) <= _LONGEST else made[: _LONGEST - 1] + "…")
            elif isinstance(made, bool):
                self._sheet.write_boolean(self._row, i, made)
            elif isinstance(made, dt.date):
                if made.year >= 1900:
                    self._sheet.write_datetime(self._row, i, dt.datetime(made.year, made.month, made.day))
                else:  # Excel's days begin in 1900
                    self._sheet.write_string(self._row, i, made.isoformat())
            elif made is not None:
                self._sheet.write_number(self._row, i, made)
        self._row += 1
