"""`marsad code`: from reports to coded reports, as tables, JSON or pages."""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.cli import console
from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.cli.sinks import Sink
    from marsad.intake import Unread, Unreadable
    from marsad.records import Report

HELP = "code reports: tables, JSON or pages of what they say"
DESCRIPTION = """\
Code reports. A PATH is a text file (one report), a JSONL file (a report a line: an object with "text" and, where
known, "id", "outlet", "title", "published"), a JSON file (a report, or a list of them), any of these with .gz, or
- for standard input (text or JSONL). Text that is not UTF-8 is read as Windows-1256 or ISO-8859-6, and says so.

The day of publication matters: without it "yesterday" and "last Friday" stay without a date."""
EXAMPLES = """\
what comes out (--to):
  table   tables for reading in a terminal (the default)
  jsonl   a coded report a line; `marsad schema` says what the fields mean
  json    a list of coded reports
  html    a page that shows each record beside its words: one report to a file (-o page.html) or to standard
          output, several to a folder (-o pages)

examples:
  marsad code report.txt --published 2019-04-14 --outlet "الوكالة"
  cat report.txt | marsad code -
  marsad code reports.jsonl --to jsonl -o coded.jsonl
  marsad code reports.jsonl --to html -o pages
  marsad code - --to jsonl < reports.jsonl | jq '.figures[] | [.measure, .low, .high]'

A line or file that cannot be read is reported on standard error; the others are coded, and the exit status is 1.
Ctrl-C keeps what is done."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="text, JSONL or JSON file, or - for standard input")
    parser.add_argument("--published", type=day, metavar="DAY", help="day of publication (2019-04-14) of reports that do not give one")
    parser.add_argument("--outlet", help="outlet of reports that do not give one")
    parser.add_argument("--to", choices=("table", "json", "jsonl", "html"), default="table", help="what to give (default: table)")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to (default: standard output); for html a file or a folder")


def day(words: str) -> object:
    """An ISO date given on the command line."""
    from marsad.intake.plain import parse_day

    try:
        return parse_day(words)
    except InputError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def run(args: argparse.Namespace) -> int:
    """Code all reports of all paths, one after another."""
    from marsad.cli.sinks import open_sink
    from marsad.intake import read_reports

    refuse_to_overwrite(args.paths, args.output)
    items = (item for path in args.paths for item in read_reports(path, published=args.published, outlet=args.outlet))
    with open_sink(args.to, args.output) as sink:
        shown = sys.stderr.isatty() and (args.output is not None or not sys.stdout.isatty())
        return Job(sink, console.Meter(shown=shown, total=count(args.paths) if shown else None)).run(items)


def refuse_to_overwrite(paths: list[str], output: str | None) -> None:
    """Raise `InputError` where the output would go over one of the reports."""
    if output is None:
        return
    target = Path(output)
    for path in paths:
        if path != "-" and target.is_file() and Path(path).exists() and target.samefile(path):
            raise InputError(f"{path} is given as a report and as the output; give another -o")


def count(paths: list[str]) -> int | None:
    """How many reports there are to code, where that is quickly known."""
    total = 0
    for path in map(Path, paths):
        if str(path) == "-" or not path.is_file() or path.suffix in (".gz", ".json"):
            return None
        if path.suffix in (".jsonl", ".ndjson"):
            with path.open("rb") as lines:
                total += sum(1 for line in lines if not line.isspace())
        else:
            total += 1
    return total


class Job:
    """A run over many reports: counts what was coded and what failed, and goes on after each failure.

    A report that `skip` says yes to is not coded. `tally`, where given, counts what the sink did with the reports.
    """

    def __init__(
        self,
        sink: Sink,
        meter: console.Meter,
        *,
        skip: Callable[[Report], bool] = lambda report: False,
        tally: Callable[[], dict[str, int]] | None = None,
    ) -> None:
        from marsad.coder import Coder

        gc.disable()  # what is loaded from now until the first report is coded stays to the end
        self._coder = Coder()
        self._sink = sink
        self._meter = meter
        self._skip = skip
        self._tally = tally
        self._reports = self._records = self._failures = 0

    def run(self, items: Iterator[Unread | Unreadable]) -> int:
        """Code every item; the exit status."""
        begun = time.monotonic()
        broken_off = False
        try:
            with self._meter:
                for item in items:
                    self._one(item)
                    self._meter.advance()
                    if not gc.isenabled():
                        gc.freeze()
                        gc.enable()
        except KeyboardInterrupt:
            broken_off = True
        gc.enable()
        self._sink.finish()
        seconds = time.monotonic() - begun
        told = console.counted(
            (self._tally() if self._tally else {"report": self._reports}) | {"record": self._records, "failure": self._failures}
        )
        print(f"{'broken off: ' if broken_off else ''}{told} in {seconds:.1f} s", file=sys.stderr)
        return 130 if broken_off else 1 if self._failures else 0

    def _one(self, item: Unread | Unreadable) -> None:
        from msgspec.structs import replace

        from marsad.intake import Unreadable

        if isinstance(item, Unreadable):
            return self._fail(item.where, item.message)
        if self._skip(item.report):
            return None
        for note in item.notes:
            console.complain(item.where, note)
        try:
            coded = self._coder.code(item.report)
        except Exception as error:  # one report that trips the coder up must not cost the others
            what = f"{type(error).__name__}: {error}"
            return self._fail(item.where, f"could not be coded; this is a fault of marsad, please report it ({what})")
        if item.notes:
            coded = replace(coded, warnings=[*item.notes, *coded.warnings])
        try:
            self._sink.add(item.report, coded)
        except InputError as error:
            return self._fail(item.where, str(error))
        self._reports += 1
        self._records += len(coded.actors) + len(coded.places) + len(coded.events) + len(coded.figures) + len(coded.statements)
        return None

    def _fail(self, where: str, message: str) -> None:
        self._failures += 1
        console.complain(where, message)
