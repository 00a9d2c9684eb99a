"""Features by place: what they are called, and that a model weighs them as it weighs their names."""

import datetime as dt

import pytest

from marsad.coder import Coder
from marsad.coding import setting_sight
from marsad.coding.context import Context
from marsad.coding.date_choices import Target as Dated
from marsad.coding.date_choices import date_choices
from marsad.coding.dating import seen_dates
from marsad.coding.dating_features import date_parts, none_parts
from marsad.coding.dating_view import View
from marsad.coding.figure_pairs import none_of, pairs
from marsad.coding.figure_places import Where, place_choices
from marsad.coding.figure_scene import Scene
from marsad.coding.network_view import view_in, view_of
from marsad.coding.settings import Target, seen_places, settings
from marsad.coding.stacked import with_leans
from marsad.coding.triggers import find_candidates
from marsad.models.layouts import each, names_of
from marsad.records import Report

TEXT = (
    "قال مسؤول أمني يوم الأحد إن خمسة جنود قتلوا وأصيب سبعة آخرون في هجوم على نقطة تفتيش في الموصل شمال العراق.\n"
    "وأضاف المسؤول أن من بين القتلى ضابطين، وأن الجيش قصف مواقع المسلحين قرب تلعفر، منذ بدء العملية في 3 مارس، ونقل الجرحى إلى أربيل."
)


@pytest.fixture(scope="module")
def reading():
    return Coder().read(Report(text=TEXT, published=dt.date(2018, 5, 16)))


def _agrees(reading, model, every):
    model = reading.models.linear(model)
    assert len(every) > 1
    for parts in every:
        names = names_of(parts)
        assert names
        assert all("None" not in name.split("/") for name in names)
        assert model.lean_of(parts) == pytest.approx(model.lean(names))


def test_each_template_is_filled_with_the_items_it_asks_for():
    assert list(each("a={1}", "b={0}/{1}")(("x", True))) == ["a=True", "b=x/True"]
    assert list(each("a={0}", "b={0}/x")("y")) == ["a=y", "b=y/x"]


def test_places_of_events_by_place_and_by_name(reading):
    context = Context(reading)
    candidates, view = find_candidates(context), view_of(context)
    seen = seen_places(context.located, view, [c.token for c in candidates])
    far = context.located[-1].place
    again = {None: -2.0, far: -0.1}
    found = [settings(context, Target(c, "ASSAULT", c.token, c.last + 6, None, -1, said, {})) for c, said in zip(candidates, seen, strict=True)]
    heard = [settings(context, Target(c, "ASSAULT", c.token, c.last + 6, None, -1, said, again)) for c, said in zip(candidates, seen, strict=True)]
    found += heard
    assert all(far in [x.place for x in choices] for choices, _ in heard)
    assert {"none/again=-2"} < set(heard[0][0][-1].features)
    _agrees(reading, "event_places", [choice.parts for choices, _ in found for choice in choices])
    assert {"none", "none/ASSAULT"} < set(found[0][0][-1].features)
    at = setting_sight.NAMES.index
    for choices, rows in found:
        assert all(len(row) == len(setting_sight.NAMES) for row in rows)
        assert [row[at("is a place")] for row in rows] == [c.place is not None for c in choices]
        assert {row[at("all")] for row in rows} == {len(choices) - 1}


def test_dates_by_place_and_by_name(reading):
    every = []
    view_of(Context(reading))
    for c in find_candidates(Context(reading)):
        said = seen_dates(reading, view_in(reading), [c.token])[0]
        target = Dated(c.token, c.token, c.last + 6, "ASSAULT", said, {-1: -1.0, 0: -0.5})
        choices = date_choices(reading, target, None)
        view = View(reading, target, choices, None)
        every += [none_parts(view), *(date_parts(view, choice) for choice in choices)]
    _agrees(reading, "dating", every)
    names = {name.split("=")[0] for parts in every for name in names_of(parts)}
    assert {"gap", "gov", "away", "shared", "known", "again", "none/again"} <= names


def test_figures_by_place_and_by_name(reading):
    scene = Scene(reading)
    found = [pairs(scene, k) for k in range(len(reading.numbers))]
    _agrees(reading, "figures", [p.parts for pairs_of in found for p in pairs_of] + [none_of(scene, k, p) for k, p in enumerate(found)])


def test_what_the_regression_says_is_filled_in():
    rows = with_leans([[0.0] * 5] * 4, ["killed", "killed", "injured"], [1.0, 2.0, -1.0], 0.5)
    assert [row[:4] for row in rows] == [[1.0, 0.5, -1.0, 0], [2.0, 0.5, -1.0, 0], [-1.0, 0.5, 2.0, 2], [0.5, 0.5, 2.0, 2]]


def test_places_of_figures_by_place_and_by_name(reading):
    view, numbers, home = view_of(Context(reading)), reading.numbers, reading.gazette[0].id
    seen = seen_places([p for p in reading.places if p.place is not None], view, [m.first for m in numbers])
    asked = [Where(m, "killed", m.first, m.first, m.last + 6, None, -1, said, "somewhere", home) for m, said in zip(numbers, seen, strict=True)]
    choices = [place_choices(reading, where) for where in asked]
    _agrees(reading, "figure_places", [c.parts for found in choices for c in found])
    assert all(any(name.startswith("event/") for name in c.features) == (c.place == home) for found in choices for c in found)
