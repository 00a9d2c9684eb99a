"""`marsad review show`: the records of a report with what was decided of them."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from marsad.cli import console
from marsad.cli.review import common

if TYPE_CHECKING:
    from marsad.archive.review.reading import Current
    from marsad.archive.review.reviewed import Entry
    from marsad.export.table import Style

HELP = "show the records of a report, or all about one"
DESCRIPTION = """\
Show every record of a report with its state, or everything about the records that are named: what each says, what the
machine has for it, the words around it, and every decision with who, when and why. The revision is how many decisions
there are on a record; give it to whatever you do next (--revision) where others decided on it too."""
EXAMPLES = """\
examples:
  marsad review show news.marsad 12
  marsad review show news.marsad 12 e1 f2
  marsad review show news.marsad 12 --to json | jq '.records[] | select(.state == "second look")'"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    common.archive_and_report(parser)
    parser.add_argument("record", nargs="*", default=[], metavar="RECORD", help="the ids of records: e1, f2, s3, a4, p5")
    parser.add_argument("--to", choices=("table", "json"), default="table", help="what to give (default: table)")


def run(args: argparse.Namespace) -> int:
    """Print it."""
    from marsad.archive.location import open_archive
    from marsad.archive.review.reading import current
    from marsad.errors import ReviewError

    with open_archive(args.archive) as archive, archive.snapshot():
        found = current(archive.store, args.report)
    wanted = [found.reviewed.find(name) for name in args.record]
    if None in wanted:
        missing = args.record[wanted.index(None)]
        raise ReviewError(
            f"report {args.report} has no record {missing}; it has {', '.join(e.id for e in found.reviewed.entries) or 'none'}"
        )
    entries = [e for e in wanted if e is not None] or found.reviewed.entries
    style = console.style(to_terminal=sys.stdout.isatty())
    if args.to == "json":
        sys.stdout.buffer.write(_json(found, entries))
    elif args.record:
        from marsad.cli.review.words import details

        for entry in entries:
            print("\n".join(details(found, entry, style)), end="\n\n")
    else:
        print(_table(found, entries, style), end="")
    return 0


def _table(found: Current, entries: list[Entry], style: Style) -> str:
    from marsad.cli.review.words import evidence, headline, state
    from marsad.export.cells import shown
    from marsad.export.table import draw

    coded = found.reviewed.with_rejected
    rows = [
        [
            e.id,
            state(e),
            str(e.revision or ""),
            shown(e.note or (f"for {e.case.assignee}" if e.case and e.case.assignee else "")),
            f"{e.record.confidence:.2f}" if hasattr(e.record, "confidence") else "",
            shown(headline(e.record, coded)),
            shown(evidence(e.record)),
        ]
        for e in entries
    ]
    title = " · ".join(filter(None, (f"report {found.report}", found.machine.id, found.machine.outlet, str(found.machine.published or ""))))
    return f"{style.bold(shown(title))}\n{draw('RECORDS', ['', 'state', 'revision', 'note', 'sure', 'says', 'words'], rows, style)}"


def _json(found: Current, entries: list[Entry]) -> bytes:
    import json

    import msgspec

    records = [
        {
            "id": e.id, "handle": e.handle, "kind": e.kind, "state": e.state, "stands": e.stands, "revision": e.revision, "note": e.note,
            "record": msgspec.to_builtins(e.record), "machine": msgspec.to_builtins(e.machine) if e.machine is not None else None,
            "proposed": {"what": e.proposed.what, "people": list(e.proposed.people),
                         "record": e.proposed.record.record if e.proposed.record else None} if e.proposed else None,
            "assigned": e.case.assignee if e.case else None,
            "decisions": [
                {"revision": d.revision, "act": d.act, "by": d.person, "at": d.at, "why": d.why, "changes": d.detail.changes}
                for d in (e.case.decisions if e.case else ())
            ],
        }
        for e in entries
    ]  # fmt: skip
    about = {"report": found.report, "version": found.number, "id": found.machine.id, "outlet": found.machine.outlet, "records": records}
    try:
        return json.dumps(about, ensure_ascii=False).encode("utf-8") + b"\n"
    except UnicodeEncodeError:  # a lone surrogate in the text, which only an escape can hold
        return json.dumps(about).encode("ascii") + b"\n"
