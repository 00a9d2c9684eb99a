"""`marsad export`: what is known, in the formats that the field uses."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.cli import console, outputs
from marsad.cli.archive import filters
from marsad.errors import InputError
from marsad.export.formats import FORMATS, find, names

if TYPE_CHECKING:
    from marsad.export.formats import Format
    from marsad.export.source import Source, Tally

HELP = "give out what is known in the formats of the field"
DESCRIPTION = """\
Write events, figures and statements in a format that others read. SOURCE is an archive (a file, or
postgresql://user@host/database), of which the current version of every report is exported, or a JSONL file of coded
reports, as `marsad code --to jsonl` gives it (.gz too; - for standard input).

From an archive, words and filters choose as in `marsad archive search`; what is exported are the records that meet
them. Each record has an id that stays the same in every export. What a format has no place for (a meeting in ACLED) is
left out, and counted on standard error. What Marsad does not know stays empty."""
EXAMPLES = """\
formats (--format):
""" + "\n".join(f"  {name:<9}{form.what}" for name, form in FORMATS.items()) + """

examples:
  marsad export --format acled news.marsad --place طرابلس --from 2019-04-01 -o tripoli.csv
  marsad export --format hxl news.marsad --measure displaced -o displaced.csv
  marsad export --format csv --table figures --bom news.marsad -o figures.csv      for Excel
  marsad export --format parquet --table statements news.marsad -o statements.parquet
  marsad export --format geojson postgresql://localhost/news --type ASSAULT > attacks.geojson
  marsad code reports.jsonl --to jsonl | marsad export --format polecat -

xlsx and parquet need: pip install 'marsad[exports]'. Columns: docs/exports.md."""  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb takes."""
    add = parser.add_argument
    add("source", metavar="SOURCE", help="an archive, or coded reports as JSONL; - for standard input")
    add("words", nargs="*", default=[], metavar="WORDS", help="words, and phrases in quotation marks, as in a search of the archive")
    add("--format", required=True, choices=tuple(FORMATS), metavar="FORMAT", help=", ".join(FORMATS))
    add("-o", "--output", metavar="FILE", help="where to (default: standard output)")
    add("--table", choices=("events", "figures", "statements"), help=f"which records ({', '.join(names('tables'))}; default: events)")
    add("--bom", action="store_true", help="begin with a byte order mark, by which Excel knows a CSV for UTF-8")
    filters.declare(parser)


def run(args: argparse.Namespace) -> int:
    """Export. What goes to a file is there whole or not at all."""
    from marsad.export.source import Options, Tally

    form = _checked(args)
    write = form.writer()
    tally = Tally()
    shown = sys.stderr.isatty() and (args.output is not None or not sys.stdout.isatty())
    with ExitStack() as stack:
        meter = stack.enter_context(console.Meter(shown=shown, total=None, what="exporting"))
        found = stack.enter_context(_sources(args, tally))
        output = stack.enter_context(outputs.opened(args.output))
        write(_counted(found, meter), output.stream, Options(table=args.table or "events", bom=args.bom), tally)
        output.place()
    print(_told(tally), file=sys.stderr)
    return 0


def _checked(args: argparse.Namespace) -> Format:
    form = find(args.format)
    if args.table and not form.tables:
        raise InputError(f"--table: {args.format} has tables of its own; --table is for {', '.join(names('tables'))}")
    if args.bom and not form.spreadsheet:
        raise InputError(f"--bom: {args.format} is no CSV; --bom is for {', '.join(names('spreadsheet'))}")
    if form.binary and args.output is None and sys.stdout.isatty():
        raise InputError(f"{args.format} is nothing for a terminal; give a file with -o")
    outputs.refuse(args.output, [args.source], "the source")
    return form


def _counted(sources: Iterable[Source], meter: console.Meter) -> Iterator[Source]:
    for source in sources:
        yield source
        meter.advance()


@contextmanager
def _sources(args: argparse.Namespace, tally: Tally) -> Iterator[Iterable[Source]]:
    from marsad.archive.location import is_url, open_archive
    from marsad.archive.selection import select
    from marsad.archive.sqlite import is_sqlite
    from marsad.export.source import Source, sources

    path = Path(args.source)
    if args.source != "-" and not is_url(args.source) and not path.is_file():
        raise InputError(f"{args.source}: there is no such file")
    if args.source == "-" or not (is_url(args.source) or is_sqlite(path)):
        if filters.given(args):
            raise InputError(f"{args.source}: words and filters need an archive; make one with: marsad archive init, marsad archive add")
        from marsad.intake.coded import read_coded

        yield sources(read_coded(args.source), tally)
        return
    query, wanted = filters.asked(args)
    with open_archive(args.source) as archive, closing(select(archive, query, wanted)) as chosen:  # closed before the archive that it reads
        yield (Source(standing, only) for standing, only in chosen)


def _told(tally: Tally) -> str:
    written = ", ".join(f"{n:,} {_one(what) if n == 1 else what}" for what, n in tally.rows.items()) or "nothing"
    left, doubts = ("; ".join(f"{why} ({n:,})" for why, n in counts.most_common()) for counts in (tally.left_out, tally.doubts))
    return f"exported: {written}" + (f"; left out: {left}" if left else "") + (f"; beware of {doubts}" if doubts else "")


def _one(what: str) -> str:
    return "entity" if what == "entities" else what.removesuffix("s")
