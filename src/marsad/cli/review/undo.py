"""`marsad review undo`: take back the last decision on a record."""

from __future__ import annotations

import argparse

from marsad.cli.review import common

HELP = "take back the last decision on a record"
DESCRIPTION = """\
Take back the last decision on a record (a comment or assignment too), and what was one act with it: the other records of
a merging or splitting. The decision stays in the archive, and that it was undone, by whom and why, stays beside it. Undo
again to take back the one before.

This is about records of a report. What `marsad archive merge` and `split` decided on incidents is taken back by `marsad
archive undo`."""
EXAMPLES = """\
examples:
  marsad review undo news.marsad 12 e3 --by سلمى --why "it was no sport after all" --revision 2"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    common.archive_and_report(parser)
    common.record(parser)
    common.who(parser)


def run(args: argparse.Namespace) -> int:
    """Do it, and say what became of it."""
    from marsad.archive.location import open_archive
    from marsad.archive.review import reviewing

    by = common.name(args)
    with open_archive(args.archive) as archive:
        made = reviewing.undo(archive, args.report, args.record, by=by, why=args.why, revision=common.revision(args))
    common.tell(made, by)
    return 0
