"""The archive in one SQLite file, which is the default: nothing to install, nothing to run.

Written ahead (WAL), so that reading goes on while something is written, and synchronised to disk at every commit, so
that what is confirmed outlives the program and the power.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, Self
from urllib.parse import quote

from marsad.archive.query import Query
from marsad.archive.store import Condition, Row, Value
from marsad.archive.words import Indexed
from marsad.errors import ArchiveError

MARK = 0x4D525344  # "MRSD": the file's application id, by which `file` and we know it
_PATIENCE = 60.0  # seconds to wait for another program that is writing
_MAGIC = b"SQLite format 3\x00"


class SqliteStore:
    """An archive in a file. `limit` keeps the file from growing beyond so many pages of 4 KiB."""

    name: ClassVar = "sqlite"
    types: ClassVar = {"big": "INTEGER", "text": "TEXT", "bytes": "BLOB", "keyed": "WITHOUT ROWID"}

    def __init__(self, path: Path, *, create: bool = False, limit: int | None = None) -> None:
        self.where = str(path)
        self.path = path
        self._ahead = False
        if create:
            _make_room(path)
        elif path.is_dir() or not path.exists():
            raise ArchiveError(_absent(path))
        elif path.stat().st_size == 0:
            raise ArchiveError(f"{path}: is an empty file, not an archive; make one with: marsad archive init {path}")
        with self._telling():
            self._db = self._open(create=create)
        if limit is not None:
            self._db.execute(f"PRAGMA max_page_count = {int(limit)}")

    def _open(self, *, create: bool) -> sqlite3.Connection:
        db = self._connect(f"mode={'rwc' if create else 'rw'}")
        try:
            if create:
                db.execute(f"PRAGMA application_id = {MARK}")
            (mark,) = db.execute("PRAGMA application_id").fetchone()
            db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError as error:
            db.close()
            if not error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) or Path(f"{self.path}-wal").exists():
                raise
            db = self._connect("immutable=1")  # nothing can be written beside the file, so nobody writes to it
            (mark,) = db.execute("PRAGMA application_id").fetchone()
        except BaseException:
            db.close()
            raise
        if mark != MARK:
            db.close()
            raise ArchiveError(f"{self.path}: is a database, but not an archive of marsad")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA temp_store = MEMORY")
        db.execute("PRAGMA cache_size = -65536")
        return db

    def _connect(self, how: str) -> sqlite3.Connection:
        return sqlite3.connect(
            f"file:{quote(str(self.path.absolute()))}?{how}", uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise ArchiveError(f"{self.where}: {_told(error)}") from error

    def rows(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        with self._telling():
            yield from self._db.execute(sql, values)

    def run(self, sql: str, values: Sequence[Value] = ()) -> None:
        with self._telling():
            self._db.execute(sql, values)

    def run_many(self, sql: str, many: Iterable[Sequence[Value]]) -> None:
        with self._telling():
            self._db.executemany(sql, many)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        if not self._ahead:  # a copy that is used as an archive is not written ahead yet
            self.run("PRAGMA journal_mode = WAL")
            self._ahead = True
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        if self._db.in_transaction:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def has_table(self, table: str) -> bool:
        return bool(list(self.rows("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,))))

    def index(self, version: int, words: Indexed) -> None:
        self.run("INSERT INTO word_index (rowid, forms) VALUES (?, ?)", (version, " ".join(words.forms)))
        self.run("INSERT INTO phrase_index (rowid, bare) VALUES (?, ?)", (version, " ".join(words.bare)))

    def matching(self, query: Query) -> Condition:
        parts: list[Condition] = []
        if query.words:
            asked = " AND ".join("(" + " OR ".join(f'"{form}"' for form in word) + ")" for word in query.words)
            parts.append(Condition("r.current IN (SELECT rowid FROM word_index WHERE word_index MATCH ?)", (asked,)))
        if query.phrases:
            asked = " AND ".join('"' + " ".join(phrase) + '"' for phrase in query.phrases)
            parts.append(Condition("r.current IN (SELECT rowid FROM phrase_index WHERE phrase_index MATCH ?)", (asked,)))
        return Condition(" AND ".join(p.sql for p in parts), tuple(v for p in parts for v in p.values))

    def settle(self) -> None:
        """Nothing to do: SQLite searches by the indexes whatever is in them."""

    def size(self) -> int:
        return sum(p.stat().st_size for p in (self.path, Path(f"{self.path}-wal")) if p.exists())

    def copy_to(self, target: Path) -> None:
        """A copy of the whole file as of one moment, while others go on using it."""
        with self._telling(), _closing(sqlite3.connect(target)) as copy:
            self._db.backup(copy, pages=4096)
            copy.execute("PRAGMA journal_mode = DELETE").fetchone()  # one file, with nothing beside it

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def _closing(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield db
    finally:
        db.close()


def is_sqlite(path: Path) -> bool:
    """Whether the file is a database of SQLite's."""
    with path.open("rb") as stream:
        return stream.read(len(_MAGIC)) == _MAGIC


def _make_room(path: Path) -> None:
    if path.is_dir():
        raise ArchiveError(f"{path}: is a folder; give the name of a file in it")
    if path.exists() and path.stat().st_size:
        raise ArchiveError(f"{path}: is there already, and init overwrites nothing; give another name")
    if not path.absolute().parent.is_dir():
        raise ArchiveError(f"{path}: there is no folder {path.absolute().parent}; make it first")


def _absent(path: Path) -> str:
    if path.is_dir():
        return f"{path}: is a folder, not an archive"
    return f"{path}: there is no such archive; make one with: marsad archive init {path}"


_TOLD = {
    "SQLITE_FULL": "there is no room left on the disk; nothing half-written was kept: make room and run the same again",
    "SQLITE_READONLY": "is read-only; nothing was written (look at who may write to the file and its folder)",
    "SQLITE_NOTADB": "is not an archive of marsad",
    "SQLITE_CORRUPT": "is damaged; restore a backup (marsad archive restore)",
    "SQLITE_BUSY": f"another program has been writing to it for more than {_PATIENCE:.0f} seconds; try again when it is done",
    "SQLITE_LOCKED": "another part of the program is writing to it; try again when it is done",
    "SQLITE_CANTOPEN": "cannot be opened (look at who may write to the file and its folder)",
    "SQLITE_PERM": "may not be opened by this user",
    "SQLITE_IOERR_WRITE": "could not be written (no room, a quota or a limit on the size of files); nothing half-written was kept",
    "SQLITE_IOERR": "the disk failed to read or write; nothing half-written was kept",
}


def _told(error: sqlite3.Error) -> str:
    name = getattr(error, "sqlite_errorname", "") or ""
    while name:
        if name in _TOLD:
            return _TOLD[name]
        name = name.rpartition("_")[0]
    return f"the database says: {error}"
