"""A report's records as they stand: what the machine coded, with what people decided of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Literal, get_args

import msgspec

from marsad.archive.given import key_of
from marsad.archive.handles import handles, uid
from marsad.records import CodedReport

State = Literal["machine", "accepted", "corrected", "rejected", "second look"]
STATES: tuple[State, ...] = get_args(State)


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One report as it stands. `states` and `handles` are by record id; `report` and `version` are its numbers in an archive.

    Rejected records are in `coded` only where they were asked for. `outlet` and `ident` are what the report is known by.
    """

    coded: CodedReport
    outlet: str
    ident: str
    report: int | None = None
    version: int | None = None
    url: str | None = None
    states: Mapping[str, State] = {}
    handles: Mapping[str, str] = {}

    def state(self, record: str) -> State:
        """The state of a record."""
        return self.states.get(record, "machine")

    def uid(self, record: str) -> str:
        """The id of a record that is the same in every export and on every store."""
        return uid(self.outlet, self.ident, self.handles[record])


def of_coded(coded: CodedReport) -> Standing:
    """A coded report that is in no archive. One without an id is known by what was coded of it."""
    ident = coded.id or f"coded:{hashlib.sha256(coded.to_json()).hexdigest()}"
    outlet, ident = key_of(coded.outlet, ident)
    return Standing(coded=coded, outlet=outlet, ident=ident, handles=handles(coded))
