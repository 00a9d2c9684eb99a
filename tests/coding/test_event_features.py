"""What is seen of events and roles; who is chosen for a role; what governs a phrase."""

from __future__ import annotations

import pytest

from marsad.coder import STEPS
from marsad.coding import choice_sight, draft_sight
from marsad.coding.context import Context
from marsad.coding.echoes import Echoes
from marsad.coding.event_drafts import draft_events
from marsad.coding.events import read_events
from marsad.coding.governors import governed, preposition
from marsad.coding.modality import undone
from marsad.coding.network_view import view_of
from marsad.coding.placed_states import placed_states
from marsad.coding.provisional import is_unnamed, take_in
from marsad.coding.role_choice import (
    ACTOR_SURE,
    RECIPIENT_SURE,
    UNNAMED_SURE,
    Chooser,
    chances,
    choice_features,
    choose,
    likely_ones,
    numbers_of,
)
from marsad.coding.roles import pairs
from marsad.coding.trigger_sight import sights
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


def read_so_far(text: str) -> Context:
    """A text read up to its events."""
    reading = Reading(Report(text=text), read(text), load(), Models())
    for step in STEPS[: STEPS.index(read_events)]:
        step(reading)
    return Context(reading)


@pytest.fixture(scope="module")
def context() -> Context:
    return read_so_far(TEXT)


def test_who_is_chosen_is_likely_enough_by_what_is_weighed(context: Context) -> None:
    second, view = context.reading.models.linear("role_choice"), view_of(context)
    assert second is not None
    assert view is not None
    events = [(c, c.types[0] if c.types else "ASSAULT") for c in find_candidates(context)]
    looked = 0
    every = chances(context, view, events, Echoes(view.seen(find_candidates(context))))  # type: ignore[arg-type]
    chosen = choose(context, events, every, Chooser(second, None, None))  # type: ignore[arg-type]
    for (_, type_), found, (actors, recipients) in zip(events, every, chosen, strict=True):
        named = [second.scores(f) for f in choice_features(context, type_, found)]  # type: ignore[arg-type]
        likely = {
            x.actor
            for x, s in zip(found, named, strict=True)
            if max(x.does, x.suffers) >= 0.05
            and max(s["actor"] - ACTOR_SURE, s["recipient"] - (UNNAMED_SURE if is_unnamed(x.actor) else RECIPIENT_SURE)) >= 0
        }
        assert {x.actor for x in (*actors, *recipients)} <= likely
        assert len({x.actor for x in found}) == len(found)
        looked += len(found)
    assert looked > 20


def test_what_is_seen_in_numbers_is_as_long_as_its_names_and_true(context: Context) -> None:
    view = view_of(context)
    assert view is not None
    events = [(c, c.types[0] if c.types else "ASSAULT") for c in find_candidates(context)]
    every = chances(context, view, events, Echoes(view.seen(find_candidates(context))))  # type: ignore[arg-type]
    for (c, type_), found in zip(events, every, strict=True):
        some = [found[k] for k in likely_ones(found)]
        leans = [(float(k), -float(k)) for k in range(len(some))]
        rows = [choice_sight.with_leans(row, leans, k) for k, row in enumerate(numbers_of(context, c, type_, some))]
        at = choice_sight.NAMES.index
        for k, (row, x) in enumerate(zip(rows, some, strict=True)):
            assert len(row) == len(choice_sight.NAMES)
            assert row[at("lean does")] == k
            assert (row[at("far")], row[at("late")]) == (x.far, x.late)
            assert row[at(f"type {type_}")] == 1
            assert row[at("times named")] == sum(m.actor == x.actor for m in context.mentions)
            assert choice_sight.with_leans(row, leans, k) == row
    drafts = draft_events(context, view)
    rows = draft_sight.measured(context, drafts, [0.5] * len(drafts), context.reading.models.trees("twins"))
    at = draft_sight.NAMES.index
    for row, d in zip(rows, drafts, strict=True):
        assert len(row) == len(draft_sight.NAMES)
        assert (row[at("lean")], row[at("actors")], row[at("recipients")]) == (0.5, len(d.actors), len(d.recipients))
        assert (row[at("tells it again")], row[at("told again by others")]) == (d.again, d.echoes)
        assert row[at("told before")] == sum(
            o.type == d.type and context.tokens[o.candidate.token].sentence < context.tokens[d.candidate.token].sentence for o in drafts
        )


def test_what_is_seen_of_a_candidate_is_where_it_stands_and_who_stands_about_it(context: Context) -> None:
    candidates = find_candidates(context)
    of = {context.tokens[c.token].norm: set(names) for c, names in zip(candidates, sights(context, candidates, range(len(candidates))), strict=True)}
    assert {"sentence_first", "clause_first", "again=0", "actor_before=none", "actor_after=military", "date=here"} <= of["قصفت"]
    assert {"number=here", "next=none", "actor_after=population"} <= of["مقتل"]
    assert "question" in of["المعارك"]
    assert "question" not in of["قصفت"]
    few = sights(context, candidates, [2, 4])
    assert [set(x) for x in few] == [set(x) for k, x in enumerate(sights(context, candidates, range(len(candidates)))) if k in (2, 4)]


