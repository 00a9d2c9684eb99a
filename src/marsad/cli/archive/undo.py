"""`marsad archive undo`: take a decision back."""

from __future__ import annotations

import argparse

from marsad.cli.archive import deciding
from marsad.cli.archive.numbers import number

HELP = "take back a decision that merged or split incidents"
DESCRIPTION = """\
Take back a decision (`marsad archive incidents ARCHIVE --decisions` lists them). Nothing is removed: the undoing is a
decision of its own, and undoing that brings the first one back.

This is about what `marsad archive merge` and `split` decided on incidents. What was decided on a record of a report (accepted,
corrected, rejected, merged, split) is taken back by `marsad review undo`."""
EXAMPLES = """\
examples:
  marsad archive undo news.marsad 3 --why "the second report meant the day before"
  marsad archive incidents news.marsad --decisions"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("archive", metavar="ARCHIVE", help="the archive: a file, or postgresql://user@host/database")
    parser.add_argument("decision", type=number, metavar="DECISION", help="its number")
    deciding.declare(parser)


def run(args: argparse.Namespace) -> int:
    """Take it back, and print the incidents that it bore on as they are now."""
    from marsad.archive.location import open_archive
    from marsad.merging.merged import undo

    who, why = deciding.who(args), deciding.why(args)
    with open_archive(args.archive) as archive:
        return deciding.tell(undo(archive, args.decision, who=who, why=why), archive)
