"""`marsad code`: from reports to coded reports, as tables, JSON or pages."""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeAlias, TypeVar

from marsad.cli import console
from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.cli.outputs import Output
    from marsad.intake import Unread, Unreadable
    from marsad.processes import Outcome, Task
    from marsad.records import CodedReport, Report

    Item: TypeAlias = Unread | Unreadable
T = TypeVar("T")
Taken = TypeVar("Taken", contravariant=True)
_FEW = 100  # reports that are coded here before others begin: starting processes takes as long as coding so many
_MOST_PROCESSES = 1024
BROKEN_OFF = 130  # the exit status after Ctrl-C

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
Ctrl-C keeps what is done. A file that is there already is replaced at the end, and stays as it is where nothing could be
coded; after Ctrl-C what was coded is beside it (coded.jsonl.partial). An archive is never overwritten."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="text, JSONL or JSON file, or - for standard input")
    parser.add_argument("--published", type=day, metavar="DAY", help="day of publication (2019-04-14) of reports that do not give one")
    parser.add_argument("--outlet", help="outlet of reports that do not give one")
    parser.add_argument("--to", choices=("table", "json", "jsonl", "html"), default="table", help="what to give (default: table)")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to (default: standard output); for html a file or a folder")
    declare_processes(parser)


def day(words: str) -> object:
    """An ISO date given on the command line."""
    from marsad.intake.plain import parse_day

    try:
        return parse_day(words)
    except InputError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def run(args: argparse.Namespace) -> int:
    """Code all reports of all paths, and give them in the order in which they came."""
    from marsad.cli import outputs
    from marsad.cli.sinks import Pages, Sink, sink
    from marsad.intake import read_reports

    outputs.refuse(args.output, args.paths, "a report")
    items = (item for path in args.paths for item in read_reports(path, published=args.published, outlet=args.outlet))
    shown = sys.stderr.isatty() and (args.output is not None or not sys.stdout.isatty())

    def job(into: Sink) -> Job[CodedReport]:
        meter = console.Meter(shown=shown, total=count(args.paths) if shown else None)
        return Job(into, meter, prepare=as_coded, size=size, processes=args.processes)

    if args.to == "html" and args.output is not None:
        return job(Pages(Path(args.output))).run(items)
    with outputs.opened(args.output) as output:
        return _into(output, job(sink(args.to, output.stream, to_terminal=args.output is None and sys.stdout.isatty())), items)


def _into(output: Output, work: Job[CodedReport], items: Iterator[Item]) -> int:
    """Do the work and put what was coded in place: nothing that was coded is lost, and nothing that was there but for what is whole."""
    try:
        status = work.run(items)
    except BaseException:
        if work.reports:
            output.leave()
        raise
    if status == BROKEN_OFF and work.reports and output.replaces:
        output.leave()
        console.complain(output.name, f"is as it was; what was coded before Ctrl-C is in {output.left}")
    elif work.reports or status == 0:
        output.place()
    return status


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


class Takes(Protocol[Taken]):
    """Takes what was made of reports, one after another. What it has taken is kept even if the work is broken off."""

    def add(self, report: Report, made: Taken, /) -> None:
        """Take one; raises `InputError` where it has no place for it."""

    def finish(self) -> None:
        """No more will come."""


