"""Reading the records of a report in an archive as they stand, and writing what searches need of them."""

from __future__ import annotations

from typing import NamedTuple

from marsad.archive import machine_layer
from marsad.archive.given import decode
from marsad.archive.review.decisions import of_report, reviewed_reports
from marsad.archive.review.reviewed import Reviewed, reviewed
from marsad.archive.standing import Standing
from marsad.archive.store import Row, Store, first
from marsad.errors import ReviewError
from marsad.records import CodedReport


class Current(NamedTuple):
    """The current version of a report, with both layers."""

    report: int
    version: int
    number: int
    outlet: str
    ident: str
    given_outlet: str | None
    url: str | None
    text: str
    machine: CodedReport
    reviewed: Reviewed

    def standing(self, *, rejected: bool = False) -> Standing:
        """The report as it stands; with what was rejected, if that is asked for."""
        found = self.reviewed
        coded = found.with_rejected if rejected else found.coded
        return Standing(
            coded=coded, outlet=self.outlet, ident=self.ident, report=self.report, version=self.number, url=self.url,
            states=found.states(), handles=found.handles(),
        )  # fmt: skip


_ONE = """SELECT r.id, v.id, v.number, r.outlet, r.ident, v.outlet, v.url, t.text, c.coded FROM reports r
    JOIN versions v ON v.id = r.current JOIN texts t ON t.version = v.id JOIN codings c ON c.version = v.id WHERE r.id = ?"""


def current(store: Store, report: int) -> Current:
    """The current version of a report. Raises `ReviewError` where there is no report of that number."""
    row = first(store, _ONE, (report,))
    if row is None:
        raise ReviewError(f"there is no report {report} (marsad archive search gives their numbers)")
    return _current(store, row)


def _current(store: Store, row: Row) -> Current:
    report, version, number, outlet, ident, given_outlet, url, text, data = row
    words, coded = decode(text), CodedReport.read(bytes(data))
    found = reviewed(coded, words, of_report(store, int(report)))
    return Current(int(report), int(version), int(number), outlet, ident, given_outlet, url, words, coded, found)


def refresh(store: Store, report: int) -> None:
    """Write anew by what searches find a report, after something was decided or coded anew; within a transaction."""
    found = current(store, report)
    states = {e.id: e.state for e in found.reviewed.entries}
    rejected = {e.id for e in found.reviewed.entries if not e.stands}
    machine_layer.forget(store, found.version)
    machine_layer.work_out(store, found.version, found.reviewed.with_rejected, outlet=found.given_outlet, states=states, rejected=rejected)


def refresh_all(store: Store) -> None:
    """The same for every report on which people decided."""
    for report in sorted(reviewed_reports(store)):
        refresh(store, report)
