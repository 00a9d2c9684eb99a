"""What is seen of the dates that a record could have, in numbers: what the logistic regression and the network say of each, how it stands to the
record and to the other dates. `dating` weighs it by trees."""

from __future__ import annotations

import math
from bisect import bisect_left

from marsad.coding.date_choices import DateChoice
from marsad.coding.dating_view import SAME, View
from marsad.coding.stacked import NAMES as LEANS
from marsad.coding.stacked import OPEN

_RELATIONS = ("here", "since", "from", "start", "previous", "day", "lead", "after", "chain")
_PRECISIONS = ("day", "range", "month", "year", "since")
_GROUPS = ("said", "done", "figure")
_FAR = 400  # days before publication from which dates are alike
_UNASKED = -9.0
NAMES: tuple[str, ...] = (
    *LEANS, "seen", "seen none", "best other seen", "choices", "dates here", "is a date",
    *(f"relation {r}" for r in _RELATIONS), *(f"precision {p}" for p in _PRECISIONS), *(f"group {g}" for g in _GROUPS),
    "gap", "before", "inside evidence", "dates between", "marks between", "verbs between", "borders between", "governs", "sentences away", "same paragraph",
    "shared stems", "age", "same as record before", "record before has none", "record before near", "quoted", "in a statement", "its statement",
    "sentence", "of the first sentence", "one day in all",
)  # fmt: skip


def measured(view: View) -> list[list[float]]:
    """The numbers of each date, and last of none, in order of `NAMES`; what the logistic regression says is left open (`stacked`)."""
    seen = [_said(view, c) for c in view.choices]
    nothing = _said(view, None)
    common = [len(view.choices), len(view.here)]
    groups = [view.group == g for g in _GROUPS]
    rows: list[list[float]] = []
    for k, choice in enumerate(view.choices):
        best = max((s for j, s in enumerate(seen) if j != k), default=_UNASKED)
        sorts = [choice.relation == r for r in _RELATIONS] + [choice.mention.precision == p for p in _PRECISIONS]
        rows.append([*OPEN, seen[k], nothing, best, *common, True, *sorts, *groups, *_stands(view, choice)])
    blank = [False] * (len(_RELATIONS) + len(_PRECISIONS))
    rows.append([*OPEN, nothing, nothing, max(seen, default=_UNASKED), *common, False, *blank, *groups, *_record(view)])
    return rows


def _said(view: View, choice: DateChoice | None) -> float:
    said = view.target.seen
    if said is None:
        return _UNASKED
    return said.get(-1 if choice is None else bisect_left(view.index.firsts, choice.mention.first), _UNASKED)


def _stands(view: View, choice: DateChoice) -> list[float]:
    """How a date stands to the record."""
    target, m, tokens = view.target, choice.mention, view.tokens
    at = target.token
    side, low, high = (0.0, at + 1, m.first) if m.first > at else (1.0, m.last, max(m.last, at))
    other = view.reading.document.sentences[tokens[m.first].sentence]
    here = choice.relation in SAME
    between = view.line.between(low, high) if here else ()
    governor = view.around.governor(m.first, view.sentence)[0] if here else -1
    published = view.reading.published
    age = 500.0 if published is None else float(max(-_FAR, min(_FAR, (published - choice.to).days)))
    shared = 0 if here else len(view.onward.stems & view.around.stems(other))
    mine, its = view.statement, view.index.statement(m.start)
    return [
        float(min(high - low, 60)), side, float(target.first <= m.first < target.last), float(view.nearer(low, high)) if here else -1.0,
        float(sum(bool(w.mark) for w in between)), float(sum(w.finite for w in between)), float(sum(bool(w.border) for w in between)),
        0.0 if governor == at else 1.0 if governor > at else 2.0 if governor >= 0 else 3.0,
        float(view.sentence.i - other.i), float(view.sentence.paragraph == other.paragraph), float(shared), math.copysign(math.log1p(abs(age)), age),
        *_chained(view, choice), *_spoken(view), 0.0 if its is None else 1.0 if its == mine else 2.0,
        float(view.sentence.i), float(other.i == 0), float(view.index.one_day),
    ]  # fmt: skip


def _record(view: View) -> list[float]:
    """The same places for none: what is true of the record alone."""
    return [*[-1.0] * 12, *_chained(view, None), *_spoken(view), -1.0, float(view.sentence.i), -1.0, float(view.index.one_day)]


def _chained(view: View, choice: DateChoice | None) -> list[float]:
    """Whether the record before has these days, none, and how near it is."""
    if view.before is None:
        return [-1.0, -1.0, 3.0]
    days = None if choice is None else (choice.from_, choice.to)
    near = {"0": 0.0, "1": 1.0}.get(view.near_before, 2.0)
    return [float(view.days_before == days), float(view.days_before is None), near]


def _spoken(view: View) -> list[float]:
    return [float(view.quoted), float(view.statement is not None)]
