"""`marsad review add`: add a record that the machine has not."""

from __future__ import annotations

import argparse

from marsad.cli.review import common

HELP = "add a record that the machine has not"
DESCRIPTION = """\
Add an event, a figure or a statement that the report tells of, or an actor or place. Fields are as in `marsad review
correct`. An event needs type and evidence, a figure measure, evidence and a number, a statement speaker, cue and content;
an event's trigger is its evidence unless it is given."""
EXAMPLES = """\
examples:
  marsad review add news.marsad 12 event type=ASSAULT mode=aerial evidence="شنت طائرات غارة على سرت" trigger="غارة" place=سرت --by سلمى
  marsad review add news.marsad 12 figure measure=killed number=3 evidence="ثلاثة قتلى" event=e1 --by سلمى
  marsad review add news.marsad 12 actor name="لواء الساحل" kind=armed_group country=LY --by سلمى"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    common.archive_and_report(parser)
    parser.add_argument(
        "kind", choices=("event", "figure", "statement", "actor", "place"), metavar="KIND", help="event, figure, statement, actor or place"
    )
    parser.add_argument("field", nargs="+", metavar="FIELD=VALUE", help="what it says")
    common.who(parser, revision=False)


def run(args: argparse.Namespace) -> int:
    """Do it, and say what became of it."""
    from marsad.archive.location import open_archive
    from marsad.archive.review import changes, reviewing

    by = common.name(args)
    with open_archive(args.archive) as archive:
        made = reviewing.add(archive, args.report, args.kind, changes.parse(args.field), by=by, why=args.why)
    common.tell(made, by)
    return 0
