"""What speaks for or against a date for a record, as named features of a model (training/train_dating.py)."""

from __future__ import annotations

import datetime as dt

from marsad.coding.clauses import clause_words
from marsad.coding.date_choices import DateChoice, Target, Told, date_index, sentence_of
from marsad.mentions.date_words import date_words
from marsad.mentions.types import DateMention
from marsad.reading import Reading
from marsad.text.document import Sentence

_SHORT, _NEAR = 3, 4
_REACH = 15
_NEAR_CUE = 60  # characters from a cue to the date that goes with it
_SAME = frozenset({"here", "since", "from", "start"})
_MARKS = {"،": "comma", ",": "comma", "؛": "comma", ":": "colon", "(": "bracket", ")": "bracket", "-": "dash", '"': "quote"}


def _chained(reading: Reading, target: Target, before: Told | None, days: tuple[dt.date, dt.date] | None) -> list[str]:
    """How a date (or none) stands to that of the record before."""
    if before is None:
        return ["chain=first"]
    tokens = reading.document.tokens
    away = tokens[target.token].sentence - tokens[before.token].sentence
    how = "none" if before.days is None else "same" if before.days == days else "other"
    kind = "-" if days is not None else "none"
    near = "0" if away == 0 else "1" if away == 1 else "2+"
    return [f"chain={how}/{kind}/{near}", f"chain={how}/{kind}/{near}/{_group(target.what)}"]


def none_features(reading: Reading, target: Target, choices: list[DateChoice], before: Told | None) -> list[str]:
    """What speaks for no date at all."""
    sentence = sentence_of(reading, target.token)
    here = [c for c in choices if c.relation in _SAME]
    inside = any(target.first <= c.mention.first < target.last for c in here)
    where = "inside" if inside else "here" if here else "elsewhere"
    head = reading.document.tokens[sentence.first].norm
    return [
        "none", f"none/{where}", f"none/{target.what}/{where}", f"none/{_group(target.what)}/{where}",
        f"none/sentence={min(sentence.i, 4)}/{where}", f"none/head={head}", f"none/n={min(len(here), 3)}",
        f"none/quoted={_quoted(reading, target.token)}/{where}", *_chained(reading, target, before, None),
    ]  # fmt: skip


def _group(what: str) -> str:
    """Events or figures; among events, what is done and what is said."""
    if what.islower():
        return "figure"
    return "said" if what in ("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN") else "done"


def _quoted(reading: Reading, token: int) -> bool:
    at = reading.document.tokens[token].start
    return any(q.start <= at < q.end for q in reading.document.quotations)


def date_features(reading: Reading, target: Target, choice: DateChoice, choices: list[DateChoice], before: Told | None) -> list[str]:
    """What speaks for or against one date, as named features."""
    group = _group(target.what)
    m = choice.mention
    base = [
        f"{choice.relation}/{m.kind}",
        f"rel={choice.relation}",
        f"rel={choice.relation}/{group}",
        f"rel={choice.relation}/{target.what}",
    ]
    base += _in_speech(reading, target, m, choice.relation)
    base += _chained(reading, target, before, (choice.from_, choice.to))
    base += [f"age={_age(reading, choice)}/{choice.relation}", f"age={_age(reading, choice)}/{group}", f"kind={m.kind}/{group}"]
    if choice.relation in _SAME:
        return base + _near(reading, target, choice, choices)
    return base + _far(reading, target, choice, choices)


def _in_speech(reading: Reading, target: Target, m: DateMention, relation: str) -> list[str]:
    """Whether record and date stand in what one speaker says, or the date by the cue of what holds the record."""
    index = date_index(reading)
    tokens = reading.document.tokens
    mine, its = index.statement(tokens[target.token].start), index.statement(m.start)
    if mine is None:
        how = "none" if its is None else "date"
    elif its == mine:
        how = "both"
    elif its is not None:
        how = "other"
    else:
        how = "cue" if abs(mine[2] - m.start) < _NEAR_CUE else "out"
    return [f"speech={how}/{relation}", f"speech={how}/{relation}/{_group(target.what)}", f"speech={how}/{m.kind}"]


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
    governor, sort = _governor(reading, m, first)
    order = "self" if governor == target.token else "before" if governor > target.token else "after" if governor >= 0 else "none"
    out += [
        f"gov={sort}/{order}",
        f"gov={sort}/{order}/{_group(target.what)}",
        f"gov={sort}/{order}/{inside}",
        f"gov={order}/{m.kind}/{side}",
    ]
    if order == "after":
        within = range(governor + 1, target.token)
        steps = sum(_sort(reading, i) in ("event", "report") for i in within)
        clause = next((words[tokens[i].norm] for i in within if tokens[i].norm in words), "none")
        out += [f"steps={min(steps, 3)}/{sort}", f"opens={clause}/{sort}", f"govword={tokens[governor].norm}"]
    pos = _part(reading, target.token)
    led = tokens[target.token - 1].norm if target.token > first else "-"
    out += [f"pos={pos}/{order}/{sort}", f"pos={pos}/{side}/{inside}", f"led={led}/{side}/{inside}", f"led={led}/{order}"]
    if borders:
        out.append(f"nearborder={borders[0] if after else borders[-1]}/{side}/{pos}")
    if after and borders:
        out.append(f"lastborder={borders[-1]}/{side}")
    if not after and borders:
        out.append(f"firstborder={borders[0]}/{side}")
    return out


