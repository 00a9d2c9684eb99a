"""Whether two events of different reports are one happening: named reasons, weighed and summed to a log-odds.

Weights were set with pairs of events that were judged by hand in view (docs/incidents.md), and are rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from marsad.merging.happenings import LONG, Happening
from marsad.merging.nearness import gap, places
from marsad.merging.rarity import Rarity
from marsad.merging.story import Likeness, Reason, Stories, sigmoid
from marsad.records import EventType

BIAS = -2.9
WEIGHTS = {
    "type differs": -1.6,
    "same mode": 1.2,
    "mode differs": -1.0,
    "same day": 1.1,
    "days overlap": 0.4,
    "a day apart": -1.5,
    "days apart": -3.8,
    "same place": 1.1,
    "near": 0.6,
    "within": 0.2,
    "places apart": -1.8,
    "countries apart": -0.5,
    "party": 0.7,
    "namesake": 0.4,
    "no party": -0.7,
    "figure": 1.6,
    "trigger": 0.8,
    "words": 3.2,
    "sentence": 3.2,
    "story": 2.4,
    "better partner": -0.5,
    "one report": 0.0,
}
MOST_BETTER = 2.0  # log-odds by which a better partner counts at most

# Types that coders take for one another, since one act is told now as this, now as that.
KIN: tuple[frozenset[EventType], ...] = (
    frozenset({"AGREE", "CONCEDE", "SUPPORT", "COOPERATE"}),
    frozenset({"AGREE", "CONSULT"}),
    frozenset({"CONCEDE", "RETREAT"}),
    frozenset({"REQUEST", "ACCUSE", "THREATEN"}),
    frozenset({"REJECT", "ACCUSE"}),
    frozenset({"ASSAULT", "COERCE"}),
    frozenset({"ASSAULT", "PROTEST"}),
    frozenset({"ASSAULT", "MOBILIZE"}),
)
# Modes that one act may be told by.
MODES_ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"explosives", "suicide-attack", "destroy", "assassinate", "massacre"}),
    frozenset({"aerial", "drone", "heavy-weapons", "destroy", "massacre", "explosives"}),
    frozenset({"firearms", "crowd-control", "assassinate", "massacre", "execute"}),
    frozenset({"demo", "riot", "obstruct"}),
    frozenset({"disapprove", "allege"}),
    frozenset({"withdraw", "return", "release", "access"}),
    frozenset({"territory", "firearms", "heavy-weapons"}),
    frozenset({"change", "yield"}),
    frozenset({"visit", "multilateral", "third-party"}),
)


class Sign(NamedTuple):
    """A thing that speaks for or against: its name in `WEIGHTS`, how much of it there is, and how to put it in words."""

    name: str
    value: float
    what: Callable[[], str]


def may_be_one(a: EventType, b: EventType) -> bool:
    """Whether events of these types are compared at all."""
    return a == b or any(a in kin and b in kin for kin in KIN)


def likeness(signs: Sequence[Sign]) -> Likeness:
    """How surely two events with these signs are one happening, and why: what weighs most first."""
    reasons = [Reason(s.what(), weight) for s in signs if (weight := WEIGHTS[s.name] * s.value)]
    return Likeness(sigmoid(log_odds(signs)), tuple(sorted(reasons, key=lambda r: -abs(r.weight))))


def log_odds(signs: Iterable[Sign]) -> float:
    """The signs' weights and the bias together."""
    return BIAS + sum(WEIGHTS[s.name] * s.value for s in signs)


