"""A case: all decisions on one record, and what they come to.

A decision takes effect when as many different people agree as the archive asked for when it was made (one, or two). Until then it is
*pending*: the record stands as it was last settled, or as the machine has it, and waits for a second look.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from marsad.archive.handles import Kind
from marsad.archive.review.decisions import ASIDE, Decision, same_person
from marsad.archive.review.snapshots import Snapshot

What = Literal["accepted", "corrected", "rejected"]


class Verdict(NamedTuple):
    """What was decided, the record that it leaves (what was rejected, for a rejection), and who agrees. `into`: merged into that record."""

    what: What
    record: Snapshot | None
    people: tuple[str, ...]
    needs: int
    together: int | None = None
    into: str | None = None

    def with_(self, name: str, needs: int) -> Verdict:
        """The same with one person more agreeing."""
        known = any(same_person(name, p) for p in self.people)
        return self._replace(people=self.people if known else (*self.people, name), needs=needs)

    @property
    def is_settled(self) -> bool:
        """Whether enough people agree."""
        return len(self.people) >= self.needs


class Case(NamedTuple):
    """All decisions on one record. `number` counts the cases of a report; `machine` is the record as the machine had it when it was last
    decided on (`None` for what a person added); `revision` is that of the last decision."""

    number: int
    handle: str
    kind: Kind
    decisions: tuple[Decision, ...]
    effective: tuple[Decision, ...]
    machine: Snapshot | None
    settled: Verdict | None
    pending: Verdict | None

    @property
    def revision(self) -> int:
        """The revision of the last decision."""
        return self.decisions[-1].revision

    @property
    def comments(self) -> list[Decision]:
        """What was remarked."""
        return [d for d in self.effective if d.act == "comment"]

    @property
    def assignee(self) -> str | None:
        """Who shall look at it."""
        return next((d.detail.to for d in reversed(self.effective) if d.act == "assign"), None)

    @property
    def shown(self) -> Verdict | None:
        """What was decided last, settled or not."""
        return self.pending or self.settled

    @property
    def is_gone(self) -> bool:
        """Whether nothing is left of it: what a person added, undone."""
        return self.machine is None and self.shown is None and not any(d.act in ASIDE for d in self.effective)

    @property
    def is_added(self) -> bool:
        """Whether it stands for nothing of the machine's."""
        return self.machine is None

    @property
    def was_alone(self) -> bool:
        """Whether the machine had nothing like what a person added, when it was last decided on."""
        return next((d.detail.alone for d in reversed(self.effective) if d.act not in ASIDE), False)


def cases(decisions: Iterable[Decision]) -> list[Case]:
    """The cases of one report, in the order in which they were opened."""
    by_record: dict[str, list[Decision]] = {}
    for decision in decisions:
        by_record.setdefault(decision.record, []).append(decision)
    return [_fold(number, handle, found) for number, (handle, found) in enumerate(by_record.items(), 1)]


def _fold(number: int, handle: str, decisions: list[Decision]) -> Case:
    undone = {d.detail.undoes for d in decisions if d.act == "undo"}
    effective = [d for d in decisions if d.act != "undo" and d.id not in undone]
    machine, settled, proposal = None, None, None
    for d in effective:
        if d.act in ASIDE:
            machine = d.detail.machine if settled is None and proposal is None else machine
            continue
        machine = d.detail.machine
        proposal = _next(proposal, d)
        if proposal.is_settled:
            settled = proposal
    if not effective:  # all undone: what it was about is still known
        machine = next((d.detail.machine for d in decisions if d.act != "undo"), None)
    kind: Kind = handle.partition(":")[0]  # type: ignore[assignment]
    pending = proposal if proposal is not settled else None
    return Case(number, handle, kind, tuple(decisions), tuple(effective), machine, settled, pending)


def _next(before: Verdict | None, d: Decision) -> Verdict:
    """What is proposed after a decision."""
    what: What = "rejected" if d.act == "reject" or d.detail.into else "corrected" if d.act in ("correct", "split") else "accepted"
    if d.act == "split" and d.detail.machine is None and not d.detail.parts:
        what = "accepted"
    if before is not None and (
        (d.act == "accept" and before.what != "rejected") or (what == before.what == "rejected" and d.detail.into in (None, before.into))
    ):
        return before.with_(d.person, d.detail.needs)
    return Verdict(what, d.detail.record, (d.person,), d.detail.needs, d.together, d.detail.into)
