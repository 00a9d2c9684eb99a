"""`marsad archive merge`: say that incidents are one."""

from __future__ import annotations

import argparse

from marsad.cli.archive import deciding

HELP = "decide that two or more incidents are one"
DESCRIPTION = """\
Decide that two or more incidents are one. Each is named by any of its members, report/record, as `marsad archive
incidents` shows them. The decision stays whenever incidents are worked out again, also after coding anew, until it is
undone or a later one goes against it; it is in the audit trail with who, when and why.

This is about incidents: events of different reports stay records of their own. That records of one report are one and the
same (an event told twice, two names of one man) is what `marsad review merge` says."""
EXAMPLES = """\
examples:
  marsad archive merge news.marsad 5/e1 12/e3 --why "the same rockets on Abu Salim"
  marsad archive merge news.marsad 5/e1 12/e3 14/e2 --why "one attack" --by Salma"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("archive", metavar="ARCHIVE", help="the archive: a file, or postgresql://user@host/database")
    parser.add_argument("incidents", nargs="+", metavar="INCIDENT", help="a member (5/e1) of each of the incidents")
    deciding.declare(parser)


def run(args: argparse.Namespace) -> int:
    """Decide, and print the incident that came of it."""
    from marsad.archive.location import open_archive
    from marsad.merging.merged import merge

    who, why = deciding.who(args), deciding.why(args)
    with open_archive(args.archive) as archive:
        return deciding.tell(merge(archive, args.incidents, who=who, why=why), archive)
