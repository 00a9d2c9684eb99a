"""Learn which words are events, who plays which role, which mode fits and where it happened.

usage: python training/train_events.py [--folds] [--ship]

--folds writes the models of each fold (build/folds/K), each without the outlets of that fold, --ship those that ship. Readings
are made with the upstream models of the report's own held-out fold, so that features look as they do at run time.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from fit import fit, write
from folds import BUILD, FOLDS, GOLD, SHIPPED, fold_dir, fold_of, is_own, report_of, taught
from marsad.coder import STEPS
from marsad.coding import events as coding_events
from marsad.coding.context import Context
from marsad.coding.events import NONE, mode_features
from marsad.coding.evidence import evidence_tokens
from marsad.coding.roles import pairs
from marsad.coding.settings import place_pairs
from marsad.coding.triggers import Candidate, find_candidates, trigger_features, type_features
from marsad.lexicon import load
from marsad.models import Models
from marsad.models.linear import LinearModel
from marsad.reading import Reading
from marsad.text.document import read

ROUNDS = 3
Example = tuple[list[str], str]


def scorer() -> Any:
    """The bench's own scorer, for its idea of when two names are one."""
    spec = importlib.util.spec_from_file_location("score", GOLD.parent / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCORE = scorer()


class Case(msgspec.Struct):
    """A hand-coded report, read, with its candidates and what people coded."""

    raw: dict[str, Any]
    fold: int  # -1: an outlet that no fold holds; all may learn from it
    own: bool  # coded by us, with triggers; learned from, never measured on
    reading: Reading
    context: Context
    candidates: list[Candidate]
    features: list[list[str]]
    events: list[dict[str, Any]]
    names: dict[str, list[str]]  # actor id -> its names here
    places: dict[str, list[str]]


def cases() -> list[Case]:
    """Every report that teaches, read up to the step before events."""
    models = [Models(fold_dir(k)) for k in range(FOLDS)]
    return [_case(raw, models[fold_of(raw)]) for raw in taught()]


def _case(raw: dict[str, Any], models: Models) -> Case:
    report = report_of(raw)
    reading = Reading(report, read(report.text), load(), models)
    for step in STEPS:
        if step is coding_events.read_events:
            break
        step(reading)
    context = Context(reading)
    candidates = find_candidates(context)
    text = report.text
    names = {a.id: [a.name, *a.aliases, *(text[s:e] for s, e in a.mentions)] for a in reading.cast}
    places = {p.id: [p.name, *(text[s:e] for s, e in p.mentions)] for p in reading.gazette}
    events = SCORE.Gold(raw).events
    return Case(raw, fold_of(raw), is_own(raw), reading, context, candidates, trigger_features(context, candidates), events, names, places)


def inside(case: Case, event: dict[str, Any]) -> list[int]:
    """The candidates that stand in an event's evidence."""
    start, end = event["span"]
    tokens = case.context.tokens
    return [k for k, c in enumerate(case.candidates) if start <= tokens[c.token].start < end]


def first_guess(case: Case, event: dict[str, Any], taken: set[int]) -> int | None:
    """A candidate of the right type in the evidence: an event verb before a noun, the first before the others."""
    free = [k for k in inside(case, event) if k not in taken]
    right = [k for k in free if event["type"] in case.candidates[k].types]
    if right:
        return min(right, key=lambda k: (case.candidates[k].forms[0].pos != "verb", k))
    return free[0] if free else None


def told(case: Case, event: dict[str, Any]) -> list[int]:
    """The candidate at the trigger that was coded with the event, if the lexicon knows it."""
    start, end = event["trigger_span"]
    tokens = case.context.tokens
    return [k for k, c in enumerate(case.candidates) if tokens[c.token].start < end and start < tokens[c.last - 1].end][:1]


def assign(case: Case, model: LinearModel | None) -> dict[int, dict[str, Any]]:
    """For each event coded by hand the candidate that stands for it."""
    if case.own:
        return {k: event for event in case.events for k in told(case, event)}
    out: dict[int, dict[str, Any]] = {}
    chances = [model.chance(f) for f in case.features] if model else []
    for event in sorted(case.events, key=lambda e: e["span"][1] - e["span"][0]):
        if model is None:
            k = first_guess(case, event, set(out))
        else:
            free = [k for k in inside(case, event) if k not in out]
            k = max(free, key=lambda k: (chances[k] + RIGHT_TYPE * (event["type"] in case.candidates[k].types), -k)) if free else None
        if k is not None:
            out[k] = event
    return out


RIGHT_TYPE = 0.3  # how much a candidate of the right type is preferred to one of another


def learn_triggers(some: Sequence[Case]) -> tuple[LinearModel, LinearModel, list[dict[int, dict[str, Any]]]]:
    """The trigger and type models, and which candidate stands for each event; assigned anew each round (hard EM)."""
    assigned = [assign(case, None) for case in some]
    model = None
    for turn in range(ROUNDS):
        if turn:
            assigned = [assign(case, model) for case in some]
        examples = [(features, "1" if k in chosen else "0") for case, chosen in zip(some, assigned, strict=True) for k, features in enumerate(case.features)]
        model = fit(examples, strength=TRIGGER_STRENGTH, least=0.01)
    assert model is not None
    typed = [(type_features(case.features[k]), event["type"]) for case, chosen in zip(some, assigned, strict=True) for k, event in chosen.items()]
    return model, fit(typed, strength=0.5, least=0.01), assigned


TRIGGER_STRENGTH = 0.3
ROLE_STRENGTH = 0.1


def learn_roles(some: Sequence[Case], assigned: Sequence[dict[int, dict[str, Any]]]) -> LinearModel:
    """Actor, recipient or neither, for every mention near every event coded by hand."""
    examples: list[Example] = []
    for case, chosen in zip(some, assigned, strict=True):
        for k, event in chosen.items():
            for pair in pairs(case.context, case.candidates[k], event["type"], event.get("mode")):
                names = case.names.get(case.context.mentions[pair.mention].actor or "", [])
                label = NONE
                if any(SCORE.same_name(n, names) for n in event["actors"]):
                    label = "actor"
                elif any(SCORE.same_name(n, names) for n in event["recipients"]):
                    label = "recipient"
                examples.append((pair.features, label))
    return fit(examples, strength=ROLE_STRENGTH, rarest=3, least=0.01)


def learn_modes(some: Sequence[Case], assigned: Sequence[dict[int, dict[str, Any]]]) -> LinearModel:
    """Type and mode together, from the trigger and the words of its clause."""
    examples = [
        (mode_features(case.context, case.candidates[k], event["type"]), f"{event['type']}/{event.get('mode') or ''}")
        for case, chosen in zip(some, assigned, strict=True)
        for k, event in chosen.items()
    ]
    return fit(examples, strength=0.5, rarest=2)


def learn_places(some: Sequence[Case], assigned: Sequence[dict[int, dict[str, Any]]]) -> LinearModel:
    """Whether a place named near a trigger is where it happened."""
    examples: list[Example] = []
    for case, chosen in zip(some, assigned, strict=True):
        for k, event in chosen.items():
            first, last = evidence_tokens(case.context, case.candidates[k], ())
            for mention, features in place_pairs(case.context, case.candidates[k], event["type"], first, last):
                right = bool(event["place"]) and SCORE.same_name(event["place"], case.places.get(mention.place or "", []))
                examples.append((features, "1" if right else "0"))
    return fit(examples, strength=0.2, rarest=2)


LEARNERS: dict[str, Callable[[Sequence[Case], Sequence[dict[int, dict[str, Any]]]], LinearModel]] = {
    "roles": learn_roles,
    "modes": learn_modes,
    "event_places": learn_places,
}


def train(some: Sequence[Case], folder: Path, about: str) -> None:
    """Train all models on some reports and write them to a folder."""
    model, types, assigned = learn_triggers(some)
    write(model, folder / "triggers.tsv", about=f"Which words report an event, and of which type. {about}")
    write(types, folder / "types.tsv", about=f"Of which type an event is. {about}")
    for name, learn in LEARNERS.items():
        write(learn(some, assigned), folder / f"{name}.tsv", about=f"See docs/models/events.md. {about}")


def main() -> None:
    every = cases()
    about = "Trained by training/train_events.py on reports coded by hand."
    if "--folds" in sys.argv:
        for k in range(FOLDS):
            train([c for c in every if c.fold != k], BUILD / str(k), about)
    if "--ship" in sys.argv:
        train(every, SHIPPED, about)


if __name__ == "__main__":
    main()
