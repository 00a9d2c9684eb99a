"""Events of different reports that are one happening."""

from __future__ import annotations

import pytest

from marsad.merging.happenings import happenings
from marsad.merging.merged import Merged, work_out
from marsad.merging.rarity import Rarity
from marsad.merging.sameness import WEIGHTS, Sameness, likeness, may_be_one
from marsad.merging.story import Stories
from marsad.merging.told import Told

from .makes import event, figure, told
from .test_story import AGAIN, FILL, SHELLING, TALKS


def attack(number: int, text: str, **about: object) -> Told:
    return told(number, text, events=[event(text, "قصف", **about)], figures=[figure(text, "سبعة أشخاص", 7, of="e1")])  # type: ignore[arg-type]


def around(*reports: Told) -> Merged:
    return work_out([*reports, *(told(100 + n, text) for n, text in enumerate((TALKS, *FILL)))])


def test_one_attack_told_by_two() -> None:
    (incident,) = around(attack(1, SHELLING, mode="heavy-weapons"), attack(2, AGAIN, mode="heavy-weapons")).incidents
    assert [m.name for m in incident.members] == ["1/e1", "2/e1"]
    assert (incident.name, incident.reports, incident.sources, incident.type, incident.mode) == ("1/e1", 2, 2, "ASSAULT", "heavy-weapons")
    assert incident.where is not None
    assert incident.where.geonames == 2210247
    assert (str(incident.first), str(incident.last), incident.dated) == ("2019-04-16", "2019-04-16", True)
    assert incident.actors == ("الجيش الوطني الليبي",)
    assert incident.cohesion is not None
    assert incident.cohesion > 0.9
    assert incident.confidence == pytest.approx(0.96)
    said = " · ".join(w.what for w in incident.members[0].why)
    for why in (
        "same place (طرابلس)",
        "same day (2019-04-16)",
        "an actor in common (الجيش الوطني الليبي)",
        "same figures (7 killed)",
        "told with the same word",
    ):
        assert why in said
    assert incident.members[0].nearest == "2/e1"


@pytest.mark.parametrize(
    "about",
    [{"on": "2019-04-12"}, {"place": "p2", "actors": ("a3",), "on": "2019-04-15"}, {"type": "CONSULT"}],
    ids=["another day", "another town, day and actor", "another kind of act"],
)
def test_what_is_another_happening(about: dict[str, object]) -> None:
    other = "نفذ الجيش قصفا عنيفا طال مخازن الميناء القديم وخلف حريقا كبيرا."
    made = around(attack(1, SHELLING), told(2, other, events=[event(other, "قصفا", **about)]))  # type: ignore[arg-type]
    assert [len(i.members) for i in made.incidents] == [1, 1]


def test_reports_that_tell_no_story_together_may_tell_of_one_attack() -> None:
    later = "وكان قصف صاروخي قد استهدف الحي ليل الثلاثاء، وهو ما بحثه الوزراء في اجتماع مغلق تناول أيضا ملف الهجرة والحدود وأسعار الوقود."
    one, other = attack(1, SHELLING), told(2, later, events=[event(later, "قصف", evidence="قصف صاروخي قد استهدف الحي ليل الثلاثاء")])
    (incident,) = around(one, other).incidents
    assert incident.reports == 2


def test_a_denial_makes_it_disputed() -> None:
    (incident,) = around(attack(1, SHELLING), attack(2, AGAIN, status="denied")).incidents
    assert incident.status == "disputed"


def test_copies_count_as_one_source() -> None:
    longer = SHELLING + " وأضاف الجهاز أن فرق الإنقاذ تواصل البحث تحت أنقاض ثلاثة منازل دمرت بالكامل، وأن حالة خمسة من الجرحى حرجة."
    (incident,) = around(attack(1, longer), attack(2, longer.replace("وأضاف الجهاز", "وقال")), attack(3, AGAIN)).incidents
    assert (incident.reports, incident.sources) == (3, 2)
    assert [m.copy_of for m in incident.members] == [None, 1, None]


def test_an_event_told_twice_in_a_report_is_one() -> None:
    text = "قتل سبعة أشخاص في قصف صاروخي على حي الزهور. وأدان الوزير القصف الصاروخي على حي الزهور."
    twice = told(
        1,
        text,
        events=[
            event(text, "قصف", evidence="قصف صاروخي على حي الزهور"),
            event(text, "القصف", id="e2", evidence="القصف الصاروخي على حي الزهور"),
        ],
    )
    (incident,) = around(twice, attack(2, AGAIN)).incidents
    assert [m.name for m in incident.members] == ["1/e1", "1/e2", "2/e1"]


def test_without_places_days_and_parties_nothing_breaks() -> None:
    bare = told(1, SHELLING, events=[event(SHELLING, "قصف", place=None, on=None, actors=())])
    made = around(bare)
    (incident,) = made.incidents
    assert (incident.where, incident.cohesion, incident.dated, str(incident.first)) == (None, None, False, "2019-04-15")
    assert work_out([]).incidents == []


def test_every_sign_has_its_weight_and_none_is_unused() -> None:
    near = [
        attack(1, SHELLING, mode="aerial"), attack(2, AGAIN, mode="abduct", on="2019-04-17"), attack(3, SHELLING, place="p3", on=None),
        attack(4, AGAIN, place="p2", actors=("a3",)), attack(5, SHELLING, place="p4", mode="aerial"), attack(6, AGAIN, place="p5", on="2019-04-10"),
        attack(7, SHELLING, type="COERCE"), told(8, SHELLING, events=[event(SHELLING, "قصف"), event(SHELLING, "قتل", id="e2")]),
    ]  # fmt: skip
    from msgspec.structs import replace

    from marsad.records import Date

    long = near[0].events["e1"]
    span_of_days = Date(from_=long.date.from_, to=long.date.to.replace(day=20), precision="day")  # type: ignore[union-attr]
    near.append(told(9, SHELLING, events=[replace(long, date=span_of_days)]))
    spoken = told(
        10,
        SHELLING,
        events=[event(SHELLING, "قصف", actors=("b1",))],
        actors=[replace(near[0].actors["a1"], id="b1", wikidata=None, name="كتيبة النواصي")],
    )
    alike = told(
        11,
        AGAIN,
        events=[event(AGAIN, "قصف", actors=("b1",))],
        actors=[replace(near[0].actors["a1"], id="b1", wikidata=None, name="لواء النواصي")],
    )
    reports = [*near, spoken, alike, *(told(100 + n, text) for n, text in enumerate((TALKS, *FILL)))]
    events = happenings(reports)
    sameness = Sameness(Stories(reports), Rarity(e.parties for e in events))
    seen = {s.name for a in events for b in events if a is not b for s in sameness.signs(a, b)} | {"better partner"}
    assert seen == set(WEIGHTS)
    for a in events:
        for b in events:
            if a is not b:
                assert all(r.what for r in likeness(sameness.signs(a, b)).reasons)


@pytest.mark.parametrize(("a", "b", "one"), [("ASSAULT", "ASSAULT", True), ("AGREE", "CONCEDE", True), ("ASSAULT", "CONSULT", False)])
def test_kinds_that_may_be_one(a: str, b: str, one: bool) -> None:
    assert may_be_one(a, b) == may_be_one(b, a) == one  # type: ignore[arg-type]


def test_the_same_however_often_it_is_worked_out() -> None:
    reports = (attack(1, SHELLING), attack(2, AGAIN), attack(3, SHELLING, on="2019-04-17"))
    assert around(*reports) == around(*reports)
