"""`marsad archive incidents`: events of different reports that are one happening."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from marsad.cli.archive.filters import asked, declare
from marsad.cli.archive.numbers import number

if TYPE_CHECKING:
    from marsad.archive.incident_decisions import Decision
    from marsad.export.table import Style
    from marsad.merging.incidents import Incident, Member
    from marsad.merging.merged import Merged

HELP = "list incidents: events of different reports that are one happening"
DESCRIPTION = """\
List incidents: events of different reports that are one happening, joined by type, days, place, participants, figures and
words, each member with its reasons. Newest first; only those that two reports or more tell of, unless --all.

An incident is called by its first member, report/record (12/e3), and any of its members stands for it: --why 14/e1 says why
each member belongs to the others. Where the machine is wrong, `marsad archive split` and `merge` say so for good, and
`undo` takes that back; --decisions lists what was decided.

Filters and words are those of `marsad archive search`; an incident is shown when one of its members meets them. Events are
read as they stand: as people corrected them (`marsad review`), and without those that they rejected. What is worked out is
kept in the archive until something is written, so only the first look at a larger archive takes its time."""
EXAMPLES = """\
examples:
  marsad archive incidents news.marsad
  marsad archive incidents news.marsad --type ASSAULT --place طرابلس --from 2019-04-01 --until 2019-04-30
  marsad archive incidents news.marsad --why 12/e3
  marsad archive incidents news.marsad --all --to jsonl | jq '.members | length'
  marsad archive incidents news.marsad --decisions"""

_PAGE = 20


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("archive", metavar="ARCHIVE", help="the archive: a file, or postgresql://user@host/database")
    parser.add_argument("words", nargs="*", default=[], metavar="WORDS", help="words, and phrases in quotation marks, of a member's report")
    declare(parser, without=("--rejected",))
    add = parser.add_argument
    add("--why", metavar="INCIDENT", help="say why each member of this incident (12/e3: any of them) belongs to the others")
    add("--decisions", action="store_true", help="list what people decided instead")
    add("--all", action="store_true", help="also events that one report alone tells of")
    add("--to", choices=("table", "jsonl"), default="table", help="what to give (default: table)")
    add("--page", type=number, metavar="N", help="which page (default: 1; of jsonl all)")
    add("--limit", type=number, metavar="N", help=f"incidents on a page (default: {_PAGE}; of jsonl all)")


def run(args: argparse.Namespace) -> int:
    """Print what was asked for. Exit status 0 also where there is nothing."""
    from marsad.archive.incident_decisions import decisions
    from marsad.archive.location import open_archive
    from marsad.archive.search import records
    from marsad.cli import console

    query, filters = asked(args)
    style = console.style(to_terminal=sys.stdout.isatty())
    with open_archive(args.archive) as archive:
        if args.decisions:
            print(_decisions(decisions(archive.store), style), end="")
            return 0
        made = worked_out(archive)
        if args.why is not None:
            print(why(made.incident(args.why), style), end="")
            return 0
        met = records(archive, query, filters)
    found = [i for i in made.incidents if (args.all or i.reports > 1) and _meets(i, met)]
    found.sort(key=lambda i: (str(i.last or ""), str(i.first or ""), i.reports), reverse=True)
    _lost(made)
    whole = args.to == "jsonl" and args.page is None and args.limit is None
    page, limit = (1, max(1, len(found))) if whole else (args.page or 1, args.limit or _PAGE)
    on_page = found[(page - 1) * limit : page * limit]
    if args.to == "jsonl":
        import msgspec

        for incident in on_page:
            sys.stdout.buffer.write(msgspec.json.encode(incident) + b"\n")
        sys.stdout.buffer.flush()
    else:
        print(table(on_page, style, total=len(found)), end="")
    if not whole:
        _more(len(found), page, limit)
    return 0


def worked_out(archive: object) -> Merged:
    """What is worked out of the archive; on a terminal says what is going on."""
    from marsad.archive.archive import Archive
    from marsad.merging.merged import merged

    assert isinstance(archive, Archive)

    def tell(step: str) -> None:
        if sys.stderr.isatty():
            print(f"{step} ...", file=sys.stderr)

    return merged(archive, tell=tell)


def table(incidents: Sequence[Incident], style: Style, *, total: int | None = None) -> str:
    """The incidents, a row each."""
    from marsad.export.cells import shown
    from marsad.export.table import draw

    rows = [
        [
            i.name,
            days(i),
            shown(" ".join(filter(None, (i.type, i.mode, "" if i.status == "occurred" else f"({i.status})")))),
            shown(i.where.name if i.where else ""),
            shown("، ".join(i.actors)),
            shown("، ".join(i.recipients)),
            str(i.reports) if i.sources == i.reports else f"{i.reports} ({i.sources})",
            "" if i.cohesion is None else f"{i.cohesion:.2f}",
            shown(_fullest(i).words),
        ]
        for i in incidents
    ]
    heads = ["", "when", "event", "where", "who", "to whom", "reports", "one", "words"]
    count = len(incidents) if total is None else total
    return draw(f"INCIDENTS ({count:,})", heads, rows, style) if rows else ""


def days(incident: Incident) -> str:
    """When it was; with a ~ where only the days of publication tell."""
    if incident.first is None or incident.last is None:
        return ""
    sign = "" if incident.dated else "~"
    return sign + (f"{incident.last}" if incident.first == incident.last or not incident.dated else f"{incident.first} to {incident.last}")


def why(incident: Incident, style: Style) -> str:
    """The members of an incident, each with what makes it one."""
    from marsad.export.cells import shown
    from marsad.export.table import draw

    rows = [
        [
            m.name,
            str(m.published or ""),
            shown(m.outlet) + (f" (a copy of {m.copy_of})" if m.copy_of else ""),
            "" if m.likeness is None else f"{m.likeness:.2f}",
            shown(_because(m)),
            shown(m.words),
        ]
        for m in incident.members
    ]
    return table([incident], style) + "\n" + draw(f"MEMBERS ({len(rows)})", ["", "published", "outlet", "one", "why", "words"], rows, style)


def _because(member: Member) -> str:
    decided = f"decision {', '.join(map(str, member.decisions))}; " if member.decisions else ""
    if member.nearest is None:
        return decided.removesuffix("; ") or "no other event is like it"
    signs = "; ".join(f"{w.what} {w.weight:+.1f}" for w in member.why[:6])
    return f"{decided}most like {member.nearest}: {signs}"


def _fullest(incident: Incident) -> Member:
    return max(incident.members, key=lambda m: (m.confidence, len(m.words)))


def _meets(incident: Incident, met: dict[int, set[str]]) -> bool:
    """Whether a member meets the filters: its report does, and where they ask for records, it is one or its report's figure is."""
    for member in incident.members:
        wanted = met.get(member.report)
        if wanted is not None and (member.record in wanted or not any(map(_of_event, wanted))):
            return True
    return False


