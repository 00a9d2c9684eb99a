"""Figures: how many, of whom, according to whom, where, when, and part of what (codebook, "Figures").

Each number is weighed against the words that may measure it (`figure_pairs`; the `figures` model). Then its fields are filled: who is
counted, of what it is a part, who claims it, place, date. The same figure told twice is one record.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal, NamedTuple

from marsad.coding.date_choices import Target
from marsad.coding.dating import date_for, seen_dates
from marsad.coding.figure_drafts import Draft, once_each
from marsad.coding.figure_features import Before
from marsad.coding.figure_pairs import let_go, none_of, pairs, usable
from marsad.coding.figure_parts import find_parts
from marsad.coding.figure_phrase import evidence_tokens, who
from marsad.coding.figure_places import Where, place_of
from marsad.coding.figure_scene import Scene, noun_kind
from marsad.coding.figure_sources import Told, source_of
from marsad.coding.link_lines import link_lines
from marsad.coding.network_view import view_in
from marsad.coding.settings import seen_places
from marsad.models import LinearModel
from marsad.reading import Reading
from marsad.records import Event, Figure, Measure, span

MODEL = "figures"
LET_GO = 2.5  # added to the score of those whom a verb of release governs ("أفرجت عن 20 أسيرا"): too rare to be learned
BIAS = 1.0  # added to every measure's score against "none"; set by cross-validation
_EVENTS = {
    "killed": ("ASSAULT",), "injured": ("ASSAULT",), "casualties": ("ASSAULT",), "missing": ("ASSAULT",), "damaged": ("ASSAULT",),
    "destroyed": ("ASSAULT",), "strikes": ("ASSAULT",), "abducted": ("ASSAULT",), "displaced": ("ASSAULT", "COERCE"), "detained": ("COERCE",),
    "released": ("RETREAT",), "returned": ("RETREAT",), "evacuated": ("RETREAT", "AID"), "deployed": ("MOBILIZE",), "sheltered": ("AID",),
    "in_need": ("AID",),
}  # fmt: skip


def read_figures(reading: Reading) -> None:
    """Fill `reading.figures`."""
    model = reading.models.linear(MODEL)
    if model is None or not reading.numbers:
        return
    scene = Scene(reading)
    drafts = find_drafts(scene, model)
    before: Draft | None = None
    for draft, seen in zip(drafts, about(reading, drafts), strict=True):
        reading.figures.append(_record(scene, draft, before, seen))
        before = draft


class About(NamedTuple):
    """What the network says of the places and the dates near the word that measures a figure (`seen_places`, `seen_dates`)."""

    places: dict[str | None, float]
    dates: dict[int, float] | None


def about(reading: Reading, drafts: Sequence[Draft]) -> list[About]:
    """The same for each draft; nothing where there is no network."""
    view = view_in(reading)
    if view is None:
        return [About({}, None) for _ in drafts]
    tokens = [d.pair.trigger.token for d in drafts]
    named = [p for p in reading.places if p.place is not None]
    return list(map(About, seen_places(named, view, tokens), seen_dates(reading, view, tokens)))


def find_drafts(scene: Scene, model: LinearModel) -> list[Draft]:
    """The figures of a report, each once, numbered, with their parts known; their other fields are still open."""
    drafts = once_each(scene, choose(scene, model))
    for n, draft in enumerate(drafts, 1):
        draft.id = f"f{n}"
    find_parts(scene, drafts)
    return drafts


def choose(scene: Scene, model: LinearModel) -> list[Draft]:
    """The numbers that are figures, each with the word that measures it best."""
    drafts: list[Draft] = []
    before: Before | None = None
    aside = link_lines(scene.reading)
    for k, m in enumerate(scene.reading.numbers):
        if not usable(scene, m) or scene.tokens[m.first].sentence in aside:
            continue
        found = pairs(scene, k, before)
        before, last = Before(m, ""), before
        if not found:
            continue
        governed = let_go(scene, m)
        scores = [model.lean_of(p.parts) + BIAS + (LET_GO if governed and p.measure == "released" and p.trigger.sense.kind == "verb" else 0.0) for p in found]
        none = model.lean_of(none_of(scene, k, found, last))
        best = max(range(len(found)), key=scores.__getitem__)
        if scores[best] <= none:
            continue
        before = Before(m, found[best].measure)
        total = sum(math.exp(s - scores[best]) for s in (*scores, none))
        same = sum(math.exp(s - scores[best]) for s, p in zip(scores, found, strict=True) if p.measure == found[best].measure)
        shown = evidence_tokens(scene, m, found[best].trigger.token)
        drafts.append(Draft(k, found[best], same / total, *shown))
    return drafts


def _record(scene: Scene, d: Draft, before: Draft | None, seen: About) -> Figure:
    """The record of a draft; `before` is the figure told before it, whose group, source and place may carry on."""
    reading, tokens = scene.reading, scene.tokens
    text = reading.document.text
    m = reading.numbers[d.number]
    shown = span(text, tokens[d.first].start, tokens[d.last - 1].end)
    last = reading.figures[-1] if before is not None else None
    group = who(scene, m)
    if group is None and noun_kind(scene, m) == "others" and last is not None:
        group = last.who
    measure: Measure = d.pair.measure  # type: ignore[assignment]
    trigger = tokens[d.pair.trigger.token]
    event = event_of(reading, d)
    return Figure(
        id=d.id,
        measure=measure,
        low=None if m.low is None else int(m.low),
        high=None if m.high is None else int(m.high),
        qualifier=m.qualifier,
        who=group,
        part_of=d.part_of.id if d.part_of is not None else None,
        place=place_of(reading, where(scene, d, before, last.place if last else None, seen)),
        date=date_for(reading, Target(d.pair.trigger.token, d.first, d.last, measure, seen.dates)),
        source=source_of(reading, m, measure, told(scene, before, last.source if last else None)),
        event=event.id if event is not None else None,
        evidence=shown,
        confidence=round(d.chance, 3),
        why=f"figure:{trigger.norm}/{m.kind}",
    )


def told(scene: Scene, before: Draft | None, source: str | None) -> Told | None:
    """The figure before, as the choice of a source sees it."""
    return Told(scene.reading.numbers[before.number], source) if before is not None else None


def where(scene: Scene, d: Draft, before: Draft | None, place: str | None, seen: About) -> Where:
    """A draft, as the choice of a place sees it."""
    numbers, tokens = scene.reading.numbers, scene.tokens
    m = numbers[d.number]
    away = tokens[m.first].sentence - tokens[numbers[before.number].first].sentence if before is not None else -1
    event = event_of(scene.reading, d)
    happened = event.place if event is not None else None
    had: Literal["none", "nowhere", "somewhere"] = "none" if event is None else "nowhere" if happened is None else "somewhere"
    return Where(m, d.measure, d.pair.trigger.token, d.first, d.last, place, away, seen.places, had, happened)


def event_of(reading: Reading, d: Draft) -> Event | None:
    """The event whose trigger stands in the figure's evidence and whose type fits its measure."""
    tokens = reading.document.tokens
    start, end = tokens[d.first].start, tokens[d.last - 1].end
    events = reading.events  # in order of their triggers
    low, high = (bisect_left(events, at, key=lambda e: e.trigger.start) for at in (start, end))
    return next((e for e in events[low:high] if e.type in _EVENTS[d.measure]), None)
