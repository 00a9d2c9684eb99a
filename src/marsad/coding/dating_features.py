"""What speaks for or against a date for a record, as features of a model by their places (training/train_dating.py)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from marsad.coding.date_choices import DateChoice
from marsad.coding.dating_view import SAME, View, group_of
from marsad.mentions.types import DateMention
from marsad.models.layouts import Layout, Part, Value, each

_ACTS = ("event", "report")
_NEAR_CUE = 60  # characters from a cue to the date that goes with it
_LENGTHS = ("0", *["1-2"] * 2, *["3-6"] * 4, *["7-14"] * 8, *["15-29"] * 15, "30+")  # of the gap between a record and a date, in tokens


def _chain_names(value: tuple[str, str, str, str]) -> Iterator[str]:
    how, kind, near, group = value
    if how == "first":
        yield "chain=first"
    else:
        yield f"chain={how}/{kind}/{near}"
        yield f"chain={how}/{kind}/{near}/{group}"


def _none_names(value: tuple[str, str]) -> Iterator[str]:
    what, where = value
    yield from ("none", f"none/{where}", f"none/{what}/{where}", f"none/{group_of(what)}/{where}")


def _crossed_names(value: tuple[str, str, frozenset[str]]) -> Iterator[str]:
    name, side, sorts = value
    return (f"{name}={side}/{b}" for b in sorts)


def _border_names(value: tuple[str, str, str, str]) -> Iterator[str]:
    side, nearest, farthest, pos = value
    yield f"nearborder={nearest}/{side}/{pos}"
    yield f"{'last' if side == 'after' else 'first'}border={farthest}/{side}"


_NONE = Layout(
    _none_names,  # what, where
    each("none/sentence={0}/{1}", "none/n={2}", "none/quoted={3}/{1}"),  # sentence, where, dates here, quoted
    "none/head={}",
    _chain_names,
    each("none/seen={0}", "none/seen={0}/{1}"),  # what the network says, where
    each("none/again={0}", "none/again={0}/{1}"),
)
_ANY = Layout(
    # relation, kind, group, age
    each("{0}/{1}", "rel={0}", "rel={0}/{2}", "age={3}/{0}", "age={3}/{2}", "kind={1}/{2}"),
    "rel={}/{}",  # relation, what
    each("speech={0}/{1}", "speech={0}/{1}/{2}", "speech={0}/{3}"),  # how, relation, group, kind
    _chain_names,
    each("seen={0}", "seen={0}/{1}", "seen={0}/none={2}"),  # what the network says of it, relation, what it says of none
    each("again={0}", "again={0}/{1}", "again={0}/none={2}"),  # the same beside words that tell it again
)
_NEAR = Layout(
    # side, inside, length, nearer, start
    each("in={1}", "in={1}/{0}", "gap={0}/{2}", "gap={0}/{2}/{1}", "nearer={3}/{1}", "start={4}/{0}/{1}"),
    # side, inside, marks, verbs, borders
    each("marks={0}/{2}", "marks={0}/{2}/{1}", "verbs={0}/{3}", "verbs={0}/{3}/{1}", "borders={0}/{4}/{1}"),
    each("rel={0}/{2}/{3}", "kind={1}/{3}/{2}"),  # relation, kind, side, inside
    each("gov={0}/{1}", "gov={0}/{1}/{2}", "gov={0}/{1}/{3}", "gov={1}/{4}/{5}"),  # sort, order, group, inside, kind, side
    each("pos={0}/{1}/{2}", "pos={0}/{3}/{4}"),  # part, order, sort, side, inside
    each("led={0}/{1}/{2}", "led={0}/{3}"),  # led, side, inside, order
    "prev={}",
)
_LED = {side: Layout(f"lead2={{}}/{side}", f"lead2={{}}/{side}") for side in ("before", "after")}  # the words before a date
_GOVERNED = Layout(
    each("steps={0}/{2}", "opens={1}/{2}"),  # steps, clause, sort
    "govword={}",
)
_CROSSED = Layout(_crossed_names)
_BORDERS = Layout(_border_names)
_FAR = Layout(
    # relation, far, here, group, same paragraph, of the first sentence
    each("away={0}/{1}", "away={0}/{1}/{2}", "away={1}/{3}/{2}", "paragraph={4}/{0}", "fromlead={5}/{1}"),
    each("precision={1}/{0}/{2}", "unique={4}/{3}/{2}"),  # relation, precision, here, group, one day
    each("shared={0}/{1}", "shared={0}/{2}/{3}", "shared={0}/{4}/{3}"),  # shared, relation, group, here, far
    each("farhead={0}", "farhead={0}/{1}"),  # head, relation
    "{}/{}/{}",  # what, far, here
    "first={}",
    "lemma={}/far",
    each("head={0}/{1}/{2}", "head={0}/{1}/{3}"),  # sort of the head, linked, relation, group
    # kin, relation, group, far, known
    each("kin={0}/{1}", "kin={0}/{2}/{3}", "known={4}/{1}", "known={4}/{2}/{0}"),
    each("tense={0}/{2}", "earlier={1}/{2}"),  # tense, earlier, relation
    each("fargov={0}/{1}/{2}", "end={3}/{4}"),  # sort, group, relation, near the end, far
)


def none_parts(view: View) -> list[Part]:
    """What speaks for no date at all."""
    target, here = view.target, view.here
    inside = any(target.first <= c.mention.first < target.last for c in here)
    where = "inside" if inside else "here" if here else "elsewhere"
    stands = (min(view.sentence.i, 4), where, min(len(here), 3), view.quoted)
    return [(_NONE, ((target.what, where), stands, view.head, _chained(view, None), _seen(view, None, where), _again(view, None, where)))]


def date_parts(view: View, choice: DateChoice) -> list[Part]:
    """What speaks for or against one date."""
    relation, m, group = choice.relation, choice.mention, view.group
    every = (
        (relation, m.kind, group, view.index.age(choice.to)),
        (relation, view.target.what),
        (_in_speech(view, m), relation, group, m.kind),
        _chained(view, (choice.from_, choice.to)),
        _seen(view, choice, relation),
        _again(view, choice, relation),
    )
    return [(_ANY, every), *(_near(view, choice) if relation in SAME else _far(view, choice))]


def _seen(view: View, choice: DateChoice | None, where: str) -> Value:
    """What the network says of a date, or of none, and of none beside it; nothing where it was not asked."""
    said = view.seen(choice)
    return None if said is None else (said, where, view.seen(None))


def _again(view: View, choice: DateChoice | None, where: str) -> Value:
    """The same beside words that tell it again."""
    said = view.seen_again(choice)
    return None if said is None else (said, where, view.seen_again(None))


def _chained(view: View, days: tuple[dt.date, dt.date] | None) -> Value:
    """How a date (or none) stands to that of the record before."""
    if view.before is None:
        return "first", "", "", ""
    before = view.days_before
    return (
        "none" if before is None else "same" if before == days else "other",
        "-" if days is not None else "none",
        view.near_before,
        view.group,
    )


def _in_speech(view: View, m: DateMention) -> str:
    """Whether record and date stand in what one speaker says, or the date by the cue of what holds the record."""
    mine, its = view.statement, view.index.statement(m.start)
    if mine is None:
        return "none" if its is None else "date"
    if its == mine:
        return "both"
    if its is not None:
        return "other"
    return "cue" if abs(mine[2] - m.start) < _NEAR_CUE else "out"


def _near(view: View, choice: DateChoice) -> Iterator[Part]:
    """A date of the same sentence: side, distance, borders and other dates between."""
    tokens, target, around, m, first = view.tokens, view.target, view.around, choice.mention, view.sentence.first
    at = target.token
    side, low, high = ("after", at + 1, m.first) if m.first > at else ("before", m.last, max(m.last, at))
    inside = target.first <= m.first < target.last
    between = view.line.between(low, high)
    marks, borders = [w.mark for w in between if w.mark], [w.border for w in between if w.border]
    verbs = sum([w.finite for w in between])
    governor, sort = around.governor(m.first, view.sentence)
    order = "self" if governor == at else "before" if governor > at else "after" if governor >= 0 else "none"
    part, previous = view.word.part, tokens[m.first - 1].norm if m.first else "-"
    yield (
        _NEAR,
        (
            (side, inside, _LENGTHS[min(high - low, 30)], min(view.nearer(low, high), 2), m.first - first < 3),
            (side, inside, min(len(marks), 3), min(verbs, 3), min(len(borders), 3)),
            (choice.relation, m.kind, side, inside),
            (sort, order, view.group, inside, m.kind, side),
            (part, order, sort, side, inside),
            (view.led, side, inside, order),
            previous,
        ),
    )
    yield _LED[side], (previous if m.first > first else None, tokens[m.first - 2].norm if m.first - 1 > first else None)
    if order == "after":
        within = view.line.between(governor + 1, at)
        steps = sum([w.sort in _ACTS for w in within])
        opened = next((w.border for w in within if w.border), "none")
        yield _GOVERNED, ((min(steps, 3), opened, sort), tokens[governor].norm)
    if marks:
        yield _CROSSED, (("crossmark", side, frozenset(marks)),)
    if borders:
        yield _CROSSED, (("cross", side, frozenset(borders)),)
        nearest, farthest = (borders[0], borders[-1]) if side == "after" else (borders[-1], borders[0])
        yield _BORDERS, ((side, nearest, farthest, part),)


def _far(view: View, choice: DateChoice) -> list[Part]:
    """A date of another sentence: how far, of which clause, and how this sentence goes on from there."""
    tokens, target, sentence, group, rel, m = view.tokens, view.target, view.sentence, view.group, choice.relation, choice.mention
    around, onward = view.around, view.onward
    other = view.reading.document.sentences[tokens[m.first].sentence]
    here = bool(view.here)
    away = abs(sentence.i - other.i)
    far = "1" if away == 1 else "2-3" if away < 4 else "4+"
    shared = min(3, len(onward.stems & around.stems(other)))
    kin = (target.what if group != "figure" else "ASSAULT") in around.types(other)
    values = (
        (rel, far, here, group, sentence.paragraph == other.paragraph, other.i == 0),
        (rel, m.precision, here, group, view.index.one_day),
        (shared, rel, group, here, far),
        (view.head, rel),
        (target.what, far, here),
        tokens[target.first].norm,
        tokens[target.token].norm,
        (onward.head, onward.linked, rel, group),
        (kin, rel, group, far, onward.known),
        (view.word.tense, onward.earlier, rel),
        (around.governor(m.first, other)[1], group, rel, onward.ending, far),
    )
    return [(_FAR, values)]
