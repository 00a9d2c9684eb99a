"""What the verbs share by which people decide about incidents: who decides, why, and what came of it."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.archive.archive import Archive
    from marsad.merging.incidents import Incident
    from marsad.merging.merged import Decided

REVIEWER = "MARSAD_REVIEWER"  # the environment variable that says who decides


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare why and who."""
    about = "why, for those who read it later; kept in the audit trail (--because is its older name)"
    parser.add_argument("--why", "--because", dest="why", required=True, metavar="WORDS", help=about)
    parser.add_argument("--by", metavar="NAME", help=f"who decides (default: {REVIEWER}, else the name under which you are logged in)")


def who(args: argparse.Namespace) -> str:
    """Who decides. Raises `InputError` where nobody is named."""
    if args.by is not None and not args.by.strip():
        raise InputError("--by: give a name")
    named = args.by or os.environ.get(REVIEWER, "")
    if named.strip():
        return str(named).strip()
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise InputError(f"nobody is logged in under a name; say who decides with --by NAME, or set {REVIEWER}") from None


def why(args: argparse.Namespace) -> str:
    """Why. Raises `InputError` where nothing is said."""
    if not args.why.strip():
        raise InputError("--why: say why, in a few words")
    return str(args.why).strip()


def tell(made: Decided, archive: Archive) -> int:
    """Print the decision, how it is taken back, and the incidents as they are now."""
    from marsad.cli import console
    from marsad.cli.archive.incidents import table

    number, undo = made.decision.id, f"marsad archive undo {shlex.quote(archive.where)}"
    kind = made.decision.kind if made.decision.undoes is None else f"{made.decision.kind} of {made.decision.undoes}"
    print(f"decision {number} ({kind}) is kept; take it back with: {undo} {number} --why WORDS")
    incidents: Sequence[Incident] = made.incidents
    print(table(incidents, console.style(to_terminal=sys.stdout.isatty())), end="")
    return 0
