"""Violence with dead in the columns of UCDP GED (CSV): one row an event.

Columns and codes as in the codebook of the UCDP Georeferenced Event Dataset (Högbladh, "UCDP GED Codebook", Uppsala University;
Sundberg and Melander, Journal of Peace Research 50, 2013; the columns of its candidate releases). UCDP has an event only where armed
force killed somebody, so one of which the report counts no dead is left out. Conflicts, dyads and the ids of sides are UCDP's to give.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO

from marsad.export.acled import sides
from marsad.export.csv_tables import Lines
from marsad.export.deaths import Deaths, deaths
from marsad.export.source import Column, Options, Source, Tally, english, state
from marsad.records import Actor, Event, Place

_STATE = frozenset({"state", "government", "military"})
_ARMED = _STATE | {"armed_group"}
_WHERE = {"exact": 1, "city": 1, "admin1": 4, "country": 6}  # where_prec of our precisions
_NEAR_KM = 25.0  # from this uncertainty on a place is no more than "near" (where_prec 2)
_WHEN = ((1, 1), (6, 2), (7, 3), (31, 4))  # the longest period, in days, of each date_prec; longer is 5


def type_of_violence(one: Sequence[Actor], two: Sequence[Actor]) -> int | None:
    """1 state-based, 2 non-state, 3 one-sided; `None` where the kinds of the two sides do not tell."""
    first, second = {a.kind for a in one}, {a.kind for a in two}
    if not first or not second or not first <= _ARMED:
        return None
    if second == {"population"}:
        return 3
    if not second <= _ARMED:
        return None
    return 2 if first == second == {"armed_group"} else 1


def where_prec(place: Place | None) -> int | None:
    """UCDP's precision of a place."""
    code = _WHERE.get(place.precision or "") if place is not None else None
    return 2 if code == 1 and place is not None and (place.uncertainty_km or 0) >= _NEAR_KM else code


def date_prec(event: Event) -> int | None:
    """UCDP's precision of a date: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 longer."""
    if event.date is None or event.date.from_ is None or event.date.to is None:
        return None
    days = (event.date.to - event.date.from_).days + 1
    return next((code for longest, code in _WHEN if days <= longest), 5)


def _dead(get: Callable[[Deaths], int | None]) -> Callable[[Source, Event], object]:
    return lambda s, e: get(d) if (d := deaths(s, e)) is not None else None


def _civilians(source: Source, event: Event) -> int | None:
    """Where violence is one-sided all dead are civilians, by UCDP's definition."""
    told = deaths(source, event)
    return told.best if told and type_of_violence(*sides(source, event)) == 3 else None


def _unknown(source: Source, event: Event) -> int | None:
    told = deaths(source, event)
    return told.best if told and type_of_violence(*sides(source, event)) != 3 else None


def _side(number: int) -> Callable[[Source, Event], object]:
    return lambda s, e: [english(a) for a in sides(s, e)[number]]


def _gw(number: int) -> Callable[[Source, Event], object]:
    def get(source: Source, event: Event) -> object:
        of_state = (a for a in sides(source, event)[number] if a.kind in _STATE)
        return next((int(codes.gw) for a in of_state if (codes := state(a.country)) and codes.gw), None)

    return get


def _placed(get: Callable[[Place], object]) -> Callable[[Source, Event], object]:
    return lambda s, e: get(p) if (p := s.place(e.place)) is not None else None


def _country(field: str) -> Callable[[Source, Event], object]:
    return _placed(lambda p: (getattr(codes, field) or None) if (codes := state(p.country)) else None)


def _wkt(place: Place) -> str | None:
    return f"POINT ({place.lon} {place.lat})" if place.lat is not None and place.lon is not None else None


def _day(event: Event, which: str) -> dt.date | None:
    found: dt.date | None = getattr(event.date, which, None)
    return found


def _number(uid: str | None) -> int | None:
    """The stable id as a whole number that every program holds (53 bits), since UCDP's ids are numbers."""
    return int(uid[:13], 16) if uid else None


def _none(source: Source, event: Event) -> None:
    return None


def _theirs(name: str) -> Column:
    return Column(name, "text", "empty: UCDP's to give", _none)


