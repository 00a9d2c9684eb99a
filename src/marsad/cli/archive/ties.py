"""`marsad archive ties`: whom an actor deals with, and how."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from marsad.cli.archive import filters as shared
from marsad.cli.archive.numbers import chance, number

if TYPE_CHECKING:
    from marsad.export.table import Style
    from marsad.merging.parties import Party
    from marsad.merging.tie_records import Behind
    from marsad.merging.ties import Tie, Ties

HELP = "show whom an actor deals with: who fights, supports, accuses, meets or leads whom, how often and when"
DESCRIPTION = """\
Show whom an ACTOR deals with, and how: who fights, supports, accuses or meets whom, by event type and direction, and who
leads, speaks for or belongs to whom, by the offices that reports give people. An arrow says who does it: → the ACTOR, ←
the other, ↔ both. + stands before what is friendly, - before what is hostile.

ACTOR is a name in Arabic or English, or a Wikidata id. Where it is nobody's name, those are meant whom reports call so
too, or else all whose name has these words in it; who they are is said on standard error.

Of events, happenings are counted: what ten reports tell of is one (`marsad archive incidents`). Only what occurred counts;
what was denied or is planned stands beside it. Events are read as they stand: as people corrected them (`marsad review`),
and without those that they rejected. --records shows the records behind each number, and the statements in which they are
told.

