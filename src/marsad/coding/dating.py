"""Which date in a report dates an event or a figure: each one near it is weighed against "none" (codebook, `date`).

A date of the same clause counts most; one in another clause of the sentence, before or after, much less; the last day named
before, or that of the report's first sentence, carries on only where the narrative does. What carries and what does not was
learned from hand-coded reports (training/train_dating.py); without a model the nearest date of the clause is taken.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from marsad.coding.clauses import clause_words
from marsad.mentions.date_words import date_words
from marsad.mentions.types import DateMention
from marsad.reading import Reading
from marsad.records import Date, Span
from marsad.text.document import Sentence

MODEL = "dating"
_UNUSABLE = frozenset({"bound", "now", "vague", "clock"})
_SHORT = 3
_SAME = frozenset({"here", "since", "start"})
_REACH = 15  # tokens from "since" to the date that ends its clause
_MARKS = {"،": "comma", ",": "comma", "؛": "comma", ":": "colon", "(": "bracket", ")": "bracket", "-": "dash", '"': "quote"}


class DateChoice(msgspec.Struct, frozen=True, gc=False):
    """A date that a record could have: where it stands, its days, and how it is related to the record."""

    mention: DateMention
    from_: dt.date
    to: dt.date
    relation: str  # here, since, start; previous, day, lead, after
    start: int
    end: int


class Target(msgspec.Struct, frozen=True, gc=False):
    """What is to be dated: its trigger token, the tokens of its evidence, and what it is (an event type or a measure)."""

    token: int
    first: int
    last: int
    what: str


def date_for(reading: Reading, token: int, first: int, last: int, *, what: str = "event") -> Date | None:
    """The date of an event or figure whose trigger is `token` and whose evidence is tokens `first` to `last`; None where
    the text tells none. `what` is its event type or measure."""
    target = Target(token, first, last, what)
    choices = list(date_choices(reading, target))
    if not choices:
        return None
    model = reading.models.linear(MODEL)
    if model is None:
        best = _nearest(choices, target)
    else:
        scored = [_score(model.margins(date_features(reading, target, c, choices))) for c in choices]
        none = _score(model.margins(none_features(reading, target, choices)))
        top = max(range(len(choices)), key=lambda k: scored[k])
        best = choices[top] if scored[top] > none else None
    return _record(reading, best) if best is not None else None


def _score(margins: list[float]) -> float:
    return margins[1] - margins[0]


def _nearest(choices: list[DateChoice], target: Target) -> DateChoice | None:
    inside = [c for c in choices if c.relation == "here" and target.first <= c.mention.first < target.last]
    return min(inside, key=lambda c: abs(c.mention.first - target.token)) if inside else None


def _record(reading: Reading, choice: DateChoice) -> Date:
    text = reading.document.text
    span = Span(start=choice.start, end=choice.end, text=text[choice.start : choice.end])
    precision = "since" if choice.relation in ("since", "start") else choice.mention.precision
    return Date(from_=choice.from_, to=choice.to, precision=precision, text=span)


def date_choices(reading: Reading, target: Target) -> Iterator[DateChoice]:
    """The dates that a record could have: all of its sentence, the last of those before, the first of the report and of what follows."""
    sentence = _sentence(reading, target)
    previous: list[DateMention] = []
    following: DateMention | None = None
    for m in reading.dates:
        if m.from_ is None or m.to is None or m.kind in _UNUSABLE:
            continue
        if m.kind == "eve" and not 0 <= target.token - m.last <= _SHORT:
            continue  # it dates only what it stands before
        if m.first < sentence.first:
            previous.append(m)
        elif m.first < sentence.last:
            yield DateChoice(m, m.from_, m.to, "here", m.start, m.end)
            yield from _since_clause(reading, target, m, sentence)
        elif following is None:
            following = m
    yield from _carried(reading, previous)
    if following is not None and following.from_ and following.to:
        yield DateChoice(following, following.from_, following.to, "after", following.start, following.end)


def _carried(reading: Reading, previous: list[DateMention]) -> Iterator[DateChoice]:
    """The last date before the sentence, the last whole day, and the first of the report; each value once."""
    lead = next((m for m in previous if m.precision == "day"), None)
    last_day = next((m for m in reversed(previous) if m.precision == "day"), None)
    seen: set[tuple[dt.date | None, dt.date | None]] = set()
    for relation, m in (("previous", previous[-1] if previous else None), ("day", last_day), ("lead", lead)):
        if m is not None and m.from_ and m.to and (m.from_, m.to) not in seen:
            seen.add((m.from_, m.to))
            yield DateChoice(m, m.from_, m.to, relation, m.start, m.end)


def _since_clause(reading: Reading, target: Target, m: DateMention, sentence: Sentence) -> Iterator[DateChoice]:
    """ "منذ بدء الهجوم في 4 نيسان": what is told of all the time since then runs from that day to publication."""
    published = reading.published
    if m.kind in ("since", "ago", "range") or published is None or m.from_ is None or m.from_ > published:
        return
    tokens = reading.document.tokens
    for i in range(m.first - 1, max(sentence.first, m.first - _REACH) - 1, -1):
        if tokens[i].norm in ("منذ", "ومنذ"):
            if not i < target.token < m.first:
                yield DateChoice(m, m.from_, published, "since", tokens[i].start, m.end)
            return
    words = date_words()
    for i in range(m.first - 1, max(sentence.first, m.first - _REACH) - 1, -1):
        if any(e.kind == "start" for e in words.get(tokens[i].norm)):
            yield DateChoice(m, m.from_, published, "start", m.start, m.end)
            return


def _sentence(reading: Reading, target: Target) -> Sentence:
    document = reading.document
    return document.sentences[document.tokens[target.token].sentence]


def none_features(reading: Reading, target: Target, choices: list[DateChoice]) -> list[str]:
    """What speaks for no date at all."""
    sentence = _sentence(reading, target)
    here = [c for c in choices if c.relation in _SAME]
    inside = any(target.first <= c.mention.first < target.last for c in here)
    where = "inside" if inside else "here" if here else "elsewhere"
    head = reading.document.tokens[sentence.first].norm
    return [
        "none", f"none/{where}", f"none/{target.what}/{where}", f"none/{_group(target.what)}/{where}",
        f"none/sentence={min(sentence.i, 4)}/{where}", f"none/head={head}", f"none/n={min(len(here), 3)}",
        f"none/quoted={_quoted(reading, target.token)}/{where}",
    ]  # fmt: skip


def _group(what: str) -> str:
    """Events or figures; among events, what is done and what is said."""
    if what.islower():
        return "figure"
    return "said" if what in ("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN") else "done"


def _quoted(reading: Reading, token: int) -> bool:
    at = reading.document.tokens[token].start
    return any(q.start <= at < q.end for q in reading.document.quotations)


def date_features(reading: Reading, target: Target, choice: DateChoice, choices: list[DateChoice]) -> list[str]:
    """What speaks for or against one date, as named features."""
    group = _group(target.what)
    m = choice.mention
    base = [
        f"{choice.relation}/{m.kind}",
        f"rel={choice.relation}",
        f"rel={choice.relation}/{group}",
        f"rel={choice.relation}/{target.what}",
    ]
    base += [f"age={_age(reading, choice)}/{choice.relation}", f"kind={m.kind}/{group}"]
    if choice.relation in _SAME:
        return base + _near(reading, target, choice, choices)
    return base + _far(reading, target, choice, choices)


def _age(reading: Reading, choice: DateChoice) -> str:
    """How long before publication the date lies."""
    if reading.published is None:
        return "?"
    back = (reading.published - choice.to).days
    return "future" if back < 0 else "0" if back == 0 else "1" if back == 1 else "week" if back < 8 else "year" if back < 365 else "old"


def _near(reading: Reading, target: Target, choice: DateChoice, choices: list[DateChoice]) -> list[str]:
    """A date of the same sentence: side, distance, borders and other dates between."""
    tokens = reading.document.tokens
    m = choice.mention
    after = m.first > target.token
    low, high = (target.token + 1, m.first) if after else (m.last, target.token)
    side = "after" if after else "before"
    inside = target.first <= m.first < target.last
    words = clause_words()
    between = [tokens[i].norm for i in range(low, max(low, high))]
    marks = [_MARKS[w] for w in between if w in _MARKS]
    borders = [words[w] for w in between if w in words]
    verbs = sum(_finite(reading, i) for i in range(low, max(low, high)))
    nearer = sum(1 for c in choices if c.relation == "here" and c is not choice and low <= c.mention.first < high)
    gap = len(between)
    length = "0" if gap == 0 else "1-2" if gap < 3 else "3-6" if gap < 7 else "7-14" if gap < 15 else "15-29" if gap < 30 else "30+"
    first = reading.document.sentences[tokens[target.token].sentence].first
    out = [
        f"in={inside}", f"in={inside}/{side}", f"gap={side}/{length}", f"gap={side}/{length}/{inside}", f"nearer={min(nearer, 2)}/{inside}",
        f"marks={side}/{min(len(marks), 3)}", f"marks={side}/{min(len(marks), 3)}/{inside}", f"verbs={side}/{min(verbs, 3)}",
        f"verbs={side}/{min(verbs, 3)}/{inside}", f"start={m.first - first < 3}/{side}/{inside}",
        f"prev={tokens[m.first - 1].norm if m.first else '-'}",
        f"rel={choice.relation}/{side}/{inside}", f"kind={m.kind}/{inside}/{side}", f"borders={side}/{min(len(borders), 3)}/{inside}",
    ]  # fmt: skip
    out += [f"cross={side}/{b}" for b in set(borders)] + [f"crossmark={side}/{b}" for b in set(marks)]
    out += [f"lead2={tokens[k].norm}/{side}" for k in (m.first - 1, m.first - 2) if k >= first]
    if after and borders:
        out.append(f"lastborder={borders[-1]}/{side}")
    if not after and borders:
        out.append(f"firstborder={borders[0]}/{side}")
    return out


def _finite(reading: Reading, i: int) -> bool:
    token = reading.document.tokens[i]
    return token.kind == "word" and any(f.pos == "verb" for f in reading.lexicon.forms(token.norm))


def _far(reading: Reading, target: Target, choice: DateChoice, choices: list[DateChoice]) -> list[str]:
    """A date of another sentence: how far, of which clause, and how this sentence goes on from there."""
    document = reading.document
    m = choice.mention
    here = any(c.relation in _SAME for c in choices)
    sentence = _sentence(reading, target)
    away = abs(sentence.i - document.tokens[m.first].sentence)
    far = "1" if away == 1 else "2-3" if away < 4 else "4+"
    same = sentence.paragraph == document.sentences[document.tokens[m.first].sentence].paragraph
    head = document.tokens[sentence.first].norm
    shared = _shared(reading, target, document.sentences[document.tokens[m.first].sentence])
    group = _group(target.what)
    rel = choice.relation
    return [
        f"away={rel}/{far}", f"away={rel}/{far}/{here}", f"away={far}/{group}/{here}", f"paragraph={same}/{rel}", f"farhead={head}",
        f"farhead={head}/{rel}", f"precision={m.precision}/{rel}/{here}", f"fromlead={document.tokens[m.first].sentence == 0}/{far}",
        f"{target.what}/{far}/{here}", f"unique={_one_day(reading)}/{group}/{here}", f"shared={shared}/{rel}",
        f"shared={shared}/{group}/{here}",
        f"shared={shared}/{far}/{here}", f"first={document.tokens[target.first].norm}", f"lemma={document.tokens[target.token].norm}/far",
    ]  # fmt: skip


def _one_day(reading: Reading) -> bool:
    """Whether all days named in the report are one."""
    return len({d.from_ for d in reading.dates if d.precision == "day"}) == 1


def _shared(reading: Reading, target: Target, other: Sentence) -> int:
    """How many longer words of the evidence stand in a sentence too, articles and "and" aside; 3 at most."""
    tokens = reading.document.tokens
    own = {_stem(tokens[i].norm) for i in range(target.first, target.last) if tokens[i].kind == "word"}
    theirs = {_stem(tokens[i].norm) for i in range(other.first, other.last) if tokens[i].kind == "word"}
    return min(3, sum(1 for w in own & theirs if len(w) > _SHORT))


def _stem(norm: str) -> str:
    """A word without "and", prepositions glued to the article, the article, and a feminine or plural ending."""
    for lead in ("وال", "بال", "فال", "كال", "لل", "ال"):
        if norm.startswith(lead) and len(norm) - len(lead) > _SHORT - 1:
            norm = norm[len(lead) :]
            break
    return norm[:-1] if norm.endswith("ه") and len(norm) > _SHORT else norm
