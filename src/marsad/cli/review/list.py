"""`marsad review list`: which records people should look at."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from marsad.cli import console
from marsad.cli.archive import filters

if TYPE_CHECKING:
    from marsad.archive.archive import Archive
    from marsad.archive.review.reading import Current
    from marsad.archive.review.reviewed import Entry

HELP = "list the records that people should look at"
DESCRIPTION = """\
List events, figures and statements, oldest report first: those that nobody has decided on and those that need a second
look, unless other states are asked for. A record needs a second look while a decision on it waits for a second person,
and where the machine, after coding anew, no longer makes what a person decided on. Words and filters choose as in
`marsad archive search`."""
EXAMPLES = """\
examples:
  marsad review list news.marsad
  marsad review list news.marsad --state second-look
  marsad review list news.marsad --type ASSAULT --place طرابلس --below 0.6
  marsad review list news.marsad --assigned علي
  marsad review list news.marsad --state rejected --to jsonl"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    from marsad.cli.archive.numbers import number

    parser.add_argument("archive", metavar="ARCHIVE", help="the archive: a file, or postgresql://user@host/database")
    parser.add_argument("words", nargs="*", default=[], metavar="WORDS", help="words, and phrases in quotation marks")
    filters.declare(parser)
    parser.add_argument("--assigned", metavar="NAME", help="what this person shall look at")
    parser.add_argument("--below", type=_chance, metavar="CHANCE", help="of which the machine is less sure than this (0 to 1)")
    parser.add_argument("--to", choices=("table", "jsonl"), default="table", help="what to give (default: table)")
    parser.add_argument("--page", type=number, default=1, metavar="N", help="which page of what was found (default: 1)")
    parser.add_argument("--limit", type=number, default=20, metavar="N", help="records on a page (default: 20)")


def _chance(words: str) -> float:
    try:
        chance = float(words)
    except ValueError:
        chance = -1
    if not 0 <= chance <= 1:
        raise argparse.ArgumentTypeError(f"{words!r} is no chance from 0 to 1")
    return chance


def run(args: argparse.Namespace) -> int:
    """Print one page. Exit status 0 also where there is nothing."""
    from marsad.archive.location import open_archive

    with open_archive(args.archive) as archive, archive.snapshot():
        begin = (args.page - 1) * args.limit
        found = list(islice(_found(archive, args), begin, begin + args.limit + 1))
    page = found[: args.limit]
    if args.to == "jsonl":
        for report, entry in page:
            sys.stdout.buffer.write(_line(report, entry))
    elif page:
        print(_table(page), end="")
    more = f"; more with --page {args.page + 1}" if len(found) > args.limit else ""
    print(f"{begin + 1:,} to {begin + len(page):,}{more}" if page else "nothing to look at", file=sys.stderr)
    return 0


def _found(archive: Archive, args: argparse.Namespace) -> Iterator[tuple[Current, Entry]]:
    from marsad.archive.review.choosing import chosen
    from marsad.archive.review.decisions import person, same_person

    query, wanted = filters.asked(args)
    states = wanted.states or (() if args.assigned else ("machine", "second look"))
    whom = person(args.assigned) if args.assigned else None
    for report, only in chosen(archive, query, wanted, assigned=whom is not None):
        for entry in report.reviewed.entries:
            if entry.kind in ("actor", "place") and entry.case is None:
                continue
            if only is not None and entry.id not in only:
                continue
            if states and entry.state not in states:
                continue
            assignee = entry.case.assignee if entry.case else None
            if whom is not None and (assignee is None or not same_person(assignee, whom)):
                continue
            if args.below is not None and getattr(entry.record, "confidence", 1.0) >= args.below:
                continue
            yield report, entry


def _table(page: list[tuple[Current, Entry]]) -> str:
    from marsad.cli.review.words import evidence, headline, state
    from marsad.export.cells import shown
    from marsad.export.table import draw

    rows = [
        [
            str(report.report),
            e.id,
            state(e),
            shown(e.note or ""),
            f"{e.record.confidence:.2f}" if hasattr(e.record, "confidence") else "",
            shown(headline(e.record, report.reviewed.with_rejected)),
            shown(evidence(e.record)),
        ]
        for report, e in page
    ]
    return draw("RECORDS", ["report", "", "state", "note", "sure", "says", "words"], rows, console.style(to_terminal=sys.stdout.isatty()))


def _line(report: Current, entry: Entry) -> bytes:
    import json

    from marsad.cli.review.words import evidence, headline

    line = {
        "report": report.report, "id": report.machine.id, "outlet": report.machine.outlet, "record": entry.id, "kind": entry.kind,
        "state": entry.state, "revision": entry.revision, "note": entry.note, "assigned": entry.case.assignee if entry.case else None,
        "confidence": getattr(entry.record, "confidence", None), "says": headline(entry.record, report.reviewed.with_rejected),
        "words": evidence(entry.record),
    }  # fmt: skip
    try:
        return json.dumps(line, ensure_ascii=False).encode("utf-8") + b"\n"
    except UnicodeEncodeError:
        return json.dumps(line).encode("ascii") + b"\n"
