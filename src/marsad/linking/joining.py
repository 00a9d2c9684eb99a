"""Threads that name one actor in other words: "الجيش الأميركي" and "القوات الأميركية", "المتمردين" for the group named before.

No list can hold these; a model learned from hand-coded reports weighs what two threads have in common and what tells
them apart (`actors_join`, model card: docs/models/actors.md). The likeliest pairs are joined first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.linking.threads import Key, Thread
from marsad.mentions.actor_names import ActorNames
from marsad.models import LinearModel
from marsad.reading import Reading

JOIN = 0.5  # chance from which two threads are joined
_MOST = 60  # threads of a report that are compared; in a longer one each only with the nearest before it
_APART = {("person", "state"), ("person", "group"), ("role", "state"), ("role", "group"), ("state", "person"), ("group", "person")}


def join(reading: Reading, threads: list[Thread], names: ActorNames, model: LinearModel | None) -> list[Thread]:
    """The threads with those joined that the model holds for one actor."""
    if model is None:
        return threads
    scored = [(model.chance(features), a, b) for a, b, features in pairs(reading, threads, names)]
    scored.sort(key=lambda x: (-x[0], x[1], x[2]))
    home = list(range(len(threads)))
    for chance, a, b in scored:
        if chance < JOIN:
            break
        x, y = _root(home, a), _root(home, b)
        if x != y and _agree(threads[x], threads[y]):
            home[max(x, y)] = min(x, y)
            threads[min(x, y)].join(threads[max(x, y)])
    return [t for k, t in enumerate(threads) if home[k] == k]


def _root(home: list[int], k: int) -> int:
    while home[k] != k:
        home[k] = home[home[k]]
        k = home[k]
    return k


def _agree(a: Thread, b: Thread) -> bool:
    """Not two states, and not two whole names of persons."""
    if a.family == b.family == "state":
        return a.country == b.country
    return True


def pairs(reading: Reading, threads: Sequence[Thread], names: ActorNames) -> Iterator[tuple[int, int, list[str]]]:
    """(number of a thread, number of a later one, features) for each pair that might be one actor."""
    views = [_View(reading, t, names) for t in threads]
    order = sorted(range(len(threads)), key=lambda k: views[k].start)
    kinds: dict[str, int] = {}
    for view in views:
        kinds[view.kind] = kinds.get(view.kind, 0) + 1
    for n, k in enumerate(order):
        for j in order[max(0, n - _MOST) : n]:
            if (views[j].family, views[k].family) not in _APART and (views[k].family, views[j].family) not in _APART:
                yield j, k, _features(views[j], views[k], kinds)


class _View:
    """What the comparison needs of one thread, worked out once."""

    __slots__ = (
        "content", "country", "definite", "family", "first", "head", "key", "kind", "known", "last", "places", "roles", "short", "size", "start",
        "words",
    )  # fmt: skip

    def __init__(self, reading: Reading, thread: Thread, names: ActorNames) -> None:
        mentions = sorted(thread.mentions, key=lambda m: m.start)
        tokens = reading.document.tokens
        self.family = thread.family
        self.key: Key = max(thread.keys, key=len)
        self.head = self.key[0]
        self.size = len(self.key)
        self.short = set(self.key)
        self.words = {w for key in thread.keys for w in key}
        self.content = {w for w in self.words if not w.startswith("=")}  # those that are no state
        self.kind = mentions[0].kind
        self.country = thread.country
        self.known = thread.known
        self.roles = thread.roles
        self.start = mentions[0].start
        self.first, self.last = mentions[0].first, mentions[0].last
        self.definite = tokens[mentions[0].first].norm.startswith(("ال", "لل", "وال", "بال"))
        self.places = {tokens[m.first].sentence for m in mentions[:8]}


def _features(a: _View, b: _View, kinds: dict[str, int]) -> list[str]:
    """`a` is named first in the text."""
    short, long = (b, a) if b.size <= a.size else (a, b)
    apart = a.words.isdisjoint(b.words)  # of nearly all pairs
    content = 0 if apart else min(len(a.content & b.content), 2)
    kind = f"{a.kind}+{b.kind}"
    land = "?" if not a.country or not b.country else "=" if a.country == b.country else "x"
    common = 0 if apart else 4 * len(short.short & long.words) // len(short.short)
    only = min(kinds[long.kind], 4)
    words = min(b.size, 3)
    out = [
        "kind=" + kind, "land=" + land, f"kind={kind}&land={land}", f"size={min(short.size, 3)}/{min(long.size, 4)}", f"common={common}",
        f"common={common}&kind={kind}",
        f"common={common}&land={land}", f"content={content}", f"heads={a.head}|{b.head}", "short=" + " ".join(short.key),
        f"only={only}", f"shortkind={short.kind}&only={only}&words={short.size}",
        f"definite={b.definite}&words={words}", f"later={b is short}&words={words}&definite={b.definite}",
        "same head" if a.head == b.head else "other head",
    ]  # fmt: skip
    out += ["left:" + w for w in short.key if w not in long.words]
    if long.size <= 3:
        out += ["more:" + w for w in long.key if w not in short.words]
    if a.known and b.known:
        out.append("known=" + ("same" if a.known == b.known else "other"))
    if a.first is not None and 0 <= b.first - a.last <= 2:
        out += ["beside", f"beside&{kind}"]
    near = min(4, *[abs(x - y) for x in a.places for y in b.places]) if a.places.isdisjoint(b.places) else 0
    out += [f"near={near}", f"near={min(near, 2)}&common={common}"]
    if b.family == "role" or a.family == "role":
        office, person = (a, b) if a.family == "role" else (b, a)
        fits = max((len(set(office.key) & set(r)) / len(office.key) for r in person.roles), default=-1.0)
        out += [f"office={int(fits * 3)}", f"office&{person.family}&land={land}", f"office={office.head}&near={min(near, 2)}"]
    return out
