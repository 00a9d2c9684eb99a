"""The machine layer and the human layer of one report, read together: every record with its state, and the report as it stands.

The machine never overwrites a decision. What was accepted or corrected stands as it was then, whatever the machine codes later;
what was rejected stays rejected as long as the machine makes the same of the same words. Where the machine no longer makes what a
person decided on, the decision is kept, the record with it if its words are still in the text, and both wait for a second look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from marsad.archive.handles import LISTS, Kind, handle_of, kind_of, records_of
from marsad.archive.handles import Any as AnyRecord
from marsad.archive.review.cases import Case, Verdict, cases
from marsad.archive.review.decisions import Decision
from marsad.archive.review.matching import Sought, likeness, match, same_actor, same_place
from marsad.archive.review.snapshots import ACTORS, REFS, Snapshot, occurrences, relocated
from marsad.archive.standing import State
from marsad.records import Actor, CodedReport, Place

NO_LONGER_MADE = "the machine no longer makes it"
NO_LONGER_THERE = "its words are no longer in the text"
WAITS = "waits for a second person"
_ORDER: tuple[Kind, ...] = ("actor", "place", "event", "figure", "statement")  # what is referred to comes first


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A record under review. `record` is what stands (for what does not: what would), `machine` what the machine has for it now, and
    `proposed` what is decided but waits for a second person. `note` says why it needs a second look."""

    id: str
    handle: str
    kind: Kind
    state: State
    stands: bool
    record: AnyRecord
    machine: AnyRecord | None = None
    proposed: Verdict | None = None
    case: Case | None = None
    note: str | None = None

    @property
    def revision(self) -> int:
        """How many decisions there are on it."""
        return self.case.revision if self.case else 0

    @property
    def changed(self) -> list[str]:
        """The fields in which what stands differs from what the machine has now; none where the machine has nothing."""
        if self.machine is None:
            return []
        ours, theirs = msgspec.structs.asdict(self.record), msgspec.structs.asdict(self.machine)
        return [name for name in ours if name not in ("why", "confidence", "mentions", "aliases") and ours[name] != theirs[name]]


class Reviewed(msgspec.Struct, frozen=True):
    """Every record of a report, with what was decided of it; and the report as it stands, without and with what was rejected."""

    entries: list[Entry]
    coded: CodedReport
    with_rejected: CodedReport

    def find(self, name: str) -> Entry | None:
        """The record of that id or handle."""
        return next((e for e in self.entries if name in (e.id, e.handle)), None)

    def states(self) -> dict[str, State]:
        """The state of each record on which anything was decided."""
        return {e.id: e.state for e in self.entries if e.case is not None}

    def handles(self) -> dict[str, str]:
        """The handle of each record."""
        return {e.id: e.handle for e in self.entries}


def reviewed(coded: CodedReport, text: str, decisions: Iterable[Decision]) -> Reviewed:
    """Read a report's two layers together; `text` is that of the version that was coded."""
    return _Reading(coded, text, [c for c in cases(decisions) if not c.is_gone]).result()


