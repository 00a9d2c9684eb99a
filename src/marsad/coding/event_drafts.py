"""Drafts of events: each word that may well report one, with the type and roles that it would have.

Rules: codebook, "Events". A trigger's type comes from the `triggers` and `types` models, who fills its roles from `roles`.
A draft is not yet an event: `event_judge` decides among them, when all are known.
"""

from __future__ import annotations

from typing import cast

import msgspec

from marsad import codebook
from marsad.coding.context import Context
from marsad.coding.evidence import evidence_tokens
from marsad.coding.network_view import TYPES, NetworkView, view_of
from marsad.coding.role_choice import MODEL as ROLE_CHOICE
from marsad.coding.role_choice import chances, choose
from marsad.coding.trigger_sight import Seen, feature_names, judge_candidates, type_features
from marsad.coding.triggers import Candidate, find_candidates
from marsad.models import LinearModel
from marsad.records import EventType

LOOSE = 0.22  # chance of being an event from which a candidate is drafted
NO_MODE = "none"
OWN_TYPE = 3.0  # how much likelier (log-odds) a type must be that the lexicon does not give the word


class Draft(msgspec.Struct, gc=False):
    """An event on its way: `chance` by its word and surroundings alone, roles as ids of actors, `first` and `last` the tokens of its evidence."""

    candidate: Candidate
    type: EventType
    chance: float
    actors: list[str]
    recipients: list[str]
    first: int
    last: int

    @property
    def why(self) -> str:
        """The id of the rule: which lexicon entry set it off."""
        return f"trigger:{self.candidate.forms[0].entry.id}"


def draft_events(context: Context, triggers: LinearModel, *, least: float = LOOSE) -> list[Draft]:
    """The candidates that may be events, in order of the text."""
    candidates = find_candidates(context)
    types = context.reading.models.linear("types")
    view = view_of(context)
    drafts: list[Draft] = []
    for seen in judge_candidates(context, candidates, triggers, view):
        if seen.chance >= least:
            drafts.append(_draft(context, seen.candidate, type_of(context, seen, types), seen.chance, view))
    return drafts


def _draft(context: Context, c: Candidate, type_: EventType, chance: float, view: NetworkView | None) -> Draft:
    actors, recipients, holders = assign_roles(context, c, type_, view)
    first, last = evidence_tokens(context, c, holders)
    return Draft(c, type_, chance, actors, recipients, first, last)


def type_of(context: Context, seen: Seen, types: LinearModel | None) -> EventType:
    """The likeliest type: the one that the lexicon gives the word, unless the network is much surer of another; of several, or none, the
    likeliest by the words around it."""
    c = seen.candidate
    by_type = dict.fromkeys(TYPES, 0.0) if seen.kinds is None else dict(zip(TYPES, seen.kinds, strict=False))
    if len(c.types) != 1 and types is not None:
        margins = types.margins(type_features(feature_names(context, c, seen.parts)))
        for t, m in zip(types.labels, margins, strict=True):
            by_type[cast(EventType, t)] += m
    elif seen.kinds is None:
        return cast(EventType, c.types[0] if c.types else "ASSAULT")
    return max(by_type, key=lambda t: by_type[t] + (OWN_TYPE if t in c.types else 0.0))


def assign_roles(context: Context, c: Candidate, type_: EventType, view: NetworkView | None = None) -> tuple[list[str], list[str], list[int]]:
    """Ids of actors and of recipients, and the mentions that gave them."""
    model = context.reading.models.linear("roles")
    if model is None:
        return [], [], []
    actors, recipients = choose(context, type_, chances(context, c, type_, model, view), context.reading.models.linear(ROLE_CHOICE))
    return [x.actor for x in actors], [x.actor for x in recipients], [x.mention for x in (*actors, *recipients)]


def mode_features(context: Context, c: Candidate, type_: str) -> list[str]:
    """What speaks for a mode: the trigger's reading and the words of its clause and the next."""
    number = context.clauses.of[c.token]
    first, last = context.clauses.spans[number]
    features = [f"lemma={c.forms[0].entry.lemma}", f"w={context.tokens[c.token].norm}"]
    features += [f"lex={f.entry.mode}" for f in c.forms if f.entry.type == type_]
    for i in range(max(first, c.token - 10), min(max(last, c.token + 8), c.token + 14, len(context.tokens))):
        if context.tokens[i].kind == "word" and i != c.token:
            norm = context.tokens[i].norm
            features.append(f"near={norm}")
            if i in (c.token - 1, c.token + 1):
                features.append(f"{i - c.token}={norm}")
            for f in context.forms[i][:2]:
                features.append(f"near lemma={f.entry.lemma}")
                if f.entry.mode and f.entry.type == type_:
                    features.append(f"near mode={f.entry.mode}")
    return features


def mode_model(type_: str) -> str:
    """The name of the model that chooses among the modes of a type."""
    return f"modes_{type_.lower()}"


def mode_of(context: Context, c: Candidate, type_: EventType) -> str | None:
    """The mode that fits, or none."""
    if type_ not in codebook.MODES:
        return None
    model = context.reading.models.linear(mode_model(type_))
    if model is None:
        return next((f.entry.mode for f in c.forms if f.entry.type == type_ and f.entry.mode), None)
    margins = model.margins(mode_features(context, c, type_))
    mode = model.labels[max(range(len(margins)), key=margins.__getitem__)]
    return None if mode == NO_MODE else mode
