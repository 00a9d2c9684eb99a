"""What the network (`models.network`) says of a report: which words report events of which type and mode, and who has which part in them.

It reads the words in their sentences, and what `trigger_sight` and `role_sight` see beside them.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np

from marsad import codebook
from marsad.coding.context import Context
from marsad.coding.roles import Pair
from marsad.coding.standing import standing
from marsad.coding.trigger_sight import sights
from marsad.coding.triggers import Candidate
from marsad.lexicon import Lexicon
from marsad.mentions.types import NumberMention
from marsad.mentions.word_traits import seen_as, traits
from marsad.models.network import GAPS, SENTENCES, UNASKED, Beside, Network
from marsad.models.table import Rows, Table
from marsad.reading import Reading
from marsad.records import EventType

UNLIKELY = UNASKED  # log-odds of an event, by the words alone, under which a candidate is looked at no further
OWN_TYPE = 3.0  # how much likelier (log-odds) a type must be that the lexicon does not give the word
NO_MODE = "none"
NOTE = "network"  # where a reading keeps the view of it
NOWHERE = -1
_SENTENCES_BACK, _NEAREST = 3, 10  # sentences before an event, and places or dates, that are asked about
_LEAST = 1e-9
_CLIP = 60.0
_LATE = 6  # sentences from which a report's are all alike
_NUMBER, _PLACE, _DATE, _QUOTED, _SAID, _CUE, _BEGINS, _HEAD, _OPENS = (1 << n for n in range(9))
_MARKS = ((_NUMBER, "num"), (_PLACE, "place"), (_DATE, "date"), (_QUOTED, "quoted"), (_SAID, "said"), (_CUE, "cue"))
SettingKind = Literal["place", "date"]
TYPES: tuple[EventType, ...] = tuple(codebook.QUAD)

Mark = tuple[str | None, int, int, tuple[str, ...] | None]  # who is named; bits; the sentence, of its first token; the types of a phrase


class Seen(NamedTuple):
    """A candidate as the network sees it: the chance that it reports an event, and the type and mode that the event would have; the
    candidate whose event it most likely tells again, how likely it does, and how likely it tells one again at all."""

    candidate: Candidate
    chance: float
    type: EventType
    mode: str | None
    of: Candidate
    again: float
    retells: float


class NetworkView:
    """One report as the network sees it."""

    __slots__ = ("_context", "_found", "_network", "_parties", "_rows")

    def __init__(self, context: Context, network: Network) -> None:
        self._context, self._network = context, network
        words, marked = _tables(network, context.reading.lexicon)
        self._rows = words.take(list(map(seen_as, context.tokens))) + marked.take(marks_of(context))
        self._found = network.run(self._rows)
        self._parties: Rows | None = None

    def odds(self, candidates: Sequence[Candidate]) -> list[float]:
        """Log-odds of an event, one a candidate, all of them looked at closely."""
        return [odds_of(none) for none in self.weighed(self.rows(candidates), candidates).types[:, -1].tolist()] if candidates else []

    def rows(self, candidates: Sequence[Candidate]) -> Rows:
        """What the words say of candidates and what is seen beside them, (n, width): all those of the report."""
        return self._plain(candidates, given_types(candidates)) + self._network.named("sight", sights(self._context, candidates, range(len(candidates))))

    def hidden(self, c: Candidate, token: int, around: int) -> Rows:
        """What the words say of a candidate, (1, width), with one of them hidden; only as many on either side are looked at as `around` tells."""
        low, high = max(0, c.token - around), min(len(self._rows), c.last + around)
        rows = self._rows[low:high].copy()
        if low <= token < high:
            rows[token - low] = 0
        at = c.token - low
        return self._network.candidates(self._network.run(rows)[at : at + 1], rows[at : at + 1], given_types([c]))

    def sight(self, names: Sequence[Sequence[str]]) -> Rows:
        """What things seen beside a candidate add to what its words say, one row for each of some lists of their names."""
        return self._network.named("sight", names)

    def seen(self, candidates: Sequence[Candidate]) -> list[Seen]:
        """The candidates that may be events at all, in order."""
        if not candidates:
            return []
        network = self._network
        given = given_types(candidates)
        plain = self._plain(candidates, given)
        likely = [k for k, none in enumerate(network.events(plain)[:, -1].tolist()) if odds_of(none) > UNLIKELY]
        if not likely:
            return []
        rows = plain[likely] + network.named("sight", sights(self._context, candidates, likely))
        beside = self.weighed(rows, [candidates[k] for k in likely])
        by_type = beside.types
        types = (by_type[:, :-1] + OWN_TYPE * given[likely]).argmax(axis=1)
        modes = (network.modes_of(rows) + _closed(network)[types]).argmax(axis=1).tolist()
        return [
            Seen(candidates[k], chance_of(odds_of(none)), TYPES[t], _mode(network.modes[mode], TYPES[t]), candidates[likely[of]], again, retells)
            for k, none, t, mode, of, again, retells in zip(
                likely, by_type[:, -1].tolist(), types.tolist(), modes, *(x.tolist() for x in beside[1:]), strict=True
            )
        ]

    def weighed(self, rows: Rows, candidates: Sequence[Candidate]) -> Beside:
        """What is said of candidates beside one another."""
        return self._network.beside(rows, self._network.events(rows), standing(self._context, candidates))

    def _plain(self, candidates: Sequence[Candidate], given: Rows) -> Rows:
        """What the words say of candidates, with nothing of what is seen beside them."""
        at = [c.token for c in candidates]
        return self._network.candidates(self._found[at], self._rows[at], given)

    def measured(self, numbers: Sequence[NumberMention]) -> list[dict[str, float]]:
        """For each number the log-probability of each measure, and of none ("")."""
        if not numbers:
            return []
        found = self._found
        nouns = [m.noun if m.noun is not None else m.last - 1 for m in numbers]
        shares = self._network.measured(found[[m.first for m in numbers]], found[nouns]).tolist()
        names = ["" if name == "none" else name for name in self._network.measures]
        return [dict(zip(names, row, strict=True)) for row in shares]

    def settings(self, kind: SettingKind, tokens: Sequence[int], firsts: Sequence[int], lasts: Sequence[int]) -> list[dict[int, float]]:
        """For each trigger among `tokens` the log-probability of each place or date near it to be that of its event, by number, and of none of
        them (`NOWHERE`). `firsts`, `lasts`: first token and token past the last of each, in order of the text."""
        network, sentences = self._network, [t.sentence for t in self._context.tokens]
        near = [within_reach(sentences, token, firsts) for token in tokens]
        pairs = [(token, k) for token, some in zip(tokens, near, strict=True) for k in some]
        nothing = network.nowhere(kind, self._found[list(tokens)]).tolist() if tokens else []
        scores: list[float] = []
        if pairs:
            at, begin = [token for token, _ in pairs], [firsts[k] for _, k in pairs]
            gaps = [gap_step(b - a) for a, b in zip(at, begin, strict=True)]
            away = [sentence_step(sentences[b] - sentences[a]) for a, b in zip(at, begin, strict=True)]
            found = self._found
            scores = network.settings(kind, found[at], found[begin], found[[lasts[k] - 1 for _, k in pairs]], gaps, away).tolist()
        out, done = [], 0
        for some, none in zip(near, nothing, strict=True):
            margins = [*scores[done : done + len(some)], none]
            top = max(margins)
            whole = top + math.log(sum(math.exp(x - top) for x in margins))
            out.append({k: x - whole for k, x in zip((*some, NOWHERE), margins, strict=True)})
            done += len(some)
        return out

    def parts(self, pairs: Sequence[Pair]) -> list[tuple[float, float]]:
        """For each of some pairs the chances that the mention did it, and that it was done to it."""
        if not pairs:
            return []
        context, network, tokens = self._context, self._network, self._context.tokens
        if self._parties is None:
            every = context.mentions
            self._parties = network.parties(self._found[[m.first for m in every]], self._found[[max(0, m.phrase_last - 1) for m in every]])
        at = [p.sight.trigger.token for p in pairs]
        triggers = list(dict.fromkeys(at))
        number = {token: n for n, token in enumerate(triggers)}
        spoken = network.triggers(self._found[triggers])[[number[token] for token in at]]
        mentions = [p.mention for p in pairs]
        first = [context.mentions[k].first for k in mentions]
        gaps = [gap_step(b - a) for a, b in zip(at, first, strict=True)]
        away = [sentence_step(tokens[b].sentence - tokens[a].sentence) for a, b in zip(at, first, strict=True)]
        found = network.parts(spoken, self._parties[mentions], network.named("part", [p.marks for p in pairs]), gaps, away)
        actor, recipient = network.roles.index("actor"), network.roles.index("recipient")
        shares = np.exp(found)
        return list(zip(shares[:, actor].tolist(), shares[:, recipient].tolist(), strict=True))


def within_reach(sentences: Sequence[int], token: int, firsts: Sequence[int]) -> list[int]:
    """Which of some places or dates may be those of an event told at a token: those of its sentence, of some before and of the next, the
    nearest of them, and the first of the report. `sentences`: that of each token; `firsts`: the first token of each, in order."""
    here = sentences[token]
    low = bisect_left(firsts, here - _SENTENCES_BACK, key=lambda i: sentences[i])
    high = bisect_right(firsts, here + 1, key=lambda i: sentences[i])
    some = sorted(sorted(range(low, high), key=lambda k: abs(firsts[k] - token))[:_NEAREST])
    return [0, *some] if firsts and (not some or some[0] > 0) and sentences[firsts[0]] <= here else some


def _mode(name: str, type_: EventType) -> str | None:
    """The mode of a label, if it is one of the type's: a type that has no modes gets none."""
    of, _, mode = name.partition("/")
    return None if of != type_ or mode == NO_MODE else mode