COLUMNS: tuple[Column, ...] = (
    Column("id", "whole", "the record's stable id, its first 52 bits as a number", lambda s, e: _number(s.uid(e.id))),
    Column("relid", "text", "the record's stable id", lambda s, e: s.uid(e.id)),
    Column("year", "whole", "year of the first day", lambda s, e: day.year if (day := _day(e, "from_")) else None),
    _theirs("active_year"),
    _theirs("code_status"),
    Column("type_of_violence", "whole", "1 state-based, 2 non-state, 3 one-sided; empty where the sides' kinds do not tell",
           lambda s, e: type_of_violence(*sides(s, e))),
    _theirs("conflict_dset_id"),
    _theirs("conflict_new_id"),
    _theirs("conflict_name"),
    _theirs("dyad_dset_id"),
    _theirs("dyad_new_id"),
    _theirs("dyad_name"),
    _theirs("side_a_dset_id"),
    _theirs("side_a_new_id"),
    Column("side_a", "texts", "who did it, or the first of the two sides", _side(0)),
    _theirs("side_b_dset_id"),
    _theirs("side_b_new_id"),
    Column("side_b", "texts", "to whom it was done, or the other side", _side(1)),
    Column("number_of_sources", "whole", "1: a record comes from one report", lambda s, e: 1),
    Column("source_article", "text", "outlet, day and title", lambda s, e: ", ".join(
        filter(None, (s.coded.outlet, str(s.coded.published or ""), s.coded.title))) or None),
    Column("source_office", "text", "outlet", lambda s, e: s.coded.outlet),
    Column("source_date", "day", "day of publication", lambda s, e: s.coded.published),
    Column("source_headline", "text", "title", lambda s, e: s.coded.title),
    Column("source_original", "text", "whom the report gives as its source", lambda s, e: a.name if (a := s.actor(e.source)) else None),
    Column("where_prec", "whole", "1 the place, 2 near it, 4 first-level division, 6 state", lambda s, e: where_prec(s.place(e.place))),
    Column("where_coordinates", "text", "place: English name where it is known, else as in the text", _placed(english)),
    Column("where_description", "text", "the place as in the text", _placed(lambda p: p.name)),
    Column("adm_1", "text", "first-level division", _placed(lambda p: p.admin1)),
    Column("adm_2", "text", "empty: not known to Marsad", _none),
    Column("latitude", "number", "degrees (WGS 84)", _placed(lambda p: p.lat)),
    Column("longitude", "number", "degrees (WGS 84)", _placed(lambda p: p.lon)),
    Column("geom_wkt", "text", "the point as WKT", _placed(_wkt)),
    Column("priogrid_gid", "text", "empty: not known to Marsad", _none),
    Column("country", "text", "state that the place lies in", _country("name")),
    Column("country_id", "whole", "its number in Gleditsch and Ward's list", _country("gw")),
    _theirs("region"),
    Column("event_clarity", "whole", "1: a record is one event", lambda s, e: 1),
    Column("date_prec", "whole", "1 day, 2 two to six days, 3 week, 4 month, 5 longer", lambda s, e: date_prec(e)),
    Column("date_start", "day", "first day", lambda s, e: _day(e, "from_")),
    Column("date_end", "day", "last day", lambda s, e: _day(e, "to")),
    Column("deaths_a", "whole", "empty: reports seldom say whose dead", _none),
    Column("deaths_b", "whole", "empty: reports seldom say whose dead", _none),
    Column("deaths_civilians", "whole", "all dead, where the violence is one-sided", _civilians),
    Column("deaths_unknown", "whole", "all dead, where it is not", _unknown),
    Column("best", "whole", "the least number of dead that somebody gives", _dead(lambda d: d.best)),
    Column("high", "whole", "the greatest upper bound; empty where one figure has none", _dead(lambda d: d.high)),
    Column("low", "whole", "the least lower bound", _dead(lambda d: d.low)),
    Column("gwnoa", "whole", "side a's state in Gleditsch and Ward's list, if it is a state's", _gw(0)),
    Column("gwnob", "whole", "side b's state in Gleditsch and Ward's list, if it is a state's", _gw(1)),
)  # fmt: skip


def why_not(source: Source, event: Event) -> str | None:
    """Why UCDP has no place for an event; `None` where it has."""
    if event.type != "ASSAULT":
        return "events that are no violence"
    if event.status != "occurred":
        return f"events that were {event.status}"
    return None if deaths(source, event) else "attacks of which the report counts no dead"


def write(sources: Iterable[Source], stream: BinaryIO, options: Options, tally: Tally) -> None:
    """Write the events that UCDP has a place for; count the others."""
    lines = Lines(stream, bom=options.bom)
    lines.head([c.name for c in COLUMNS])
    for source in sources:
        for event in source.events():
            if reason := why_not(source, event):
                tally.left_out[reason] += 1
                continue
            lines.add(c.get(source, event) for c in COLUMNS)
            tally.rows["events"] += 1
    lines.finish()
