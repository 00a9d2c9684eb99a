"""Which record of the machine's is the one that a person decided on, after the report was coded anew or has changed.

A record is known again by what it points at: its kind, its type or measure, its trigger and the words of its evidence; an actor or
place by its Wikidata or GeoNames id, or its name. Each is matched once, the surest pair first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from marsad.archive.handles import Any as AnyRecord
from marsad.archive.handles import kind_of
from marsad.archive.review.snapshots import Snapshot
from marsad.records import Actor, Event, Figure, Place, Span, Statement
from marsad.text.folding import fold

_EVENT_WORDS, _FIGURE_WORDS, _SPEECH_WORDS = 0.5, 0.3, 0.5  # least overlap of the evidence (shared over joint characters)


class Sought(NamedTuple):
    """What is to be found again. `strict`: only with the same type, which a rejection was of."""

    key: str
    taken: Snapshot
    strict: bool


def match(sought: Iterable[Sought], records: Sequence[AnyRecord]) -> dict[str, str]:
    """The id of the record for each key that has one."""
    pairs: list[tuple[float, int, int, str, str]] = []
    for i, (key, taken, strict) in enumerate(sought):
        before = taken.typed()
        for j, record in enumerate(records):
            if kind_of(record) == taken.kind and (score := likeness(before, record, strict=strict)) > 0:
                pairs.append((-score, i, j, key, record.id))
    out: dict[str, str] = {}
    taken_ids: set[str] = set()
    for *_, key, ident in sorted(pairs):
        if key not in out and ident not in taken_ids:
            out[key] = ident
            taken_ids.add(ident)
    return out


def likeness(before: AnyRecord, after: AnyRecord, *, strict: bool = False) -> float:
    """How surely two records of one kind point at the same; 0 where they do not."""
    if isinstance(before, Event) and isinstance(after, Event):
        return _events(before, after, strict)
    if isinstance(before, Figure) and isinstance(after, Figure):
        words = overlap(before.evidence, after.evidence)
        same = before.measure == after.measure and (words >= _FIGURE_WORDS or _inside(before.evidence, after.evidence))
        return 1 + words + ((before.low, before.high) == (after.low, after.high)) if same else 0
    if isinstance(before, Statement) and isinstance(after, Statement):
        words = overlap(before.content, after.content)
        return words + (before.cue == after.cue) if words >= _SPEECH_WORDS else 0
    if isinstance(before, Actor) and isinstance(after, Actor):
        return same_actor(before, after)
    if isinstance(before, Place) and isinstance(after, Place):
        return same_place(before, after)
    return 0


def _events(before: Event, after: Event, strict: bool) -> float:
    same_type = before.type == after.type
    trigger, words = overlap(before.trigger, after.trigger), overlap(before.evidence, after.evidence)
    if not (same_type or (not strict and trigger == 1)) or not (trigger > 0 or words >= _EVENT_WORDS):
        return 0
    return 2 * same_type + 2 * trigger + words


def same_actor(before: Actor, after: Actor) -> float:
    """2 for the same id or name, 1 where a name of one is an alias of the other, 0 for two actors."""
    if before.wikidata and before.wikidata == after.wikidata:
        return 2
    one, other = fold(before.name).text, fold(after.name).text
    if one == other:
        return 2
    if before.wikidata and after.wikidata:
        return 0
    return float(one in {fold(a).text for a in after.aliases} or other in {fold(a).text for a in before.aliases})


def same_place(before: Place, after: Place) -> float:
    """2 for the same id and name, 1 for one of the two, 0 for two places."""
    same_id = before.geonames is not None and before.geonames == after.geonames
    same_name = fold(before.name).text == fold(after.name).text
    return float(same_id) + float(same_name)


def overlap(one: Span, other: Span) -> float:
    """Characters that two spans share, over those that they have together."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start)) if shared > 0 else 0.0


def _inside(one: Span, other: Span) -> bool:
    return (other.start <= one.start and one.end <= other.end) or (one.start <= other.start and other.end <= one.end)


Matches = Mapping[str, str]
