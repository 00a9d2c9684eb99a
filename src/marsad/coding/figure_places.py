"""Where what a figure counts happened: the place of its clause, else of its sentence, else the one that the report last named."""

from __future__ import annotations

from marsad.mentions.types import NumberMention, PlaceMention
from marsad.reading import Reading


def place_of(reading: Reading, m: NumberMention, trigger: int, first: int, last: int) -> str | None:
    """The id of a figure's place, or `None`."""
    tokens = reading.document.tokens
    sentence = reading.document.sentences[tokens[m.first].sentence]
    inside = [p for p in reading.places if p.place is not None and first <= p.first < last]
    if inside:
        return _nearest(inside, m, trigger)
    here = [p for p in reading.places if p.place is not None and sentence.first <= p.first < sentence.last]
    if here:
        return _nearest(here, m, trigger)
    before = [p for p in reading.places if p.place is not None and p.first < sentence.first]
    return before[-1].place if before else None


def _nearest(places: list[PlaceMention], m: NumberMention, trigger: int) -> str | None:
    after = [p for p in places if p.first >= m.last]
    return (after[0] if after else places[-1]).place
