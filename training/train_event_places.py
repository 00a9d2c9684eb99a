"""Learn where events happen: the models that weigh the places about an event, a ranker over named features and trees over numbers.

usage: python training/train_event_places.py [--folds] [--ship]

--folds writes the models of each fold (build/folds/K), each without the outlets of that fold, --ship the one that ships. Readings are made
with the upstream models of the report's own held-out fold, so that features look as they do at run time.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from boost import boosted
from boost import write as write_trees
from cases import SCORE, Case, assigned, cases
from fit import write
from folds import FOLDS, SHIPPED, fold_dir
from marsad.coding import setting_sight
from marsad.coding.echoes import Echoes, heard
from marsad.coding.evidence import evidence_tokens
from marsad.coding.network_view import view_of
from marsad.coding.settings import MODEL, Target, seen_places, settings
from marsad.coding.stacked import with_leans
from marsad.models.linear import LinearModel
from parallel import in_parallel
from rank import fit_ranker

STRENGTH = 0.3
PARTS = 3  # of the reports, each ranked by a model that has not seen it, for trees to learn from


class Choice(NamedTuple):
    """The places of an event, last none: features and numbers of each (what the ranker says left open), which is right, and the places."""

    features: list[list[str]]
    numbers: list[list[float]]
    right: list[bool]
    places: list[str | None]


def choices_of(case: Case, chosen: dict[int, dict[str, Any]]) -> list[Choice]:
    """The places of each event of a report, or nowhere that is told; events whose place is not among those weighed teach nothing."""
    out: list[Choice] = []
    tokens = case.context.tokens
    before: tuple[str | None, int] | None = None
    view = view_of(case.context)
    order = sorted(chosen, key=lambda k: case.candidates[k].token)
    assert view is not None
    seen = seen_places(case.context.located, view, [case.candidates[k].token for k in order])
    echoes = Echoes(view.seen(case.candidates))
    again = heard([[c.token for c in echoes.of(case.candidates[k])] for k in order], lambda some: seen_places(case.context.located, view, some))
    for k, said, anew in zip(order, seen, again, strict=True):
        event, c = chosen[k], case.candidates[k]
        first, last = evidence_tokens(case.context, c, ())
        sentence = tokens[c.token].sentence
        place, away = (before[0], sentence - before[1]) if before else (None, -1)
        choices, numbers = settings(case.context, Target(c, event["type"], first, last, place, away, said, anew))
        right = [bool(event["place"]) and SCORE.same_name(event["place"], case.places.get(x.place or "", [])) for x in choices]
        if not event["place"]:
            right[-1] = True
        if any(right):
            out.append(Choice([x.features for x in choices], numbers, list(map(bool, right)), [x.place for x in choices[:-1]]))
        before = (next((x.place for x, ok in zip(choices, right, strict=True) if ok), None), sentence)
    return out


def learn(some: Sequence[Choice]) -> LinearModel:
    """The ranker."""
    return fit_ranker([list(zip(x.features, x.right, strict=True)) for x in some], strength=STRENGTH)


def trees(some: Sequence[list[Choice]]) -> dict[str, Any]:
    """Trees that choose, from what a ranker says of reports (each a list of choices) that it has not seen."""
    rows: list[list[float]] = []
    right: list[bool] = []
    for part in range(PARTS):
        model = learn([x for n, report in enumerate(some) if n % PARTS != part for x in report])
        for n, report in enumerate(some):
            if n % PARTS == part:
                for x in report:
                    *leans, none = map(model.lean, x.features)
                    rows += with_leans(x.numbers, x.places, leans, none)
                    right += x.right
    return boosted(rows, right, [1.0] * len(rows), setting_sight.NAMES)


def both(examples: Sequence[tuple[int, list[Choice]]], held: int | None) -> tuple[LinearModel, dict[str, Any]]:
    """The models that have seen all reports but those of fold `held`."""
    some = [report for fold, report in examples if fold != held]
    return learn([x for report in some for x in report]), trees(some)


def main() -> None:
    examples = [(case.fold, choices_of(case, assigned(case))) for case in cases()]
    jobs: list[tuple[int | None, Path]] = [(k, fold_dir(k)) for k in range(FOLDS)] if "--folds" in sys.argv else []
    if "--ship" in sys.argv:
        jobs.append((None, SHIPPED))
    about = "Where an event happened. Made by training/train_event_places.py; see docs/models/events.md"
    for (_, folder), (model, arrays) in zip(jobs, in_parallel([lambda k=k: both(examples, k) for k, _ in jobs]), strict=True):
        write(model, folder / f"{MODEL}.tsv", about=about)
        write_trees(arrays, folder / f"{MODEL}_trees.npz")


if __name__ == "__main__":
    main()
