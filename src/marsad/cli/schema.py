"""`marsad schema`: the JSON Schema of a coded report."""

from __future__ import annotations

import argparse
import json

HELP = "print the JSON Schema of a coded report"
DESCRIPTION = """\
Print the JSON Schema (draft 2020-12) of what `marsad code --to json` and `--to jsonl` give for each report.
Offsets count Unicode code points of the report's text as given, start included, end not."""
EXAMPLES = """\
examples:
  marsad schema > coded-report.schema.json"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """This verb takes none."""


def run(args: argparse.Namespace) -> int:
    """Print it."""
    from marsad.records import schema

    print(json.dumps(schema(), indent=2, ensure_ascii=False))
    return 0
