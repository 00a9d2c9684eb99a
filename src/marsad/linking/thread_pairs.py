"""What two threads have in common and what tells them apart: features of the model `actors_join`."""

from __future__ import annotations

from marsad.linking.threads import Key, Thread
from marsad.models.layouts import Layout, Part
from marsad.reading import Reading

_FAR = 4  # sentences
_LEADS = ("ال", "لل", "وال", "بال")


class View:
    """What the comparison needs of one thread, worked out once."""

    __slots__ = (
        "content", "country", "definite", "family", "few", "first", "head", "human", "key", "kind", "known", "last", "only", "opens", "phrase", "places",
        "reach", "roles", "short", "size", "start", "words",
    )  # fmt: skip

    def __init__(self, reading: Reading, thread: Thread) -> None:
        mentions = sorted(thread.mentions, key=lambda m: m.start)
        tokens = reading.document.tokens
        begin = mentions[0]
        self.family = thread.family
        self.human = thread.family in ("person", "role")
        self.key: Key = max(thread.keys, key=len)
        self.phrase = " ".join(self.key)
        self.head = self.key[0]
        self.size = len(self.key)
        self.few = min(self.size, 3)
        self.short = set(self.key)
        self.words = {w for key in thread.keys for w in key}
        self.content = {w for w in self.words if not w.startswith("=")}  # those that are no state
        self.kind = begin.kind
        self.only = 1  # threads of this kind in the report, up to four
        self.country = thread.country
        self.known = thread.known
        self.roles = thread.roles
        self.start = begin.start
        self.first, self.last = begin.first, begin.last
        self.definite = tokens[begin.first].norm.startswith(_LEADS)
        self.places = {tokens[m.first].sentence for m in mentions[:8]}  # sentences
        self.opens = min(self.places)
        self.reach = max(self.places) + _FAR  # the first sentence too far behind to count as near


def _likeness(value: tuple[str, str, str, int, int, int, int]) -> list[str]:
    """What two threads are and share: their kinds, the first named first; whether their states are the same; the sizes of the shorter and
    the longer key; common words, in quarters of the shorter key; common words that are no state."""
    a, b, land, short, long, common, content = value
    kind = f"{a}+{b}"
    return [
        "kind=" + kind, "land=" + land, f"kind={kind}&land={land}", f"size={short}/{long}", f"common={common}", f"common={common}&kind={kind}",
        f"common={common}&land={land}", f"content={content}",
    ]  # fmt: skip


def _order(value: tuple[int, str, int, bool, int, bool]) -> list[str]:
    """How many threads of the longer one's kind there are; kind and size of the shorter; whether the one named later is definite, its size,
    and whether it is the shorter."""
    only, kind, size, definite, words, later = value
    return [
        f"only={only}", f"shortkind={kind}&only={only}&words={size}", f"definite={definite}&words={words}",
        f"later={later}&words={words}&definite={definite}",
    ]  # fmt: skip


def _heads(value: tuple[str, str]) -> tuple[str, str]:
    return f"heads={value[0]}|{value[1]}", "same head" if value[0] == value[1] else "other head"


_PAIR = Layout(
    _likeness,
    _order,
    _heads,
    "short={}",
    lambda left: ["left:" + w for w in left.split()],
    lambda more: ["more:" + w for w in more.split()],
    "known={}",
    lambda kinds: ("beside", f"beside&{kinds[0]}+{kinds[1]}"),
    lambda near: (f"near={near[0]}", f"near={min(near[0], 2)}&common={near[1]}"),
)
_OFFICE = Layout(lambda fit: (f"office={fit[0]}", f"office&{fit[1]}&land={fit[2]}"), "office={}&near={}")


def parts_of(a: View, b: View) -> list[Part]:
    """Features of two threads, by place; `a` is named first in the text."""
    later = b.size <= a.size
    short, long = (b, a) if later else (a, b)
    land = "?" if not a.country or not b.country else "=" if a.country == b.country else "x"
    left = short.phrase
    more = long.phrase if long.size <= 3 else None
    if a.words.isdisjoint(b.words):  # nearly all pairs
        common = content = 0
    else:
        content = min(len(a.content & b.content), 2)
        common = 4 * len(short.short & long.words) // len(short.short)
        left = " ".join([w for w in short.key if w not in long.words])
        more = more and " ".join([w for w in long.key if w not in short.words])
    near = _near(a, b)
    values = (
        (a.kind, b.kind, land, short.few, min(long.size, 4), common, content),
        (long.only, short.kind, short.size, b.definite, b.few, later),
        (a.head, b.head),
        short.phrase,
        left,
        more,
        ("same" if a.known == b.known else "other") if a.known and b.known else None,
        (a.kind, b.kind) if 0 <= b.first - a.last <= 2 else None,
        (near, common),
    )
    if b.family != "role" and a.family != "role":
        return [(_PAIR, values)]
    office, person = (a, b) if a.family == "role" else (b, a)
    fits = max([len(office.short.intersection(r)) / office.size for r in person.roles], default=-1.0)
    return [(_PAIR, values), (_OFFICE, ((int(fits * 3), person.family, land), (office.head, min(near, 2))))]


def _near(a: View, b: View) -> int:
    """Sentences between the nearest mentions of two threads, the first of which is named first."""
    if b.opens >= a.reach:
        return _FAR
    if not a.places.isdisjoint(b.places):
        return 0
    return min(_FAR, min([abs(x - y) for x in a.places for y in b.places]))
