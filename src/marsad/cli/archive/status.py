"""`marsad archive status`: what an archive holds."""

from __future__ import annotations

import argparse
import sys

HELP = "say what the archive holds"
DESCRIPTION = """\
Say what the archive holds: reports, versions, days, outlets, coders, size, and the last row of the audit trail. Note the
hash of that row somewhere else now and then: `marsad archive verify --head HASH` can then tell that nothing after it was
written in place of what was there."""
EXAMPLES = """\
examples:
  marsad archive status news.marsad
  marsad archive status news.marsad --to json | jq -r .head"""
_MOST_OUTLETS = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("archive", metavar="ARCHIVE", help="the archive: a file, or postgresql://user@host/database")
    parser.add_argument("--to", choices=("table", "json"), default="table", help="what to give (default: table)")


def run(args: argparse.Namespace) -> int:
    """Print it."""
    import json

    from marsad.archive.location import open_archive
    from marsad.cli import console
    from marsad.export.cells import shown
    from marsad.export.table import draw

    with open_archive(args.archive) as archive:
        s = archive.status()
        where = archive.where
    if args.to == "json":
        print(json.dumps(s._asdict() | {"coders": dict(s.coders), "outlets": dict(s.outlets)}, ensure_ascii=False))
        return 0
    style = console.style(to_terminal=sys.stdout.isatty())
    print(style.bold(shown(where)))
    days = f", published {s.first} to {s.last}" if s.first else ""
    print(f"{s.reports:,} reports in {s.versions:,} versions{days}")
    print(f"{s.events:,} events, {s.figures:,} figures; {s.bytes / 2**20:.1f} MiB")
    print(f"audit trail: {s.rows:,} rows, the last {s.head}")
    for title, counts in (("CODED BY", s.coders), ("OUTLETS", s.outlets)):
        if counts:
            rows = [[f"{n:,}", shown(name) or "(none given)"] for name, n in counts[:_MOST_OUTLETS]]
            rest = len(counts) - _MOST_OUTLETS
            print()
            print(draw(f"{title} ({len(counts)})", ["reports", "name"], rows, style), end="")
            if rest > 0:
                print(f"and {rest:,} more")
    return 0
