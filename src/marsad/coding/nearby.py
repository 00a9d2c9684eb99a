"""What a report names and quotes, by where it stands: looked through once a report, however many records ask what is near them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from marsad.mentions.types import ActorMention, DateMention, PlaceMention
from marsad.reading import Reading
from marsad.records import Statement
from marsad.text.document import Document

NOTE = "nearby"  # where a reading keeps it


class Nearby:
    """Indexes over one reading. `located` are the mentions that have a place, in order; `records`, `kinds` and `times`: places by id,
    their kinds, how often each is named; `roles` the kinds of actors."""

    __slots__ = ("_actors", "_dates", "_first_of", "_firsts", "_quoted", "_starts", "_statements", "kinds", "located", "most", "reading", "records", "roles", "times")

    def __init__(self, reading: Reading) -> None:
        document = reading.document
        self.reading = reading
        self.located: list[PlaceMention] = sorted((p for p in reading.places if p.place is not None), key=lambda p: p.first)
        self._firsts = [p.first for p in self.located]
        self._first_of = {p.place: p for p in reversed(self.located)}
        self.records = {p.id: p for p in reading.gazette}
        self.kinds = {p.id: p.kind for p in reading.gazette}
        self.times = {p.id: len(p.mentions) for p in reading.gazette}
        self.most = max(self.times.values(), default=0)
        self.roles = {a.id: a.kind for a in reading.cast}
        self._actors: dict[int, list[ActorMention]] = defaultdict(list)
        for a in reading.actors:
            self._actors[document.tokens[a.first].sentence].append(a)
        self._dates: dict[int, list[DateMention]] = defaultdict(list)
        for d in reading.dates:
            self._dates[document.tokens[d.first].sentence].append(d)
        self._starts = [s.start for s in document.sentences]
        self._statements: dict[int, list[int]] = defaultdict(list)  # by sentence, those with cue or content in it
        for k, s in enumerate(reading.statements):
            held = range(self.sentence(s.content.start), self.sentence(max(s.content.start, s.content.end - 1)) + 1)
            for i in {*held, self.sentence(s.cue.start)}:
                self._statements[i].append(k)
        self._quoted = quoted_tokens(document)

    def sentence(self, offset: int) -> int:
        """The number of the sentence that holds an offset."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def places(self, first: int, last: int) -> Sequence[PlaceMention]:
        """The mentions of places that begin from token `first` up to `last`."""
        return self.located[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]

    def first_named(self, place: str) -> PlaceMention:
        """The first mention of a place."""
        return self._first_of[place]

    def actors(self, sentence: int) -> Sequence[ActorMention]:
        """The mentions of actors in a sentence, in order."""
        return self._actors.get(sentence, ())

    def dates(self, sentence: int) -> Sequence[DateMention]:
        """The dates in a sentence, in order."""
        return self._dates.get(sentence, ())

    def statements(self, first: int, last: int) -> list[Statement]:
        """The statements with the cue in sentences `first` to `last`, or something of what is said in `last`, in order."""
        found = {k for i in range(first, last + 1) for k in self._statements.get(i, ()) if i == last or self.sentence(self.reading.statements[k].cue.start) == i}
        return [self.reading.statements[k] for k in sorted(found)]

    def quoted(self, token: int) -> bool:
        """Whether a token stands in a quotation."""
        return bool(self._quoted[token])


def quoted_tokens(document: Document) -> bytearray:
    """For each token 1 where it begins in a quotation, else 0."""
    out = bytearray(len(document.tokens))
    for q in document.quotations:
        low, high = (bisect_left(document.tokens, at, key=lambda t: t.start) for at in (q.start, q.end))
        out[low:high] = b"\x01" * (high - low)
    return out


def nearby(reading: Reading) -> Nearby:
    """The indexes of a reading, made once: when its events are coded, which may still take somebody into the cast."""
    found = reading.notes.get(NOTE)
    if not isinstance(found, Nearby):
        found = reading.notes[NOTE] = Nearby(reading)
    return found
