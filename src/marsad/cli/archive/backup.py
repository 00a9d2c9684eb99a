"""`marsad archive backup`: a copy of an archive while it is in use."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "copy the archive while it is in use"
DESCRIPTION = """\
Write a copy of the archive as it is at one moment, while others go on reading and writing. A name that ends in .jsonl
or .jsonl.gz gives a copy that any program can read and that can be restored to either kind of archive; for an archive in
a file any other name gives a file that is an archive itself. What is there is never overwritten, and a copy that is
broken off leaves nothing behind under its name."""
EXAMPLES = """\
examples:
  marsad archive backup news.marsad news-2019-06-30.marsad
  marsad archive backup postgresql://localhost/news news-2019-06-30.jsonl.gz"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("archive", metavar="ARCHIVE", help="the archive: a file, or postgresql://user@host/database")
    parser.add_argument("copy", type=Path, metavar="COPY", help="the file to write: .jsonl, .jsonl.gz, or a file of its own kind")


def run(args: argparse.Namespace) -> int:
    """Copy it."""
    from marsad.archive.backup import backup
    from marsad.archive.location import open_archive

    with open_archive(args.archive) as archive:
        backup(archive, args.copy)
    print(f"{args.copy}: {args.copy.stat().st_size / 2**20:.1f} MiB")
    return 0
