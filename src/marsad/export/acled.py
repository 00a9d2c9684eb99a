"""Events in the columns of ACLED (CSV): one row an event that occurred, of a kind that ACLED has.

Columns, types and codes as in ACLED's codebook (Armed Conflict Location & Event Data, Codebook, 2023 and 2024 editions, and its
"Guide to 2023 ACLED column changes"). What Marsad does not know is empty: ACLED itself would write 0 for fatalities of which nothing
is known. An actor's type is given only where its kind tells it; armed groups may be rebels or militias, and no text says which.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO

from marsad.export.csv_tables import Lines
from marsad.export.deaths import deaths
from marsad.export.source import Column, Options, Source, Tally, english, state
from marsad.records import Actor, Event, Place

_VIOLENCE, _DEMONSTRATIONS, _STRATEGIC = "Political violence", "Demonstrations", "Strategic developments"
_BATTLES, _REMOTE, _AGAINST, _PROTESTS, _RIOTS = "Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots"
# Event type and disorder type of each sub-event type: ACLED Codebook, "ACLED Event Types".
TYPES: dict[str, tuple[str, str]] = {
    "Armed clash": (_BATTLES, _VIOLENCE),
    "Government regains territory": (_BATTLES, _VIOLENCE),
    "Non-state actor overtakes territory": (_BATTLES, _VIOLENCE),
    "Chemical weapon": (_REMOTE, _VIOLENCE),
    "Air/drone strike": (_REMOTE, _VIOLENCE),
    "Suicide bomb": (_REMOTE, _VIOLENCE),
    "Shelling/artillery/missile attack": (_REMOTE, _VIOLENCE),
    "Remote explosive/landmine/IED": (_REMOTE, _VIOLENCE),
    "Sexual violence": (_AGAINST, _VIOLENCE),
    "Attack": (_AGAINST, _VIOLENCE),
    "Abduction/forced disappearance": (_AGAINST, _VIOLENCE),
    "Excessive force against protesters": (_PROTESTS, f"{_VIOLENCE}; {_DEMONSTRATIONS}"),
    "Peaceful protest": (_PROTESTS, _DEMONSTRATIONS),
    "Violent demonstration": (_RIOTS, _DEMONSTRATIONS),
    "Agreement": (_STRATEGIC, _STRATEGIC),
    "Arrests": (_STRATEGIC, _STRATEGIC),
    "Looting/property destruction": (_STRATEGIC, _STRATEGIC),
    "Non-violent transfer of territory": (_STRATEGIC, _STRATEGIC),
}
_STATE = frozenset({"state", "government", "military"})
_DAYS = {1: 1, 7: 2, 31: 3}  # the longest period, in days, of each time_precision: day, week, month
_PLACES = {"exact": 1, "city": 1, "admin1": 3}  # geo_precision of our precisions; the middle of a state is none of ACLED's


def time_precision(event: Event) -> int | None:
    """1 for a day, 2 for a week, 3 for a month; `None` where less is known."""
    date = event.date
    if date is None or date.from_ is None or date.to is None:
        return None
    days = (date.to - date.from_).days + 1
    return next((code for longest, code in _DAYS.items() if days <= longest), None)


def sides(source: Source, event: Event) -> tuple[list[Actor], list[Actor]]:
    """Those of side 1 and of side 2: doers and sufferers, or, where the act is mutual, the first and the rest."""
    doers, sufferers = source.actors(event.actors), source.actors(event.recipients)
    return (doers[:1], doers[1:]) if not sufferers and len(doers) > 1 else (doers, sufferers)


def inter(source: Source, event: Event, side: Sequence[Actor]) -> str | None:
    """ACLED's type of the first actor of a side, where its kind tells it."""
    if not side:
        return None
    first, place = side[0], source.place(event.place)
    if first.kind in _STATE:
        if first.country is None or place is None or place.country is None:
            return None
        return "State forces" if first.country == place.country else "External/Other forces"
    if first.kind == "population":
        doing = event.type == "PROTEST" and first.id in event.actors
        return ("Rioters" if event.acled == "Violent demonstration" else "Protesters") if doing else "Civilians"
    return None


def _inters(source: Source, event: Event) -> tuple[str | None, str | None]:
    one, two = sides(source, event)
    return inter(source, event, one), inter(source, event, two)


def _interaction(source: Source, event: Event) -> str | None:
    one, two = _inters(source, event)
    return f"{one}-{two}" if one and two else None


def _name(side: int) -> Callable[[Source, Event], object]:
    return lambda s, e: next((english(a) for a in sides(s, e)[side]), None)


def _others(side: int) -> Callable[[Source, Event], object]:
    return lambda s, e: [english(a) for a in sides(s, e)[side][1:]]