def _of_event(ident: str) -> bool:
    """Whether it is an event's id: e1, or he1 where a person added it."""
    return ident.removeprefix("h").startswith("e")


def _lost(made: Merged) -> None:
    for ident, name in made.lost:
        print(
            f"marsad: decision {ident}: what was {name} then is no longer there, or was rejected; it waits until it is there again",
            file=sys.stderr,
        )


def _decisions(found: Sequence[Decision], style: Style) -> str:
    from marsad.export.cells import shown
    from marsad.export.table import draw
    from marsad.merging.constraints import live

    holding = {d.id for d in live(found)}
    rows = [
        [
            str(d.id),
            d.at,
            d.kind,
            f"decision {d.undoes}" if d.undoes else ", ".join(a.member for a in d.members),
            ", ".join(a.member for a in d.rest),
            shown(d.who),
            "" if d.id in holding or d.kind == "undo" else "undone",
            shown(d.why),
        ]
        for d in found
    ]
    return (
        draw(f"DECISIONS ({len(rows)})", ["", "at", "what", "of", "from", "who", "", "why"], rows, style)
        if rows
        else "nothing was decided\n"
    )


def _more(total: int, page: int, limit: int) -> None:
    first, last = (page - 1) * limit + 1, min(page * limit, total)
    if not total:
        print("no incidents", file=sys.stderr)
    elif first > total:
        print(f"{total:,} incidents, and page {page:,} is past the last ({-(-total // limit):,})", file=sys.stderr)
    else:
        print(f"{first:,} to {last:,} of {total:,} incidents" + (f"; more with --page {page + 1}" if last < total else ""), file=sys.stderr)
