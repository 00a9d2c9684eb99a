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
from marsad.lexicon.knowledge import Knowledge
from marsad.mentions.actor_names import actor_names
from marsad.mentions.types import ActorMention
from marsad.text.clitics import prefixes

_SUBJECT = 16  # tokens before a verb in which its subject may stand
_CHAIN = 4  # words between a preposition and a name in its phrase
_ADJECTIVE = 3  # tokens after a trigger in which the adjective of a state may stand
_REACH = 30  # tokens on either side of the trigger; further away is another story
_PREPOSITIONS = frozenset("علي الي من مع بين ضد في عن باسم قبل لدي عند نحو تجاه حول جانب يد وبين ومن".split())
_ATTACHED = {"ب": "ب", "ل": "ل", "لل": "ل", "بال": "ب", "وب": "ب", "ول": "ل", "وبال": "ب", "ولل": "ل", "ك": "ك"}


class Pair(msgspec.Struct, frozen=True, gc=False):
    """A mention that may fill a role of a trigger."""

    mention: int
    features: list[str]


def pairs(context: Context, c: Candidate, type_: str) -> list[Pair]:
    """All mentions that may fill a role of an event, with their features."""
    return [*near_pairs(context, c, type_), *far_pairs(context, c, type_)]


def near_pairs(context: Context, c: Candidate, type_: str) -> list[Pair]:
    """The mentions of an event's own sentence."""
    tokens = context.tokens
    document = context.reading.document
    s = document.sentences[tokens[c.token].sentence]
    near = list(_in_sentence(context, c, s.first, s.last))
    shared = _shared(c, type_)
    ranked = _ranked(context, c, near)
    build = _build(context, c, ranked)
    return [Pair(k, shared_with(shared, _features(context, c, k, rank, near, type_, build))) for rank, k in ranked]


def far_pairs(context: Context, c: Candidate, type_: str) -> list[Pair]:
    """Mentions of other sentences that may be meant, of actors not named in the event's own."""
    tokens = context.tokens
    s = context.reading.document.sentences[tokens[c.token].sentence]
    near = list(_in_sentence(context, c, s.first, s.last))
    shared = _shared(c, type_)
    out: list[Pair] = []
    here = {context.mentions[k].actor for k in near}
    for place, rank, k in (*_of_states(context, c), *_further(context, s.i, type_)):
        m = context.mentions[k]
        if m.actor not in here or place.startswith("state"):
            out.append(Pair(k, shared_with(shared, _far_features(context, c, m, place, rank, near, type_))))
    return out


def _further(context: Context, sentence: int, type_: str) -> Iterator[tuple[str, int, int]]:
    """Mentions of other sentences that a pronoun, a verb with no subject, or a noun with nobody beside it may mean, each with where it
    stands and its rank there: those of the two sentences before, the latest first; the actors named most; for protests, the protesters."""
    sentences = context.reading.document.sentences
    for back, most in ((1, 4), (2, 2)):
        if sentence >= back:
            s = sentences[sentence - back]
            found = list(dict.fromkeys(_mentions_between(context, s.first, s.last)))
            for rank, k in enumerate(reversed(found[-most:])):
                yield f"back{back}", rank, k
            if len(found) > most:
                yield f"opens{back}", 0, found[0]
    for rank, k in enumerate(context.leading):
        yield "leading", rank, k
    if type_ == "PROTEST" and context.protesters:
        yield "protesters", 0, context.protesters[0]


def _of_states(context: Context, c: Candidate) -> Iterator[tuple[str, int, int]]:
    """Actors of the state whose adjective stands beside the trigger: "غارة إسرائيلية" is by Israel, or its army, as the report names it."""
    names = actor_names(Knowledge.load())
    tokens = context.tokens
    s = context.reading.document.sentences[tokens[c.token].sentence]
    for i in range(c.last, min(c.last + _ADJECTIVE, s.last)):
        if context.mention_at[i] >= 0 or not tokens[i].norm.endswith(("ي", "يه", "يين", "يون", "يات")):
            continue
        country = names.country(tokens[i].norm)
        if country is not None:
            for rank, k in enumerate(context.of_country(country)):
                yield f"state+{i - c.last}", rank, k
            return


