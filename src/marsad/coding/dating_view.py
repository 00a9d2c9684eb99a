"""What the features of one record's dates have in common, worked out once for all of them."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from marsad.coding.date_choices import DateChoice, Target, Told, date_index, sentence_of
from marsad.reading import Reading

SAME = frozenset({"here", "since", "from", "start"})  # relations of the dates of the record's own sentence
_END = 3  # sentences at the end of a report
_REACH = 15  # tokens back from the trigger to a verb of the pluperfect


class Onward(NamedTuple):
    """How a record goes on from other sentences: the stems of its evidence, what the head of its sentence is and whether "and" begins it,
    whether the evidence names an event with the article, whether it lies before what was told (كان قد), whether the report soon ends."""

    stems: set[str]
    head: str
    linked: bool
    known: bool
    earlier: bool
    ending: bool


class View:
    """A record that is to be dated, the dates that it could have, and the record before it."""

    def __init__(self, reading: Reading, target: Target, choices: Sequence[DateChoice], before: Told | None) -> None:
        document = reading.document
        self.reading, self.target, self.choices, self.before = reading, target, choices, before
        self.tokens = document.tokens
        self.index = date_index(reading)
        self.around = self.index.around
        self.sentence = sentence_of(reading, target.token)
        self.line = self.around.line(self.sentence)
        self.word = self.line.word(target.token)
        self.head = self.tokens[self.sentence.first].norm
        self.group = group_of(target.what)
        self.here = [c for c in choices if c.relation in SAME]
        self.firsts = [c.mention.first for c in self.here if c.relation == "here"]
        self.statement = self.index.statement(self.tokens[target.token].start)
        self.days_before = before.days if before is not None else None

    def seen(self, choice: DateChoice | None) -> int | None:
        """What the network says of a date, or of none, in steps (0 to -6; -7: it did not look so far); `None` where it was not asked."""
        said = self.target.seen
        if said is None:
            return None
        return _step(said.get(-1 if choice is None else bisect_left(self.index.firsts, choice.mention.first)))

    def seen_again(self, choice: DateChoice | None) -> int | None:
        """The same of the days of a date, wherever they are told, beside words that tell the record again; `None` where there are none."""
        if not self.target.again:
            return None
        return _step(self.days_again.get(None if choice is None else (choice.mention.from_, choice.mention.to)))

    @cached_property
    def days_again(self) -> dict[tuple[dt.date | None, dt.date | None] | None, float]:
        """What the network says of days beside words that tell the record again: the most of any date; of none by `None`."""
        best: dict[tuple[dt.date | None, dt.date | None] | None, float] = {}
        for k, log in (self.target.again or {}).items():
            m = self.index.usable[k] if k >= 0 else None
            key = None if m is None else (m.from_, m.to)
            best[key] = max(log, best.get(key, log))
        return best

    def nearer(self, low: int, high: int) -> int:
        """How many dates of the sentence begin from token `low` up to `high`."""
        return bisect_left(self.firsts, high) - bisect_left(self.firsts, low)

    @property
    def quoted(self) -> bool:
        """Whether the trigger stands in a quotation."""
        return bool(self.index.quoted[self.target.token])

    @property
    def led(self) -> str:
        """The word before the trigger."""
        at = self.target.token
        return self.tokens[at - 1].norm if at > self.sentence.first else "-"

    @cached_property
    def near_before(self) -> str:
        """How many sentences lie between the record before and this one, in steps."""
        assert self.before is not None
        away = self.sentence.i - self.tokens[self.before.token].sentence
        return "0" if away == 0 else "1" if away == 1 else "2+"

    @cached_property
    def onward(self) -> Onward:
        """How the record goes on from other sentences."""
        around, target, sentence = self.around, self.target, self.sentence
        shown = around.line(sentence_of(self.reading, target.first))
        return Onward(
            shown.stems_between(target.first, target.last),
            self.line.word(sentence.first).sort or "word",
            self.head[:1] == "و",
            any(w.known for w in shown.between(target.first, target.last)),
            any(w.pluperfect for w in self.line.between(target.token - _REACH, target.token)),
            len(self.reading.document.sentences) - sentence.i <= _END,
        )


def _step(log: float | None) -> int:
    return -7 if log is None else max(-6, round(log))


def group_of(what: str) -> str:
    """Events or figures; among events, what is done and what is said."""
    if what.islower():
        return "figure"
    return "said" if what in ("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN") else "done"
