"""`marsad review reject`: say that records are wrong."""

from __future__ import annotations

import argparse

from marsad.cli.review import common

HELP = "say that records are wrong"
DESCRIPTION = """\
Say that the report does not say this. A rejected record no longer stands: searches and exports leave it out unless they
are asked for it (--rejected). It stays in the archive, and the machine does not bring it back when the report is coded
anew.

An actor who is quoted cannot be rejected before the statement is."""
EXAMPLES = """\
examples:
  marsad review reject news.marsad 12 e3 --by سلمى --why "a figure of speech"
  marsad review reject news.marsad 12 e4 e5 f7 --by سلمى"""


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
        made = reviewing.reject(archive, args.report, args.record, by=by, why=args.why, revision=common.revision(args))
    common.tell(made, by)
    return 0
