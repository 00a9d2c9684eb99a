"""Handles: what a record of a report points at, in a few characters, so that it can be known again.

Ids such as `e3` are given anew each time that a report is coded; a handle stays as long as the record points at the same
words: `event:120-124` is the event with that trigger, `figure:60-88` the figure with that evidence. A second record at the
same place is `figure:60-88#2`. What a person added has the handle that it was given then.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Literal

from marsad.archive.given import key_of
from marsad.records import Actor, CodedReport, Event, Figure, Place, Statement
from marsad.text.folding import fold

Kind = Literal["event", "figure", "statement", "actor", "place"]
Any = Event | Figure | Statement | Actor | Place
LISTS: Mapping[Kind, str] = {"event": "events", "figure": "figures", "statement": "statements", "actor": "actors", "place": "places"}
_UID = 16  # hexadecimal digits of an id that is stable everywhere


def kind_of(record: Any) -> Kind:
    """What kind of record it is."""
    if isinstance(record, Event):
        return "event"
    if isinstance(record, Figure):
        return "figure"
    if isinstance(record, Statement):
        return "statement"
    return "actor" if isinstance(record, Actor) else "place"


def records_of(coded: CodedReport) -> Iterator[Any]:
    """Every record of a report, kind after kind."""
    for name in LISTS.values():
        yield from getattr(coded, name)


def handle_of(record: Any) -> str:
    """The record's handle, if it is the first at its place."""
    kind = kind_of(record)
    if isinstance(record, Event):
        return f"{kind}:{record.trigger.start}-{record.trigger.end}"
    if isinstance(record, Figure):
        return f"{kind}:{record.evidence.start}-{record.evidence.end}"
    if isinstance(record, Statement):
        return f"{kind}:{record.content.start}-{record.content.end}"
    return f"{kind}:{key_of(None, fold(record.name).text)[1]}"


def handles(coded: CodedReport) -> dict[str, str]:
    """The handle of every record, by its id."""
    out: dict[str, str] = {}
    seen: dict[str, int] = {}
    for record in records_of(coded):
        handle = handle_of(record)
        seen[handle] = number = seen.get(handle, 0) + 1
        out[record.id] = handle if number == 1 else f"{handle}#{number}"
    return out


def uid(outlet: str, ident: str, handle: str) -> str:
    """An id of a record that is the same wherever and whenever it is worked out: of the report's outlet and id, and the handle."""
    fields = json.dumps([outlet, ident, handle], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(fields.encode("ascii")).hexdigest()[:_UID]
