"""How well reports of one story and events that are one happening are joined, against pairs that were read by hand.

The pairs (`same_story.tsv`, `same_happening.tsv`) hold ids and verdicts only; the reports are those of the corpus beside the
checkout. A pair counts as joined where both stand in one story pair, or in one incident, as the archive would show them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from typing import NamedTuple

from marsad.merging.happenings import happenings
from marsad.merging.merged import Merged, work_out
from marsad.merging.told import Told

_PREFIX = "ANT2:"  # what the corpus puts before the ids of some reports, and the bench does not


class Verdict(NamedTuple):
    """A pair that was read: what it is known by, whether it is one, and the sample that it was drawn in."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    one: bool
    sample: str


class Score(NamedTuple):
    """How many pairs there were, how many are one, how many were joined, and how many of these rightly."""

    pairs: int
    one: int
    joined: int
    right: int

    @property
    def precision(self) -> float:
        """Of the pairs joined, the share that is one."""
        return self.right / self.joined if self.joined else 0.0

    @property
    def recall(self) -> float:
        """Of the pairs that are one, the share joined."""
        return self.right / self.one if self.one else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.joined + self.one) if self.joined + self.one else 0.0


def stories() -> list[Verdict]:
    """The pairs of reports that were read."""
    return [Verdict((a,), (b,), one == "yes", sample) for a, b, one, sample in _rows("same_story.tsv")]


def happened() -> list[Verdict]:
    """The pairs of events that were read: each by its report and where the word that tells of it begins."""
    return [Verdict((a, at), (b, other), one == "yes", sample) for a, at, b, other, one, sample in _rows("same_happening.tsv")]


def score(verdicts: Sequence[Verdict], joined: Callable[[Verdict], bool]) -> Score:
    """The score of what `joined` says of each pair."""
    said = [(v.one, joined(v)) for v in verdicts]
    return Score(len(said), sum(one for one, _ in said), sum(was for _, was in said), sum(one and was for one, was in said))


def report(reports: Sequence[Told]) -> str:
    """The table: each sample, and all together; of events also those pairs of which both are still coded at the word where they were read."""
    made = work_out(reports)
    coded = {(_id(e.told), str(e.event.trigger.start)) for e in happenings(reports)}
    both = [v for v in happened() if v.first in coded and v.second in coded]
    lines = [f"{'':32} pairs    one  precision  recall    F1"]
    for what, verdicts, joined in (
        ("one story", stories(), _by_story(made, reports)),
        ("one happening", happened(), _by_incident(made, reports)),
        ("both events coded", both, _by_incident(made, reports)),
    ):
        samples = list(dict.fromkeys(v.sample for v in verdicts))
        for sample in (*samples, ""):
            found = score([v for v in verdicts if sample in ("", v.sample)], joined)
            name = f"{what}: {sample or 'all'}"
            lines.append(f"{name:32} {found.pairs:5}  {found.one:5}       {found.precision:.2f}    {found.recall:.2f}  {found.f1:.2f}")
    return "\n".join(lines)


def _by_story(made: Merged, reports: Sequence[Told]) -> Callable[[Verdict], bool]:
    number = {_id(told): told.number for told in reports}
    pairs = {frozenset((s.first, s.second)) for s in made.stories}
    return lambda v: frozenset((number.get(v.first[0], -1), number.get(v.second[0], -1))) in pairs


def _by_incident(made: Merged, reports: Sequence[Told]) -> Callable[[Verdict], bool]:
    """An event that is no longer coded is in no incident, which counts against recall."""
    member = {(_id(e.told), str(e.event.trigger.start)): e.member for e in happenings(reports)}
    incident = {m.name: i.name for i in made.incidents for m in i.members}

    def joined(v: Verdict) -> bool:
        one, other = (incident.get(member.get((key[0], key[1]), "")) for key in (v.first, v.second))
        return one is not None and one == other

    return joined


def _id(told: Told) -> str:
    return (told.coded.id or "").removeprefix(_PREFIX)


def _rows(name: str) -> Iterator[list[str]]:
    lines = (files("marsad.evaluation") / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return iter(rows[1:])
