"""Going through the records of an archive to decide on them: those of the reports that a search chooses."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from marsad.archive.archive import Archive
from marsad.archive.query import Query
from marsad.archive.review.reading import Current, current
from marsad.archive.search import Filters, conditions, records_met


def chosen(archive: Archive, query: Query, filters: Filters, *, assigned: bool = False) -> Iterator[tuple[Current, frozenset[str] | None]]:
    """The reports that a search chooses, with the ids of the events and figures that meet the filters (`None`: all records do), oldest
    first; with `assigned`, or where only states are asked for that people give, only reports on which anything was decided."""
    decided = assigned or (bool(filters.states) and "machine" not in filters.states)
    wanted = msgspec.structs.replace(filters, states=(), rejected=True)
    groups = wanted.record_kinds()
    where = conditions(archive, query, wanted, groups)
    more = " AND r.id IN (SELECT d.report FROM decisions d)" if decided else ""
    rows = archive.store.rows(f"SELECT r.id, r.current FROM reports r WHERE {where.sql}{more} ORDER BY r.id", where.values)
    for report, version in rows:
        yield current(archive.store, int(report)), frozenset(records_met(archive, int(version), wanted, groups)) if groups else None
