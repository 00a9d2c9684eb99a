"""Events: who did what to whom, where and when, put together from the drafts that hold.

Rules: codebook, "Events". `event_drafts` finds the words, their types, modes and roles, `event_judge` which of them are events; `settings`
where each happened. Without the network no event is coded.
"""

from __future__ import annotations

from collections.abc import Mapping

from marsad import codebook
from marsad.coding.attribution import source_at
from marsad.coding.context import Context
from marsad.coding.dating import date_for, seen_dates
from marsad.coding.event_drafts import Draft, draft_events
from marsad.coding.event_judge import Judge, judge
from marsad.coding.modality import status_of
from marsad.coding.network_view import view_of
from marsad.coding.provisional import is_provisional, take_in
from marsad.coding.register import GUARDED, SURER, register_of
from marsad.coding.retellings import told_once
from marsad.coding.settings import Target, place_of, seen_places
from marsad.mentions.types import ActorMention
from marsad.reading import Reading
from marsad.records import ActorKind, Event, span


def read_events(reading: Reading) -> None:
    """Fill `reading.events`."""
    if reading.models.network() is None:
        return
    context = Context(reading)
    view = view_of(context)
    if view is None:
        return
    drafts = [d for d in draft_events(context, view) if names_somebody(d)]
    waiting: dict[str, list[ActorMention]] = {}
    for m in context.mentions:
        if m.actor is not None and is_provisional(m.actor):
            waiting.setdefault(m.actor, []).append(m)
    guarded = GUARDED if register_of(reading) is not None else frozenset()
    held = [(d, chance) for d, chance in judge(context, drafts, Judge.of(reading.models)) if d.type not in guarded or chance >= SURER]
    tokens = [d.candidate.token for d, _ in held]
    kinds: dict[str, ActorKind] = {}
    for (draft, chance), places, dates in zip(held, seen_places(context.located, view, tokens), seen_dates(reading, view, tokens), strict=True):
        draft = _taken_in(reading, draft, waiting)
        kinds |= {a.id: a.kind for a in reading.cast[len(kinds) :]}  # those who were taken in since
        reading.events.append(_event(context, draft, chance, places, dates, kinds))
    reading.events = told_once(reading.events)


def _taken_in(reading: Reading, draft: Draft, waiting: Mapping[str, list[ActorMention]]) -> Draft:
    """The draft with those on trial (by provisional id) taken into the cast."""

    def known(actor: str) -> str:
        return take_in(reading, waiting[actor]) if actor in waiting else actor

    draft.actors, draft.recipients = [known(a) for a in draft.actors], [known(a) for a in draft.recipients]
    return draft


def names_somebody(draft: Draft) -> bool:
    """Codebook: only an attack may have nobody named."""
    return bool(draft.actors or draft.recipients) or draft.type == "ASSAULT"


def _event(
    context: Context, draft: Draft, chance: float, places: Mapping[str | None, float], dates: dict[int, float], kinds: Mapping[str, ActorKind]
) -> Event:
    """The event of a draft; what the network says of `places` and `dates` near it; `kinds` of all in the cast."""
    reading, tokens, c = context.reading, context.tokens, draft.candidate
    text = reading.document.text
    source = source_at(reading, tokens[c.token].start)
    doers, sufferers = [kinds[a] for a in draft.actors], [kinds[a] for a in draft.recipients]
    return Event(
        id=f"e{len(reading.events) + 1}",
        type=draft.type,
        mode=draft.mode,
        acled=codebook.acled(draft.type, draft.mode, doers=doers, sufferers=sufferers),
        quad=codebook.QUAD[draft.type],
        intensity=codebook.INTENSITY[draft.type],
        actors=draft.actors,
        recipients=draft.recipients,
        place=place_of(context, _target(context, draft, places)),
        date=date_for(reading, c.token, draft.first, draft.last, what=draft.type, seen=dates),
        status=status_of(context, c, draft.type),
        source=None if source is None or source.actor in draft.actors and draft.type != "ASSAULT" else source.actor,
        trigger=span(text, tokens[c.token].start, tokens[c.last - 1].end),
        evidence=span(text, tokens[draft.first].start, tokens[draft.last - 1].end),
        confidence=round(chance, 3),
        why=draft.why,
    )


def _target(context: Context, draft: Draft, places: Mapping[str | None, float]) -> Target:
    c = draft.candidate
    place, away = None, -1
    for before in context.reading.events[-1:]:
        sentence = context.sentence_at(before.trigger.start)
        place, away = before.place, max(0, context.tokens[c.token].sentence - sentence)
    return Target(c, draft.type, draft.first, draft.last, place, away, places)
