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
from folds import FOLDS, SHIPPED, fold_dir
from marsad.coding.date_choices import DateIndex, Told
from marsad.coding.dating import BIAS, MODEL
from marsad.coding.dating_features import date_features, none_features
from marsad.models.linear import LinearModel
from rank import fit_ranker

STRENGTH = 0.1
ABOUT = "Which date dates an event or figure; conditional logistic regression; training/train_dating.py, docs/models/dating.md"


def features(x: Item, before: Told | None) -> list[list[str]]:
    """Those of each choice, and last those of none."""
    every = [date_features(x.reading, x.target, c, x.choices, before) for c in x.choices]
    return [*every, none_features(x.reading, x.target, x.choices, before)]


def values(x: Item) -> list[Days | None]:
    """The days of each choice, and last None."""
    return [*((c.from_, c.to) for c in x.choices), None]


def learn(some: Sequence[list[Item]]) -> LinearModel:
    """The ranker from reports; records whose date is not among the choices, or that people did not code, teach nothing."""
    groups = []
    for report in some:
        told = DateIndex(report[0].reading)
        for x in report:
            days = values(x)
            if x.known and x.right in days:
                before = told.before(x.target.token)
                groups.append([(f, v == x.right) for f, v in zip(features(x, before), days, strict=True)])
            told.tell(Told(x.target.token, x.right))
    return fit_ranker(groups, strength=STRENGTH)


def decide(model: LinearModel, report: Sequence[Item], bias: float = BIAS) -> list[Days | None]:
    """What the model takes for each record, in order."""
    told = DateIndex(report[0].reading)
    out: list[Days | None] = []
    for x in report:
        margins = [model.margins(f) for f in features(x, told.before(x.target.token))]
        scores = [b - a + bias for a, b in margins]
        scores[-1] -= bias
        out.append(values(x)[max(range(len(scores)), key=scores.__getitem__)])
        told.tell(Told(x.target.token, out[-1]))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--ship", action="store_true")
    args = parser.parse_args()
    every = list(cases())
    tally: Counter[tuple[str, bool]] = Counter()
    for k in range(FOLDS):
        model = learn([r for r in every if r[0].fold != k])
        if args.folds:
            write(model, fold_dir(k) / f"{MODEL}.tsv", about=ABOUT)
        for report in every:
            if report[0].fold == k:
                _count(tally, [x for x in report if x.coded], model)
                _count(tally, [x for x in report if not x.coded], model)
    for group in sorted({g for g, _ in tally}):
        right, total = tally[group, True], tally[group, True] + tally[group, False]
        print(f"{group:26} {right:5} of {total:5}  {right / total:.3f}")
    if args.ship:
        write(learn(every), SHIPPED / f"{MODEL}.tsv", about=ABOUT)


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
