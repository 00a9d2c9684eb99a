"""Learn where events happen: the model that weighs the places about an event.

usage: python training/train_event_places.py [--folds] [--ship]

--folds writes the models of each fold (build/folds/K), each without the outlets of that fold, --ship the one that ships. Readings are made
with the upstream models of the report's own held-out fold, so that features look as they do at run time.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cases import SCORE, Case, assigned, cases
from fit import write
from folds import FOLDS, SHIPPED, fold_dir
from marsad.coding.evidence import evidence_tokens
from marsad.coding.network_view import view_of
from marsad.coding.settings import MODEL, Target, seen_places, settings
from marsad.models.linear import LinearModel
from parallel import in_parallel
from rank import Group, fit_ranker

STRENGTH = 0.3


def groups(case: Case, chosen: dict[int, dict[str, Any]]) -> list[Group]:
    """The places of each event of a report, or nowhere that is told; events whose place is not among those weighed teach nothing."""
    out: list[Group] = []
    tokens = case.context.tokens
    before: tuple[str | None, int] | None = None
    view = view_of(case.context)
    order = sorted(chosen, key=lambda k: case.candidates[k].token)
    seen = seen_places(case.context.located, view, [case.candidates[k].token for k in order]) if view is not None else [{} for _ in order]
    for k, said in zip(order, seen, strict=True):
        event, c = chosen[k], case.candidates[k]
        first, last = evidence_tokens(case.context, c, ())
        sentence = tokens[c.token].sentence
        place, away = (before[0], sentence - before[1]) if before else (None, -1)
        choices = settings(case.context, Target(c, event["type"], first, last, place, away, said))
        right = [bool(event["place"]) and SCORE.same_name(event["place"], case.places.get(x.place or "", [])) for x in choices]
        if not event["place"]:
            right[-1] = True
        if any(right):
            out.append([(x.features, bool(ok)) for x, ok in zip(choices, right, strict=True)])
        before = (next((x.place for x, ok in zip(choices, right, strict=True) if ok), None), sentence)
    return out


def learn(examples: Sequence[tuple[int, list[Group]]], held: int | None) -> LinearModel:
    """The model that has seen all reports but those of fold `held`."""
    return fit_ranker([g for fold, some in examples if fold != held for g in some], strength=STRENGTH)


def main() -> None:
    examples = [(case.fold, groups(case, assigned(case))) for case in cases()]
    jobs: list[tuple[int | None, Path]] = [(k, fold_dir(k)) for k in range(FOLDS)] if "--folds" in sys.argv else []
    if "--ship" in sys.argv:
        jobs.append((None, SHIPPED))
    about = "Where an event happened. Made by training/train_event_places.py; see docs/models/events.md"
    in_parallel([lambda k=k, folder=folder: write(learn(examples, k), folder / f"{MODEL}.tsv", about=about) for k, folder in jobs])


if __name__ == "__main__":
    main()
