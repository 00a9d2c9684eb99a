"""`marsad archive restore`: an archive from a copy."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from marsad.cli import console

HELP = "make an archive from a copy"
DESCRIPTION = """\
Fill an archive from a copy that `marsad archive backup` made, of either kind. The archive is made if it is not there;
one that holds anything is never overwritten. The copy is held against its own audit trail first, and all of it is
restored or nothing. The trail goes on where the copy's ends, with a row that says that it was restored."""
EXAMPLES = """\
examples:
  marsad archive restore news-2019-06-30.marsad news.marsad
  marsad archive restore news-2019-06-30.jsonl.gz postgresql://localhost/news"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("copy", type=Path, metavar="COPY", help="the copy: .jsonl, .jsonl.gz, or a file that is an archive")
    parser.add_argument("archive", metavar="ARCHIVE", help="the archive to fill: a new file, or postgresql://user@host/database")


def run(args: argparse.Namespace) -> int:
    """Restore it."""
    from marsad.archive.backup import restore
    from marsad.archive.location import open_or_create

    with open_or_create(args.archive) as archive, console.Meter(shown=sys.stderr.isatty(), total=None, what="restoring") as meter:
        count = restore(args.copy, archive, tell=meter.advance)
        print(f"{archive.where}: {count:,} versions restored")
    return 0
