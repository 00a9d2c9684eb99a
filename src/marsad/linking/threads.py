"""Threads: the mentions of one report that name one actor, found by their words.

Names first, longest first; a shorter or vaguer mention joins the thread of a fuller one that it can be cut from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from marsad.linking.name_keys import inside
from marsad.mentions.types import ActorMention

Key = tuple[str, ...]
_MOST = 40  # threads of one word looked at, so that hostile text costs linear time


class Thread:
    """Mentions of one actor, with the keys of their names and of the titles that stood beside them."""

    __slots__ = ("country", "family", "keys", "known", "mentions", "roles")

    def __init__(self, family: str) -> None:
        self.family = family
        self.mentions: list[ActorMention] = []
        self.keys: dict[Key, None] = {}
        self.roles: dict[Key, None] = {}
        self.country: str | None = None
        self.known: str | None = None

    def take(self, mention: ActorMention, key: Key, role: Key) -> None:
        self.mentions.append(mention)
        self.keys[key] = None
        if role:
            self.roles[role] = None
        self.country = self.country or mention.country
        self.known = self.known or mention.known

    def join(self, other: Thread) -> None:
        self.mentions += other.mentions
        self.keys |= other.keys
        self.roles |= other.roles
        self.country = self.country or other.country
        self.known = self.known or other.known


def told_apart(a: Thread, b: Thread) -> bool:
    """Whether the lists know both, one as an armed group and the other as none: "الجيش السوري" is no short form of "الجيش السوري الحر"."""
    armed = [any(m.known == t.known and m.kind == "armed_group" for m in t.mentions) for t in (a, b)]
    return a.known is not None and b.known is not None and a.known != b.known and armed[0] != armed[1]


def family(mention: ActorMention) -> str:
    """person, role (a person by office alone), state or group."""
    if mention.kind == "person":
        return "role" if mention.role is not None and mention.role == mention.name else "person"
    return "state" if mention.kind == "state" else "group"


class Weaver:
    """Joins mentions into threads. `words` says which words are carriers and members (data `actor_words.tsv`)."""

    def __init__(self, keyed: Sequence[tuple[ActorMention, Key, Key]], *, empty: frozenset[str], holds: Callable[[str, Key], bool]) -> None:
        self._empty = empty
        self._holds = holds  # whether a known person holds a role, by the knowledge base
        self._keyed = sorted(keyed, key=lambda x: x[0].start)

    def threads(self) -> list[Thread]:
        types: dict[tuple[str, Key], Thread] = {}
        for mention, key, role in self._keyed:
            kin = family(mention)
            anchor: Key = ("=" + mention.country,) if kin == "state" and mention.country else key
            thread = types.setdefault((kin, anchor), Thread(kin))
            thread.take(mention, key, role)
        by_kin: dict[str, list[Thread]] = defaultdict(list)
        for (kin, _), thread in types.items():
            by_kin[kin].append(thread)
        people = self._people(by_kin["person"])
        groups = self._groups(by_kin["group"])
        people = self._offices(by_kin["role"], people)
        return [*people, *groups, *by_kin["state"]]

    def _people(self, types: list[Thread]) -> list[Thread]:
        out: list[Thread] = []
        at: dict[str, list[Thread]] = defaultdict(list)
        for thread in sorted(types, key=lambda t: (-max(map(len, t.keys)), t.mentions[0].start)):
            key = max(thread.keys, key=len)
            home = self._home_of_person(thread, key, at)
            if home is None:
                out.append(thread)
                home = thread
            else:
                home.join(thread)
            for word in key:
                at[word[:3]].append(home)
        return out

    def _home_of_person(self, thread: Thread, key: Key, at: dict[str, list[Thread]]) -> Thread | None:
        best = None
        for other in at.get(key[-1][:3], ())[:_MOST]:
            if thread.known and other.known and thread.known == other.known:
                return other
            if thread.known and other.known and len(key) > 1:
                continue
            if any(inside(key, long) for long in other.keys):
                last = any(long[-1] == key[-1] for long in other.keys)
                if best is None or (last and not best[1]):
                    best = (other, last)
        return best[0] if best else None

    def _groups(self, types: list[Thread]) -> list[Thread]:
        out: list[Thread] = []
        cores: dict[Key, Thread] = {}
        heads: dict[str, list[Thread]] = defaultdict(list)
        known: dict[str, Thread] = {}
        for thread in sorted(types, key=lambda t: (-max(map(len, t.keys)), t.mentions[0].start)):
            key = max(thread.keys, key=len)
            core = self._core(key)
            home = known.get(thread.known or "") or (cores.get(core) if self._telling(core) else None) or self._fuller(thread, key, heads)
            if home is None:
                out.append(thread)
                home = thread
            else:
                home.join(thread)
            if core:
                cores.setdefault(core, home)
            if home.known:
                known.setdefault(home.known, home)
            for word in dict.fromkeys(key[:3]):
                heads[word].append(home)
        return out

    def _core(self, key: Key) -> Key:
        at = 0
        while at < len(key) - 1 and key[at] in self._empty:
            at += 1
        return key[at:]

    def _telling(self, core: Key) -> bool:
        return any(not w.startswith("=") and w not in self._empty for w in core)

    def _fuller(self, thread: Thread, key: Key, heads: dict[str, list[Thread]]) -> Thread | None:
        """The thread of a fuller name with this head that holds all these words; the last named before, if several."""
        fits = []
        for other in dict.fromkeys(heads.get(key[0], ())[:_MOST]):
            if told_apart(thread, other):
                continue
            if any(len(long) > len(key) and long[0] == key[0] and inside(key, long) for long in other.keys):
                fits.append(other)
        if not fits:
            return None
        here = thread.mentions[0].start
        before = [f for f in fits if f.mentions[0].start < here]
        return max(before, key=lambda f: max(m.start for m in f.mentions if m.start < here)) if before else fits[0]

    def _offices(self, types: list[Thread], people: list[Thread]) -> list[Thread]:
        out = list(people)
        named: dict[str, list[Thread]] = defaultdict(list)
        for person in people:
            for role in person.roles:
                named[role[0]].append(person)
        for thread in sorted(types, key=lambda t: (-max(map(len, t.keys)), t.mentions[0].start)):
            key = max(thread.keys, key=len)
            home = self._holder(thread, key, named.get(key[0], ()), people)
            if home is None:
                out.append(thread)
                home = thread
                home.roles[key] = None
            else:
                home.join(thread)
                home.roles[key] = None
            named[key[0]].append(home)
        return out

    def _holder(self, thread: Thread, key: Key, named: Sequence[Thread], people: Sequence[Thread]) -> Thread | None:
        here = thread.mentions[0].start
        fits = [p for p in dict.fromkeys(named[:_MOST]) if any(_same_office(key, role) for role in p.roles)]
        if fits:
            before = [f for f in fits if f.mentions[0].start <= here]
            return max(before, key=lambda f: max(m.start for m in f.mentions if m.start <= here)) if before else fits[0]
        for person in people[:_MOST]:
            if person.known and self._holds(person.known, key):
                return person
        return None


def _same_office(short: Key, long: Key) -> bool:
    if len(short) > len(long):
        short, long = long, short
    return short[0] == long[0] and inside(short, long)
