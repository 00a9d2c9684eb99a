"""Learn to choose among what the models of words and the network find: who fills a role, which drafts of events are events.

usage: python training/train_judges.py [--folds] [--ship]

Each report is read with a network (train_network.py) that has not seen its outlet.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cases import SCORE, Case, assigned, cases, role_of, weight
from fit import fit, write
from folds import FOLDS, SHIPPED, fold_dir
from held import Held
from marsad.coding.event_drafts import draft_events
from marsad.coding.event_judge import judge_features
from marsad.coding.events import names_somebody
from marsad.coding.network_view import view_of
from marsad.coding.role_choice import chances, choice_features
from marsad.models import Models
from marsad.models.linear import LinearModel
from parallel import in_parallel

Example = tuple[list[str], str]
JUDGE_STRENGTH = 0.05
CHOICE_STRENGTH = 0.05
ABOUT = {"role_choice": "Who fills a role, among all who may.", "events": "Which drafts of events are events."}


def judged(case: Case, models: Models | Held) -> list[Example]:
    """The drafts of a report, as models that have not seen it make them, each right or wrong as the scorer has it."""
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
    return [(features, "1" if k in hits else "0") for k, features in enumerate(judge_features(case.context, drafts))]


def role_choices(case: Case, models: Models | Held) -> list[Example]:
    """Those who may have a part in each event of a report, as a model that has not seen it weighs them."""
    case.reading.models = models  # type: ignore[assignment]
    view = view_of(case.context)
    assert view is not None
    chosen = assigned(case)
    found = chances(case.context, view, [(case.candidates[k], event["type"]) for k, event in chosen.items()])
    out: list[Example] = []
    for event, some in zip(chosen.values(), found, strict=True):
        for chance, features in zip(some, choice_features(case.context, event["type"], some), strict=True):
            out.append((features, role_of(case, event, chance.actor)))
    return out


def second(examples: Sequence[tuple[Case, list[Example]]], held: int | None, strength: float) -> LinearModel:
    """A model that learns from what first models make of reports that they have not seen, but those of fold `held`."""
    used = [(case, some) for case, some in examples if case.fold != held]
    return fit([x for _, some in used for x in some], strength=strength, weights=[weight(case) for case, some in used for _ in some])


def main() -> None:
    first = [Models(fold_dir(k)) for k in range(FOLDS)]
    measured = [c for c in cases() if c.fold >= 0]
    folders: list[tuple[int | None, Path]] = [(k, fold_dir(k)) for k in range(FOLDS)] if "--folds" in sys.argv else []
    if "--ship" in sys.argv:
        folders.append((None, SHIPPED))
    choices = [(c, role_choices(c, first[c.fold])) for c in measured]
    chosen = in_parallel([lambda k=k: second(choices, k, CHOICE_STRENGTH) for k in range(FOLDS)])
    drafts = [(c, judged(c, Held({"role_choice": chosen[c.fold]}, first[c.fold]))) for c in measured]
    for k, folder in folders:
        made = {"role_choice": chosen[k] if k is not None else second(choices, None, CHOICE_STRENGTH), "events": second(drafts, k, JUDGE_STRENGTH)}
        for name, model in made.items():
            write(model, folder / f"{name}.tsv", about=f"{ABOUT[name]} Made by training/train_judges.py; see docs/models/events.md")


if __name__ == "__main__":
    main()
