"""Events: who did what to whom, where and when, put together from trigger, roles, place, date and source.

Rules: codebook, "Events". A trigger's type comes from the `triggers` and `types` models, who fills its roles from `roles`, its mode
from `modes`, its place from `event_places`; without these models no event is coded.
"""

from __future__ import annotations

from typing import cast

import msgspec

from marsad import codebook
from marsad.coding.attribution import source_at
from marsad.coding.context import Context
from marsad.coding.dating import date_for
from marsad.coding.evidence import evidence_tokens
from marsad.coding.modality import status_of
from marsad.coding.roles import pairs
from marsad.coding.settings import place_pairs
from marsad.coding.triggers import Candidate, find_candidates, trigger_features, type_features
from marsad.models import LinearModel
from marsad.reading import Reading
from marsad.records import Event, EventType, span

NONE = "none"
SURE = 0.27  # chance of being an event from which a candidate is coded; set by cross-validation (training/train_events.py)
OWN_TYPE = 3.0  # how much likelier (log-odds) a type must be that the lexicon does not give the word
ROLE_SURE = 0.42
PLACE_SURE = 0.35


class Draft(msgspec.Struct, gc=False):
    """An event on its way."""

    candidate: Candidate
    type: EventType
    chance: float
    why: str


def read_events(reading: Reading) -> None:
    """Fill `reading.events`."""
    model = reading.models.linear("triggers")
    if model is None:
        return
    context = Context(reading)
    for draft in choose(context, model):
        event = _event(context, draft, f"e{len(reading.events) + 1}")
        if event is not None:
            reading.events.append(event)


def choose(context: Context, model: LinearModel) -> list[Draft]:
    """The candidates that are events, with their types."""
    candidates = find_candidates(context)
    types = context.reading.models.linear("types")
    drafts: list[Draft] = []
    for c, features in zip(candidates, trigger_features(context, candidates), strict=True):
        chance = model.chance(features)
        if chance >= SURE:
            drafts.append(Draft(c, type_of(c, features, types), chance, f"trigger:{c.forms[0].entry.id}"))
    return drafts


def type_of(c: Candidate, features: list[str], types: LinearModel | None) -> EventType:
    """The likeliest type: one that the lexicon gives the word, unless another is far likelier."""
    if types is None:
        return c.types[0] if c.types else "ASSAULT"  # type: ignore[return-value]
    margins = {cast(EventType, t): m for t, m in zip(types.labels, types.margins(type_features(features)), strict=True)}
    return max(margins, key=lambda t: margins[t] + (OWN_TYPE if t in c.types else 0.0))


def _event(context: Context, draft: Draft, id_: str) -> Event | None:
    reading, c = context.reading, draft.candidate
    text = reading.document.text
    mode = mode_of(context, draft)
    actors, recipients, holders = assign_roles(context, draft, mode)
    if not actors and not recipients and draft.type != "ASSAULT":
        return None  # codebook: only an attack may have nobody named
    first, last = evidence_tokens(context, c, holders)
    tokens = context.tokens
    place = place_of(context, draft, first, last)
    source = source_at(reading, tokens[c.token].start)
    kinds = {a.id: a.kind for a in reading.cast}
    return Event(
        id=id_,
        type=draft.type,
        mode=mode,
        acled=codebook.acled(draft.type, mode, doers=[kinds[a] for a in actors], sufferers=[kinds[a] for a in recipients]),
        quad=codebook.QUAD[draft.type],
        intensity=codebook.INTENSITY[draft.type],
        actors=actors,
        recipients=recipients,
        place=place,
        date=date_for(reading, c.token, first, last, what=draft.type),
        status=status_of(context, c, draft.type),
        source=None if source is None or source.actor in actors and draft.type != "ASSAULT" else source.actor,
        trigger=span(text, tokens[c.token].start, tokens[c.last - 1].end),
        evidence=span(text, tokens[first].start, tokens[last - 1].end),
        confidence=round(draft.chance, 3),
        why=draft.why,
    )


def assign_roles(context: Context, draft: Draft, mode: str | None) -> tuple[list[str], list[str], list[int]]:
    """Ids of actors and of recipients, and the mentions that gave them."""
    model = context.reading.models.linear("roles")
    if model is None:
        return [], [], []
    best: dict[str, tuple[float, float, int]] = {}
    for pair in pairs(context, draft.candidate, draft.type, mode):
        actor = context.mentions[pair.mention].actor
        if actor is None:
            continue
        scores = model.scores(pair.features)
        a, r = scores.get("actor", 0.0), scores.get("recipient", 0.0)
        if actor not in best or max(a, r) > max(best[actor][:2]):
            best[actor] = (a, r, pair.mention)
    actors = [i for i, (a, r, _) in best.items() if a >= ROLE_SURE and a >= r]
    recipients = [i for i, (a, r, _) in best.items() if r >= ROLE_SURE and r > a]
    return actors, recipients, [best[i][2] for i in (*actors, *recipients)]


def mode_features(context: Context, c: Candidate, type_: str) -> list[str]:
    """What speaks for a mode: the trigger's reading and the words of its clause and the next."""
    lemma = c.forms[0].entry.lemma
    number = context.clauses.of[c.token]
    first, last = context.clauses.spans[number]
    features = [f"lemma={lemma}", f"{type_}"]
    features += [f"lex={f.entry.mode}" for f in c.forms if f.entry.type == type_]
    for i in range(max(first, c.token - 10), min(max(last, c.token + 8), c.token + 14, len(context.tokens))):
        if context.tokens[i].kind == "word" and i != c.token:
            features.append(f"{type_}|w={context.tokens[i].norm}")
            if i in (c.token - 1, c.token + 1):
                features.append(f"{type_}|{i - c.token}={context.tokens[i].norm}")
            for f in context.forms[i][:2]:
                features.append(f"{type_}|l={f.entry.lemma}")
                if f.entry.mode:
                    features.append(f"{type_}|near={f.entry.mode}")
    return features


def mode_of(context: Context, draft: Draft) -> str | None:
    """The mode that fits, or none."""
    if draft.type not in codebook.MODES:
        return None
    model = context.reading.models.linear("modes")
    if model is None:
        return next((f.entry.mode for f in draft.candidate.forms if f.entry.type == draft.type and f.entry.mode), None)
    scores = model.scores(mode_features(context, draft.candidate, draft.type))
    own = {label: p for label, p in scores.items() if label.startswith(f"{draft.type}/")}
    mode = max(own, key=lambda m: own[m]).partition("/")[2] if own else ""
    return mode or None


def place_of(context: Context, draft: Draft, first: int, last: int) -> str | None:
    """The id of the place where it happened, or none."""
    model = context.reading.models.linear("event_places")
    if model is None:
        return None
    best, place = PLACE_SURE, None
    for mention, features in place_pairs(context, draft.candidate, draft.type, first, last):
        chance = model.chance(features)
        if chance > best:
            best, place = chance, mention.place
    return place
