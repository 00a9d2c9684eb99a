"""`marsad archive`: coded reports kept and found again. One module for each thing that can be done."""

from __future__ import annotations

import argparse

from marsad.cli.verbs import act, declare_acts

WHAT = (
    "init", "add", "recode", "status", "search", "incidents", "merge", "split", "undo", "stories", "ledger", "ties", "verify", "backup", "restore",
)  # fmt: skip

HELP = "keep coded reports in an archive, search it, join them into incidents, ledgers and ties, prove it whole, back it up"
DESCRIPTION = """\
Keep reports, with every version of them and what was coded of each, find them again, and see what many of them tell together.

An ARCHIVE is a file (news.marsad), which needs nothing else, or a database on a PostgreSQL server for several people
at once (postgresql://user@host/database; needs: pip install 'marsad[postgres]'; a password is best left to ~/.pgpass or
PGPASSWORD). All of this works the same on both."""
EXAMPLES = """\
examples:
  marsad archive init news.marsad
  marsad archive add news.marsad reports.jsonl
  marsad archive search news.marsad "طرابلس" --type ASSAULT --from 2019-04-01
  marsad archive incidents news.marsad --type ASSAULT
  marsad archive ledger news.marsad --place طرابلس --measure killed
  marsad archive ties news.marsad "خليفة حفتر"
  marsad archive verify news.marsad
  marsad archive backup news.marsad copy.jsonl.gz

`marsad archive WHAT --help` says more of each, with examples."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done, each with what it takes."""
    declare_acts(parser, __name__, WHAT)


run = act
