"""What speaks for events and roles weighs the same by place as by name; what governs a phrase."""

from __future__ import annotations

import pytest

from marsad.coder import STEPS
from marsad.coding.context import Context
from marsad.coding.event_drafts import LOOSE
from marsad.coding.events import read_events
from marsad.coding.governors import governed, preposition
from marsad.coding.role_choice import ACTOR_SURE, RECIPIENT_SURE, chances, choice_features, choose
from marsad.coding.roles import pairs
from marsad.coding.trigger_sight import feature_names, judge_candidates, trigger_features
from marsad.coding.triggers import find_candidates
from marsad.lexicon import load
from marsad.models import Models
from marsad.reading import Reading
from marsad.records import Report
from marsad.text.document import read

TEXT = (
    "قصفت طائرات الجيش السوداني مواقع تمركز قوات الدعم السريع في أم درمان يوم الثلاثاء، ما أدى إلى مقتل 12 شخصا. "
    "واتهمت قوات الدعم السريع الجيش بقتل مدنيين، وقالت إن الغارات دمرت سوقا. هل تتوقف المعارك؟ "
    "ألقت الشرطة المصرية القبض على ثلاثة رجال، وبحث وزير الخارجية المصري مع نظيره التركي وقف إطلاق النار."
)


@pytest.fixture(scope="module")
def context() -> Context:
    reading = Reading(Report(text=TEXT), read(TEXT), load(), Models())
    for step in STEPS[: STEPS.index(read_events)]:
        step(reading)
    return Context(reading)


def test_triggers_weigh_by_place_and_row_what_they_weigh_by_name(context: Context) -> None:
    model = context.reading.models.linear("triggers")
    assert model is not None
    candidates = find_candidates(context)
    assert any(c.last - c.token > 1 or c.token in context.phrases for c in candidates)
    judged = {seen.candidate.token: seen for seen in judge_candidates(context, candidates, model)}
    assert len(judged) > 5
    for c, names in zip(candidates, trigger_features(context, candidates), strict=True):
        seen = judged.get(c.token)
        if seen is None:  # its words alone said no
            assert model.chance(names) < LOOSE
        else:
            assert seen.chance == pytest.approx(model.chance(names))
            assert feature_names(context, c, seen.parts) == names


def test_roles_weigh_by_place_what_they_weigh_by_name(context: Context) -> None:
    model, second = context.reading.models.linear("roles"), context.reading.models.linear("role_choice")
    assert model is not None
    assert second is not None
    looked = 0
    for c in find_candidates(context):
        type_ = c.types[0] if c.types else "ASSAULT"
        for pair in pairs(context, c, type_):
            scores = model.scores(pair.features)
            assert model.pair_of(pair.parts) == pytest.approx((scores["actor"], scores["recipient"]))
            looked += 1
        found = chances(context, c, type_, model)  # type: ignore[arg-type]
        actors, recipients = choose(context, type_, found, second)  # type: ignore[arg-type]
        named = [second.scores(f) for f in choice_features(context, type_, found)]  # type: ignore[arg-type]
        likely = {
            x.actor
            for x, s in zip(found, named, strict=True)
            if max(x.does, x.suffers) >= 0.1 and max(s["actor"] - ACTOR_SURE, s["recipient"] - RECIPIENT_SURE) >= 0
        }
        assert {x.actor for x in (*actors, *recipients)} <= likely
    assert looked > 20


def test_a_preposition_governs_from_before_the_head_of_a_phrase() -> None:
    text = "عثر الجنود على مخازن ذخيرة المليشيات، وسار الناس من دون توقف."
    reading = Reading(Report(text=text), read(text), load(), Models())
    context = Context(reading)
    at = {t.norm: t.i for t in context.tokens}
    assert governed(context, at["المليشيات"], 0).startswith("علي/")
    assert governed(context, at["المليشيات"], at["ذخيره"]) == "-/2"
    assert governed(context, at["المليشيات"], at["المليشيات"]) == "-/1"
    assert preposition(context, at["مخازن"]) == "علي"
