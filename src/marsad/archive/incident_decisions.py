"""What people decided about incidents: kept in the order made, never altered, each told of in the trail. What they decide about
the records of one report is in `marsad.archive.review`.

A decision names events by an anchor (the report, and the word that tells of the event and where it stands), not by what the
machine happens to call them, so that it outlives coding anew. To take one back is a decision too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Literal, get_args

import msgspec

from marsad.archive import audit
from marsad.archive.given import writable
from marsad.archive.store import Row, Store, first, now
from marsad.errors import ArchiveError

Kind = Literal["merge", "split", "undo"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """An event of a report: the report's number, what the record was called then, and the word that tells of it, at `start`."""

    report: int
    record: str
    type: str
    start: int
    words: str

    @property
    def member(self) -> str:
        """How the event was called when the decision was made: report/record."""
        return f"{self.report}/{self.record}"


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """A merge puts `members` into one incident; a split takes `members` out of one in which `rest` stays; an undo takes back `undoes`."""

    id: int
    at: str
    kind: Kind
    who: str
    why: str
    members: tuple[Anchor, ...] = ()
    rest: tuple[Anchor, ...] = ()
    undoes: int | None = None


class _Body(msgspec.Struct, frozen=True, kw_only=True):
    members: tuple[Anchor, ...] = ()
    rest: tuple[Anchor, ...] = ()
    undoes: int | None = None


def decide(
    store: Store,
    kind: Kind,
    *,
    who: str,
    why: str,
    members: Sequence[Anchor] = (),
    rest: Sequence[Anchor] = (),
    undoes: int | None = None,
) -> Decision:
    """Keep a decision, within a transaction of the store. Raises `ArchiveError` for the undoing of one that is not there or undone already."""
    if kind == "undo":
        _may_undo(store, undoes)
    row = first(store, "SELECT coalesce(max(id), 0) FROM incident_decisions")
    made = Decision(
        id=(int(row[0]) if row else 0) + 1, at=now(), kind=kind, who=writable(who) or "", why=writable(why) or "",
        members=tuple(members), rest=tuple(rest), undoes=undoes,
    )  # fmt: skip
    fields = _fields(made)
    store.run("INSERT INTO incident_decisions (id, at, kind, who, why, body) VALUES (?, ?, ?, ?, ?, ?)", fields)
    audit.append(store, kind, {"decision": made.id, "sha256": seal(fields)})
    return made


def decisions(store: Store) -> list[Decision]:
    """Every decision, oldest first."""
    return [_read(row) for row in rows(store)]


def rows(store: Store) -> Iterator[Row]:
    """Every row of the table, oldest first."""
    return store.rows("SELECT id, at, kind, who, why, body FROM incident_decisions ORDER BY id")


def seal(fields: Sequence[object]) -> str:
    """The hash over a row of `incident_decisions`, by which the trail tells of it."""
    return hashlib.sha256(json.dumps(list(fields), ensure_ascii=True, separators=(",", ":")).encode("ascii")).hexdigest()


def _fields(made: Decision) -> tuple[int, str, str, str, str, str]:
    body = msgspec.to_builtins(_Body(members=made.members, rest=made.rest, undoes=made.undoes))
    return made.id, made.at, made.kind, made.who, made.why, json.dumps(body, ensure_ascii=True, sort_keys=True)


def _read(row: Row) -> Decision:
    ident, at, kind, who, why, body = row
    told = msgspec.json.decode(str(body), type=_Body)
    return msgspec.convert(
        {"id": ident, "at": at, "kind": kind, "who": who, "why": why} | {f: getattr(told, f) for f in told.__struct_fields__}, Decision
    )


def _may_undo(store: Store, undoes: int | None) -> None:
    known = decisions(store)
    if undoes not in {d.id for d in known}:
        raise ArchiveError(f"{store.where}: there is no decision {undoes} (marsad archive incidents --decisions lists them)")
    undone: set[int] = set()
    for decision in reversed(known):
        if decision.kind == "undo" and decision.id not in undone:
            undone.add(decision.undoes or 0)
    if undoes in undone:
        raise ArchiveError(f"{store.where}: decision {undoes} is undone already; to bring it back, undo the undoing of it")
