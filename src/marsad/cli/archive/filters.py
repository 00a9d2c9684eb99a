"""What searches and exports share: the words and filters by which reports are chosen."""

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


def declare(parser: argparse.ArgumentParser) -> None:
    """Declare the filters."""
    add = parser.add_argument
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
    add("--state", action="append", default=[], choices=tuple(_STATES), help="of the event or figure: what people decided of it")
    add("--rejected", action="store_true", help="what people rejected too")


def asked(args: argparse.Namespace) -> tuple[Query, Filters]:
    """The words and filters that were given. Raises `InputError` for words in which there is none."""
    from marsad.archive.query import parse
    from marsad.archive.search import Filters
    from marsad.errors import InputError

    typed = " ".join(args.words)
    query = parse(typed)
    if typed.strip() and not query:
        raise InputError(f"{typed!r}: there is no word in it to look for")
    return query, Filters(
        types=args.type, statuses=args.status, measures=args.measure, actors=args.actor, places=args.place, outlets=args.outlet,
        begin=args.begin, until=args.until, published_from=args.published_from, published_until=args.published_until,
        states=[_STATES[s] for s in args.state], rejected=args.rejected,
    )  # fmt: skip


def given(args: argparse.Namespace) -> bool:
    """Whether any words or filters were given."""
    return bool(args.words) or any(getattr(args, name, None) for name in NAMES)
