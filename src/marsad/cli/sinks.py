"""Where coded reports go: standard output, a file, or a folder of pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO, Protocol

from marsad.cli import console
from marsad.cli.outputs import reason
from marsad.errors import InputError
from marsad.export.jsonl import JsonList, write_lines
from marsad.export.table import render
from marsad.records import CodedReport, Report

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 80


class Sink(Protocol):
    """Takes coded reports one after another. What it has taken is kept even if the work is broken off."""

    def add(self, report: Report, coded: CodedReport) -> None:
        """Take one; raises `InputError` where it has no place for it."""

    def finish(self) -> None:
        """No more will come."""


def sink(form: str, stream: BinaryIO, *, to_terminal: bool = False) -> Sink:
    """What writes `--to form` to a stream."""
    if form == "table":
        return Tables(stream, to_terminal=to_terminal)
    if form == "html":
        return OnePage(stream)
    return List(stream) if form == "json" else Lines(stream)


class Lines:
    """JSONL."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def add(self, report: Report, coded: CodedReport) -> None:
        write_lines([coded], self._stream)

    def finish(self) -> None:
        """Nothing is left to do: each report is whole once it is taken."""


class List:
    """One JSON list."""

    def __init__(self, stream: BinaryIO) -> None:
        self._list = JsonList(stream)

    def add(self, report: Report, coded: CodedReport) -> None:
        self._list.add(coded)

    def finish(self) -> None:
        self._list.close()


class Tables:
    """Tables, with a blank line between reports."""

    def __init__(self, stream: BinaryIO, *, to_terminal: bool) -> None:
        self._stream = stream
        self._style = console.style(to_terminal=to_terminal)
        self._begun = False

    def add(self, report: Report, coded: CodedReport) -> None:
        text = ("\n" if self._begun else "") + render(coded, self._style)
        self._stream.write(text.encode("utf-8", "backslashreplace"))
        self._stream.flush()
        self._begun = True

    def finish(self) -> None:
        """Nothing is left to do: each report is whole once it is taken."""


class OnePage:
    """One page on standard output."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._taken = False

    def add(self, report: Report, coded: CodedReport) -> None:
        from marsad.export.page import page

        if self._taken:
            raise InputError("a second page has no place on standard output; give a folder with -o")
        self._stream.write(page(report, coded).encode("utf-8"))
        self._taken = True

    def finish(self) -> None:
        """Nothing is left to do: each report is whole once it is taken."""


class Pages:
    """A page a report: the file that is named, or files in a folder, named by the reports' ids."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._is_file = target.suffix.lower() in (".html", ".htm") and not target.is_dir()
        self._names: set[str] = set()

    def add(self, report: Report, coded: CodedReport) -> None:
        from marsad.export.page import page

        path = self._path(coded)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page(report, coded), encoding="utf-8")
        except OSError as error:
            raise InputError(f"{path}: cannot be written ({reason(error)})") from None

    def finish(self) -> None:
        """Nothing is left to do: each report is whole once it is taken."""

    def _path(self, coded: CodedReport) -> Path:
        if self._is_file:
            if self._names:
                raise InputError(f"{self._target} holds one page; give a folder with -o for several")
            self._names.add(self._target.name)
            return self._target
        stem = _UNSAFE.sub("-", coded.id or "").strip("-.")[:_LONGEST_NAME] or "report"
        name, number = stem, 1
        while name.casefold() in self._names:
            number += 1
            name = f"{stem}-{number}"
        self._names.add(name.casefold())
        return self._target / f"{name}.html"
