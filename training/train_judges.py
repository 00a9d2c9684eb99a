"""Learn to choose among what the models of words and the network find: who fills a role, which drafts of events are events. A logistic
regression over named features each, and trees over numbers that weigh what it says of reports that it has not seen.

usage: python training/train_judges.py [--folds] [--ship]

Each report is read with a network (train_network.py) that has not seen its outlet.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from boost import boosted
from boost import write as write_trees
from cases import SCORE, Case, assigned, cases, role_of, weight
from fit import fit, write
from folds import FOLDS, SHIPPED, fold_dir
from held import Held
from marsad.coding import choice_sight, draft_sight
from marsad.coding.echoes import Echoes
from marsad.coding.event_drafts import draft_events
from marsad.coding.event_judge import MODEL as JUDGE
from marsad.coding.event_judge import judge_features
from marsad.coding.events import names_somebody
from marsad.coding.network_view import view_of
from marsad.coding.role_choice import DOES, SUFFERS, chances, choice_features, leans_of, likely_ones, numbers_of
from marsad.coding.role_choice import MODEL as CHOICE
from marsad.coding.twin_sight import MODEL as TWINS
from marsad.coding.twin_sight import NAMES as TWIN_NAMES
from marsad.coding.twin_sight import measured_pairs, pairs
from marsad.models import Models
from marsad.models.linear import LinearModel
from marsad.models.trees import Trees
from parallel import in_parallel
from tellings import tellings

JUDGE_STRENGTH = 0.05
CHOICE_STRENGTH = 0.05
PARTS = 3  # of the reports, each weighed by a logistic regression that has not seen it, for trees to learn from
ABOUT = {CHOICE: "Who fills a role, among all who may.", JUDGE: "Which drafts of events are events."}


class Judged(NamedTuple):
    """A draft of an event: its features, its numbers (what the logistic regression says left open), right or wrong as the scorer has it."""

    features: list[str]
    numbers: list[float]
    label: str


def judged(case: Case, models: Models | Held) -> list[Judged]:
    """The drafts of a report, as models that have not seen it make them."""
    case.reading.models = models  # type: ignore[assignment]
    view = view_of(case.context)
    assert view is not None
    drafts = [d for d in draft_events(case.context, view) if names_somebody(d)]
    tokens = case.context.tokens
    coded = [
        {
            "type": d.type, "span": (tokens[d.first].start, tokens[d.last - 1].end), "actors": [case.names[a] for a in d.actors],
            "recipients": [case.names[a] for a in d.recipients], "draft": d, "k": k,
        }
        for k, d in enumerate(drafts)
    ]  # fmt: skip

    def right(event: dict[str, Any], draft: dict[str, Any]) -> float:
        score: float = SCORE.event_score(event, draft)
        if not score:
            return 0.0
        told = event.get("trigger_span")
        token = tokens[draft["draft"].candidate.token]
        return score + draft["draft"].chance + 2 * (told is not None and token.start < told[1] and told[0] < token.end)

    pairs, _, _ = SCORE.pair(case.events, coded, right)
    hits = {draft["k"] for _, draft in pairs}
    numbers = draft_sight.measured(case.context, drafts, [0.0] * len(drafts), models.trees(TWINS))
    return [Judged(f, n, "1" if k in hits else "0") for k, (f, n) in enumerate(zip(judge_features(case.context, drafts), numbers, strict=True))]


class Twin(NamedTuple):
    """Two drafts of a type: their numbers, and whether they tell one happening."""

    numbers: list[float]
    same: bool


def twins_of(case: Case, models: Models | Held) -> list[Twin]:
    """Any two drafts of a report that may tell one happening, where it was read which words tell a coded event again."""
    known = tellings().get(case.raw["id"])
    if known is None:
        return []
    case.reading.models = models  # type: ignore[assignment]
    view = view_of(case.context)
    assert view is not None
    drafts = [d for d in draft_events(case.context, view) if names_somebody(d)]
    seen = draft_sight.seen_of(case.context, drafts)
    tokens = case.context.tokens
    groups = {span: n for n, some in enumerate(known) for span in some}
    of = [groups.get((tokens[d.candidate.token].start, tokens[d.candidate.last - 1].end)) for d in drafts]
    which = list(pairs(seen))
    return [Twin(row, of[j] is not None and of[j] == of[k]) for (j, k), row in zip(which, measured_pairs(drafts, seen, which), strict=True)]


def twin_trees(twins: Sequence[tuple[Case, list[Twin]]], held: int | None) -> dict[str, Any]:
    """Trees that tell which drafts tell one happening."""
    some = [(case, x) for case, every in twins if case.fold != held for x in every]
    return boosted([x.numbers for _, x in some], [x.same for _, x in some], [weight(case) for case, _ in some], TWIN_NAMES)


class Choice(NamedTuple):
    """One who may have a part in an event: the features, the part that people gave; the numbers (what the logistic regression says left open),
    none where it is too unlikely to be looked at again; which event of all it is of."""

    features: list[str]
    label: str
    numbers: list[float] | None
    event: int


def role_choices(case: Case, models: Models | Held) -> list[Choice]:
    """Those who may have a part in each event of a report, as a model that has not seen it weighs them."""
    case.reading.models = models  # type: ignore[assignment]
    view = view_of(case.context)
    assert view is not None
    chosen = assigned(case)
    events = [(case.candidates[k], event["type"]) for k, event in chosen.items()]
    found = chances(case.context, view, events, Echoes(view.seen(case.candidates)))
    out: list[Choice] = []
    for n, (event, (candidate, type_), some) in enumerate(zip(chosen.values(), events, found, strict=True)):
        likely = likely_ones(some)
        numbers = dict(zip(likely, numbers_of(case.context, candidate, type_, [some[k] for k in likely]), strict=True))
        for k, (chance, features) in enumerate(zip(some, choice_features(case.context, type_, some), strict=True)):
            out.append(Choice(features, role_of(case, event, chance.actor), numbers.get(k), n))
    return out


def second(examples: Sequence[tuple[Case, Sequence[Any]]], held: int | None, strength: float, part: int | None = None) -> LinearModel:
    """A model that learns from what first models make of reports that they have not seen, but those of fold `held`; and, where one `part` is
    named, but that of the reports."""
    used = [(case, some) for n, (case, some) in enumerate(examples) if case.fold != held and n % PARTS != part]
    return fit([(x.features, x.label) for _, some in used for x in some], strength=strength, weights=[weight(case) for case, some in used for _ in some])


def with_leans(choices: Sequence[Choice], words: LinearModel) -> list[tuple[list[float], str]]:
    """The numbers of those who are likely enough, with what the logistic regression says of each and of the others filled in; and their labels."""
    out = []
    for _, some in groupby(choices, key=lambda x: x.event):
        likely = [x for x in some if x.numbers is not None]
        leans = []
        for x in likely:
            chances_ = words.scores(x.features)
            leans.append(leans_of(chances_["actor"], chances_["recipient"]))
        for k, x in enumerate(likely):
            assert x.numbers is not None
            out.append((choice_sight.with_leans(x.numbers, leans, k), x.label))
    return out


def judge_trees(drafts: Sequence[tuple[Case, list[Judged]]], held: int | None) -> dict[str, Any]:
    """Trees that judge drafts, from what a logistic regression says of reports that it has not seen."""
    rows: list[list[float]] = []
    right: list[bool] = []
    weights: list[float] = []
    for part in range(PARTS):
        words = second(drafts, held, JUDGE_STRENGTH, part)
        for n, (case, some) in enumerate(drafts):
            if case.fold != held and n % PARTS == part:
                rows += [[words.lean(x.features), *x.numbers[1:]] for x in some]
                right += [x.label == "1" for x in some]
                weights += [weight(case)] * len(some)
    return boosted(rows, right, weights, draft_sight.NAMES)


def role_trees(choices: Sequence[tuple[Case, list[Choice]]], held: int | None) -> dict[str, dict[str, Any]]:
    """Trees that choose who did it, and to whom it was done, learned likewise."""
    rows: list[list[float]] = []
    labels: list[str] = []
    weights: list[float] = []
    for part in range(PARTS):
        words = second(choices, held, CHOICE_STRENGTH, part)
        for n, (case, some) in enumerate(choices):
            if case.fold != held and n % PARTS == part:
                found = with_leans(some, words)
                rows += [row for row, _ in found]
                labels += [label for _, label in found]
                weights += [weight(case)] * len(found)
    return {name: boosted(rows, [label == role for label in labels], weights, choice_sight.NAMES) for name, role in ((DOES, "actor"), (SUFFERS, "recipient"))}


def _held(words: LinearModel, trees: dict[str, dict[str, Any]], below: Models, more: dict[str, dict[str, Any]]) -> Held:
    """Choosers in memory, over the models of earlier steps."""
    return Held({CHOICE: words}, below, {name: Trees(arrays) for name, arrays in (trees | more).items()})


def main() -> None:
    first = [Models(fold_dir(k)) for k in range(FOLDS)]
    measured_ = [c for c in cases() if c.fold >= 0]
    folders: list[tuple[int | None, Path]] = [(k, fold_dir(k)) for k in range(FOLDS)] if "--folds" in sys.argv else []
    if "--ship" in sys.argv:
        folders.append((None, SHIPPED))
    choices = [(c, role_choices(c, first[c.fold])) for c in measured_]
    held = sorted({*range(FOLDS), *(k for k, _ in folders)}, key=str)
    made = dict(zip(held, in_parallel([lambda k=k: (second(choices, k, CHOICE_STRENGTH), role_trees(choices, k)) for k in held]), strict=True))
    choosers = {k: _held(*made[k], first[k], {}) for k in made if k is not None}
    twins = [(c, twins_of(c, choosers[c.fold])) for c in measured_]
    alike = dict(zip(held, in_parallel([lambda k=k: twin_trees(twins, k) for k in held]), strict=True))
    choosers = {k: _held(*made[k], first[k], {TWINS: alike[k]}) for k in choosers}
    drafts = [(c, judged(c, choosers[c.fold])) for c in measured_]
    judges = in_parallel([lambda k=k: (second(drafts, k, JUDGE_STRENGTH), judge_trees(drafts, k)) for k, _ in folders])
    for (k, folder), (words, trees) in zip(folders, judges, strict=True):
        for name, model in ((CHOICE, made[k][0]), (JUDGE, words)):
            write(model, folder / f"{name}.tsv", about=f"{ABOUT[name]} Made by training/train_judges.py; see docs/models/events.md")
        for name, arrays in (*made[k][1].items(), (TWINS, alike[k]), (JUDGE, trees)):
            write_trees(arrays, folder / f"{name}_trees.npz")


if __name__ == "__main__":
    main()
