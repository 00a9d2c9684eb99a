"""What the event coder looks at around a word, worked out once a report: forms, clauses, mentions, statements."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

from marsad.coding.clauses import Clauses, find_clauses
from marsad.coding.placed_states import placed_states
from marsad.coding.provisional import is_provisional
from marsad.coding.unnamed_groups import unnamed_groups
from marsad.lexicon import Form
from marsad.mentions.types import ActorMention, PlaceMention
from marsad.reading import Reading
from marsad.records import Actor, ActorKind, PlaceKind, Statement

NUMBER, PLACE, DATE = 1, 2, 4
MARKS = ((NUMBER, "number"), (PLACE, "place"), (DATE, "date"))


class Context:
    """Indexes over one reading, by token."""

    __slots__ = (
        "_by_country", "_runs", "_times", "clauses", "cue_of", "dated", "first_named", "flags", "forms", "governors", "kind_at", "kinds", "leading",
        "located", "mention_at", "mentions", "named_before", "named_from", "norms", "numbered", "phrases", "place_counts", "place_kinds", "placed", "prepositions",
        "protesters", "quoted", "reading", "said_in", "tokens",
    )  # fmt: skip

    def __init__(self, reading: Reading) -> None:
        document = reading.document
        self.reading = reading
        self.tokens = document.tokens
        self.norms = [t.norm for t in self.tokens]
        self.forms: list[tuple[Form, ...]] = list(map(reading.lexicon.forms, self.norms))
        self.phrases: dict[int, tuple[int, tuple[Form, ...]]] = reading.lexicon.phrases(self.tokens)
        self.clauses: Clauses = find_clauses(document, list(map(reading.lexicon.finite, self.norms)))
        self.mentions: list[ActorMention] = sorted([*reading.actors, *unnamed_groups(reading), *placed_states(reading)], key=lambda m: m.first)
        self.kinds: dict[str, ActorKind] = {a.id: a.kind for a in reading.cast} | {
            m.actor: m.kind for m in self.mentions if m.actor and is_provisional(m.actor)
        }
        n = len(self.tokens)
        self.mention_at: list[int] = [-1] * n
        for k, m in enumerate(self.mentions):
            for i in range(m.phrase_first, m.phrase_last):
                self.mention_at[i] = k
        for k, m in enumerate(self.mentions):
            for i in range(m.first, m.last):
                self.mention_at[i] = k
        self.named_before, self.named_from = _nearest(self.mention_at)
        self.leading = _leading(self.mentions)
        self.protesters = [k for k, m in enumerate(self.mentions) if m.kind == "population" and self._may_protest(m)][:1]
        self.located: list[PlaceMention] = [p for p in reading.places if p.place is not None]
        self.first_named: dict[str, PlaceMention] = {p.place: p for p in reversed(self.located) if p.place is not None}
        self.place_kinds: dict[str, PlaceKind] = {p.id: p.kind for p in reading.gazette}
        self.place_counts: dict[str, int] = {p.id: len(p.mentions) for p in reading.gazette}
        self.placed = _marked(n, [(p.first, p.last) for p in reading.places])
        self.dated = _marked(n, [(d.first, d.last) for d in reading.dates])
        self.numbered = _marked(n, [(x.first, x.last) for x in reading.numbers])
        self.kind_at: list[ActorKind | None] = [self.mentions[k].kind if k >= 0 else None for k in self.mention_at]
        self.flags: list[tuple[ActorKind | None, int] | None] = list(map(_flags, self.kind_at, self.numbered, self.placed, self.dated))
        self.quoted = _marked(n, [(q.first, q.last) for q in document.quotations if q.last - q.first > 4])
        self.said_in: list[Statement | None] = [None] * n
        self.cue_of: list[Statement | None] = [None] * n
        self.prepositions: dict[int, str] = {}  # by first token of a phrase, as they are asked for (`governors`)
        self.governors: dict[int, tuple[str, int]] = {}
        self._runs: dict[int, list[tuple[int, int, int]]] = {}
        self._by_country: dict[str, list[int]] | None = None
        self._times: Counter[str] | None = None
        self._statements()

    @property
    def times_named(self) -> Mapping[str, int]:
        """How many mentions each actor has."""
        if self._times is None:
            self._times = Counter(m.actor for m in self.mentions if m.actor is not None)
        return self._times

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence in which a token begins at `offset` or just before it."""
        at = bisect_right(self.tokens, offset, key=lambda t: t.start)
        return self.tokens[max(0, at - 1)].sentence

    def of_country(self, country: str) -> list[int]:
        """The first mentions of the actors of a state that may act for it, armies and governments before others, at most three."""
        if self._by_country is None:
            self._by_country = _by_country(self.reading.cast, self.mentions)
        return self._by_country.get(country, [])

    def runs(self, sentence: int) -> list[tuple[int, int, int]]:
        """The mentions of a sentence in order: first token, token past the last, number. One that another interrupts comes twice."""
        found = self._runs.get(sentence)
        if found is None:
            s = self.reading.document.sentences[sentence]
            found = self._runs[sentence] = []
            for i in range(s.first, s.last):
                k = self.mention_at[i]
                if k >= 0:
                    if found and found[-1][1] == i and found[-1][2] == k:
                        found[-1] = (found[-1][0], i + 1, k)
                    else:
                        found.append((i, i + 1, k))
        return found

    def _may_protest(self, m: ActorMention) -> bool:
        return any(f.entry.type == "PROTEST" for i in range(m.first, m.last) for f in self.forms[i])

    def _statements(self) -> None:
        starts = {t.start: t.i for t in self.tokens}
        ends = {t.end: t.i for t in self.tokens}
        # longest first, so that the innermost statement has the last word
        for s in sorted(self.reading.statements, key=lambda s: s.content.start - s.content.end):
            first, last = starts.get(s.content.start), ends.get(s.content.end)
            if first is not None and last is not None:
                for i in range(first, last + 1):
                    self.said_in[i] = s
            cue_first, cue_last = starts.get(s.cue.start), ends.get(s.cue.end)
            if cue_first is not None and cue_last is not None:
                for i in range(cue_first, cue_last + 1):
                    self.cue_of[i] = s


