"""The trail: one row for every write, each sealed with a hash over itself and the row before.

A row that is altered no longer has its hash; one that is altered together with its hash is no longer the one that the
next row follows; one that is taken out leaves a gap. That the last rows were not cut off only a hash shows that was
noted elsewhere (`marsad archive status` prints it, `verify --head` holds the trail against it).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from marsad.archive.store import Store, first, now

Act = Literal["add", "new version", "re-code", "restore", "decision", "setting", "merge", "split", "undo"]
BEGINNING = "0" * 64  # what the first row follows


class Sealed(NamedTuple):
    """A row of the trail, fields as in the table."""

    seq: int
    at: str
    act: str
    report: int | None
    version: int | None
    detail: str
    previous: str
    hash: str

    def seal(self) -> str:
        """The hash that the row should have."""
        return _seal(*self[:-1])

    def details(self) -> dict[str, object]:
        """What the row tells of the write."""
        found = json.loads(self.detail)
        return found if isinstance(found, dict) else {}


def _seal(*fields: object) -> str:
    return hashlib.sha256(json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode("ascii")).hexdigest()


def head(store: Store) -> tuple[int, str]:
    """The last row's number and hash; 0 and `BEGINNING` for an archive into which nothing was written."""
    row = first(store, "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
    return (int(row[0]), str(row[1])) if row else (0, BEGINNING)


def append(store: Store, act: Act, detail: Mapping[str, object], *, report: int | None = None, version: int | None = None) -> None:
    """Write one row more; within the transaction of the write that it tells of."""
    seq, previous = head(store)
    fields = (seq + 1, now(), act, report, version, json.dumps(detail, ensure_ascii=True, sort_keys=True), previous)
    insert(store, Sealed(*fields, _seal(*fields)))


def insert(store: Store, row: Sealed) -> None:
    """Write a row that is sealed already."""
    store.run("INSERT INTO audit (seq, at, act, report, version, detail, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


def trail(store: Store) -> Iterator[Sealed]:
    """Every row, oldest first."""
    for row in store.rows("SELECT seq, at, act, report, version, detail, previous, hash FROM audit ORDER BY seq"):
        yield Sealed(*row)
