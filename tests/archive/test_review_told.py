"""What people decided, told further: searches, exports, copies, the trail; on both stores."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.archive import Archive, Filters, create_archive, open_archive, parse, search, settings
from marsad.archive.backup import backup, restore
from marsad.archive.review import reviewing
from marsad.archive.selection import select
from marsad.archive.verify import verify
from marsad.errors import ArchiveError

from .deciding import ONE, entry, now, recode, report
from .test_archive import unguarded


@pytest.fixture
def filled(archive: Archive) -> Archive:
    archive.add([report()])
    return archive


def test_statements_are_found_by_what_people_decided_of_them(filled: Archive) -> None:
    def found(**filters: object) -> list[list[str]]:
        return [h.records for h in search(filled, parse(""), Filters(**filters)).hits]  # type: ignore[arg-type]

    assert found(states=["machine"]) == [["e1", "e2", "f1"]]
    reviewing.accept(filled, 1, ["s1"], by=ONE)
    speaker = entry(filled, "s1").record.speaker  # type: ignore[union-attr]
    (name,) = (a.name for a in now(filled).machine.actors if a.id == speaker)
    assert found(states=["accepted"]) == found(states=["accepted"], actors=[name]) == [["s1"]]
    assert found(states=["accepted", "machine"]) == [["e1", "e2", "f1", "s1"]]
    assert found(states=["accepted"], places=["طرابلس"]) == found(states=["accepted"], begin=dt.date(2000, 1, 1)) == []
    assert found(states=["accepted"], types=["ASSAULT"]) == found(states=["corrected"]) == []
    (chosen,) = select(filled, parse(""), Filters(states=["accepted"]))
    assert chosen.only == {"s1"}
    (chosen,) = select(filled, parse(""), Filters(actors=[name]))
    assert chosen.only == {"e2", "s1"}
    recode(filled, events=report()[1].events[:1])
    assert not list(select(filled, parse(""), Filters(actors=[name])))  # an actor alone asks for events and figures
    assert found(states=["accepted"]) == [["s1"]]
    reviewing.reject(filled, 1, ["s1"], by=ONE)
    assert found(states=["accepted"]) == []
    assert found(states=["rejected"]) == [["s1"]]


def test_statements_decided_on_before_are_found_once_an_archive_is_brought_up(place: Callable[[], str]) -> None:
    where = place()
    with create_archive(where) as made:
        made.add([report()])
        reviewing.accept(made, 1, ["s1", "e1"], by=ONE)
        for sql in ("DELETE FROM entries WHERE kind = 'statement'", "DELETE FROM migrations WHERE number >= 5"):
            made.store.run(sql)
        assert [h.records for h in search(made, parse(""), Filters(states=["accepted"])).hits] == [["e1"]]
    with open_archive(where) as archive:
        assert [h.records for h in search(archive, parse(""), Filters(states=["accepted"])).hits] == [["e1", "s1"]]


def test_searches_and_exports_give_what_stands(filled: Archive) -> None:
    def found(**filters: object) -> list[list[str]]:
        return [h.records for h in search(filled, parse(""), Filters(**filters)).hits]  # type: ignore[arg-type]

    reviewing.reject(filled, 1, ["e2"], by=ONE)
    reviewing.correct(filled, 1, "e1", {"type": "COERCE", "mode": "", "place": "سرت"}, by=ONE)
    (made,) = reviewing.add(filled, 1, "event", {"type": "PROTEST", "evidence": "طرابلس أمس"}, by=ONE)
    assert found(types=["CONSULT"]) == found(types=["ASSAULT"]) == []
    assert found(types=["CONSULT"], rejected=True) == found(states=["rejected"]) == [["e2"]]
    assert found(types=["COERCE"], places=["سرت"]) == [["e1"]]
    assert found(types=["PROTEST"]) == [[made.id]]
    assert found(states=["corrected"]) == [["e1"]]
    assert found(states=["machine"]) == [["f1"]]
    (chosen,) = select(filled, parse(""), Filters(states=["corrected", "rejected"]))
    assert chosen.only == {"e1", "e2"}
    assert {e.id for e in chosen.standing.coded.events} == {"e1", "e2", made.id}
    (chosen,) = select(filled, parse(""))
    assert {e.id for e in chosen.standing.coded.events} == {"e1", made.id}
    assert chosen.standing.state("e1") == "corrected"
    recode(filled)
    assert found(types=["CONSULT"]) == []
    assert found(types=["COERCE"]) == [["e1"]]


def test_ids_stay_after_decisions_and_coding_anew(filled: Archive) -> None:
    before = now(filled).standing()
    uids = {r: before.uid(r) for r in ("e1", "f1")}
    reviewing.correct(filled, 1, "e1", {"evidence": "طرابلس أمس", "trigger": "طرابلس"}, by=ONE)
    reviewing.correct(filled, 1, "f1", {"number": "9"}, by=ONE)
    assert {r: now(filled).standing().uid(r) for r in uids} == uids
    recode(filled)
    assert {r: now(filled).standing().uid(r) for r in uids} == uids


def test_a_copy_holds_the_human_layer(filled: Archive, place: Callable[[], str], tmp_path: Path) -> None:
    reviewing.reject(filled, 1, ["e2"], by=ONE)
    reviewing.correct(filled, 1, "e1", {"type": "COERCE", "mode": ""}, by=ONE)
    with filled.store.transaction():
        settings.put(filled.store, settings.TWO_PERSON, "on")
    target = tmp_path / "copy.jsonl"
    backup(filled, target)
    with create_archive(place()) as other:
        restore(target, other)
        assert now(other).reviewed.coded == now(filled).reviewed.coded
        assert settings.two_person(other.store)
        assert search(other, parse(""), Filters(types=["COERCE"])).total == 1
        assert search(other, parse(""), Filters(types=["CONSULT"])).total == 0


TAMPERING = [
    ("UPDATE decisions SET why = 'x' WHERE id = 1", "report 1, decision 1 on event:0-3: is not the one that was made (audit row 2)"),
    ("DELETE FROM decisions WHERE id = 2", "audit row 3: tells of decision 2, which is not there"),
    ("DELETE FROM audit WHERE seq = 3", "report 1, decision 2 on figure"),
    ("UPDATE settings SET value = 'off'", "setting two-person: is off, which the audit trail does not tell"),
    ("DELETE FROM settings", "audit row 4: tells of the setting two-person, which is not there"),
]


@pytest.mark.parametrize(("sql", "told"), TAMPERING)
def test_tampering_with_decisions_is_found(filled: Archive, sql: str, told: str) -> None:
    reviewing.accept(filled, 1, ["e1", "f1"], by=ONE)
    with filled.store.transaction():
        settings.put(filled.store, settings.TWO_PERSON, "on")
    if "decisions" in sql:
        with pytest.raises(ArchiveError, match="append-only"):
            filled.store.run(sql)
    unguarded(filled)
    filled.store.run(sql)
    faults = [f"{f.where}: {f.what}" for f in verify(filled).faults]
    assert any(f.startswith(told) for f in faults), faults
