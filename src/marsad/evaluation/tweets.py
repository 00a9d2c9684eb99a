"""Places held against IDRISI's tweets (`bench/geo`): is each mention found, and how far is the point given from the one marked?

A mention is found when its span and one of ours overlap; a span that is marked twice counts once. Distances are of the mentions found
for which the gazetteer has a point. A state's point is its middle, which is a matter of taste: they are told with it and without.
No weight or threshold is fitted to these tweets.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from marsad.coder import Coder
from marsad.records import CodedReport, Place, Report

_EARTH_KM = 6371.0
CENTILES = (25, 50, 75, 90)
WITHIN_KM = (10, 50, 161)


class Marked(NamedTuple):
    """A mention as the tweet's readers marked it."""

    start: int
    end: int
    kind: str
    lat: float
    lon: float


class Tally(msgspec.Struct):
    """Counts over tweets: marked mentions, those of them found, our mentions, those of ours that are marked; distances in
    kilometres of the mentions found with a point, those of states apart."""

    marked: int = 0
    found: int = 0
    given: int = 0
    right: int = 0
    distances: list[float] = msgspec.field(default_factory=list)
    states: list[float] = msgspec.field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of marked mentions that are found."""
        return self.found / max(1, self.marked)

    @property
    def precision(self) -> float:
        """The share of our mentions that are marked."""
        return self.right / max(1, self.given)

    def within(self, km: float, *, states: bool = True) -> float:
        """The share of distances up to so many kilometres."""
        told = self._told(states)
        return sum(d <= km for d in told) / max(1, len(told))

    def centile(self, share: int, *, states: bool = True) -> float:
        """The distance that so many in a hundred do not pass; 0 where there is none."""
        told = sorted(self._told(states))
        return told[min(len(told) - 1, len(told) * share // 100)] if told else 0.0

    def _told(self, states: bool) -> list[float]:
        return self.distances + self.states if states else self.distances

    def add(self, marked: list[Marked], coded: CodedReport) -> None:
        """Count one tweet."""
        given = [(start, end, place) for place in coded.places for start, end in place.mentions]
        self.given += len(given)
        self.right += sum(any(_overlap(start, end, m) for m in marked) for start, end, _ in given)
        self.marked += len(marked)
        for m in marked:
            here = [place for start, end, place in given if _overlap(start, end, m)]
            self.found += bool(here)
            if here and (km := _nearest(m, here)) is not None:
                (self.states if m.kind == "Country" else self.distances).append(km)


def _overlap(start: int, end: int, marked: Marked) -> bool:
    return start < marked.end and marked.start < end


def _nearest(marked: Marked, places: list[Place]) -> float | None:
    """Kilometres to the point of the place found; of several under one mark the nearest."""
    told = [kilometres(marked.lat, marked.lon, p.lat, p.lon) for p in places if p.lat is not None and p.lon is not None]
    return min(told, default=None)


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance between two points given in degrees, over the sphere."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def tweets(bench: Path) -> Iterator[tuple[str, str, list[Marked]]]:
    """(file, text, marked mentions) of each tweet, in order; without a mention too."""
    for path in sorted((bench / "geo").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                raw = json.loads(line)
                marked = {(m["start"], m["end"]): Marked(m["start"], m["end"], m["type"], m["lat"], m["lon"]) for m in raw["mentions"]}
                yield path.stem, raw["text"], list(marked.values())


def measure(told: Iterable[tuple[str, str, list[Marked]]], coder: Coder | None = None) -> dict[str, Tally]:
    """A tally for each file, and one of "all"."""
    coder = coder or Coder()
    out: dict[str, Tally] = {}
    for name, text, marked in told:
        coded = coder.code(Report(text=text))
        for key in (name, "all"):
            out.setdefault(key, Tally()).add(marked, coded)
    out["all"] = out.pop("all", Tally())
    return out


def report(bench: Path) -> str:
    """The table of what is found and the distribution of the distances."""
    tallies = measure(tweets(bench))
    lines = [f"{'':26} mentions  found  precision  within 161 km  states aside"]
    lines += [
        f"{name:26} {t.marked:8,}  {t.recall:5.2f}  {t.precision:9.2f}  {t.within(161):13.2f}  {t.within(161, states=False):12.2f}"
        for name, t in tallies.items()
    ]
    for states, title in ((True, "distances"), (False, "states aside")):
        whole = tallies["all"]
        centiles = ", ".join(f"{whole.centile(c, states=states):,.1f} km for {c}%" for c in CENTILES)
        shares = ", ".join(f"{whole.within(km, states=states):.2f} within {km} km" for km in WITHIN_KM)
        lines.append(f"{title:12} {len(whole.distances) + len(whole.states) * states:,} mentions: {centiles}; {shares}")
    return "\n".join(lines)


if __name__ == "__main__":
    import sys

    print(report(Path(sys.argv[1])))
