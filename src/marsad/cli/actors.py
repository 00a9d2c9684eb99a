"""`marsad actors`: what is known of an actor before any text is read."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.cli.code import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.lexicon.knowledge import KnownActor, Role

HELP = "look up an actor in the list of known actors"
DESCRIPTION = """\
Say whom a name may stand for: Arabic as the news writes it, or English. For each: its id, other names, kind, state,
offices with the days on which they were held, and where that is known from. An office (الرئيس المصري) is looked up too,
on the day given."""
EXAMPLES = """\
examples:
  marsad actors find حفتر
  marsad actors find "الرئيس المصري" --day 2013-01-25
  marsad actors find houthi
  marsad actors find "لواء التجربة" --own my-actors.tsv"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("what", choices=("find",), metavar="find", help="what to do: find")
    parser.add_argument("name", metavar="NAME", help="a name or an office, in quotation marks if it has several words")
    parser.add_argument("--day", type=day, metavar="DAY", help="the day on which an office was held (2019-04-14)")
    parser.add_argument("--own", type=Path, metavar="FILE", help="a file of your own actors; it wins over the shipped list")


def run(args: argparse.Namespace) -> int:
    """Print who it may be. Exit status 1 where nobody is known by that name."""
    from marsad.lexicon.knowledge import Knowledge
    from marsad.linking.identity import identify_role

    knowledge = Knowledge.load(args.own)
    hits = list(knowledge.find(args.name)) or list(knowledge.search(args.name))
    shown = False
    for hit in hits:
        note = "short form" if hit.short else "full form"
        print("\n".join(_lines(hit.entry, note + (", ambiguous" if hit.ambiguous else ""))))
        shown = True
    held = identify_role(knowledge, args.name, day=args.day.isoformat() if args.day else None) if not hits else None
    if held is not None:
        print("\n".join(_lines(held.entry, "; ".join(held.reasons))))
        shown = True
    if not shown:
        print("nobody known by that name")
    return 0 if shown else 1


def _lines(entry: KnownActor, note: str) -> Iterator[str]:
    yield f"{entry.id}  ({note})"
    yield f"  {entry.name} · {entry.name_en}"
    yield f"  {entry.kind}{' · ' + entry.country if entry.country else ''}{' · ' + entry.sector if entry.sector else ''}"
    if others := " | ".join((*entry.variants, *entry.short)):
        yield f"  also: {others}"
    for role in entry.roles:
        yield f"  {role.title}{_span(role)}"
    if entry.of:
        yield f"  of: {entry.of}"
    if entry.wikidata:
        yield f"  wikidata: {entry.wikidata} ({entry.source})"


def _span(role: Role) -> str:
    return f" ({role.start or '…'} to {role.end or '…'})" if role.start or role.end else ""