def test_words_of_modality_before_a_candidate_are_seen_by_class_and_nearness() -> None:
    context = read_so_far("لم تقصف القوات الحكومية المدينة. ونفت موسكو أنها تستعد لقصف إدلب، وانسحبت القوات.")
    candidates = find_candidates(context)
    seen = {context.norms[c.token]: names for c, names in zip(candidates, sights(context, candidates, range(len(candidates))), strict=True)}
    assert {"modal=negation/0", "ASSAULT|modal=negation/0", "verb|modal=negation/0"} <= set(seen["تقصف"])
    assert {"modal=denial/over", "modal=intention/0", "noun|modal=intention/0"} <= set(seen["لقصف"])
    assert [name for name in seen["وانسحبت"] if name.startswith("modal")] == ["modal=intention/over"]  # of the clause before
    undone_ = [context.norms[c.token] for c in candidates if undone(context, c, "ASSAULT")]
    assert undone_ == ["تقصف"]
    assert not any(undone(context, c, "REJECT") for c in candidates)  # "لن نسمح" is a refusal
    sanctions = read_so_far("لم تفرض الولايات المتحدة عقوبات على تركيا، ولم يوقف الجيش القصف.")
    undone_ = [sanctions.norms[c.token] for c in find_candidates(sanctions) if undone(sanctions, c, "SANCTION")]
    but = read_so_far("لم تقصف الطائرات سوى مواقع عسكرية. ولم تقصف السفن المدينة إلا أنها اقتربت.")
    assert [undone(but, c, "ASSAULT") for c in find_candidates(but) if but.norms[c.token] == "تقصف"] == [False, True]
    assert "عقوبات" in undone_ and "القصف" not in undone_  # what was not stopped goes on


def test_the_seats_about_an_act_of_speech_whose_matter_a_trigger_is() -> None:
    context = read_so_far("اتهم الجيش السوري المعارضة بقصف حلب.")
    shelling = next(c for c in find_candidates(context) if "ASSAULT" in c.types)
    seats = {
        context.mentions[p.mention].name: [m for m in p.marks if m.startswith("over=ACCUSE/ب")] for p in pairs(context, shelling, "ASSAULT")
    }
    assert seats == {"الجيش السوري": ["over=ACCUSE/ب/1/-"], "المعارضة": ["over=ACCUSE/ب/2/-"]}


def test_a_state_told_as_a_place_may_have_a_part_and_is_an_actor_once_it_has() -> None:
    context = read_so_far("فرضت الولايات المتحدة عقوبات على إيران. وعاد الجنود من سوريا إلى لبنان، وبقي السفير في لبنان. وقالت سوريا إنها تنتظر.")
    told = [(m.name, m.actor) for m in context.mentions if m in list(placed_states(context.reading))]
    acting = next(a.id for a in context.reading.cast if a.name == "سوريا")
    assert told == [("إيران", "=IR"), ("سوريا", acting), ("لبنان", "=LB")]  # not a place that somebody is in
    reading, iran = context.reading, [m for m in context.mentions if m.actor == "=IR"]
    id_ = take_in(reading, iran)
    assert (reading.cast[-1].id, reading.cast[-1].name, reading.cast[-1].kind, reading.cast[-1].country) == (id_, "إيران", "state", "IR")
    assert take_in(reading, iran) == id_ and iran[0] in reading.actors


def test_what_is_seen_of_a_party_is_its_place_in_the_frame(context: Context) -> None:
    shelled = next(c for c in find_candidates(context) if context.tokens[c.token].norm == "قصفت")
    by_name = {context.reading.document.piece(m.first, m.last): p for p in pairs(context, shelled, "ASSAULT") for m in [context.mentions[p.mention]]}
    army = next(p for name, p in by_name.items() if "الجيش" in name)
    assert not army.far
    assert {"rank=1", "slot=S:actor", "pos=verb/either/after"} <= set(army.marks)


def test_a_preposition_governs_from_before_the_head_of_a_phrase() -> None:
    text = "عثر الجنود على مخازن ذخيرة المليشيات، وسار الناس من دون توقف."
    reading = Reading(Report(text=text), read(text), load(), Models())
    context = Context(reading)
    at = {t.norm: t.i for t in context.tokens}
    assert governed(context, at["المليشيات"], 0).startswith("علي/")
    assert governed(context, at["المليشيات"], at["ذخيره"]) == "-/2"
    assert governed(context, at["المليشيات"], at["المليشيات"]) == "-/1"
    assert preposition(context, at["مخازن"]) == "علي"