def _finite(reading: Reading, i: int) -> bool:
    return _sort(reading, i) in ("event", "report", "verb")


def _part(reading: Reading, token: int) -> str:
    """What a trigger is: a verb of some tense, a noun, a participle; with its article or preposition."""
    forms = reading.lexicon.forms(reading.document.tokens[token].norm)
    form = next((f for f in forms if f.entry.kind in ("event", "report")), None)
    return "-" if form is None else f"{form.tense or form.pos}{form.pro[-2:] if form.pos != 'verb' else ''}"


def _governor(reading: Reading, m: DateMention, first: int) -> tuple[int, str]:
    """The word that a date most likely goes with, the last verb before it in its sentence, or the event noun nearer than that; and
    what it is: event, report, noun, other."""
    noun = -1
    for i in range(m.first - 1, first - 1, -1):
        sort = _sort(reading, i)
        if sort == "noun" and noun < 0:
            noun = i
        elif sort in ("event", "report", "verb"):
            return (noun, "noun") if noun - i > _NEAR else (i, sort)
    return (noun, "noun") if noun >= 0 else (-1, "none")


def _sort(reading: Reading, i: int) -> str:
    """What a token can be: a verb that is an event or reports one, another verb that is known, an event noun; "" for the rest."""
    sorts = date_index(reading).sorts
    if i not in sorts:
        sorts[i] = _sorted(reading, i)
    return sorts[i]


def _sorted(reading: Reading, i: int) -> str:
    token = reading.document.tokens[i]
    if token.kind != "word":
        return ""
    forms = reading.lexicon.forms(token.norm)
    verbs = [f for f in forms if f.pos == "verb"]
    if verbs:
        return (
            "report" if any(f.entry.kind == "report" for f in verbs) else "event" if any(f.entry.kind == "event" for f in verbs) else "verb"
        )
    return "noun" if any(f.entry.kind == "event" for f in forms) else ""


def _far(reading: Reading, target: Target, choice: DateChoice, choices: list[DateChoice]) -> list[str]:
    """A date of another sentence: how far, of which clause, and how this sentence goes on from there."""
    document = reading.document
    m = choice.mention
    here = any(c.relation in _SAME for c in choices)
    sentence = sentence_of(reading, target.token)
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
        f"{target.what}/{far}/{here}", f"unique={date_index(reading).one_day}/{group}/{here}", f"shared={shared}/{rel}",
        f"shared={shared}/{group}/{here}",
        f"shared={shared}/{far}/{here}", f"first={document.tokens[target.first].norm}", f"lemma={document.tokens[target.token].norm}/far",
        *_continuing(reading, target, choice, far),
    ]  # fmt: skip


def _continuing(reading: Reading, target: Target, choice: DateChoice, far: str) -> list[str]:
    """Whether this sentence goes on telling what the date's sentence began: its head, its tense, events named with the article."""
    tokens = reading.document.tokens
    sentence = sentence_of(reading, target.token)
    other = reading.document.sentences[tokens[choice.mention.first].sentence]
    rel, group = choice.relation, _group(target.what)
    head = _sort(reading, sentence.first) or "word"
    linked = tokens[sentence.first].norm[:1] == "و"
    wanted = target.what if target.what.isupper() else "ASSAULT"
    kin = any(
        f.entry.type == wanted
        for i in range(other.first, other.last)
        for f in reading.lexicon.forms(tokens[i].norm)
        if f.entry.kind == "event"
    )
    known = any(
        f.pos == "noun" and f.entry.kind == "event" and "ال" in f.pro
        for i in range(target.first, target.last)
        for f in reading.lexicon.forms(tokens[i].norm)
    )
    forms = reading.lexicon.forms(tokens[target.token].norm)
    tense = next((f.tense or f.pos for f in forms if f.entry.kind == "event"), "-")
    earlier = any(_is_pluperfect(tokens[i].norm) for i in range(max(sentence.first, target.token - _REACH), target.token))
    _, sort = _governor(reading, choice.mention, other.first)
    return [
        f"head={head}/{linked}/{rel}", f"head={head}/{linked}/{group}", f"kin={kin}/{rel}", f"kin={kin}/{group}/{far}",
        f"known={known}/{rel}",
        f"known={known}/{group}/{kin}", f"tense={tense}/{rel}", f"earlier={earlier}/{rel}", f"fargov={sort}/{group}/{rel}",
        f"end={len(reading.document.sentences) - sentence.i <= _SHORT}/{far}",
    ]  # fmt: skip


def _is_pluperfect(norm: str) -> bool:
    return "pluperfect" in date_words().kinds.get(norm, frozenset())


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
