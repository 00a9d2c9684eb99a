"""What the network (`models.network`) says of a report: which words report events of which type, and who may have which part in them.

It reads whole sentences where the models of `trigger_sight` and `role_sight` weigh what stands at named places; the two are asked together,
and each rights the other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from marsad import codebook
from marsad.coding.context import Context
from marsad.coding.triggers import Candidate
from marsad.coding.word_traits import seen_as, traits
from marsad.lexicon import Lexicon
from marsad.models.network import GAPS, SENTENCES, Network, Rows, Table
from marsad.records import EventType

_WINDOW, _NEAR = 40, 12  # tokens on either side that the network sees in explaining; of these, those that are hidden in turn
_LEAST = 1e-9
_LATE = 6  # sentences from which a report's are all alike
_NUMBER, _PLACE, _DATE, _QUOTED, _SAID, _CUE, _BEGINS, _HEAD, _OPENS = (1 << n for n in range(9))
_MARKS = ((_NUMBER, "num"), (_PLACE, "place"), (_DATE, "date"), (_QUOTED, "quoted"), (_SAID, "said"), (_CUE, "cue"))
TYPES: tuple[EventType, ...] = tuple(codebook.QUAD)

Mark = tuple[str | None, int, int, tuple[str, ...] | None]  # who is named; bits; the sentence, of its first token; the types of a phrase


class NetworkView:
    """One report as the network sees it."""

    __slots__ = ("_context", "_first", "_found", "_network", "_parties", "_rows")

    def __init__(self, context: Context, network: Network) -> None:
        self._context, self._network = context, network
        words, marked = _tables(network, context.reading.lexicon)
        self._rows = words.take(list(map(seen_as, context.tokens))) + marked.take(marks_of(context))
        self._found = network.run(self._rows)
        self._parties: Rows | None = None

    def events(self, candidates: Sequence[Candidate]) -> Rows:
        """Log-probabilities of each type and of none, one row a candidate."""
        at = [c.token for c in candidates]
        return self._network.events(self._found[at], self._rows[at], given_types(candidates))

    def odds(self, candidates: Sequence[Candidate]) -> list[float]:
        """Log-odds of an event, one a candidate."""
        return [odds_of(none) for none in self.events(candidates)[:, -1].tolist()] if candidates else []

    def spoken(self, c: Candidate) -> list[tuple[int, float]]:
        """What the words about a candidate, and its own, say for an event there: by how much the log-odds fall when a word is hidden, as
        (token, fall), the strongest first. The network is run once for each word: for explaining, not for coding."""
        low, high = max(0, c.token - _WINDOW), min(len(self._rows), c.last + _WINDOW)
        given, at = given_types([c]), c.token - low
        rows = self._rows[low:high]
        whole = self._odds_in(rows, at, given)
        found = []
        for i in range(max(low, c.token - _NEAR), min(high, c.last + _NEAR)):
            hidden = rows.copy()
            hidden[i - low] = 0
            found.append((i, whole - self._odds_in(hidden, at, given)))
        return sorted(found, key=lambda x: -abs(x[1]))

    def _odds_in(self, rows: Rows, at: int, given: Rows) -> float:
        found = self._network.run(rows)
        return odds_of(float(self._network.events(found[at : at + 1], rows[at : at + 1], given)[0, -1]))

    def parts(self, c: Candidate, type_: str, mentions: Sequence[int]) -> list[tuple[float, float, float]]:
        """For each of some mentions the log-probabilities that it did it, that it was done to it, and neither."""
        if not mentions:
            return []
        context, network = self._context, self._network
        if self._parties is None:
            every = context.mentions
            first, last = self._found[[m.first for m in every]], self._found[[max(0, m.phrase_last - 1) for m in every]]
            self._parties = network.parties(first, last, [network.kinds[m.kind] for m in every])
        trigger = network.triggers(self._found[c.token : c.token + 1])
        tokens, some = context.tokens, [context.mentions[k] for k in mentions]
        gaps = [gap_step(m.first - c.token) for m in some]
        away = [sentence_step(tokens[m.first].sentence - tokens[c.token].sentence) for m in some]
        found = network.parts(trigger, self._parties[list(mentions)], gaps, away, TYPES.index(type_))
        order = [network.roles.index(role) for role in ("actor", "recipient", "none")]
        return [(row[order[0]], row[order[1]], row[order[2]]) for row in found.tolist()]


def odds_of(none: float) -> float:
    """Log-odds of an event from the log-probability of none."""
    return math.log(max(-math.expm1(none), _LEAST)) - none


def view_of(context: Context) -> NetworkView | None:
    """The network's view of a report, if there is a network."""
    network = context.reading.models.network()
    return NetworkView(context, network) if network is not None and context.tokens else None


@lru_cache(maxsize=8)
def _tables(network: Network, lexicon: Lexicon) -> tuple[Table, Table]:
    """The rows of words and those of marks, kept from report to report."""

    def words(some: Sequence[str]) -> Rows:
        return network.words(some, [traits(lexicon, word) for word in some])

    return Table(words, network.width), Table(lambda marks: network.marked(map(mark_names, marks)), network.width)


def marks_of(context: Context) -> list[Mark]:
    """What the reading has found at each token, for the network."""
    out: list[Mark] = []
    before, sentence = -1, -1
    mentions = context.mentions
    columns = (context.tokens, context.mention_at, context.kind_at, context.numbered, context.placed, context.dated, context.quoted, context.said_in, context.cue_of)
    for token, k, kind, number, place, date, quoted, said, cue in zip(*columns, strict=True):
        bits = number | place << 1 | date << 2 | quoted << 3 | (said is not None) << 4 | (cue is not None) << 5
        if k >= 0:
            bits |= (k != before) << 6 | (mentions[k].first <= token.i < mentions[k].last) << 7
        before = k
        opens = 0
        if token.sentence != sentence:
            sentence = token.sentence
            bits |= _OPENS
            opens = min(sentence, _LATE)
        phrase = context.phrases.get(token.i)
        out.append((kind, bits, opens, None if phrase is None else tuple(sorted({f.entry.type for f in phrase[1] if f.entry.type}))))
    return out


def mark_names(mark: Mark) -> list[str]:
    """A mark's names, as the network knows them."""
    kind, bits, opens, phrase = mark
    names = [name for bit, name in _MARKS if bits & bit]
    if kind is not None:
        names += [f"a{kind}", "aB" if bits & _BEGINS else "aI", "aH" if bits & _HEAD else "aT"]
    if bits & _OPENS:
        names += ["s0", f"sn{opens}"]
    if phrase is not None:
        names += ["phrase", *(f"ph{t}" for t in phrase)]
    return names


def given_types(candidates: Sequence[Candidate]) -> Rows:
    """The types that the lexicon gives each candidate: 1 where it does."""
    out = np.zeros((len(candidates), len(TYPES)), dtype=np.float32)
    for n, c in enumerate(candidates):
        for t in c.types:
            out[n, TYPES.index(t)] = 1
    return out


def gap_step(gap: int) -> int:
    """The step of a distance in tokens, before (negative) or after: finer near, coarser far, -10 to 10."""
    size = min(GAPS, math.ceil(2 * math.log2(1 + abs(gap))))
    return -size if gap < 0 else size


def sentence_step(gap: int) -> int:
    """How many sentences later, -3 to 3."""
    return max(-SENTENCES, min(SENTENCES, gap))
