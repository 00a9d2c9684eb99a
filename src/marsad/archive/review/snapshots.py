"""A record as it was when somebody decided on it, whole in itself: the actors and places that it names go with it by value, so that
it means the same whatever the machine codes later; and where its words stand in another text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from marsad.archive.handles import Any as AnyRecord
from marsad.archive.handles import Kind, kind_of
from marsad.records import Actor, CodedReport, Event, Figure, Place, Span, Statement

TYPES: Mapping[Kind, type[AnyRecord]] = {"event": Event, "figure": Figure, "statement": Statement, "actor": Actor, "place": Place}
ACTORS: Mapping[Kind, tuple[str, ...]] = {
    "event": ("actors", "recipients", "source"), "figure": ("source",), "statement": ("speaker", "addressee"), "actor": ("of",), "place": (),
}  # fmt: skip
REFS: Mapping[Kind, tuple[tuple[str, Kind], ...]] = {
    "event": (), "figure": (("event", "event"), ("part_of", "figure")), "statement": (("event", "event"),), "actor": (), "place": (),
}  # fmt: skip
_SPANS: Mapping[Kind, tuple[str, ...]] = {
    "event": ("evidence", "trigger"), "figure": ("evidence",), "statement": ("content", "cue"), "actor": (), "place": (),
}  # fmt: skip


class Snapshot(msgspec.Struct, frozen=True):
    """`record`, `actors` and `places` are as in the coded-report format; `refs` names other records that it points at by their handles."""

    kind: Kind
    record: dict[str, Any]
    actors: dict[str, dict[str, Any]] = {}
    places: dict[str, dict[str, Any]] = {}
    refs: dict[str, str] = {}

    def typed(self, **changes: Any) -> AnyRecord:
        """The record itself, with some fields as given."""
        made: AnyRecord = msgspec.convert(self.record | changes, TYPES[self.kind])
        return made


def actor_ids(kind: Kind, record: Mapping[str, Any]) -> Iterator[str]:
    """The ids of the actors that a record names."""
    for field in ACTORS[kind]:
        value = record.get(field)
        if isinstance(value, str):
            yield value
        elif value:
            yield from value


def snapshot(record: AnyRecord, coded: CodedReport, handles: Mapping[str, str]) -> Snapshot:
    """A record of `coded` as it is now."""
    kind = kind_of(record)
    plain = msgspec.to_builtins(record)
    named = set(actor_ids(kind, plain))
    actors = {a.id: msgspec.to_builtins(msgspec.structs.replace(a, mentions=[])) for a in coded.actors if a.id in named}
    places = {p.id: msgspec.to_builtins(msgspec.structs.replace(p, mentions=[])) for p in coded.places if p.id == plain.get("place")}
    refs = {field: handles[plain[field]] for field, _ in REFS[kind] if plain.get(field) in handles}
    if kind in ("actor", "place"):
        plain["mentions"] = []
    return Snapshot(kind, plain, actors, places, refs)


def relocated(taken: Snapshot, text: str) -> Snapshot | None:
    """The same with its words where they stand in `text`; `None` where they do not. Words that occur more than once are taken where they
    stand nearest to where they stood; words inside the evidence move along with it."""
    record = dict(taken.record)
    moved = 0
    for field in _SPANS[taken.kind]:
        found = _find(text, record[field], moved)
        if found is None:
            return None
        moved = found["start"] - record[field]["start"]
        record[field] = found
    date = record.get("date")
    if date and date.get("text"):
        record["date"] = date | {"text": _find(text, date["text"], moved)}
    return msgspec.structs.replace(taken, record=record)


def _find(text: str, span: Mapping[str, Any], moved: int) -> dict[str, Any] | None:
    words = span["text"]
    wanted = span["start"] + moved
    if text[wanted : wanted + len(words)] == words:
        return {"start": wanted, "end": wanted + len(words), "text": words}
    spots = list(occurrences(text, words))
    if not spots:
        return None
    start = min(spots, key=lambda at: abs(at - wanted))
    return {"start": start, "end": start + len(words), "text": words}


def occurrences(text: str, words: str) -> Iterator[int]:
    """Where `words` stand in `text`."""
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def spans_of(taken: Snapshot) -> list[Span]:
    """The words that a record points at, the widest first."""
    return [msgspec.convert(taken.record[field], Span) for field in _SPANS[taken.kind]]
