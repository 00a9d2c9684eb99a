"""Learn to find names: the tagger (`actors.npz`). A network speaks beside it (train_tagger.py).

usage: train_actors.py [--folds]    (--folds: only the models of the folds, for honest measurements)

Learns from the hand-coded reports. The models of fold k, in build/folds/k, have not seen its outlets.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite

from actor_gold import labels
from folds import FOLDS, SHIPPED, fold_dir, fold_of, taught
from marsad.lexicon.knowledge import Knowledge
from marsad.mentions.actor_features import sentence_features
from marsad.mentions.actor_names import actor_names
from marsad.mentions.actors import marked
from marsad.models.crf import packed
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


def main() -> None:
    reports = taught()
    prepared = [sequences(raw) for raw in reports]
    fold = [fold_of(raw) for raw in reports]
    jobs: list[tuple[int | None, Path]] = [(k, fold_dir(k)) for k in range(FOLDS)] + ([] if "--folds" in sys.argv else [(None, SHIPPED)])
    in_parallel([lambda k=k, folder=folder: train((s for s, f in zip(prepared, fold, strict=True) if f != k), folder / "actors.npz") for k, folder in jobs])


if __name__ == "__main__":
    main()
