"""The formats that an export may have: the one place where they are listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from marsad.errors import InputError

if TYPE_CHECKING:
    from marsad.export.source import Write


class Format(NamedTuple):
    """A format: the module that writes it, what it is, and the package that it needs, if it needs one.

    `binary`: nothing for a terminal. `tables`: holds one of Marsad's own tables at a time. `spreadsheet`: may begin with a byte order mark.
    """

    module: str
    what: str
    needs: str | None = None
    binary: bool = False
    tables: bool = False
    spreadsheet: bool = False

    def writer(self) -> Write:
        """What writes it. Raises `InputError` where the package that it needs is not installed."""
        if self.needs is not None:
            try:
                import_module(self.needs)
            except ImportError:
                raise InputError(f"this format needs {self.needs}, which is not installed: pip install 'marsad[exports]'") from None
        write: Write = import_module(f"marsad.export.{self.module}").write
        return write


FORMATS: Mapping[str, Format] = {
    "polecat": Format("polecat", "PLOVER events in POLECAT's columns, tab separated", spreadsheet=True),
    "acled": Format("acled", "events in ACLED's columns, CSV", spreadsheet=True),
    "ucdp": Format("ucdp", "violence with dead in UCDP GED's columns, CSV", spreadsheet=True),
    "geojson": Format("geojson", "events on the map, GeoJSON (RFC 7946)"),
    "hxl": Format("hxl", "figures with HXL hashtags, CSV", spreadsheet=True),
    "ftm": Format("ftm", "entities of FollowTheMoney, a line each"),
    "gexf": Format("gexf", "who acted upon whom, a network for Gephi"),
    "parquet": Format("parquet", "events, figures or statements as Parquet", needs="pyarrow", binary=True, tables=True),
    "csv": Format("csv_tables", "events, figures or statements as CSV", tables=True, spreadsheet=True),
    "xlsx": Format("xlsx", "events, figures and statements as a workbook", needs="xlsxwriter", binary=True),
    "jsonl": Format("jsonl", "whole coded reports as they stand, a line each"),
}


def find(name: str) -> Format:
    """The format of that name. Raises `InputError` naming those that there are."""
    if name not in FORMATS:
        raise InputError(f"{name}: is no format of an export; there are {', '.join(FORMATS)}")
    return FORMATS[name]


def names(having: str) -> Sequence[str]:
    """The names of the formats that have something (`binary`, `tables`, `spreadsheet`)."""
    return [name for name, form in FORMATS.items() if getattr(form, having)]
