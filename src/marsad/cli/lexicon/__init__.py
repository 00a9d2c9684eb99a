"""`marsad lexicon`: the words that the program knows. One module for each thing that can be done."""

from __future__ import annotations

import argparse
from importlib import import_module

WHAT = ("suggest",)

HELP = "propose lines for the lexicon from what people corrected"
DESCRIPTION = """\
Work on the lexicon: the tables of verbs, nouns, actors and places from which everything is coded."""
EXAMPLES = """\
examples:
  marsad lexicon suggest news.marsad -o proposed

`marsad lexicon WHAT --help` says more, with examples."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done, each with what it takes."""
    group = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    for name in WHAT:
        module = import_module(f"marsad.cli.lexicon.{name}")
        sub = group.add_parser(
            name,
            help=module.HELP,
            description=module.DESCRIPTION,
            epilog=module.EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        module.arguments(sub)
        sub.set_defaults(do=module.run)


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    status: int = args.do(args)
    return status
