"""What a person does with records: accept, correct, reject, add, merge, split, comment, assign, undo.

Each act is one transaction: the decisions, the rows of the trail that tell of them and what searches need of the report are written
together or not at all. Whoever writes waits for whoever is writing, and then sees what was decided: where another person decided on the
record since it was looked at, the act is refused with what they did, and nothing of either is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from marsad.archive.archive import Archive
from marsad.archive.given import writable
from marsad.archive.handles import Kind, handle_of
from marsad.archive.review.changes import Changer
from marsad.archive.review.decisions import ASIDE, Act, Decision, Detail, append, next_id, now_at, person, same_person
from marsad.archive.review.reading import Current, current, refresh
from marsad.archive.review.reviewed import Entry, twin
from marsad.archive.review.snapshots import Snapshot, snapshot
from marsad.archive.settings import two_person
from marsad.errors import Conflict, ReviewError

_LONGEST_WORDS = 10_000  # characters of a reason or comment


Revision = int | Mapping[str, int] | None  # which revision was looked at: of the one record, or of each by its id


class Made(NamedTuple):
    """A decision that was made: on which record (its id now), its revision, and the state in which the record is. `undone`: what it took
    back, in words."""

    id: str
    handle: str
    act: Act
    revision: int
    state: str
    undone: str | None = None


class _Act(NamedTuple):
    """One decision to be written."""

    handle: str
    act: Act
    detail: Detail
    revision: int
    why: str | None = None


def accept(
    archive: Archive, report: int, records: Sequence[str], *, by: str, why: str | None = None, revision: Revision = None
) -> list[Made]:
    """Agree with records as they stand, or with what is proposed for them. All or none; see the module for errors."""
    with _Work(archive, report, by, why) as work:
        for entry in work.entries(records, revision):
            work.agree(entry)
    return work.made


def reject(
    archive: Archive, report: int, records: Sequence[str], *, by: str, why: str | None = None, revision: Revision = None
) -> list[Made]:
    """Say that records are wrong: they no longer stand, unless somebody asks for them."""
    with _Work(archive, report, by, why) as work:
        for entry in work.entries(records, revision):
            work.spoken_for(entry)
            work.add(entry, "reject", record=work.shown(entry))
    return work.made


def correct(
    archive: Archive, report: int, record: str, fields: Mapping[str, str], *, by: str, why: str | None = None, revision: Revision = None
) -> list[Made]:
    """Put other values into fields of a record (see `changes`)."""
    if not fields:
        raise ReviewError("nothing to correct: give FIELD=VALUE")
    with _Work(archive, report, by, why) as work:
        (entry,) = work.entries([record], revision)
        changed = _by(work.person, work.changer().change(work.shown(entry), fields))
        work.add(entry, "correct", record=changed, changes=dict(fields))
    return work.made


def add(archive: Archive, report: int, kind: Kind, fields: Mapping[str, str], *, by: str, why: str | None = None) -> list[Made]:
    """Add a record that the machine has not."""
    with _Work(archive, report, by, why) as work:
        made = work.changer().new(kind, fields, person=work.person)
        work.open(made, "add", changes=dict(fields))
    return work.made


def merge(
    archive: Archive, report: int, kept: str, others: Sequence[str], *, by: str, why: str | None = None, revision: Revision = None
) -> list[Made]:
    """Say that records are one: `kept` stands for the others, which are rejected in its favour."""
    with _Work(archive, report, by, why) as work:
        first, *rest = work.entries([kept, *others], revision)
        if not rest:
            raise ReviewError("merge needs two records or more: the one that is kept, and the others")
        if any(e.kind != first.kind for e in rest):
            raise ReviewError(f"{first.id} is {_a(first.kind)}; only records of one kind can be one")
        work.add(first, "merge", record=work.shown(first), absorbs=[e.handle for e in rest])
        for entry in rest:
            work.add(entry, "merge", record=work.shown(entry), into=first.handle)
    return work.made


def split(
    archive: Archive,
    report: int,
    record: str,
    parts: Sequence[Mapping[str, str]],
    *,
    by: str,
    why: str | None = None,
    revision: Revision = None,
) -> list[Made]:
    """Say that a record is several: the first of `parts` (corrections) is what it becomes, each of the others a record of its own."""
    if len(parts) < 2:
        raise ReviewError("split needs two parts or more, each with what is different in it")
    with _Work(archive, report, by, why) as work:
        (entry,) = work.entries([record], revision)
        if entry.kind in ("actor", "place"):
            raise ReviewError(f"{entry.id} is {_a(entry.kind)}; events, figures and statements can be split")
        changer, whole = work.changer(), work.shown(entry)
        made = [_by(work.person, changer.change(whole, fields)) for fields in parts]
        handles = work.free([handle_of(m.typed()) for m in made[1:]])
        work.add(entry, "split", record=made[0], parts=handles, changes=dict(parts[0]))
        for handle, part, fields in zip(handles, made[1:], parts[1:], strict=True):
            work.open(part, "split", handle=handle, changes=dict(fields))
    return work.made


def comment(archive: Archive, report: int, record: str, words: str, *, by: str) -> list[Made]:
    """Remark on a record; what it says stays as it is."""
    if not words.strip():
        raise ReviewError("an empty comment says nothing")
    with _Work(archive, report, by, words) as work:
        (entry,) = work.entries([record], None, aside=True)
        work.add(entry, "comment")
    return work.made


def assign(archive: Archive, report: int, records: Sequence[str], to: str, *, by: str, why: str | None = None) -> list[Made]:
    """Say who shall look at records; nobody, where `to` is empty."""
    whom = person(to) if to.strip() else None
    with _Work(archive, report, by, why) as work:
        for entry in work.entries(records, None, aside=True):
            work.add(entry, "assign", to=whom)
    return work.made


def undo(archive: Archive, report: int, record: str, *, by: str, why: str | None = None, revision: Revision = None) -> list[Made]:
    """Take back the last decision on a record, and those that were one act with it. The decision stays, and so does its undoing."""
    with _Work(archive, report, by, why) as work:
        (entry,) = work.entries([record], revision, aside=revision is None)
        last = entry.case.effective[-1] if entry.case and entry.case.effective else None
        if last is None:
            raise ReviewError(f"{entry.id}: there is no decision on it to undo")
        if revision is None and not same_person(last.person, work.person):
            work.unchanged(entry, None)
        for other in work.together(last):
            case = other.case
            mine = next(d for d in reversed(case.effective) if d.id == last.id or (d.together is not None and d.together == last.together))  # type: ignore[union-attr]
            later = [d for d in case.effective if d.id > mine.id and d.act not in ASIDE]  # type: ignore[union-attr]
            if later:
                raise ReviewError(f"{other.id} was decided on again since ({told(later[-1])}); undo that first")
            work.add(other, "undo", machine=mine.detail.machine, undoes=mine.id)
    return work.made


def _by(name: str, taken: Snapshot) -> Snapshot:
    """A record that a person has made what it is: the machine's chance and reason are no longer its own."""
    if "confidence" not in taken.record:
        return taken
    return msgspec.structs.replace(taken, record=taken.record | {"confidence": 1.0, "why": f"person:{name}"})


