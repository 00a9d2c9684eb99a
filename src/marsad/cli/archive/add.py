"""`marsad archive add`: code reports and keep them."""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING

from marsad.cli import console
from marsad.cli.code import day, declare_processes
from marsad.errors import ArchiveError

if TYPE_CHECKING:
    from marsad.archive.archive import Archive, Prepared, Receipt
    from marsad.records import Report

HELP = "code reports and keep them"
DESCRIPTION = """\
Code reports and keep them. A PATH is what `marsad code` takes: a text file (one report), JSONL (a report a line), JSON,
any of these with .gz, or - for standard input.

A report is known by its outlet and its id. Adding the same again changes nothing; a report whose text, title, day or
address has changed becomes a new version, and the old one stays. A text file has its name for an id: of two with one
name and different texts in one run only the first is kept, and the other is named; two reports of JSONL that give one id
are versions of one report, and that is said. One that cannot be read or coded is named, and the
others are kept. Reports are kept a few at a time: if the work is broken off, or the power fails, what was kept stays,
and running the same again does the rest. Many reports are coded in several processes; one writes, in the order given."""
EXAMPLES = """\
examples:
  marsad archive add news.marsad reports.jsonl
  marsad archive add news.marsad *.txt --outlet "الوكالة" --published 2019-04-14
  crawl | marsad archive add news.marsad - --receipts > kept.jsonl
  marsad archive add postgresql://localhost/news reports.jsonl.gz"""

_MOST, _LONGEST = 16, 0.5  # reports, and seconds since the first of them, after which what is coded is kept


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("archive", metavar="ARCHIVE", help="the archive: a file, or postgresql://user@host/database")
    parser.add_argument("paths", nargs="+", metavar="PATH", help="text, JSONL or JSON file, or - for standard input")
    parser.add_argument("--published", type=day, metavar="DAY", help="day of publication (2019-04-14) of reports that do not give one")
    parser.add_argument("--outlet", help="outlet of reports that do not give one")
    parser.add_argument("--receipts", action="store_true", help="a line of JSON on standard output for each report, once it is safely kept")
    declare_processes(parser)


def run(args: argparse.Namespace) -> int:
    """Code and keep all reports of all paths."""
    from marsad.archive.archive import prepared
    from marsad.archive.location import open_archive
    from marsad.cli.archive.namesakes import read_apart
    from marsad.cli.code import Job, count

    with open_archive(args.archive) as archive:
        keeping = Keeping(archive, receipts=args.receipts)
        items = read_apart(args.paths, published=args.published, outlet=args.outlet)
        shown = sys.stderr.isatty() and not (args.receipts and sys.stdout.isatty())
        meter = console.Meter(shown=shown, total=count(args.paths) if shown else None, what="adding")
        try:
            job = Job(keeping, meter, prepare=prepared, size=records, processes=args.processes, skip=keeping.has, tally=keeping.tally)
            status = job.run(items)
            archive.settle()
            return status
        except ArchiveError:
            print(f"broken off: {console.counted(keeping.tally())}", file=sys.stderr)
            raise


def records(made: Prepared) -> int:
    """How many records were coded of a report."""
    return made.layer.records


class Keeping:
    """Takes coded reports and keeps them in the archive, a few to a transaction."""

    def __init__(self, archive: Archive, *, receipts: bool) -> None:
        self._archive = archive
        self._receipts = receipts
        self._waiting: list[tuple[Report, Prepared]] = []
        self._since = 0.0
        self._did = {"added": 0, "new version": 0, "unchanged": 0}

    def has(self, report: Report) -> bool:
        """Whether the archive has exactly this report, which then need not be coded."""
        receipt = self._archive.has(report)
        if receipt is not None:
            self._confirm(report, receipt)
        return receipt is not None

    def add(self, report: Report, made: Prepared) -> None:
        """Take one report; with enough of them, or when the first has waited long enough, all are kept."""
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append((report, made))
        if len(self._waiting) >= _MOST or time.monotonic() - self._since > _LONGEST:
            self.finish()

    def finish(self) -> None:
        """Keep what was taken."""
        if not self._waiting:
            return
        receipts = self._archive.keep([made for _, made in self._waiting])
        kept, self._waiting = self._waiting, []
        for (report, _), receipt in zip(kept, receipts, strict=True):
            self._confirm(report, receipt)

    def tally(self) -> dict[str, int]:
        """How many reports were added, and what became of the others."""
        return {"added": self._did["added"], "new version": self._did["new version"], "unchanged": self._did["unchanged"]}

    def _confirm(self, report: Report, receipt: Receipt) -> None:
        self._did[receipt.did] += 1
        if self._receipts:
            import json

            line = {"id": report.id, "outlet": report.outlet, "report": receipt.report, "version": receipt.version, "did": receipt.did}
            print(json.dumps(line, ensure_ascii=False), flush=True)
