"""Learn to find actors: the tagger of names (`actors.npz`) and the model that keeps or drops an actor (`actors_keep.tsv`).

usage: train_actors.py [--folds]    (--folds: only the models of the folds, for honest measurements)

Learns from the hand-coded reports. The models of fold k, in build/folds/k, have not seen its outlets.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite

from actor_gold import labels, matched, owner
from fit import fit, write
from folds import FOLDS, SHIPPED, fold_dir, fold_of, report_of, taught
from marsad.lexicon import load
from marsad.lexicon.knowledge import Knowledge
from marsad.linking.cast_features import features
from marsad.linking.coreference import record, weave
from marsad.linking.joining import join, pairs
from marsad.linking.threads import Thread
from marsad.mentions.actor_features import sentence_features
from marsad.mentions.actor_names import actor_names
from marsad.mentions.actors import marked, read_actors
from marsad.models import Models
from marsad.models.crf import packed
from marsad.models.layouts import names_of
from marsad.reading import Reading
from marsad.text.document import read
from parallel import in_parallel

PARAMETERS = {"c1": 1.0, "c2": 0.1, "max_iterations": 120, "feature.possible_transitions": True}
Sequences = list[tuple[list[list[str]], list[str]]]


def sequences(raw: dict[str, Any]) -> Sequences:
    """(features, labels) of each sentence of a hand-coded report."""
    names = actor_names(Knowledge.load())
    document = read(raw["text"])
    tags = labels(document, raw["actors"], names)
    norms = [[t.norm for t in document.tokens[s.first : s.last]] for s in document.sentences]
    return [
        (sentence_features(words, names, marked(words, names, names.names_in(words))), tags[s.first : s.last])
        for s, words in zip(document.sentences, norms, strict=True)
    ]


def train(examples: Iterable[Sequences], path: Path) -> None:
    """Train the tagger and write it to `path`."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for report in examples:
        for x, y in report:
            trainer.append(x, y)
    trainer.set_params(PARAMETERS)
    whole = path.with_suffix(".crfsuite")
    trainer.train(str(whole))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(whole))
    info = tagger.info()
    np.savez_compressed(path, **packed(tagger.labels(), info.state_features, info.transitions))
    whole.unlink()


def found(raw: dict[str, Any], models: Models) -> tuple[Reading, list[Thread]]:
    """A report read as far as its threads."""
    report = report_of(raw)
    reading = Reading(report, read(report.text), load(), models)
    read_actors(reading)
    return reading, weave(reading, actor_names(Knowledge.load()))


def join_examples(raw: dict[str, Any], models: Models) -> list[tuple[list[str], str]]:
    """(features, "1" or "0") for each pair of threads of which both are actors coded by hand."""
    reading, threads = found(raw, models)
    names = actor_names(Knowledge.load())
    whose = [owner(reading.document, [(m.first, m.last) for m in t.mentions], raw["actors"], names) for t in threads]
    both = [(a, b, parts) for a, b, parts in pairs(reading, threads, names) if whose[a] is not None and whose[b] is not None]
    return [(names_of(parts), "1" if whose[a] == whose[b] else "0") for a, b, parts in both]


def train_join(examples: Sequence[list[tuple[list[str], str]]], path: Path) -> None:
    """Train the model that joins threads, and write it to `path`."""
    model = fit([e for report in examples for e in report], strength=0.3)
    write(model, path, about="Do two threads of mentions name one actor? Made by training/train_actors.py; see docs/models/actors.md")


def keep_examples(raw: dict[str, Any], models: Models) -> list[tuple[list[str], str]]:
    """(features, "1" or "0") for each thread of a report as the tagger of its own fold finds them."""
    reading, threads = found(raw, models)
    names = actor_names(Knowledge.load())
    threads = join(reading, threads, names, models.linear("actors_join"))
    actors = [record(str(k), t, names.knowledge) for k, t in enumerate(threads)]
    right = matched(raw, actors)
    return [(features(reading, t, names), "1" if k in right else "0") for k, t in enumerate(threads)]


def train_keep(examples: Sequence[list[tuple[list[str], str]]], path: Path) -> None:
    """Train the model that keeps or drops, and write it to `path`."""
    model = fit([e for report in examples for e in report], strength=0.15)
    write(model, path, about="Is a thread of mentions an actor of the report? Made by training/train_actors.py; see docs/models/actors.md")


def main() -> None:
    reports = taught()
    prepared = [sequences(raw) for raw in reports]
    fold = [fold_of(raw) for raw in reports]
    ship = "--folds" not in sys.argv
    jobs: list[tuple[int | None, Path]] = [(k, fold_dir(k)) for k in range(FOLDS)] + ([(None, SHIPPED)] if ship else [])
    in_parallel([lambda k=k, folder=folder: train((s for s, f in zip(prepared, fold, strict=True) if f != k), folder / "actors.npz") for k, folder in jobs])
    joins = [join_examples(raw, _models_of(k)) for raw, k in zip(reports, fold, strict=True)]
    for k in range(FOLDS):
        train_join([e for e, f in zip(joins, fold, strict=True) if f != k], fold_dir(k) / "actors_join.tsv")
    _cache.clear()
    keeps = [keep_examples(raw, _models_of(k)) for raw, k in zip(reports, fold, strict=True)]
    for k in range(FOLDS):
        train_keep([e for e, f in zip(keeps, fold, strict=True) if f != k], fold_dir(k) / "actors_keep.tsv")
    if ship:
        train_join(joins, SHIPPED / "actors_join.tsv")
        train_keep(keeps, SHIPPED / "actors_keep.tsv")


_cache: dict[int, Models] = {}


def _models_of(k: int) -> Models:
    if k not in _cache:
        _cache[k] = Models(fold_dir(k))
    return _cache[k]


if __name__ == "__main__":
    main()
