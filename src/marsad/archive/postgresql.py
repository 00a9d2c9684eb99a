"""The archive on a PostgreSQL server, for several people at once. Needs `psycopg` (`pip install 'marsad[postgres]'`).

Everything lives in a schema of its own, `marsad`, so that an archive may share a database with other things. Words are
indexed as arrays rather than by PostgreSQL's own text search: they are folded already, its `simple` configuration would
leave them as they are, and an array has no limit of length or position, so that both stores find the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, Self
from urllib.parse import urlsplit

from marsad.archive.query import Query
from marsad.archive.store import Condition, Row, Value
from marsad.archive.words import Indexed
from marsad.errors import ArchiveError

if TYPE_CHECKING:
    import psycopg

_LOCK = 0x4D525344  # "MRSD": the advisory lock of whoever writes
_WAIT = 10  # seconds to wait for the server to answer
_MEASURED = ("reports", "entries", "names", "name_words", "named", "word_index", "decisions")
_PREPARE = "SET search_path TO marsad"


class PostgresqlStore:
    """An archive on the server that a URL names."""

    name: ClassVar = "postgresql"
    types: ClassVar = {"big": "BIGINT", "text": 'TEXT COLLATE "C"', "bytes": "BYTEA", "keyed": ""}

    def __init__(self, url: str, *, create: bool = False) -> None:
        self.where = without_password(url)
        try:
            import psycopg
        except ImportError:
            raise ArchiveError(
                f"{self.where}: an archive on PostgreSQL needs psycopg, which is not installed: pip install 'marsad[postgres]'"
            ) from None
        self._psycopg = psycopg
        self._reading = self._writing = False
        self._cursors = 0
        try:
            self._db = psycopg.connect(url, autocommit=True, connect_timeout=_WAIT, client_encoding="utf8", application_name="marsad")
        except psycopg.Error as error:
            raise ArchiveError(f"{self.where}: {_unreached(error)}") from None
        try:
            if create:
                self._make_room()
            self.run(_PREPARE)
        except BaseException:
            self._db.close()
            raise

    def _make_room(self) -> None:
        ((encoding,),) = self.rows("SELECT pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()")
        if encoding != "UTF8":
            raise ArchiveError(f"{self.where}: the database is not in UTF-8, and Arabic needs that; make one with: createdb -E UTF8 NAME")
        if self.has_table("migrations"):
            raise ArchiveError(f"{self.where}: is an archive already, and init overwrites nothing; give another database")
        self.run("CREATE SCHEMA IF NOT EXISTS marsad")

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except self._psycopg.Error as error:
            raise ArchiveError(f"{self.where}: {_told(error)}") from error

    def rows(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        with self._telling(), self._cursor() as cursor:
            cursor.execute(_ours(sql), values or None)
            yield from cursor

    def _cursor(self) -> psycopg.Cursor[Any] | psycopg.ServerCursor[Any]:
        """Within a snapshot, where whole tables are read, one that fetches piece by piece."""
        if not self._reading:
            return self._db.cursor()
        self._cursors += 1
        return self._db.cursor(name=f"marsad_{self._cursors}")

    def run(self, sql: str, values: Sequence[Value] = ()) -> None:
        with self._telling():
            self._db.execute(_ours(sql), values or None)

    def run_many(self, sql: str, many: Iterable[Sequence[Value]]) -> None:
        with self._telling(), self._db.cursor() as cursor:
            cursor.executemany(_ours(sql), many)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._telling(), self._db.transaction():
            self._db.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))  # it goes with the transaction
            self._writing = True
            try:
                yield
            finally:
                self._writing = False

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        if self._writing:
            with self._piecemeal():
                yield
            return
        with self._telling(), self._db.transaction():
            self._db.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            with self._piecemeal():
                yield

    @contextmanager
    def _piecemeal(self) -> Iterator[None]:
        self._reading = True
        try:
            yield
        finally:
            self._reading = False

    def has_table(self, table: str) -> bool:
        return bool(list(self.rows("SELECT 1 FROM pg_tables WHERE schemaname = 'marsad' AND tablename = ?", (table,))))

    def index(self, version: int, words: Indexed) -> None:
        every = words.forms + [f"={word}" for word in dict.fromkeys(words.bare)]
        with self._telling():
            self._db.execute(
                "INSERT INTO word_index (version, words, bare) VALUES (%s, %s, %s)", (version, every, f" {' '.join(words.bare)} ")
            )

    def matching(self, query: Query) -> Condition:
        parts: list[Condition] = []
        for word in query.words:
            parts.append(Condition(f"w.words {'@>' if len(word) == 1 else '&&'} ?", (list(word),)))
        for phrase in query.phrases:
            parts.append(Condition("w.words @> ?", ([f"={word}" for word in phrase],)))
            parts.append(Condition("strpos(w.bare, ?) > 0", (f" {' '.join(phrase)} ",)))
        found = " AND ".join(p.sql for p in parts)
        return Condition(f"r.current IN (SELECT w.version FROM word_index w WHERE {found})", tuple(v for p in parts for v in p.values))

    def settle(self) -> None:
        for table in _MEASURED:
            self.run(f"ANALYZE {table}")
        self.run("SELECT gin_clean_pending_list('word_index_words')")  # words that were put aside while much was written

    def size(self) -> int:
        (row,) = self.rows(
            "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = 'marsad' AND c.relkind = 'r'"
        )
        return int(row[0])

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def without_password(url: str) -> str:
    """The URL as a person may see it, and a log may keep it."""
    parts = urlsplit(url)
    user, _, host = parts.netloc.rpartition("@")
    user = user.partition(":")[0]
    options = "&".join(o for o in parts.query.split("&") if o and "password" not in o.lower())
    return f"{parts.scheme}://{f'{user}@' if user else ''}{host}{parts.path}{f'?{options}' if options else ''}"


def _ours(sql: str) -> str:
    """SQL with psycopg's signs for values. It is always a piece of this package, never what somebody typed."""
    return sql.replace("%", "%%").replace("?", "%s") if "?" in sql else sql


def _unreached(error: psycopg.Error) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    what = lines[0].removeprefix("connection failed: ") if lines else type(error).__name__
    return f"the server cannot be reached, or does not let you in ({what}); is it running, and are host, port, user and database right?"


def _told(error: psycopg.Error) -> str:
    from psycopg import errors

    kinds: tuple[tuple[type[Any], str], ...] = (
        (errors.DiskFull, "there is no room left on the server's disk; nothing half-written was kept: make room and run the same again"),
        (errors.ReadOnlySqlTransaction, "is read-only; nothing was written"),
        (errors.InsufficientPrivilege, "this user may not do that; nothing was written (the server says: {})"),
        (errors.UndefinedTable, "is not an archive of marsad; make one with: marsad archive init"),
        (
            errors.OperationalError,
            "the connection to the server was lost; what was confirmed is kept: run the same again (the server says: {})",
        ),
    )
    said = (str(error).splitlines() or [type(error).__name__])[0]
    for kind, words in kinds:
        if isinstance(error, kind):
            return words.format(said)
    return f"the server says: {said}"
