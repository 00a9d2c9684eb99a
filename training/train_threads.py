"""Learn which threads of names are one actor (`actors_join.tsv`) and which are actors at all (`actors_keep.tsv`).

usage: train_threads.py [--folds]    (--folds: only the models of the folds, for honest measurements)

Reports are read with a tagger (train_actors.py, train_tagger.py) that has not seen their outlets.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from actor_gold import matched, owner
from fit import fit, write
from folds import FOLDS, SHIPPED, fold_dir, fold_of, report_of, taught
from marsad.lexicon import load
from marsad.lexicon.knowledge import Knowledge
from marsad.linking.cast_features import features
from marsad.linking.coreference import record, weave
from marsad.linking.joining import join, pairs
from marsad.linking.threads import Thread
from marsad.mentions.actor_names import actor_names
from marsad.mentions.actors import read_actors
from marsad.models import Models
from marsad.models.layouts import names_of
from marsad.reading import Reading
from marsad.text.document import read
from parallel import in_parallel

Examples = list[tuple[list[str], str]]  # (features, "1" or "0")


def found(raw: dict[str, Any], models: Models) -> tuple[Reading, list[Thread]]:
    """A report read as far as its threads."""
    report = report_of(raw)
    reading = Reading(report, read(report.text), load(), models)
    read_actors(reading)
    return reading, weave(reading, actor_names(Knowledge.load()))


def join_examples(raw: dict[str, Any], models: Models) -> Examples:
    """(features, "1" or "0") for each pair of threads of which both are actors coded by hand."""
    reading, threads = found(raw, models)
    names = actor_names(Knowledge.load())
    whose = [owner(reading.document, [(m.first, m.last) for m in t.mentions], raw["actors"], names) for t in threads]
    both = [(a, b, parts) for a, b, parts in pairs(reading, threads, names) if whose[a] is not None and whose[b] is not None]
    return [(names_of(parts), "1" if whose[a] == whose[b] else "0") for a, b, parts in both]


def train_join(examples: Sequence[Examples], path: Path) -> None:
    """Train the model that joins threads, and write it to `path`."""
    model = fit([e for report in examples for e in report], strength=0.3)
    write(model, path, about="Do two threads of mentions name one actor? Made by training/train_threads.py; see docs/models/actors.md")


def keep_examples(raw: dict[str, Any], models: Models) -> Examples:
    """(features, "1" or "0") for each thread of a report as the tagger of its own fold finds them."""
    reading, threads = found(raw, models)
    names = actor_names(Knowledge.load())
    threads = join(reading, threads, names, models.linear("actors_join"))
    actors = [record(str(k), t, names.knowledge) for k, t in enumerate(threads)]
    right = matched(raw, actors)
    return [(features(reading, t, names), "1" if k in right else "0") for k, t in enumerate(threads)]


def train_keep(examples: Sequence[Examples], path: Path) -> None:
    """Train the model that keeps or drops, and write it to `path`."""
    model = fit([e for report in examples for e in report], strength=0.15)
    write(model, path, about="Is a thread of mentions an actor of the report? Made by training/train_threads.py; see docs/models/actors.md")


def by_fold(examples_of: Callable[[dict[str, Any], Models], Examples]) -> dict[int, list[Examples]]:
    """What the reports of each fold teach, read with models that have not seen it; -1: those of no fold."""

    def of(k: int) -> list[Examples]:
        models = Models(fold_dir(k))
        return [examples_of(raw, models) for raw in taught() if fold_of(raw) == k]

    taught()  # read once, before the work is shared out
    folds = [*range(FOLDS), -1]
    return dict(zip(folds, in_parallel([lambda k=k: of(k) for k in folds]), strict=True))


def main() -> None:
    folders: list[tuple[int | None, Path]] = [(k, fold_dir(k)) for k in range(FOLDS)] + ([] if "--folds" in sys.argv else [(None, SHIPPED)])
    for examples_of, learn, name in ((join_examples, train_join, "actors_join.tsv"), (keep_examples, train_keep, "actors_keep.tsv")):
        examples = by_fold(examples_of)
        for held, folder in folders:
            learn([e for k, some in examples.items() if k != held for e in some], folder / name)


if __name__ == "__main__":
    main()
