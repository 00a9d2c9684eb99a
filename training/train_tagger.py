"""Teach a network which words name an actor, and of what kind, and which have a part in speech; it speaks beside the tagger of names
(train_actors.py) and beside what is seen of statements (train_statements.py).

usage: python training/train_tagger.py [--folds] [--ship]

Goes on from build/folds/words.pt (pretrain_network.py). Needs PyTorch. A quarter of an hour on two cores.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import nn

from actor_gold import labels
from folds import FOLDS, SHIPPED, fold_dir, fold_of, is_own, taught
from marsad.lexicon import load
from marsad.lexicon.knowledge import Knowledge
from marsad.mentions.actor_names import actor_names
from marsad.mentions.actors import marked
from marsad.mentions.name_network import marks_of
from marsad.mentions.word_traits import seen_as, traits
from marsad.text.document import read
from network import GAP, Namer, Vocabulary, batch, one_round
from parallel import in_parallel
from pretrain_network import WORDS
from speech_gold import parts

ROUNDS, TOGETHER, RATE, DROP = 4, 8, 2e-3, 0.15
BENCH = 2  # how often a report of the bench counts beside one of ours
SMOOTH = 0.01
SPEECH = 0.5  # how much what is said of speech counts beside what is said of names
NAME = "names.npz"


class Lesson(NamedTuple):
    """A report: its words, the marks, the label and the parts in speech of each."""

    words: list[str]
    marks: Sequence[Sequence[str]]
    labels: list[str]
    speech: Sequence[Sequence[int]]
    fold: int
    own: bool


class Learned(NamedTuple):
    """All lessons, with the names of what is in them, by number."""

    lessons: list[Lesson]
    vocabulary: Vocabulary
    marks: dict[str, int]
    labels: dict[str, int]


def lessons() -> Learned:
    """Every report that teaches."""
    names, lexicon = actor_names(Knowledge.load()), load()
    out = []
    for raw in taught():
        document = read(raw["text"])
        extra = {}
        for s in document.sentences:
            norms = [t.norm for t in document.tokens[s.first : s.last]]
            extra |= {s.first + k: more for k, more in marked(norms, names, names.names_in(norms)).items()}
        words = [seen_as(t) for t in document.tokens]
        out.append(Lesson(words, marks_of(document, extra), labels(document, raw["actors"], names), parts(document, raw, names), fold_of(raw), is_own(raw)))
    before = torch.load(WORDS)
    known = {t: n for n, t in enumerate(before["traits"])}
    words_ = {w: n for n, w in enumerate(before["words"], 1)}
    of = {w: [known[t] for t in traits(lexicon, w) if t in known] for w in {*words_, *(w for x in out for w in x.words)}}
    return Learned(out, Vocabulary(words_, known, of), _numbered(m for x in out for some in x.marks for m in some), _numbered(t for x in out for t in x.labels))


def _numbered(names) -> dict[str, int]:
    return {name: n for n, name in enumerate(sorted(set(names)))}


def learn(every: Learned, held: int | None) -> Namer:
    """A network that has seen all reports but those of fold `held`."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    random.seed(0)
    before = torch.load(WORDS)
    namer = Namer(len(before["words"]), len(before["traits"]), list(every.marks), list(every.labels), DROP)
    namer.encoder.load_state_dict(before["encoder"])
    shown = [x for x in every.lessons if x.fold != held and x.words for _ in range(1 if x.own else BENCH)]
    steps = ROUNDS * (len(shown) // TOGETHER)
    optimiser = torch.optim.AdamW(namer.parameters(), lr=RATE, weight_decay=2e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1, pct_start=0.15)
    for epoch in range(ROUNDS):
        random.shuffle(shown)
        loss = one_round(namer, optimiser, schedule, [shown[k : k + TOGETHER] for k in range(0, len(shown) - TOGETHER + 1, TOGETHER)], partial(_loss, namer, every))
        print(f"without fold {held}: round {epoch + 1} of {ROUNDS}, loss {loss:.3f}", flush=True)
    return namer.eval()


def _loss(namer: Namer, every: Learned, some: Sequence[Lesson]) -> torch.Tensor:
    b = batch(every.vocabulary, [x.words for x in some])
    margins, spoken = namer(b, [[every.marks[m] for m in marks] for x in some for marks in (*x.marks, *([()] * GAP))])
    right, said = torch.full((len(margins),), -1), torch.zeros_like(spoken)
    for offset, x in zip(b.offsets, some, strict=True):
        right[offset : offset + len(x.labels)] = torch.tensor([every.labels[label] for label in x.labels])
        at = [(offset + k, part) for k, some in enumerate(x.speech) for part in some]
        if at:
            said[tuple(torch.tensor(at).T)] = 1.0
    named = nn.functional.cross_entropy(margins, right, ignore_index=-1, label_smoothing=SMOOTH)
    heard = nn.functional.binary_cross_entropy_with_logits(spoken, said, reduction="none").sum(1)
    return named + SPEECH * heard[right >= 0].mean()


def save(every: Learned, namer: Namer, folder: Path) -> None:
    """Write the network's file: it has one member."""
    arrays = {key: value if key == "steps" else value[None] for key, value in namer.arrays(every.vocabulary).items()}
    names = {"words": every.vocabulary.words, "traits": every.vocabulary.traits, "marks": every.marks, "labels": every.labels}
    np.savez(folder / NAME, **arrays, **{key: np.array("\n".join(some)) for key, some in names.items()})


def main() -> None:
    every = lessons()
    jobs: list[tuple[int | None, Path]] = [(k, fold_dir(k)) for k in range(FOLDS)] if "--folds" in sys.argv else []
    if "--ship" in sys.argv:
        jobs.append((None, SHIPPED))
    in_parallel([lambda k=k, folder=folder: save(every, learn(every, k), folder) for k, folder in jobs])


if __name__ == "__main__":
    main()
