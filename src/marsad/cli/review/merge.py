"""`marsad review merge`: say that records of one report are one."""

from __future__ import annotations

import argparse

from marsad.cli.review import common

HELP = "say that records of one report are one"
DESCRIPTION = """\
Say that records of one kind, of one report, are one: the first stands for all of them, and what pointed at the others
points at it. The others no longer stand. Correct the first where it lacks what only they had.

This is about records of one report. That events of different reports are one happening is what `marsad archive merge` says."""
EXAMPLES = """\
examples:
  marsad review merge news.marsad 12 e1 e4 --by سلمى
  marsad review merge news.marsad 12 a2 a5 a7 --by سلمى --why "names of one man" --revision a2=1 --revision a5=1"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    common.archive_and_report(parser)
    parser.add_argument("record", metavar="RECORD", help="the record that is kept: e1, f2, s3, a4, p5")
    parser.add_argument("others", nargs="+", metavar="OTHER", help="the records that are the same")
    common.who(parser)


def run(args: argparse.Namespace) -> int:
    """Do it, and say what became of it."""
    from marsad.archive.location import open_archive
    from marsad.archive.review import reviewing

    by = common.name(args)
    with open_archive(args.archive) as archive:
        made = reviewing.merge(archive, args.report, args.record, args.others, by=by, why=args.why, revision=common.revision(args))
    common.tell(made, by)
    return 0
