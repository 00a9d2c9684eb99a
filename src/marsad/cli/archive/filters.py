"""The words and filters that searches, incidents, ledgers and exports share: which reports, events and figures are meant."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, get_args

from marsad.cli.code import day
from marsad.records import EventType, Measure, Status

if TYPE_CHECKING:
    from marsad.archive.query import Query
    from marsad.archive.search import Filters

NAMES = (
    "type",
    "status",
    "measure",
    "actor",
    "place",
    "outlet",
    "begin",
    "until",
    "published_from",
    "published_until",
    "state",
    "rejected",
)

_STATES = {"machine": "machine", "accepted": "accepted", "corrected": "corrected", "rejected": "rejected", "second-look": "second look"}


def declare(parser: argparse.ArgumentParser, *, without: tuple[str, ...] = ()) -> None:
    """Declare them all, but for those that the verb has a meaning of its own for, or no use."""

    def add(option: str, **about: object) -> None:
        if option not in without:
            parser.add_argument(option, **about)  # type: ignore[arg-type]

    add("--type", action="append", default=[], choices=get_args(EventType), metavar="TYPE", help="type of event: ASSAULT, CONSULT, ...")
    add("--status", action="append", default=[], choices=get_args(Status), help="of the event: occurred, denied or planned")
    add("--measure", action="append", default=[], choices=get_args(Measure), metavar="MEASURE", help="of a figure: killed, displaced, ...")
    add("--actor", action="append", default=[], metavar="NAME", help="who did it, whom it was done to, or who gave the figure")
    add("--place", action="append", default=[], metavar="NAME", help="where it happened")
    add("--outlet", action="append", default=[], metavar="NAME", help="who published the report")
    add("--from", dest="begin", type=day, metavar="DAY", help="the event or figure is of this day or later")
    add("--until", type=day, metavar="DAY", help="the event or figure is of this day or earlier")
    add("--published-from", type=day, metavar="DAY", help="published on this day or later")
    add("--published-until", type=day, metavar="DAY", help="published on this day or earlier")
    add("--state", action="append", default=[], choices=tuple(_STATES), help="of the event, figure or statement: what people decided of it")
    add("--rejected", action="store_true", help="what people rejected too")


def asked(args: argparse.Namespace) -> tuple[Query, Filters]:
    """The words and filters that were given. Raises `InputError` for words in which there is none, a quotation mark that is not closed, and
    days of which the first is after the last."""
    from marsad.archive.query import parse
    from marsad.archive.search import Filters
    from marsad.errors import InputError
    from marsad.text.folding import fold

    def values(name: str) -> list[str]:
        found = getattr(args, name, [])
        return found if isinstance(found, list) else []

    typed = " ".join(getattr(args, "words", []))
    query = parse(typed)
    if typed.strip() and not query:
        raise InputError(f"{typed!r}: there is no word in it to look for")
    if fold(typed).text.count('"') % 2:
        raise InputError(f"{typed!r}: a quotation mark is opened and not closed; words in quotation marks must follow one another")
    for begin, end, names in (
        (args.begin, args.until, ("--from", "--until")),
        (args.published_from, args.published_until, ("--published-from", "--published-until")),
    ):
        if begin is not None and end is not None and begin > end:
            raise InputError(f"{names[0]} {begin} is after {names[1]} {end}; nothing is of such days")
    return query, Filters(
        types=values("type"), statuses=values("status"), measures=values("measure"), actors=values("actor"), places=values("place"),
        outlets=values("outlet"), begin=args.begin, until=args.until,
        published_from=args.published_from, published_until=args.published_until,
        states=[_STATES[s] for s in values("state")], rejected=getattr(args, "rejected", False),
    )  # fmt: skip


def given(args: argparse.Namespace) -> bool:
    """Whether any words or filters were given."""
    return bool(args.words) or any(getattr(args, name, None) for name in NAMES)
