"""`marsad review`: people look at records, and what they decide stays. One module for each thing that can be done."""

from __future__ import annotations

import argparse

from marsad.cli.verbs import act, declare_acts

WHAT = ("list", "show", "accept", "correct", "reject", "add", "merge", "split", "comment", "assign", "undo", "two-person")

HELP = "accept, correct, reject and add records; what people decide stays"
DESCRIPTION = """\
Look at the records of an archive and decide on them. What a person decides is kept beside what the machine coded, with
who, when and why; the machine never overwrites it, and searches and exports give the records as they stand.

REPORT is the number of a report in the archive (the first column of `marsad archive search`), RECORD the id of one of
its records (e1, f2, s3, a4, p5). Who decides is said with --by NAME, or once and for all in MARSAD_REVIEWER."""
EXAMPLES = """\
examples:
  export MARSAD_REVIEWER="سلمى"
  marsad review list news.marsad --type ASSAULT --below 0.6
  marsad review show news.marsad 12
  marsad review accept news.marsad 12 e1 f1
  marsad review correct news.marsad 12 f2 number=14 source="وزارة الصحة" --why "رقم الوزارة لا رقم الوكالة"
  marsad review reject news.marsad 12 e3 --why "sport"
  marsad review undo news.marsad 12 e3

`marsad review WHAT --help` says more of each, with examples."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done, each with what it takes."""
    declare_acts(parser, __name__, WHAT)


run = act
