"""What the event coder looks at around a word, worked out once a report: forms, clauses, mentions, statements."""

from __future__ import annotations

from marsad.coding.clauses import Clauses, find_clauses
from marsad.lexicon import Form
from marsad.mentions.types import ActorMention
from marsad.reading import Reading
from marsad.records import Statement


class Context:
    """Indexes over one reading, by token."""

    __slots__ = ("clauses", "cue_of", "dated", "forms", "mention_at", "mentions", "numbered", "phrases", "placed", "quoted", "reading", "said_in", "tokens")

    def __init__(self, reading: Reading) -> None:
        document = reading.document
        self.reading = reading
        self.tokens = document.tokens
        lookup = reading.lexicon.forms
        self.forms: list[tuple[Form, ...]] = [lookup(t.norm) if t.kind == "word" else () for t in self.tokens]
        self.phrases: dict[int, tuple[int, tuple[Form, ...]]] = reading.lexicon.phrases(self.tokens)
        finite = [any(f.pos == "verb" for f in forms) for forms in self.forms]
        self.clauses: Clauses = find_clauses(document, finite)
        self.mentions: list[ActorMention] = reading.actors
        n = len(self.tokens)
        self.mention_at: list[int] = [-1] * n
        for k, m in enumerate(reading.actors):
            for i in range(m.phrase_first, m.phrase_last):
                self.mention_at[i] = k
        for k, m in enumerate(reading.actors):
            for i in range(m.first, m.last):
                self.mention_at[i] = k
        self.placed = _marked(n, [(p.first, p.last) for p in reading.places])
        self.dated = _marked(n, [(d.first, d.last) for d in reading.dates])
        self.numbered = _marked(n, [(x.first, x.last) for x in reading.numbers])
        self.quoted = _marked(n, [(q.first, q.last) for q in document.quotations if q.last - q.first > 4])
        self.said_in: list[Statement | None] = [None] * n
        self.cue_of: list[Statement | None] = [None] * n
        self._statements()

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


def _marked(n: int, spans: list[tuple[int, int]]) -> bytearray:
    out = bytearray(n)
    for first, last in spans:
        out[first:last] = b"\x01" * (last - first)
    return out
