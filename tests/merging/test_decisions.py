"""What people decide about incidents: it stays, is undone, and is accounted for, on both stores."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from marsad.archive import Archive, create_archive, open_archive
from marsad.archive.backup import backup, restore
from marsad.archive.incident_decisions import Anchor, Decision, decide, decisions
from marsad.archive.verify import verify
from marsad.errors import ArchiveError, InputError
from marsad.merging.constraints import constraints, live
from marsad.merging.happenings import happenings
from marsad.merging.merged import merge, merged, split, undo
from marsad.merging.told import Told
from marsad.records import CodedReport, Report

from .makes import event, figure, told
from .test_story import AGAIN, FILL, SHELLING, TALKS

Places = Callable[[], str]
MEETING = "التقى الوزير قائد الجيش في مقره وبحثا وقف القتال وتبادل الأسرى برعاية الأمم المتحدة."


def reports() -> list[Told]:
    one, two = (
        told(n, t, events=[event(t, "قصف")], figures=[figure(t, "سبعة أشخاص", 7, of="e1")]) for n, t in enumerate((SHELLING, AGAIN), 1)
    )
    three = told(3, MEETING, events=[event(MEETING, "التقى", type="CONSULT", place=None, on=None)])
    return [one, two, three, *(told(n, text) for n, text in enumerate((TALKS, *FILL), 4))]


def fill(archive: Archive) -> Archive:
    archive.add([(_report(t), t.coded) for t in reports()])
    return archive


def _report(t: Told) -> Report:
    return Report(text=t.text, id=t.coded.id, outlet=t.coded.outlet, published=t.coded.published)


@pytest.fixture
def archive(place: Places) -> Archive:
    return fill(create_archive(place()))


def groups(archive: Archive) -> list[list[str]]:
    return [[m.name for m in i.members] for i in merged(archive).incidents]


def test_the_machine_joins_and_people_say_otherwise(archive: Archive) -> None:
    assert groups(archive) == [["1/e1", "2/e1"], ["3/e1"]]
    made = split(archive, ["2/e1"], who="سلمى", why="the day before")
    assert [[m.name for m in i.members] for i in made.incidents] == [["1/e1"], ["2/e1"]]
    assert groups(archive) == [["1/e1"], ["2/e1"], ["3/e1"]]
    made = merge(archive, ["1/e1", "3/e1"], who="سلمى", why="he was shelled at the meeting")
    assert groups(archive) == [["1/e1", "3/e1"], ["2/e1"]]
    assert [m.decisions for m in made.incidents[0].members] == [(1, 2), (2,)]
    kept = decisions(archive.store)
    assert [(d.id, d.kind, d.who, d.why) for d in kept] == [
        (1, "split", "سلمى", "the day before"), (2, "merge", "سلمى", "he was shelled at the meeting"),
    ]  # fmt: skip
    assert verify(archive).faults == []


def test_undoing_and_undoing_that(archive: Archive) -> None:
    split(archive, ["2/e1"], who="a", why="b")
    made = undo(archive, 1, who="a", why="a slip")
    assert [[m.name for m in i.members] for i in made.incidents] == [["1/e1", "2/e1"]]
    with pytest.raises(ArchiveError, match="decision 1 is undone already"):
        undo(archive, 1, who="a", why="again")
    undo(archive, 2, who="a", why="it was right")
    assert groups(archive) == [["1/e1"], ["2/e1"], ["3/e1"]]
    with pytest.raises(ArchiveError, match="there is no decision 9"):
        undo(archive, 9, who="a", why="b")
    assert [d.kind for d in decisions(archive.store)] == ["split", "undo", "undo"]


def test_what_cannot_be_decided_changes_nothing(archive: Archive) -> None:
    for wrong, why in (
        (lambda: merge(archive, ["1/e1", "2/e1"], who="a", why="b"), "one incident already"),
        (lambda: split(archive, ["1/e1", "2/e1"], who="a", why="b"), "nothing would be left"),
        (lambda: split(archive, ["1/e1", "3/e1"], who="a", why="b"), "not of the incident that 1/e1 is of"),
        (lambda: merge(archive, ["1/e1", "7/e9"], who="a", why="b"), "no report of the archive has that event"),
    ):
        with pytest.raises(InputError, match=why):
            wrong()
    assert decisions(archive.store) == []
    assert verify(archive).faults == []


def test_decisions_outlive_coding_anew(archive: Archive) -> None:
    split(archive, ["2/e1"], who="a", why="b")
    (kept,) = [k for k in archive.current() if k.number == 2]
    coded = reports()[1].coded
    renamed = CodedReport(
        **{f: getattr(coded, f) for f in coded.__struct_fields__}
        | {"coder": "newer", "events": [replace(coded.events[0], id="e7")], "figures": []}
    )
    archive.recode([(kept, renamed)])
    assert groups(archive) == [["1/e1"], ["2/e7"], ["3/e1"]]
    archive.recode([(kept._replace(coder="newer"), replace(renamed, events=[]))])
    made = merged(archive)
    assert made.lost == [(1, "2/e1")]
    assert groups(archive) == [["1/e1"], ["3/e1"]]


def test_the_later_of_two_decisions_holds(archive: Archive) -> None:
    split(archive, ["2/e1"], who="a", why="b")
    merge(archive, ["1/e1", "2/e1"], who="c", why="they are one after all")
    assert groups(archive) == [["1/e1", "2/e1"], ["3/e1"]]
    split(archive, ["1/e1"], who="a", why="no")
    assert groups(archive) == [["1/e1"], ["2/e1"], ["3/e1"]]


def test_what_is_worked_out_is_kept_until_something_is_written(archive: Archive) -> None:
    steps: list[str] = []
    first = merged(archive, tell=steps.append)
    assert steps
    steps.clear()
    assert merged(archive, tell=steps.append) == first
    assert steps == []
    archive.add([(Report(text=MEETING + " ثم غادر.", id="new"), CodedReport(id="new", coder="test"))])
    merged(archive, tell=steps.append)
    assert steps


@pytest.mark.parametrize("act", ["UPDATE incident_decisions SET who = 'x'", "DELETE FROM incident_decisions"])
def test_the_tables_refuse_to_alter_a_decision(archive: Archive, act: str) -> None:
    split(archive, ["2/e1"], who="a", why="b")
    with pytest.raises(ArchiveError), archive.store.transaction():
        archive.store.run(act)
    assert [d.who for d in decisions(archive.store)] == ["a"]


def test_copies_carry_decisions(archive: Archive, place: Places, tmp_path: Path) -> None:
    split(archive, ["2/e1"], who="a", why="b")
    backup(archive, tmp_path / "copy.jsonl")
    with create_archive(place()) as again:
        restore(tmp_path / "copy.jsonl", again)
        assert decisions(again.store) == decisions(archive.store)
        assert groups(again) == groups(archive)
        assert verify(again).faults == []


def _behind(path: Path, sql: str) -> None:
    with sqlite3.connect(path) as db:
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        db.execute(sql)


@pytest.mark.parametrize(
    ("sql", "where", "what"),
    [
        ("UPDATE incident_decisions SET why = 'nothing'", "incident decision 1", "is not the one that was made"),
        ("DELETE FROM incident_decisions", "audit row 9", "tells of incident decision 1, which is not there"),
        (
            "INSERT INTO incident_decisions SELECT 2, at, kind, who, why, body FROM incident_decisions",
            "incident decision 2",
            "is not in the audit trail",
        ),
    ],
)
def test_what_was_altered_past_the_trail_is_named(tmp_path: Path, sql: str, where: str, what: str) -> None:
    path = tmp_path / "a.marsad"
    with fill(create_archive(str(path))) as archive:
        split(archive, ["2/e1"], who="a", why="b")
    _behind(path, sql)
    with open_archive(str(path)) as archive:
        (fault,) = verify(archive).faults
        assert fault.where == where
        assert what in fault.what


def test_copies_that_an_older_marsad_made_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "old.marsad"
    fill(create_archive(str(path))).close()
    with open_archive(str(path)) as archive:
        backup(archive, tmp_path / "now.jsonl")
    lines = (tmp_path / "now.jsonl").read_text(encoding="utf-8").splitlines()
    lines[0] = re.sub('"schema":[0-9]+', '"schema":1', lines[0])
    lines[-1] = lines[-1].replace('"incident_decisions":0,', "")
    (tmp_path / "old.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _behind(path, "DROP TABLE incident_decisions")
    for source in (tmp_path / "old.jsonl", path):
        with create_archive(str(tmp_path / f"new-{source.name}.marsad")) as archive:
            assert restore(source, archive) == 8


def test_an_archive_of_the_first_schema_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "a.marsad"
    fill(create_archive(str(path))).close()
    _behind(path, "DELETE FROM migrations WHERE number = 2")
    _behind(path, "DROP TABLE incident_decisions")
    _behind(path, "DROP TABLE worked_out")
    with open_archive(str(path)) as archive:
        split(archive, ["2/e1"], who="a", why="b")
        assert groups(archive) == [["1/e1"], ["2/e1"], ["3/e1"]]


def _decision(number: int, kind: str, members: list[Anchor], rest: list[Anchor] | None = None, undoes: int | None = None) -> Decision:
    return Decision(id=number, at="", kind=kind, who="", why="", members=tuple(members), rest=tuple(rest or ()), undoes=undoes)  # type: ignore[arg-type]


def test_no_merge_brings_together_what_a_later_split_holds_apart() -> None:
    events = happenings(reports())
    a, b, c = (
        Anchor(report=e.told.number, record=e.event.id, type=e.event.type, start=e.event.trigger.start, words=e.event.trigger.text)
        for e in events
    )
    made = constraints([_decision(1, "merge", [a, b]), _decision(2, "split", [a], [c]), _decision(3, "merge", [b, c])], events)
    assert (made.together, made.apart) == ([[1, 2]], {(0, 2)})
    assert [
        d.id for d in live([_decision(1, "merge", [a, b]), _decision(2, "undo", [], undoes=1), _decision(3, "undo", [], undoes=2)])
    ] == [1]


def test_no_decision_is_kept_of_a_transaction_that_failed(archive: Archive) -> None:
    with pytest.raises(RuntimeError), archive.store.transaction():
        decide(archive.store, "merge", who="a", why="b")
        raise RuntimeError
    assert decisions(archive.store) == []


def test_days_of_reports_are_dates() -> None:
    assert reports()[0].published == dt.date(2019, 4, 17)
