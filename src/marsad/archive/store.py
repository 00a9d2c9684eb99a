"""What an archive asks of a database. `sqlite` and `postgresql` give it; everything else of the archive is written once, over this."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

from marsad.archive.query import Query
from marsad.archive.schema import LEDGER, MIGRATIONS, Migration
from marsad.archive.words import Indexed
from marsad.errors import ArchiveError

Row = tuple[Any, ...]
Value = str | int | bytes | None


class Condition(NamedTuple):
    """A piece of SQL that is true or false of a row, with the values for its `?`. Nothing that a user typed is ever in the SQL itself."""

    sql: str
    values: tuple[Any, ...] = ()


class Store(Protocol):
    """A database with the archive's tables. SQL is what both databases understand, with `?` for values.

    Every method raises `ArchiveError`, saying what is wrong and how to mend it: no room, read-only, out of reach, not an archive.
    """

    @property
    def name(self) -> str:
        """`sqlite` or `postgresql`."""

    @property
    def where(self) -> str:
        """The file or server as a person may see it: without password."""

    @property
    def types(self) -> Mapping[str, str]:
        """What `{big}`, `{text}`, `{bytes}` and `{keyed}` of a migration are here."""

    def rows(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        """The rows of a query, one after another, without holding them all."""

    def run(self, sql: str, values: Sequence[Value] = ()) -> None:
        """Run one statement."""

    def run_many(self, sql: str, many: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each of `many`."""

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside is kept, on disk, when it ends, or nothing is. There is one writer at a time; others wait."""

    def snapshot(self) -> AbstractContextManager[None]:
        """All that is read inside is of one moment, whatever others write meanwhile; within a transaction, of that one."""

    def has_table(self, table: str) -> bool:
        """Whether the archive's own place in the database has a table of that name."""

    def index(self, version: int, words: Indexed) -> None:
        """Make the words of a version findable; once a version."""

    def matching(self, query: Query) -> Condition:
        """What is true of `r.current` where that version has all words and phrases of `query`."""

    def settle(self) -> None:
        """After much was written: let the database see what it holds, so that it searches by its indexes."""

    def size(self) -> int:
        """Bytes that the archive takes on disk."""

    def close(self) -> None:
        """Let go of it. Nothing can be done with the store after."""


def first(store: Store, sql: str, values: Sequence[Value] = ()) -> Row | None:
    """The first row of a query, or `None`."""
    return next(iter(list(store.rows(sql, values))), None)


def now() -> str:
    """This moment, to the second, in UTC."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def version(store: Store) -> int:
    """The number of the last migration that the store has had; 0 for a database that is no archive."""
    return max(_applied(store), default=0)


def _applied(store: Store) -> set[int]:
    if not store.has_table("migrations"):
        return set()
    return {int(row[0]) for row in store.rows("SELECT number FROM migrations")}


def migrate(store: Store, migrations: Sequence[Migration] = MIGRATIONS, *, work_out: Callable[[Store], None] | None = None) -> list[int]:
    """Give the store the migrations that it lacks, all or nothing; their numbers. `work_out` is called where one of them asks for anew what
    is worked out of reports on which people decided. Raises `ArchiveError` for a newer archive."""
    known = migrations[-1].number
    found = _applied(store)
    if (newest := max(found, default=0)) > known:
        raise ArchiveError(
            f"{store.where}: was written by a newer marsad (schema {newest}; this one knows {known}); install that version or a later one"
        )
    if found.issuperset(m.number for m in migrations):
        return []
    with store.transaction():
        store.run(LEDGER.format_map(store.types))
        found = _applied(store)  # another program may have been first
        missing = [m for m in migrations if m.number not in found]
        for migration in missing:
            for statement in migration.statements(store.name, store.types):
                store.run(statement)
            store.run("INSERT INTO migrations (number, what, applied) VALUES (?, ?, ?)", (migration.number, migration.what, now()))
        if work_out is not None and any(m.anew for m in missing):
            work_out(store)
    return [m.number for m in missing]
