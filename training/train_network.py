"""Teach the network which words report events, of which type, and who plays which part in them.

usage: python training/train_network.py [--folds] [--ship]

Goes on from build/folds/words.pt (pretrain_network.py), with the first models of train_events.py: they tell which word of the bench's reports
stands for an event. Needs PyTorch. Half an hour on two cores.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from folds import FOLDS, SHIPPED, fold_dir
from marsad.coding.network_view import TYPES, gap_step, given_types, mark_names, marks_of, sentence_step
from marsad.coding.roles import pairs
from marsad.coding.word_traits import seen_as, traits
from marsad.lexicon import load
from marsad.models import Models
from marsad.models.network import GAPS, SENTENCES
from network import GAP, Reader, Vocabulary, batch
from parallel import in_parallel
from pretrain_network import WORDS
from train_events import Case, assign, cases, role_of

ROUNDS, TOGETHER, RATE, DROP = 10, 10, 2e-3, 0.3
BENCH = 2  # how often a report of the bench counts beside one of ours
ROLES = ("actor", "none", "recipient")
PARTS = 0.5  # how much parts count beside types
SMOOTH = 0.03
NAME = "network.npz"


class Lesson(NamedTuple):
    """A report as the network learns from it."""

    fold: int
    times: int
    words: list[str]
    marks: list[list[int]]
    at: list[int]  # candidates
    given: np.ndarray
    types: list[int]  # of each candidate: what it reports; 16 for nothing
    parts: list[list[int]]  # trigger, first and last word, gap, sentence, kind, type, role


class Learned(NamedTuple):
    """All lessons, with the names of what is in them."""

    lessons: list[Lesson]
    marks: dict[str, int]
    kinds: dict[str, int]
    vocabulary: Vocabulary


def lessons() -> Learned:
    """Every report that teaches."""
    first = [Models(fold_dir(k)) for k in range(FOLDS)]
    marks: dict[str, int] = {}
    kinds: dict[str, int] = {}
    out = [_lesson(case, assign(case, first[max(case.fold, 0)].linear("triggers")), marks, kinds) for case in cases()]
    before = torch.load(WORDS)
    known = {t: n for n, t in enumerate(before["traits"])}
    lexicon = load()
    of = {w: [known[t] for t in traits(lexicon, w) if t in known] for lesson in out for w in lesson.words}
    return Learned(out, marks, kinds, Vocabulary({w: n for n, w in enumerate(before["words"], 1)}, known, of))


def _lesson(case: Case, chosen: dict[int, dict[str, Any]], marks: dict[str, int], kinds: dict[str, int]) -> Lesson:
    context, tokens = case.context, case.context.tokens
    types = [TYPES.index(chosen[k]["type"]) if k in chosen else len(TYPES) for k in range(len(case.candidates))]
    parts = []
    for k, event in chosen.items():
        c = case.candidates[k]
        for pair in pairs(context, c, event["type"]):
            m = context.mentions[pair.mention]
            gap, away = gap_step(m.first - c.token) + GAPS, sentence_step(tokens[m.first].sentence - tokens[c.token].sentence) + SENTENCES
            role = ROLES.index(role_of(case, event, m.actor))
            parts.append([c.token, m.first, max(0, m.phrase_last - 1), gap, away, kinds.setdefault(m.kind, len(kinds)), types[k], role])
    named = [[marks.setdefault(name, len(marks)) for name in mark_names(mark)] for mark in marks_of(context)]
    for m in context.mentions:
        kinds.setdefault(m.kind, len(kinds))
    times = 1 if case.own else BENCH
    return Lesson(case.fold, times, [seen_as(t) for t in tokens], named, [c.token for c in case.candidates], given_types(case.candidates), types, parts)


def learn(every: Learned, held: int | None) -> Reader:
    """A network that has seen all reports but those of fold `held`."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    random.seed(0)
    before = torch.load(WORDS)
    reader = Reader(len(before["words"]), len(before["traits"]), len(every.marks), len(every.kinds), DROP)
    reader.encoder.load_state_dict(before["encoder"])
    some = [x for x in every.lessons if x.fold != held and x.at for _ in range(x.times)]
    steps = ROUNDS * (len(some) // TOGETHER)
    old = list(reader.encoder.parameters())
    new = [w for name, w in reader.named_parameters() if not name.startswith("encoder.")]
    optimiser = torch.optim.AdamW([{"params": old}, {"params": new}], lr=RATE, weight_decay=2e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, [RATE / 2, RATE], total_steps=steps + 1, pct_start=0.15)
    reader.train()
    for epoch in range(ROUNDS):
        random.shuffle(some)
        total = 0.0
        for k in range(0, len(some) - TOGETHER + 1, TOGETHER):
            loss = _loss(reader, every.vocabulary, some[k : k + TOGETHER])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"without fold {held}: round {epoch + 1} of {ROUNDS}, loss {total / (len(some) // TOGETHER):.3f}", flush=True)
    return reader.eval()


def _loss(reader: Reader, vocabulary: Vocabulary, some: Sequence[Lesson]) -> Tensor:
    b = batch(vocabulary, [x.words for x in some])
    marks: list[int] = []
    starts = []
    for x in some:
        for named in (*x.marks, *([[]] * GAP)):
            starts.append(len(marks))
            marks += named
    found, rows = reader.found(b, torch.tensor(marks), torch.tensor(starts))
    at = torch.tensor([offset + i for offset, x in zip(b.offsets, some, strict=True) for i in x.at])
    margins = reader.types(found, rows, at, torch.tensor(np.concatenate([x.given for x in some])))
    loss = nn.functional.cross_entropy(margins, torch.tensor([t for x in some for t in x.types]), label_smoothing=SMOOTH)
    parts = [[p[0] + offset, p[1] + offset, p[2] + offset, *p[3:]] for offset, x in zip(b.offsets, some, strict=True) for p in x.parts]
    if parts:
        p = torch.tensor(parts)
        loss = loss + PARTS * nn.functional.cross_entropy(reader.parts(found, p), p[:, 7], label_smoothing=SMOOTH)
    return loss


def save(every: Learned, reader: Reader, folder: Path) -> None:
    """Write the network's file."""
    names = {
        "words": list(every.vocabulary.words), "traits": list(every.vocabulary.traits), "marks": list(every.marks), "kinds": list(every.kinds),
        "types": [*TYPES, "none"], "roles": ROLES,
    }  # fmt: skip
    np.savez_compressed(folder / NAME, **reader.arrays(names))


def main() -> None:
    every = lessons()
    jobs = [(k, fold_dir(k)) for k in range(FOLDS)] if "--folds" in sys.argv else []
    if "--ship" in sys.argv:
        jobs.append((-2, SHIPPED))
    in_parallel([lambda k=k, folder=folder: save(every, learn(every, k), folder) for k, folder in jobs])


if __name__ == "__main__":
    main()