class _Work:
    """One act on one report: reads it inside the transaction, gathers decisions, writes them at the end, and says what became of them."""

    def __init__(self, archive: Archive, report: int, by: str, why: str | None) -> None:
        self._archive, self._report = archive, report
        self.person = person(by)
        self._why = writable((why or "").strip()) or None
        if self._why and len(self._why) > _LONGEST_WORDS:
            raise ReviewError(f"{len(self._why):,} characters are too many for a reason or comment (at most {_LONGEST_WORDS:,})")
        self._acts: list[_Act] = []
        self._transaction = archive.store.transaction()
        self.made: list[Made] = []

    def __enter__(self) -> _Work:
        self._transaction.__enter__()
        try:
            self.now: Current = current(self._archive.store, self._report)
            self._needs = 2 if two_person(self._archive.store) else 1
        except BaseException as error:
            self._transaction.__exit__(type(error), error, error.__traceback__)
            raise
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is None:
            try:
                self._write()
            except BaseException as failed:
                self._transaction.__exit__(type(failed), failed, failed.__traceback__)
                raise
        self._transaction.__exit__(kind, error, trace)  # type: ignore[arg-type]

    def entries(self, names: Sequence[str], revision: Revision, *, aside: bool = False) -> Iterator[Entry]:
        """The records of those ids or handles; all are looked up, and whether others decided on them, before anything is done."""
        if isinstance(revision, int) and len(names) > 1:
            raise ReviewError(f"which record is at revision {revision}? say so for each: --revision {names[0]}={revision}")
        seen = {names[0]: revision} if isinstance(revision, int) else dict(revision or {})
        if strange := [name for name in seen if name not in names]:
            raise ReviewError(f"--revision {strange[0]}={seen[strange[0]]}: {strange[0]} is not among {', '.join(names)}")
        found = [self._find(name) for name in names]
        if len({e.id for e in found}) < len(names):
            raise ReviewError("a record is given twice")
        for name, entry in zip(names, found, strict=True):
            if not aside:
                self.unchanged(entry, seen.get(name), alone=len(names) == 1)
        return iter(found)

    def _find(self, name: str) -> Entry:
        entry = self.now.reviewed.find(name)
        if entry is None:
            ids = ", ".join(e.id for e in self.now.reviewed.entries)
            raise ReviewError(f"report {self._report} has no record {name}; it has {ids or 'none'}")
        return entry

    def unchanged(self, entry: Entry, revision: int | None, *, alone: bool = True) -> None:
        """Raise `Conflict` where somebody decided on a record after it was looked at: after `revision`, or after one's own last decision."""
        decisions = entry.case.decisions if entry.case else ()
        if revision is not None and revision > entry.revision:
            raise ReviewError(f"{entry.id}: there is no revision {revision} of it yet; the last is {entry.revision}")
        mine = max((d.revision for d in decisions if same_person(d.person, self.person)), default=0)
        seen = mine if revision is None else revision
        since = [
            d
            for d in decisions
            if d.revision > seen and d.act not in ASIDE and (revision is not None or not same_person(d.person, self.person))
        ]
        if since:
            news = "; ".join(told(d) for d in since)
            raise Conflict(
                f"{entry.id}: {news}. Nothing of yours was written. Look at it (marsad review show {self._archive.where} {self._report} {entry.id}), "
                f"and if you still want to, do the same again with --revision {'' if alone else f'{entry.id}='}{entry.revision}"
            )

    def changer(self) -> Changer:
        """What puts corrections into records of this report."""
        return Changer(self.now.text, self.now.reviewed.with_rejected, self.now.reviewed.handles())

    def shown(self, entry: Entry) -> Snapshot:
        """The record as a person sees it: what is proposed for it, or as it stands."""
        if entry.proposed is not None and entry.proposed.record is not None:
            return entry.proposed.record
        if (
            entry.note is not None
            and entry.case is not None
            and not entry.stands
            and entry.case.shown is not None
            and entry.case.shown.record
        ):
            return entry.case.shown.record
        return snapshot(entry.record, self.now.reviewed.with_rejected, self.now.reviewed.handles())

    def _machine(self, entry: Entry) -> Snapshot | None:
        return snapshot(entry.machine, self.now.machine, self.now.reviewed.handles()) if entry.machine is not None else None

    def agree(self, entry: Entry) -> None:
        """Accept a record, or, where a merging or splitting of it waits for a second person, the whole of that."""
        if entry.note is not None and not entry.stands and entry.proposed is None:
            raise ReviewError(f"{entry.id}: {entry.note}, so there is nothing to accept; add it anew, or reject it")
        together = entry.proposed.together if entry.proposed else None
        for other in self._proposed(together) if together is not None else [entry]:
            rejected = other.proposed is not None and other.proposed.what == "rejected" and together is not None
            into = other.proposed.into if other.proposed else None
            self.add(other, "reject" if rejected else "accept", record=self.shown(other), into=into if rejected else None)

    def _proposed(self, together: int) -> list[Entry]:
        return [e for e in self.now.reviewed.entries if e.proposed is not None and e.proposed.together == together]

    def together(self, decision: Decision) -> list[Entry]:
        """The records on which that decision was made, and those that were one act with it."""
        if decision.together is None:
            return [e for e in self.now.reviewed.entries if e.handle == decision.record]
        return [e for e in self.now.reviewed.entries if e.case and any(d.together == decision.together for d in e.case.effective)]

    def spoken_for(self, entry: Entry) -> None:
        """Raise `ReviewError` where an actor is to be rejected who is quoted."""
        quoted = [s.id for s in self.now.reviewed.coded.statements if s.speaker == entry.id]
        if quoted:
            raise ReviewError(f"{entry.id} is the speaker of {', '.join(quoted)}; correct or reject those first")

    def add(self, entry: Entry, act: Act, **about: object) -> None:
        """Decide on a record that there is."""
        about = {"machine": self._machine(entry)} | about
        record = about.get("record")
        alone = about["machine"] is None and isinstance(record, Snapshot) and twin(record.typed(), self.now.machine) is None
        self._plan(entry.handle, act, entry.revision, Detail(needs=self._needs, coder=self.now.machine.coder, alone=alone, **about))  # type: ignore[arg-type]

    def open(self, made: Snapshot, act: Act, *, handle: str | None = None, changes: dict[str, str]) -> None:
        """Decide that there is a record that the machine has not."""
        alone = twin(made.typed(), self.now.machine) is None
        handle = handle or self.free([handle_of(made.typed())])[0]
        self._plan(handle, act, 0, Detail(record=made, needs=self._needs, changes=changes, alone=alone, coder=self.now.machine.coder))

    def free(self, wanted: Sequence[str]) -> list[str]:
        """Handles that no record of the report has, or ever had."""
        taken = {e.handle for e in self.now.reviewed.entries}
        taken |= {str(r[0]) for r in self._archive.store.rows("SELECT DISTINCT record FROM decisions WHERE report = ?", (self._report,))}
        out = []
        for handle in wanted:
            free, number = handle, 1
            while free in taken:
                number += 1
                free = f"{handle}#{number}"
            taken.add(free)
            out.append(free)
        return out

    def _plan(self, handle: str, act: Act, revision: int, detail: Detail) -> None:
        self._acts.append(_Act(handle, act, detail, revision + 1, self._why))

    def _write(self) -> None:
        store = self._archive.store
        begin = next_id(store)
        together = begin if len(self._acts) > 1 and any(a.act in ("merge", "split") for a in self._acts) else None
        at = now_at()
        for i, a in enumerate(self._acts):
            append(store, Decision(
                id=begin + i, report=self._report, version=self.now.version, record=a.handle, act=a.act, revision=a.revision,
                person=self.person, at=at, why=a.why, detail=a.detail, together=together,
            ))  # fmt: skip
        refresh(store, self._report)
        after = current(store, self._report).reviewed
        for a in self._acts:
            entry = after.find(a.handle)
            undone = next((told(d) for d in entry.case.decisions if d.id == a.detail.undoes), None) if entry and entry.case else None
            self.made.append(Made(entry.id if entry else "", a.handle, a.act, a.revision, entry.state if entry else "gone", undone))


_DID: Mapping[Act, str] = {
    "accept": "accepted", "correct": "corrected", "reject": "rejected", "add": "added", "merge": "merged", "split": "split",
    "comment": "commented on", "assign": "assigned", "undo": "put back to what it was before the last decision",
}  # fmt: skip


def told(d: Decision) -> str:
    """A decision in words: who did what, when and why."""
    changed = f" ({', '.join(f'{k}={v}' for k, v in d.detail.changes.items())})" if d.detail.changes else ""
    if d.detail.to:
        changed = f" to {d.detail.to}"
    why = f"{':' if d.act == 'comment' else ', because:'} {d.why}" if d.why else ""
    return f"{d.person} {_DID[d.act]} it{changed} at {d.at} (revision {d.revision}){why}"


def _a(kind: Kind) -> str:
    return f"an {kind}" if kind[0] in "ae" else f"a {kind}"
