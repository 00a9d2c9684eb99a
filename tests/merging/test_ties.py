"""Ties: whom an actor deals with, by the records as they stand, on both stores."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import pytest
from msgspec.structs import replace

from marsad.archive import Archive, Filters, create_archive
from marsad.archive.review import reviewing
from marsad.codebook import TIES, TYPES
from marsad.errors import InputError
from marsad.merging import merged, ties
from marsad.merging.affiliation import affiliations
from marsad.merging.ties import Count, Tie, Ties
from marsad.records import Actor, CodedReport, Event, Report, Statement, span

from .makes import event, piece

Places = Callable[[], str]
SHELLING = "قصفت قوات الأمير معسكر الحرس صباح اليوم وقتل سبعة جنود."
AGAIN = "قالت وكالة إن قوات الأمير قصفت معسكر الحرس صباح اليوم وقتل سبعة جنود."
TALKS = "التقى الأمير سعد الوزير في القصر."
DENIAL = "نفى الأمير أن تكون قواته هاجمت الحرس."
COUNTED = "قتلت قوات الأمير 14 جنديا ثم 20 جنديا."
FORCES = Actor(id="a1", name="قوات الأمير", kind="military", name_en="Emir's Forces")
GUARD = Actor(id="a2", name="الحرس", aliases=["معسكر الحرس"], kind="military", wikidata="Q2")
EMIR = Actor(id="a3", name="سعد", kind="person", role="قائد قوات الأمير", wikidata="Q3")
MINISTER = Actor(id="a4", name="الوزير", kind="person")


def report(number: int, text: str, actors: Sequence[Actor], events: Sequence[Event], *, day: str = "2019-04-17",
           statements: Sequence[Statement] = ()) -> tuple[Report, CodedReport]:  # fmt: skip
    about = {"id": f"r{number}", "outlet": f"صحيفة {number}", "published": dt.date.fromisoformat(day)}
    coded = CodedReport(**about, coder="test", actors=list(actors), events=list(events), statements=list(statements))  # type: ignore[arg-type]
    return Report(text=text, **about), coded  # type: ignore[arg-type]


def act(text: str, trigger: str, doers: Sequence[str], sufferers: Sequence[str], **about: object) -> Event:
    made = event(text, trigger, actors=doers, place=None, **about)  # type: ignore[arg-type]
    return replace(made, recipients=list(sufferers))


def said(text: str, speaker: str, words: str, *, addressee: str | None = None) -> Statement:
    return Statement(
        id="s1",
        speaker=speaker,
        cue=span(text, 0, 4),
        content=piece(text, words),
        direct=False,
        addressee=addressee,
        confidence=0.9,
        why="test",
    )


def fill(archive: Archive) -> Archive:
    archive.add(
        [
            report(1, SHELLING, [FORCES, GUARD, EMIR], [act(SHELLING, "قصفت", ["a1"], ["a2"])]),
            report(
                2, AGAIN, [FORCES, replace(GUARD, name="حرس"), MINISTER], [act(AGAIN, "قصفت", ["a1"], ["a2"])],
                statements=[said(AGAIN, "a4", "قوات الأمير قصفت معسكر الحرس صباح اليوم")],
            ),
            report(
                3, TALKS, [EMIR, MINISTER], [act(TALKS, "التقى", ["a3", "a4"], [], type="CONSULT", on=None)], day="2019-05-02",
                statements=[said(TALKS, "a3", "في القصر", addressee="a4")],
            ),
            report(4, DENIAL, [FORCES, GUARD], [act(DENIAL, "هاجمت", ["a1"], ["a2"], status="denied", on="2019-06-01")], day="2019-06-01"),
        ]
    )  # fmt: skip
    return archive


@pytest.fixture
def archive(place: Places) -> Archive:
    return fill(create_archive(place()))


def brief(found: Ties) -> list[tuple[str, str, str, int]]:
    return [(t.tie, t.direction, t.other.name, t.happenings) for t in found.ties]


def only(found: Ties, tie: str) -> Tie:
    (one,) = [t for t in found.ties if t.tie == tie]
    return one


def test_what_two_reports_tell_of_is_one_happening(archive: Archive) -> None:
    fights = only(ties(archive, "قوات الأمير", made=merged(archive)), "fights")
    assert (fights.type, fights.quad, fights.sign, fights.direction) == ("ASSAULT", "material conflict", -1, "to")
    assert (fights.happenings, fights.events, fights.denied, fights.planned, fights.reports) == (1, 2, 1, 0, 3)
    assert (fights.first, fights.last) == (dt.date(2019, 4, 16), dt.date(2019, 6, 1))
    assert [(r.name, r.happening, r.status) for r in fights.records] == [
        ("1/e1", "1/e1", "occurred"),
        ("2/e1", "1/e1", "occurred"),
        ("4/e1", "4/e1", "denied"),
    ]
    assert [(s.name, s.speaker) for r in fights.records for s in r.statements] == [("2/s1", "الوزير")]
    first = fights.records[0]
    assert SHELLING[first.start : first.end] == first.words


def test_without_joining_each_event_counts(archive: Archive) -> None:
    assert only(ties(archive, "قوات الأمير"), "fights").happenings == 2


def test_the_other_side_sees_the_same_from_there(archive: Archive) -> None:
    ours, theirs = (only(ties(archive, name), "fights") for name in ("قوات الأمير", "Q2"))
    assert (theirs.direction, theirs.other.name) == ("from", "قوات الأمير")
    assert [r.name for r in theirs.records] == [r.name for r in ours.records]
    assert ours.other.wikidata == "Q2"


def test_mutual_acts_offices_and_those_who_are_addressed(archive: Archive) -> None:
    found = ties(archive, "سعد")
    assert brief(found) == [("meets", "mutual", "الوزير", 1), ("addresses", "to", "الوزير", 1), ("leads", "to", "قوات الأمير", 1)]
    assert [(t.sign, t.type) for t in found.ties] == [(1, "CONSULT"), (0, None), (1, None)]
    meets = found.ties[0].records[0]
    assert (meets.dated, meets.first) == (False, dt.date(2019, 5, 2))
    assert found.ties[2].records[0].words == "قائد قوات الأمير"
    assert brief(ties(archive, "قوات الأمير", other="سعد")) == [("leads", "from", "سعد", 1)]


def test_over_time(archive: Archive) -> None:
    found = ties(archive, "قوات الأمير", made=merged(archive), by="day")
    assert found.over_time == [Count(span="2019-04-16", direction="to", quad="material conflict", happenings=1)]
    assert [c.span for c in ties(archive, "سعد").over_time] == ["2019-05"]
    assert [c.span for c in ties(archive, "سعد", by="year").over_time] == ["2019"]


def test_what_people_decided_counts(archive: Archive) -> None:
    assert brief(ties(archive, "قوات الأمير", sure=0.9)) == [("leads", "from", "سعد", 1)]
    reviewing.accept(archive, 1, ["e1"], by="سلمى")
    assert only(ties(archive, "قوات الأمير", sure=0.9), "fights").events == 1
    reviewing.reject(archive, 2, ["e1"], by="سلمى")
    fights = only(ties(archive, "قوات الأمير"), "fights")
    assert [(r.name, r.state) for r in fights.records] == [("1/e1", "accepted"), ("4/e1", "machine")]
    reviewing.correct(archive, 1, "e1", {"type": "COERCE"}, by="سلمى", revision=1)
    assert [r.name for r in only(ties(archive, "قوات الأمير"), "coerces").records] == ["1/e1"]


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (Filters(types=("CONSULT",)), []),
        (Filters(statuses=("denied",)), ["4/e1"]),
        (Filters(begin=dt.date(2019, 5, 1)), ["4/e1"]),
        (Filters(until=dt.date(2019, 5, 1)), ["1/e1", "2/e1"]),
        (Filters(outlets=("صحيفة 2",)), ["2/e1"]),
        (Filters(states=("machine",), published_from=dt.date(2019, 5, 1)), ["4/e1"]),
        (Filters(actors=("nobody",), measures=("killed",), types=("ASSAULT",)), ["1/e1", "2/e1", "4/e1"]),
    ],
)
def test_filters(archive: Archive, filters: Filters, names: list[str]) -> None:
    found = ties(archive, "قوات الأمير", filters=filters, other="الحرس")
    assert [r.name for t in found.ties for r in t.records] == names


def test_who_is_meant(archive: Archive) -> None:
    assert [p.key for p in ties(archive, "Q3").about] == ["Q3"]
    assert [p.name for p in ties(archive, "الأمير").about] == ["قوات الأمير"]  # nobody is called so, one has it in the name
    assert [p.key for p in ties(archive, "معسكر الحرس").about] == ["Q2"]  # called so too
    assert ties(archive, "لا أحد") == Ties(asked="لا أحد", about=[], ties=[], over_time=[])
    with pytest.raises(InputError, match="no word"):
        ties(archive, "،")
    with pytest.raises(InputError, match="no word"):
        ties(archive, "سعد", other="-")


def test_known_by_an_id_here_and_by_the_same_name_there(place: Places) -> None:
    with create_archive(place()) as archive:
        plain = Actor(id="a1", name="سعد", kind="person")
        archive.add(
            [
                report(1, TALKS, [EMIR, MINISTER], [act(TALKS, "التقى", ["a3", "a4"], [], type="CONSULT")]),
                report(2, TALKS, [plain, MINISTER], [act(TALKS, "التقى", ["a1"], ["a4"], type="CONSULT")]),
            ]
        )
        found = ties(archive, "سعد")
        assert [(p.key, p.name) for p in found.about] == [("Q3", "سعد")]
        assert [(t.tie, t.direction, t.events) for t in found.ties] == [("meets", "to", 1), ("meets", "mutual", 1)]


def test_a_name_that_one_report_got_wrong_means_nobody_else(place: Places) -> None:
    with create_archive(place()) as archive:
        made = [report(n, TALKS, [EMIR, MINISTER], [act(TALKS, "التقى", ["a3", "a4"], [], type="CONSULT")]) for n in range(12)]
        wrong = Actor(id="a9", name="سعد", kind="military", wikidata="Q9")
        archive.add([*made, report(99, TALKS, [wrong, MINISTER], [act(TALKS, "التقى", ["a9", "a4"], [], type="CONSULT")])])
        assert [p.key for p in ties(archive, "سعد").about] == ["Q3"]


def test_counted_people_are_one_whatever_their_number(place: Places) -> None:
    with create_archive(place()) as archive:
        counted = [Actor(id=f"a{n}", name=f"{n} جنديا", kind="population") for n in (14, 20)]
        events = [act(COUNTED, "قتلت", ["a1"], ["a14"], id="e1"), act(COUNTED, "ثم", ["a1"], ["a20"], id="e2")]
        archive.add([report(1, COUNTED, [FORCES, *counted], events)])
        assert brief(ties(archive, "قوات الأمير")) == [("fights", "to", "جنديا", 2)]


OFFICES = [
    # role, tie, of whom (in English where it is known)
    ("قائد قوات الأمير", "leads", "Emir's Forces"),
    ("القائد العام لقوات الأمير", "leads", "Emir's Forces"),
    ("المتحدث باسم قوات الأمير", "speaks for", "Emir's Forces"),
    ("عضو قوات الأمير", "belongs to", "Emir's Forces"),
    ("الأمين العام للأمم المتحدة", "leads", "UN"),
    ("الرئيس المصري", "leads", "Egypt"),
    ("الرئيس المصري السابق", None, None),
    ("عضو البرلمان في بلد ما", None, None),
    ("قائد", None, None),
    ("شاعر قوات الأمير", None, None),
    (None, None, None),
]


@pytest.mark.parametrize(("role", "tie", "of"), OFFICES)
def test_offices(role: str | None, tie: str | None, of: str | None) -> None:
    found = list(affiliations([FORCES, replace(EMIR, role=role)]))
    assert [(f.actor.id, f.kind, f.of.name_en) for f in found] == ([("a3", tie, of)] if tie else [])


def test_what_a_person_says_of_an_actor_comes_before_its_office() -> None:
    found = list(affiliations([FORCES, GUARD, replace(EMIR, of="a2"), replace(MINISTER, of="a1", role="شاعر")]))
    assert [(f.actor.id, f.kind, f.of.id) for f in found] == [("a3", "leads", "a2"), ("a4", "belongs to", "a1")]


def test_every_type_of_event_is_a_tie() -> None:
    assert set(TIES) == set(TYPES)
