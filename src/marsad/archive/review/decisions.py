"""Decisions: who decided what on which record, when and why. Rows are only ever added; each is told of in the trail with its hash."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, Literal, get_args

import msgspec

from marsad.archive import audit
from marsad.archive.given import writable
from marsad.archive.review.snapshots import Snapshot
from marsad.archive.store import Row, Store, now
from marsad.errors import ReviewError

Act = Literal["accept", "correct", "reject", "add", "merge", "split", "comment", "assign", "undo"]
ACTS: tuple[Act, ...] = get_args(Act)
ASIDE = frozenset({"comment", "assign"})  # what leaves the record as it is
COLUMNS = ("id", "report", "version", "record", "act", "revision", "person", "at", "why", "detail", "together")
_LONGEST_NAME = 200


class Detail(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a decision was about: the record as the machine had it and as the decision leaves it (for a rejection: what was rejected).

    `needs`: how many people must agree. `into`: the record that this one is merged into; `absorbs` and `parts`: the others of a merging
    or splitting. `changes`: the fields that were corrected, as they were given. `to`: who shall look at it. `undoes`: a decision's id.
    `alone`: the machine had nothing like what was added. `coder`: what had coded the report.
    """

    machine: Snapshot | None = None
    record: Snapshot | None = None
    needs: int = 1
    into: str | None = None
    absorbs: list[str] = []
    parts: list[str] = []
    changes: dict[str, Any] = {}
    to: str | None = None
    undoes: int | None = None
    alone: bool = False
    coder: str | None = None


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One decision. `record` is the handle of what it is about, `revision` counts the decisions on that record from 1, and `together` is
    the first decision of those that were one act (a merging, a splitting)."""

    id: int
    report: int
    version: int
    record: str
    act: Act
    revision: int
    person: str
    at: str
    why: str | None
    detail: Detail
    together: int | None

    def row(self) -> tuple[Any, ...]:
        """As it stands in the table."""
        detail = json.dumps(msgspec.to_builtins(self.detail), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        values = {c: getattr(self, c) for c in COLUMNS} | {"detail": detail}
        return tuple(values[c] for c in COLUMNS)


def sha256_of(row: Sequence[Any]) -> str:
    """The hash of a row of the table, by which the trail knows it."""
    return hashlib.sha256(json.dumps(list(row), ensure_ascii=True, separators=(",", ":")).encode("ascii")).hexdigest()


def append(store: Store, decision: Decision) -> None:
    """Write a decision and the row of the trail that tells of it; within a transaction."""
    row = decision.row()
    store.run(f"INSERT INTO decisions ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})", row)
    detail = {"decision": decision.id, "act": decision.act, "record": decision.record, "person": decision.person, "sha256": sha256_of(row)}
    audit.append(store, "decision", detail, report=decision.report, version=decision.version)


def of_report(store: Store, report: int) -> list[Decision]:
    """Every decision on the records of a report, oldest first."""
    return [_read(row) for row in store.rows(f"SELECT {', '.join(COLUMNS)} FROM decisions WHERE report = ? ORDER BY id", (report,))]


def rows(store: Store) -> Iterator[Row]:
    """Every row of the table, oldest first."""
    return store.rows(f"SELECT {', '.join(COLUMNS)} FROM decisions ORDER BY id")


def reviewed_reports(store: Store) -> set[int]:
    """The numbers of the reports on which anything was decided."""
    return {int(row[0]) for row in store.rows("SELECT DISTINCT report FROM decisions")}


def next_id(store: Store) -> int:
    """The number of the next decision; within a transaction, so that nobody else takes it."""
    ((last,),) = store.rows("SELECT coalesce(max(id), 0) FROM decisions")
    return int(last) + 1


def _read(row: Row) -> Decision:
    values = dict(zip(COLUMNS, row, strict=True))
    return msgspec.convert(values | {"detail": json.loads(values["detail"])}, Decision)


def person(name: str) -> str:
    """A name as it is kept: one spelling, without blanks around. Raises `ReviewError` where there is none."""
    kept = " ".join(unicodedata.normalize("NFC", writable(name) or "").split())
    if not kept:
        raise ReviewError("who decides? give a name (--by NAME)")
    if len(kept) > _LONGEST_NAME:
        raise ReviewError(f"a name of {len(kept)} characters is too long (at most {_LONGEST_NAME})")
    return kept


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's: capitals aside."""
    return one.casefold() == other.casefold()


def now_at() -> str:
    """When a decision is made: this moment, in UTC."""
    return now()
