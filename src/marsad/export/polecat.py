"""PLOVER events in the columns of POLECAT (tab separated): one row an event that occurred.

Columns as in the yearly files of POLECAT (Halterman and others, "PLOVER and POLECAT: A New Political Event Ontology and Dataset",
2023; Harvard Dataverse doi:10.7910/DVN/AJGVIT). Several actors stand in one cell, in the order of the report. Countries are
ISO 3166-1 alpha-3, COW codes those of Correlates of War. `territory` is a mode of ours and left empty.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cache
from typing import BinaryIO

from marsad.export.csv_tables import Lines
from marsad.export.source import Column, Options, Source, Tally, english, state
from marsad.lexicon.knowledge import Knowledge
from marsad.records import Actor, Event, Place

_SECTORS = {
    "state": "GOV", "government": "GOV", "military": "MIL", "party": "PTY", "igo": "IGO", "ngo": "NGO", "media": "MED", "company": "BUS",
    "population": "CVL",
}  # fmt: skip
_OURS = ("ASSAULT", "territory")
_TOWNS = ("city", "village", "district")
_ARABIC = "Arabic"


def sector(actor: Actor) -> str | None:
    """The PLOVER sector of an actor: as the list of known actors has it, else as its kind tells; `None` where that does not tell."""
    return _known(actor.name, actor.name_en) or _SECTORS.get(actor.kind)


@cache
def _known(name: str, name_en: str | None) -> str | None:
    if name_en is None:
        return None
    return next((hit.entry.sector for hit in _knowledge().find(name) if hit.entry.name_en == name_en), None) or None


@cache
def _knowledge() -> Knowledge:
    return Knowledge.load()


def _each(get: Callable[[Actor], object], role: str) -> Callable[[Source, Event], object]:
    return lambda s, e: [get(a) or "" for a in s.actors(getattr(e, role))]


def _code(actor: Actor, field: str) -> str:
    codes = state(actor.country)
    return getattr(codes, field) if codes else ""


def _side(role: str, who: str, wiki: str) -> tuple[Column, ...]:
    def column(name: str, about: str, get: Callable[[Actor], object]) -> Column:
        return Column(name, "texts", about, _each(get, role))

    return (
        column(f"{who} Name", "English name where it is known, else as in the text", english),
        column(f"{who} Country", "state, ISO 3166-1 alpha-3", lambda a: _code(a, "alpha3")),
        column(f"{who} COW", "state, Correlates of War code", lambda a: _code(a, "cow")),
        Column(f"Primary {who} Sector", "text", "PLOVER sector of the first", lambda s, e: next((sector(a) for a in s.actors(getattr(e, role))), None)),
        Column(f"{who} Sectors", "texts", "PLOVER sectors of all", _each(sector, role)),
        column(f"{who} Title", "office or title, as in the text", lambda a: a.role),
        column(f"{who} Name Raw", "name as in the text", lambda a: a.name),
        Column(wiki, "text", "empty: Marsad knows Wikidata, not Wikipedia", lambda s, e: None),
    )  # fmt: skip


def _placed(get: Callable[[Place], object]) -> Callable[[Source, Event], object]:
    return lambda s, e: get(p) if (p := s.place(e.place)) is not None else None


def _of_kind(kinds: tuple[str, ...]) -> Callable[[Source, Event], object]:
    return lambda s, e: english(p) if (p := s.place(e.place)) is not None and p.kind in kinds else None


def _named(kinds: Callable[[Actor], bool]) -> Callable[[Source, Event], object]:
    return lambda s, e: [a.name for a in s.coded.actors if kinds(a)]


def _place_code(place: Place) -> str | None:
    codes = state(place.country)
    return codes.alpha3 if codes else None


def _day(source: Source, event: Event) -> dt.date | None:
    return event.date.from_ if event.date is not None else None


_NO_ORGANISATIONS = ("person", "population", "state", "other")
COLUMNS: tuple[Column, ...] = (
    Column("Event ID", "text", "the record's stable id", lambda s, e: s.uid(e.id)),
    Column("Event Date", "day", "first day of the event", _day),
    Column("Event Type", "text", "PLOVER type", lambda s, e: e.type),
    Column("Event Mode", "text", "PLOVER mode", lambda s, e: e.mode if (e.type, e.mode) != _OURS else None),
    Column("Intensity", "number", "-10 to 10, Marsad's scale (codebook)", lambda s, e: e.intensity),
    Column("Quad Code", "text", "verbal or material, cooperation or conflict", lambda s, e: e.quad.upper() if e.quad else None),
    Column("Contexts", "text", "empty: Marsad does not code PLOVER's contexts", lambda s, e: None),
    *_side("actors", "Actor", "Wikipedia Actor ID"),
    *_side("recipients", "Recipient", "Wikipedia Recipient ID"),
    Column("Placename", "text", "English name of the place where it is known, else as in the text", _placed(english)),
    Column("City", "text", "the same, if it is a city, village or quarter", _of_kind(_TOWNS)),
    Column("District", "text", "empty: Marsad does not know second-level divisions", lambda s, e: None),
    Column("Province", "text", "first-level division", _placed(lambda p: p.admin1)),
    Column("Country", "text", "state that the place lies in, ISO 3166-1 alpha-3", _placed(_place_code)),
    Column("Latitude", "number", "degrees (WGS 84)", _placed(lambda p: p.lat)),
    Column("Longitude", "number", "degrees (WGS 84)", _placed(lambda p: p.lon)),
    Column("GeoNames ID", "whole", "GeoNames id", _placed(lambda p: p.geonames)),
    Column("Raw Placename", "text", "the place as in the text", _placed(lambda p: p.name)),
    Column("Feature Type", "text", "empty: Marsad's kinds are not GeoNames' feature codes", lambda s, e: None),
    Column("Source", "text", "outlet", lambda s, e: s.coded.outlet),
    Column("Publication Date", "day", "day of publication", lambda s, e: s.coded.published),
    Column("Story People", "texts", "persons that the report names", _named(lambda a: a.kind == "person")),
    Column("Story Organizations", "texts", "bodies, forces, groups, outlets and companies that it names",
           _named(lambda a: a.kind not in _NO_ORGANISATIONS)),
    Column("Story Locations", "texts", "places that it names", lambda s, e: [p.name for p in s.coded.places]),
    Column("Language", "text", "language of the report", lambda s, e: _ARABIC if s.coded.language == "ar" else s.coded.language),
    Column("Version", "text", "what coded it", lambda s, e: s.coded.coder),
)  # fmt: skip


def write(sources: Iterable[Source], stream: BinaryIO, options: Options, tally: Tally) -> None:
    """Write the events that occurred; PLOVER has no denied ones, nor any that are only planned."""
    lines = Lines(stream, bom=options.bom, tabs=True)
    lines.head([c.name for c in COLUMNS])
    for source in sources:
        for event in source.events():
            if event.status != "occurred":
                tally.left_out[f"events that were {event.status}"] += 1
                continue
            lines.add(_flat(c.get(source, event)) for c in COLUMNS)
            tally.rows["events"] += 1
    lines.finish()


def _flat(value: object) -> object:
    """Several values in one cell keep their places, so that the n-th country is that of the n-th name; if all are empty, so is the cell."""
    if isinstance(value, list) and not any(value):
        return None
    return value
