"""All that is worked out of an archive's reports together: near-copies, reports of one story, incidents.

What is compared (copies, stories, pairs of events) is worked out anew when a report or a record of one was written since, and kept in the
archive until then: every weight depends on how rare words and names are in all reports, so that one report more moves all of them. What
people decide about incidents lies on top of it: after a decision only the incidents are grouped again, of what was compared before.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from typing import NamedTuple, TypeVar

import msgspec
from msgspec.structs import replace

from marsad.archive import audit
from marsad.archive.archive import Archive
from marsad.archive.incident_decisions import KINDS, Anchor, Decision, decide, decisions
from marsad.archive.store import first
from marsad.errors import ArchiveError, InputError
from marsad.merging import copies as near
from marsad.merging.boilerplate import own_words
from marsad.merging.constraints import constraints
from marsad.merging.happenings import Happening, happenings
from marsad.merging.incidents import Incident, Judged, Pairs, Why, compare, describe, group, in_order
from marsad.merging.story import Stories
from marsad.merging.told import Told, current

STORY = 0.5  # chance from which two reports are said to tell one story
_WHAT, _BENEATH = "incidents", "compared"
_FORM = 3  # goes up when what is kept changes its form, or what is worked out changes


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


class Compared(msgspec.Struct, frozen=True):
    """What comparing reports and their events gave, whatever people decide about incidents. `pairs` are those of places among all events;
    `copy_of` has for a report (its place) the first of its copies."""

    stories: list[StoryPair]
    copies: list[CopyPair]
    copy_groups: list[list[int]]
    copy_of: dict[int, int]
    pairs: list[tuple[int, int, float, tuple[Why, ...]]]


def merged(archive: Archive, *, tell: Callable[[str], None] = lambda step: None) -> Merged:
    """What is worked out of the archive as it stands. `tell` is called with the name of each step, where there is anything to do."""
    with archive.snapshot():
        state = _state(archive)
        if kept := _kept(archive, _WHAT, state, Merged):
            return kept
        made, compared = _work_out(archive, tell)
    _keep(archive, state, made, compared)
    return made


def _work_out(archive: Archive, tell: Callable[[str], None] = lambda step: None) -> tuple[Merged, Compared | None]:
    """The same, kept nowhere; and what was compared for it, where that was not kept already."""
    tell("reading the reports")
    reports, decided = list(current(archive)), decisions(archive.store)
    kept = _kept(archive, _BENEATH, _reports_state(archive), Compared)
    if kept is None:
        events, pairs, compared = compare_all(reports, tell=tell)
        made = join(events, pairs, compared, decided, tell=tell)
        return made, replace(compared, pairs=[(a, b, like.score, like.why) for (a, b), like in pairs.items()])
    before = _last(archive)
    pairs = {(a, b): Judged(score, why=why) for a, b, score, why in kept.pairs}
    return join(happenings(reports, compared=False), pairs, kept, decided, before=before, tell=tell), None


def work_out(reports: Sequence[Told], decided: Sequence[Decision] = (), *, tell: Callable[[str], None] = lambda step: None) -> Merged:
    """The same of reports in hand."""
    events, pairs, compared = compare_all(reports, tell=tell)
    return join(events, pairs, compared, decided, tell=tell)


def compare_all(reports: Sequence[Told], *, tell: Callable[[str], None] = lambda step: None) -> tuple[list[Happening], Pairs, Compared]:
    """Compare reports and their events; `Compared` has no `pairs` yet, since putting them into words takes its time."""
    tell("looking for copies")
    own = own_words(reports)
    copied = near.copies(reports, own)
    grouped = near.groups(copied, len(reports))
    tell("comparing reports")
    stories = Stories(reports, own)
    one = {pair: like for pair in stories.pairs() if (like := stories.likeness(*pair)).score >= STORY}
    tell("comparing events")
    events = happenings(reports)
    pairs = compare(events, stories, one)
    number = [told.number for told in reports]
    compared = Compared(
        stories=[
            StoryPair(number[i], number[j], round(like.score, 3), tuple(Why(r.what, round(r.weight, 2)) for r in like.reasons))
            for (i, j), like in sorted(one.items())
        ],
        copies=[CopyPair(number[c.first], number[c.second], round(c.share, 3), c.whole, c.why) for c in copied],
        copy_groups=[[number[i] for i in members] for members in grouped],
        copy_of={i: members[0] for members in grouped for i in members},
        pairs=[],
    )
    return events, pairs, compared


def join(
    events: Sequence[Happening], pairs: Pairs, compared: Compared, decided: Sequence[Decision], *,
    before: Merged | None = None, tell: Callable[[str], None] = lambda step: None,
) -> Merged:  # fmt: skip
    """Join events into incidents, of what was compared and decided. Incidents of `before` (of the same reports) that are as they were are
    taken over."""
    tell("joining them")
    asked = constraints(decided, events)
    known = {tuple((m.name, m.decisions) for m in i.members): i for i in before.incidents} if before is not None else {}
    found = []
    for members in group(events, pairs, asked):
        ordered = in_order(members, events)
        same = known.get(tuple((events[n].member, tuple(sorted(asked.of.get(n, ())))) for n in ordered))
        found.append(same or describe(ordered, events, pairs, asked, compared.copy_of))
    return Merged(
        incidents=found,
        stories=compared.stories,
        copies=compared.copies,
        copy_groups=compared.copy_groups,
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
    return _kept(archive, _WHAT, _state(archive), Merged) or _work_out(archive)[0]


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
    """What was written so far, and by which program it is worked out; it begins with what was written of reports and their records."""
    rows, head = audit.head(archive.store)
    return f"{_reports_state(archive)} {rows} {head}"


def _reports_state(archive: Archive) -> str:
    """The same, without what was decided about incidents."""
    row = first(archive.store, _LAST, KINDS)
    return f"{version('marsad')} {_FORM} {row[0] if row else 0} {row[1] if row else audit.BEGINNING}"


_LAST = f"SELECT seq, hash FROM audit WHERE act NOT IN ({', '.join('?' * len(KINDS))}) ORDER BY seq DESC LIMIT 1"
K = TypeVar("K")


def _kept(archive: Archive, what: str, state: str, type_: type[K]) -> K | None:
    row = first(archive.store, "SELECT body FROM worked_out WHERE what = ? AND state = ?", (what, state))
    return msgspec.json.decode(zlib.decompress(bytes(row[0])), type=type_) if row else None


def _last(archive: Archive) -> Merged | None:
    """What was worked out last, where it was of the same reports."""
    row = first(archive.store, "SELECT state, body FROM worked_out WHERE what = ?", (_WHAT,))
    if row is None or not str(row[0]).startswith(f"{_reports_state(archive)} "):
        return None
    return msgspec.json.decode(zlib.decompress(bytes(row[1])), type=Merged)


def _keep(archive: Archive, state: str, made: Merged, compared: Compared | None) -> None:
    """Keep it for the next time, where nothing was written meanwhile. An archive that cannot be written to does without."""
    try:
        bodies = [(_WHAT, state, zlib.compress(msgspec.json.encode(made), 1))]
        if compared is not None:
            reports_state = state.rpartition(" ")[0].rpartition(" ")[0]
            bodies.append((_BENEATH, reports_state, zlib.compress(msgspec.json.encode(compared), 1)))
        with archive.store.transaction():
            if _state(archive) == state:
                for row in bodies:
                    archive.store.run("DELETE FROM worked_out WHERE what = ?", row[:1])
                    archive.store.run("INSERT INTO worked_out (what, state, body) VALUES (?, ?, ?)", row)
    except (ArchiveError, UnicodeEncodeError):  # read-only or full; or a lone surrogate in a report, which JSON in UTF-8 cannot hold
        pass
