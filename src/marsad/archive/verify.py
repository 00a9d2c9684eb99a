"""Whether the archive is what its trail says: that no row of the trail was altered, taken out or put in, and that every
version, every machine layer, every decision and every setting is the one that the trail tells of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from marsad.archive import incident_decisions
from marsad.archive.archive import Archive
from marsad.archive.audit import BEGINNING, Sealed, trail
from marsad.archive.given import Given
from marsad.archive.review import decisions as review
from marsad.archive.store import Store


class Fault(NamedTuple):
    """Something that is not as it was written: where (a row of the trail, a version) and what."""

    where: str
    what: str


class Verdict(NamedTuple):
    """How many rows, versions and decisions (on records and on incidents) were looked at, the last row's hash, and what is wrong."""

    rows: int
    versions: int
    decisions: int
    head: str
    faults: list[Fault]


class _Tale:
    """What the trail tells: of versions, of decisions on records and on incidents
    (by id: row and hash), of settings (by name: row and value)."""

    def __init__(self) -> None:
        self.versions: dict[int, _Told] = {}
        self.decisions: dict[int, tuple[int, object]] = {}
        self.on_incidents: dict[int, tuple[int, object]] = {}
        self.settings: dict[str, tuple[int, object]] = {}


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
    tale = _Tale()
    with archive.snapshot():
        rows, last, seen, faults = _walk(archive.store, tale, head)
        if head is not None and not seen:
            faults.append(Fault("audit trail", f"no row has the hash {head}: the trail was cut off, or is another one"))
        versions = 0
        for found in _versions(archive.store, tale.versions):
            versions += isinstance(found, int)
            if isinstance(found, Fault):
                faults.append(found)
        faults += [Fault(f"audit row {t.row}", f"tells of version {v}, which is not there") for v, t in tale.versions.items()]
        faults += _currents(archive.store)
        decisions = len(tale.decisions) + len(tale.on_incidents)
        faults += _decisions(archive.store, tale.decisions)
        faults += _on_incidents(archive.store, tale.on_incidents)
        faults += _settings(archive.store, tale.settings)
    return Verdict(rows, versions, decisions, last, faults)


def _walk(store: Store, tale: _Tale, head: str | None) -> tuple[int, str, bool, list[Fault]]:
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
        faults += _tell(row, tale)
    return rows, previous, seen, faults


def _tell(row: Sealed, tale: _Tale) -> Iterator[Fault]:
    try:
        detail = row.details()
    except ValueError:
        yield Fault(f"audit row {row.seq}", "its detail is no longer JSON")
        return
    told = tale.versions
    if row.act == "setting":
        tale.settings[str(detail.get("name"))] = (row.seq, detail.get("value"))
    if row.act in incident_decisions.KINDS and isinstance(ident := detail.get("decision"), int):
        tale.on_incidents[ident] = (row.seq, detail.get("sha256"))
    if row.version is None:
        return
    if row.act == "decision" and isinstance(ident := detail.get("decision"), int):
        tale.decisions[ident] = (row.seq, detail.get("sha256"))
    elif row.act in ("add", "new version"):
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


def _decisions(store: Store, told: dict[int, tuple[int, object]]) -> Iterator[Fault]:
    """What is wrong with the human layer; what `told` has of it is taken out."""
    for row in review.rows(store):
        yield from _decision(told, row[0], f"report {row[1]}, decision {row[0]} on {row[3]}", review.sha256_of(row))
    yield from (Fault(f"audit row {seq}", f"tells of decision {ident}, which is not there") for ident, (seq, _) in told.items())


def _on_incidents(store: Store, told: dict[int, tuple[int, object]]) -> Iterator[Fault]:
    """What is wrong with the decisions about incidents; what `told` has of them is taken out."""
    for row in incident_decisions.rows(store):
        yield from _decision(told, row[0], f"incident decision {row[0]}", incident_decisions.seal(row))
    yield from (Fault(f"audit row {seq}", f"tells of incident decision {ident}, which is not there") for ident, (seq, _) in told.items())


def _decision(told: dict[int, tuple[int, object]], ident: int, where: str, sha256: str) -> Iterator[Fault]:
    seq, expected = told.pop(int(ident), (None, None))
    if seq is None:
        yield Fault(where, "is not in the audit trail: it was put in past it")
    elif sha256 != expected:
        yield Fault(where, f"is not the one that was made (audit row {seq})")


def _settings(store: Store, told: dict[str, tuple[int, object]]) -> Iterator[Fault]:
    kept: dict[str, str] = dict(store.rows("SELECT name, value FROM settings"))
    for name, value in kept.items():
        if told.get(name, (0, None))[1] != value:
            yield Fault(f"setting {name}", f"is {value}, which the audit trail does not tell")
    yield from (
        Fault(f"audit row {seq}", f"tells of the setting {name}, which is not there") for name, (seq, _) in told.items() if name not in kept
    )
