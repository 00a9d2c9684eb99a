"""Teach the network which words report events, of which type and mode, and who plays which part in them.

usage: python training/train_network.py [--folds] [--ship]

Each member goes on from build/folds/words.pt (pretrain_network.py) and learns alone, in another order; the file holds them all. Which word of the bench's
reports stands for an event is not told; the network is asked again each round. Needs PyTorch. An hour on two cores.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, get_args

import numpy as np
import torch
from torch import Tensor, nn

from cases import SCORE, Case, assign, cases, role_of
from folds import BUILD, FOLDS, SHIPPED, fold_dir
from marsad import codebook
from marsad.coding.date_choices import date_index
from marsad.coding.figure_pairs import usable
from marsad.coding.figure_scene import Scene
from marsad.coding.network_view import NO_MODE, TYPES, gap_step, given_types, mark_names, marks_of, sentence_step, within_reach
from marsad.coding.roles import pairs
from marsad.coding.standing import standing
from marsad.coding.trigger_sight import sights
from marsad.lexicon import load
from marsad.mentions.types import DateMention, PlaceMention
from marsad.mentions.word_traits import seen_as, traits
from marsad.models.network import GAPS, SENTENCES, Network, alike
from marsad.records import Measure
from network import GAP, MEMBERS, SETTINGS, Reader, Vocabulary, batch, one_round
from parallel import in_parallel
from pretrain_network import WORDS
from tellings import NOBODY, UNKNOWN, told_again
from train_figures import match

ROUNDS, TOGETHER, RATE, DROP = 6, 6, 2e-3, 0.15
BENCH = 2  # how often a report of the bench counts beside one of ours
FIRST_GUESSES = 2  # rounds after which the network itself says which words of the bench stand for its events
FEWEST = 8  # times that a name comes to be learned
ROLES = ("actor", "none", "recipient")
MODES = tuple(f"{t}/{mode}" for t in TYPES if t in codebook.MODES for mode in (NO_MODE, *codebook.MODES[t]))
NO_MEASURE = "none"
MEASURES = (*get_args(Measure), NO_MEASURE)
PARTS, MODE, SETTING, NUMBERS = 0.5, 0.2, 0.15, 0.25  # how much parts, modes, settings and numbers count beside types
SMOOTH = 0.01
ALONE = 0.5  # how much it counts what a candidate is by itself, beside what it is among the others
TOLD = 0.25  # how much parts, places and dates beside words that only tell an event again count, beside those of the words that stand for it
AGAIN = 0.3  # how much it counts which candidate tells which other's event again
_UNHEARD = -50.0  # log share of one that is too unlikely an event to be heard
NAME = "network.npz"
Weights = dict[str, dict[str, int]]  # what names stand for -> name -> number


class Choice(NamedTuple):
    """The places, or the dates, near an event: for each the trigger, its first and last word, gap, sentence; last of them none (first word
    -1); which are right; whether the trigger only tells the event again."""

    pairs: list[list[int]]
    right: list[bool]
    again: bool


class Lesson(NamedTuple):
    """A report as the network learns from it."""

    case: Case
    words: list[str]
    marks: list[list[str]]
    at: list[int]  # candidates
    given: np.ndarray
    sights: list[list[str]]
    alike: np.ndarray  # how any two candidates stand to each other
    types: list[int]  # of each candidate: what it reports; 16 for nothing
    alone: list[int]  # the same of what it tells by itself, were it told already or not; -1 where nobody knows
    again: list[int]  # of each candidate: the one whose event it tells again (tellings.told_again)
    modes: list[int]  # of each candidate: the number of its mode, or -1
    parts: list[list[int]]  # trigger, first and last word, gap, sentence, role, whether the trigger only tells the event again
    parties: list[list[str]]  # what is seen of each
    settings: dict[str, list[Choice]]  # of places, and of dates
    numbers: list[list[int]]  # first word, what is counted, measure


def lesson(case: Case, odds: Sequence[float] | None = None) -> Lesson:
    """A report with the words that stand for its events, by the odds of each word."""
    context, tokens = case.context, case.context.tokens
    chosen = assign(case, odds)
    types, modes = ([default] * len(case.candidates) for default in (len(TYPES), -1))
    parts, parties = [], []
    again = told_again(case, chosen)
    told = {k: chosen[first] for k, first in enumerate(again) if first >= 0}
    for k, event in chosen.items():
        types[k] = TYPES.index(event["type"])
        if event["type"] in codebook.MODES:
            modes[k] = MODES.index(f"{event['type']}/{event.get('mode') or NO_MODE}")
    alone = [types[k] if first == NOBODY else types[first] if first >= 0 else -1 for k, first in enumerate(again)]
    for k, event in (chosen | told).items():
        c, type_ = case.candidates[k], event["type"]
        for pair in pairs(context, c, type_):
            m = context.mentions[pair.mention]
            gap, away = gap_step(m.first - c.token) + GAPS, sentence_step(tokens[m.first].sentence - tokens[c.token].sentence) + SENTENCES
            parts.append([c.token, m.first, max(0, m.phrase_last - 1), gap, away, ROLES.index(role_of(case, event, m.actor)), int(k in told)])
            parties.append(pair.marks)
    settings = {"place": [*_places(case, chosen), *_places(case, told, again=True)], "date": [*_dates(case, chosen), *_dates(case, told, again=True)]}
    marks, at = [mark_names(mark) for mark in marks_of(context)], [c.token for c in case.candidates]
    seen = sights(context, case.candidates, range(len(case.candidates)))
    given, near = given_types(case.candidates), alike(standing(context, case.candidates))
    return Lesson(case, [seen_as(t) for t in tokens], marks, at, given, seen, near, types, alone, again, modes, parts, parties, settings, _numbers_of(case))


def _numbers_of(case: Case) -> list[list[int]]:
    """The numbers that may be figures; those that may tell one again teach nothing."""
    numbers = case.reading.numbers
    truth, unsure, _ = match(case.raw, numbers)
    scene = Scene(case.reading)
    return [
        [m.first, m.noun if m.noun is not None else m.last - 1, MEASURES.index(truth.get(k, NO_MEASURE))]
        for k, m in enumerate(numbers)
        if usable(scene, m) and (k in truth or k not in unsure)
    ]


def _places(case: Case, chosen: dict[int, dict[str, Any]], *, again: bool = False) -> list[Choice]:
    named = case.context.located
    out = []
    for k, event in chosen.items():
        right = {p.place for p in named if event["place"] and SCORE.same_name(event["place"], case.places.get(p.place or "", []))}
        out.append(_choice(case, case.candidates[k].token, named, [p.place in right for p in named], nothing=not event["place"], again=again))
    return [x for x in out if any(x.right)]


def _dates(case: Case, chosen: dict[int, dict[str, Any]], *, again: bool = False) -> list[Choice]:
    usable = date_index(case.reading).usable
    out = []
    for k, event in chosen.items():
        told = event.get("date")
        days = (dt.date.fromisoformat(told["from"]), dt.date.fromisoformat(told["to"])) if told else None
        out.append(_choice(case, case.candidates[k].token, usable, [(m.from_, m.to) == days for m in usable], nothing=days is None, again=again))
    return [x for x in out if any(x.right)]


def _choice(case: Case, token: int, some: Sequence[PlaceMention] | Sequence[DateMention], right: Sequence[bool], *, nothing: bool, again: bool
) -> Choice:
    """The choice among some places or dates for the event of a trigger. What people coded but is not among them teaches nothing."""
    sentences = [t.sentence for t in case.context.tokens]
    pairs, good = [], []
    for k in within_reach(sentences, token, [m.first for m in some]):
        m = some[k]
        pairs.append([token, m.first, m.last - 1, gap_step(m.first - token) + GAPS, sentence_step(sentences[m.first] - sentences[token]) + SENTENCES])
        good.append(right[k])
    return Choice([*pairs, [token, -1, -1, GAPS, SENTENCES]], [*good, nothing], again)


class Learned(NamedTuple):
    """All lessons, with the names of what is in them."""

    lessons: list[Lesson]
    weights: Weights
    vocabulary: Vocabulary

    @property
    def names(self) -> dict[str, Sequence[str]]:
        """The labels of the network's file."""
        known = {"words": list(self.vocabulary.words), "traits": list(self.vocabulary.traits)}
        known |= {key: list(names) for key, names in self.weights.items()}
        return {**known, "types": [*TYPES, "none"], "modes": MODES, "roles": ROLES, "measures": MEASURES}


