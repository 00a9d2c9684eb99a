"""`marsad explain`: why each record was made, and why a sentence has none."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from marsad.cli import console
from marsad.cli.code import day

if TYPE_CHECKING:
    from marsad.coding.explanation import Explained
    from marsad.export.table import Style
    from marsad.intake import Unread

HELP = "say why each event, figure and statement was made, and why a sentence has none"
DESCRIPTION = """\
Go through a report sentence by sentence. For each event, figure and statement: the rule that made it, the words that set
it off, their meaning and frame in the lexicon (which role stands where), what spoke for it, and from where in the report
its place, its date and a figure's source are. For each sentence without one: what was looked at, and why nothing was made
of it."""
EXAMPLES = """\
examples:
  marsad explain report.txt --published 2019-04-14
  head -n 1 reports.jsonl | marsad explain -

An id such as e3 is that of `marsad code` for the same report."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("path", metavar="PATH", help="text, JSONL or JSON file, or - for standard input")
    parser.add_argument("--published", type=day, metavar="DAY", help="day of publication (2019-04-14), if the file does not give it")
    parser.add_argument("--outlet", help="outlet, if the file does not give it")


def run(args: argparse.Namespace) -> int:
    """Explain every report of the file."""
    from marsad.coder import Coder
    from marsad.coding.explanation import explain
    from marsad.intake import Unreadable, read_reports

    coder = Coder()
    style = console.style(to_terminal=sys.stdout.isatty())
    failures = 0
    for item in read_reports(args.path, published=args.published, outlet=args.outlet):
        if isinstance(item, Unreadable):
            failures += 1
            console.complain(item.where, item.message)
            continue
        for line in _lines(item, explain(coder.read(item.report)), style):
            print(line)
    return 1 if failures else 0


def _lines(item: Unread, sentences: Iterator[Explained], style: Style) -> Iterator[str]:
    from marsad.export.cells import pad, shown, wrap

    def arabic(text: str) -> Iterator[str]:
        for line in wrap(shown(text), style.columns - 5):
            yield pad(line, 0, marks=style.marks)

    about = " · ".join(filter(None, (item.report.id, item.report.outlet, item.report.title)))
    yield style.bold(shown(about or item.where))
    for note in item.notes:
        yield f"! {shown(note)}"
    empty = True
    for number, s in enumerate(sentences, 1):
        empty = False
        yield ""
        for k, line in enumerate(arabic(s.text)):
            yield style.dim(f"{number:>3}  ") + line if k == 0 else "     " + line
        for m in s.made:
            yield f"     {style.bold(f'{m.id} {m.what}')}  rule: {shown(m.rule)}  words: {pad(f'«{shown(m.words)}»', 0, marks=style.marks)}"
            for reason in m.reasons:
                yield f"        {shown(reason)}"
        for reason in s.why_none:
            yield f"     none: {shown(reason)}"
    if empty:
        yield "     nothing to read"
    yield ""