Filters and words are those of `marsad archive search`. Where they choose events (--type, --status, --place, --from,
--until, --state), only these count, and offices are left out."""
EXAMPLES = """\
examples:
  marsad archive ties news.marsad "خليفة حفتر"
  marsad archive ties news.marsad السراج --with حفتر --records
  marsad archive ties news.marsad Q1016 --type ASSAULT --from 2019-04-01 --until 2019-04-30 --by day
  marsad archive ties news.marsad "الجيش الوطني الليبي" --sure 0.8 --to csv > ties.csv
  marsad archive ties news.marsad "حكومة الوفاق" --to json | jq '.ties[] | [.tie, .other.name, .happenings]'"""
COLUMNS = (
    "actor", "direction", "tie", "sign", "type", "quad", "other", "other_en", "kind", "country", "wikidata", "happenings", "events", "denied",
    "planned", "reports", "sources", "first", "last", "records",
)  # fmt: skip
_SIGNS = {1: "+", -1: "-", 0: ""}
_QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
_DIRECTIONS = ("to", "from", "mutual")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("archive", metavar="ARCHIVE", help="the archive: a file, or postgresql://user@host/database")
    parser.add_argument("actor", metavar="ACTOR", help="a name, in Arabic or English, or a Wikidata id")
    parser.add_argument("words", nargs="*", default=[], metavar="WORDS", help="words, and phrases in quotation marks, of the reports")
    shared.declare(parser, without=("--actor", "--measure", "--rejected"))
    add = parser.add_argument
    add("--with", dest="other", metavar="NAME", help="only ties with this actor")
    add("--sure", type=chance, metavar="CHANCE", help="only events that are as surely right as this (default: 0.5)")
    add("--unjoined", action="store_true", help="count every event of every report; quicker, since nothing is worked out of many reports")
    add("--by", choices=("day", "month", "year"), default="month", help="the span of time by which happenings are counted (default: month)")
    add("--records", action="store_true", help="show the records behind each number too")
    add("--limit", type=number, default=20, metavar="N", help="others in a table, the closest first (default: 20)")
    add("--to", choices=("table", "json", "csv"), default="table", help="what to give (default: table)")


def run(args: argparse.Namespace) -> int:
    """Print them. Exit status 0 also where there are none."""
    import msgspec

    from marsad.archive.location import open_archive
    from marsad.cli import console
    from marsad.cli.archive.incidents import worked_out
    from marsad.merging.ties import SURE, ties

    query, filters = shared.asked(args)
    sure = SURE if args.sure is None else args.sure
    with open_archive(args.archive) as archive:
        made = None if args.unjoined else worked_out(archive)
        found = ties(archive, args.actor, query=query, filters=filters, other=args.other, sure=sure, made=made, by=args.by)
    _meant(found)
    if args.to == "json":
        sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
        sys.stdout.buffer.flush()
    elif args.to == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(COLUMNS)
        writer.writerows(cells(tie, found) for tie in found.ties)
    else:
        style = console.style(to_terminal=sys.stdout.isatty())
        print(table(found, style, limit=args.limit, records=args.records), end="")
    if not found.ties:
        print("no ties" if found.about else "no report of the archive names such an actor", file=sys.stderr)
    return 0


def _meant(found: Ties) -> None:
    """Say who is meant, where that are several."""
    if len(found.about) > 1:
        names = "، ".join(f"{p.name}{f' ({p.wikidata})' if p.wikidata else ''}" for p in found.about[:8])
        more = f" and {len(found.about) - 8:,} more" if len(found.about) > 8 else ""
        print(
            f"{found.asked} is taken for {len(found.about):,} actors: {names}{more}; a fuller name or an id means one of them",
            file=sys.stderr,
        )


def cells(tie: Tie, found: Ties) -> Iterator[str]:
    """A tie as a row of CSV. What a spreadsheet would take for a formula is kept from it by an apostrophe."""
    values: dict[str, object] = {
        "actor": found.about[0].name if found.about else found.asked,
        "other": tie.other.name,
        "other_en": tie.other.name_en,
        "kind": tie.other.kind,
        "country": tie.other.country,
        "wikidata": tie.other.wikidata,
        "records": " ".join(r.name for r in tie.records),
    }
    for column in COLUMNS:
        value = values[column] if column in values else getattr(tie, column)
        text = "" if value is None else str(value)
        yield f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and column != "sign" else text


def table(found: Ties, style: Style, *, limit: int, records: bool) -> str:
    """The ties of the closest others, a row each; how many happenings there were over time; and, where asked for, the records."""
    from marsad.export.cells import shown
    from marsad.export.table import draw

    if not found.ties:
        return ""
    every = list(dict.fromkeys(t.other.key for t in found.ties))
    near = set(every[:limit])
    chosen = [t for t in found.ties if t.other.key in near]
    parts = [style.bold(shown("، ".join(p.name for p in found.about[:3]))) + "\n"]
    heads = ["", "with", "event", "", "times", "denied", "planned", "reports", "from", "to"]
    title = f"TIES ({len(every):,})" if len(every) <= limit else f"TIES (the closest {limit:,} of {len(every):,})"
    parts.append(draw(title, heads, [_row(t) for t in chosen], style))
    if found.over_time:
        parts.append("\n" + draw("OVER TIME", ["", *(f"{q} {d}" for q in _SHORT for d in _SHOWN)], _over_time(found), style))
    if records:
        rows = [_record(t, r) for t in chosen for r in t.records]
        parts.append(
            "\n" + draw(f"RECORDS ({len(rows):,})", ["", "day", "tie", "with", "outlet", "state", "sure", "words", "said by"], rows, style)
        )
    return "".join(parts)


_SHORT = ("talks", "helps", "disputes", "fights")  # the quad classes in a word, for the heads of a table
_SHOWN = ("→", "←", "↔")


def _row(tie: Tie) -> list[str]:
    from marsad.export.cells import shown

    count = str(tie.happenings) if tie.type is not None else ""
    told = str(tie.reports) if tie.reports == tie.sources else f"{tie.reports} ({tie.sources})"
    return [
        f"{_SIGNS[tie.sign]} {tie.tie}".strip(), shown(_name(tie.other)), tie.type or "", _SHOWN[_DIRECTIONS.index(tie.direction)],
        count, str(tie.denied or ""), str(tie.planned or ""), told, str(tie.first or ""), str(tie.last or ""),
    ]  # fmt: skip


def _name(party: Party) -> str:
    return f"{party.name} ({party.name_en})" if party.name_en else party.name


def _over_time(found: Ties) -> list[list[str]]:
    spans = list(dict.fromkeys(c.span for c in found.over_time))
    by_cell: dict[tuple[str, str, str], int] = {(c.span, c.quad, c.direction): c.happenings for c in found.over_time}
    return [[span, *(str(by_cell.get((span, q, d), "")) for q in _QUADS for d in _DIRECTIONS)] for span in spans]


def _record(tie: Tie, record: Behind) -> list[str]:
    from marsad.export.cells import shown

    status = "" if record.status == "occurred" else f" ({record.status})"
    speakers = "، ".join(dict.fromkeys(f"{s.speaker} ({s.name})" for s in record.statements))
    return [
        record.name,
        f"{'' if record.dated else '~'}{record.first}" if record.first is not None else "",
        f"{tie.tie} {_SHOWN[_DIRECTIONS.index(tie.direction)]}{status}",
        shown(tie.other.name),
        shown(record.outlet),
        record.state,
        "" if record.confidence is None else f"{record.confidence:.2f}",
        shown(record.words),
        shown(speakers),
    ]
