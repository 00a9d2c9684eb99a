"""Whether the archive is what its trail says: that no row of the trail was altered, taken out or put in, and that every
version, every machine layer and every decision is the one that the trail tells of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from marsad.archive.archive import Archive
from marsad.archive.audit import BEGINNING, Sealed, trail
from marsad.archive.decisions import seal
from marsad.archive.given import Given
from marsad.archive.store import Store


class Fault(NamedTuple):
    """Something that is not as it was written: where (a row of the trail, a version) and what."""

    where: str
    what: str


class Verdict(NamedTuple):
    """How many rows and versions were looked at, the last row's hash, and what is wrong."""

    rows: int
    versions: int
    head: str
    faults: list[Fault]


class _Told(NamedTuple):
    """What the trail tells of a version, and the rows that tell it."""

    row: int
    coded_row: int
    number: object
    report: int | None
    fingerprint: object
    sha256: object
    coded: object


def verify(archive: Archive, *, head: str | None = None) -> Verdict:
    """Hold the whole archive against its trail; `head` is the hash of a row that must be in it, as noted earlier."""
    told: dict[int, _Told] = {}
    with archive.snapshot():
        rows, last, seen, faults = _walk(archive.store, told, head)
        if head is not None and not seen:
            faults.append(Fault("audit trail", f"no row has the hash {head}: the trail was cut off, or is another one"))
        versions = 0
        for found in _versions(archive.store, told):
            versions += isinstance(found, int)
            if isinstance(found, Fault):
                faults.append(found)
        faults += [Fault(f"audit row {t.row}", f"tells of version {v}, which is not there") for v, t in told.items()]
        faults += _currents(archive.store)
        faults += _decisions(archive.store)
    return Verdict(rows, versions, last, faults)


def _walk(store: Store, told: dict[int, _Told], head: str | None) -> tuple[int, str, bool, list[Fault]]:
    rows, previous, seen = 0, BEGINNING, head == BEGINNING
    expected = 1
    faults: list[Fault] = []
    for row in trail(store):
        rows += 1
        where = f"audit row {row.seq}"
        if row.seq != expected:
            faults.append(Fault(where, f"row {expected} before it is missing"))
        elif row.previous != previous:
            faults.append(Fault(where, f"does not follow from row {row.seq - 1}, which was altered or put in"))
        if row.hash != row.seal():
            faults.append(Fault(where, "was altered: it does not have its own hash"))
        expected, previous = row.seq + 1, row.hash
        seen = seen or row.hash == head
        faults += _tell(row, told)
    return rows, previous, seen, faults


def _tell(row: Sealed, told: dict[int, _Told]) -> Iterator[Fault]:
    try:
        detail = row.details()
    except ValueError:
        yield Fault(f"audit row {row.seq}", "its detail is no longer JSON")
        return
    if row.version is None:
        return
    if row.act in ("add", "new version"):
        told[row.version] = _Told(
            row.seq, row.seq, detail.get("number"), row.report, detail.get("fingerprint"), detail.get("sha256"), detail.get("coded")
        )
    elif row.act == "re-code" and row.version in told:
        told[row.version] = told[row.version]._replace(coded_row=row.seq, coded=detail.get("coded"))


def _versions(store: Store, told: dict[int, _Told]) -> Iterator[Fault | int]:
    """Each version's id, and after it what is wrong with it; what `told` has of it is taken out."""
    for row in store.rows(
        "SELECT v.id, v.report, v.number, v.fingerprint, v.sha256, v.given_id, v.outlet, v.title, v.url, v.published, t.text, c.coded, c.sha256 "
        "FROM versions v LEFT JOIN texts t ON t.version = v.id LEFT JOIN codings c ON c.version = v.id ORDER BY v.id"
    ):
        version, report, number, fingerprint, sha256, ident, outlet, title, url, published, text, coded, coded_sha256 = row
        yield int(version)
        where = f"report {report}, version {number}"
        tale = told.pop(version, None)
        if tale is None:
            yield Fault(where, "is not in the audit trail: it was put in past it")
            continue
        by = f"(audit row {tale.row})"
        if text is None or hashlib.sha256(text).hexdigest() != tale.sha256 or sha256 != tale.sha256:
            yield Fault(where, f"its text is not the one that was added {by}")
        kept = Given(b"", sha256, ident, outlet, title, url, published)
        if fingerprint != tale.fingerprint or kept.fingerprint != tale.fingerprint or (report, number) != (tale.report, tale.number):
            yield Fault(where, f"its id, outlet, title, day or address is not what was added {by}")
        if coded is None or hashlib.sha256(coded).hexdigest() != tale.coded or coded_sha256 != tale.coded:
            yield Fault(where, f"its machine layer is not the one that was written (audit row {tale.coded_row})")


def _currents(store: Store) -> Iterator[Fault]:
    for report, current, last in store.rows(
        "SELECT r.id, r.current, v.id FROM reports r LEFT JOIN versions v ON v.report = r.id "
        "AND v.number = (SELECT max(o.number) FROM versions o WHERE o.report = r.id) WHERE v.id IS NULL OR r.current <> v.id"
    ):
        yield Fault(f"report {report}", f"shows version {current} as its current one, though {last} is")


def _decisions(store: Store) -> Iterator[Fault]:
    told: dict[object, tuple[int, object]] = {}
    for row in trail(store):
        if row.act in ("merge", "split", "undo"):
            try:
                detail = row.details()
            except ValueError:
                continue  # said already
            told[detail.get("decision")] = (row.seq, detail.get("sha256"))
    for fields in store.rows("SELECT id, at, kind, who, why, body FROM decisions ORDER BY id"):
        where = f"decision {fields[0]}"
        seq, sha256 = told.pop(fields[0], (0, None))
        if not seq:
            yield Fault(where, "is not in the audit trail: it was put in past it")
        elif seal(fields) != sha256:
            yield Fault(where, f"is not what was decided (audit row {seq})")
    for ident, (seq, _) in told.items():
        yield Fault(f"audit row {seq}", f"tells of decision {ident}, which is not there")
