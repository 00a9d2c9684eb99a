"""`marsad review correct`: put other values into a record."""

from __future__ import annotations

import argparse

from marsad.cli.review import common

HELP = "put other values into a record"
DESCRIPTION = """\
Correct fields of a record, each as FIELD=VALUE; FIELD= takes a value away.

  events      type mode status actors recipients place date source trigger evidence
  figures     measure number low high qualifier who part_of place date source event evidence
  statements  speaker cue content direct medium addressee event
  actors      name name_en kind country role of wikidata
  places      name name_en kind country admin1 geonames lat lon precision

Actors and places are given by name or id, several actors with ؛ or ; between them; one whom the report does not have yet
is added to it. trigger, evidence, cue and content are words copied from the text, or offsets (120-134). A date is a day
(2019-04-10), a month (2019-04), a year, or two with .. between. number sets both bounds of a figure. country is a state's code (LY)."""
EXAMPLES = """\
examples:
  marsad review correct news.marsad 12 f2 number=14 source="وزارة الصحة" --by سلمى
  marsad review correct news.marsad 12 e1 type=COERCE mode=arrest recipients="ناشطون؛ صحفيون" --by سلمى
  marsad review correct news.marsad 12 e2 place= date=2019-04-04..2019-04-10 --by سلمى
  marsad review correct news.marsad 12 a3 country=LY wikidata=Q1016 --by سلمى"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    common.archive_and_report(parser)
    common.record(parser)
    parser.add_argument("field", nargs="+", metavar="FIELD=VALUE", help="what to correct")
    common.who(parser)


def run(args: argparse.Namespace) -> int:
    """Do it, and say what became of it."""
    from marsad.archive.location import open_archive
    from marsad.archive.review import changes, reviewing

    by = common.name(args)
    with open_archive(args.archive) as archive:
        fields = changes.parse(args.field)
        made = reviewing.correct(archive, args.report, args.record, fields, by=by, why=args.why, revision=common.revision(args))
    common.tell(made, by)
    return 0
