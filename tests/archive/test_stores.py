"""What goes wrong with files and servers: each told plainly, the archive intact."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from marsad.archive import Archive, create_archive, open_archive, parse, search
from marsad.archive.postgresql import PostgresqlStore, without_password
from marsad.archive.sqlite import SqliteStore
from marsad.archive.verify import verify
from marsad.errors import ArchiveError

from .makes import coded


def _made(path: Path, content: bytes | None) -> str:
    if content is not None:
        path.write_bytes(content)
    return str(path)


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "there is no such archive; make one with"), (b"", "is an empty file"), (b"news " * 1000, "is not an archive of marsad")],
)
def test_what_is_no_archive(tmp_path: Path, content: bytes | None, told: str) -> None:
    with pytest.raises(ArchiveError, match=told):
        open_archive(_made(tmp_path / "a.marsad", content))
    assert (tmp_path / "a.marsad").exists() == (content is not None)


def test_a_database_of_others(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as db:
        db.execute("CREATE TABLE reports (id INTEGER)")
    with pytest.raises(ArchiveError, match="is a database, but not an archive of marsad"):
        open_archive(str(tmp_path / "other.db"))


def test_folders(tmp_path: Path) -> None:
    for attempt in (open_archive, create_archive):
        with pytest.raises(ArchiveError, match="is a folder"):
            attempt(str(tmp_path))
    with pytest.raises(ArchiveError, match="there is no folder"):
        create_archive(str(tmp_path / "none" / "a.marsad"))


def test_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "a.marsad"
    with create_archive(str(path)) as archive:
        archive.add([coded(f"قصف {i}" * 50, id=str(i)) for i in range(100)])
    data = bytearray(path.read_bytes())
    data[4096 * 3 :] = b"\xff" * (len(data) - 4096 * 3)
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match="damaged"), open_archive(str(path)) as archive:
        verify(archive)


def test_no_room(tmp_path: Path) -> None:
    where = str(tmp_path / "a.marsad")
    create_archive(where).close()
    store = SqliteStore(tmp_path / "a.marsad", limit=100)
    archive = Archive(store)
    kept = 0
    with pytest.raises(ArchiveError, match="no room left on the disk; nothing half-written was kept"):
        for i in range(1000):
            archive.add([coded(f"قصف {i} " * 500, id=str(i))])
            kept += 1
    assert kept > 3
    assert archive.status().reports == kept
    assert verify(archive).faults == []
    archive.close()
    with open_archive(where) as again:
        assert again.status().reports == kept
        again.add([coded("قصف " * 500, id="new")])


@contextmanager
def _nobody() -> Iterator[None]:
    """Not root, whom no permission keeps from writing."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that everybody may enter and only its owner may write to."""
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("folder_too", [False, True])
def test_read_only(open_folder: Path, folder_too: bool) -> None:
    path = open_folder / "a.marsad"
    with create_archive(str(path)) as archive:
        archive.add([coded("قصف", id="a")])
    before = path.read_bytes()
    path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    if folder_too:
        open_folder.chmod(0o555)
    with _nobody(), open_archive(str(path)) as archive:
        assert search(archive, parse("قصف")).total == 1
        assert verify(archive).faults == []
        with pytest.raises(ArchiveError, match="is read-only; nothing was written"):
            archive.add([coded("نزوح", id="b")])
    assert path.read_bytes() == before


@pytest.mark.parametrize("where", ["mysql://localhost/news", "http://example.org/"])
def test_servers_of_other_kinds(where: str) -> None:
    with pytest.raises(ArchiveError, match="is no kind of archive"):
        open_archive(where)


def test_no_server() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(ArchiveError, match="the server cannot be reached") as told:
        open_archive("postgresql://me:secret@127.0.0.1:9/news")
    assert "secret" not in str(told.value)


def test_a_database_that_is_no_archive(database: Callable[[], str]) -> None:
    with pytest.raises(ArchiveError, match="is not an archive yet"):
        open_archive(database())


def test_an_encoding_without_arabic(server: str, database: Callable[[], str]) -> None:
    import psycopg

    with psycopg.connect(f"{server}/postgres", autocommit=True) as db:
        db.execute("DROP DATABASE IF EXISTS latin")
        db.execute("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1'")
    with pytest.raises(ArchiveError, match="is not in UTF-8"):
        create_archive(f"{server}/latin")


def test_a_server_that_goes_away(server: str, database: Callable[[], str]) -> None:
    import psycopg

    url = database()
    with create_archive(url) as archive:
        archive.add([coded("قصف", id="a")])
        with psycopg.connect(f"{server}/postgres", autocommit=True) as db:
            db.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'marsad' AND datname = %s",
                (url.rpartition("/")[2],),
            )
        with pytest.raises(ArchiveError, match="connection to the server was lost; what was confirmed is kept"):
            archive.add([coded("نزوح", id="b")])
    with open_archive(url) as archive:
        assert archive.status().reports == 1


def test_a_read_only_server(database: Callable[[], str]) -> None:
    url = database()
    create_archive(url).close()
    with open_archive(f"{url}?options=-c%20default_transaction_read_only%3Don") as archive:
        assert search(archive, parse("قصف")).total == 0
        with pytest.raises(ArchiveError, match="is read-only; nothing was written"):
            archive.add([coded("قصف", id="a")])


def test_other_things_in_the_database_stay(database: Callable[[], str]) -> None:
    import psycopg

    url = database()
    with psycopg.connect(url) as db:
        db.execute("CREATE TABLE reports (mine TEXT)")
        db.execute("INSERT INTO reports VALUES ('mine')")
    with create_archive(url) as archive:
        archive.add([coded("قصف", id="a")])
    with psycopg.connect(url) as db:
        assert db.execute("SELECT mine FROM public.reports").fetchall() == [("mine",)]


def test_without_psycopg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    with pytest.raises(ArchiveError, match=r"pip install 'marsad\[postgres\]'"):
        PostgresqlStore("postgresql://localhost/news")


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("postgresql://me:secret@host:5432/news", "postgresql://me@host:5432/news"),
        ("postgresql://host/news?user=me&password=secret&sslmode=require", "postgresql://host/news?user=me&sslmode=require"),
        ("postgresql:///news", "postgresql:///news"),
    ],
)
def test_passwords_are_not_shown(url: str, seen: str) -> None:
    assert without_password(url) == seen