class Job(Generic[T]):
    """A run over many reports: counts what was coded and what failed, and goes on after each failure.

    `prepare` (a function of a module) is what is made of a report and what was coded of it, which `sink` takes; `size` counts the records of
    that. It runs in `processes` processes: so many; where that is not said, one for each core, but none more for few reports. A report that
    `skip` says yes to is not coded. `tally`, where given, counts what the sink did with the reports.
    """

    def __init__(
        self,
        sink: Takes[T],
        meter: console.Meter,
        *,
        prepare: Callable[[Report, CodedReport], T],
        size: Callable[[T], int],
        processes: int | None = None,
        skip: Callable[[Report], bool] = lambda report: False,
        tally: Callable[[], dict[str, int]] | None = None,
    ) -> None:
        self._sink = sink
        self._meter = meter
        self._prepare = prepare
        self._size = size
        self._processes = processes
        self._skip = skip
        self._tally = tally
        self.reports = 0  # how many the sink took
        self._records = self._failures = self._warnings = 0

    def run(self, items: Iterator[Item], *, ahead: bool = True) -> int:
        """Code every item; the exit status. `ahead`: items may be read by another thread, so that none that is coded waits for the next."""
        begun = time.monotonic()
        broken_off = False
        outcomes = self._outcomes(items, ahead=ahead)
        try:
            with self._meter, closing(outcomes):
                for item, outcome in outcomes:
                    self._one(item, outcome)
                    self._meter.advance()
        except KeyboardInterrupt:
            broken_off = True
        gc.enable()
        self._sink.finish()
        seconds = time.monotonic() - begun
        counts = (self._tally() if self._tally else {"report": self.reports}) | {"record": self._records}
        told = console.counted(counts | ({"warning": self._warnings} if self._warnings else {}) | {"failure": self._failures})
        print(f"{'broken off: ' if broken_off else ''}{told} in {seconds:.1f} s", file=sys.stderr)
        return BROKEN_OFF if broken_off else 1 if self._failures else 0

    def _outcomes(self, items: Iterator[Item], *, ahead: bool) -> Generator[tuple[Item, Outcome[T] | None]]:
        """Each item with what came of it, in order: the first few coded here, the others, if there are more, in several processes."""
        from marsad.processes import Processes, Source, cores

        count = self._processes or cores()
        few = 0 if self._processes is not None and count > 1 else _FEW
        if few:
            yield from self._here(items, few if count > 1 else None)
        source = Source(items) if ahead else None
        tasks = ((item, self._task(item)) for item in source or items)
        first = next(tasks, None) if count > 1 else None
        if first is not None:
            with Processes(count, self._prepare) as several:
                yield from several.run(chain([first], tasks), ready=source.ready if source else lambda: True)

    def _here(self, items: Iterator[Item], most: int | None) -> Iterator[tuple[Item, Outcome[T] | None]]:
        """The same for the first so many that are coded, in this process; for all of them where it is not said how many."""
        from marsad.coder import Coder
        from marsad.processes import code

        gc.disable()  # what is loaded from now until the first report is coded stays to the end
        coder = Coder()
        done = 0
        for item in items:
            task = self._task(item)
            yield item, code(coder, task, self._prepare) if task is not None else None
            if task is not None and not gc.isenabled():
                gc.freeze()
                gc.enable()
            done += task is not None
            if done == most:
                return

    def _task(self, item: Item) -> Task | None:
        from marsad.intake import Unreadable
        from marsad.processes import Task

        return None if isinstance(item, Unreadable) or self._skip(item.report) else Task(item.report, item.notes)

    def _one(self, item: Item, outcome: Outcome[T] | None) -> None:
        from marsad.intake import Unreadable

        if isinstance(item, Unreadable):
            return self._fail(item.where, item.message)
        if outcome is None:
            return None
        for note in item.notes:
            self._warnings += 1
            console.complain(item.where, note)
        if outcome.fault is not None or outcome.made is None:
            return self._fail(item.where, f"could not be coded; this is a fault of marsad, please report it ({outcome.fault})")
        try:
            self._sink.add(item.report, outcome.made)
        except InputError as error:
            return self._fail(item.where, str(error))
        self.reports += 1
        self._records += self._size(outcome.made)
        return None

    def _fail(self, where: str, message: str) -> None:
        self._failures += 1
        console.complain(where, message)


def as_coded(report: Report, coded: CodedReport) -> CodedReport:
    """What was coded, as it is."""
    return coded


def size(coded: CodedReport) -> int:
    """How many records a coded report has."""
    return len(coded.actors) + len(coded.places) + len(coded.events) + len(coded.figures) + len(coded.statements)


def declare_processes(parser: argparse.ArgumentParser) -> None:
    """Declare in how many processes reports are coded."""
    about = f"code in so many processes (default: one for each core of the machine; just this one for up to {_FEW} reports)"
    parser.add_argument("--processes", type=_processes, metavar="N", help=about)


def _processes(words: str) -> int:
    if not words.isascii() or not words.isdigit() or not 1 <= int(words[:4]) <= _MOST_PROCESSES:
        raise argparse.ArgumentTypeError(f"{words!r} is no number from 1 to {_MOST_PROCESSES}")
    return int(words)
