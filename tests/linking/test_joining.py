"""Which threads are compared, and what is said of them by place and by name."""

from __future__ import annotations

import math

import pytest

from marsad.lexicon import load
from marsad.lexicon.knowledge import Knowledge
from marsad.linking.cast_features import parts_of
from marsad.linking.coreference import weave
from marsad.linking.joining import join, pairs
from marsad.linking.threads import Thread
from marsad.mentions.actor_names import ActorNames, actor_names
from marsad.mentions.actors import read_actors
from marsad.mentions.types import ActorMention
from marsad.models import LinearModel, Models
from marsad.models.layouts import names_of
from marsad.reading import Reading
from marsad.records import ActorKind, Report
from marsad.text.document import read

TEXT = (
    "دمشق (رويترز) - قال الرئيس السوري بشار الأسد إن الجيش السوري قصف مواقع تنظيم الدولة الإسلامية قرب حلب. "
    "وأضاف الأسد أن القوات السورية تقدمت، وأن روسيا وإيران تدعمان الجيش. وقال الرئيس إن التنظيم انسحب. "
    "ودعا وزير الدفاع القوات الحكومية والفصائل المسلحة إلى التهدئة."
)


@pytest.fixture(scope="module")
def names() -> ActorNames:
    return actor_names(Knowledge.load())


@pytest.fixture(scope="module")
def reading() -> Reading:
    reading = Reading(Report(text=TEXT), read(TEXT), load(), Models())
    read_actors(reading)
    return reading


def test_people_are_compared_with_people_only(reading: Reading, names: ActorNames) -> None:
    threads = weave(reading, names)
    compared = {(threads[a].family, threads[b].family) for a, b, _ in pairs(reading, threads, names)}
    assert compared
    assert all((a in ("person", "role")) == (b in ("person", "role")) for a, b in compared)


def test_pairs_weigh_the_same_by_place_and_by_name(reading: Reading, names: ActorNames) -> None:
    model = reading.models.linear("actors_join")
    assert model is not None
    for _, _, parts in pairs(reading, weave(reading, names), names):
        assert math.isclose(model.lean_of(parts), model.lean(names_of(parts)), abs_tol=1e-9)


def test_a_thread_says_nothing_twice(reading: Reading, names: ActorNames) -> None:
    model = reading.models.linear("actors_keep")
    assert model is not None
    for thread in weave(reading, names):
        parts = parts_of(reading, thread, names, {})
        said = names_of(parts)
        assert len(said) == len(set(said))
        assert math.isclose(model.lean_of(parts), model.lean(said), abs_tol=1e-9)


def office(name: str, country: str, at: int) -> Thread:
    thread = Thread("role")
    key = tuple(word.removeprefix("ال") for word in name.split())
    thread.take(ActorMention(at, at + len(name), at, at + 2, at, at + 2, name, "person", country, role=name), key, key)
    return thread


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        (("الرئيس المصري", "EG"), ("الرئيس الفرنسي", "FR"), False),  # offices of two states
        (("الرئيس المصري", "EG"), ("رئيس البلاد", "EG"), True),
        (("وزير الخارجية الأردني", "JO"), ("نظيره", "JO"), False),  # who is another's counterpart is not that one
        (("مستشار الرئيس المصري", "EG"), ("الرئيس المصري", "EG"), False),  # who serves another is not that one
    ],
)
def test_who_holds_offices_of_two_states_is_not_one(
    reading: Reading, names: ActorNames, monkeypatch: pytest.MonkeyPatch, first: tuple[str, str], second: tuple[str, str], one: bool
) -> None:
    threads = [office(*first, 0), office(*second, 9)]
    monkeypatch.setattr("marsad.linking.joining.pairs", lambda *_: [(0, 1, [])])
    monkeypatch.setattr(LinearModel, "chance_of", lambda *_: 0.9)
    joined = join(reading, threads, names, reading.models.linear("actors_join"))
    assert (len(joined) == 1) == one


def group(name: str, kind: ActorKind, known: str | None, at: int) -> Thread:
    thread = Thread("group")
    thread.take(ActorMention(at, at + len(name), at, at + 2, at, at + 2, name, kind, known=known), tuple(name.split()), ())
    return thread


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        (("جيش سوري حر", "armed_group", "fsa"), ("جيش سوري", "military", "syrian-army"), False),  # the lists tell them apart
        (("جيش سوري", "military", "syrian-army"), ("نظام", "government", "syrian-government"), True),  # these are one as often as not
        (("صحيفه هارتس", "media", None), ("صحيفه نيويورك تايمز", "media", None), False),
        (("صحيفه هارتس", "media", None), ("صحيفه", "media", None), True),
    ],
)
def test_groups_that_are_told_apart_are_not_one(
    reading: Reading, names: ActorNames, monkeypatch: pytest.MonkeyPatch, first: tuple[str, ActorKind, str | None],
    second: tuple[str, ActorKind, str | None], one: bool,
) -> None:  # fmt: skip
    threads = [group(*first, 0), group(*second, 9)]
    monkeypatch.setattr("marsad.linking.joining.pairs", lambda *_: [(0, 1, [])])
    monkeypatch.setattr(LinearModel, "chance_of", lambda *_: 0.9)
    assert (len(join(reading, threads, names, reading.models.linear("actors_join"))) == 1) == one


def test_a_shorter_name_of_another_kind_is_no_short_form(names: ActorNames) -> None:
    text = "اشتبك الجيش السوري الحر مع الجيش السوري قرب درعا."
    reading = Reading(Report(text=text), read(text), load(), Models())
    read_actors(reading)
    assert len([t for t in weave(reading, names) if t.family == "group"]) == 2
