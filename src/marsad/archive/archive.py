"""The archive: reports kept with every version of them, and the machine layer of each version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Literal, NamedTuple, Self

import msgspec

from marsad.archive import audit, machine_layer
from marsad.archive.given import Given, given, writable
from marsad.archive.machine_layer import Layer
from marsad.archive.review.reading import refresh
from marsad.archive.store import Row, Store, first, now
from marsad.archive.words import Indexed, indexed
from marsad.records import CodedReport, Report

Did = Literal["added", "new version", "unchanged"]
_AT_ONCE = 50  # reports read at a time for coding anew


class Receipt(NamedTuple):
    """What became of a report: its number in the archive, the number of its version, and what was done."""

    report: int
    version: int
    did: Did


class Prepared(msgspec.Struct, frozen=True, gc=False):
    """A coded report ready to be kept, with all worked out that can be without a store."""

    given: Given
    words: Indexed
    layer: Layer


def prepared_layer(report: Report, coded: CodedReport) -> Layer:
    """The machine layer of a report that is kept already."""
    return machine_layer.layer(coded, outlet=writable(report.outlet))


def prepared(report: Report, coded: CodedReport) -> Prepared:
    """What is kept of a report and what was coded of it."""
    new = given(report)
    return Prepared(new, indexed(report.title, report.text), machine_layer.layer(coded, outlet=new.outlet))


class Kept(NamedTuple):
    """The current version of a report, to code it again: the version's id, the report, and which coder coded it last."""

    version: int
    number: int
    report: Report
    coder: str


class Status(NamedTuple):
    """What an archive holds. `coders` and `outlets` count reports, the most first; `head` is the last row of the trail."""

    reports: int
    versions: int
    events: int
    figures: int
    first: str | None
    last: str | None
    coders: list[tuple[str, int]]
    outlets: list[tuple[str, int]]
    rows: int
    head: str
    bytes: int


