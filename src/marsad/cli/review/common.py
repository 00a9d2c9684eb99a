"""What the acts of review share: which report and record, who decides, and what is said afterwards."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from marsad.cli.archive.deciding import REVIEWER
from marsad.errors import ReviewError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.archive.review.reviewing import Made


def archive_and_report(parser: argparse.ArgumentParser) -> None:
    """Declare ARCHIVE and REPORT."""
    parser.add_argument("archive", metavar="ARCHIVE", help="the archive: a file, or postgresql://user@host/database")
    parser.add_argument("report", type=_number, metavar="REPORT", help="the report's number in the archive")


def record(parser: argparse.ArgumentParser, *, several: bool = False) -> None:
    """Declare RECORD."""
    parser.add_argument("record", nargs="+" if several else None, metavar="RECORD", help="the id of a record: e1, f2, s3, a4, p5")


def who(parser: argparse.ArgumentParser, *, why: bool = True, revision: bool = True) -> None:
    """Declare who decides, why, and which revision was looked at."""
    parser.add_argument("--by", metavar="NAME", help=f"who decides (default: the environment variable {REVIEWER})")
    if why:
        parser.add_argument("--why", metavar="WORDS", help="the reason, in a few words")
    if revision:
        parser.add_argument(
            "--revision",
            type=_revision,
            action="append",
            metavar="N",
            help="the record as you saw it was revision N (of several records ID=N each); needed where others decided on it before",
        )


def name(args: argparse.Namespace) -> str:
    """Who decides. Raises `ReviewError` where nobody says so."""
    found: str = args.by or os.environ.get(REVIEWER, "")
    if not found.strip():
        raise ReviewError(f"who decides? give --by NAME, or set {REVIEWER}")
    return found


def revision(args: argparse.Namespace) -> int | dict[str, int] | None:
    """Which revisions were looked at. Raises `ReviewError` where several numbers are given and not of which records."""
    given: list[tuple[str, int]] = args.revision or []
    if len(given) == 1 and not given[0][0]:
        return given[0][1]
    if any(not ident for ident, _ in given):
        raise ReviewError("several revisions: say of which record each is (--revision e1=2 --revision e3=1)")
    return dict(given) or None


def _revision(words: str) -> tuple[str, int]:
    ident, _, number = words.rpartition("=")
    return ident, _number(number)


def tell(made: Sequence[Made], by: str) -> None:
    """Say what was decided, a line each."""
    from marsad.export.cells import shown

    for m in made:
        waits = (
            f"; it waits for somebody other than {shown(by)}"
            if m.state == "second look" and m.act not in ("comment", "assign", "undo")
            else ""
        )
        undone = f"; taken back: {shown(m.undone)}" if m.undone else ""
        print(f"{m.id or m.handle}: {m.act}, revision {m.revision}; now {m.state}{waits}{undone}")
    sys.stdout.flush()


def _number(words: str) -> int:
    if not words.isascii() or not words.isdigit() or len(words) > 15:
        raise argparse.ArgumentTypeError(f"{words!r} is no number")
    return int(words)
