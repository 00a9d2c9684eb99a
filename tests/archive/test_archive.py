"""Keeping reports: versions, the machine layer, the trail, on both stores."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marsad.archive import Archive, create_archive, open_archive
from marsad.archive.archive import Receipt
from marsad.archive.given import decode
from marsad.archive.schema import MIGRATIONS, Migration
from marsad.archive.store import migrate, version
from marsad.archive.verify import verify
from marsad.errors import ArchiveError
from marsad.records import CodedReport

from .makes import clash, coded

Places = Callable[[], str]


def texts(archive: Archive) -> list[str]:
    return [decode(row[0]) for row in archive.store.rows("SELECT text FROM texts ORDER BY version")]


def test_the_same_again_is_nothing_and_a_change_is_a_version(archive: Archive) -> None:
    one, two = coded("قصف", id="a", outlet="س"), coded("قصف جديد", id="a", outlet="س")
    assert archive.add([one]) == [Receipt(1, 1, "added")]
    assert archive.add([one]) == [Receipt(1, 1, "unchanged")]
    assert archive.add([two, two]) == [Receipt(1, 2, "new version"), Receipt(1, 2, "unchanged")]
    assert archive.add([one]) == [Receipt(1, 1, "unchanged")]  # an older version again changes nothing
    assert archive.has(two[0]) == Receipt(1, 2, "unchanged")
    assert archive.has(coded("قصف آخر", id="a", outlet="س")[0]) is None
    assert texts(archive) == ["قصف", "قصف جديد"]
    assert [k.report.text for k in archive.current()] == ["قصف جديد"]
    assert archive.status().rows == 2
    assert verify(archive).faults == []


@pytest.mark.parametrize("change", [{"title": "ت"}, {"published": "2019-04-14"}, {"url": "https://example.org/a"}])
def test_what_else_was_given_makes_a_version_too(archive: Archive, change: dict[str, object]) -> None:
    archive.add([coded("قصف", id="a")])
    assert archive.add([coded("قصف", id="a", **change)]) == [Receipt(1, 2, "new version")]
    (kept,) = archive.current()
    assert kept.report == coded("قصف", id="a", **change)[0]


def test_who_a_report_is(archive: Archive) -> None:
    """Outlet and id together; the text where there is no id."""
    reports = [
        coded("قصف", id="a", outlet="س"),
        coded("قصف", id="a", outlet="ص"),
        coded("قصف", id="b", outlet="س"),
        coded("قصف"),
        coded("نزوح"),
    ]
    assert [r.did for r in archive.add(reports)] == ["added"] * 5
    assert archive.add([coded("قصف")])[0].did == "unchanged"
    long = coded("قصف", id="x" * 5000)
    assert [r.did for r in archive.add([long, long, coded("قصف", id="x" * 5001)])] == ["added", "unchanged", "added"]


@pytest.mark.parametrize(
    "text", ["", "a\x00b", "\ud800قصف\udfff", "قَصْف\u200f\r\n", "قصف " * 20_000, "ا" * 300_000, "'; DROP TABLE reports; --"]
)
def test_texts_are_kept_as_given(archive: Archive, text: str) -> None:
    archive.add([coded(text, id=text[:50], title=text[:50], outlet=text[:50])])
    assert texts(archive) == [text]
    assert archive.has(coded(text, id=text[:50], title=text[:50], outlet=text[:50])[0]) is not None
    assert verify(archive).faults == []


def test_many_different_words(archive: Archive) -> None:
    archive.add([coded(" ".join(f"كلمة{i}" for i in range(60_000)))])
    assert verify(archive).faults == []


def test_coding_anew_replaces_the_machine_layer_only(archive: Archive) -> None:
    archive.add([clash("قصف على طرابلس", id="a"), clash("قصف على سرت", id="b", place="سرت")])
    before = texts(archive), archive.status()
    kept = next(archive.current())
    archive.recode([(kept, clash("قصف على طرابلس", id="a", type_="PROTEST", coder="marsad 9.0")[1])])
    assert texts(archive) == before[0]
    status = archive.status()
    assert (status.versions, status.rows, status.coders) == (2, 3, [("marsad 0.1.0", 1), ("marsad 9.0", 1)])
    ((layer,),) = archive.store.rows("SELECT coded FROM codings WHERE version = 1")
    assert CodedReport.read(bytes(layer)).events[0].type == "PROTEST"
    assert list(archive.store.rows("SELECT what FROM entries WHERE version = 1 ORDER BY record")) == [("PROTEST",), ("killed",)]
    assert verify(archive).faults == []


def test_a_batch_is_kept_whole_or_not_at_all(archive: Archive) -> None:
    broken = (coded("نزوح", id="b")[0], None)
    with pytest.raises(AttributeError):
        archive.add([coded("قصف", id="a"), broken])  # type: ignore[list-item]
    assert archive.status().reports == archive.status().rows == 0
    assert archive.add([coded("قصف", id="a")]) == [Receipt(1, 1, "added")]


def test_two_at_once_write_one_after_another(place: Places) -> None:
    import threading

    where = place()
    create_archive(where).close()

    def add(name: str) -> None:
        with open_archive(where) as archive:
            for i in range(20):
                archive.add([coded(f"قصف {name} {i}", id=f"{name}{i}")])

    threads = [threading.Thread(target=add, args=(name,)) for name in "abc"]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    with open_archive(where) as archive:
        assert archive.status().reports == 60
        assert verify(archive).faults == []


TAMPERING = [
    ("UPDATE texts SET text = ? WHERE version = 2", (b"x",), "report 2, version 1: its text is not the one that was added (audit row 2)"),
    ("UPDATE versions SET published = '2001-01-01' WHERE id = 2", (), "report 2, version 1: its id, outlet, title, day or address"),
    ("UPDATE codings SET coded = ? WHERE version = 2", (b"{}",), "report 2, version 1: its machine layer is not the one that was written"),
    ("DELETE FROM codings WHERE version = 2", (), "report 2, version 1: its machine layer"),
    ("DELETE FROM texts WHERE version = 2", (), "report 2, version 1: its text"),
    ("UPDATE audit SET at = '2001-01-01T00:00:00Z' WHERE seq = 2", (), "audit row 2: was altered"),
    ("UPDATE audit SET detail = '[' WHERE seq = 2", (), "audit row 2: was altered"),
    ("UPDATE audit SET hash = 'x' WHERE seq = 2", (), "audit row 3: does not follow from row 2"),
    ("DELETE FROM audit WHERE seq = 2", (), "audit row 3: row 2 before it is missing"),
    ("DELETE FROM audit WHERE seq = 3", (), "report 3, version 1: is not in the audit trail"),
    ("UPDATE reports SET current = 1 WHERE id = 2", (), "report 2: shows version 1 as its current one, though 2 is"),
]  # fmt: skip


def unguarded(archive: Archive) -> None:
    """Take off what keeps the tables append-only, as somebody with the file in hand can."""
    if archive.store.name == "sqlite":
        triggers = [name for (name,) in archive.store.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'")]
        for name in triggers:
            archive.store.run(f"DROP TRIGGER {name}")
    else:
        archive.store.run("DROP FUNCTION append_only() CASCADE")


@pytest.mark.parametrize(("sql", "values", "told"), TAMPERING)
def test_tampering_is_found_and_named(archive: Archive, sql: str, values: tuple[bytes, ...], told: str) -> None:
    archive.add([coded(f"قصف {i}", id=str(i), published="2019-04-14") for i in range(3)])
    if not sql.startswith(("UPDATE reports", "UPDATE codings", "DELETE FROM codings")):
        with pytest.raises(ArchiveError, match="append-only"):
            archive.store.run(sql, values)
    unguarded(archive)
    archive.store.run(sql, values)
    faults = [f"{f.where}: {f.what}" for f in verify(archive).faults]
    assert any(f.startswith(told) for f in faults), faults


def test_a_trail_that_was_cut_off_shows_by_a_hash_noted_earlier(archive: Archive) -> None:
    archive.add([coded("قصف", id="a")])
    archive.add([coded("قصف ثان", id="b")])
    head = archive.status().head
    assert verify(archive, head=head).faults == []
    unguarded(archive)
    for table, column in (("codings", "version"), ("texts", "version"), ("versions", "id"), ("audit", "seq"), ("reports", "id")):
        archive.store.run(f"DELETE FROM {table} WHERE {column} = 2")
    assert verify(archive).faults == []
    assert [f.where for f in verify(archive, head=head).faults] == ["audit trail"]


def test_migrations_go_forward_once_and_a_newer_archive_is_refused(place: Places) -> None:
    where = place()
    more = (*MIGRATIONS, Migration(MIGRATIONS[-1].number + 1, "notes", ("CREATE TABLE notes (id {big} PRIMARY KEY, note {text})",)))
    with create_archive(where) as archive:
        archive.add([coded("قصف", id="a")])
        assert migrate(archive.store, more) == [more[-1].number]
        assert migrate(archive.store, more) == []
        assert version(archive.store) == more[-1].number
        archive.store.run("INSERT INTO notes VALUES (1, 'x')")
    with pytest.raises(
        ArchiveError, match=rf"written by a newer marsad \(schema {more[-1].number}; this one knows {MIGRATIONS[-1].number}\)"
    ):
        open_archive(where)


def test_a_migration_that_fails_leaves_nothing(archive: Archive) -> None:
    bad = (*MIGRATIONS, Migration(MIGRATIONS[-1].number + 1, "bad", ("CREATE TABLE notes (id {big})", "CREATE TABLE reports (id {big})")))
    with pytest.raises(ArchiveError):
        migrate(archive.store, bad)
    assert not archive.store.has_table("notes")
    assert version(archive.store) == MIGRATIONS[-1].number


def test_init_overwrites_nothing(place: Places) -> None:
    where = place()
    create_archive(where).close()
    with pytest.raises(ArchiveError, match="init overwrites nothing"):
        create_archive(where)


def test_migrations_run_in_order_of_their_numbers_and_none_is_passed_over(archive: Archive) -> None:
    """One that another release brought with a lower number than the last one that is there is made up for."""
    numbers = [m.number for m in MIGRATIONS]
    assert numbers == sorted(set(numbers))
    last = MIGRATIONS[-1].number
    later = Migration(last + 2, "later", ("CREATE TABLE later (id {big})",))
    between = Migration(last + 1, "between", ("CREATE TABLE between_ (id {big})",))
    assert migrate(archive.store, (*MIGRATIONS, later)) == [last + 2]
    assert migrate(archive.store, (*MIGRATIONS, between, later)) == [last + 1]
    assert migrate(archive.store, (*MIGRATIONS, between, later)) == []


def test_an_archive_of_the_third_schema_gets_its_index_of_days(place: Places) -> None:
    where = place()
    with create_archive(where) as archive:
        archive.store.run("DELETE FROM migrations WHERE number = 4")
        archive.store.run("DROP INDEX entries_by_day")
        archive.store.run("CREATE INDEX entries_by_day ON entries (last, first, version, record)")
        assert migrate(archive.store) == [4]
        assert migrate(archive.store) == []
