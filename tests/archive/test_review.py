"""The human layer: what people decide stays, whatever the machine does after; on both stores."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable

import msgspec
import pytest

from marsad.archive import Archive, create_archive, open_archive, settings
from marsad.archive.review import reviewing
from marsad.archive.review.reviewed import NO_LONGER_MADE, NO_LONGER_THERE, WAITS
from marsad.errors import Conflict, ReviewError
from marsad.records import Event, Report

from .deciding import ONE, OTHER, TEXT, at, entry, now, recode, report, stands


@pytest.fixture
def filled(archive: Archive) -> Archive:
    archive.add([report()])
    return archive


def test_nothing_decided_is_the_machines(filled: Archive) -> None:
    found = now(filled)
    assert found.reviewed.coded == found.machine == report()[1]
    assert {e.state for e in found.reviewed.entries} == {"machine"}
    assert found.reviewed.states() == {}


def test_accept_correct_reject(filled: Archive) -> None:
    made = reviewing.accept(filled, 1, ["e1", "s1"], by=ONE)
    assert [(m.id, m.revision, m.state) for m in made] == [("e1", 1, "accepted"), ("s1", 1, "accepted")]
    reviewing.correct(filled, 1, "f1", {"number": "9", "source": "الجيش", "place": "سرت"}, by=ONE, why="الرقم في آخر الخبر")
    reviewing.reject(filled, 1, ["e2"], by=ONE)
    assert stands(filled) == {"e1", "f1", "s1"}
    figure = now(filled).reviewed.coded.figures[0]
    assert (figure.low, figure.high, figure.source, figure.place, figure.event) == (9, 9, "a1", "p2", "e1")
    assert (figure.confidence, figure.why) == (1.0, f"person:{ONE}")
    assert set(entry(filled, "f1").changed) == {"low", "high", "source", "place"}
    assert now(filled).reviewed.states() == {"e1": "accepted", "s1": "accepted", "f1": "corrected", "e2": "rejected"}
    (decision,) = entry(filled, "f1").case.decisions  # type: ignore[union-attr]
    assert (decision.person, decision.why, decision.act) == (ONE, "الرقم في آخر الخبر", "correct")


def test_what_the_machine_says_after_changes_nothing(filled: Archive) -> None:
    reviewing.accept(filled, 1, ["e1"], by=ONE)
    reviewing.correct(filled, 1, "f1", {"number": "9"}, by=ONE)
    reviewing.reject(filled, 1, ["e2"], by=ONE)
    old = report()[1]
    shifted = [
        msgspec.structs.replace(old.events[1], id="e1"),
        msgspec.structs.replace(old.events[0], id="e2", mode="aerial", place=None, actors=["a2"]),
    ]
    recode(filled, events=shifted, figures=[msgspec.structs.replace(old.figures[0], low=70, high=70, event="e2")])
    coded = now(filled).reviewed.coded
    (event,) = coded.events
    assert (event.id, event.mode, event.place, event.actors) == ("e2", "heavy-weapons", "p1", ["a1"])
    assert (coded.figures[0].low, coded.figures[0].event) == (9, "e2")
    assert entry(filled, "e1").state == "rejected"
    assert set(entry(filled, "e2").changed) == {"mode", "place", "actors"}
    assert now(filled).machine.figures[0].low == 70


def test_what_the_machine_no_longer_makes_stays_and_needs_a_second_look(filled: Archive) -> None:
    reviewing.accept(filled, 1, ["e1"], by=ONE)
    reviewing.reject(filled, 1, ["e2"], by=ONE)
    reviewing.comment(filled, 1, "s1", "من قاله؟", by=ONE)
    recode(filled, events=[], figures=[], statements=[])
    kept, gone, said = (next(e for e in now(filled).reviewed.entries if e.handle.startswith(h)) for h in ("event:0", f"event:{at('التقى').start}", "statement"))  # fmt: skip
    assert (kept.id, kept.state, kept.note, kept.stands) == ("he1", "second look", NO_LONGER_MADE, True)
    assert (gone.state, gone.stands) == ("rejected", False)
    assert (said.state, said.stands, len(said.case.comments)) == ("second look", False, 1)  # type: ignore[union-attr]
    assert stands(filled) == {"he1"}
    reviewing.accept(filled, 1, ["he1"], by=ONE)
    assert entry(filled, "he1").state == "accepted"
    recode(filled)  # it is made again
    assert entry(filled, "e1").state == "accepted"
    assert stands(filled) == {"e1", "f1", "s1"}


def test_a_rejected_type_does_not_take_another_along(filled: Archive) -> None:
    """Rejected was an attack at that word; that it is an arrest nobody has rejected."""
    reviewing.reject(filled, 1, ["e1"], by=ONE)
    recode(filled, events=[msgspec.structs.replace(report()[1].events[0], type="COERCE", mode=None)])
    assert [e.type for e in now(filled).reviewed.coded.events] == ["COERCE"]


def test_decisions_go_along_to_a_new_version(filled: Archive) -> None:
    reviewing.correct(filled, 1, "f1", {"number": "9"}, by=ONE)
    reviewing.accept(filled, 1, ["e1"], by=ONE)
    reviewing.accept(filled, 1, ["s1"], by=ONE)
    longer = "عاجل: " + TEXT.replace("لن نتراجع", "سنبقى")
    changed = report(longer.replace("سنبقى", "لن نتراجع"))[1]
    filled.add([(Report(text=longer, id="r1", outlet="س"), msgspec.structs.replace(changed, statements=[]))])
    found = now(filled)
    assert found.number == 2
    figure = found.reviewed.coded.figures[0]
    assert (figure.low, figure.evidence) == (9, at("سبعة مدنيين", longer))
    assert entry(filled, "e1").state == "accepted"
    (said,) = (e for e in found.reviewed.entries if e.kind == "statement")
    assert (said.state, said.note, said.stands) == ("second look", NO_LONGER_THERE, False)
    with pytest.raises(ReviewError, match="nothing to accept"):
        reviewing.accept(filled, 1, [said.id], by=ONE)


def test_add(filled: Archive) -> None:
    (made,) = reviewing.add(
        filled, 1, "event", {"type": "COERCE", "mode": "arrest", "evidence": "طرابلس أمس", "actors": "الجيش؛ لواء الساحل", "place": "مصراتة",
                             "date": "2019-04"}, by=ONE)  # fmt: skip
    found = now(filled).reviewed
    (event,) = (e for e in found.coded.events if e.id == made.id)
    names = {a.id: a.name for a in found.coded.actors} | {p.id: p.name for p in found.coded.places}
    assert [names[i] for i in event.actors] == ["الجيش", "لواء الساحل"]
    assert names[event.place or ""] == "مصراتة"
    assert event.date is not None
    assert (event.date.from_, event.date.to) == (dt.date(2019, 4, 1), dt.date(2019, 4, 30))
    assert (event.acled, event.quad, event.trigger.text, event.confidence) == ("Arrests", "material conflict", "طرابلس أمس", 1.0)
    assert made.state == "accepted"
    reviewing.add(
        filled, 1, "figure", {"measure": "injured", "low": "3", "evidence": "سبعة", "event": made.id, "qualifier": "at_least"}, by=ONE
    )
    assert now(filled).reviewed.coded.figures[-1].event == made.id
    reviewing.undo(filled, 1, made.id, by=ONE)
    assert made.id not in stands(filled)
    assert now(filled).reviewed.coded.figures[-1].event is None
    assert len(now(filled).reviewed.coded.actors) == 4  # whom only it named is gone with it


def test_what_a_person_added_and_the_machine_learns_is_one(filled: Archive) -> None:
    (made,) = reviewing.add(filled, 1, "event", {"type": "COERCE", "evidence": "طرابلس أمس", "place": "سرت"}, by=ONE)
    uid = now(filled).standing().uid(made.id)
    learnt = Event(id="e3", type="COERCE", trigger=at("طرابلس أمس"), evidence=at("طرابلس أمس"), confidence=0.6, why="rule")
    recode(filled, events=[*report()[1].events, learnt])
    assert stands(filled) == {"e1", "e2", "e3", "f1", "s1"}
    assert next(e for e in now(filled).reviewed.coded.events if e.id == "e3").place == "p2"
    assert now(filled).standing().uid("e3") == uid


def test_merge_and_undo(filled: Archive) -> None:
    second = msgspec.structs.replace(report()[1].events[0], id="e3", trigger=at("فقتل"), evidence=at("فقتل سبعة مدنيين"))
    figure = msgspec.structs.replace(report()[1].figures[0], event="e3")
    recode(filled, events=[*report()[1].events, second], figures=[figure])
    reviewing.merge(filled, 1, "e1", ["e3"], by=ONE, why="القصف نفسه")
    assert stands(filled) == {"e1", "e2", "f1", "s1"}
    assert now(filled).reviewed.coded.figures[0].event == "e1"
    assert "e3" not in {e.id for e in now(filled).reviewed.with_rejected.events}
    reviewing.undo(filled, 1, "e3", by=ONE)  # the one takes the other along
    assert stands(filled) == {"e1", "e2", "e3", "f1", "s1"}
    assert {entry(filled, e).state for e in ("e1", "e3")} == {"machine"}
    reviewing.merge(filled, 1, "a3", ["a4"], by=ONE)
    assert now(filled).reviewed.coded.events[1].actors == ["a3"]
    assert "a4" not in {a.id for a in now(filled).reviewed.coded.actors}


def test_split_and_undo(filled: Archive) -> None:
    made = reviewing.split(filled, 1, "e1", [{"place": "سرت"}, {"date": "2019-04-09", "mode": "aerial"}], by=ONE)
    events = {e.id: e for e in now(filled).reviewed.coded.events}
    assert len(events) == 3
    assert events["e1"].place == "p2"
    part = events[made[1].id]
    assert (part.place, part.mode, part.evidence) == ("p1", "aerial", events["e1"].evidence)
    assert now(filled).reviewed.coded.figures[0].event == "e1"
    reviewing.correct(filled, 1, part.id, {"mode": "drone"}, by=ONE)
    with pytest.raises(ReviewError, match="was decided on again since"):
        reviewing.undo(filled, 1, "e1", by=ONE)
    reviewing.undo(filled, 1, part.id, by=ONE)
    reviewing.undo(filled, 1, "e1", by=ONE)
    assert stands(filled) == {"e1", "e2", "f1", "s1"}
    assert now(filled).reviewed.coded.events == report()[1].events


def test_actors_and_places_are_corrected_everywhere(filled: Archive) -> None:
    reviewing.correct(filled, 1, "a1", {"name": "الجيش الوطني", "country": "LY", "wikidata": "Q5"}, by=ONE)
    reviewing.correct(filled, 1, "p1", {"lat": "32.9", "lon": "13.2"}, by=ONE)
    reviewing.accept(filled, 1, ["e1"], by=ONE)
    recode(filled)
    found = now(filled).reviewed.coded
    assert (found.actors[0].id, found.actors[0].name, found.actors[0].aliases) == ("a1", "الجيش الوطني", ["الجيش"])
    assert found.events[0].actors == ["a1"]
    assert (found.places[0].lat, found.places[0].lon) == (32.9, 13.2)
    reviewing.reject(filled, 1, ["a4", "p2"], by=ONE)
    event = now(filled).reviewed.coded.events[1]
    assert (event.actors, event.place) == (["a3"], None)
    with pytest.raises(ReviewError, match="a3 is the speaker of s1"):
        reviewing.reject(filled, 1, ["a3"], by=ONE)


def test_the_second_is_told_and_nothing_is_lost(filled: Archive) -> None:
    reviewing.correct(filled, 1, "f1", {"number": "9"}, by=ONE, why="الوزارة")
    with pytest.raises(Conflict, match=rf"{ONE} corrected it \(number=9\) at .* \(revision 1\), because: الوزارة.*--revision 1"):
        reviewing.correct(filled, 1, "f1", {"who": "نساء"}, by=OTHER)
    assert entry(filled, "f1").revision == 1
    reviewing.comment(filled, 1, "f1", "لست متأكدا", by=OTHER)  # a comment is in nobody's way
    reviewing.correct(filled, 1, "f1", {"who": "نساء"}, by=OTHER, revision=1)
    figure = now(filled).reviewed.coded.figures[0]
    assert (figure.low, figure.who) == (9, "نساء")
    with pytest.raises(Conflict, match=f"{OTHER} corrected it"):
        reviewing.accept(filled, 1, ["f1"], by=ONE, revision=2)
    with pytest.raises(ReviewError, match="there is no revision 9 of it yet; the last is 3"):
        reviewing.accept(filled, 1, ["f1"], by=ONE, revision=9)


def test_acts_on_several_records_name_each_revision(filled: Archive) -> None:
    reviewing.accept(filled, 1, ["e1", "e2"], by=ONE)
    with pytest.raises(Conflict, match="--revision e1=1"):
        reviewing.merge(filled, 1, "e1", ["e2"], by=OTHER)
    with pytest.raises(Conflict, match="--revision e2=1"):
        reviewing.merge(filled, 1, "e1", ["e2"], by=OTHER, revision={"e1": 1})
    with pytest.raises(ReviewError, match="--revision f1=1: f1 is not among"):
        reviewing.merge(filled, 1, "e1", ["e2"], by=OTHER, revision={"f1": 1})
    with pytest.raises(ReviewError, match="which record is at revision 1"):
        reviewing.accept(filled, 1, ["e1", "e2"], by=OTHER, revision=1)
    reviewing.merge(filled, 1, "e1", ["e2"], by=OTHER, revision={"e1": 1, "e2": 1})
    assert stands(filled) == {"e1", "f1", "s1"}
    assert filled.status().events == 1


def test_nobody_undoes_unawares_what_another_did(filled: Archive) -> None:
    reviewing.accept(filled, 1, ["e1"], by=ONE)
    with pytest.raises(Conflict, match=f"{ONE} accepted it"):
        reviewing.undo(filled, 1, "e1", by=OTHER)
    reviewing.undo(filled, 1, "e1", by=OTHER, revision=1)
    assert entry(filled, "e1").state == "machine"


def test_two_at_once(place: Callable[[], str]) -> None:
    where = place()
    with create_archive(where) as archive:
        archive.add([report()])
    told: list[str] = []

    def decide(name: str) -> None:
        with open_archive(where) as mine:
            for number in range(10):
                try:
                    reviewing.correct(mine, 1, "f1", {"number": str(number)}, by=name, revision=number)
                    told.append(name)
                except Conflict:
                    told.append("conflict")

    threads = [threading.Thread(target=decide, args=(name,)) for name in (ONE, OTHER)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    with open_archive(where) as archive:
        assert len(told) == told.count("conflict") + told.count(ONE) + told.count(OTHER)
        revisions = [d.revision for d in entry(archive, "f1").case.decisions]  # type: ignore[union-attr]
        assert revisions == list(range(1, len(revisions) + 1))
        assert len(revisions) == len(told) - told.count("conflict")


def test_two_people_must_agree(filled: Archive) -> None:
    with filled.store.transaction():
        settings.put(filled.store, settings.TWO_PERSON, "on", person=ONE)
    reviewing.correct(filled, 1, "f1", {"number": "9"}, by=ONE)
    waiting = entry(filled, "f1")
    assert (waiting.state, waiting.note, waiting.record.low) == ("second look", WAITS, 7)  # type: ignore[union-attr]
    reviewing.accept(filled, 1, ["f1"], by=f" {ONE} ")  # oneself is nobody else
    assert entry(filled, "f1").state == "second look"
    with pytest.raises(Conflict):
        reviewing.accept(filled, 1, ["f1"], by=OTHER)
    reviewing.accept(filled, 1, ["f1"], by=OTHER, revision=2)
    settled = entry(filled, "f1")
    assert (settled.state, settled.record.low) == ("corrected", 9)  # type: ignore[union-attr]
    reviewing.reject(filled, 1, ["e2"], by=ONE)
    assert "e2" in stands(filled)
    reviewing.accept(filled, 1, ["e2"], by=OTHER, revision=1)  # does not agree
    assert entry(filled, "e2").state == "second look"
    reviewing.reject(filled, 1, ["e2"], by=ONE, revision=2)
    reviewing.reject(filled, 1, ["e2"], by=OTHER, revision=3)
    assert "e2" not in stands(filled)
    (made,) = reviewing.add(filled, 1, "event", {"type": "AID", "evidence": "طرابلس أمس"}, by=ONE)
    assert made.id not in stands(filled)
    reviewing.accept(filled, 1, [made.id], by=OTHER, revision=1)
    assert made.id in stands(filled)


def test_two_people_agree_on_a_merging_as_a_whole(filled: Archive) -> None:
    second = msgspec.structs.replace(report()[1].events[0], id="e3", trigger=at("فقتل"), evidence=at("فقتل سبعة مدنيين"))
    recode(filled, events=[*report()[1].events, second])
    with filled.store.transaction():
        settings.put(filled.store, settings.TWO_PERSON, "on")
    reviewing.merge(filled, 1, "e1", ["e3"], by=ONE)
    assert {"e1", "e3"} <= stands(filled)
    reviewing.accept(filled, 1, ["e1"], by=OTHER, revision=1)
    assert "e3" not in stands(filled)
    assert (entry(filled, "e1").state, entry(filled, "e3").state) == ("accepted", "rejected")


def test_comments_assignments_and_undoing(filled: Archive) -> None:
    reviewing.comment(filled, 1, "e1", "هل هو نفسه؟", by=ONE)
    reviewing.assign(filled, 1, ["e1", "f1"], OTHER, by=ONE)
    assert (entry(filled, "e1").state, entry(filled, "e1").case.assignee) == ("machine", OTHER)  # type: ignore[union-attr]
    reviewing.assign(filled, 1, ["f1"], "", by=ONE)
    assert entry(filled, "f1").case.assignee is None  # type: ignore[union-attr]
    reviewing.accept(filled, 1, ["e1"], by=OTHER)
    reviewing.undo(filled, 1, "e1", by=OTHER)
    reviewing.undo(filled, 1, "e1", by=OTHER)
    assert (entry(filled, "e1").state, entry(filled, "e1").case.assignee) == ("machine", None)  # type: ignore[union-attr]
    assert [d.act for d in entry(filled, "e1").case.decisions] == ["comment", "assign", "accept", "undo", "undo"]  # type: ignore[union-attr]
    reviewing.undo(filled, 1, "e1", by=OTHER)
    with pytest.raises(ReviewError, match="there is no decision on it to undo"):
        reviewing.undo(filled, 1, "e1", by=OTHER)


BAD: list[tuple[str, dict[str, str], str]] = [
    ("e1", {"colour": "red"}, "colour: is no field of a event"),
    ("e1", {"type": "WAR"}, "type: 'WAR' is none of AGREE"),
    ("e1", {"mode": "visit"}, "mode: 'visit' is none of ASSAULT's"),
    ("e1", {"type": ""}, "type: cannot be empty"),
    ("e1", {"evidence": "لا يوجد"}, "does not stand in the text"),
    ("e1", {"evidence": "5-9999"}, "lies outside the text"),
    ("e1", {"date": "yesterday"}, "is no day"),
    ("e1", {"date": "2019-13"}, "is no day"),
    ("e1", {"date": "2019-04-10..2019-04-01"}, "is no day"),
    ("f1", {"low": "10"}, "low: 10 is above high, 7"),
    ("f1", {"number": "x"}, "is no whole number"),
    ("f1", {"low": "", "high": ""}, "a figure needs"),
    ("f1", {"event": "f1"}, "event: the report has no event f1"),
    ("s1", {"direct": "maybe"}, "is neither true nor false"),
    ("s1", {"speaker": ""}, "speaker: cannot be empty"),
    ("p1", {"lat": "95"}, "is no number of degrees"),
    ("p1", {"lat": "nan"}, "is no number of degrees"),
    ("e1", {"actors": "الجيش؛ a99"}, "the report has no actor a99; it has a1 (الجيش), a2 (وزارة الصحة), a3"),
    ("e1", {"place": "p9"}, "the report has no place p9; it has p1 (طرابلس), p2 (سرت); or give a name"),
    ("f1", {"source": "e1"}, "the report has no actor e1"),
    ("a1", {"country": "Libya"}, "country: 'Libya' is no state code; write LY"),
    ("a1", {"country": "مصر"}, "write EG"),
    ("p1", {"country": "QQ"}, "give the two letters of ISO 3166-1"),
    ("e9", {"type": "AID"}, "report 1 has no record e9; it has e1, e2"),
]


@pytest.mark.parametrize(("name", "fields", "told"), BAD)
def test_what_cannot_be_corrected_so(filled: Archive, name: str, fields: dict[str, str], told: str) -> None:
    with pytest.raises(ReviewError) as error:
        reviewing.correct(filled, 1, name, fields, by=ONE)
    assert told in str(error.value)
    assert filled.status().rows == 1


@pytest.mark.parametrize(
    ("name", "fields", "made"),
    [("f1", {"number": "١٤"}, {"low": 14, "high": 14}), ("f1", {"low": "۱۲"}, {"low": 12}), ("a1", {"country": "eg"}, {"country": "EG"}),
     ("a1", {"country": ""}, {"country": None}), ("p1", {"lat": "٣٢.٩"}, {"lat": 32.9})],
)  # fmt: skip
def test_digits_and_states_as_people_write_them(archive: Archive, name: str, fields: dict[str, str], made: dict[str, object]) -> None:
    archive.add([report(figures=[msgspec.structs.replace(report()[1].figures[0], high=20)])])
    reviewing.correct(archive, 1, name, fields, by=ONE)
    record = entry(archive, name).record
    assert {field: getattr(record, field) for field in made} == made


def test_days_in_eastern_digits(archive: Archive) -> None:
    archive.add([report()])
    reviewing.correct(archive, 1, "e1", {"date": "٢٠١٩-٠٤-١١"}, by=ONE)
    date = entry(archive, "e1").record.date
    assert (str(date.from_), date.precision) == ("2019-04-11", "day")


def test_what_else_cannot_be(filled: Archive) -> None:
    for act, told in (
        (lambda: reviewing.accept(filled, 9, ["e1"], by=ONE), "there is no report 9"),
        (lambda: reviewing.accept(filled, 1, ["e1"], by="  "), "who decides"),
        (lambda: reviewing.accept(filled, 1, ["e1", "e1"], by=ONE), "given twice"),
        (lambda: reviewing.accept(filled, 1, ["e1", "e9"], by=ONE), "has no record e9"),
        (lambda: reviewing.merge(filled, 1, "e1", ["f1"], by=ONE), "only records of one kind"),
        (lambda: reviewing.split(filled, 1, "e1", [{"place": ""}], by=ONE), "two parts or more"),
        (lambda: reviewing.split(filled, 1, "a1", [{"name": "x"}, {"name": "y"}], by=ONE), "can be split"),
        (lambda: reviewing.comment(filled, 1, "e1", " ", by=ONE), "says nothing"),
        (lambda: reviewing.correct(filled, 1, "e1", {}, by=ONE), "nothing to correct"),
        (lambda: reviewing.add(filled, 1, "event", {"type": "AID"}, by=ONE), "needs evidence="),
        (lambda: reviewing.add(filled, 1, "figure", {"measure": "killed", "evidence": "سبعة"}, by=ONE), "a figure needs number="),
    ):
        with pytest.raises(ReviewError, match=told):
            act()
    assert filled.status().rows == 1


def test_odd_words_are_kept(archive: Archive) -> None:
    archive.add([report(TEXT + " \ud800 \x00 نهاية")])
    reviewing.correct(
        archive, 1, "e1", {"evidence": "\ud800 \x00 نهاية", "trigger": "نهاية"}, by="'; DROP TABLE decisions; --", why="\x00\udfff"
    )
    assert now(archive).reviewed.coded.events[0].evidence.text == "\ud800 \x00 نهاية"
