"""Learn which date dates an event or figure, from hand-coded reports.

usage: python training/train_dating.py [--folds] [--ship]

Prints accuracy by fold of outlets (the model never saw the outlet), for records with and without a date. `--folds` writes the model
of each fold to build/folds/K, `--ship` the final one. Records are dated in the order of the text, each knowing what was decided for
the one before: the right answer when learning, the model's own when tested.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from fit import write
from folds import FOLDS, SHIPPED, fold_dir, fold_of, gold, report_of
from marsad.coding.date_choices import DateChoice, DateIndex, Target, Told, date_choices
from marsad.coding.dating import BIAS, MODEL
from marsad.coding.dating_features import date_features, none_features
from marsad.lexicon import load
from marsad.mentions.dates import read_dates
from marsad.models import Models
from marsad.models.linear import LinearModel
from marsad.reading import Reading
from marsad.text.document import read
from rank import fit_ranker

STRENGTH = 0.15
ABOUT = "Which date dates an event or figure; conditional logistic regression; training/train_dating.py, docs/models/dating.md"

Days = tuple[dt.date, dt.date]


class Item(msgspec.Struct):
    """A record coded by hand: where it stands, the dates it could have, and the right one (None: no date)."""

    fold: int
    reading: Reading
    target: Target
    choices: list[DateChoice]
    right: Days | None


def reports() -> Iterator[list[Item]]:
    """The events and figures of each report in the order of the text; the evidence stands in for what the coder would find."""
    lexicon, models = load(), Models()
    for raw in gold():
        report = report_of(raw)
        reading = Reading(report, read(report.text), lexicon, models)
        read_dates(reading)
        out = []
        for record in (*raw["events"], *raw["figures"]):
            target = stand_in(reading, record)
            told = record.get("date")
            right = (dt.date.fromisoformat(told["from"]), dt.date.fromisoformat(told["to"])) if told else None
            out.append(Item(fold_of(raw), reading, target, list(date_choices(reading, target)), right))
        yield sorted(out, key=lambda x: (x.target.what.islower(), x.target.token))


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


def features(x: Item, before: Told | None) -> list[list[str]]:
    """Those of each choice, and last those of none."""
    every = [date_features(x.reading, x.target, c, x.choices, before) for c in x.choices]
    return [*every, none_features(x.reading, x.target, x.choices, before)]


def values(x: Item) -> list[Days | None]:
    """The days of each choice, and last None."""
    return [*((c.from_, c.to) for c in x.choices), None]


def learn(some: Sequence[list[Item]]) -> LinearModel:
    """The ranker from reports; records whose date is not among the choices teach nothing."""
    groups = []
    for report in some:
        told = DateIndex(report[0].reading)
        for x in report:
            days = values(x)
            if x.right in days:
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
    every = [r for r in reports() if r]
    tally: Counter[tuple[str, bool]] = Counter()
    for k in range(FOLDS):
        model = learn([r for r in every if r[0].fold != k])
        if args.folds:
            write(model, fold_dir(k) / f"{MODEL}.tsv", about=ABOUT)
        for report in every:
            if report[0].fold == k:
                for x, got in zip(report, decide(model, report), strict=True):
                    _count(tally, x, got)
    for group in sorted({g for g, _ in tally}):
        right, total = tally[group, True], tally[group, True] + tally[group, False]
        print(f"{group:10} {right:5} of {total:5}  {right / total:.3f}")
    if args.ship:
        write(learn(every), SHIPPED / f"{MODEL}.tsv", about=ABOUT)


def _count(tally: Counter[tuple[str, bool]], x: Item, got: Days | None) -> None:
    groups = ["all", f"half {int(x.fold >= 2)}", "dated" if x.right else "none", "figure" if x.target.what.islower() else "event"]
    groups += ["either"] if x.right or got else []
    groups += [f"either {groups[1]}"] if x.right or got else []
    for group in groups:
        tally[group, got == x.right] += 1


if __name__ == "__main__":
    main()
