"""What the verbs share by which people decide about incidents: who decides, why, and what came of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.merging.incidents import Incident
    from marsad.merging.merged import Decided


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare why and who."""
    parser.add_argument("--because", required=True, metavar="WHY", help="why, for those who read it later; kept in the audit trail")
    parser.add_argument("--by", metavar="NAME", help="who decides (default: the name under which you are logged in)")


def who(args: argparse.Namespace) -> str:
    """Who decides. Raises `InputError` where nobody is named."""
    from marsad.errors import InputError

    if args.by is None:
        import getpass

        try:
            return getpass.getuser()
        except (OSError, KeyError):
            raise InputError("nobody is logged in under a name; say who decides with --by NAME") from None
    if not args.by.strip():
        raise InputError("--by: give a name")
    return str(args.by).strip()


def why(args: argparse.Namespace) -> str:
    """Why. Raises `InputError` where nothing is said."""
    from marsad.errors import InputError

    if not args.because.strip():
        raise InputError("--because: say why, in a few words")
    return str(args.because).strip()


def tell(made: Decided) -> int:
    """Print the decision and the incidents as they are now."""
    from marsad.cli import console
    from marsad.cli.archive.incidents import table

    print(f"decision {made.decision.id} ({made.decision.kind}) is kept; take it back with: marsad archive undo ARCHIVE {made.decision.id}")
    incidents: Sequence[Incident] = made.incidents
    print(table(incidents, console.style(to_terminal=sys.stdout.isatty())), end="")
    return 0
