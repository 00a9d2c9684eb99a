"""`marsad archive verify`: whether the archive is what its audit trail says."""

from __future__ import annotations

import argparse
import sys

HELP = "prove that nothing in the archive was altered past its audit trail"
DESCRIPTION = """\
Go through the whole audit trail, each row of which is sealed with the hash of the one before, and hold every text, every
version, every machine layer and every decision of a person against it. What is not as it was written is named, with its row; the exit status is
then 1. That the end of the trail was not cut off shows only a hash noted earlier (marsad archive status prints it)."""
EXAMPLES = """\
examples:
  marsad archive verify news.marsad
  marsad archive verify news.marsad --head 59685023a5bd06f268125f8ec0f752a075eaea80deace2161a47021ab91ad772"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("archive", metavar="ARCHIVE", help="the archive: a file, or postgresql://user@host/database")
    parser.add_argument("--head", metavar="HASH", help="the hash of a row, noted earlier, that must be in the trail")


def run(args: argparse.Namespace) -> int:
    """Verify, and say what was found."""
    from marsad.archive.location import open_archive
    from marsad.archive.verify import verify
    from marsad.cli import console

    with open_archive(args.archive) as archive:
        verdict = verify(archive, head=args.head)
    for fault in verdict.faults:
        print(f"marsad: {fault.where}: {fault.what}", file=sys.stderr)
    if verdict.faults:
        print(f"NOT as it was written: {len(verdict.faults):,} faults in {verdict.rows:,} rows of the trail")
        return 1
    kept = console.counted({"version": verdict.versions, "decision": verdict.decisions})
    print(f"whole: {verdict.rows:,} rows of the trail, {kept}; the last row is {verdict.head}")
    return 0
