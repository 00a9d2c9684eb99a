"""`marsad lexicon`: the words that the program knows. One module for each thing that can be done."""

from __future__ import annotations

import argparse

from marsad.cli.verbs import act, declare_acts

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
    declare_acts(parser, __name__, WHAT)


run = act
