"""Coded reports as JSON, fields as the coded-report format names them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from marsad.records import CodedReport


def write_lines(reports: Iterable[CodedReport], stream: BinaryIO) -> None:
    """One report a line (JSONL). Each line is whole once it is written, so that what is done stays if the rest fails."""
    for report in reports:
        stream.write(report.to_json() + b"\n")


class JsonList:
    """One JSON list of reports, written as they come; `close` ends it, also where the work was broken off."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._begun = False

    def add(self, report: CodedReport) -> None:
        """Write one report."""
        self._stream.write((b",\n" if self._begun else b"[\n") + report.to_json())
        self._begun = True

    def close(self) -> None:
        """End the list."""
        self._stream.write(b"\n]\n" if self._begun else b"[]\n")
