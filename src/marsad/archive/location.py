"""Where an archive is: a file, or a database on a server. Opening and making one."""

from __future__ import annotations

from pathlib import Path

from marsad.archive.archive import Archive
from marsad.archive.review.reading import refresh_all
from marsad.archive.store import Store, migrate, version
from marsad.errors import ArchiveError

_SCHEMES = ("postgresql://", "postgres://")


def is_url(where: str) -> bool:
    """Whether `where` names a database on a server rather than a file."""
    return where.startswith(_SCHEMES)


def open_archive(where: str) -> Archive:
    """The archive at `where`, brought up to this program's schema. Raises `ArchiveError` where there is none or it is a newer one."""
    store = _store(where, create=False)
    try:
        if version(store) == 0 and is_url(where):
            raise ArchiveError(f"{store.where}: is not an archive yet; make it one with: marsad archive init {store.where}")
        migrate(store, work_out=refresh_all)
    except BaseException:
        store.close()
        raise
    return Archive(store)


def create_archive(where: str) -> Archive:
    """A new, empty archive. Raises `ArchiveError` where there is something already."""
    store = _store(where, create=True)
    try:
        migrate(store)
    except BaseException:
        store.close()
        raise
    return Archive(store)


def open_or_create(where: str) -> Archive:
    """The archive at `where`; a new one where there is none."""
    if not is_url(where):
        path = Path(where)
        return open_archive(where) if path.exists() and path.stat().st_size else create_archive(where)
    store = _store(where, create=False)
    try:
        new = version(store) == 0
    finally:
        store.close()
    return create_archive(where) if new else open_archive(where)


def _store(where: str, *, create: bool) -> Store:
    if is_url(where):
        from marsad.archive.postgresql import PostgresqlStore

        return PostgresqlStore(where, create=create)
    if "://" in where:
        raise ArchiveError(f"{where.partition('://')[0]}://: is no kind of archive; give a file, or postgresql://user@host/database")
    from marsad.archive.sqlite import SqliteStore

    return SqliteStore(Path(where), create=create)
