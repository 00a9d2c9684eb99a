"""What is seen of a word that may report an event: its own readings, the words about it, where it stands, which others stand beside it.

What stands about it is seen as values by place (`models.layouts`); what words say (`trigger_words`) as one sum.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from marsad.coding.context import MARKS, Context
from marsad.coding.network_view import NetworkView, odds_of
from marsad.coding.trigger_words import coarse_groups, word_names, word_sums
from marsad.coding.triggers import Candidate
from marsad.models import LinearModel
from marsad.models.layouts import Layout, Naming, Part, Value, names_of

# Log-odds of the words alone, and of the network, up to which a candidate is looked at no further: without either, events by outlet stay as
# they are (F1 0.622) and roles too (0.709 for 0.710).
HOPELESS, UNLIKELY = -0.25, -4.0
_CLIP = 60.0
_FAR = 8  # tokens on either side in which actors are seen
_FIRST, _OPENS, _QUOTED, _SAID, _CUE, _QUESTION = (1 << n for n in range(6))
_STANDING = (
    (_FIRST, "clause_first"),
    (_OPENS, "sentence_first"),
    (_QUOTED, "quoted"),
    (_SAID, "said"),
    (_CUE, "cue"),
    (_QUESTION, "question"),
)
_NONE, _ELSEWHERE, _HERE = range(3)  # dates, places and numbers of a clause: none in its sentence, none in it, some in it
_KINDS = ("date", "place", "number")


class _Clause(NamedTuple):
    """What is true of a whole clause: its tokens, its sentence, what opens it and what stands in it, where its sentence stands."""

    first: int
    last: int
    opens: int  # the sentence
    closes: int
    holds: tuple[str, int, int, int]  # the border that opened it; dates, places, numbers
    where: str
    question: int


class Seen(NamedTuple):
    """A candidate with what stands about it, and the chance that it reports an event; `kinds` is what the network says of each type."""

    candidate: Candidate
    parts: tuple[Part, Part]
    chance: float
    kinds: Sequence[float] | None


def trigger_features(context: Context, candidates: Sequence[Candidate]) -> list[list[str]]:
    """The features of each candidate, in order, by name."""
    return [feature_names(context, c, parts) for c, parts in zip(candidates, _Sight(context, candidates).all(), strict=True)]


def feature_names(context: Context, c: Candidate, parts: Sequence[Part]) -> list[str]:
    """The features of one candidate, by name."""
    s = context.reading.document.sentences[context.tokens[c.token].sentence]
    return [*word_names(context.reading.lexicon, c, context.tokens, s), *names_of(parts)]


def judge_candidates(context: Context, candidates: Sequence[Candidate], model: LinearModel, view: NetworkView | None = None) -> list[Seen]:
    """Each candidate that may well be an event, with its chance, in order: between what the model says and what the network says, where
    there is one. What words say comes first, and where they or the network say plainly no nothing else is looked at."""
    sums = word_sums(model, context.reading.lexicon)
    rows = sums.rows(context.tokens)
    sentences = context.reading.document.sentences
    sight = _Sight(context, candidates)
    seen_whole: Sequence[Sequence[float] | None] = [None] * len(candidates) if view is None or not candidates else view.events(candidates).tolist()
    out = []
    for k, (c, kinds) in enumerate(zip(candidates, seen_whole, strict=True)):
        s = sentences[context.tokens[c.token].sentence]
        if c.token in context.phrases:
            words = sum(map(model.weight, word_names(context.reading.lexicon, c, context.tokens, s)))
        else:
            words = sums.of(c, rows, s)
        odds = None if kinds is None else odds_of(kinds[-1])
        if words > HOPELESS and (odds is None or odds > UNLIKELY):
            parts = sight.parts(k)
            chance = model.chance_of(parts, words) if odds is None else between(model.lean_of(parts, words), odds)
            out.append(Seen(c, parts, chance, kinds))
        sight.passed(k)
    return out


def between(lean: float, odds: float) -> float:
    """The chance half way between two log-odds."""
    return 1 / (1 + math.exp(-max(-_CLIP, min(_CLIP, (lean + odds) / 2))))


class _Sight:
    """The candidates of one report, seen one after the other."""

    __slots__ = ("_candidates", "_clauses", "_context", "_groups", "_lemmas", "_share", "_types")

    def __init__(self, context: Context, candidates: Sequence[Candidate]) -> None:
        self._context = context
        self._candidates = candidates
        self._clauses: dict[int, _Clause] = {}
        self._groups = coarse_groups(context.tokens)
        self._share = _violence(candidates, len(context.reading.document.sentences))
        self._lemmas: Counter[str] = Counter()  # of the candidates passed
        self._types: Counter[str] = Counter()

    def all(self) -> Iterator[tuple[Part, Part]]:
        """The parts of each candidate."""
        for k in range(len(self._candidates)):
            yield self.parts(k)
            self.passed(k)

    def passed(self, k: int) -> None:
        """Candidate `k` is told: those after it know of it."""
        c = self._candidates[k]
        self._lemmas[c.forms[0].entry.lemma] += 1
        for type_ in c.types:
            self._types[type_] += 1

    def parts(self, k: int) -> tuple[Part, Part]:
        """The parts of candidate `k`, when all before it are passed."""
        context, c = self._context, self._candidates[k]
        i, past = c.token, c.last
        number = context.clauses.of[i]
        clause = self._clauses.get(number) or self._clause(number, i)
        first, last, opens, closes, holds, where, question = clause
        main = c.types[0] if c.types else ""
        lemma = c.forms[0].entry.lemma
        kind_at, groups = context.kind_at, self._groups
        before = frozenset(kind_at[max(first, i - _FAR) : i])
        after = frozenset(kind_at[past : min(last, past + _FAR)])
        said = context.said_in[i] is not None
        standing = question | (i == first) | (i == opens) << 1 | context.quoted[i] << 2 | said << 3 | (context.cue_of[i] is not None) << 4
        earlier, lemma_before = self._neighbour(k, -1)
        later, lemma_after = self._neighbour(k, 1)
        flags = context.flags
        plain = (
            flags[i - 2] if i - 2 >= opens else None, flags[i - 1] if i > opens else None, flags[past] if past < closes else None,
            flags[past + 1] if past + 1 < closes else None, holds, standing, where, before, after, earlier, lemma_before, later, lemma_after,
            min(self._lemmas[lemma], 2), (main, min(self._types[main], 4)) if main else None, self._share,
        )  # fmt: skip
        actors = (2 if len(before) > (None in before) else 0) + (len(after) > (None in after))
        typed = (
            holds, standing, actors, earlier, later, groups[i - 1] if i > opens else "-", groups[i], groups[i + 1] if i + 1 < closes else "-",
        )  # fmt: skip
        return (_PLAIN, plain), (_by_type(main), typed)

    def _clause(self, number: int, i: int) -> _Clause:
        context = self._context
        first, last = context.clauses.spans[number]
        s = context.reading.document.sentences[context.tokens[i].sentence]
        dates, places, numbers = (
            _HERE if any(marks[first:last]) else _ELSEWHERE if any(marks[s.first : s.last]) else _NONE
            for marks in (context.dated, context.placed, context.numbered)
        )
        where = str(s.i) if s.i < 4 else "mid" if s.i < 12 else "late"
        question = _QUESTION if context.tokens[s.last - 1].norm in ("؟", "?") else 0
        holds = (context.clauses.opened_by[number], dates, places, numbers)
        found = self._clauses[number] = _Clause(first, last, s.first, s.last, holds, where, question)
        return found

    def _neighbour(self, k: int, step: int) -> tuple[Value, Value]:
        """The candidate before or after it in the same sentence: its kind, nearness and distance; its lemma."""
        context, c, j = self._context, self._candidates[k], k + step
        if not 0 <= j < len(self._candidates):
            return "none", None
        other = self._candidates[j]
        if context.tokens[other.token].sentence != context.tokens[c.token].sentence:
            return "none", None
        entry = other.forms[0].entry
        near = "same" if context.clauses.of[other.token] == context.clauses.of[c.token] else "other"
        return (other.types[0] if other.types else entry.kind, near, min(abs(other.token - c.token), 4)), (entry.lemma, near)


def _violence(candidates: Sequence[Candidate], sentences: int) -> str:
    rate = sum("ASSAULT" in c.types for c in candidates) / max(1, sentences)
    return "none" if rate == 0 else "low" if rate < 0.4 else "mid" if rate < 1.2 else "high"


def _flagged(side: str) -> Naming:
    """Who is named beside it, and whether a number, a place, a date stands there."""

    def naming(flags: tuple[str | None, int]) -> list[str]:
        kind, marks = flags
        found = [f"{side}actor={kind}"] if kind is not None else []
        return found + [f"{side}{name}" for bit, name in MARKS if marks & bit]

    return naming


def _clause_names(clause: tuple[str, int, int, int]) -> list[str]:
    border, *found = clause
    names = [f"clause_{kind}" if where == _HERE else f"no_{kind}" for kind, where in zip(_KINDS, found, strict=True) if where != _ELSEWHERE]
    return [f"border={border}", *names]


def _standing_names(standing: int) -> list[str]:
    return [name for bit, name in _STANDING if standing & bit]


def _kinds(name: str) -> Naming:
    return lambda kinds: [f"{name}={kind}" for kind in kinds if kind is not None]


def _beside_names(name: str) -> Naming:
    def naming(other: str | tuple[str, str, int]) -> list[str]:
        if isinstance(other, str):
            return [f"{name}={other}"]
        kind, near, gap = other
        return [f"{name}={kind}/{near}", f"{name}_gap={gap}/{near}"]

    return naming


_PLAIN = Layout(
    *map(_flagged, ("-2", "-1", "+1", "+2")), _clause_names, _standing_names, "sentence={}", _kinds("actor_before"), _kinds("actor_after"),
    _beside_names("prev"), "prev_lemma={}/{}", _beside_names("next"), "next_lemma={}/{}", "again={}", "type_again={}:{}", "violence={}",
)  # fmt: skip
_WITH_TYPE = _OPENS | _QUOTED | _SAID | _CUE


@lru_cache(maxsize=64)
def _by_type(main: str) -> Layout:
    """What is joined with the type that the lexicon gives the word first."""

    def clause(clause: tuple[str, int, int, int]) -> list[str]:
        border, *found = clause
        return [f"{main}|border={border}", *(f"{main}|clause_{kind}" for kind, where in zip(_KINDS, found, strict=True) if where == _HERE)]

    def beside(name: str) -> Naming:
        return lambda other: [] if isinstance(other, str) else [f"{main}|{name}={other[0]}/{other[1]}"]

    def standing(bits: int) -> list[str]:
        return [f"{main}|{name}" for name in _standing_names(bits & _WITH_TYPE)]

    def actors(sides: int) -> list[str]:
        return [f"{main}|actors={'b' if sides & 2 else ''}{'a' if sides & 1 else ''}"]

    return Layout(clause, standing, actors, beside("prev"), beside("next"), *(f"{main}|{{}}@{gap}" for gap in (-1, 0, 1)))


def type_features(features: list[str]) -> list[str]:
    """Of a candidate's features those that speak for one type or another: its own readings and its nearest words."""
    return [
        f
        for f in features
        if f.startswith(_TYPE_FEATURES) or "|+1" in f or "|-1" in f or f[-3:] in ("@-2", "@-1") or f[-2:] in ("@0", "@1", "@2")
    ]


_TYPE_FEATURES = ("w=", "lemma=", "lex=", "types=", "mode=", "phrase", "+1", "-1", "+2", "-2", "cue", "form=")
