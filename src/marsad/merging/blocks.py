"""Which events are compared: those of one report, and those of two that share a day, a kind of act, and a place, a participant or a story.

Never all pairs: each event is put under a few keys, and only events under one key are compared. A key under which very
many lie (one state's statements on one day) is made finer by the rarest words of the evidence.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from marsad.merging.happenings import LONG, Happening
from marsad.merging.sameness import may_be_one
from marsad.merging.told import place_key

_MOST = 60  # events under a key, from which it is made finer
_FINER = 3  # rarest words by which it is
_PERIOD = 30  # days by which a long period is placed


def candidates(events: Sequence[Happening], stories: Iterable[tuple[int, int]], rarity: Callable[[str], float]) -> set[tuple[int, int]]:
    """Pairs of places in `events` worth comparing. `stories` are pairs of reports that tell one story, whose events all are."""
    found = set(_by_key(events, rarity))
    of: dict[int, list[int]] = defaultdict(list)
    for n, event in enumerate(events):
        of[event.index].append(n)
    for own in of.values():
        found.update((m, n) for at, m in enumerate(own) for n in own[at + 1 :] if _comparable(events[m], events[n]))
    for i, j in stories:
        found.update((min(m, n), max(m, n)) for m in of[i] for n in of[j] if _comparable(events[m], events[n]))
    return found


def _by_key(events: Sequence[Happening], rarity: Callable[[str], float]) -> Iterator[tuple[int, int]]:
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, event in enumerate(events):
        for key in _keys(event):
            blocks[key].append(n)
    for key, having in blocks.items():
        for group in _finer(key, having, events, rarity) if len(having) > _MOST else (having,):
            for at, m in enumerate(group):
                yield from ((m, n) for n in group[at + 1 :] if _comparable(events[m], events[n]))


def _finer(
    key: tuple[str, ...], having: Sequence[int], events: Sequence[Happening], rarity: Callable[[str], float]
) -> Iterator[Sequence[int]]:
    by_word: dict[str, list[int]] = defaultdict(list)
    for n in having:
        own = events[n].words.difference(*(part.split() for part in key))
        for word in sorted(own, key=lambda w: (-rarity(w), w))[:_FINER]:
            by_word[word].append(n)
    return (group for group in by_word.values() if len(group) <= _MOST)


def _keys(event: Happening) -> Iterator[tuple[str, ...]]:
    where = [place_key(event.place)] if event.place is not None and event.place.kind != "country" else []
    for when in _slots(event):
        for what in (*where, *event.parties):
            yield when, what


def _slots(event: Happening) -> Iterator[str]:
    """The days under which an event lies: each of a short period; for a long one the months that it begins and ends in."""
    if event.days is None:
        yield "undated"
    elif event.days.length <= LONG:
        for k in range(-1, event.days.length):  # the day before too: "yesterday" of a report that came after midnight
            yield (event.days.first + dt.timedelta(days=k)).isoformat()
    else:
        for day in {event.days.first, event.days.last}:
            yield f"{day.toordinal() // _PERIOD}"


def _comparable(a: Happening, b: Happening) -> bool:
    return a is not b and may_be_one(a.event.type, b.event.type)