class Sameness:
    """Compares events of an archive's reports; those of one report too, since one happening may be told, and coded, twice in it."""

    def __init__(self, stories: Stories, parties: Rarity) -> None:
        self._stories = stories
        self._parties = parties
        self._weights: dict[frozenset[str], float] = {}

    def signs(self, a: Happening, b: Happening) -> list[Sign]:
        """What speaks for and against, with how much of it there is."""
        found = [*_kinds(a, b), *_times(a, b), *_places(a, b), *self._participants(a, b), *_figures(a, b), *self._words(a, b)]
        if a.index == b.index:
            found.append(Sign("one report", 1.0, lambda: "two events of one report, which its coder told apart"))
            return found
        story = self._stories.likeness(a.index, b.index).score
        found.append(Sign("story", story, lambda: f"reports of {'one story' if story >= 0.5 else 'other stories'} ({story:.2f})"))
        return found

    def _participants(self, a: Happening, b: Happening) -> Iterator[Sign]:
        if not a.parties or not b.parties:
            return
        shared = a.parties.keys() & b.parties.keys()
        if shared:
            rare = sum(self._parties(key) for key in shared) / self._parties.most if self._parties.most else 0.0
            yield Sign(
                "party",
                min(2.0, 0.4 + rare),
                lambda: f"{_counted(shared)} in common ({'، '.join(a.parties[k] for k in sorted(shared)[:3])})",
            )
            return
        alike = {w for k in a.parties for w in k.split()} & {w for k in b.parties for w in k.split()}
        if names := {w for w in alike if self._stories.rarity(w) > self._stories.most / 3}:
            yield Sign("namesake", 1.0, lambda: f"actors of like names ({'، '.join(sorted(names)[:3])})")
        else:
            yield Sign("no party", 1.0, lambda: "no actor in common")

    def _words(self, a: Happening, b: Happening) -> Iterator[Sign]:
        if a.trigger == b.trigger:
            yield Sign("trigger", 1.0, lambda: f"told with the same word ({a.event.trigger.text})")
        if share := self._share(a.words, b.words):
            yield Sign("words", share, lambda: f"words in common: {self._rarest(a.words & b.words)}")
        if alike := self._share(a.sentence, b.sentence):
            yield Sign("sentence", alike, lambda: f"sentences alike ({alike:.2f})")

    def _rarest(self, words: Iterable[str]) -> str:
        return "، ".join(sorted(words, key=lambda w: (-self._stories.rarity(w), w))[:4])

    def _weight(self, words: frozenset[str]) -> float:
        weight = self._weights.get(words)
        if weight is None:
            weight = self._weights[words] = sum(map(self._stories.rarity, words))
        return weight

    def _share(self, a: frozenset[str], b: frozenset[str]) -> float:
        """What two sets of words share, each word weighed by how rare it is (Dice's coefficient); 0 to 1."""
        every = self._weight(a) + self._weight(b)
        return 2 * sum(map(self._stories.rarity, a & b)) / every if every else 0.0


def _counted(actors: Collection[str]) -> str:
    return {1: "an actor", 2: "two actors", 3: "three actors"}.get(len(actors), f"{len(actors)} actors")


def _figures(a: Happening, b: Happening) -> Iterator[Sign]:
    if same := a.figures & b.figures:
        yield Sign("figure", 1.0, lambda: f"same figures ({', '.join(f'{number:,} {measure}' for measure, number in sorted(same)[:3])})")


def _kinds(a: Happening, b: Happening) -> Iterator[Sign]:
    if a.event.type != b.event.type:
        yield Sign("type differs", 1.0, lambda: f"told as {a.event.type} and as {b.event.type}")
        return
    one, other = a.event.mode, b.event.mode
    if one is None or other is None:
        return
    if one == other:
        yield Sign("same mode", 1.0, lambda: f"same mode ({one})")
    elif not any(one in alike and other in alike for alike in MODES_ALIKE):
        yield Sign("mode differs", 1.0, lambda: f"told as {one} and as {other}")


def _times(a: Happening, b: Happening) -> Iterator[Sign]:
    if a.days is None or b.days is None:
        return
    between = gap(a.days, b.days)
    sure = a.days.sure and b.days.sure
    day = max(a.days.first, b.days.first)
    if between == 0 and sure and max(a.days.length, b.days.length) <= 2:
        yield Sign("same day", 1.0, lambda: f"same day ({day})")
    elif between == 0 and sure and max(a.days.length, b.days.length) <= LONG:
        yield Sign("days overlap", 1.0, lambda: "days overlap")
    elif between == 1:
        yield Sign("a day apart", 1.0, lambda: "a day apart")
    elif between > 1:
        yield Sign("days apart", 1.0, lambda: f"{between} days apart")


_NEARNESS = {"same": "same place", "near": "near", "within": "within", "apart": "places apart", "abroad": "countries apart"}


def _places(a: Happening, b: Happening) -> Iterator[Sign]:
    near = places(a.place, b.place)
    weight = _NEARNESS.get(near.kind)
    if weight:
        yield Sign(weight, 1.0, lambda: near.what)
