"""States told as places that may be parties to an event: "عقوبات على إيران", "أسلحة من روسيا".

The tagger of names takes a state behind such a preposition for a place, which it mostly is. Whether it has a part in an event is left to
the choice of roles; codebook, "Events" (recipients).
"""

from __future__ import annotations

from collections.abc import Iterator

from marsad.coding.provisional import state_id
from marsad.mentions.types import ActorMention
from marsad.reading import Reading

_BEFORE = frozenset({"علي", "من", "الي", "عن", "وعلي", "ومن", "والي", "وعن"})  # folded; a place "in" which something was is none


def placed_states(reading: Reading) -> Iterator[ActorMention]:
    """The mentions of states behind these prepositions that name no actor yet, in order of the text; `actor` is the state's id where it is an
    actor of the report already."""
    tokens = reading.document.tokens
    countries = {p.id: p.country for p in reading.gazette if p.kind == "country" and p.country}
    acting = {a.country: a.id for a in reversed(reading.cast) if a.kind == "state" and a.country}
    taken = {i for m in reading.actors for i in range(m.phrase_first, m.phrase_last)}
    for p in reading.places:
        country = countries.get(p.place or "")
        if country and p.first and tokens[p.first - 1].norm in _BEFORE and taken.isdisjoint(range(p.first, p.last)):
            name = reading.document.text[p.start : p.end]
            yield ActorMention(
                p.start, p.end, p.first, p.last, p.first, p.last, name, "state", country, actor=acting.get(country) or state_id(country)
            )
