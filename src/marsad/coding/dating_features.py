"""What speaks for or against a date for a record, as named features of a model (training/train_dating.py)."""

from __future__ import annotations

import datetime as dt

from marsad.coding.clauses import clause_words
from marsad.coding.date_choices import DateChoice
from marsad.coding.date_surroundings import FINITE
from marsad.coding.dating_view import SAME, View
from marsad.mentions.types import DateMention

_SHORT = 3
_NEAR_CUE = 60  # characters from a cue to the date that goes with it
_MARKS = {"،": "comma", ",": "comma", "؛": "comma", ":": "colon", "(": "bracket", ")": "bracket", "-": "dash", '"': "quote"}


def _chained(view: View, days: tuple[dt.date, dt.date] | None) -> list[str]:
    """How a date (or none) stands to that of the record before."""
    before = view.before
    if before is None:
        return ["chain=first"]
    tokens = view.tokens
    away = tokens[view.target.token].sentence - tokens[before.token].sentence
    how = "none" if before.days is None else "same" if before.days == days else "other"
    kind = "-" if days is not None else "none"
    near = "0" if away == 0 else "1" if away == 1 else "2+"
    return [f"chain={how}/{kind}/{near}", f"chain={how}/{kind}/{near}/{view.group}"]


def none_features(view: View) -> list[str]:
    """What speaks for no date at all."""
    target, group = view.target, view.group
    here = [c for c in view.choices if c.relation in SAME]
    inside = any(target.first <= c.mention.first < target.last for c in here)
    where = "inside" if inside else "here" if here else "elsewhere"
    return [
        "none", f"none/{where}", f"none/{target.what}/{where}", f"none/{group}/{where}",
        f"none/sentence={min(view.sentence.i, 4)}/{where}", f"none/head={view.head}", f"none/n={min(len(here), 3)}",
        f"none/quoted={view.quoted}/{where}", *_chained(view, None),
    ]  # fmt: skip


def date_features(view: View, choice: DateChoice) -> list[str]:
    """What speaks for or against one date, as named features."""
    group, relation, m = view.group, choice.relation, choice.mention
    age = _age(view, choice)
    base = [f"{relation}/{m.kind}", f"rel={relation}", f"rel={relation}/{group}", f"rel={relation}/{view.target.what}"]
    base += _in_speech(view, m, relation)
    base += _chained(view, (choice.from_, choice.to))
    base += [f"age={age}/{relation}", f"age={age}/{group}", f"kind={m.kind}/{group}"]
    return base + (_near(view, choice) if relation in SAME else _far(view, choice))


def _in_speech(view: View, m: DateMention, relation: str) -> list[str]:
    """Whether record and date stand in what one speaker says, or the date by the cue of what holds the record."""
    mine, its = view.statement, view.index.statement(m.start)
    if mine is None:
        how = "none" if its is None else "date"
    elif its == mine:
        how = "both"
    elif its is not None:
        how = "other"
    else:
        how = "cue" if abs(mine[2] - m.start) < _NEAR_CUE else "out"
    return [f"speech={how}/{relation}", f"speech={how}/{relation}/{view.group}", f"speech={how}/{m.kind}"]


def _age(view: View, choice: DateChoice) -> str:
    """How long before publication the date lies."""
    published = view.reading.published
    if published is None:
        return "?"
    back = (published - choice.to).days
    return "future" if back < 0 else "0" if back == 0 else "1" if back == 1 else "week" if back < 8 else "year" if back < 365 else "old"


