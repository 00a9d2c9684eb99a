"""Threads that name one actor in other words: "الجيش الأميركي" and "القوات الأميركية", "المتمردين" for the group named before.

No list can hold these; a model learned from hand-coded reports weighs what two threads have in common and what tells
them apart (`actors_join`, model card: docs/models/actors.md). The likeliest pairs are joined first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from marsad.linking.thread_pairs import View, parts_of
from marsad.linking.threads import Key, Thread, told_apart
from marsad.mentions.actor_names import ActorNames
from marsad.models import LinearModel
from marsad.models.layouts import Part
from marsad.reading import Reading
from marsad.text.folding import fold_word

JOIN = 0.5  # chance from which two threads are joined
_PEOPLE = ("role", "person")
_MOST = 60  # threads of a report that are compared; in a longer one each only with the nearest before it


def join(reading: Reading, threads: list[Thread], names: ActorNames, model: LinearModel | None) -> list[Thread]:
    """The threads with those joined that the model holds for one actor."""
    if model is None:
        return threads
    scored = [(chance, a, b) for a, b, parts in pairs(reading, threads, names) if (chance := model.chance_of(parts)) >= JOIN]
    scored.sort(key=lambda x: (-x[0], x[1], x[2]))
    home = list(range(len(threads)))
    for _, a, b in scored:
        x, y = _root(home, a), _root(home, b)
        if x != y and _agree(threads[x], threads[y], names):
            home[max(x, y)] = min(x, y)
            threads[min(x, y)].join(threads[max(x, y)])
    return [t for k, t in enumerate(threads) if home[k] == k]


def _root(home: list[int], k: int) -> int:
    while home[k] != k:
        home[k] = home[home[k]]
        k = home[k]
    return k


def _agree(a: Thread, b: Thread, names: ActorNames) -> bool:
    """Not two states, two groups that the lists tell apart, two outlets whose names share the word for an outlet alone; not two who hold
    offices of different states, one who serves the other, or one who is called the other's counterpart ("نظيره")."""
    if a.family == b.family == "state":
        return a.country == b.country
    if a.family == b.family == "group" and (told_apart(a, b) or _two_outlets(a, b)):
        return False
    if a.family not in _PEOPLE or b.family not in _PEOPLE:
        return True
    if a.country and b.country and a.country != b.country:
        return False
    return not (_counterpart(a, names) or _counterpart(b, names) or _serves(a, b) or _serves(b, a))


def _serves(a: Thread, b: Thread) -> bool:
    """Whether one holds an office under the other's: "مستشار الرئيس الأمريكي" is not "الرئيس الأمريكي"."""
    return any(len(under) == len(office) + 1 and len(office) > 1 and under[1:] == office for under in a.roles for office in b.roles)


def _two_outlets(a: Thread, b: Thread) -> bool:
    """Whether both are media, each by a name that the other's has nothing of but its head: صحيفة هآرتس and صحيفة نيويورك تايمز."""
    if any(m.kind != "media" for m in (*a.mentions, *b.mentions)):
        return False
    return all(_named_apart(x, y) for x in a.keys for y in b.keys)


def _named_apart(x: Key, y: Key) -> bool:
    own, others = [{w for w in key[1:] if not w.startswith("=")} for key in (x, y)]
    return x[0] == y[0] and bool(own and others) and own.isdisjoint(others)


def _counterpart(thread: Thread, names: ActorNames) -> bool:
    return any(fold_word(m.name.partition(" ")[0]) in names.borders for m in thread.mentions)


def pairs(reading: Reading, threads: Sequence[Thread], names: ActorNames) -> Iterator[tuple[int, int, list[Part]]]:
    """(number of a thread, number of a later one, features by place) for each pair that might be one actor: two of people, or two of
    states and groups, with something in common."""
    views = [View(reading, t) for t in threads]
    kinds = Counter(v.kind for v in views)
    for view in views:
        view.only = min(kinds[view.kind], 4)
    order = sorted([(v.start, k, v) for k, v in enumerate(views)], key=lambda x: x[:2])
    for n, (_, k, later) in enumerate(order):
        for _, j, earlier in order[max(0, n - _MOST) : n]:
            if earlier.human == later.human and _may_be_one(earlier, later):
                yield j, k, parts_of(earlier, later)


def _may_be_one(a: View, b: View) -> bool:
    """Whether two threads have a word in common, or are of one kind and not of two states, or one is an office. Of others hardly one in
    three thousand is one actor."""
    if a.family == "role" or b.family == "role" or (a.known is not None and a.known == b.known):
        return True
    alike = a.kind == b.kind and (not a.country or not b.country or a.country == b.country)
    return alike or not a.words.isdisjoint(b.words)
