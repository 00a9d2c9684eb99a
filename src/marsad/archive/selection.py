"""Going through the reports that a search finds, one after another, each with its records as they stand: what exports read.

Where filters ask for records, the records that meet them are named; an actor or place alone, which in a search asks for a report
that names it, asks here for the events and figures that it has a part in.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

from marsad.archive.archive import Archive
from marsad.archive.handles import handles
from marsad.archive.query import Query
from marsad.archive.review.decisions import reviewed_reports
from marsad.archive.review.reading import current
from marsad.archive.search import Filters, Groups, conditions, records_met
from marsad.archive.standing import Standing
from marsad.archive.store import Row
from marsad.records import CodedReport


class Selected(NamedTuple):
    """A report as it stands, and the ids of the records that met the filters; `None` where all do."""

    standing: Standing
    only: frozenset[str] | None


def select(archive: Archive, query: Query, filters: Filters | None = None, *, groups: Groups | None = None) -> Generator[Selected]:
    """The reports whose current version meets `query` and `filters`, in the order in which they were added, all as of one moment.

    `groups` are the kinds of record that are asked for, where they are not those that the filters say; none: reports, with all records.
    Raises `InputError` for a name in which there is no word, `ArchiveError` where the store cannot be read.
    """
    filters = filters or Filters()
    groups = filters.record_kinds() if groups is None else groups
    where = conditions(archive, query, filters, groups)
    with archive.snapshot():
        reviewed = reviewed_reports(archive.store)
        for row in archive.store.rows(_EVERY.format(where.sql), where.values):
            rejected = filters.rejected or "rejected" in filters.states
            decided = int(row[0]) in reviewed
            standing = current(archive.store, int(row[0])).standing(rejected=rejected) if decided else _standing(row)
            only = frozenset(records_met(archive, int(row[1]), filters, groups)) | _statements(standing, filters) if groups else None
            yield Selected(standing, only)


_EVERY = """SELECT r.id, v.id, v.number, r.outlet, r.ident, v.url, c.coded
    FROM reports r JOIN versions v ON v.id = r.current JOIN codings c ON c.version = v.id WHERE {} ORDER BY r.id"""


def _standing(row: Row) -> Standing:
    report, _, number, outlet, ident, url, data = row
    coded = CodedReport.read(bytes(data))
    return Standing(coded=coded, outlet=outlet, ident=ident, report=int(report), version=int(number), url=url, handles=handles(coded))


def _statements(standing: Standing, filters: Filters) -> frozenset[str]:
    """The statements of a report that was chosen; those of the states that were asked for."""
    return frozenset(s.id for s in standing.coded.statements if not filters.states or standing.state(s.id) in filters.states)
