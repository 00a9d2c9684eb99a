"""Learn which words are events, who plays which role, which mode fits and where it happened: the models that look at words. Those that
choose among what they find are learned after them (train_judges.py).

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
from folds import BENCH, FOLDS, GOLD, SHIPPED, fold_dir, fold_of, is_own, report_of, taught
from marsad.coder import STEPS
from marsad.coding import events as coding_events
from marsad.coding.context import Context
from marsad.coding.event_drafts import NO_MODE, mode_features, mode_model
from marsad.coding.evidence import evidence_tokens
from marsad.coding.roles import pairs
from marsad.coding.settings import Target, settings
from marsad.coding.trigger_sight import trigger_features, type_features
from marsad.coding.triggers import Candidate, find_candidates
from marsad.coding.unnamed_groups import is_unnamed
from marsad.lexicon import load
from marsad.models import Models
from marsad.models.linear import LinearModel
from marsad.reading import Reading
from marsad.text.document import read
from own_coding import quiet_reports
from parallel import in_parallel
from rank import fit_ranker

ROUNDS = 3
FEWEST = 20  # events of a type that can teach its modes
ENOUGH = 50  # reports with known triggers from which the rest can be assigned at once
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
    """Every report that teaches, and some with nothing to code, read up to the step before events."""
    models = [Models(fold_dir(k)) for k in range(FOLDS)]
    return [_case(raw, models[fold_of(raw)]) for raw in (*taught(), *quiet_reports())]


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
    names |= {m.actor: [text[m.start : m.end]] for m in context.mentions if m.actor and is_unnamed(m.actor)}
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


def fit_triggers(some: Sequence[Case], assigned: Sequence[dict[int, dict[str, Any]]]) -> LinearModel:
    """The trigger model, once it is known which candidate stands for each event."""
    examples = [(features, "1" if k in chosen else "0") for case, chosen in zip(some, assigned, strict=True) for k, features in enumerate(case.features)]
    weights = [weight(case) for case in some for _ in case.features]
    return fit(examples, strength=TRIGGER_STRENGTH, rarest=3, least=0.02, weights=weights)


def learn_triggers(some: Sequence[Case]) -> tuple[LinearModel, LinearModel, list[dict[int, dict[str, Any]]]]:
    """The trigger and type models, and which candidate stands for each event; assigned anew each round (hard EM),
    beginning from the reports whose triggers are known, where there are enough of them."""
    told = [case for case in some if case.own]
    model = fit_triggers(told, [assign(case, None) for case in told]) if len(told) >= ENOUGH else None
    for _ in range(ROUNDS if model is None else 1):
        assigned = [assign(case, model) for case in some]
        model = fit_triggers(some, assigned)
    assert model is not None
    typed = [(type_features(case.features[k]), event["type"]) for case, chosen in zip(some, assigned, strict=True) for k, event in chosen.items()]
    weights = [weight(case) for case, chosen in zip(some, assigned, strict=True) for _ in chosen]
    return model, fit(typed, strength=0.5, rarest=3, least=0.03, weights=weights), assigned


def weight(case: Case) -> float:
    """How much a report counts."""
    return 1.0 if case.own else float(BENCH)


TRIGGER_STRENGTH = 0.1
ROLE_STRENGTH = 0.05
NONE = "none"


def learn_roles(some: Sequence[Case], assigned: Sequence[dict[int, dict[str, Any]]]) -> LinearModel:
    """Actor, recipient or neither, for every mention near every event coded by hand."""
    examples: list[Example] = []
    weights: list[float] = []
    for case, chosen in zip(some, assigned, strict=True):
        for k, event in chosen.items():
            for pair in pairs(case.context, case.candidates[k], event["type"]):
                examples.append((pair.features, role_of(case, event, case.context.mentions[pair.mention].actor)))
                weights.append(weight(case))
    return fit(examples, strength=ROLE_STRENGTH, rarest=4, least=0.02, weights=weights)


def learn_modes(some: Sequence[Case], assigned: Sequence[dict[int, dict[str, Any]]]) -> dict[str, LinearModel]:
    """For each type that has modes, a model that chooses among those seen, and none."""
    examples: dict[str, list[Example]] = {}
    for case, chosen in zip(some, assigned, strict=True):
        for k, event in chosen.items():
            features = mode_features(case.context, case.candidates[k], event["type"])
            examples.setdefault(event["type"], []).append((features, event.get("mode") or NO_MODE))
    taught = {t: found for t, found in examples.items() if len(found) >= FEWEST and len({label for _, label in found}) > 1}
    return {mode_model(t): fit(found, strength=0.5, rarest=3, least=0.03) for t, found in taught.items()}


def learn_places(some: Sequence[Case], assigned: Sequence[dict[int, dict[str, Any]]]) -> LinearModel:
    """Where an event happened, or nowhere that is told; events whose place is not among those weighed teach nothing."""
    groups = []
    for case, chosen in zip(some, assigned, strict=True):
        tokens = case.context.tokens
        before: tuple[str | None, int] | None = None
        for k in sorted(chosen, key=lambda k: case.candidates[k].token):
            event, c = chosen[k], case.candidates[k]
            first, last = evidence_tokens(case.context, c, ())
            sentence = tokens[c.token].sentence
            place, away = (before[0], sentence - before[1]) if before else (None, -1)
            choices = settings(case.context, Target(c, event["type"], first, last, place, away))
            right = [bool(event["place"]) and SCORE.same_name(event["place"], case.places.get(x.place or "", [])) for x in choices]
            if not event["place"]:
                right[-1] = True
            if any(right):
                groups.append([(x.features, bool(ok)) for x, ok in zip(choices, right, strict=True)])
            before = (next((x.place for x, ok in zip(choices, right, strict=True) if ok), None), sentence)
    return fit_ranker(groups, strength=PLACE_STRENGTH)


PLACE_STRENGTH = 0.3


LEARNERS: dict[str, Callable[[Sequence[Case], Sequence[dict[int, dict[str, Any]]]], LinearModel]] = {
    "roles": learn_roles,
    "event_places": learn_places,
}


def fit_words(some: Sequence[Case]) -> dict[str, LinearModel]:
    """All models that look at words."""
    triggers, types, assigned = learn_triggers(some)
    models = {"triggers": triggers, "types": types}
    models |= {name: learn(some, assigned) for name, learn in LEARNERS.items()}
    models |= learn_modes(some, assigned)
    return models


def role_of(case: Case, event: dict[str, Any], actor: str | None) -> str:
    """The role that people gave an actor in an event."""
    names = case.names.get(actor or "", [])
    if any(SCORE.same_name(n, names) for n in event["actors"]):
        return "actor"
    return "recipient" if any(SCORE.same_name(n, names) for n in event["recipients"]) else NONE


def save(models: dict[str, LinearModel], folder: Path) -> None:
    for name, model in models.items():
        about = ABOUT.get(name, "Of which mode an event of one type is.")
        write(model, folder / f"{name}.tsv", about=f"{about} Made by training/train_events.py; see docs/models/events.md")


ABOUT = {
    "triggers": "Which words report an event.",
    "types": "Of which type an event is.",
    "roles": "Who did it, and to whom.",
    "event_places": "Where it happened.",
}


def main() -> None:
    every = cases()
    jobs: list[tuple[int | None, Path]] = [(k, fold_dir(k)) for k in range(FOLDS)] if "--folds" in sys.argv else []
    if "--ship" in sys.argv:
        jobs.append((None, SHIPPED))
    in_parallel([lambda k=k, folder=folder: save(fit_words([c for c in every if k is None or c.fold != k]), folder) for k, folder in jobs])


if __name__ == "__main__":
    main()
