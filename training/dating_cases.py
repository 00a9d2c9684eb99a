"""Records whose date is to be learned: those that the coder finds and people coded too, and stand-ins for those that it misses."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
from collections.abc import Iterator
from typing import Any

import msgspec

from folds import FOLDS, GOLD, fold_dir, fold_of, is_own, report_of, taught
from marsad.coder import Coder
from marsad.coding import events, figures
from marsad.coding.context import Context
from marsad.coding.date_choices import Target, date_choices
from marsad.coding.dating import nearest, seen_dates
from marsad.coding.echoes import Echoes, heard
from marsad.coding.network_view import view_of
from marsad.coding.triggers import find_candidates
from marsad.reading import Reading

Days = tuple[dt.date, dt.date]


class Item(msgspec.Struct):
    """A record: where it stands, the dates it could have, the right one (None: no date), and whether people coded it at all."""

    fold: int
    reading: Reading
    target: Target
    right: Days | None
    known: bool
    coded: bool
    own: bool


def cases() -> Iterator[list[Item]]:
    """The records of each report, events before figures, each in the order of the text, read with the models of its own fold."""
    coders = [Coder(models=fold_dir(k)) for k in range(FOLDS)]
    for raw in taught():
        out = list(_items(raw, coders[max(fold_of(raw), 0)]))
        if out:
            yield sorted(out, key=lambda x: (x.target.what.islower(), x.target.token))


def _items(raw: dict[str, Any], coder: Coder) -> Iterator[Item]:
    reading, targets = _read(raw, coder)
    reading.notes.pop("dating", None)
    matched, missed = _matched(raw, reading)
    for key, target in targets.items():
        record = matched.get(key)
        guess = nearest(date_choices(reading, target, None), target)
        right = _days(record) if record else ((guess.from_, guess.to) if guess else None)
        yield Item(fold_of(raw), reading, target, right, record is not None, True, is_own(raw))
    context = Context(reading)
    view = view_of(context) if missed else None
    at = {c.token: c for c in find_candidates(context)} if missed else {}
    echoes = Echoes(view.seen(list(at.values())) if view is not None else [])
    for record in missed:
        target = stand_in(reading, record)
        if view is not None:
            told = [c.token for c in echoes.of(at[target.token])] if target.token in at else []
            again = heard([told], lambda some: seen_dates(reading, view, some))[0]
            target = msgspec.structs.replace(target, seen=seen_dates(reading, view, [target.token])[0], again=again)
        yield Item(fold_of(raw), reading, target, _days(record), True, False, is_own(raw))


def _days(record: dict[str, Any]) -> Days | None:
    told = record.get("date")
    return (dt.date.fromisoformat(told["from"]), dt.date.fromisoformat(told["to"])) if told else None


def _read(raw: dict[str, Any], coder: Coder) -> tuple[Reading, dict[str, Target]]:
    """A report as coded, and for each record's id the target that its date was asked for with."""
    asked: list[Target] = []

    def note(reading: Reading, target: Target) -> None:
        asked.append(target)

    kept = events.date_for, figures.date_for
    events.date_for = figures.date_for = note  # type: ignore[assignment]
    try:
        reading = coder.read(report_of(raw))
    finally:
        events.date_for, figures.date_for = kept
    tokens = reading.document.tokens
    by_trigger = {(t.what, tokens[t.token].start): t for t in asked}
    by_span = {(t.what, tokens[t.first].start, tokens[t.last - 1].end): t for t in asked if t.last > t.first}
    out = {}
    for e in reading.events:
        if (e.type, e.trigger.start) in by_trigger:
            out[e.id] = by_trigger[e.type, e.trigger.start]
    for f in reading.figures:
        if (f.measure, f.evidence.start, f.evidence.end) in by_span:
            out[f.id] = by_span[f.measure, f.evidence.start, f.evidence.end]
    return reading, out


def _matched(raw: dict[str, Any], reading: Reading) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
    """Hand-coded records by the id of the coded one that the scorer pairs them with, and those left over."""
    score = _scorer()
    row = {
        kind: json.loads(msgspec.json.encode(getattr(reading, where)))
        for kind, where in (("actors", "cast"), ("places", "gazette"), ("events", "events"), ("figures", "figures"))
    }
    g, c = score.Gold(raw), score.Coded({**row, "statements": []}, raw["text"])
    out: dict[str, dict[str, Any]] = {}
    missed: list[dict[str, Any]] = []
    for kind, how in (("events", score.event_score), ("figures", score.figure_score)):
        pairs, left, _ = score.pair(getattr(g, kind), getattr(c, kind), how)
        out.update({b["id"]: a for a, b in pairs})
        missed += left
    return out, missed


def _scorer() -> Any:
    """The bench's own scorer."""
    spec = importlib.util.spec_from_file_location("score", GOLD.parent / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def stand_in(reading: Reading, record: dict[str, Any]) -> Target:
    """The evidence of a record coded by hand as tokens; the trigger is the first word in it that can name an event."""
    start = record.get("evidence_span", [reading.document.text.find(record["evidence"])])[0]
    end = start + len(record["evidence"])
    inside = [t.i for t in reading.document.tokens if t.start >= start - 1 and t.end <= end + 1] or [0]
    what = record.get("type") or record["measure"]
    forms = {i: reading.lexicon.forms(reading.document.tokens[i].norm) for i in inside}
    right = [i for i in inside if any(f.entry.kind == "event" and f.entry.type == what for f in forms[i])]
    event = right or [i for i in inside if any(f.entry.kind == "event" for f in forms[i])]
    verbs = [i for i in event if any(f.pos == "verb" for f in forms[i])]
    return Target((verbs or event or inside)[0], inside[0], inside[-1] + 1, what)
