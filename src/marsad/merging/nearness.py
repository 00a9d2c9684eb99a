"""How near two places and two periods are, in view of how exactly each is known."""

from __future__ import annotations

import datetime as dt
import math
from typing import NamedTuple

from marsad.merging.told import place_key
from marsad.records import Place

_EARTH = 6371.0  # km
_RADIUS = {"exact": 2.0, "city": 10.0, "admin1": 75.0}  # km that a place of that precision may be off, where it does not say
_SLACK = 1.25  # by how much two radii may be overstepped
_ALIKE = 5.0  # km: nearer than this is the same place whatever it is called


class Nearness(NamedTuple):
    """How two things lie to each other: `same`, `near`, `within` (one may hold the other), `apart`, `abroad` (in other countries, of which
    at least one is all that is known) or `unknown`; and in words."""

    kind: str
    what: str


def kilometres(a: Place, b: Place) -> float | None:
    """The distance between two places along a great circle, or `None` where one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    phi, psi = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((psi - phi) / 2) ** 2 + math.cos(phi) * math.cos(psi) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * _EARTH * math.asin(math.sqrt(min(1.0, h)))


def places(a: Place | None, b: Place | None) -> Nearness:
    """How two places lie to each other. A country, or a place that is not known, holds much and tells little."""
    if a is None or b is None:
        return Nearness("unknown", "")
    if _is_wide(a) or _is_wide(b):
        if a.country and b.country and a.country != b.country:
            return Nearness("abroad", f"in {a.country} and in {b.country}")
        return Nearness("within", f"both in {a.country}") if a.country and a.country == b.country else Nearness("unknown", "")
    if place_key(a) == place_key(b):
        return Nearness("same", f"same place ({a.name})")
    km = kilometres(a, b)
    if km is None:
        return Nearness("unknown", "")
    room = _SLACK * (radius(a) + radius(b))
    if km <= _ALIKE:
        return Nearness("same", f"same place within {max(1, round(km))} km")
    if km <= room:
        what = f"{a.name} and {b.name} lie {round(km)} km apart, known to {round(room)} km"
        return Nearness("near" if max(radius(a), radius(b)) <= _RADIUS["city"] * 2 else "within", what)
    return Nearness("apart", f"{a.name} and {b.name} lie {round(km)} km apart")


def radius(place: Place) -> float:
    """How many km a place may be off."""
    return place.uncertainty_km if place.uncertainty_km is not None else _RADIUS.get(place.precision or "city", 10.0)


def _is_wide(place: Place) -> bool:
    return (
        place.kind == "country"
        or place.precision == "country"
        or (place.lat is None and place.geonames is None and place.country is not None)
    )


class Days(NamedTuple):
    """A period of whole days, both ends included; `sure` where the text tells it, not only when the report was published."""

    first: dt.date
    last: dt.date
    sure: bool

    @property
    def length(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


def gap(a: Days, b: Days) -> int:
    """Days between two periods; 0 where they overlap."""
    return max(0, (a.first - b.last).days, (b.first - a.last).days)
