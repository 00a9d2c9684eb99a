"""The command line: one module a verb. A verb imports what it needs only when it runs, so that `--help` is quick."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import version

from marsad.cli.verbs import declare

VERBS = ("code", "explain", "archive", "review", "export", "lexicon", "actors", "schema")

_ABOUT = """\
Marsad reads Arabic news about conflict and diplomacy and gives a sourced record of it: who did what to whom,
where and when; who said what; how many were killed, hurt or driven out, and according to whom. Every record
points at the words that it comes from. Everything runs on this machine; nothing is sent or fetched."""

_EXAMPLES = """\
examples:
  marsad code report.txt --published 2019-04-14      tables of what one report says
  marsad code reports.jsonl --to jsonl -o coded.jsonl  a coded report a line
  marsad code *.txt --to html -o pages                 a page of each, to open in a browser
  marsad explain report.txt                            why each record was made, and why none was
  marsad archive add news.marsad *.txt                 keep reports, coded, where they can be searched
  marsad review show news.marsad 1                     look at records, and accept, correct or reject them
  marsad export --format acled news.marsad -o a.csv    what was found in them, in the formats of the field
  marsad schema                                        what the JSON means

`marsad VERB --help` says more, with examples."""


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line, with every verb's own."""
    top = argparse.ArgumentParser(
        prog="marsad", description=_ABOUT, epilog=_EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    top.add_argument("--version", action="version", version=f"marsad {version('marsad')}")
    verbs = top.add_subparsers(dest="verb", metavar="VERB", required=True)
    declare(verbs, __name__, VERBS, dest="run")
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb. Exit status: 0 all went well, 1 something could not be read or coded, 2 wrong usage, 130 broken off."""
    try:
        return _run(argv)
    except KeyboardInterrupt:
        return 130


def _run(argv: Sequence[str] | None) -> int:
    from marsad.cli.console import let_go, prepare
    from marsad.errors import MarsadError

    prepare()
    try:
        args, more = parser().parse_known_args(argv)
        if more:
            words = not all(word.startswith("-") for word in more)
            hint = "; a name of several words stands in quotation marks" if words else f"; {args.parser.prog} --help says which there are"
            args.parser.error(f"unrecognized arguments: {' '.join(more)}{hint}")
        status: int = args.run(args)
        sys.stdout.flush()
    except MarsadError as error:
        print(f"marsad: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read our output has seen enough
        return 1
    except OSError as error:  # what was printed has no place to go; what has a name is told of where it is read or written
        print(f"marsad: {error.filename or 'standard output'}: {(error.strerror or str(error)).lower()}", file=sys.stderr)
        return 1
    finally:
        let_go()
    return status
