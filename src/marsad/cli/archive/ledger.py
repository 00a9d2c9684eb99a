"""`marsad archive ledger`: what was claimed of an incident or a theatre, over time and by claimant."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, get_args

from marsad.cli.archive import filters as shared
from marsad.cli.archive.numbers import chance, kilometres
from marsad.records import Measure

if TYPE_CHECKING:
    from marsad.archive.archive import Archive
    from marsad.archive.query import Query
    from marsad.archive.search import Filters
    from marsad.export.table import Style
    from marsad.merging.claims import Claim
    from marsad.merging.ledger import Ledger, Line
    from marsad.merging.merged import Merged
    from marsad.merging.told import Told
    from marsad.records import Figure

HELP = "what was claimed of an incident or a theatre: figures over time, by claimant"
DESCRIPTION = """\
Show what was claimed: for each measure the figures over time, each with its claimant, its report and its words. Running
totals ("since it began") stand apart from what one happening did (new). A later number of the same claimant is marked as a
revision, a part as a part of its whole; claims that cannot both be true are shown side by side and both marked. The same
claim told again, and near-copies of one text, count once. Figures are read as they stand: as people corrected them
(`marsad review`), and without those that they rejected.

Of what: an INCIDENT (any of its members, 12/e3, as `marsad archive incidents` shows them); or a theatre, --place NAME with
what lies in it (a country with all its places, a town with what is around it); or what the filters find.

