"""`marsad archive stories`: reports that tell one story, and copies of one text."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from marsad.cli.archive.numbers import likely, number
from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.merging.merged import Merged

HELP = "list reports that tell one story, and near-copies of one text"
DESCRIPTION = """\
List pairs of reports that tell one story (the same happening as their main matter, at most three days apart), with how
surely and why, and pairs that have an agency's text in common, whole or in part, with the share. A source whose text was
copied is counted once, in incidents and in the ledger."""
EXAMPLES = """\
examples:
  marsad archive stories news.marsad
  marsad archive stories news.marsad --report 12 --sure 0.8
  marsad archive stories news.marsad --copies
  marsad archive stories news.marsad --to jsonl"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("archive", metavar="ARCHIVE", help="the archive: a file, or postgresql://user@host/database")
    parser.add_argument("--report", type=number, metavar="N", help="only pairs with this report (its number in the archive)")
    parser.add_argument("--sure", type=likely, default=0.5, metavar="CHANCE", help="only stories as sure as this, 0.5 to 1 (default: 0.5)")
    parser.add_argument("--copies", action="store_true", help="only copies")
    parser.add_argument("--to", choices=("table", "jsonl"), default="table", help="what to give (default: table)")


def run(args: argparse.Namespace) -> int:
    """Print them."""
    import msgspec

    from marsad.archive.location import open_archive
    from marsad.cli import console
    from marsad.cli.archive.incidents import worked_out
    from marsad.export.table import draw

    with open_archive(args.archive) as archive:
        made = worked_out(archive)
        named = {int(n): (ident or "", outlet or "", title or "") for n, ident, outlet, title in archive.store.rows(_NAMES)}
    if args.report is not None and args.report not in named:
        raise InputError(f"there is no report {args.report}; the archive has {len(named):,} (`marsad archive search` shows their numbers)")
    rows = _rows(made, args)
    if args.to == "jsonl":
        for first, second, what, score, reasons in rows:
            line = {"first": first, "second": second, "what": what, "score": score, "why": reasons}
            sys.stdout.buffer.write(msgspec.json.encode(line) + b"\n")
        sys.stdout.buffer.flush()
        return 0
    cells = [
        [f"{a} · {b}", what, f"{score:.2f}", _name(named, a), _name(named, b), "; ".join(reasons[:4])]
        for a, b, what, score, reasons in rows
    ]
    if cells:
        style = console.style(to_terminal=sys.stdout.isatty())
        print(draw(f"PAIRS ({len(cells):,})", ["reports", "what", "sure", "one", "the other", "why"], cells, style), end="")
    else:
        print("no reports tell one story", file=sys.stderr)
    return 0


_NAMES = "SELECT r.id, v.given_id, v.outlet, v.title FROM reports r JOIN versions v ON v.id = r.current"


def _rows(made: Merged, args: argparse.Namespace) -> list[tuple[int, int, str, float, list[str]]]:
    out = [(c.first, c.second, "copy" if c.whole else "part copied", c.share, [c.why]) for c in made.copies]
    if not args.copies:
        out += [
            (s.first, s.second, "one story", s.score, [f"{w.what} {w.weight:+.1f}" for w in s.why])
            for s in made.stories
            if s.score >= args.sure
        ]
    return sorted(row for row in out if args.report is None or args.report in row[:2])


def _name(named: dict[int, tuple[str, str, str]], report: int) -> str:
    from marsad.export.cells import shown

    ident, outlet, title = named.get(report, ("", "", ""))
    return shown(" · ".join(filter(None, (ident, outlet, title))))