class _Reading:
    """The work of reading two layers together: kind after kind, so that references lead to what stands already."""

    def __init__(self, coded: CodedReport, text: str, found: Sequence[Case]) -> None:
        self._coded, self._text = coded, text
        self._cases = {c.handle: c for c in found}
        self._machine: dict[str, AnyRecord] = {r.id: r for r in records_of(coded)}
        self._matches = self._match(found)
        self._handles = self._name()
        self._ids = {handle: ident for ident, handle in self._handles.items()}  # of every handle, its id
        self._moved: dict[str, str | None] = {}  # ids that no longer stand, and what stands for them
        self._standing: dict[str, AnyRecord] = {}
        self._rejected: dict[str, AnyRecord] = {}
        self._entries: dict[str, Entry] = {}
        self._newcomers: list[AnyRecord] = []  # actors and places that a person named and the machine does not

    def _match(self, found: Sequence[Case]) -> dict[str, str]:
        sought = [s for c in found if (s := self._sought(c)) is not None]
        return match(sought, list(self._machine.values()))

    def _sought(self, case: Case) -> Sought | None:
        taken = case.machine
        if taken is None:  # added by a person: one with what the machine makes only if it made nothing like it then
            if not case.was_alone or case.shown is None:
                return None
            taken = case.shown.record
        here = relocated(taken, self._text) if taken is not None else None
        strict = case.machine is None or (case.shown is not None and case.shown.what == "rejected")
        return Sought(case.handle, here, strict) if here is not None else None

    def _name(self) -> dict[str, str]:
        """The handle of every record: of a case, that of the case."""
        out = {ident: handle for handle, ident in self._matches.items()}
        taken = set(self._cases)
        for record in self._machine.values():
            if record.id in out:
                continue
            handle, number = handle_of(record), 1
            while handle in taken:
                number += 1
                handle = f"{handle_of(record)}#{number}"
            taken.add(handle)
            out[record.id] = handle
        matched = set(self._matches)
        for handle, case in self._cases.items():
            if handle not in matched:
                out[f"h{case.kind[0]}{case.number}"] = handle
        return out

    def result(self) -> Reviewed:
        cases_by_id = {ident: self._cases[handle] for ident, handle in self._handles.items() if handle in self._cases}
        for kind in _ORDER:
            for ident, handle in self._handles.items():
                if handle.partition(":")[0] == kind:
                    self._one(ident, handle, kind, cases_by_id.get(ident))
        self._repoint()
        return Reviewed(
            [self._entry(e) for e in sorted(self._entries.values(), key=lambda e: (list(LISTS).index(e.kind), e.id[:1] == "h"))],
            self._report(self._standing),
            self._report(self._standing | self._rejected),
        )

    def _one(self, ident: str, handle: str, kind: Kind, case: Case | None) -> None:
        machine = self._machine.get(ident)
        verdict = case.settled if case else None
        pending = case.pending if case else None
        record, note = self._content(ident, kind, machine, case)
        if record is None:
            return
        stands = note != NO_LONGER_THERE and (verdict.what != "rejected" if verdict else machine is not None)
        state: State = verdict.what if verdict else "machine"
        if pending is not None:
            state, note = "second look", note or WAITS
        elif note is not None and not (verdict is not None and verdict.what == "rejected"):
            state = "second look"
        self._entries[ident] = Entry(
            id=ident, handle=handle, kind=kind, state=state, stands=stands, record=record, machine=machine, proposed=pending, case=case, note=note
        )  # fmt: skip
        if stands:
            self._standing[ident] = record
        else:
            self._moved[ident] = self._ids.get(verdict.into) if verdict and verdict.into else None
            if verdict is not None and verdict.what == "rejected" and note != NO_LONGER_THERE and verdict.into is None:
                self._rejected[ident] = record

    def _content(self, ident: str, kind: Kind, machine: AnyRecord | None, case: Case | None) -> tuple[AnyRecord | None, str | None]:
        """What a record says as it stands, and why it needs a second look, if it does."""
        if case is None:
            return machine, None
        taken = case.settled.record if case.settled else None
        if taken is None and machine is None:
            taken = (case.pending.record if case.pending else None) or case.machine
        if taken is None:
            return machine, None
        here = relocated(taken, self._text)
        lost = case.machine is not None and machine is None
        if here is None:
            return taken.typed(id=ident), NO_LONGER_THERE
        return self._placed(ident, kind, here, machine), NO_LONGER_MADE if lost else None

    def _placed(self, ident: str, kind: Kind, taken: Snapshot, machine: AnyRecord | None) -> AnyRecord:
        """A record that a person decided on, with ids of this report in place of those that it had."""
        actors = {old: self._actor(plain) for old, plain in taken.actors.items()}
        changes: dict[str, Any] = {"id": ident}
        for field in ACTORS[kind]:
            value = taken.record.get(field)
            if isinstance(value, list):
                changes[field] = [actors[v] for v in value if v in actors]
            else:
                changes[field] = actors.get(value) if value else None
        for field, _ in REFS[kind]:
            changes[field] = self._ids.get(taken.refs.get(field, ""))
        if taken.record.get("place"):
            plain = taken.places.get(taken.record["place"])
            changes["place"] = self._place(plain) if plain else None
        if isinstance(machine, (Actor, Place)):
            changes["mentions"] = machine.mentions
        if isinstance(machine, Actor) and machine.name != taken.record["name"]:
            changes["aliases"] = list(dict.fromkeys([*taken.record.get("aliases", []), machine.name]))
        return taken.typed(**changes)

    def _actor(self, plain: Mapping[str, Any]) -> str:
        wanted = msgspec.convert(plain, Actor)
        return self._known(wanted, Actor, same_actor, "xa")

    def _place(self, plain: Mapping[str, Any]) -> str:
        wanted = msgspec.convert(plain, Place)
        return self._known(wanted, Place, same_place, "xp")

    def _known(self, wanted: Any, type_: type[Any], same: Any, prefix: str) -> str:
        """The id of an actor or place of this report; a new one where it names none."""
        here = [r for r in (*self._machine.values(), *self._standing.values(), *self._newcomers) if isinstance(r, type_)]
        best = max(here, key=lambda r: (same(wanted, r), r.id == wanted.id), default=None)
        if best is not None and same(wanted, best) > 0:
            return str(best.id)
        mentions = [(at, at + len(wanted.name)) for at in occurrences(self._text, wanted.name)]
        number = sum(r.id.startswith(prefix) for r in self._newcomers) + 1
        made = msgspec.structs.replace(wanted, id=f"{prefix}{number}", mentions=mentions, **({"of": None} if type_ is Actor else {}))
        self._newcomers.append(made)
        return str(made.id)

    def _repoint(self) -> None:
        """Let no record point at one that does not stand."""
        for kept in (self._standing, self._rejected):
            for ident, record in kept.items():
                kept[ident] = self._pointing(record)

    def _stands_for(self, ident: str | None) -> str | None:
        seen = set()
        while ident is not None and ident in self._moved and ident not in seen:
            seen.add(ident)
            ident = self._moved[ident]
        return ident

    def _pointing(self, record: AnyRecord) -> AnyRecord:
        if not self._moved:
            return record
        kind = kind_of(record)
        changes: dict[str, Any] = {}
        for field in (*ACTORS[kind], *(f for f, _ in REFS[kind]), *(("place",) if "place" in record.__struct_fields__ else ())):
            value = getattr(record, field)
            if isinstance(value, str):
                moved = self._stands_for(value)
                changes[field] = value if moved is None and field == "speaker" else moved
            elif value:
                changes[field] = list(dict.fromkeys(m for v in value if (m := self._stands_for(v)) is not None))
        return msgspec.structs.replace(record, **changes) if changes else record

    def _entry(self, entry: Entry) -> Entry:
        now = self._standing.get(entry.id) or self._rejected.get(entry.id)
        return msgspec.structs.replace(entry, record=now) if now is not None else entry

    def _report(self, kept: Mapping[str, AnyRecord]) -> CodedReport:
        named = {i for r in kept.values() for i in _named(r)}
        every: list[AnyRecord] = [*kept.values(), *(r for r in self._newcomers if r.id in named)]
        spoken = {r.speaker for r in every if hasattr(r, "speaker")}
        every += [r for i, r in self._machine.items() if i in spoken and i not in kept]  # whoever is quoted is there, whatever was decided
        by_kind = {kind: [r for r in every if kind_of(r) == kind] for kind in LISTS}
        order = {ident: i for i, ident in enumerate(self._machine)}
        lists = {LISTS[kind]: sorted(found, key=lambda r: order.get(r.id, len(order))) for kind, found in by_kind.items()}
        return msgspec.structs.replace(self._coded, **lists)


def _named(record: AnyRecord) -> Iterator[str]:
    """The ids of the actors and the place that a record names."""
    for field in (*ACTORS[kind_of(record)], "place"):
        value = getattr(record, field, None)
        if isinstance(value, str):
            yield value
        elif value:
            yield from value


def twin(record: AnyRecord, coded: CodedReport) -> str | None:
    """The id of a record of the machine's that is like one that a person adds."""
    return next((r.id for r in _alike(record, coded)), None)


def _alike(record: AnyRecord, coded: CodedReport) -> Iterator[AnyRecord]:
    return (r for r in records_of(coded) if kind_of(r) == kind_of(record) and likeness(record, r, strict=True) > 0)
