"""Copies of an archive, and archives from copies.

A copy of a file is a file (SQLite's own online backup); a copy of either store may also be JSONL, which any program
reads and either store takes back: a head, then every row of `reports`, `versions`, `texts`, `codings`, `decisions`, `incident_decisions`,
`settings` and `audit`, then an end that counts them, so that a copy that was cut off is known. What is worked out (names, words) is
worked out anew.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from marsad.archive import audit, machine_layer
from marsad.archive.archive import Archive
from marsad.archive.given import decode
from marsad.archive.review.reading import refresh_all
from marsad.archive.schema import MIGRATIONS
from marsad.archive.sqlite import SqliteStore, is_sqlite
from marsad.archive.store import Store, Value, first, version
from marsad.archive.verify import verify
from marsad.archive.words import indexed
from marsad.errors import ArchiveError
from marsad.records import CodedReport

_HEAD = "marsad archive"
_NEWER = "was written by a newer marsad (schema {}); install that version or a later one"
_TABLES: dict[str, tuple[str, ...]] = {
    "reports": ("id", "outlet", "ident", "published", "current"),
    "versions": ("id", "report", "number", "fingerprint", "sha256", "given_id", "outlet", "title", "url", "published", "added"),
    "texts": ("version", "text"),
    "codings": ("version", "coder", "sha256", "coded", "at"),
    "decisions": ("id", "report", "version", "record", "act", "revision", "person", "at", "why", "detail", "together"),
    "incident_decisions": ("id", "at", "kind", "who", "why", "body"),
    "settings": ("name", "value"),
    "audit": ("seq", "at", "act", "report", "version", "detail", "previous", "hash"),
}
_BYTES = {"text", "coded"}
_LINES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
Dumped = tuple[str, tuple[Value, ...]]


def is_dump(path: Path) -> bool:
    """Whether a file of that name is a copy as JSONL."""
    return path.name.endswith(_LINES)


def backup(archive: Archive, target: Path) -> None:
    """Write a copy of one moment to `target`, while others go on. Raises `ArchiveError` where there is a file already or no room."""
    if target.exists():
        raise ArchiveError(f"{target}: is there already, and backup overwrites nothing; give another name")
    if not is_dump(target) and not isinstance(archive.store, SqliteStore):
        raise ArchiveError(f"{target}: a copy of an archive on a server is JSONL; give a name that ends in .jsonl or .jsonl.gz")
    partial = target.with_name(f"{target.name}.partial")
    try:
        if isinstance(archive.store, SqliteStore) and not is_dump(target):
            archive.store.copy_to(partial)
        else:
            with _open(partial, target, "wb") as stream:
                for line in _dump(archive):
                    stream.write(line)
        with partial.open("rb") as written:
            os.fsync(written.fileno())
        partial.replace(target)
    except OSError as error:
        raise ArchiveError(f"{target}: cannot be written ({(error.strerror or str(error)).lower()})") from None
    finally:
        partial.unlink(missing_ok=True)


def restore(source: Path, archive: Archive, *, tell: Callable[[], None] = lambda: None) -> int:
    """Fill an empty archive from a copy, all of it or nothing; the number of versions. `tell` is called after each.

    Raises `ArchiveError` where the archive is not empty, or the copy is not whole or not what its own trail says.
    """
    if first(archive.store, "SELECT 1 FROM audit UNION ALL SELECT 1 FROM reports") is not None:
        raise ArchiveError(f"{archive.where}: is not empty, and restore overwrites nothing; restore into a new archive")
    if not source.is_file():
        raise ArchiveError(f"{source}: there is no such file")
    with archive.store.transaction():
        for table, row in _read(source):
            columns = _TABLES[table]
            archive.store.run(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", row)
        count = _work_out(archive.store, tell)
        _sound(source, archive)
        rows, head = audit.head(archive.store)
        audit.append(archive.store, "restore", {"rows": rows, "head": head})
    archive.settle()
    return count


def _sound(source: Path, archive: Archive) -> None:
    faults = verify(archive).faults
    if faults:
        raise ArchiveError(f"{source}: is not what its own audit trail says, so nothing was restored: {faults[0].where}: {faults[0].what}")


def _work_out(store: Store, tell: Callable[[], None]) -> int:
    """Write what filters and search need of every version."""
    versions = [int(row[0]) for row in store.rows("SELECT id FROM versions ORDER BY id")]
    for each in versions:
        row = first(
            store,
            "SELECT v.title, v.outlet, t.text, c.coded FROM versions v JOIN texts t ON t.version = v.id JOIN codings c ON c.version = v.id "
            "WHERE v.id = ?",
            (each,),
        )
        if row is not None:
            title, outlet, text, coded = row
            store.index(each, indexed(title, decode(text)))
            machine_layer.work_out(store, each, CodedReport.read(bytes(coded)), outlet=outlet)
        tell()
    refresh_all(store)
    return len(versions)


def _dump(archive: Archive) -> Iterator[bytes]:
    counts = dict.fromkeys(_TABLES, 0)
    with archive.snapshot():
        yield _line({_HEAD: 1, "schema": MIGRATIONS[-1].number})
        for table, row in _rows(archive.store):
            counts[table] += 1
            yield _line({"table": table} | {c: _plain(c, v) for c, v in zip(_TABLES[table], row, strict=True)})
        yield _line({"end": counts})


def _rows(store: Store) -> Iterator[Dumped]:
    for table, columns in _TABLES.items():
        if not store.has_table(table):  # a copy that an older marsad made
            continue
        for row in store.rows(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {columns[0]}"):
            yield table, row


def _plain(column: str, value: Value) -> Value:
    return decode(value) if column in _BYTES and isinstance(value, bytes) else value


def _line(fields: dict[str, Any]) -> bytes:
    try:
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"
    except UnicodeEncodeError:  # a lone surrogate, which only an escape can hold
        return json.dumps(fields, separators=(",", ":")).encode("ascii") + b"\n"


def _read(source: Path) -> Iterator[Dumped]:
    if not is_sqlite(source):
        yield from _undump(source)
        return
    with SqliteStore(source) as store:
        if version(store) > MIGRATIONS[-1].number:
            raise ArchiveError(f"{source}: {_NEWER.format(version(store))}")
        with store.snapshot():
            yield from _rows(store)


def _undump(source: Path) -> Iterator[Dumped]:
    counts: dict[str, int] = dict.fromkeys(_TABLES, 0)
    ended = False
    try:
        with _open(source, source, "rb") as stream:
            for number, line in enumerate(stream, 1):
                found = _parse(line, f"{source}, line {number}")
                if number == 1:
                    _head(found, source)
                elif "end" in found:
                    ended = isinstance(found["end"], dict) and dict.fromkeys(_TABLES, 0) | found["end"] == counts
                else:
                    table, row = _row(found, f"{source}, line {number}")
                    counts[table] += 1
                    yield table, row
    except (OSError, EOFError) as error:
        raise ArchiveError(f"{source}: cannot be read ({(getattr(error, 'strerror', None) or str(error)).lower()})") from None
    if not ended:
        raise ArchiveError(f"{source}: is not whole (its end is missing or counts other rows), so nothing was restored")


def _parse(line: bytes, where: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise ArchiveError(f"{where}: is no line of a copy, so nothing was restored")
    return found


def _head(found: dict[str, Any], source: Path) -> None:
    if _HEAD not in found:
        raise ArchiveError(f"{source}: is no copy of an archive (make one with: marsad archive backup)")
    if not isinstance(found.get("schema"), int) or found["schema"] > MIGRATIONS[-1].number:
        raise ArchiveError(f"{source}: {_NEWER.format(found.get('schema'))}")


def _row(found: dict[str, Any], where: str) -> Dumped:
    table = found.get("table")
    columns = _TABLES.get(table) if isinstance(table, str) else None
    if columns is None or any(c not in found for c in columns):
        raise ArchiveError(f"{where}: is no row of an archive, so nothing was restored")
    return str(table), tuple(
        found[c].encode("utf-8", "surrogatepass") if c in _BYTES and isinstance(found[c], str) else found[c] for c in columns
    )


def _open(path: Path, named: Path, mode: str) -> IO[bytes]:
    return gzip.open(path, mode) if named.name.endswith(".gz") else path.open(mode)  # type: ignore[return-value]
