"""All that is worked out of an archive's reports together: near-copies, reports of one story, incidents.

It is worked out anew when anything was written since, and kept in the archive until then. What people decided lies on top of it.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from typing import NamedTuple

import msgspec

from marsad.archive import audit
from marsad.archive.archive import Archive
from marsad.archive.incident_decisions import Anchor, Decision, decide, decisions
from marsad.archive.store import first
from marsad.errors import ArchiveError, InputError
from marsad.merging import copies as near
from marsad.merging.constraints import constraints
from marsad.merging.happenings import Happening, happenings
from marsad.merging.incidents import Incident, Why, compare, describe, group
from marsad.merging.story import Stories
from marsad.merging.told import Told, current

STORY = 0.5  # chance from which two reports are said to tell one story
_WHAT = "incidents"
_FORM = 2  # goes up when what is kept changes its form, or what is worked out changes


class StoryPair(msgspec.Struct, frozen=True):
    """Two reports (by their numbers) that tell one story: how surely, and why."""

    first: int
    second: int
    score: float
    why: tuple[Why, ...]


class CopyPair(msgspec.Struct, frozen=True):
    """Two reports (by their numbers) with text in common: the share of the shorter one; `whole` where one is a copy of the other."""

    first: int
    second: int
    share: float
    whole: bool
    why: str


class Merged(msgspec.Struct, frozen=True):
    """What was worked out. `incidents` has all of them, also those of one report; `copy_groups` the numbers of reports of one text;
    `lost` the decisions of which a record is no longer there, with what it was called."""

    incidents: list[Incident]
    stories: list[StoryPair]
    copies: list[CopyPair]
    copy_groups: list[list[int]]
    lost: list[tuple[int, str]]

    def incident(self, name: str) -> Incident:
        """The incident that has the member `name` (report/record). Raises `InputError` where there is none."""
        for incident in self.incidents:
            if any(member.name == name for member in incident.members):
                return incident
        raise InputError(
            f"{name!r}: no report of the archive has that event; give report/record as the list of incidents does, as in 12/e3"
        )


def merged(archive: Archive, *, tell: Callable[[str], None] = lambda step: None) -> Merged:
    """What is worked out of the archive as it stands. `tell` is called with the name of each step, where there is anything to do."""
    with archive.snapshot():
        state = _state(archive)
        if kept := _kept(archive, state):
            return kept
        tell("reading the reports")
        reports = list(current(archive))
        made = work_out(reports, decisions(archive.store), tell=tell)
    _keep(archive, state, made)
    return made


def work_out(reports: Sequence[Told], decided: Sequence[Decision] = (), *, tell: Callable[[str], None] = lambda step: None) -> Merged:
    """The same of reports in hand."""
    tell("looking for copies")
    copied = near.copies(reports)
    grouped = near.groups(copied, len(reports))
    copy_of = {i: members[0] for members in grouped for i in members}
    tell("comparing reports")
    stories = Stories(reports)
    one = {pair: like for pair in stories.pairs() if (like := stories.likeness(*pair)).score >= STORY}
    tell("comparing events")
    events = happenings(reports)
    pairs = compare(events, stories, one)
    tell("joining them")
    asked = constraints(decided, events)
    found = [describe(members, events, pairs, asked, copy_of) for members in group(events, pairs, asked)]
    number = [told.number for told in reports]
    return Merged(
        incidents=found,
        stories=[
            StoryPair(number[i], number[j], round(like.score, 3), tuple(Why(r.what, round(r.weight, 2)) for r in like.reasons))
            for (i, j), like in sorted(one.items())
        ],
        copies=[CopyPair(number[c.first], number[c.second], round(c.share, 3), c.whole, c.why) for c in copied],
        copy_groups=[[number[i] for i in members] for members in grouped],
        lost=[(ident, anchor.member) for ident, anchor in asked.lost],
    )


class Decided(NamedTuple):
    """A decision that was made, and the incidents that came of it."""

    decision: Decision
    incidents: list[Incident]


def merge(archive: Archive, names: Sequence[str], *, who: str, why: str) -> Decided:
    """Decide that the incidents with these members are one. Raises `InputError` where there is only one already."""
    with archive.store.transaction():
        made = merged_within(archive)
        parts = {incident.name: incident for incident in map(made.incident, names)}
        if len(parts) < 2:
            raise InputError(f"{', '.join(names)}: this is one incident already; give members of two or more")
        members = [m.name for incident in parts.values() for m in incident.members]
        decision = decide(archive.store, "merge", who=who, why=why, members=_anchors(archive, members))
    return Decided(decision, _those(merged(archive), members))


def split(archive: Archive, names: Sequence[str], *, who: str, why: str) -> Decided:
    """Decide that these members are an incident of their own, apart from the others of theirs. Raises `InputError` where that cannot be."""
    with archive.store.transaction():
        made = merged_within(archive)
        whole = made.incident(names[0])
        inside = [m.name for m in whole.members]
        if strangers := [name for name in names if name not in inside]:
            raise InputError(f"{', '.join(strangers)}: not of the incident that {names[0]} is of ({', '.join(inside)})")
        rest = [name for name in inside if name not in names]
        if not rest:
            raise InputError(f"{names[0]}: nothing would be left of the incident; name only the members that do not belong to the others")
        taken = _anchors(archive, list(dict.fromkeys(names)))
        decision = decide(archive.store, "split", who=who, why=why, members=taken, rest=_anchors(archive, rest))
    return Decided(decision, _those(merged(archive), inside))


def undo(archive: Archive, number: int, *, who: str, why: str) -> Decided:
    """Take a decision back; taking back an undo brings the decision back. Raises `ArchiveError` where it is not there or undone already."""
    with archive.store.transaction():
        known = {d.id: d for d in decisions(archive.store)}
        decision = decide(archive.store, "undo", who=who, why=why, undoes=number)
        undone = known[number]
        while undone.kind == "undo" and undone.undoes is not None:
            undone = known[undone.undoes]
    return Decided(decision, _those(merged(archive), [a.member for a in (*undone.members, *undone.rest)]))


def merged_within(archive: Archive) -> Merged:
    """What is worked out, within a transaction that is open; kept nowhere."""
    return _kept(archive, _state(archive)) or work_out(list(current(archive)), decisions(archive.store))


def _those(made: Merged, names: Iterable[str]) -> list[Incident]:
    wanted = set(names)
    return [i for i in made.incidents if wanted & {m.name for m in i.members}]


def _anchors(archive: Archive, names: Sequence[str]) -> list[Anchor]:
    """Anchors of events that are there."""
    numbers = {int(name.partition("/")[0]) for name in names}
    events = {e.member: e for e in happenings(list(current(archive, numbers)))}
    return [_anchor(events[name]) for name in names]


def _anchor(event: Happening) -> Anchor:
    trigger = event.event.trigger
    return Anchor(report=event.told.number, record=event.event.id, type=event.event.type, start=trigger.start, words=trigger.text)


def _state(archive: Archive) -> str:
    """What was written so far, and by which program it is worked out."""
    rows, head = audit.head(archive.store)
    return f"{rows} {head} {version('marsad')} {_FORM}"


def _kept(archive: Archive, state: str) -> Merged | None:
    row = first(archive.store, "SELECT body FROM worked_out WHERE what = ? AND state = ?", (_WHAT, state))
    return msgspec.json.decode(zlib.decompress(bytes(row[0])), type=Merged) if row else None


def _keep(archive: Archive, state: str, made: Merged) -> None:
    """Keep it for the next time, where nothing was written meanwhile. An archive that cannot be written to does without."""
    try:
        body = zlib.compress(msgspec.json.encode(made), 1)
        with archive.store.transaction():
            if _state(archive) == state:
                archive.store.run("DELETE FROM worked_out WHERE what = ?", (_WHAT,))
                archive.store.run("INSERT INTO worked_out (what, state, body) VALUES (?, ?, ?)", (_WHAT, state, body))
    except (ArchiveError, UnicodeEncodeError):  # read-only or full; or a lone surrogate in a report, which JSON in UTF-8 cannot hold
        pass
