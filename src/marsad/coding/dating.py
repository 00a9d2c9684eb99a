"""Which date in a report dates an event or a figure: each one near it is weighed against "none" (codebook, `date`).

A date of the same clause counts most; one in another clause of the sentence less; the last day named before, or that of the
report's first sentence, carries on only where the narrative does. What carries was learned from hand-coded reports
(training/train_dating.py, docs/models/dating.md); without a model the nearest date of the evidence is taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from marsad.coding.date_choices import DateChoice, Target, Told, date_choices, date_index
from marsad.coding.dating_features import date_parts, none_parts
from marsad.coding.dating_view import View
from marsad.coding.network_view import NetworkView
from marsad.reading import Reading
from marsad.records import Date, Span

MODEL = "dating"
BIAS = 0.8  # a date is taken although "none" is as likely: set by cross-validation on records where people or model give one


def date_for(reading: Reading, target: Target) -> Date | None:
    """The date of an event or figure; None where the text tells none. Records are best asked for in the order of the text: what was decided
    for the one before counts."""
    index = date_index(reading)
    best = _choose(reading, target, index.before(target.token))
    index.tell(Told(target.token, best))
    return _record(reading, best) if best is not None else None


def seen_dates(reading: Reading, view: NetworkView, tokens: Sequence[int]) -> list[dict[int, float]]:
    """What the network says of the dates near each of some triggers: log-probabilities by their numbers among the usable ones, -1 for none."""
    usable = date_index(reading).usable
    return view.settings("date", tokens, [m.first for m in usable], [m.last for m in usable])


def _choose(reading: Reading, target: Target, before: Told | None) -> DateChoice | None:
    choices = date_choices(reading, target, before)
    model = reading.models.linear(MODEL)
    if not choices or model is None:
        return nearest(choices, target)
    view = View(reading, target, choices, before)
    scored = [model.lean_of(date_parts(view, c)) for c in choices]
    none = model.lean_of(none_parts(view))
    top = max(range(len(choices)), key=scored.__getitem__)
    return choices[top] if scored[top] + BIAS > none else None


def nearest(choices: list[DateChoice], target: Target) -> DateChoice | None:
    """The date of the evidence that stands nearest to the trigger: what is taken without a model."""
    inside = [c for c in choices if c.relation == "here" and target.first <= c.mention.first < target.last]
    return min(inside, key=lambda c: abs(c.mention.first - target.token)) if inside else None


def _record(reading: Reading, choice: DateChoice) -> Date:
    text = reading.document.text
    span = Span(start=choice.start, end=choice.end, text=text[choice.start : choice.end])
    precision = "since" if (choice.from_, choice.to) != (choice.mention.from_, choice.mention.to) else choice.mention.precision
    return Date(from_=choice.from_, to=choice.to, precision=precision, text=span)
