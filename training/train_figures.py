"""Learn which word measures a number, or that none does, from hand-coded reports.

usage: python training/train_figures.py [--folds] [--ship] [--misses]

Prints precision and recall of (number, measure) by fold of outlets (the model never saw the outlet). `--folds` writes the model of
each fold to build/folds/K, `--ship` the final one.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from fit import write
from folds import BENCH, FOLDS, SHIPPED, fold_dir, fold_of, is_own, report_of, taught
from marsad.coder import STEPS
from marsad.coding.context import Context
from marsad.coding.events import read_events
from marsad.coding.figure_features import Before
from marsad.coding.figure_pairs import none_of, pairs, usable
from marsad.coding.figure_scene import Scene
from marsad.coding.figures import BIAS, MODEL
from marsad.coding.network_view import view_of
from marsad.lexicon import load
from marsad.mentions.types import NumberMention
from marsad.models import Models
from marsad.models.layouts import names_of
from marsad.models.linear import LinearModel
from marsad.reading import Reading
from marsad.text.document import read
from own_coding import quiet_reports
from parallel import in_parallel
from rank import fit_ranker

STRENGTH = 3.0
TOLD_AGAIN = 4  # smaller numbers that stand elsewhere in a report may count something else
ABOUT = "Which word measures a number, or none; conditional logistic regression; training/train_figures.py, docs/models/figures.md"


class Item(msgspec.Struct):
    """A number with the words that may measure it; `right` is its measure, "" for none, `None` where the hand-coded report leaves doubt."""

    fold: int
    report: str
    words: str
    right: str | None
    measures: list[str]
    features: list[list[str]]
    kind: str
    told_again: bool
    own: bool


def readings() -> Iterator[tuple[dict[str, Any], Reading]]:
    """Each report read up to its statements, and by the network, as models of its held-out fold have it."""
    lexicon = load()
    stores = [Models(fold_dir(k)) for k in range(FOLDS)]
    for raw in (*taught(), *quiet_reports()):
        report = report_of(raw)
        reading = Reading(report, read(report.text), lexicon, stores[fold_of(raw)])
        for step in STEPS[: STEPS.index(read_events)]:
            step(reading)
        view_of(Context(reading))
        yield raw, reading


def items() -> Iterator[Item]:
    """Every number that may be a figure."""
    for raw, reading in readings():
        scene = Scene(reading)
        truth, unsure, again = match(raw, reading.numbers)
        before: Before | None = None
        for k, m in enumerate(reading.numbers):
            if not usable(scene, m):
                continue
            found, last = pairs(scene, k, before), before
            before = Before(m, truth.get(k, ""))
            right = truth.get(k, "")
            if k in unsure and k not in truth:
                right = again.get(k) if (m.low or 0) >= TOLD_AGAIN and again.get(k) in {p.measure for p in found} else None
            words = reading.document.piece(max(0, m.first - 9), min(len(scene.tokens), m.last + 9))
            yield Item(
                fold_of(raw), raw["id"], words, right, [p.measure for p in found] + [""],
                [p.features for p in found] + [names_of(none_of(scene, k, found, last))], m.kind, k in unsure and k not in truth, is_own(raw),
            )  # fmt: skip


def match(raw: dict[str, Any], numbers: Sequence[NumberMention]) -> tuple[dict[int, str], set[int], dict[int, str]]:
    """The measure of each number that is a hand-coded figure; the numbers that tell a figure again elsewhere, and its measure."""
    truth: dict[int, str] = {}
    unsure: set[int] = set()
    again: dict[int, str] = {}
    for f in raw["figures"]:
        told = f.get("number_span")
        if told is not None:
            found = [k for k, m in enumerate(numbers) if m.start < told[1] and told[0] < m.end]
            if found:
                truth[found[0]] = f["measure"]
                same = [k for k, m in enumerate(numbers) if (m.low, m.high) == (f["low"], f["high"])]
                unsure.update(same)
                again.update(dict.fromkeys(same, f["measure"]))
                continue
        start = raw["text"].find(f["evidence"])
        end = start + len(f["evidence"])
        same = [k for k, m in enumerate(numbers) if (m.low, m.high) == (f["low"], f["high"])]
        inside = [k for k in same if numbers[k].start >= start - 3 and numbers[k].end <= end + 3 and k not in truth]
        near = sorted((k for k in same if k not in truth), key=lambda k: abs(numbers[k].start - start))[:1]
        if inside:
            truth[inside[-1] if len(inside) > 1 and f["low"] != 1 else inside[0]] = f["measure"]
        elif near and abs(numbers[near[0]].start - start) < 80:
            truth[near[0]] = f["measure"]
        unsure.update(same)
        again.update(dict.fromkeys(same, f["measure"]))
    return truth, unsure, again


def learn(some: Sequence[Item]) -> LinearModel:
    """The ranker; numbers whose measure no word near them tells teach nothing."""
    groups = [
        [(f, v == x.right) for f, v in zip(x.features, x.measures, strict=True)]
        for x in some
        if x.right is not None and x.right in x.measures
        for _ in range(1 if x.own else BENCH)
    ]
    return fit_ranker(groups, strength=STRENGTH)


def chosen(model: LinearModel, x: Item) -> str:
    """The measure that the model takes, "" for none."""
    margins = [model.margins(f) for f in x.features]
    scores = [b - a for a, b in margins]
    scores[-1] -= BIAS
    return x.measures[max(range(len(scores)), key=scores.__getitem__)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--ship", action="store_true")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    every = list(items())
    tally: Counter[tuple[str, str]] = Counter()
    learned = in_parallel([lambda k=k: learn([x for x in every if x.fold != k]) for k in (*range(FOLDS), *([None] if args.ship else []))])
    for k, model in enumerate(learned[:FOLDS]):
        if args.folds:
            write(model, fold_dir(k) / f"{MODEL}.tsv", about=ABOUT)
        for x in every:
            if x.fold != k or x.own or x.right is None or x.told_again:
                continue
            got = chosen(model, x)
            for group in ("all", f"fold {k}", "half 0" if k < 2 else "half 1", f"kind {x.kind}"):
                tally[group, "hit"] += bool(x.right) and got == x.right
                tally[group, "gold"] += bool(x.right)
                tally[group, "coded"] += bool(got)
                tally[group, "reach"] += bool(x.right) and x.right in x.measures
            if args.misses and got != x.right:
                print(f"{x.report}\tgold {x.right or '-'}\tgot {got or '-'}\t{x.words}\t{sorted(set(x.measures))}")
    for group in sorted({g for g, _ in tally}):
        hit, told, coded = (tally[group, key] for key in ("hit", "gold", "coded"))
        p, r = hit / max(1, coded), hit / max(1, told)
        print(
            f"{group:8} P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}  gold {told} coded {coded} within reach {tally[group, 'reach']}"
        )
    if args.ship:
        write(learned[FOLDS], SHIPPED / f"{MODEL}.tsv", about=ABOUT)


if __name__ == "__main__":
    main()
