"""Readings of the hand-coded reports up to the actors, as statements are trained on: with hand-coded actors, or as the coder finds them.

`hand` gives every actor where its names stand in the text; it measures the reading of statements on its own. `coded` runs the coder's
own steps, each report with the models that have not seen its outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from folds import fold_dir, fold_of, report_of
from marsad.lexicon import load
from marsad.mentions.dates import read_dates
from marsad.mentions.types import ActorMention
from marsad.models import Models
from marsad.reading import Reading
from marsad.records import Actor
from marsad.text.document import read


def readings(raws: Sequence[dict[str, Any]], *, hand: bool = False) -> Iterator[tuple[dict[str, Any], Reading]]:
    """Each report with its reading."""
    lexicon = load()
    stores = [Models(fold_dir(k)) for k in range(5)]
    for raw in raws:
        reading = Reading(report_of(raw), read(raw["text"]), lexicon, stores[max(fold_of(raw), 0)])
        if hand:
            read_dates(reading)
            _hand(raw, reading)
        else:
            _coded(reading)
        yield raw, reading


def _coded(reading: Reading) -> None:
    from marsad.coder import STEPS

    for step in STEPS:
        name = getattr(step, "name", getattr(step, "__name__", ""))
        if "statement" in name:
            return
        step(reading)


def _hand(raw: dict[str, Any], reading: Reading) -> None:
    """Each hand-coded actor wherever one of its names stands, the longest name first."""
    document = reading.document
    starts = {t.start: t.i for t in document.tokens}
    taken: set[int] = set()
    spans = []
    for number, a in enumerate(raw["actors"]):
        names = [a["name"], *a.get("aliases", [])]
        reading.cast.append(
            Actor(id=f"a{number + 1}", name=a["name"], aliases=a.get("aliases", []), kind=a["kind"], country=a.get("country"))
        )
        for name in names:
            for m in re.finditer(r"(?<![^\W_])(?:[وفبل]|لل|وال)?(" + re.escape(name) + r")(?![^\W_])", raw["text"]):
                spans.append((m.start(1) - m.end(1), m.start(1), m.end(1), number, a["kind"]))
    for _, start, end, number, kind in sorted(spans):
        first = next((starts[k] for k in range(start, max(-1, start - 4), -1) if k in starts), None)
        if first is None:
            continue
        last = first
        while last < len(document.tokens) and document.tokens[last].start < end:
            last += 1
        if taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            reading.actors.append(ActorMention(start, end, first, last, first, last, raw["text"][start:end], kind, actor=f"a{number + 1}"))
    reading.actors.sort(key=lambda m: m.first)