Under each measure stands the estimate that a rule makes of the claims (docs/incidents.md has both with their sources):
  ucdp    the lowest and the highest claim, and as best that of whom you --trust, or else the lower one
  acled   one number, the most conservative"""
EXAMPLES = """\
examples:
  marsad archive ledger news.marsad 5/e1
  marsad archive ledger news.marsad --place طرابلس --measure killed
  marsad archive ledger news.marsad --place LY --from 2019-04-01 --until 2019-04-30 --rule acled
  marsad archive ledger news.marsad --place طرابلس --trust "منظمة الصحة العالمية"
  marsad archive ledger news.marsad --actor "وزارة الصحة" --measure killed --to csv > claims.csv"""
COLUMNS = (
    "measure", "kind", "day", "as_of", "published", "claimant", "low", "high", "qualifier", "whom", "part_of", "beside", "revises", "contradicts", "also",
    "place", "subject", "basis", "outlet", "id", "report", "record", "start", "end", "words", "confidence",
)  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("archive", metavar="ARCHIVE", help="the archive: a file, or postgresql://user@host/database")
    parser.add_argument("incident", nargs="?", metavar="INCIDENT", help="an incident, by any of its members (12/e3)")
    add = parser.add_argument
    add("--place", metavar="NAME", help="a theatre: this place and what lies in it")
    add("--within", type=kilometres, metavar="KM", help="how far around a town its theatre reaches (default: 35)")
    add("--measure", action="append", default=[], choices=get_args(Measure), metavar="MEASURE", help="only this: killed, displaced, ...")
    add("--rule", choices=("ucdp", "acled"), default="ucdp", help="how low, best and high are made (default: ucdp)")
    add(
        "--trust", action="append", default=[], metavar="NAME", help="a claimant whose word comes first where the rule asks who is reliable"
    )
    add("--sure", type=chance, default=0.6, metavar="CHANCE", help="only figures that are as surely right as this (default: 0.6)")
    shared.declare(parser, without=("--place", "--measure", "--type", "--status", "--rejected"))
    add("--to", choices=("table", "json", "csv"), default="table", help="what to give (default: table)")


def run(args: argparse.Namespace) -> int:
    """Print it. Exit status 0 also where nothing was claimed."""
    import msgspec

    from marsad.archive.location import open_archive
    from marsad.cli import console
    from marsad.cli.archive.incidents import worked_out
    from marsad.errors import InputError
    from marsad.merging.ledger import ledger

    query, filters = shared.asked(args)
    filtered = bool(query or filters.actors or filters.outlets or filters.states or filters.published_from or filters.published_until)
    dated = filters.begin is not None or filters.until is not None
    if args.incident is None and args.place is None and not (filtered or dated or args.measure):
        raise InputError("of what? Give an incident (12/e3), --place NAME, or filters; `marsad archive ledger --help` has examples")
    if args.incident is not None and args.place is not None:
        raise InputError("give an incident or --place, not both")
    if args.within is not None and args.place is None:
        raise InputError("--within says how far around a town its theatre reaches; give the town with --place, or leave it out")
    with open_archive(args.archive) as archive:
        made = worked_out(archive)
        about, figures = _chosen(archive, made, args)
        if filtered:
            figures = list(_met(archive, figures, query, filters))
    wanted = [
        (told, f, why)
        for told, f, why in figures
        if (not args.measure or f.measure in args.measure) and f.confidence >= args.sure and _within(told, f, filters)
    ]
    found = ledger(about, wanted, made, rule=args.rule, trusted=args.trust)
    if args.to == "json":
        sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
        sys.stdout.buffer.flush()
    elif args.to == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(COLUMNS)
        writer.writerows(map(cells, found.claims))
    elif found.claims:
        print(table(found, console.style(to_terminal=sys.stdout.isatty())), end="")
    else:
        print("nothing was claimed", file=sys.stderr)
    return 0


def _chosen(archive: Archive, made: Merged, args: argparse.Namespace) -> tuple[str, list[tuple[Told, Figure, str]]]:
    """What the ledger is about, and its figures, each with its report and with why it is in."""
    from marsad.merging.links import figures_of
    from marsad.merging.theatre import WITHIN, figures_in, theatre
    from marsad.merging.told import current

    if args.incident is not None:
        incident = made.incident(args.incident)
        members = {m.report for m in incident.members}
        story = {n for s in made.stories if {s.first, s.second} & members for n in (s.first, s.second)}
        about = (incident.type, incident.where.name if incident.where else "", incident.name)
        return " · ".join(filter(None, about)), list(figures_of(incident, current(archive, members | story), made))
    reports_all = list(current(archive))
    if args.place is None:
        return "what was found", [(t, f, "filters") for t in reports_all for f in t.coded.figures]
    there = theatre(args.place, reports_all, within=args.within or WITHIN)
    return there.place.name, list(figures_in(there, reports_all))


def _met(
    archive: Archive, figures: Sequence[tuple[Told, Figure, str]], query: Query, filters: Filters
) -> Iterator[tuple[Told, Figure, str]]:
    """The figures whose report has the words and outlet and days of publication that are asked for, and whose claimant and state are."""
    from msgspec.structs import replace

    from marsad.archive.search import records

    measures = filters.measures or (get_args(Measure) if filters.actors or filters.states else ())
    met = records(archive, query, replace(filters, measures=measures, begin=None, until=None))
    for told, figure, why in figures:
        wanted = met.get(told.number)
        if wanted is not None and (not measures or figure.id in wanted):
            yield told, figure, why


def _within(told: Told, figure: Figure, filters: Filters) -> bool:
    """Whether the day for which a figure is given lies within those that are asked for; one that has none does not."""
    if filters.begin is None and filters.until is None:
        return True
    day = figure.date.to if figure.date is not None and figure.date.to is not None else told.published
    return day is not None and (filters.begin is None or day >= filters.begin) and (filters.until is None or day <= filters.until)


def cells(claim: Claim) -> Iterator[str]:
    """A claim as a row of CSV. What a spreadsheet would take for a formula is kept from it by an apostrophe."""
    for column in COLUMNS:
        value = getattr(claim, column)
        text = " ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
        yield f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def table(found: Ledger, style: Style) -> str:
    """The ledger: for each measure its claims, oldest first, and what the rule makes of them."""
    from marsad.export.cells import shown
    from marsad.export.table import draw

    parts = [style.bold(shown(found.about)) + "\n"]
    for measure in dict.fromkeys(c.measure for c in found.claims):
        for kind, title, when in (("total", "RUNNING TOTALS", "as of"), ("new", "NEW", "told")):
            claims = [c for c in found.claims if (c.measure, c.kind) == (measure, kind)]
            if claims:
                rows = [_row(c, found.claims) for c in claims]
                parts.append(
                    draw(f"{measure.upper()}: {title} ({len(claims)})", ["", when, *_HEADS], rows, style) + _estimates(found, measure, kind)
                )
    return "\n".join(parts)


_HEADS = ["claimant", "number", "whom", "note", "where", "outlet", "words"]


def _row(c: Claim, claims: Sequence[Claim]) -> list[str]:
    from marsad.export.cells import shown
    from marsad.export.wording import amount

    whose = shown(c.claimant) + (" (the report itself)" if c.own else "")
    words = (amount(c), c.whom, _note(c, claims), c.place, c.outlet, c.words)
    return [c.name, str(c.day or ""), whose, *map(shown, words)]


def _note(c: Claim, claims: Sequence[Claim]) -> str:
    from marsad.export.wording import amount

    by_name = {other.name: other for other in claims}
    notes = []
    if c.part_of is not None:
        notes.append(f"part of {c.part_of}")
    if c.beside is not None:
        notes.append(f"beside {c.beside}")
    if c.revises is not None and (before := by_name.get(c.revises)):
        notes.append(f"was {amount(before)} ({before.name})")
    if c.contradicts:
        said = [by_name[name] for name in c.contradicts if name in by_name]
        notes.append("AGAINST " + ", ".join(f"{amount(o)} ({o.name})" for o in said))
    if c.also:
        notes.append(f"also {', '.join(c.also)}")
    return "; ".join(notes)


def _estimates(found: Ledger, measure: str, kind: str) -> str:
    lines = [line for line in found.lines if (line.measure, line.kind) == (measure, kind)]
    return "".join(f"  {found.rule}: {_said(line)}\n" for line in lines)


def _said(line: Line) -> str:
    from marsad.export.cells import shown

    numbers = " · ".join(f"{name} {n:,}" for name, n in (("low", line.low), ("best", line.best), ("high", line.high)) if n is not None)
    of = f" {shown(line.whom)}" if line.whom else ""
    claimants = f"{line.claimants} claimant{'s' * (line.claimants != 1)}"
    if line.kind == "total":
        return f"{numbers}{of}, as of {line.day} ({claimants})"
    return f"{numbers}{of}, over {line.happenings} happening{'s' * (line.happenings != 1)} ({claimants})"
