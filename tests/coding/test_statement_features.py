"""What speaks for a statement's parts weighs the same by place as by name."""

from __future__ import annotations

import pytest

from marsad.coder import STEPS
from marsad.coding.content_bounds import Bound, ends, starts
from marsad.coding.reported_speech import draft_statements, judge_parts, read_statements
from marsad.coding.scene import Scene
from marsad.coding.speakers import Candidate, Floor, candidates
from marsad.coding.statement_features import cue_parts
from marsad.lexicon import load
from marsad.models import Models
from marsad.models.layouts import names_of
from marsad.reading import Reading
from marsad.records import Report
from marsad.text.document import read

TEXT = (
    "قال وزير الدفاع السوداني إن الجيش استعاد المدينة، مؤكدا أن قوات الدعم السريع انسحبت. وأضاف الوزير: «لن نتراجع عن مواقعنا». "
    "ونفت قوات الدعم السريع ذلك، وقالت في بيان إن الجيش السوداني يكذب، بحسب وكالة رويترز."
)


@pytest.fixture(scope="module")
def scene() -> Scene:
    reading = Reading(Report(text=TEXT), read(TEXT), load(), Models())
    for step in STEPS[: STEPS.index(read_statements)]:
        step(reading)
    return Scene(reading)


def test_cues_and_drafts_weigh_by_place_what_they_weigh_by_name(scene: Scene) -> None:
    cue, whole = scene.reading.models.linear("statement_cue"), scene.reading.models.linear("statement")
    assert cue is not None
    assert whole is not None
    for parts in [cue_parts(scene, c) for c in scene.cues]:
        assert cue.chance_of(parts) == pytest.approx(cue.chance(names_of(parts)))
    drafts = draft_statements(scene, scene.reading)
    assert len(drafts) > 2
    for k, draft in enumerate(drafts):
        parts = judge_parts(draft, drafts[:k])
        assert whole.chance_of(parts) == pytest.approx(whole.chance(names_of(parts)))


def test_bounds_and_speakers_weigh_by_place_what_they_weigh_by_name(scene: Scene) -> None:
    options: dict[str, list[Bound] | list[Candidate]] = {}
    floor = Floor()
    for cue in scene.cues:
        options["start"] = found = starts(scene, cue)
        for start in found:
            options["end"] = ends(scene, cue, start)
            options["speaker"] = candidates(scene, cue, start.at, start.why, floor)
            for name, those in options.items():
                model = scene.reading.models.linear("statement_" + name)
                assert model is not None
                for one in those:
                    assert model.lean_of(one.parts) == pytest.approx(model.lean([f for f in one.features if not f.startswith("p:of=")]))
        floor.take(scene.actors[0].actor or "", cue.sentence)


def test_the_number_of_candidates_speaks_for_none_of_them(scene: Scene) -> None:
    people = candidates(scene, scene.cues[0], scene.cues[0].last, "cue", Floor())
    assert len({f for c in people for f in c.features if f.startswith("p:of=")}) == 1