def _civilians(source: Source, event: Event) -> str | None:
    sufferers = source.actors(event.recipients)
    is_violence = event.acled is not None and _VIOLENCE in TYPES[event.acled][1]
    return "Civilian targeting" if is_violence and sufferers and all(a.kind == "population" for a in sufferers) else None


def _placed(get: Callable[[Place], object]) -> Callable[[Source, Event], object]:
    return lambda s, e: get(p) if (p := s.place(e.place)) is not None else None


def _number(place: Place) -> int | None:
    codes = state(place.country)
    return int(codes.numeric) if codes and codes.numeric else None


def _country(place: Place) -> str | None:
    codes = state(place.country)
    return codes.name if codes else None


def _day(event: Event) -> dt.date | None:
    return event.date.from_ if event.date is not None else None


def _fatalities(source: Source, event: Event) -> int | None:
    told = deaths(source, event)
    return told.best if told else None


def _sources(source: Source, event: Event) -> list[str | None]:
    given = source.actor(event.source)
    return [source.coded.outlet, *([given.name] if given else [])]


def _none(source: Source, event: Event) -> None:
    return None


COLUMNS: tuple[Column, ...] = (
    Column(
        "event_id_cnty",
        "text",
        "the record's stable id (not ACLED's: its letters and number are ACLED's to give)",
        lambda s, e: s.uid(e.id),
    ),
    Column("event_date", "day", "first day of the event", lambda s, e: _day(e)),
    Column("year", "whole", "its year", lambda s, e: day.year if (day := _day(e)) else None),
    Column("time_precision", "whole", "1 day, 2 week, 3 month", lambda s, e: time_precision(e)),
    Column("disorder_type", "text", "political violence, demonstrations or strategic developments", lambda s, e: TYPES[e.acled][1]),
    Column("event_type", "text", "ACLED event type", lambda s, e: TYPES[e.acled][0]),
    Column("sub_event_type", "text", "ACLED sub-event type", lambda s, e: e.acled),
    Column("actor1", "text", "first of those who did it", _name(0)),
    Column("assoc_actor_1", "texts", "the others who did it", _others(0)),
    Column("inter1", "text", "type of actor1, where its kind tells it", lambda s, e: _inters(s, e)[0]),
    Column("actor2", "text", "first of those to whom it was done, or of the other side", _name(1)),
    Column("assoc_actor_2", "texts", "the others", _others(1)),
    Column("inter2", "text", "type of actor2, where its kind tells it", lambda s, e: _inters(s, e)[1]),
    Column("interaction", "text", "both types, where both are known", _interaction),
    Column("civilian_targeting", "text", "Civilian targeting, where the violence was done to civilians alone", _civilians),
    Column("iso", "whole", "state, ISO 3166-1 numeric", _placed(_number)),
    Column("region", "text", "empty: ACLED's regions are its own", _none),
    Column("country", "text", "state that the place lies in", _placed(_country)),
    Column("admin1", "text", "first-level division", _placed(lambda p: p.admin1)),
    Column("admin2", "text", "empty: not known to Marsad", _none),
    Column("admin3", "text", "empty: not known to Marsad", _none),
    Column("location", "text", "place: English name where it is known, else as in the text", _placed(english)),
    Column("latitude", "number", "degrees (WGS 84)", _placed(lambda p: p.lat)),
    Column("longitude", "number", "degrees (WGS 84)", _placed(lambda p: p.lon)),
    Column("geo_precision", "whole", "1 a town or nearer, 3 a region", _placed(lambda p: _PLACES.get(p.precision or ""))),
    Column("source", "texts", "outlet, and whom it gives as its source", _sources),
    Column("source_scale", "text", "empty: not known to Marsad", _none),
    Column("notes", "text", "the words of the report", lambda s, e: e.evidence.text),
    Column("fatalities", "whole", "the least number of dead that the report gives; empty where it gives none", _fatalities),
    Column("tags", "text", "empty: ACLED's tags are its own", _none),
    Column("timestamp", "text", "empty: when ACLED published it", _none),
)


def why_not(event: Event) -> str | None:
    """Why ACLED has no place for an event; `None` where it has."""
    if event.acled not in TYPES:
        return "events of a kind that ACLED has not"
    if event.status != "occurred":
        return f"events that were {event.status}"
    if event.date is not None and event.date.from_ is not None and time_precision(event) is None:
        return "events known to less than a month"
    return None


def write(sources: Iterable[Source], stream: BinaryIO, options: Options, tally: Tally) -> None:
    """Write the events that ACLED has a place for; count the others."""
    lines = Lines(stream, bom=options.bom)
    lines.head([c.name for c in COLUMNS])
    for source in sources:
        for event in source.events():
            if reason := why_not(event):
                tally.left_out[reason] += 1
                continue
            lines.add(c.get(source, event) for c in COLUMNS)
            tally.rows["events"] += 1
    lines.finish()
