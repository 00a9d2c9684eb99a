"""Hand-coded reports as the event coder meets them: read up to the step before events, with the words that may report one."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from typing import Any

import msgspec

from folds import BENCH, FOLDS, GOLD, fold_dir, fold_of, is_own, report_of, taught
from marsad.coder import STEPS
from marsad.coding.context import Context
from marsad.coding.events import read_events
from marsad.coding.network_view import chance_of, view_of
from marsad.coding.provisional import is_provisional
from marsad.coding.triggers import Candidate, find_candidates
from marsad.lexicon import load
from marsad.models import Models
from marsad.reading import Reading
from marsad.text.document import read
from own_coding import quiet_reports

NONE = "none"
RIGHT_TYPE = 0.3  # how much a candidate of the right type is preferred to one of another


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
        if step is read_events:
            break
        step(reading)
    context = Context(reading)
    text = report.text
    names = {a.id: [a.name, *a.aliases, *(text[s:e] for s, e in a.mentions)] for a in reading.cast}
    for m in context.mentions:
        if m.actor and is_provisional(m.actor):
            names.setdefault(m.actor, []).append(text[m.start : m.end])
    places = {p.id: [p.name, *(text[s:e] for s, e in p.mentions)] for p in reading.gazette}
    return Case(raw, fold_of(raw), is_own(raw), reading, context, find_candidates(context), SCORE.Gold(raw).events, names, places)


def weight(case: Case) -> float:
    """How much a report counts."""
    return 1.0 if case.own else float(BENCH)


def assigned(case: Case) -> dict[int, dict[str, Any]]:
    """For each event coded by hand the candidate that stands for it, as the network of the report's own fold has it."""
    view = view_of(case.context)
    return assign(case, view.odds(case.candidates) if view is not None and not case.own else None)


def assign(case: Case, odds: Sequence[float] | None = None) -> dict[int, dict[str, Any]]:
    """For each event coded by hand the candidate that stands for it: the one that was coded with it, or the likeliest of its evidence, where
    it is known how likely each is; else a first guess."""
    if case.own:
        return {k: event for event in case.events for k in _told(case, event)}
    out: dict[int, dict[str, Any]] = {}
    chances = None if odds is None else list(map(chance_of, odds))
    for event in sorted(case.events, key=lambda e: e["span"][1] - e["span"][0]):
        free = [k for k in _inside(case, event) if k not in out]
        if not free:
            continue
        if chances is None:
            out[_first_guess(case, event, free)] = event
        else:
            out[max(free, key=lambda k: (chances[k] + RIGHT_TYPE * (event["type"] in case.candidates[k].types), -k))] = event
    return out


def _inside(case: Case, event: dict[str, Any]) -> list[int]:
    """The candidates that stand in an event's evidence."""
    start, end = event["span"]
    tokens = case.context.tokens
    return [k for k, c in enumerate(case.candidates) if start <= tokens[c.token].start < end]


def _first_guess(case: Case, event: dict[str, Any], free: Sequence[int]) -> int:
    """A candidate of the right type in the evidence: an event verb before a noun, the first before the others."""
    right = [k for k in free if event["type"] in case.candidates[k].types]
    return min(right, key=lambda k: (case.candidates[k].forms[0].pos != "verb", k)) if right else free[0]


def _told(case: Case, event: dict[str, Any]) -> list[int]:
    """The candidate at the trigger that was coded with the event, if the lexicon knows it."""
    start, end = event["trigger_span"]
    tokens = case.context.tokens
    return [k for k, c in enumerate(case.candidates) if tokens[c.token].start < end and start < tokens[c.last - 1].end][:1]


def role_of(case: Case, event: dict[str, Any], actor: str | None) -> str:
    """The role that people gave an actor in an event."""
    names = case.names.get(actor or "", [])
    if any(SCORE.same_name(n, names) for n in event["actors"]):
        return "actor"
    return "recipient" if any(SCORE.same_name(n, names) for n in event["recipients"]) else NONE
