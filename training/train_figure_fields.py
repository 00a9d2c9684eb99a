"""Learn whom the text gives as a figure's source, and where the figure belongs, from hand-coded reports.

usage: python training/train_figure_fields.py [--folds] [--ship]

Reads each report with the coder's own steps and the models of its held-out fold (run the other train_*.py --folds first), takes the
figures that it finds and people coded too, and learns which actor and place near them is right. Prints how often, by half of the outlets.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from fit import write
from folds import BENCH, FOLDS, GOLD, SHIPPED, fold_dir, fold_of, is_own, report_of, taught
from marsad.coder import STEPS
from marsad.coding.figure_places import MODEL as PLACES
from marsad.coding.figure_places import place_choices
from marsad.coding.figure_scene import Scene
from marsad.coding.figure_sources import MODEL as SOURCES
from marsad.coding.figure_sources import source_choices
from marsad.coding.figures import MODEL, Draft, about, find_drafts, told, where
from marsad.lexicon import load
from marsad.models import Models
from marsad.models.linear import LinearModel
from marsad.reading import Reading
from marsad.text.document import read
from rank import fit_ranker

sys.path.insert(0, str(GOLD.parent))
from score import overlap, same_name

STRENGTH = {SOURCES: 0.3, PLACES: 0.5}
ABOUT = "{}; conditional logistic regression; training/train_figure_fields.py, docs/models/figures.md"


class Item(msgspec.Struct):
    """A figure with the choices for one of its fields: features of each, and which are right."""

    fold: int
    report: str
    features: list[list[str]]
    right: list[bool]
    own: bool


def readings() -> Iterator[tuple[dict[str, Any], Reading]]:
    """Each report, read up to its figures."""
    lexicon = load()
    stores = [Models(fold_dir(k)) for k in range(FOLDS)]
    for raw in taught():
        report = report_of(raw)
        reading = Reading(report, read(report.text), lexicon, stores[fold_of(raw)])
        for step in STEPS:
            if step.__name__ in ("read_figures", "calibrate"):
                continue
            step(reading)
        yield raw, reading


def items() -> dict[str, list[Item]]:
    """The choices for both fields of every figure that coder and people both have."""
    out: dict[str, list[Item]] = {SOURCES: [], PLACES: []}
    for raw, reading in readings():
        model = reading.models.linear(MODEL)
        if model is None:
            raise SystemExit("no model of figures for a fold: run train_figures.py --folds")
        names = {a["name"]: [a["name"], *a.get("aliases", [])] for a in raw["actors"]}
        cast = {a.id: [a.name, *a.aliases, *(reading.document.text[s:e] for s, e in a.mentions)] for a in reading.cast}
        places = {p.id: [p.name, *(reading.document.text[s:e] for s, e in p.mentions)] for p in reading.gazette}
        scene = Scene(reading)
        before: Draft | None = None
        last: tuple[str | None, str | None] = (None, None)
        drafts = find_drafts(scene, model)
        for draft, seen in zip(drafts, about(reading, drafts), strict=True):
            figure = _truth(raw, reading, draft)
            if figure is None:
                continue
            m = reading.numbers[draft.number]
            source, place = figure.get("source"), figure.get("place")
            whom = source_choices(reading, m, draft.measure, told(scene, before, last[0]))
            there = place_choices(reading, where(scene, draft, before, last[1], seen))
            right = [_is(c.actor, cast, names.get(source, [source]) if source else None) for c in whom]
            right_there = [_is(c.place, places, [place] if place else None) for c in there]
            out[SOURCES].append(Item(fold_of(raw), raw["id"], [c.features for c in whom], right, is_own(raw)))
            out[PLACES].append(Item(fold_of(raw), raw["id"], [c.features for c in there], right_there, is_own(raw)))
            before = draft
            last = (
                next((c.actor for c, ok in zip(whom, right, strict=True) if ok), None),
                next((c.place for c, ok in zip(there, right_there, strict=True) if ok), None),
            )
    return out


def _is(key: str | None, known: dict[str, list[str]], wanted: list[str] | None) -> bool:
    if key is None or wanted is None:
        return key is None and wanted is None
    return bool(same_name(wanted, known.get(key, [])))


def _truth(raw: dict[str, Any], reading: Reading, d: Draft) -> dict[str, Any] | None:
    """The hand-coded figure that a draft matches, as the scorer pairs them."""
    m, tokens = reading.numbers[d.number], reading.document.tokens
    span = (tokens[d.first].start, tokens[d.last - 1].end)
    best: tuple[float, dict[str, Any]] | None = None
    for f in raw["figures"]:
        if f["measure"] == d.measure and (f["low"], f["high"]) == (m.low, m.high):
            at = raw["text"].find(f["evidence"])
            shared = overlap((at, at + len(f["evidence"])), span)
            if best is None or shared > best[0]:
                best = (shared, f)
    return best[1] if best is not None else None


def learn(some: Sequence[Item], name: str) -> LinearModel:
    """The ranker; figures whose right choice is not among those found teach nothing."""
    groups = [list(zip(x.features, x.right, strict=True)) for x in some for _ in range(1 if x.own else BENCH)]
    return fit_ranker(groups, strength=STRENGTH[name])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--ship", action="store_true")
    args = parser.parse_args()
    for name, every in items().items():
        tally: Counter[tuple[str, str]] = Counter()
        for k in range(FOLDS):
            model = learn([x for x in every if x.fold != k], name)
            if args.folds:
                write(model, fold_dir(k) / f"{name}.tsv", about=ABOUT.format(name))
            for x in every:
                if x.fold == k and not x.own:
                    scores = [b - a for a, b in (model.margins(f) for f in x.features)]
                    ok = x.right[max(range(len(scores)), key=scores.__getitem__)]
                    for group in ("all", "half 0" if k < 2 else "half 1"):
                        tally[group, "right"] += ok
                        tally[group, "of"] += 1
                        tally[group, "reach"] += any(x.right)
        for group in ("all", "half 0", "half 1"):
            right, total, reach = (tally[group, key] for key in ("right", "of", "reach"))
            print(f"{name:15} {group:7} {right} of {total} = {right / max(1, total):.3f}; among the choices {reach}")
        if args.ship:
            write(learn(every, name), SHIPPED / f"{name}.tsv", about=ABOUT.format(name))


if __name__ == "__main__":
    main()