def lessons() -> Learned:
    """Every report that teaches."""
    out = [lesson(case) for case in cases()]
    weights = {"marks": _common(x.marks for x in out), "sights": _common(x.sights for x in out), "parts": _common(x.parties for x in out)}
    before = torch.load(WORDS)
    known = {t: n for n, t in enumerate(before["traits"])}
    lexicon = load()
    words = {w: n for n, w in enumerate(before["words"], 1)}
    of = {w: [known[t] for t in traits(lexicon, w) if t in known] for w in {*words, *(w for x in out for w in x.words)}}
    return Learned(out, weights, Vocabulary(words, known, of))


def _common(groups: Any) -> dict[str, int]:
    counts = Counter(name for report in groups for names in report for name in names)
    return {name: n for n, name in enumerate(sorted(name for name, times in counts.items() if times >= FEWEST))}


def learn(every: Learned, held: int | None, member: int) -> Reader:
    """A member that has seen all reports but those of fold `held`."""
    torch.set_num_threads(1)
    torch.manual_seed(member)
    random.seed(member)
    before = torch.load(WORDS)
    reader = Reader(len(before["words"]), len(before["traits"]), every.names, DROP)
    reader.encoder.load_state_dict(before["encoder"])
    some = [x for x in every.lessons if x.case.fold != held and x.at]
    own, bench = [x for x in some if x.case.own], [x for x in some if not x.case.own]
    steps = ROUNDS * ((len(own) + BENCH * len(bench)) // TOGETHER)
    old = list(reader.encoder.parameters())
    new = [w for name, w in reader.named_parameters() if not name.startswith("encoder.")]
    optimiser = torch.optim.AdamW([{"params": old}, {"params": new}], lr=RATE, weight_decay=2e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, [RATE / 2, RATE], total_steps=steps + 1, pct_start=0.15)
    for epoch in range(ROUNDS):
        if epoch >= FIRST_GUESSES:
            reader.eval()
            bench = [lesson(x.case, _odds(reader, every, x)) for x in bench]
        reader.train()
        shown = own + bench * BENCH
        random.shuffle(shown)
        loss = one_round(reader, optimiser, schedule, [shown[k : k + TOGETHER] for k in range(0, len(shown) - TOGETHER + 1, TOGETHER)], partial(_loss, reader, every))
        print(f"without fold {held}, member {member}: round {epoch + 1} of {ROUNDS}, loss {loss:.3f}", flush=True)
    return reader.eval()


def _odds(reader: Reader, every: Learned, x: Lesson) -> list[float]:
    """How likely each candidate of a report reports an event, as the network has learned so far."""
    with torch.no_grad():
        rows, _, _ = _read(reader, every, [x])
        _, weighed, _ = _labels(reader, rows, [x])
        none = torch.log_softmax(weighed, -1)[:, -1]
        odds: list[float] = (torch.log1p(-torch.exp(none).clamp(max=1 - 1e-6)) - none).tolist()
    return odds


def _numbers(known: dict[str, int], groups: Sequence[Sequence[str]]) -> list[list[int]]:
    return [[known[name] for name in names if name in known] for names in groups]


def _read(reader: Reader, every: Learned, some: Sequence[Lesson]) -> tuple[Tensor, Tensor, list[int]]:
    """What is read of the candidates of some reports; their words in their surroundings; where each report begins."""
    b = batch(every.vocabulary, [x.words for x in some])
    marks = [named for x in some for named in (*_numbers(every.weights["marks"], x.marks), *([[]] * GAP))]
    found, rows = reader.found(b, marks)
    at = torch.tensor([offset + i for offset, x in zip(b.offsets, some, strict=True) for i in x.at])
    sights_ = [named for x in some for named in _numbers(every.weights["sights"], x.sights)]
    return reader.candidates(found, rows, at, torch.tensor(np.concatenate([x.given for x in some])), sights_), found, b.offsets


def _labels(reader: Reader, rows: Tensor, some: Sequence[Lesson]) -> tuple[Tensor, Tensor, list[Tensor]]:
    """Margins of each type and none: of candidates each alone, and beside one another; and which of them each tells again."""
    alone = reader.label(reader.drop(rows))
    return alone, *reader.beside(rows, alone, [torch.from_numpy(x.alike) for x in some])


def _again_loss(links: Sequence[Tensor], some: Sequence[Lesson]) -> Tensor:
    """How unlikely it is, on average, that each that tells an event tells the right one again, or nobody's."""
    parts = []
    for found, x in zip(links, some, strict=True):
        rows = [k for k, (again, alone) in enumerate(zip(x.again, x.alone, strict=True)) if again != UNKNOWN and alone not in (-1, len(TYPES))]
        if rows:
            taken = found[rows].gather(1, torch.tensor([[x.again[k] if x.again[k] >= 0 else found.shape[1] - 1] for k in rows]))
            parts.append(taken[taken > _UNHEARD])
    told = torch.cat(parts) if parts else torch.zeros(0)
    return -told.mean() if len(told) else torch.zeros(())


def _loss(reader: Reader, every: Learned, some: Sequence[Lesson]) -> Tensor:
    rows, found, offsets = _read(reader, every, some)
    alone, weighed, links = _labels(reader, rows, some)
    right, each = torch.tensor([t for x in some for t in x.types]), torch.tensor([t for x in some for t in x.alone])
    loss = nn.functional.cross_entropy(weighed, right, label_smoothing=SMOOTH) + AGAIN * _again_loss(links, some)
    loss = loss + ALONE * nn.functional.cross_entropy(alone, each, label_smoothing=SMOOTH, ignore_index=-1)
    moded = [(k, mode) for k, mode in enumerate(m for x in some for m in x.modes) if mode >= 0]
    if moded:
        which, right = torch.tensor([k for k, _ in moded]), torch.tensor([mode for _, mode in moded])
        shut = torch.tensor([[a.split("/")[0] != b.split("/")[0] for b in MODES] for a in MODES])[right]
        loss = loss + MODE * nn.functional.cross_entropy(reader.mode(reader.drop(rows[which])).masked_fill(shut, -1e4), right)
    parts = [[p[0] + offset, p[1] + offset, p[2] + offset, *p[3:]] for offset, x in zip(offsets, some, strict=True) for p in x.parts]
    if parts:
        p = torch.tensor(parts)
        parties = [named for x in some for named in _numbers(every.weights["parts"], x.parties)]
        losses = nn.functional.cross_entropy(reader.parts(found, p, parties), p[:, 5], label_smoothing=SMOOTH, reduction="none")
        loss = loss + PARTS * _mean(losses, p[:, 6] == 0) + TOLD * PARTS * _mean(losses, p[:, 6] == 1)
    numbers = torch.tensor([[n[0] + offset, n[1] + offset, n[2]] for offset, x in zip(offsets, some, strict=True) for n in x.numbers])
    if len(numbers):
        loss = loss + NUMBERS * nn.functional.cross_entropy(reader.measures(found, numbers[:, 0], numbers[:, 1]), numbers[:, 2])
    for kind in SETTINGS:
        for again, weight in ((False, SETTING), (True, TOLD * SETTING)):
            choices = [(offset, choice) for offset, x in zip(offsets, some, strict=True) for choice in x.settings[kind] if choice.again == again]
            if choices:
                loss = loss + weight * _choice_loss(reader.settings[kind], found, choices)
    return loss


def _mean(losses: Tensor, which: Tensor) -> Tensor:
    """The mean of some losses; 0 where there are none."""
    return (losses * which).sum() / which.sum().clamp(min=1)


def _choice_loss(head: nn.Module, found: Tensor, choices: Sequence[tuple[int, Choice]]) -> Tensor:
    """How unlikely the right ones are among each choice, on average."""
    rows = [[p[0] + offset, p[1] + offset if p[1] >= 0 else -1, p[2] + offset, *p[3:]] for offset, choice in choices for p in choice.pairs]
    scores = head(found, torch.tensor(rows))
    longest = max(len(choice.right) for _, choice in choices)
    table = torch.full((len(choices), longest), -1e4)
    right = torch.zeros((len(choices), longest), dtype=torch.bool)
    row, column = zip(*((n, k) for n, (_, choice) in enumerate(choices) for k in range(len(choice.right))), strict=True)
    table = table.index_put((torch.tensor(row), torch.tensor(column)), scores)
    for n, (_, choice) in enumerate(choices):
        right[n, : len(choice.right)] = torch.tensor(choice.right)
    loss: Tensor = (torch.logsumexp(table, 1) - torch.logsumexp(table.masked_fill(~right, -1e4), 1)).mean()
    return loss


def save(every: Learned, reader: Reader, path: Path) -> None:
    """Write what one member has learned."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **reader.arrays(every.names, every.vocabulary))


def unite(members: Sequence[Path], path: Path) -> None:
    """Write the file of a network: what its members share once, their weights one after the other."""
    files = [np.load(member) for member in members]
    shared = {*Network.LABELS, "steps"}
    np.savez(path, **{key: files[0][key] if key in shared else np.stack([file[key] for file in files]) for key in files[0].files})


def main() -> None:
    every = lessons()
    folders = [(k, fold_dir(k), fold_dir(k)) for k in range(FOLDS)] if "--folds" in sys.argv else []
    if "--ship" in sys.argv:
        folders.append((-2, BUILD / "ship", SHIPPED))
    jobs = [(k, build / f"member-{member}.npz", member) for k, build, _ in folders for member in range(MEMBERS)]
    in_parallel([lambda k=k, path=path, member=member: save(every, learn(every, k, member), path) for k, path, member in jobs])
    for _, build, to in folders:
        unite([build / f"member-{member}.npz" for member in range(MEMBERS)], to / NAME)


if __name__ == "__main__":
    main()
