"""`marsad archive init`: a new, empty archive."""

from __future__ import annotations

import argparse

HELP = "make a new, empty archive"
DESCRIPTION = """\
Make a new, empty archive: a file, or the tables of one in a PostgreSQL database that is there already. What is there
is never overwritten."""
EXAMPLES = """\
examples:
  marsad archive init news.marsad
  marsad archive init news.marsad --two-person
  createdb -E UTF8 news && marsad archive init postgresql://localhost/news"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("archive", metavar="ARCHIVE", help="the file to make, or postgresql://user@host/database")
    parser.add_argument("--two-person", action="store_true", help="what a person decides takes effect when a second one agrees")


def run(args: argparse.Namespace) -> int:
    """Make it."""
    from marsad.archive import settings
    from marsad.archive.location import create_archive

    with create_archive(args.archive) as archive:
        if args.two_person:
            with archive.store.transaction():
                settings.put(archive.store, settings.TWO_PERSON, "on")
        print(f"{archive.where}: an empty archive; fill it with: marsad archive add {archive.where} reports.jsonl")
    return 0
