"""`marsad review two-person`: whether two people must agree."""

from __future__ import annotations

import argparse

from marsad.cli.review import common

HELP = "say whether two people must agree"
DESCRIPTION = """\
With the two-person rule nothing that a person decides takes effect until a second one agrees: until then the record
stands as it was and needs a second look. The rule holds for decisions made while it is on; it can be on from the
beginning (marsad archive init --two-person). Without on or off: say whether it is."""
EXAMPLES = """\
examples:
  marsad review two-person news.marsad
  marsad review two-person news.marsad on --by سلمى"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("archive", metavar="ARCHIVE", help="the archive: a file, or postgresql://user@host/database")
    parser.add_argument("value", nargs="?", choices=("on", "off"), metavar="on|off", help="what it shall be")
    common.who(parser, why=False, revision=False)


def run(args: argparse.Namespace) -> int:
    """Change the setting, or say what it is."""
    from marsad.archive import settings
    from marsad.archive.location import open_archive
    from marsad.archive.review.decisions import person

    with open_archive(args.archive) as archive:
        if args.value is not None:
            by = person(common.name(args))
            with archive.store.transaction():
                settings.put(archive.store, settings.TWO_PERSON, args.value, person=by)
        print(f"the two-person rule is {'on' if settings.two_person(archive.store) else 'off'}")
    return 0
