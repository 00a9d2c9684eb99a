"""A theatre: a place with what lies in it, and the figures that belong there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from marsad.archive.machine_layer import phrase
from marsad.errors import InputError
from marsad.merging.claims import settings
from marsad.merging.nearness import kilometres, radius
from marsad.merging.told import Told, place_key
from marsad.records import Figure, Place

WITHIN = 35.0  # km around a town that are its theatre: its quarters, suburbs and fronts


class Theatre(NamedTuple):
    """A place and how far it reaches: all of a country, all of an admin1, or so many km around."""

    place: Place
    within: float

    def holds(self, place: Place | None) -> bool:
        """Whether a place lies in it. A country lies in no town of its own."""
        if place is None:
            return False
        if place_key(place) == place_key(self.place):
            return True
        if self.place.kind == "country":
            return place.country is not None and place.country == self.place.country
        if place.kind == "country" or place.country != self.place.country:
            return False
        if self.place.precision == "admin1" and place.admin1 and phrase(place.admin1) == phrase(self.place.name):
            return True
        km = kilometres(self.place, place)
        return km is not None and km <= max(self.within, radius(self.place)) and radius(place) <= self.within


def theatre(name: str, reports: Sequence[Told], *, within: float = WITHIN) -> Theatre:
    """The theatre of that name: the place that the reports call so, the most named where there are several. Raises `InputError` for none."""
    words = phrase(name)
    if not words:
        raise InputError(f"{name!r}: there is no word in it to look for")
    count: dict[str, int] = defaultdict(int)
    by_key: dict[str, Place] = {}
    for told in reports:
        for place in told.coded.places:
            called = (place.name, place.name_en, place.country if place.kind == "country" else None)
            if words in {phrase(n) for n in called if n} or str(place.geonames) == name.strip():
                count[place_key(place)] += len(place.mentions) or 1
                by_key.setdefault(place_key(place), place)
    if not count:
        raise InputError(f"{name!r}: no report of the archive names such a place; give its name as the reports have it, in English, or LY")
    return Theatre(by_key[max(count, key=lambda key: count[key])], within)


def figures_in(place: Theatre, reports: Iterable[Told]) -> Iterator[tuple[Told, Figure, str]]:
    """Figures that belong to a theatre, each with why: its own place lies there; or it has none, and its report is set there."""
    for told in reports:
        here = place.holds(settings(told))
        for figure in told.coded.figures:
            where = told.places.get(figure.place or "")
            if place.holds(where):
                yield told, figure, "place"
            elif where is None and here:
                yield told, figure, "report"
