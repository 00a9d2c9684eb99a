"""`marsad archive split`: say that members of an incident are another one."""

from __future__ import annotations

import argparse

from marsad.cli.archive import deciding

HELP = "decide that members of an incident are an incident of their own"
DESCRIPTION = """\
Decide that some members of an incident are another one. Those that are named leave together; the others stay, and are never
joined to those again. The decision stays whenever incidents are worked out again, also after coding anew, until it is
undone or a later one goes against it; it is in the audit trail with who, when and why.

This is about incidents: the records stay as they are. That one record of a report is really several (two attacks coded as
one event) is what `marsad review split` says."""
EXAMPLES = """\
examples:
  marsad archive split news.marsad 14/e2 --why "another day's shelling"
  marsad archive split news.marsad 14/e2 15/e1 --why "these two tell of the airport" --by Salma"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("archive", metavar="ARCHIVE", help="the archive: a file, or postgresql://user@host/database")
    parser.add_argument("members", nargs="+", metavar="MEMBER", help="the members (14/e2) that leave, all of one incident")
    deciding.declare(parser)


def run(args: argparse.Namespace) -> int:
    """Decide, and print the incidents that came of it."""
    from marsad.archive.location import open_archive
    from marsad.merging.merged import split

    who, why = deciding.who(args), deciding.why(args)
    with open_archive(args.archive) as archive:
        return deciding.tell(split(archive, args.members, who=who, why=why), archive)
