"""GeoJSON (RFC 7946): one feature an event, at its place; longitude comes first. An event without coordinates has no geometry."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import BinaryIO

from marsad.export.flat import EVENTS, row
from marsad.export.source import Options, Source, Tally
from marsad.export.spreadsheet import clean
from marsad.records import Event

COLUMNS = tuple(c for c in EVENTS if c.name not in ("id", "lat", "lon"))


def write(sources: Iterable[Source], stream: BinaryIO, options: Options, tally: Tally) -> None:
    """Write one collection, feature after feature."""
    stream.write(b'{"type":"FeatureCollection","features":[')
    between = b"\n"
    for source in sources:
        for event in source.events():
            feature = _feature(source, event)
            stream.write(between + json.dumps(feature, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
            between = b",\n"
            tally.rows["features"] += 1
            if feature["geometry"] is None:
                tally.rows["of them without coordinates"] += 1
    stream.write(b"\n]}\n")


def _feature(source: Source, event: Event) -> dict[str, object]:
    place = source.place(event.place)
    at = None if place is None or place.lat is None or place.lon is None else {"type": "Point", "coordinates": [place.lon, place.lat]}
    values = zip(COLUMNS, row(COLUMNS, source, event), strict=True)
    return {"type": "Feature", "id": source.uid(event.id), "geometry": at, "properties": {c.name: _plain(v) for c, v in values}}


def _plain(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value.isoformat() if isinstance(value, dt.date) else value
