"""`marsad actors`: what is known of an actor before any text is read."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.cli.code import day
from marsad.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.lexicon.knowledge import Knowledge, KnownActor, Role

OWN_STATE = 2  # an office of more words names its organisation, and needs no state (أمين عام جامعة الدول العربية)

HELP = "look up an actor in the list of known actors"
DESCRIPTION = """\
Say whom a name may stand for: Arabic as the news writes it, or English. For each: its id, other names, kind, state,
offices with the days on which they were held, and where that is known from. What is nobody's name is looked up as an
office (الرئيس المصري): who held it on the day given, or all who are known to have held it; else as part of a name."""
EXAMPLES = """\
examples:
  marsad actors find حفتر
  marsad actors find "الرئيس المصري" --day 2013-01-25
  marsad actors find وزير الدفاع السوري
  marsad actors find houthi
  marsad actors find "لواء التجربة" --own my-actors.tsv"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the verb takes."""
    parser.add_argument("what", choices=("find",), metavar="find", help="what to do: find")
    parser.add_argument("name", nargs="+", metavar="NAME", help="a name or an office, or words of a name")
    parser.add_argument("--day", type=day, metavar="DAY", help="the day on which an office was held (2019-04-14)")
    parser.add_argument("--own", type=Path, metavar="FILE", help="a file of your own actors; it wins over the shipped list")


def run(args: argparse.Namespace) -> int:
    """Print who it may be: by name, else by office, else by part of a name. Exit status 1 where nobody is known so."""
    from marsad.lexicon.knowledge import Knowledge

    name = " ".join(" ".join(args.name).split())
    if not any(c.isalnum() for c in name):
        raise InputError(f"{name!r}: there is no word in it to look for; give a name or an office")
    knowledge = Knowledge.load(args.own)
    if hits := knowledge.find(name):
        for hit in hits:
            note = "short form" if hit.short else "full form"
            print("\n".join(_lines(hit.entry, note + (", ambiguous" if hit.ambiguous else ""))))
        return 0
    status = _office(knowledge, name, args.day.isoformat() if args.day else None)
    return _parts(knowledge, name) if status is None else status


def _office(knowledge: Knowledge, name: str, on: str | None) -> int | None:
    """Print who held an office on that day, or all who held it; the exit status, `None` where it is no office that is known."""
    from marsad.linking.offices import offices

    known = offices(knowledge)
    office = known.read(name)
    held = [
        (entry, role, (title.countries or (entry.country,))[0])
        for entry in knowledge.actors.values()
        for role in entry.roles
        if (title := known.read(role.title)).words == office.words
    ]
    if office.countries:
        held = [h for h in held if h[2] == office.countries[0]]
    if not office.words or not held:
        return None
    if not office.countries and len(office.words) <= OWN_STATE and len({state for _, _, state in held}) > 1:
        print(f"{name}: is an office of several states; name the state too")
        return 1
    holder = known.holder(name, country=held[0][2], day=on)
    if holder is not None:
        print("\n".join(_lines(holder.entry, f"{holder.role.title}{_span(holder.role)}")))
        return 0
    print(
        f"{name}: nobody is known to have held it on {on}; others did:"
        if on
        else f"{name}: an office; --day DAY says who held it on a day:"
    )
    for entry, role, _ in sorted(held, key=lambda h: h[1].start):
        print(f"  {entry.id}  {entry.name} · {entry.name_en}  {role.title}{_span(role)}")
    return 1 if on else 0


def _parts(knowledge: Knowledge, name: str) -> int:
    """Print those who have these words in a name, those first whose whole English name it is, then the shorter names."""
    found = [(name.casefold() not in (e.name_en.casefold(), e.id.replace("-", " ")), e) for e in (h.entry for h in knowledge.search(name))]
    for is_part, entry in sorted(found, key=lambda f: (f[0], len(f[1].name_en))):
        print("\n".join(_lines(entry, "part of a name" if is_part else "full form")))
    if not found:
        print("nobody known by that name")
    return 0 if found else 1


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
