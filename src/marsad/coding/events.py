"""Events: who did what to whom, where and when, put together from the drafts that hold.

Rules: codebook, "Events". `event_drafts` finds the words, their types, modes and roles, `event_judge` which of them are events; `settings`
where each happened. Without the model `triggers` no event is coded.
"""

from __future__ import annotations

from marsad import codebook
from marsad.coding.attribution import source_at
from marsad.coding.context import Context
from marsad.coding.dating import date_for
from marsad.coding.event_drafts import Draft, draft_events, mode_of
from marsad.coding.event_judge import MODEL, judge
from marsad.coding.modality import status_of
from marsad.coding.register import GUARDED, SURER, register_of
from marsad.coding.settings import Target, place_of
from marsad.coding.unnamed_groups import is_unnamed, take_in
from marsad.mentions.types import ActorMention
from marsad.reading import Reading
from marsad.records import Event, span


def read_events(reading: Reading) -> None:
    """Fill `reading.events`."""
    triggers = reading.models.linear("triggers")
    if triggers is None:
        return
    context = Context(reading)
    drafts = [d for d in draft_events(context, triggers) if names_somebody(d)]
    groups = {m.actor: m for m in context.mentions if m.actor is not None and is_unnamed(m.actor)}
    guarded = GUARDED if register_of(reading) is not None else frozenset()
    for draft, chance in judge(context, drafts, reading.models.linear(MODEL)):
        if draft.type in guarded and chance < SURER:
            continue
        reading.events.append(_event(context, _with_groups(reading, draft, groups), chance, reading.events[-1:]))


def _with_groups(reading: Reading, draft: Draft, groups: dict[str, ActorMention]) -> Draft:
    """The draft with its unnamed groups (by provisional id) taken into the cast."""

    def known(actor: str) -> str:
        return take_in(reading, groups[actor]) if actor in groups else actor

    draft.actors, draft.recipients = [known(a) for a in draft.actors], [known(a) for a in draft.recipients]
    return draft


def names_somebody(draft: Draft) -> bool:
    """Codebook: only an attack may have nobody named."""
    return bool(draft.actors or draft.recipients) or draft.type == "ASSAULT"


def _event(context: Context, draft: Draft, chance: float, before: list[Event]) -> Event:
    """The event of a draft; `before` holds the event before it, if there is one."""
    reading, tokens, c = context.reading, context.tokens, draft.candidate
    text = reading.document.text
    source = source_at(reading, tokens[c.token].start)
    kinds = {a.id: a.kind for a in reading.cast}
    mode = mode_of(context, c, draft.type)
    doers, sufferers = [kinds[a] for a in draft.actors], [kinds[a] for a in draft.recipients]
    return Event(
        id=f"e{len(reading.events) + 1}",
        type=draft.type,
        mode=mode,
        acled=codebook.acled(draft.type, mode, doers=doers, sufferers=sufferers),
        quad=codebook.QUAD[draft.type],
        intensity=codebook.INTENSITY[draft.type],
        actors=draft.actors,
        recipients=draft.recipients,
        place=place_of(context, _target(context, draft, before)),
        date=date_for(reading, c.token, draft.first, draft.last, what=draft.type),
        status=status_of(context, c, draft.type),
        source=None if source is None or source.actor in draft.actors and draft.type != "ASSAULT" else source.actor,
        trigger=span(text, tokens[c.token].start, tokens[c.last - 1].end),
        evidence=span(text, tokens[draft.first].start, tokens[draft.last - 1].end),
        confidence=round(chance, 3),
        why=draft.why,
    )


def _target(context: Context, draft: Draft, before: list[Event]) -> Target:
    c = draft.candidate
    place, away = None, -1
    if before:
        sentence = context.sentence_at(before[0].trigger.start)
        place, away = before[0].place, max(0, context.tokens[c.token].sentence - sentence)
    return Target(c, draft.type, draft.first, draft.last, place, away)
