"""Copies and archives from copies, on both stores and from one to the other."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.archive import Archive, Filters, create_archive, open_archive, parse, search
from marsad.archive import backup as copies
from marsad.archive.backup import backup, restore
from marsad.archive.verify import verify
from marsad.errors import ArchiveError

from .makes import clash, coded

REPORTS = [clash("قصف على طرابلس", id="a"), coded("\ud800 نزوح \x00", id="\udfff"), coded("قصف على طرابلس أمس", id="a")]


def everything(archive: Archive) -> list[list[tuple[object, ...]]]:
    tables = ("reports", "versions", "texts", "codings", "entries")
    return [sorted(archive.store.rows(f"SELECT * FROM {table}"), key=str) for table in tables]


@pytest.mark.parametrize("name", ["copy.jsonl", "copy.jsonl.gz", "copy.marsad"])
def test_a_copy_restores_to_either_store(archive: Archive, place: Callable[[], str], tmp_path: Path, name: str) -> None:
    archive.add(REPORTS)
    target = tmp_path / name
    if archive.store.name != "sqlite" and name == "copy.marsad":
        with pytest.raises(ArchiveError, match=r"ends in \.jsonl"):
            backup(archive, target)
        return
    backup(archive, target)
    for where in (place(), str(tmp_path / "other.marsad")):
        with create_archive(where) as other:
            assert restore(target, other) == 3
            assert everything(other) == everything(archive)
            assert other.status().rows == archive.status().rows + 1
            assert verify(other, head=archive.status().head).faults == []
            assert [h.id for h in search(other, parse("طرابلس"), Filters(types=["ASSAULT"])).hits] == []
            assert [h.version for h in search(other, parse("طرابلس أمس")).hits] == [2]
            assert other.add(REPORTS)[0].did == "unchanged"


def test_from_the_server_to_a_file_and_back(database: Callable[[], str], tmp_path: Path) -> None:
    with create_archive(database()) as server, create_archive(str(tmp_path / "a.marsad")) as file, create_archive(database()) as back:
        server.add(REPORTS)
        backup(server, tmp_path / "1.jsonl")
        restore(tmp_path / "1.jsonl", file)
        backup(file, tmp_path / "2.jsonl")
        restore(tmp_path / "2.jsonl", back)
        assert everything(back) == everything(server)
        assert back.status().rows == server.status().rows + 2


def test_nothing_is_overwritten(archive: Archive, tmp_path: Path) -> None:
    archive.add(REPORTS)
    target = tmp_path / "copy.jsonl"
    backup(archive, target)
    before = target.read_bytes()
    with pytest.raises(ArchiveError, match="overwrites nothing"):
        backup(archive, target)
    with pytest.raises(ArchiveError, match="is not empty, and restore overwrites nothing"):
        restore(target, archive)
    assert target.read_bytes() == before
    assert archive.status().reports == 2


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


BROKEN: list[tuple[str, Callable[[list[str]], list[str]]]] = [
    ("is not whole", lambda rows: rows[:-1]),
    ("is not whole", lambda rows: [*rows[:-2], rows[-1]]),
    ("line 4: is no line of a copy", lambda rows: [*rows[:3], rows[3][:20], *rows[4:]]),
    ("line 2: is no row", lambda rows: [rows[0], '{"table": "sqlite_schema"}', *rows[1:]]),
    ("is no copy of an archive", lambda rows: rows[1:]),
    ("written by a newer marsad", lambda rows: [json.dumps({"marsad archive": 1, "schema": 99}), *rows[1:]]),
    ("is not what its own audit trail says", lambda rows: [row.replace("نزوح", "هدوء") for row in rows]),
]


@pytest.mark.parametrize(("told", "damage"), BROKEN)
def test_a_broken_copy_restores_nothing(archive: Archive, tmp_path: Path, told: str, damage: Callable[[list[str]], list[str]]) -> None:
    with create_archive(str(tmp_path / "whole.marsad")) as whole:
        whole.add([clash("قصف على طرابلس", id="a"), coded("نزوح", id="b")])
        backup(whole, tmp_path / "whole.jsonl")
    broken = tmp_path / "broken.jsonl"
    broken.write_text("\n".join(damage(lines(tmp_path / "whole.jsonl"))) + "\n", encoding="utf-8")
    with pytest.raises(ArchiveError, match=told):
        restore(broken, archive)
    assert archive.status().reports == archive.status().rows == 0
    assert restore(tmp_path / "whole.jsonl", archive) == 2


def test_a_copy_cut_off_in_its_compression(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(b'{"marsad archive": 1, "schema": 3}\n' * 100)[:-20])
    with pytest.raises(ArchiveError):
        restore(tmp_path / "cut.jsonl.gz", archive)


def test_a_copy_that_cannot_be_written_leaves_nothing(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot be written"):
        backup(archive, tmp_path / "none" / "copy.jsonl")
    assert not (tmp_path / "none").exists()


def test_a_copy_is_of_one_moment(archive: Archive, tmp_path: Path) -> None:
    """What others write while it is made is not in it."""
    archive.add([coded(f"قصف {i}", id=str(i)) for i in range(50)])
    where = archive.where

    with open_archive(where) as other:
        dump = copies._dump(archive)
        rows = [next(dump), next(dump)]
        other.add([coded("جديد", id="new")])
        rows += list(dump)
    assert json.loads(rows[-1])["end"]["reports"] == json.loads(rows[-1])["end"]["audit"] == 50


def test_a_copy_of_a_file_is_an_archive(tmp_path: Path) -> None:
    with create_archive(str(tmp_path / "a.marsad")) as archive:
        archive.add(REPORTS)
        backup(archive, tmp_path / "b.marsad")
    with open_archive(str(tmp_path / "b.marsad")) as copy:
        copy.add([coded("جديد", id="new")])
        assert copy.status().reports == 3
        assert verify(copy).faults == []


def test_a_copy_from_before_there_was_review_restores(place: Callable[[], str], tmp_path: Path) -> None:
    with create_archive(place()) as archive:
        archive.add(REPORTS)
        backup(archive, tmp_path / "new.jsonl")
        head, *rows, end = (json.loads(row) for row in lines(tmp_path / "new.jsonl"))
        counts = {k: v for k, v in end["end"].items() if k not in ("decisions", "incident_decisions", "settings")}
        old = [head | {"schema": 1}, *rows, {"end": counts}]
        (tmp_path / "old.jsonl").write_text("".join(json.dumps(row) + "\n" for row in old), encoding="ascii")
        with create_archive(place()) as other:
            assert restore(tmp_path / "old.jsonl", other) == 3
            assert everything(other) == everything(archive)
            assert verify(other).faults == []