class Archive:
    """Reports in a store. Everything that it writes is in one transaction with the row of the trail that tells of it."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @property
    def where(self) -> str:
        """The file or server, as a person may see it."""
        return self.store.where

    def has(self, report: Report) -> Receipt | None:
        """The version that is exactly this report, whether current or an older one; `None` where it is new or has changed."""
        return self._has(given(report))

    def _has(self, new: Given) -> Receipt | None:
        row = first(
            self.store,
            "SELECT r.id, v.number FROM reports r JOIN versions v ON v.report = r.id WHERE r.outlet = ? AND r.ident = ? AND v.fingerprint = ?",
            (*new.key, new.fingerprint),
        )
        return Receipt(int(row[0]), int(row[1]), "unchanged") if row else None

    def add(self, coded: Iterable[tuple[Report, CodedReport]]) -> list[Receipt]:
        """Keep reports, all of them or (where an error is raised) none. The same again is a no-op; one that has changed is a new version.

        Raises `ArchiveError` where the store cannot be written.
        """
        return self.keep([prepared(report, layer) for report, layer in coded])

    def keep(self, reports: Iterable[Prepared]) -> list[Receipt]:
        """The same with reports that are prepared, in this process or in others."""
        with self.store.transaction():
            return [self._add(report) for report in reports]

    def _add(self, made: Prepared) -> Receipt:
        new = made.given
        if same := self._has(new):
            return same
        row = first(self.store, "SELECT id FROM reports WHERE outlet = ? AND ident = ?", new.key)
        version = _next(self.store, "versions")
        if row is None:
            number, ident = 1, _next(self.store, "reports")
            self.store.run(
                "INSERT INTO reports (id, outlet, ident, published, current) VALUES (?, ?, ?, ?, ?)",
                (ident, *new.key, new.published or "", version),
            )
        else:
            ident = int(row[0])
            ((last,),) = self.store.rows("SELECT max(number) FROM versions WHERE report = ?", (ident,))
            number = int(last) + 1
            self.store.run("UPDATE reports SET current = ?, published = ? WHERE id = ?", (version, new.published or "", ident))
        self._version(version, ident, number, new)
        self.store.index(version, made.words)
        machine_layer.write(self.store, version, made.layer, is_new=True)
        if number > 1 and self._is_reviewed(ident):
            refresh(self.store, ident)
        detail = {
            "number": number,
            "fingerprint": new.fingerprint,
            "sha256": new.sha256,
            "coder": made.layer.coder,
            "coded": made.layer.sha256,
        }
        audit.append(self.store, "add" if number == 1 else "new version", detail, report=ident, version=version)
        return Receipt(ident, number, "added" if number == 1 else "new version")

    def _version(self, version: int, report: int, number: int, new: Given) -> None:
        self.store.run(
            "INSERT INTO versions (id, report, number, fingerprint, sha256, given_id, outlet, title, url, published, added) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (version, report, number, new.fingerprint, new.sha256, new.given_id, new.outlet, new.title, new.url, new.published, now()),
        )
        self.store.run("INSERT INTO texts (version, text) VALUES (?, ?)", (version, new.text))

    def recode(self, coded: Sequence[tuple[Kept, CodedReport]]) -> None:
        """Put new machine layers in place of the old ones, all or none. Nothing else of the reports changes: what people decided stays."""
        self.replace([(kept, machine_layer.layer(each, outlet=kept.report.outlet)) for kept, each in coded])

    def replace(self, layers: Iterable[tuple[Kept, Layer]]) -> None:
        """The same with layers that are prepared, in this process or in others."""
        with self.store.transaction():
            for kept, layer in layers:
                machine_layer.write(self.store, kept.version, layer)
                if self._is_reviewed(kept.number):
                    refresh(self.store, kept.number)
                detail = {"coder": layer.coder, "coded": layer.sha256, "before": kept.coder}
                audit.append(self.store, "re-code", detail, report=kept.number, version=kept.version)

    def _is_reviewed(self, report: int) -> bool:
        return first(self.store, "SELECT 1 FROM decisions WHERE report = ? LIMIT 1", (report,)) is not None

    def current(self) -> Iterator[Kept]:
        """The current version of every report, in the order in which the reports were added. What is added meanwhile may come too."""
        last = 0
        while True:
            rows = list(self.store.rows(f"{_CURRENT} WHERE r.id > ? ORDER BY r.id LIMIT ?", (last, _AT_ONCE)))
            for row in rows:
                yield _kept(row)
            if len(rows) < _AT_ONCE:
                return
            last = int(rows[-1][0])

    def status(self) -> Status:
        """What the archive holds at this moment."""
        with self.snapshot():
            ((reports,),) = self.store.rows("SELECT count(*) FROM reports")
            ((versions,),) = self.store.rows("SELECT count(*) FROM versions")
            ((begin, end),) = self.store.rows("SELECT min(published), max(published) FROM reports WHERE published <> ''")
            kinds: dict[str, int] = dict(
                self.store.rows(
                    "SELECT e.kind, count(*) FROM reports r JOIN entries e ON e.version = r.current WHERE e.state <> 'rejected' GROUP BY e.kind"
                )
            )
            coders = list(self.store.rows(_COUNTED.format("c.coder", "codings c ON c.version = r.current")))
            outlets = list(self.store.rows(_COUNTED.format("coalesce(v.outlet, '')", "versions v ON v.id = r.current")))
            rows, head = audit.head(self.store)
            size = self.store.size()
        return Status(reports, versions, kinds.get("event", 0), kinds.get("figure", 0), begin, end, coders, outlets, rows, head, size)

    def settle(self) -> None:
        """To be called once after much was added, for searches to be quick."""
        self.store.settle()

    def snapshot(self) -> AbstractContextManager[None]:
        """All that is read inside is of one moment."""
        return self.store.snapshot()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


_CURRENT = """SELECT r.id, v.id, v.sha256, v.given_id, v.outlet, v.title, v.url, v.published, c.coder, t.text
    FROM reports r JOIN versions v ON v.id = r.current JOIN texts t ON t.version = v.id JOIN codings c ON c.version = v.id"""
_COUNTED = "SELECT {0}, count(*) FROM reports r JOIN {1} GROUP BY {0} ORDER BY count(*) DESC, {0}"


def _kept(row: Row) -> Kept:
    number, version, sha256, given_id, outlet, title, url, published, coder, text = row
    return Kept(int(version), int(number), Given(bytes(text), sha256, given_id, outlet, title, url, published).report(), str(coder))


def _next(store: Store, table: str) -> int:
    """The next number of a table of ours; within a transaction, so that nobody else takes it."""
    ((last,),) = store.rows(f"SELECT coalesce(max(id), 0) FROM {table}")
    return int(last) + 1
