"""Going through the reports that a search finds, one after another, each with its records as they stand: what exports read.

Where filters ask for records, the records that meet them are named; an actor or place alone, which in a search asks for a report
that names it, asks here for the events and figures that it has a part in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from marsad.archive.archive import Archive
from marsad.archive.handles import handles
from marsad.archive.query import Query
from marsad.archive.search import Filters, conditions, records_met
from marsad.archive.standing import Standing
from marsad.archive.store import Row
from marsad.records import CodedReport


class Selected(NamedTuple):
    """A report as it stands, and the ids of the events and figures that met the filters; `None` where all do."""

    standing: Standing
    only: frozenset[str] | None


def select(archive: Archive, query: Query, filters: Filters | None = None) -> Iterator[Selected]:
    """The reports whose current version meets `query` and `filters`, in the order in which they were added, all as of one moment.

    Raises `InputError` for a name in which there is no word, `ArchiveError` where the store cannot be read.
    """
    filters = filters or Filters()
    groups = filters.kinds() or ((("event", "figure"),) if filters.actors or filters.places else ())
    where = conditions(archive, query, filters, groups)
    with archive.snapshot():
        for row in archive.store.rows(_EVERY.format(where.sql), where.values):
            only = frozenset(records_met(archive, int(row[1]), filters, groups)) if groups else None
            yield Selected(_standing(row), only)


_EVERY = """SELECT r.id, v.id, v.number, r.outlet, r.ident, v.url, c.coded
    FROM reports r JOIN versions v ON v.id = r.current JOIN codings c ON c.version = v.id WHERE {} ORDER BY r.id"""


def _standing(row: Row) -> Standing:
    report, _, number, outlet, ident, url, data = row
    coded = CodedReport.read(bytes(data))
    return Standing(coded=coded, outlet=outlet, ident=ident, report=int(report), version=int(number), url=url, handles=handles(coded))
