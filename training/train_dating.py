"""Learn which date dates an event or figure, from hand-coded reports.

usage: python training/train_dating.py [--folds] [--ship]

Prints accuracy by fold of outlets (the model never saw the outlet), for records with and without a date. `--folds` writes the model
of each fold to build/folds/K, `--ship` the final one.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from fit import write
from folds import FOLDS, SHIPPED, fold_dir, fold_of, gold, report_of
from marsad.coding.dating import MODEL, Target, date_choices, date_features, none_features
from marsad.lexicon import load
from marsad.mentions.dates import read_dates
from marsad.models import Models
from marsad.models.linear import LinearModel
from marsad.reading import Reading
from marsad.text.document import read
from rank import fit_ranker

STRENGTH = 0.3
ABOUT = "Which date dates an event or figure; conditional logistic regression; training/train_dating.py, docs/models/dating.md"


class Item(msgspec.Struct):
    """A record coded by hand with the dates it could have: features of each, its value, and the right value (None: no date)."""

    fold: int
    report: str
    what: str
    right: tuple[str, str] | None
    values: list[tuple[str, str] | None]
    features: list[list[str]]


def items() -> Iterator[Item]:
    """Every event and figure coded by hand; its evidence stands in for what the coder would find."""
    lexicon, models = load(), Models()
    for raw in gold():
        report = report_of(raw)
        reading = Reading(report, read(report.text), lexicon, models)
        read_dates(reading)
        for record in (*raw["events"], *raw["figures"]):
            target = stand_in(reading, record)
            choices = list(date_choices(reading, target))
            told = record.get("date")
            yield Item(
                fold_of(raw),
                raw["id"],
                target.what,
                (told["from"], told["to"]) if told else None,
                [(c.from_.isoformat(), c.to.isoformat()) for c in choices] + [None],
                [date_features(reading, target, c, choices) for c in choices] + [none_features(reading, target, choices)],
            )


def stand_in(reading: Reading, record: dict[str, Any]) -> Target:
    """The evidence of a record coded by hand as tokens; the trigger is the first word in it that can name an event."""
    start = reading.document.text.find(record["evidence"])
    end = start + len(record["evidence"])
    inside = [t.i for t in reading.document.tokens if t.start >= start - 1 and t.end <= end + 1] or [0]
    what = record.get("type") or record["measure"]
    forms = {i: reading.lexicon.forms(reading.document.tokens[i].norm) for i in inside}
    right = [i for i in inside if any(f.entry.kind == "event" and f.entry.type == what for f in forms[i])]
    event = right or [i for i in inside if any(f.entry.kind == "event" for f in forms[i])]
    verbs = [i for i in event if any(f.pos == "verb" for f in forms[i])]
    return Target((verbs or event or inside)[0], inside[0], inside[-1] + 1, what)


def learn(some: Sequence[Item]) -> LinearModel:
    """The ranker from items; those whose date is not among the choices teach nothing."""
    groups = [[(f, v == x.right) for f, v in zip(x.features, x.values, strict=True)] for x in some if x.right in x.values]
    return fit_ranker(groups, strength=STRENGTH)


def chosen(model: LinearModel, x: Item) -> tuple[str, str] | None:
    """The value that the model takes."""
    margins = [model.margins(f) for f in x.features]
    scores = [b - a for a, b in margins]
    return x.values[max(range(len(scores)), key=scores.__getitem__)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--ship", action="store_true")
    args = parser.parse_args()
    every = list(items())
    tally: Counter[tuple[str, str]] = Counter()
    for k in range(FOLDS):
        model = learn([x for x in every if x.fold != k])
        if args.folds:
            write(model, fold_dir(k) / f"{MODEL}.tsv", about=ABOUT)
        for x in every:
            if x.fold == k:
                ok = "ok" if chosen(model, x) == x.right else "wrong"
                half = "half 0" if k < 2 else "half 1"
                either = "either" if x.right or chosen(model, x) else "both none"
                for group in ("all", half, "dated" if x.right else "none", "figure" if x.what.islower() else "event", either, f"fold {k}"):
                    tally[group, ok] += 1
    for group in sorted({g for g, _ in tally}):
        right, total = tally[group, "ok"], tally[group, "ok"] + tally[group, "wrong"]
        print(f"{group:10} {right:5} of {total:5}  {right / total:.3f}")
    if args.ship:
        write(learn(every), SHIPPED / f"{MODEL}.tsv", about=ABOUT)


if __name__ == "__main__":
    main()
