"""`marsad review comment`: remark on a record."""

from __future__ import annotations

import argparse

from marsad.cli.review import common

HELP = "remark on a record"
DESCRIPTION = """\
Remark on a record without deciding on it: what it says stays as it is."""
EXAMPLES = """\
examples:
  marsad review comment news.marsad 12 e1 "هل هذا هو قصف يوم الاثنين نفسه؟" --by سلمى"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    common.archive_and_report(parser)
    common.record(parser)
    parser.add_argument("words", metavar="WORDS", help="the remark, in quotation marks")
    common.who(parser, why=False, revision=False)


def run(args: argparse.Namespace) -> int:
    """Do it, and say what became of it."""
    from marsad.archive.location import open_archive
    from marsad.archive.review import reviewing

    by = common.name(args)
    with open_archive(args.archive) as archive:
        made = reviewing.comment(archive, args.report, args.record, args.words, by=by)
    common.tell(made, by)
    return 0
