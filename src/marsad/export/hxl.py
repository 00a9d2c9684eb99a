"""HXL 1.1 (CSV with a row of hashtags): one row a figure, with who says so. Hashtags are those of the HXL hashtag dictionary.

The number stands in a column of its own measure (`#affected+killed`), the lower bound of what is told (a figure of "up to 20" has
none), and its bounds in `#indicator+num+min` and `+max`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO, get_args

from marsad.export.csv_tables import Lines
from marsad.export.source import Column, Options, Source, Tally
from marsad.records import Figure, Measure

TAGS: dict[str, str] = {m: f"#affected+{m}" for m in get_args(Measure)} | {
    "in_need": "#inneed",
    "damaged": "#impact+damaged+num",
    "destroyed": "#impact+destroyed+num",
    "deployed": "#capacity+deployed+num",
    "strikes": "#event+strikes+num",
}


def _placed(field: str) -> Callable[[Source, Figure], object]:
    return lambda s, f: getattr(s.place(f.place), field, None)


def _dated(field: str) -> Callable[[Source, Figure], object]:
    return lambda s, f: getattr(f.date, field, None)


def _source(field: str) -> Callable[[Source, Figure], object]:
    return lambda s, f: getattr(s.actor(f.source), field, None)


def _of(measure: str) -> Callable[[Source, Figure], object]:
    return lambda s, f: f.low if f.measure == measure else None


# The hashtag stands before the meaning, with a blank between.
COLUMNS: tuple[Column, ...] = (
    Column("Id", "text", "#meta+id the record's stable id", lambda s, f: s.uid(f.id)),
    Column("Reported", "day", "#date+reported day of publication", lambda s, f: s.coded.published),
    Column("From", "day", "#date+start first day", _dated("from_")),
    Column("To", "day", "#date+end last day", _dated("to")),
    Column("Country", "text", "#country+code+v_iso2 the state that the place lies in", _placed("country")),
    Column("First-level division", "text", "#adm1+name first-level division", _placed("admin1")),
    Column("Place", "text", "#loc+name+i_ar place as in the text", _placed("name")),
    Column("Place in English", "text", "#loc+name+i_en its English name", _placed("name_en")),
    Column("GeoNames id", "whole", "#loc+code+v_geonames its GeoNames id", _placed("geonames")),
    Column("Latitude", "number", "#geo+lat degrees (WGS 84)", _placed("lat")),
    Column("Longitude", "number", "#geo+lon degrees (WGS 84)", _placed("lon")),
    Column("Measure", "text", "#indicator+code what is counted (codebook)", lambda s, f: f.measure),
    Column("At least", "whole", "#indicator+num+min lower bound", lambda s, f: f.low),
    Column("At most", "whole", "#indicator+num+max upper bound", lambda s, f: f.high),
    Column("Qualifier", "text", "#indicator+qualifier exact, about, at_least, at_most, between or vague", lambda s, f: f.qualifier),
    *(Column(m.replace("_", " ").capitalize(), "whole", f"{tag} lower bound, where the measure is {m}", _of(m)) for m, tag in TAGS.items()),
    Column("Who", "text", "#beneficiary+name+i_ar whom it counts, as in the text", lambda s, f: f.who),
    Column("Part of", "text", "#meta+id+whole stable id of the figure that it is a part of", lambda s, f: s.uid(f.part_of)),
    Column("According to", "text", "#org+source+name+i_ar whom the text gives as its source", _source("name")),
    Column("According to, in English", "text", "#org+source+name+i_en the source's English name", _source("name_en")),
    Column("Outlet", "text", "#org+outlet+name who published the report", lambda s, f: s.coded.outlet),
    Column("Address", "text", "#meta+url the report's address", lambda s, f: s.standing.url),
    Column("Words", "text", "#description+i_ar the words that it comes from", lambda s, f: f.evidence.text),
    Column("State", "text", "#status+review machine, accepted, corrected, rejected or second look", lambda s, f: s.standing.state(f.id)),
    Column("Confidence", "number", "#indicator+confidence+num the chance that the record is right", lambda s, f: f.confidence),
)


def tag(column: Column) -> str:
    """The hashtag of a column."""
    return column.about.partition(" ")[0]


def write(sources: Iterable[Source], stream: BinaryIO, options: Options, tally: Tally) -> None:
    """Write every figure."""
    lines = Lines(stream, bom=options.bom)
    lines.head([c.name for c in COLUMNS])
    lines.head([tag(c) for c in COLUMNS])
    for source in sources:
        for figure in source.figures():
            lines.add(c.get(source, figure) for c in COLUMNS)
            tally.rows["figures"] += 1
    lines.finish()
