"""Which place a name means, and one record for each place of a report.

A name may be borne by many places. What decides: a kind noun before it, the state named beside it ("الحديدة اليمنية"), the states that the
report is about (its other places and its actors), the gazetteer's own knowledge and the number of people. All mentions of a name in one
report mean one place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from marsad.lexicon.gazetteer import Spot, load_words
from marsad.linking.place_sense import WEIGHT, Context, Sense, choose, level_of, stem_of
from marsad.linking.surroundings import offset_of, shifted
from marsad.mentions.place_filter import adjectives_of_states
from marsad.mentions.types import PlaceMention
from marsad.reading import Reading
from marsad.records import Place, PlaceKind, Precision
from marsad.text.document import Document

_ADMIN_KM, _CITY_KM, _REGION_KM, _EXACT_KM, _NEAR_KM = 60.0, 10.0, 80.0, 3.0, 15.0
_SAME = ("city", "district")  # what a bare name means where the report also names it with its kind; not its governorate
_HOLDERS = frozenset({"city", "village", "district"})
_INNER = frozenset({"district", "facility", "village", "other"})  # kinds that may borrow the point of the town that they lie in


class Group(msgspec.Struct):
    """The mentions of one place: `stem` its folded name without a kind noun, `level` what sort of place is meant."""

    stem: str
    level: str
    mentions: list[PlaceMention]
    sense: Sense | None = None


def link_places(reading: Reading) -> None:
    """Join the place mentions of a report into records. Reads places, actors; sets gazette and the mentions' `place`.

    A mention inside the longer name of a person or an organisation is taken away (codebook, "Places").
    """
    inside = [(a.start, a.end) for a in reading.actors if a.kind not in ("state", "population")]
    reading.places = outside(reading.places, inside)
    doubtful = {(m.start, m.end) for m in reading.places if len(_states_of(m)) > 1}
    states = Counter(a.country for a in reading.cast if a.country and not (a.kind == "state" and doubtful.issuperset(a.mentions)))
    reading.gazette = link_document(reading.document, reading.places, states=states)


def _states_of(mention: PlaceMention) -> set[str | None]:
    """The states that what a name may mean lies in; where there are several, a state of that name speaks for none of them."""
    return {s.country for s in mention.candidates if isinstance(s, Spot)}


def outside(mentions: list[PlaceMention], spans: list[tuple[int, int]]) -> list[PlaceMention]:
    """The mentions that are not a part of a longer span; both lists in order of their starts, in linear time."""
    out, ends, k = [], -1, 0
    spans = sorted(spans)
    for m in mentions:
        while k < len(spans) and spans[k][0] <= m.start:
            if spans[k][1] - spans[k][0] > m.end - m.start:
                ends = max(ends, spans[k][1])
            k += 1
        if m.end > ends:
            out.append(m)
    return out


def link_document(document: Document, mentions: list[PlaceMention], *, states: Counter[str] | None = None) -> list[Place]:
    """The records of the places that a document mentions, in order of their first mention; sets the mentions' `place`.

    `states` counts the states that the report's actors belong to.
    """
    groups = _whole(_groups(mentions))
    context = _context(document, groups, states or Counter())
    for group in groups:
        group.sense = choose(group.stem, group.level, group.mentions, context)
    context.settle((g.sense, g.mentions, g.level) for g in groups if g.sense is not None)
    merged = _merged(groups)
    out = []
    for number, group in enumerate(merged, 1):
        place = _record(f"p{number}", document, group, context)
        for mention in group.mentions:
            mention.place = place.id
        out.append(place)
    return out


def _groups(mentions: Iterable[PlaceMention]) -> list[Group]:
    """Mentions of one name at one level belong together; a bare name goes with the town's, else with the district's of its name."""
    words = load_words()
    found: dict[tuple[str, str], Group] = {}
    for m in mentions:
        stem, level = stem_of(m.key, words), level_of(m, words)
        group = found.setdefault((stem, level), Group(stem, level, []))
        group.mentions.append(m)
    out = []
    for (stem, level), group in found.items():
        named = next((found[stem, other] for other in _SAME if (stem, other) in found), None) if level == "" else None
        if named is not None:
            named.mentions.extend(group.mentions)
        else:
            out.append(group)
    for group in out:
        group.mentions.sort(key=lambda m: m.start)
    return sorted(out, key=lambda g: g.mentions[0].start)


def _context(document: Document, groups: list[Group], actors: Counter[str]) -> Context:
    """How much each state is spoken of, and where each sure place stands."""
    weight: Counter[str] = Counter()
    nisba = adjectives_of_states()
    for token in document.tokens:
        code = nisba.get(token.norm)
        if code:
            weight[code] += 1
    for code, count in actors.items():
        weight[code] += min(count, 3)
    for group in groups:
        states = set().union(*map(_states_of, group.mentions))
        if len(states) == 1 and (code := states.pop()):
            weight[code] += WEIGHT * len(group.mentions)
    return Context(document, weight)


def _whole(groups: list[Group]) -> list[Group]:
    """A town whose name also stands for the land that the report names (غزة, قطاع غزة), joined to it unless it is called a town."""
    by_stem = {g.stem: g for g in groups}
    out = []
    for group in groups:
        land = by_stem.get(f"قطاع {group.stem}")
        if land is not None and group.level == "":
            land.mentions = sorted([*land.mentions, *group.mentions], key=lambda m: m.start)
        else:
            out.append(group)
    return out


def _merged(groups: list[Group]) -> list[Group]:
    """Groups that turned out to be one place under two names, joined."""
    out: dict[object, Group] = {}
    for group in groups:
        spot = group.sense.spot if group.sense else None
        own_level = group.level if group.level in ("admin", "facility", "region") else ""
        key = (spot.key, own_level) if spot else (group.stem, group.level)
        if key in out:
            out[key].mentions = sorted([*out[key].mentions, *group.mentions], key=lambda m: m.start)
        else:
            out[key] = group
    return list(out.values())


def _record(number: str, document: Document, group: Group, context: Context) -> Place:
    sense, spot = group.sense, group.sense.spot if group.sense else None
    kind = _kind(group, spot)
    country = sense.country if sense else None
    lat, lon, precision, km = _point(group, spot, kind)
    if lat is None and (spot is None or spot.kind in _INNER):
        namesake = sense.inside if sense else None
        holder = namesake or context.around(group.mentions) or context.town_near(group.mentions[0])
        country = country or (holder.country if holder else context.main())
        lends = holder is not None and holder.kind in _HOLDERS and holder.country == country and (kind in _INNER or holder is namesake)
        if lends and holder is not None:
            lat, lon, precision, km = holder.lat, holder.lon, "city", _NEAR_KM
    offsets = [offset_of(document, m) for m in group.mentions]
    name, geonames = _name(group), spot.geonames if spot else None
    if lat is not None and lon is not None and precision in ("city", "exact") and offsets[0] and None not in offsets:
        # never named itself, only what lies beside it: another place, with no row of its own
        lat, lon, km = shifted(lat, lon, offsets[0])
        first = group.mentions[0]
        name, geonames = f"{document.piece(offsets[0].first, first.first)} {first.name}", None
    score = max(m.score for m in group.mentions) * (sense.score if sense else 0.7)
    return Place(
        id=number, name=name, name_en=spot.name_en if spot else None, kind=kind, country=country,
        admin1=spot.admin1 if spot else None, geonames=geonames,
        lat=round(lat, 3) if lat is not None else None, lon=round(lon, 3) if lon is not None else None,
        precision=precision, uncertainty_km=km, score=round(score, 3), mentions=[(m.start, m.end) for m in group.mentions],
    )  # fmt: skip


def _kind(group: Group, spot: Spot | None) -> PlaceKind:
    """What the text calls it; where it does not, or says no more than "area", what the gazetteer calls it."""
    said = Counter(m.kind for m in group.mentions if m.kind and m.kind != "region")
    if spot is not None and spot.kind == "country":
        return "country"
    if said:
        return said.most_common(1)[0][0]  # type: ignore[return-value]
    if spot is not None:
        return spot.kind
    return "region" if any(m.kind for m in group.mentions) else "other"


def _point(group: Group, spot: Spot | None, kind: PlaceKind) -> tuple[float | None, float | None, Precision | None, float | None]:
    """Latitude, longitude, how precise and within how many kilometres."""
    if spot is None or spot.lat is None:
        return None, None, None, None
    if spot.kind == "country":
        return spot.lat, spot.lon, "country", spot.km
    if kind == "admin" or group.level == "region":
        return spot.lat, spot.lon, "admin1", spot.km or _ADMIN_KM
    if kind in ("region", "water") or (spot.km or 0) > _REGION_KM:
        return spot.lat, spot.lon, "admin1" if (spot.km or 0) <= 2 * _REGION_KM and spot.country else "country", spot.km
    if spot.basis == "in" or kind == "city":
        return spot.lat, spot.lon, "city", spot.km or _CITY_KM
    return spot.lat, spot.lon, "exact" if (spot.km or 0) <= 2 * _EXACT_KM else "city", spot.km or _EXACT_KM


def _name(group: Group) -> str:
    """The form that the text uses most, the longest of those."""
    counts = Counter(m.name for m in group.mentions)
    return max(counts, key=lambda n: (counts[n], len(n)))


__all__ = ["link_document", "link_places", "outside"]
