"""`marsad review assign`: say who shall look at records."""

from __future__ import annotations

import argparse

from marsad.cli.review import common

HELP = "say who shall look at records"
DESCRIPTION = """\
Say who shall look at records; `marsad review list --assigned NAME` gives that person the list. --to "" takes it back."""
EXAMPLES = """\
examples:
  marsad review assign news.marsad 12 e1 e2 --to علي --by سلمى
  marsad review list news.marsad --assigned علي"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    common.archive_and_report(parser)
    common.record(parser, several=True)
    parser.add_argument("--to", required=True, metavar="NAME", help="who shall look at them")
    common.who(parser, revision=False)


def run(args: argparse.Namespace) -> int:
    """Do it, and say what became of it."""
    from marsad.archive.location import open_archive
    from marsad.archive.review import reviewing

    by = common.name(args)
    with open_archive(args.archive) as archive:
        made = reviewing.assign(archive, args.report, args.record, args.to, by=by, why=args.why)
    common.tell(made, by)
    return 0