def _far_features(context: Context, c: Candidate, m: ActorMention, place: str, rank: int, near: list[int], type_: str) -> list[str]:
    count = min(len(near), 3)
    s = context.reading.document.sentences[context.tokens[m.first].sentence]
    before = context.tokens[m.phrase_first - 1].norm if m.phrase_first > s.first else "^"
    opens = m.phrase_first - s.first < 3
    said = context.said_in[c.token]
    speaks = said is not None and said.speaker == m.actor
    cue = context.cue_of[c.token]
    own = cue is not None and cue.speaker == m.actor
    pronoun = c.forms[0].en or "-"
    return [
        f"far={place}", f"far={place}/{rank}", f"far={place}/{count}", f"far={place}/{m.kind}", f"far={place}/{count}/{m.kind}/{opens}",
        f"far={place}/{pronoun}", f"far={place}/speaks={speaks}/cue={own}", f"far={place}/{preposition(context, m.phrase_first)}/{opens}",
        f"far/prev={before}", f"far/{type_}/speaks={speaks}", f"far/{context.clauses.opened_by[context.clauses.of[c.token]]}/{count}",
    ]  # fmt: skip


def shared_with(shared: list[str], own: list[str]) -> list[str]:
    """A pair's own features, and each of the first few joined with what the trigger is."""
    return own + [f"{a}&{b}" for b in own[:9] for a in shared]


def _shared(c: Candidate, type_: str) -> list[str]:
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


def _build(context: Context, c: Candidate, ranked: list[tuple[int, int]]) -> str:
    """How the phrase of the trigger is built, which tells whether the first name after it is subject or object: what the word can be,
    whether a pronoun hangs on it, the word before it, and what lies between it and the last name before it that no preposition governs."""
    can = "".join(sorted({f.pos[:1] for f in c.forms}))
    pronoun = "+" if any(f.en for f in c.forms) else ""
    lead = "none"
    for rank, k in sorted((r for r in ranked if r[0] < 0), reverse=True):
        m = context.mentions[k]
        if c.token - m.phrase_last > _SUBJECT:
            break
        if preposition(context, m.phrase_first) in ("-", "و"):
            lead = f"{'+'.join(list(_crossed(context, m.first, c.token))[:2])}/{min(2, -rank)}"
            break
    return f"{can}{pronoun}/{lead}"


def _features(context: Context, c: Candidate, k: int, rank: int, near: list[int], type_: str, build: str) -> list[str]:
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
        f"seat={build}/{max(-2, min(3, rank))}/{prep}",
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
    chain = governed(context, m.phrase_first, low if side == "after" else 0)
    rest += [f"chain={side}/{chain}", f"{type_}/chain={side}/{chain}", f"{c.forms[0].entry.lemma}/chain={side}/{chain}"]
    word = tokens[c.token - 1].norm if c.token else "^"
    rest += [f"trigger_prev={word}/{max(-2, min(3, rank))}/{prep}", f"seat={build}/{max(-2, min(3, rank))}/{prep}/{m.kind}", f"build={build}/{side}"]
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


def governed(context: Context, first: int, stop: int) -> str:
    """The preposition that governs a phrase from before its head: "على مواقع تمركز المليشيات" is governed by "على", two words off."""
    tokens = context.tokens
    for back in range(1, _CHAIN + 1):
        i = first - back
        if i < stop or i < 0 or tokens[i].kind != "word" or context.mention_at[i] >= 0 or any(f.pos == "verb" for f in context.forms[i]):
            return f"-/{min(back, 3)}"
        norm = tokens[i].norm
        if norm in _PREPOSITIONS:
            return f"{norm}/{back}"
        lead = _lead(norm)
        if lead in _ATTACHED:
            return f"{_ATTACHED[lead]}/{back}"
    return "-/far"


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