@lru_cache(maxsize=8)
def _closed(network: Network) -> Rows:
    """For each type what shuts out the modes of others: (16, modes)."""
    return np.array([[0.0 if mode.partition("/")[0] == t else -np.inf for mode in network.modes] for t in TYPES], dtype=np.float32)


def odds_of(none: float) -> float:
    """Log-odds of an event from the log-probability of none."""
    return math.log(max(-math.expm1(none), _LEAST)) - none


def chance_of(odds: float) -> float:
    """The chance of some log-odds."""
    return 1 / (1 + math.exp(-max(-_CLIP, min(_CLIP, odds))))


def view_of(context: Context) -> NetworkView | None:
    """The network's view of a report, if there is a network; kept for the steps after."""
    network = context.reading.models.network()
    if network is None or not context.tokens:
        return None
    view = context.reading.notes[NOTE] = NetworkView(context, network)
    return view


def view_in(reading: Reading) -> NetworkView | None:
    """The network's view of a report, where a step before has made it."""
    view = reading.notes.get(NOTE)
    return view if isinstance(view, NetworkView) else None


@lru_cache(maxsize=8)
def _tables(network: Network, lexicon: Lexicon) -> tuple[Table, Table]:
    """The rows of words and those of marks, kept from report to report."""

    def words(some: Sequence[str]) -> Rows:
        return network.words(some, lambda word: traits(lexicon, word))

    return Table(words, network.width), Table(lambda marks: network.named("mark", list(map(mark_names, marks))), network.width)


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