def _nearest(mention_at: Sequence[int]) -> tuple[list[int], list[int]]:
    """For each token, and the end, the last token before it at which somebody is named (-1 for none), and the first from it on (the end for
    none)."""
    n = len(mention_at)
    before, ahead = [-1] * (n + 1), [n] * (n + 1)
    last = -1
    for i, k in enumerate(mention_at):
        before[i] = last
        if k >= 0:
            ahead[last + 1 : i + 1] = [i] * (i - last)
            last = i
    before[n] = last
    return before, ahead


def _flags(kind: ActorKind | None, numbered: int, placed: int, dated: int) -> tuple[ActorKind | None, int] | None:
    """Who is named at a token and what it is part of (`MARKS`); nothing of most."""
    marks = numbered * NUMBER | placed * PLACE | dated * DATE
    return (kind, marks) if kind is not None or marks else None


_ACTS_FOR = ("military", "state", "government")


def _by_country(cast: Sequence[Actor], mentions: Sequence[ActorMention]) -> dict[str, list[int]]:
    first: dict[str, int] = {}
    for k, m in enumerate(mentions):
        if m.actor is not None:
            first.setdefault(m.actor, k)
    out: dict[str, list[int]] = {}
    for kind in _ACTS_FOR:
        for a in cast:
            if a.kind == kind and a.country and a.id in first and len(out.setdefault(a.country, [])) < len(_ACTS_FOR):
                out[a.country].append(first[a.id])
    return out


def _leading(mentions: list[ActorMention]) -> list[int]:
    """The first mentions of the two actors that a report names most."""
    first: dict[str, int] = {}
    times: dict[str, int] = {}
    for k, m in enumerate(mentions):
        if m.actor is not None:
            first.setdefault(m.actor, k)
            times[m.actor] = times.get(m.actor, 0) + 1
    most = sorted((a for a, n in times.items() if n > 1), key=lambda a: (-times[a], first[a]))[:2]
    return [first[a] for a in most]


def _marked(n: int, spans: list[tuple[int, int]]) -> bytearray:
    out = bytearray(n)
    for first, last in spans:
        out[first:last] = b"\x01" * (last - first)
    return out
