"""`marsad review split`: say that a record is several."""

from __future__ import annotations

import argparse

from marsad.cli.review import common

HELP = "say that a record is several"
DESCRIPTION = """\
Say that a record is two or more: give for each what is different in it, after --part. The first part is what the record
becomes; each other part is a record of its own that is otherwise the same. Figures and statements stay with the first.

This is about a record of one report. That events of different reports were wrongly joined into one incident is what
`marsad archive split` says."""
EXAMPLES = """\
examples:
  marsad review split news.marsad 12 e1 --part place=سرت --part place=طرابلس date=2019-04-11 --by سلمى
  marsad review split news.marsad 12 f2 --part number=7 who=جنود --part number=9 who=مدنيين --by سلمى"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    common.archive_and_report(parser)
    common.record(parser)
    parser.add_argument(
        "--part", nargs="+", action="append", default=[], metavar="FIELD=VALUE", help="what one part says; two or more times"
    )
    common.who(parser)


def run(args: argparse.Namespace) -> int:
    """Do it, and say what became of it."""
    from marsad.archive.location import open_archive
    from marsad.archive.review import changes, reviewing

    by = common.name(args)
    with open_archive(args.archive) as archive:
        parts = [changes.parse(part) for part in args.part]
        made = reviewing.split(archive, args.report, args.record, parts, by=by, why=args.why, revision=common.revision(args))
    common.tell(made, by)
    return 0
