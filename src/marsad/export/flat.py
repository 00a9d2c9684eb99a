"""Marsad's own tables, for CSV, XLSX, Parquet and GeoJSON: one row an event, a figure or a statement, names in place of ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from marsad.export.source import Column, Source
from marsad.records import Date, Event, Figure, Statement

Record = Event | Figure | Statement


def _report(name: str, type_: str, about: str, get: Callable[[Source], object]) -> Column:
    return Column(name, type_, about, lambda s, r: get(s))


def _place(name: str, type_: str, about: str, field: str) -> Column:
    return Column(name, type_, about, lambda s, r: getattr(s.place(r.place), field, None))


def _date(name: str, type_: str, about: str, get: Callable[[Date], object]) -> Column:
    return Column(name, type_, about, lambda s, r: get(r.date) if r.date is not None else None)


def _who(name: str, about: str, role: str, field: str) -> Column:
    return Column(name, "texts", about, lambda s, r: [getattr(a, field) for a in s.actors(getattr(r, role))])


def _one(name: str, about: str, role: str, field: str) -> Column:
    return Column(name, "text", about, lambda s, r: getattr(s.actor(getattr(r, role)), field, None))


def _own(name: str, type_: str, about: str) -> Column:
    return Column(name, type_, about, lambda s, r: getattr(r, name))


_HEAD = (
    Column("id", "text", "the record's stable id: the same in every export and on both kinds of archive", lambda s, r: s.uid(r.id)),
    _report("report", "text", "the report's id as given", lambda s: s.coded.id),
    _report("outlet", "text", "who published the report", lambda s: s.coded.outlet),
    _report("published", "day", "the report's day of publication", lambda s: s.coded.published),
    _report("title", "text", "the report's title", lambda s: s.coded.title),
    _report("url", "text", "the report's address", lambda s: s.standing.url),
    Column("record", "text", "the record's id within the report", lambda s, r: r.id),
    Column("state", "text", "machine, accepted, corrected, rejected or second look", lambda s, r: s.standing.state(r.id)),
)
_WHEN = (
    _date("date_from", "day", "first day", lambda d: d.from_),
    _date("date_to", "day", "last day", lambda d: d.to),
    _date("date_precision", "text", "how exactly the text tells the days", lambda d: d.precision),
    _date("date_words", "text", "the words that tell them", lambda d: d.text.text if d.text else None),
)
_WHERE = (
    _place("place", "text", "place, as in the text", "name"),
    _place("place_en", "text", "its English name", "name_en"),
    _place("place_kind", "text", "city, admin, country ... (codebook)", "kind"),
    _place("country", "text", "the state that it lies in, ISO 3166-1 alpha-2", "country"),
    _place("admin1", "text", "its first-level division", "admin1"),
    _place("geonames", "whole", "its GeoNames id", "geonames"),
    _place("lat", "number", "latitude in degrees (WGS 84)", "lat"),
    _place("lon", "number", "longitude in degrees (WGS 84)", "lon"),
    _place("place_precision", "text", "exact, city, admin1 or country", "precision"),
    _place("uncertainty_km", "number", "radius of uncertainty in kilometres", "uncertainty_km"),
)
_WORDS = (
    Column("evidence", "text", "the words that it comes from", lambda s, r: r.evidence.text),
    Column("start", "whole", "where they begin in the text: code points, from 0", lambda s, r: r.evidence.start),
    Column("end", "whole", "where they end", lambda s, r: r.evidence.end),
)
_SURE = (
    _own("confidence", "number", "the chance that the record is right, 0 to 1"),
    _own("why", "text", "the rule or model that made it, or who did"),
    _report("coder", "text", "what coded the report", lambda s: s.coded.coder),
)

EVENTS: tuple[Column, ...] = (
    *_HEAD,
    _own("type", "text", "event type (codebook)"),
    _own("mode", "text", "mode (codebook)"),
    _own("acled", "text", "ACLED sub-event type, where ACLED covers it"),
    _own("quad", "text", "verbal or material, cooperation or conflict"),
    _own("intensity", "number", "-10 to 10"),
    _own("status", "text", "occurred, denied or planned"),
    _who("actors", "who did it, as in the text", "actors", "name"),
    _who("actors_en", "their English names", "actors", "name_en"),
    _who("actor_kinds", "their kinds (codebook)", "actors", "kind"),
    _who("actor_countries", "their states, ISO 3166-1 alpha-2", "actors", "country"),
    _who("actor_wikidata", "their Wikidata ids", "actors", "wikidata"),
    _who("recipients", "to whom it was done, as in the text", "recipients", "name"),
    _who("recipients_en", "their English names", "recipients", "name_en"),
    _who("recipient_kinds", "their kinds (codebook)", "recipients", "kind"),
    _who("recipient_countries", "their states, ISO 3166-1 alpha-2", "recipients", "country"),
    _who("recipient_wikidata", "their Wikidata ids", "recipients", "wikidata"),
    *_WHEN,
    *_WHERE,
    _one("source", "whom the report gives as its source", "source", "name"),
    Column("trigger", "text", "the word that reports it", lambda s, r: r.trigger.text),
    *_WORDS,
    *_SURE,
)
FIGURES: tuple[Column, ...] = (
    *_HEAD,
    _own("measure", "text", "what is counted (codebook)"),
    _own("low", "whole", "lower bound; empty where there is none"),
    _own("high", "whole", "upper bound; empty where there is none"),
    _own("qualifier", "text", "exact, about, at_least, at_most, between or vague"),
    _own("who", "text", "whom or what it counts, as in the text"),
    _one("source", "whom the text gives as the figure's source", "source", "name"),
    _one("source_en", "the source's English name", "source", "name_en"),
    _one("source_kind", "the source's kind (codebook)", "source", "kind"),
    Column("part_of", "text", "stable id of the figure that it is a part of", lambda s, r: s.uid(r.part_of)),
    Column("event", "text", "stable id of the event that it belongs to", lambda s, r: s.uid(r.event)),
    *_WHEN,
    *_WHERE,
    *_WORDS,
    *_SURE,
)
STATEMENTS: tuple[Column, ...] = (
    *_HEAD,
    _one("speaker", "who says it, as in the text", "speaker", "name"),
    _one("speaker_en", "the speaker's English name", "speaker", "name_en"),
    _one("speaker_kind", "the speaker's kind (codebook)", "speaker", "kind"),
    _one("speaker_country", "the speaker's state, ISO 3166-1 alpha-2", "speaker", "country"),
    Column("cue", "text", "the word that reports it", lambda s, r: r.cue.text),
    Column("content", "text", "what is said", lambda s, r: r.content.text),
    Column("start", "whole", "where it begins in the text: code points, from 0", lambda s, r: r.content.start),
    Column("end", "whole", "where it ends", lambda s, r: r.content.end),
    _own("direct", "truth", "whether it is quoted"),
    _own("medium", "text", "tweet, interview ... (codebook)"),
    _one("addressee", "to whom it is said", "addressee", "name"),
    Column("event", "text", "stable id of the event that it belongs to", lambda s, r: s.uid(r.event)),
    *_SURE,
)
TABLES: Mapping[str, tuple[Column, ...]] = {"events": EVENTS, "figures": FIGURES, "statements": STATEMENTS}


def records(table: str, source: Source) -> Iterator[Record]:
    """The records of a report that are rows of that table."""
    found: Iterator[Record] = getattr(source, table)()
    return found


def row(columns: Sequence[Column], source: Source, record: Any) -> list[object]:
    """The values of one row."""
    return [column.get(source, record) for column in columns]
