"""Roles: who did it, and to whom. Each mention near a trigger is judged actor, recipient or neither.

The lexicon's frame says where each role of a verb or event noun stands; a logistic regression weighs that with
order, prepositions, borders and kinds. Rules: codebook, "Events" (actors, recipients).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from marsad.coding.context import Context
from marsad.coding.triggers import Candidate
from marsad.mentions.types import ActorMention
from marsad.text.clitics import prefixes

_REACH = 45  # tokens on either side of the trigger; further away is another story
_PREPOSITIONS = frozenset("علي الي من مع بين ضد في عن باسم قبل لدي عند نحو تجاه حول جانب يد وبين ومن".split())
_ATTACHED = {"ب": "ب", "ل": "ل", "لل": "ل", "بال": "ب", "وب": "ب", "ول": "ل", "وبال": "ب", "ولل": "ل", "ك": "ك"}


class Pair(msgspec.Struct, frozen=True, gc=False):
    """A mention that may fill a role of a trigger."""

    mention: int
    features: list[str]


def pairs(context: Context, c: Candidate, type_: str, mode: str | None) -> list[Pair]:
    """The mentions that may fill a role of an event, with their features: those of its sentence, and the last of the one before."""
    tokens = context.tokens
    document = context.reading.document
    s = document.sentences[tokens[c.token].sentence]
    near = list(_in_sentence(context, c, s.first, s.last))
    shared = _shared(context, c, type_, mode)
    out = [Pair(k, shared_with(shared, _features(context, c, k, rank, near, type_))) for rank, k in _ranked(context, c, near)]
    if s.i:
        before = document.sentences[s.i - 1]
        earlier = list(dict.fromkeys(_mentions_between(context, before.first, before.last)))
        for place, k in (("first", earlier[:1]), ("last", earlier[-1:])):
            for mention in k:
                kind = context.mentions[mention].kind
                again = "again" if any(context.mentions[m].actor == context.mentions[mention].actor for m in near) else "fresh"
                own = [f"before={place}", f"before={place}/{kind}/{again}", f"before/{again}/{len(near) if len(near) < 3 else 3}"]
                out.append(Pair(mention, shared_with(shared, own)))
    return out


def shared_with(shared: list[str], own: list[str]) -> list[str]:
    """A pair's own features, and each of the first few joined with what the trigger is."""
    return own + [f"{a}&{b}" for b in own[:8] for a in shared]


def _shared(context: Context, c: Candidate, type_: str, mode: str | None) -> list[str]:
    form = c.forms[0]
    noun = "noun" if form.pos == "noun" else f"{form.pos}/{form.voice}"
    return [type_, noun, f"{type_}/{noun}", f"{form.entry.lemma}/{form.pos[:1]}"]


def _mentions_between(context: Context, first: int, last: int) -> Iterator[int]:
    previous = -1
    for i in range(first, last):
        k = context.mention_at[i]
        if k >= 0 and k != previous:
            yield k
        previous = k


def _in_sentence(context: Context, c: Candidate, first: int, last: int) -> Iterator[int]:
    yield from dict.fromkeys(_mentions_between(context, max(first, c.token - _REACH), min(last, c.last + _REACH)))


def _ranked(context: Context, c: Candidate, near: list[int]) -> list[tuple[int, int]]:
    """(rank, mention): 1, 2, 3 after the trigger; -1, -2 before it, nearest first."""
    before = [k for k in near if context.mentions[k].first < c.token]
    after = [k for k in near if context.mentions[k].first >= c.token]
    return [(-(len(before) - n), k) for n, k in enumerate(before)] + [(n + 1, k) for n, k in enumerate(after)]


