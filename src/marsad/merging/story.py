"""Whether two reports tell one story: the same happening, or the same day's news of it, as its main matter.

What is compared is named in `FEATURES`, weighed, and summed to a log-odds. The weights were fitted by logistic regression to
pairs that were read by hand (docs/incidents.md), and are rounded; nothing else of those reports is kept.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from marsad.archive.words import bare_words
from marsad.merging.boilerplate import own_words
from marsad.merging.rarity import Rarity
from marsad.merging.told import Told, actor_key

LEAD = 60  # words of a text in which its main matter stands: news tells the most important thing first
MOST_DAYS = 3  # between the days of publication of two reports of one story
_KEYS = 25  # words of a report by which another of the same story is looked for
_COMMON = 400  # reports with a word from which it is no longer looked for
_TOP = 8  # rarest shared words that count
Vector = Mapping[str, float]

# Weight of one unit of each feature, and of nothing at all.
FEATURES = {
    "lead": 2.0,
    "title": 3.0,
    "rare words": 7.0,
    "actors": 1.0,
    "figures": 0.8,
    "numbers": 1.5,
    "days": -2.0,
}
BIAS = -2.9


class Reason(NamedTuple):
    """One thing that speaks for (weight above 0) or against, in words."""

    what: str
    weight: float


class Likeness(NamedTuple):
    """How surely two things are one, from 0 to 1, and why: what weighs most first."""

    score: float
    reasons: tuple[Reason, ...]


class _Sight(NamedTuple):
    """What is compared of one report."""

    told: Told
    whole: Vector
    lead: Vector
    title: Vector
    first: frozenset[str]
    actors: Mapping[str, str]
    figures: Mapping[tuple[str, int | None, int | None], str]


class Stories:
    """The reports of an archive, ready to be compared with one another. Pairs are known by the reports' places in the sequence."""

    def __init__(self, reports: Sequence[Told], own: Sequence[Sequence[str]] | None = None) -> None:
        words = own_words(reports) if own is None else own  # those of each report, as `own_words` gives them
        self._rarity = Rarity(words)
        self._actors = Rarity({actor_key(a) for a in told.coded.actors} for told in reports)
        self._top = self._rarity.most * _TOP
        self._sights = [self._sight(told, own) for told, own in zip(reports, words, strict=True)]
        self._kept: dict[tuple[int, int], Likeness] = {}

    def _sight(self, told: Told, words: Sequence[str]) -> _Sight:
        return _Sight(
            told,
            self._vector(words),
            self._vector(words[:LEAD]),
            self._vector(bare_words(told.coded.title or "")),
            frozenset(words[: LEAD + 20]),
            {key: a.name for a in told.coded.actors if (key := actor_key(a))},
            {(f.measure, f.low, f.high): f.evidence.text for f in told.coded.figures},
        )

    def _vector(self, words: Iterable[str]) -> Vector:
        """Words with their weight, of length 1 together."""
        raw = {w: (1 + math.log(n)) * self._rarity(w) for w, n in Counter(words).items()}
        length = math.sqrt(sum(x * x for x in raw.values())) or 1.0
        return {w: x / length for w, x in raw.items()}

    def rarity(self, word: str) -> float:
        """The weight of a word over all these reports."""
        return self._rarity(word)

    @property
    def most(self) -> float:
        """The weight of a word that one report has."""
        return self._rarity.most

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Pairs worth comparing: at most `MOST_DAYS` apart, with two of their weightiest words in common. Each once, the earlier first."""
        by_word: dict[str, list[int]] = defaultdict(list)
        for i, sight in enumerate(self._sights):
            for word in sorted(sight.whole, key=lambda w: (-sight.whole[w], w))[:_KEYS]:
                by_word[word].append(i)
        shared: Counter[tuple[int, int]] = Counter()
        for having in by_word.values():
            if len(having) <= _COMMON:
                shared.update((i, j) for n, i in enumerate(having) for j in having[n + 1 :] if self._near(i, j))
        return (pair for pair, n in shared.items() if n >= 2)

    def _near(self, i: int, j: int) -> bool:
        a, b = self._sights[i].told.published, self._sights[j].told.published
        return a is None or b is None or abs((a - b).days) <= MOST_DAYS

    def likeness(self, i: int, j: int) -> Likeness:
        """How surely reports `i` and `j` tell one story, and why."""
        pair = (i, j) if i < j else (j, i)
        if pair not in self._kept:
            self._kept[pair] = self._weigh(self._sights[pair[0]], self._sights[pair[1]])
        return self._kept[pair]

    def _weigh(self, a: _Sight, b: _Sight) -> Likeness:
        if not self._near_enough(a.told, b.told):
            return Likeness(0.0, (Reason(f"more than {MOST_DAYS} days apart", -math.inf),))
        values = self.values(a, b)
        weighed = [Reason(self._told(name, value, a, b), FEATURES[name] * value) for name, value in values.items() if value]
        total = BIAS + sum(r.weight for r in weighed)
        return Likeness(sigmoid(total), tuple(sorted(weighed, key=lambda r: -abs(r.weight))))

    @staticmethod
    def _near_enough(a: Told, b: Told) -> bool:
        return a.published is None or b.published is None or abs((a.published - b.published).days) <= MOST_DAYS

    def values(self, a: _Sight, b: _Sight) -> dict[str, float]:
        """Every feature's value for a pair."""
        shared = sorted((self._rarity(w) for w in a.first & b.first), reverse=True)[:_TOP]
        numbers = [{w for w in s.first if w.isdigit()} for s in (a, b)]
        return {
            "lead": dot(a.lead, b.lead),
            "title": dot(a.title, b.title),
            "rare words": sum(shared) / self._top if self._top else 0.0,
            "actors": overlap(a.actors.keys(), b.actors.keys(), self._actors),
            "figures": min(1.0, len(a.figures.keys() & b.figures.keys()) / 2),
            "numbers": len(numbers[0] & numbers[1]) / max(1, min(map(len, numbers))),
            "days": float(_days(a.told, b.told)),
        }

    def compare(self, i: int, j: int) -> dict[str, float]:
        """Every feature's value for a pair, to fit and to measure."""
        return self.values(self._sights[i], self._sights[j])

    def _told(self, name: str, value: float, a: _Sight, b: _Sight) -> str:
        if name == "lead":
            return f"what they begin with is alike ({value:.2f}): {self._words(a.lead.keys() & b.lead.keys())}"
        if name == "title":
            return f"titles alike ({value:.2f}): {self._words(a.title.keys() & b.title.keys())}"
        if name == "rare words":
            return f"rare words in common: {self._words(a.first & b.first)}"
        if name == "actors":
            return f"actors in common: {_names(a.actors, b.actors, self._actors)}"
        if name == "figures":
            same = sorted(a.figures.keys() & b.figures.keys(), key=lambda f: (f[0], f[1] or 0, f[2] or 0))
            return "figures in common: " + ", ".join(f"{low if low is not None else high} {measure}" for measure, low, high in same[:3])
        if name == "numbers":
            return "numbers in common: " + ", ".join(sorted(w for w in a.first & b.first if w.isdigit())[:5])
        days = int(value)
        return f"published {days} day{'s' * (days > 1)} apart"

    def _words(self, words: Iterable[str]) -> str:
        return "، ".join(sorted(words, key=lambda w: (-self._rarity(w), w))[:4])


def sigmoid(x: float) -> float:
    """The chance for a log-odds."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def dot(a: Vector, b: Vector) -> float:
    """The cosine of two vectors of length 1."""
    if len(a) > len(b):
        a, b = b, a
    return sum(x * b[w] for w, x in a.items() if w in b)


def overlap(a: Iterable[str], b: Iterable[str], rarity: Rarity) -> float:
    """What two sets share of what either has, each member weighed by how rare it is; 0 to 1."""
    one, other = set(a), set(b)
    every = sum(map(rarity, one | other))
    return sum(map(rarity, one & other)) / every if every else 0.0


def _names(a: Mapping[str, str], b: Mapping[str, str], rarity: Rarity) -> str:
    return "، ".join(a[key] for key in sorted(a.keys() & b.keys(), key=lambda k: (-rarity(k), k))[:4])


def _days(a: Told, b: Told) -> int:
    return min(2, abs((a.published - b.published).days)) if a.published and b.published else 1
