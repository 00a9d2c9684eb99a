"""What is seen of drafts of events in numbers: of each by itself, beside the others of its sentence, and beside those of its type elsewhere,
of which it may be the second telling. `event_judge` weighs it by trees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from marsad import codebook
from marsad.coding.context import Context
from marsad.coding.event_drafts import Draft
from marsad.coding.scene import bare
from marsad.coding.twin_sight import SeenDraft, twin_chances
from marsad.models.linear import logit
from marsad.models.trees import Trees

NONE = -12.0  # what a gap is where there is nobody to compare with
_FAR = 99.0  # sentences to a telling that there is not
_ABOUT = 60  # drafts on either side among which its rank is told
_TWIN = 0.5  # chance from which another draft is taken to tell the same happening
_WINDOW = 20  # drafts before and after that one is seen beside
_TYPES = tuple(codebook.QUAD)
_POS = {"verb": 0.0, "participle": 1.0, "noun": 2.0, "adjective": 3.0}
_POINTING = frozenset({"هذا", "هذه", "ذلك", "تلك", "بهذا", "بهذه", "لهذا", "لهذه", "وهذا", "وهذه", "نفس", "المذكور", "المذكوره"})
_ARTICLE = ("ال", "وال", "بال", "لل", "فال")
_SHORTEST = 3  # letters of a word that says something of what happened
NAMES: tuple[str, ...] = (
    "lean", "chance", "actors", "recipients", "lexical", "pos", "definite", "pointed at", "length", "sentence", "of all sentences", "place in sentence",
    "said", "speaker acts", "quoted", "cue", "number", "dated", "placed", "drafts", "rank in its type",
    "same before here", "same after here", "best same before here", "best same after here", "best same in clause", "best other in clause", "best covering",
    "told before", "told after", "best told before", "best told after", "sentences since", "best with same parties before", "best with same parties after",
    "parties shared before", "parties shared after", "lemma told before", "lemma told after", "words shared before", "words shared after",
    "new place", "same place", "new date", "same date", "new number", "same number", "parties told before in any type",
    "twin before", "twin after", "likelier twin", "likelier by", "twins", "sure twins",
    "tells it again", "tells one again", "told again by others", "gap to what it tells", "tells what stands before", "parties shared with it", "of its type",
    *(f"type {t}" for t in _TYPES),
)  # fmt: skip


def measured(context: Context, drafts: Sequence[Draft], leans: Sequence[float], twins: Trees | None) -> list[list[float]]:
    """The numbers of each draft, in order of `NAMES`; `leans`: what the logistic regression says of each, as log odds; `twins`: trees that say
    which drafts tell one happening (`twin_sight`)."""
    seen = seen_of(context, drafts)
    at = {d.candidate.token: n for n, d in enumerate(drafts)}
    alike = twin_chances(drafts, seen, twins)
    return [
        [
            *_own(context, d, lean, seen, k), *_beside(drafts, seen, k), *_elsewhere(seen, k), *_twins(seen, k, alike[k]), *_linked(d, seen, k, at.get(d.of)),
            *[d.type == t for t in _TYPES],
        ]
        for k, (d, lean) in enumerate(zip(drafts, leans, strict=True))
    ]  # fmt: skip


def seen_of(context: Context, drafts: Sequence[Draft]) -> list[SeenDraft]:
    """The drafts of a report as they are compared with one another."""
    places: dict[int, set[str]] = {}
    days: dict[int, set[object]] = {}
    numbers: dict[int, set[float]] = {}
    tokens = context.tokens
    for p in context.located:
        places.setdefault(tokens[p.first].sentence, set()).add(p.place or "")
    for d in context.reading.dates:
        if d.from_ is not None:
            days.setdefault(tokens[d.first].sentence, set()).add((d.from_, d.to))
    for x in context.reading.numbers:
        if x.low is not None:
            numbers.setdefault(tokens[x.first].sentence, set()).add(x.low)
    return [_seen(context, d, places, days, numbers) for d in drafts]


def _seen(context: Context, d: Draft, places: dict[int, set[str]], days: dict[int, set[object]], numbers: dict[int, set[float]]) -> SeenDraft:
    token = d.candidate.token
    sentence = context.tokens[token].sentence
    words = frozenset(bare(n) for n in context.norms[d.first : d.last] if len(n) > _SHORTEST)
    return SeenDraft(
        d.type, logit(d.chance), sentence, token, context.clauses.of[token], d.candidate.forms[0].entry.lemma, frozenset((*d.actors, *d.recipients)), words,
        frozenset(places.get(sentence, ())), frozenset(days.get(sentence, ())), frozenset(numbers.get(sentence, ())),
        context.norms[token].startswith(_ARTICLE),
    )  # fmt: skip


def _own(context: Context, d: Draft, lean: float, seen: Sequence[SeenDraft], k: int) -> list[float]:
    c, me = d.candidate, seen[k]
    s = context.reading.document.sentences[me.sentence]
    said = context.said_in[c.token]
    before = context.norms[c.token - 1] if c.token else ""
    after = context.norms[c.last] if c.last < len(context.norms) else ""
    rank = sum(o.type == me.type and o.odds > me.odds for o in seen[max(0, k - _ABOUT) : k + _ABOUT])
    return [
        lean, me.odds, len(d.actors), len(d.recipients), d.type in c.types, _POS.get(c.forms[0].pos, 4.0), me.definite, before in _POINTING or after in _POINTING,
        d.last - d.first, me.sentence, len(context.reading.document.sentences), c.token - s.first,
        said is not None, said is not None and said.speaker in d.actors, context.quoted[c.token], context.cue_of[c.token] is not None,
        any(context.numbered[c.token : c.last + 3]), bool(me.days), bool(me.places), len(seen), rank,
    ]  # fmt: skip


def _twins(seen: Sequence[SeenDraft], k: int, alike: Mapping[int, float]) -> list[float]:
    """Of the drafts that may tell the same happening."""
    before = after = likelier = 0.0
    by = NONE
    for j, chance in alike.items():
        before, after = (max(before, chance), after) if j < k else (before, max(after, chance))
        if chance > _TWIN:
            by = max(by, seen[j].odds - seen[k].odds)
        if seen[j].odds > seen[k].odds:
            likelier = max(likelier, chance)
    return [before, after, likelier, by, sum(alike.values()), sum(chance > _TWIN for chance in alike.values())]


def _linked(d: Draft, seen: Sequence[SeenDraft], k: int, j: int | None) -> list[float]:
    """Of the draft whose event it may tell again."""
    me = seen[k]
    if j is None or j == k:
        return [d.again, d.retells, d.echoes, NONE, d.of < me.token, 0.0, False]
    o = seen[j]
    return [d.again, d.retells, d.echoes, o.odds - me.odds, j < k, len(me.people & o.people) / max(1, len(me.people | o.people)), o.type == me.type]


def _beside(drafts: Sequence[Draft], seen: Sequence[SeenDraft], k: int) -> list[float]:
    """Of the drafts of its sentence."""
    me, d = seen[k], drafts[k]
    before = after = 0
    best_before = best_after = best_clause = best_other = covering = NONE
    for j in range(max(0, k - _WINDOW), min(len(seen), k + _WINDOW + 1)):
        o = seen[j]
        if j == k or o.sentence != me.sentence:
            continue
        gap = o.odds - me.odds
        if o.type == me.type:
            if j < k:
                before, best_before = before + 1, max(best_before, gap)
            else:
                after, best_after = after + 1, max(best_after, gap)
            if o.clause == me.clause:
                best_clause = max(best_clause, gap)
            if drafts[j].first <= me.token < drafts[j].last and d.first <= o.token < d.last:
                covering = max(covering, gap)
        elif o.clause == me.clause:
            best_other = max(best_other, gap)
    return [before, after, best_before, best_after, best_clause, best_other, covering]


def _elsewhere(seen: Sequence[SeenDraft], k: int) -> list[float]:
    """Of the drafts of its type in other sentences."""
    me = seen[k]
    count, best, best_alike, shared, lemma, words = [0, 0], [NONE, NONE], [NONE, NONE], [0.0, 0.0], [False, False], [0.0, 0.0]
    since = _FAR
    places: set[str] = set()
    days: set[object] = set()
    numbers: set[float] = set()
    people = False
    for j in range(max(0, k - 2 * _WINDOW), min(len(seen), k + _WINDOW + 1)):
        o = seen[j]
        if o.sentence == me.sentence:
            continue
        if o.type != me.type:
            people = people or (j < k and len(me.people) > 1 and me.people <= o.people)
            continue
        side, gap = int(j > k), o.odds - me.odds
        count[side] += 1
        best[side] = max(best[side], gap)
        common = len(me.people & o.people) / max(1, len(me.people | o.people))
        if common >= 0.5:
            best_alike[side] = max(best_alike[side], gap)
        shared[side] = max(shared[side], common)
        lemma[side] = lemma[side] or o.lemma == me.lemma
        words[side] = max(words[side], len(me.words & o.words) / max(1, min(len(me.words), len(o.words))))
        if not side:
            since = me.sentence - o.sentence
            places |= o.places
            days |= o.days
            numbers |= o.numbers
    return [
        *count, *best, since, *best_alike, *shared, *lemma, *words,
        bool(me.places - places), bool(me.places & places), bool(me.days - days), bool(me.days & days), bool(me.numbers - numbers), bool(me.numbers & numbers), people,
    ]  # fmt: skip
