"""Coded reports as JSON, fields as the coded-report format names them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

from marsad.records import CodedReport

if TYPE_CHECKING:
    from marsad.export.source import Options, Source, Tally


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


def write(sources: Iterable[Source], stream: BinaryIO, options: Options, tally: Tally) -> None:
    """Whole coded reports as they stand, one a line. `review` gives the state of each record that people decided on, and `uids` the
    stable id of every record, by its id; `url` is the report's address."""
    for source in sources:
        standing = source.standing
        more = {"url": standing.url, "review": dict(standing.states), "uids": {i: standing.uid(i) for i in standing.handles}}
        stream.write(source.coded.to_json()[:-1] + b"," + json.dumps(more, separators=(",", ":")).encode("ascii")[1:] + b"\n")
        tally.rows["reports"] += 1
