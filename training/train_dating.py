"""Learn which date dates an event or figure, from hand-coded reports.

usage: python training/train_dating.py [--folds] [--ship]

Prints accuracy by halves of the outlets (the model never saw the outlet): `found` for records that the coder finds too, `missed` for
those that only people have, whose evidence stands in. `either` counts only where people or model give a date, as the scorer does.
`--folds` writes the model of each fold to build/folds/K, `--ship` the final one. Needs the fold models of all earlier steps. Each
record knows what was decided for the one before: the right answer when learning, the model's own when tested.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence

from dating_cases import Days, Item, cases
from fit import write
from folds import BENCH, FOLDS, SHIPPED, fold_dir
from marsad.coding.date_choices import DateChoice, DateIndex, Told, date_choices
from marsad.coding.dating import BIAS, MODEL
from marsad.coding.dating_features import date_parts, none_parts
from marsad.coding.dating_view import View
from marsad.models.layouts import names_of
from marsad.models.linear import LinearModel
from parallel import in_parallel
from rank import fit_ranker

STRENGTH = 0.1
ABOUT = "Which date dates an event or figure; conditional logistic regression; training/train_dating.py, docs/models/dating.md"


def options(x: Item, before: Told | None) -> list[tuple[DateChoice | None, Days | None, list[str]]]:
    """Each date that a record could have, its days and features; last none."""
    choices = date_choices(x.reading, x.target, before)
    view = View(x.reading, x.target, choices, before)
    out: list[tuple[DateChoice | None, Days | None, list[str]]] = [
        (c, (c.from_, c.to), names_of(date_parts(view, c))) for c in choices
    ]
    return [*out, (None, None, names_of(none_parts(view)))]


def learn(some: Sequence[list[Item]]) -> LinearModel:
    """The ranker from reports; records whose date is not among the choices, or that people did not code, teach nothing."""
    groups = []
    for report in some:
        told = DateIndex(report[0].reading)
        for x in report:
            every = options(x, told.before(x.target.token))
            if x.known and any(days == x.right for _, days, _ in every):
                groups += [[(f, days == x.right) for _, days, f in every]] * (1 if x.own else BENCH)
            told.tell(Told(x.target.token, next((c for c, days, _ in every if days == x.right), None)))
    return fit_ranker(groups, strength=STRENGTH)


def decide(model: LinearModel, report: Sequence[Item], bias: float = BIAS) -> list[Days | None]:
    """What the model takes for each record, in order."""
    told = DateIndex(report[0].reading)
    out: list[Days | None] = []
    for x in report:
        every = options(x, told.before(x.target.token))
        margins = [model.margins(f) for _, _, f in every]
        scores = [b - a + bias for a, b in margins]
        scores[-1] -= bias
        choice, days, _ = every[max(range(len(scores)), key=scores.__getitem__)]
        out.append(days)
        told.tell(Told(x.target.token, choice))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--ship", action="store_true")
    args = parser.parse_args()
    every = list(cases())
    tally: Counter[tuple[str, bool]] = Counter()
    learned = in_parallel([lambda k=k: learn([r for r in every if r[0].fold != k]) for k in (*range(FOLDS), *([None] if args.ship else []))])
    for k, model in enumerate(learned[:FOLDS]):
        if args.folds:
            write(model, fold_dir(k) / f"{MODEL}.tsv", about=ABOUT)
        for report in every:
            if report[0].fold == k and not report[0].own:
                _count(tally, [x for x in report if x.coded], model)
                _count(tally, [x for x in report if not x.coded], model)
    for group in sorted({g for g, _ in tally}):
        right, total = tally[group, True], tally[group, True] + tally[group, False]
        print(f"{group:26} {right:5} of {total:5}  {right / total:.3f}")
    if args.ship:
        write(learned[FOLDS], SHIPPED / f"{MODEL}.tsv", about=ABOUT)


def _count(tally: Counter[tuple[str, bool]], report: list[Item], model: LinearModel) -> None:
    if not report:
        return
    for x, got in zip(report, decide(model, report), strict=True):
        if x.known:
            where = "found" if x.coded else "missed"
            groups = [where, f"{where} {'figure' if x.target.what.islower() else 'event'}", f"{where} {'dated' if x.right else 'none'}"]
            if x.right or got:
                groups += [f"either {where}", f"either {where} half {int(x.fold >= 2)}"]
            for group in groups:
                tally[group, got == x.right] += 1


if __name__ == "__main__":
    main()