def _features(context: Context, c: Candidate, k: int, rank: int, near: list[int], type_: str) -> list[str]:
    m = context.mentions[k]
    tokens, clauses = context.tokens, context.clauses
    side = "after" if m.first >= c.token else "before"
    low, high = (c.last, m.phrase_first) if side == "after" else (m.phrase_last, c.token)
    gap = high - low
    prep = preposition(context, m.phrase_first)
    slot = _slot(c, prep, rank)
    crossed = clauses.of[m.first] - clauses.of[c.token]
    borders = list(_crossed(context, c.token, m.first))
    first = [
        f"rank={max(-4, min(5, rank))}/{prep}",
        f"{side}/{prep}",
        f"gap={side}/{gap if gap < 4 else '4-7' if gap < 8 else '8+'}/{prep}",
        f"slot={slot}",
        f"kind={m.kind}/{side}",
        f"borders={side}/{'+'.join(borders[:3])}",
        f"kind={m.kind}",
        f"rank={max(-4, min(5, rank))}",
    ]
    after = tokens[m.phrase_last].norm if m.phrase_last < len(tokens) else "-"
    before = tokens[m.phrase_first - 1].norm if m.phrase_first else "-"
    before2 = tokens[m.phrase_first - 2].norm if m.phrase_first > 1 else "-"
    rest = [
        f"prev={before}", f"prev2={before2} {before}", f"next={after}", f"{side}/prev={before}", f"{side}/next={after}",
        f"crossed={max(-3, min(3, crossed))}", f"crossed={max(-3, min(3, crossed))}/{side}/{prep}", f"size={m.last - m.first if m.last - m.first < 5 else 5}",
        f"others={min(len(near), 6)}", f"word={tokens[m.first].norm}/{side}",
    ]  # fmt: skip
    if m.phrase_first == context.reading.document.sentences[tokens[c.token].sentence].first:
        rest.append("opens_sentence")
    said = context.said_in[c.token]
    if said is not None and said.speaker == m.actor:
        rest += ["says_it", f"{type_}/says_it", f"says_it/{side}"]
    cue = context.cue_of[c.token]
    if cue is not None:
        own = "speaks" if cue.speaker == m.actor else "spoken_of"
        rest += [f"cue/{own}", f"{type_}/cue/{own}"]
    rest += _joined(context, m, k)
    rest += [f"between={b}" for b in _between(context, c, low, high)]
    return first + rest


def _slot(c: Candidate, prep: str, rank: int) -> str:
    """The role that the frame gives to this place, as far as a shallow reading can tell."""
    form = c.forms[0]
    frame = dict(form.entry.frame)
    if prep != "-" and prep in frame:
        return f"{prep}:{frame[prep]}"
    if prep == "-" and form.pos == "noun" and rank == 1:
        return f"G:{frame.get('G', '?')}"
    if prep == "-" and form.pos != "noun":
        if form.voice == "passive":
            return f"S:{frame.get('O', '?')}"
        return f"S:{frame.get('S', '?')}" if rank in (1, -1) else f"O:{frame.get('O', '?')}" if rank == 2 else "?"
    return f"?{prep}"


def preposition(context: Context, first: int) -> str:
    """The preposition that governs the phrase that begins at token `first`, attached or not; "و" for a bare joint; "-" for none."""
    norm = context.tokens[first].norm
    lead = _lead(norm)
    if lead in _ATTACHED:
        return _ATTACHED[lead]
    if first:
        before = context.tokens[first - 1].norm
        if before == '"' and first > 1:
            before = context.tokens[first - 2].norm
        if before in _PREPOSITIONS:
            two = context.tokens[first - 2].norm if first > 1 else ""
            if (two, before) in (("من", "قبل"), ("علي", "يد"), ("من", "جانب"), ("الي", "جانب")):
                return f"{two} {before}"
            return before.lstrip("و") if before in ("وبين", "ومن") else before
    return "و" if lead in ("و", "وال", "ف") else "-"


@lru_cache(maxsize=50_000)
def _lead(norm: str) -> str:
    """The likeliest prefixes of a word that begins a name: only those that leave a definite or long rest are believed."""
    best = ""
    for lead, rest in prefixes(norm):
        if lead in _ATTACHED or lead in ("و", "وال", "ف"):
            if lead in ("لل", "بال", "ولل", "وبال", "وال") or rest.startswith("ال"):
                return lead
            if lead == "و" and len(rest) > 3:
                best = best or lead
    return best


def _crossed(context: Context, a: int, b: int) -> Iterable[str]:
    low, high = sorted((context.clauses.of[a], context.clauses.of[b]))
    return context.clauses.opened_by[low + 1 : high + 1]


def _joined(context: Context, m: ActorMention, k: int) -> list[str]:
    """Whether it is joined by "and" to the mention before or after it."""
    out = []
    if k and context.mentions[k - 1].phrase_last >= m.phrase_first - 1 and preposition(context, m.phrase_first) == "و":
        out += ["joined_before", f"joined_before/{context.mentions[k - 1].kind}"]
    if k + 1 < len(context.mentions):
        n = context.mentions[k + 1]
        if n.phrase_first <= m.phrase_last + 1 and preposition(context, n.phrase_first) == "و":
            out.append("joined_after")
    return out


def _between(context: Context, c: Candidate, low: int, high: int) -> set[str]:
    """Classes of what stands between trigger and mention."""
    out: set[str] = set()
    for i in range(low, min(high, low + 12)):
        norm = context.tokens[i].norm
        if norm in _PREPOSITIONS:
            out.add(norm)
        for f in context.forms[i][:1]:
            out.add(f"{f.pos}")
        if context.mention_at[i] >= 0:
            out.add("actor")
    if not out:
        out.add("nothing")
    return out
