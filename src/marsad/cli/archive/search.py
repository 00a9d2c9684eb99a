"""`marsad archive search`: find reports by their words and by what was coded of them."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from marsad.cli.archive import filters
from marsad.cli.archive.numbers import number

if TYPE_CHECKING:
    from marsad.archive.search import Found, Hit
    from marsad.export.table import Style

HELP = "find reports by their words and by what was coded of them"
DESCRIPTION = """\
Find reports, newest first. Words are looked for folded and with what is written onto them taken off: طرابلس finds
لطرابلس and وطرابلس, أحمد finds احمد. All words must occur; words in quotation marks must follow one another. Only the
current version of a report is searched.

Filters: a type or status asks for an event, a measure for a figure, and the actor, place and days must be those of that
very record. Without any of these three, --from and --until ask for an event or figure of those days, and an actor or
place alone for a report that names them. A filter given twice means either. Names are Arabic, English, or ids
(Q1016; a GeoNames number; for places also a country: LY)."""
EXAMPLES = """\
examples:
  marsad archive search news.marsad طرابلس
  marsad archive search news.marsad '"خليفة حفتر" هدنة'
  marsad archive search news.marsad --type ASSAULT --place طرابلس --from 2019-04-01 --until 2019-04-30
  marsad archive search news.marsad --measure killed --actor "وزارة الصحة" --to jsonl
  marsad archive search news.marsad نزوح --outlet "وكالة المدى" --published-from 2019-06-01 --page 2"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("archive", metavar="ARCHIVE", help="the archive: a file, or postgresql://user@host/database")
    parser.add_argument(
        "words", nargs="*", default=[], metavar="WORDS", help="words, and phrases in quotation marks; none with filters alone"
    )
    filters.declare(parser)
    add = parser.add_argument
    add("--to", choices=("table", "jsonl"), default="table", help="what to give (default: table)")
    add("--page", type=number, default=1, metavar="N", help="which page of what was found (default: 1)")
    add("--limit", type=number, default=20, metavar="N", help="reports on a page (default: 20)")


def run(args: argparse.Namespace) -> int:
    """Print one page. Exit status 0 also where nothing is found."""
    from marsad.archive.location import open_archive
    from marsad.archive.search import search
    from marsad.cli import console

    query, wanted = filters.asked(args)
    with open_archive(args.archive) as archive:
        found = search(archive, query, wanted, begin=(args.page - 1) * args.limit, limit=args.limit)
    if args.to == "jsonl":
        for hit in found.hits:
            sys.stdout.buffer.write(_line(hit))
        sys.stdout.buffer.flush()
    else:
        print(_table(found, console.style(to_terminal=sys.stdout.isatty())), end="")
    print(_told(found, args.page, args.limit), file=sys.stderr)
    return 0


def _line(hit: Hit) -> bytes:
    import msgspec

    try:
        return msgspec.json.encode(hit) + b"\n"
    except UnicodeEncodeError:  # a lone surrogate in the text, which only an escape can hold
        import json

        return json.dumps(msgspec.to_builtins(hit), separators=(",", ":")).encode("ascii") + b"\n"


def _table(found: Found, style: Style) -> str:
    from marsad.export.cells import shown
    from marsad.export.table import draw

    if not found.hits:
        return ""
    rows = [
        [
            str(h.report),
            h.published or "",
            shown(h.id or ""),
            shown(h.outlet or ""),
            ", ".join(h.records),
            shown(_marked(h.title or "", 0, h.title_marks)),
            shown(_marked(h.snippet.text, h.snippet.start, h.snippet.marks)),
        ]
        for h in found.hits
    ]
    return draw(f"REPORTS ({found.total:,})", ["", "published", "id", "outlet", "records", "title", "words"], rows, style)


def _marked(text: str, start: int, marks: list[tuple[int, int]]) -> str:
    """`text`, which begins at `start`, with what was found in square brackets."""
    out, last = "", 0
    for begin, end in marks:
        out += f"{text[last : begin - start]}[{text[begin - start : end - start]}]"
        last = end - start
    return out + text[last:]


def _told(found: Found, page: int, limit: int) -> str:
    if not found.total:
        return "nothing found"
    if not found.hits:
        return f"{found.total:,} found, and page {page:,} is past the last ({-(-found.total // limit):,})"
    last = found.begin + len(found.hits)
    more = f"; more with --page {page + 1}" if last < found.total else ""
    return f"{found.begin + 1:,} to {last:,} of {found.total:,} found{more}"