def _near(view: View, choice: DateChoice) -> list[str]:
    """A date of the same sentence: side, distance, borders and other dates between."""
    tokens, target, sentence = view.tokens, view.target, view.sentence
    m = choice.mention
    after = m.first > target.token
    low, high = (target.token + 1, m.first) if after else (m.last, target.token)
    high = max(low, high)
    side = "after" if after else "before"
    inside = target.first <= m.first < target.last
    words = clause_words()
    first = sentence.first
    sorts = view.around.sorts(sentence)
    between = [t.norm for t in tokens[low:high]]
    marks = [_MARKS[w] for w in between if w in _MARKS]
    borders = [words[w] for w in between if w in words]
    verbs = sum(sort in FINITE for sort in sorts[low - first : high - first])
    nearer = sum(1 for c in view.choices if c.relation == "here" and c is not choice and low <= c.mention.first < high)
    gap = high - low
    length = "0" if gap == 0 else "1-2" if gap < 3 else "3-6" if gap < 7 else "7-14" if gap < 15 else "15-29" if gap < 30 else "30+"
    out = [
        f"in={inside}", f"in={inside}/{side}", f"gap={side}/{length}", f"gap={side}/{length}/{inside}", f"nearer={min(nearer, 2)}/{inside}",
        f"marks={side}/{min(len(marks), 3)}", f"marks={side}/{min(len(marks), 3)}/{inside}", f"verbs={side}/{min(verbs, 3)}",
        f"verbs={side}/{min(verbs, 3)}/{inside}", f"start={m.first - first < 3}/{side}/{inside}",
        f"prev={tokens[m.first - 1].norm if m.first else '-'}",
        f"rel={choice.relation}/{side}/{inside}", f"kind={m.kind}/{inside}/{side}", f"borders={side}/{min(len(borders), 3)}/{inside}",
    ]  # fmt: skip
    out += [f"cross={side}/{b}" for b in set(borders)] + [f"crossmark={side}/{b}" for b in set(marks)]
    out += [f"lead2={tokens[k].norm}/{side}" for k in (m.first - 1, m.first - 2) if k >= first]
    governor, sort = view.around.governor(m)
    order = "self" if governor == target.token else "before" if governor > target.token else "after" if governor >= 0 else "none"
    out += [f"gov={sort}/{order}", f"gov={sort}/{order}/{view.group}", f"gov={sort}/{order}/{inside}", f"gov={order}/{m.kind}/{side}"]
    if order == "after":
        within = range(governor + 1, target.token)
        steps = sum(sorts[i - first] in ("event", "report") for i in within)
        clause = next((words[tokens[i].norm] for i in within if tokens[i].norm in words), "none")
        out += [f"steps={min(steps, 3)}/{sort}", f"opens={clause}/{sort}", f"govword={tokens[governor].norm}"]
    pos, led = view.part, view.led
    out += [f"pos={pos}/{order}/{sort}", f"pos={pos}/{side}/{inside}", f"led={led}/{side}/{inside}", f"led={led}/{order}"]
    if borders:
        out.append(f"nearborder={borders[0] if after else borders[-1]}/{side}/{pos}")
    if after and borders:
        out.append(f"lastborder={borders[-1]}/{side}")
    if not after and borders:
        out.append(f"firstborder={borders[0]}/{side}")
    return out


def _far(view: View, choice: DateChoice) -> list[str]:
    """A date of another sentence: how far, of which clause, and how this sentence goes on from there."""
    tokens, target, sentence = view.tokens, view.target, view.sentence
    m = choice.mention
    here, group, head, rel = view.here, view.group, view.head, choice.relation
    other = view.reading.document.sentences[tokens[m.first].sentence]
    away = abs(sentence.i - other.i)
    far = "1" if away == 1 else "2-3" if away < 4 else "4+"
    shared = min(3, len(view.stems & view.around.stems(other.i)))
    return [
        f"away={rel}/{far}", f"away={rel}/{far}/{here}", f"away={far}/{group}/{here}", f"paragraph={sentence.paragraph == other.paragraph}/{rel}",
        f"farhead={head}", f"farhead={head}/{rel}", f"precision={m.precision}/{rel}/{here}", f"fromlead={other.i == 0}/{far}",
        f"{target.what}/{far}/{here}", f"unique={view.index.one_day}/{group}/{here}", f"shared={shared}/{rel}",
        f"shared={shared}/{group}/{here}",
        f"shared={shared}/{far}/{here}", f"first={tokens[target.first].norm}", f"lemma={tokens[target.token].norm}/far",
        *_continuing(view, choice, other.i, far),
    ]  # fmt: skip


def _continuing(view: View, choice: DateChoice, other: int, far: str) -> list[str]:
    """Whether this sentence goes on telling what the date's sentence began: its head, its tense, events named with the article."""
    rel, group, target = choice.relation, view.group, view.target
    head = view.around.sorts(view.sentence)[0] or "word"
    linked = view.head[:1] == "و"
    kin = (target.what if target.what.isupper() else "ASSAULT") in view.around.types(other)
    known, tense, earlier = view.known, view.tense, view.earlier
    _, sort = view.around.governor(choice.mention)
    return [
        f"head={head}/{linked}/{rel}", f"head={head}/{linked}/{group}", f"kin={kin}/{rel}", f"kin={kin}/{group}/{far}",
        f"known={known}/{rel}",
        f"known={known}/{group}/{kin}", f"tense={tense}/{rel}", f"earlier={earlier}/{rel}", f"fargov={sort}/{group}/{rel}",
        f"end={len(view.reading.document.sentences) - view.sentence.i <= _SHORT}/{far}",
    ]  # fmt: skip
