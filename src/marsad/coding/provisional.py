"""Actors on trial: those who are none yet, and become one when an event gives them a role.

Two kinds wait so: groups that only a count names (`unnamed_groups`), and states that are told as places (`placed_states`). Until then their
mentions bear a provisional id.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence

from marsad.lexicon.knowledge import Knowledge
from marsad.mentions.types import ActorMention
from marsad.reading import Reading
from marsad.records import Actor

_GROUP, _STATE = "+", "="  # begin a provisional id


def group_id(first: int, last: int) -> str:
    """The provisional id of a group told at tokens `first` to `last`."""
    return f"{_GROUP}{first}:{last}"


def state_id(country: str) -> str:
    """The provisional id of a state."""
    return _STATE + country


def is_unnamed(actor: str) -> bool:
    """Whether an id is that of a group which only a count names."""
    return actor.startswith(_GROUP)


def is_provisional(actor: str) -> bool:
    """Whether an id is of one who is no actor of the report yet."""
    return actor.startswith((_GROUP, _STATE))


def take_in(reading: Reading, mentions: Sequence[ActorMention]) -> str:
    """Make the one whom some mentions name an actor of the report, if that has not been done yet, and give its id."""
    first = mentions[0]
    if first.actor is not None and not is_provisional(first.actor):
        return first.actor
    id_ = f"a{len(reading.cast) + 1}"
    name = reading.document.text[first.start : first.end]
    state = Knowledge.load().states.get(first.country or "") if first.kind == "state" else None
    reading.cast.append(
        Actor(
            id=id_, name=name, name_en=state.name_en or None if state else None, kind=first.kind, country=first.country,
            wikidata=state.wikidata or None if state else None, mentions=[(m.start, m.end) for m in mentions],
        )
    )  # fmt: skip
    for mention in mentions:
        mention.actor = id_
        insort(reading.actors, mention, key=lambda m: m.first)
    return id_
