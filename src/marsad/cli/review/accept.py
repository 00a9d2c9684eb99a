"""`marsad review accept`: agree with records as they stand."""

from __future__ import annotations

import argparse

from marsad.cli.review import common

HELP = "agree with records as they stand"
DESCRIPTION = """\
Say that records are right as they stand. Where a decision waits for a second person (the two-person rule), accepting is
agreeing with that decision. An accepted record stays as it is, whatever the machine codes later.

Where somebody else decided on a record before, say which revision of it you looked at (--revision; `marsad review show`
gives it): so nobody agrees unawares with what was changed meanwhile."""
EXAMPLES = """\
examples:
  marsad review accept news.marsad 12 e1 f1 f2 --by سلمى
  marsad review accept news.marsad 12 e1 --by علي --revision 1"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    common.archive_and_report(parser)
    common.record(parser, several=True)
    common.who(parser)


def run(args: argparse.Namespace) -> int:
    """Do it, and say what became of it."""
    from marsad.archive.location import open_archive
    from marsad.archive.review import reviewing

    by = common.name(args)
    with open_archive(args.archive) as archive:
        made = reviewing.accept(archive, args.report, args.record, by=by, why=args.why, revision=common.revision(args))
    common.tell(made, by)
    return 0
