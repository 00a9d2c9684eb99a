"""What the features of one record's dates have in common, worked out once for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from marsad.coding.date_choices import DateChoice, Target, Told, date_index, sentence_of
from marsad.mentions.date_words import date_words
from marsad.reading import Reading

SAME = frozenset({"here", "since", "from", "start"})  # relations of the dates of the record's own sentence
_REACH = 15  # tokens back from the trigger to a verb of the pluperfect


class View:
    """A record that is to be dated, the dates that it could have, and the record before it."""

    def __init__(self, reading: Reading, target: Target, choices: Sequence[DateChoice], before: Told | None) -> None:
        document = reading.document
        self.reading, self.target, self.choices, self.before = reading, target, choices, before
        self.tokens = document.tokens
        self.index = date_index(reading)
        self.around = self.index.around
        self.sentence = sentence_of(reading, target.token)
        self.head = self.tokens[self.sentence.first].norm
        self.group = _group(target.what)
        self.here = any(c.relation in SAME for c in choices)
        self.statement = self.index.statement(self.tokens[target.token].start)

    @property
    def quoted(self) -> bool:
        """Whether the trigger stands in a quotation."""
        at = self.tokens[self.target.token].start
        return any(q.start <= at < q.end for q in self.reading.document.quotations)

    @cached_property
    def part(self) -> str:
        """What the trigger is: a verb of some tense, a noun, a participle; with its article or preposition."""
        forms = self.reading.lexicon.forms(self.tokens[self.target.token].norm)
        form = next((f for f in forms if f.entry.kind in ("event", "report")), None)
        return "-" if form is None else f"{form.tense or form.pos}{form.pro[-2:] if form.pos != 'verb' else ''}"

    @property
    def led(self) -> str:
        """The word before the trigger."""
        at = self.target.token
        return self.tokens[at - 1].norm if at > self.sentence.first else "-"

    @cached_property
    def tense(self) -> str:
        """The tense of the trigger as an event, or what else it is."""
        forms = self.reading.lexicon.forms(self.tokens[self.target.token].norm)
        return next((f.tense or f.pos for f in forms if f.entry.kind == "event"), "-")

    @cached_property
    def known(self) -> bool:
        """Whether the evidence names an event with the article."""
        forms = self.reading.lexicon.forms
        return any(
            f.pos == "noun" and f.entry.kind == "event" and "ال" in f.pro
            for t in self.tokens[self.target.first : self.target.last]
            for f in forms(t.norm)
        )

    @cached_property
    def earlier(self) -> bool:
        """Whether what is told lies before what was told (كان قد)."""
        kinds = date_words().kinds
        back = self.tokens[max(self.sentence.first, self.target.token - _REACH) : self.target.token]
        return any("pluperfect" in kinds[t.norm] for t in back if t.norm in kinds)

    @cached_property
    def stems(self) -> set[str]:
        """The stems of the words of the evidence."""
        return self.around.stems_between(self.target.first, self.target.last)


def _group(what: str) -> str:
    """Events or figures; among events, what is done and what is said."""
    if what.islower():
        return "figure"
    return "said" if what in ("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN") else "done"
