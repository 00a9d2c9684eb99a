"""Events: who did what to whom, where and when, put together from the drafts that hold.

Rules: codebook, "Events". `event_drafts` finds the words, their types, modes and roles, `event_judge` which of them are events; `settings`
where each happened. Without the network no event is coded.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from marsad import codebook
from marsad.coding.attribution import source_at
from marsad.coding.context import Context
from marsad.coding.date_choices import Target as Dated
from marsad.coding.dating import date_for, seen_dates
from marsad.coding.echoes import heard
from marsad.coding.event_drafts import Draft, draft_events
from marsad.coding.event_judge import Judge, judge
from marsad.coding.modality import status_of
from marsad.coding.network_view import view_of
from marsad.coding.provisional import is_provisional, take_in
from marsad.coding.register import GUARDED, SURER, register_of
from marsad.coding.retellings import told_once
from marsad.coding.role_choice import Weighed
from marsad.coding.settings import Target, place_of, seen_places
from marsad.mentions.types import ActorMention
from marsad.reading import Reading
from marsad.records import ActorKind, Event, span

NOTE = "events"  # where a reading keeps what was asked about its events, by where their triggers begin


class Asked(NamedTuple):
    """What was known when an event was put together, for who asks why: what was to be placed, all who may have a part with their names, and the
    words that tell it again."""

    target: Target
    parts: list[tuple[str, Weighed]]
    told_by: list[str]


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
    tokens, told = [d.candidate.token for d, _ in held], [d.told_by for d, _ in held]
    places = zip(seen_places(context.located, view, tokens), heard(told, lambda some: seen_places(context.located, view, some)), strict=True)
    dates = zip(seen_dates(reading, view, tokens), heard(told, lambda some: seen_dates(reading, view, some)), strict=True)
    kinds: dict[str, ActorKind] = {}
    asked: dict[int, Asked] = {}
    reading.notes[NOTE] = asked
    for (draft, chance), where, when in zip(held, places, dates, strict=True):
        parts = [(_name_of(context, x), x) for x in draft.parts]
        draft = _taken_in(reading, draft, waiting)
        kinds |= {a.id: a.kind for a in reading.cast[len(kinds) :]}  # those who were taken in since
        target = _target(context, draft, *where)
        asked[context.tokens[draft.candidate.token].start] = Asked(target, parts, [context.tokens[i].text for i in draft.told_by])
        dated = Dated(draft.candidate.token, draft.first, draft.last, draft.type, *when)
        reading.events.append(_event(context, draft, chance, target, dated, kinds))
    reading.events = told_once(reading.events)


def _name_of(context: Context, x: Weighed) -> str:
    """One who may have a part as the report names it."""
    m = context.mentions[x.chance.mention]
    return next((a.name for a in context.reading.cast if a.id == x.chance.actor), context.reading.document.piece(m.first, m.last))


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
    context: Context, draft: Draft, chance: float, target: Target, dated: Dated, kinds: Mapping[str, ActorKind]
) -> Event:
    """The event of a draft, as it is to be placed and dated; `kinds` of all in the cast."""
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
        place=place_of(context, target),
        date=date_for(reading, dated),
        status=status_of(context, c, draft.type),
        source=None if source is None or source.actor in draft.actors and draft.type != "ASSAULT" else source.actor,
        trigger=span(text, tokens[c.token].start, tokens[c.last - 1].end),
        evidence=span(text, tokens[draft.first].start, tokens[draft.last - 1].end),
        confidence=round(chance, 3),
        why=draft.why,
    )


def _target(context: Context, draft: Draft, seen: Mapping[str | None, float], again: Mapping[str | None, float]) -> Target:
    c = draft.candidate
    place, away = None, -1
    for before in context.reading.events[-1:]:
        sentence = context.sentence_at(before.trigger.start)
        place, away = before.place, max(0, context.tokens[c.token].sentence - sentence)
    return Target(c, draft.type, draft.first, draft.last, place, away, seen, again)
