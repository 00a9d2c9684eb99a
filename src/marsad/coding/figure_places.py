"""Where what a figure counts happened: the places near it are weighed against "none" (codebook, `place`).

Learned from hand-coded reports (training/train_figure_fields.py); without a model, the nearest place of its clause, else of its sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from marsad.coding.nearby import nearby
from marsad.coding.settings import step
from marsad.mentions.types import NumberMention, PlaceMention
from marsad.models.layouts import Layout, Part, Value, each, names_of
from marsad.reading import Reading

MODEL = "figure_places"
_BACK = 3  # sentences back whose places are weighed


class PlaceChoice(msgspec.Struct, frozen=True, gc=False):
    """A place that may be a figure's, with what speaks for it."""

    place: str | None
    parts: list[Part]

    @property
    def features(self) -> list[str]:
        """What speaks for it, by name."""
        return names_of(self.parts)


class Where(msgspec.Struct, frozen=True, gc=False):
    """A figure to be placed: its number, measure, the word that measures it, its evidence (tokens), the place of the figure before it, what the
    network says of places as log-probabilities (of none by `None`), and its event: whether it has one and where that was."""

    number: NumberMention
    measure: str
    trigger: int
    first: int
    last: int
    before: str | None
    away: int  # sentences from the figure before; -1 if there is none
    seen: Mapping[str | None, float]
    event: Literal["none", "nowhere", "somewhere"]
    happened: str | None


_BASE = Layout(
    each("kind={0}", "kind={0}/{1}", "most={2}/{1}", "count={3}"),  # kind, places in the sentence, named most, times named
    each("seen={0}", "seen={0}/{1}", "seen={0}/{2}", "seen={0}/{3}"),  # by the network, places in the sentence, none by it, whether it has an event
)
_HERE = Layout(
    each("rank={0}", "rank={0}/{1}", "rank={0}/{2}", "rank={0}/{1}/{2}", "others={3}/{0}"),  # rank, inside, kind, others
    each("inside={0}/{1}", "gap={1}/{2}", "trigger={3}/{0}"),  # inside, side, near, side of the trigger
    each("glued={0}/{1}", "marks={1}/{2}", "actor={3}"),  # glued, side, marks, actor
    each("prev={0}", "prev={0}/{1}"),  # word before, side
    "next={}",
    "{}/{}",  # side, measure
)
_EARLIER = Layout(each("earlier/{0}/{2}", "earlier/{1}/{2}", "earlier/{0}/{1}", "earlier/{0}/{2}/{3}", "earlier/{1}/{2}/{3}"))
_LEAD = Layout(each("lead/{0}", "lead/{1}/{0}", "lead/{0}/{2}", "lead/{1}/{0}/{2}"))
_CHAIN = Layout(each("chain/{0}/{1}", "chain/{0}", "chain/{0}/{1}/{2}", "chain/{0}/{2}"))
_EVENT = Layout(each("event/{0}", "event/{1}", "event/{0}/{1}", "event/{0}/{2}"))  # whether in the sentence, places in the sentence, kind
_NONE = Layout(
    each(
        "none", "none/here={0}/{1}", "none/{2}/{3}", "none/chain={4}/{2}/{5}"
    ),  # here, inside, any here, any before, chain, sentences away
    "none/{}",
    each("none/seen={0}", "none/seen={0}/{1}", "none/event={2}", "none/event={2}/{1}"),  # by the network, places in the sentence, event
)


def place_of(reading: Reading, target: Where) -> str | None:
    """The id of a figure's place, or `None`."""
    model = reading.models.linear(MODEL)
    if model is None:
        return _nearest(reading, target)
    choices = place_choices(reading, target)
    if len(choices) == 1:
        return None
    scores = [model.lean_of(c.parts) for c in choices]
    return choices[max(range(len(scores)), key=scores.__getitem__)].place


def _nearest(reading: Reading, target: Where) -> str | None:
    inside = [p for p in reading.places if p.place is not None and target.first <= p.first < target.last]
    after = [p for p in inside if p.first >= target.number.last]
    return (after or inside)[0].place if inside else None


def place_choices(reading: Reading, target: Where) -> list[PlaceChoice]:
    """The places of the sentence, the last of each sentence before, the first of the report, those of the figure before and of its event; and
    `None`."""
    document = reading.document
    sentence = document.sentences[document.tokens[target.number.first].sentence]
    near = nearby(reading)
    here = near.places(sentence.first, sentence.last)
    earlier = near.places(document.sentences[max(0, sentence.i - _BACK)].first, sentence.first)
    found: dict[str, list[Part]] = {}
    named, kinds, counts, most = near.located, near.kinds, near.times, near.most
    nowhere = step(target.seen.get(None))
    any_here, any_earlier, before = bool(here), bool(earlier), sum(p.first < target.number.first for p in here)

    def parts_of(p: PlaceMention) -> tuple[str, list[Part]]:
        key = p.place or ""
        kind, parts = kinds.get(key, ""), found.get(key)
        if parts is None:
            said = step(target.seen.get(key)), any_here, nowhere, target.event
            parts = found[key] = [(_BASE, ((kind, any_here, counts.get(key, 0) == most, min(counts.get(key, 0), 4)), said))]
        return kind, parts

    for n, p in enumerate(here):
        kind, parts = parts_of(p)
        parts.append((_HERE, _here(reading, target, p, n - before if p.first < target.number.first else n - before + 1, len(here), kind)))
    for n, p in enumerate(reversed(earlier)):
        kind, parts = parts_of(p)
        parts.append((_EARLIER, ((min(n, 3), sentence.i - document.tokens[p.first].sentence, any_here, kind),)))
    if named and named[0].first < sentence.first:
        kind, parts = parts_of(named[0])
        parts.append((_LEAD, ((any_here, any_earlier, kind),)))
    if target.before is not None and target.before in kinds:
        kind, parts = parts_of(near.first_named(target.before))
        parts.append((_CHAIN, ((min(target.away, 2), any_here, kind),)))
    if target.happened is not None and target.happened in kinds:
        kind, parts = parts_of(near.first_named(target.happened))
        parts.append((_EVENT, ((any(p.place == target.happened for p in here), any_here, kind),)))
    inside = any(target.first <= p.first < target.last for p in here)
    chain = "first" if target.away < 0 else str(target.before is None)
    none = (min(len(here), 3), int(inside), any_here, any_earlier, chain, min(target.away, 2)), target.measure, (nowhere, any_here, target.event)
    return [*(PlaceChoice(key, parts) for key, parts in found.items()), PlaceChoice(None, [(_NONE, none)])]


def _here(reading: Reading, target: Where, p: PlaceMention, rank: int, others: int, kind: str) -> tuple[Value, ...]:
    """A place of the same sentence: side, order, preposition, whether in the evidence."""
    tokens = reading.document.tokens
    side, gap = ("after", p.first - target.number.last) if p.first > target.number.first else ("before", target.number.first - p.last)
    inside = target.first <= p.first < target.last
    near = "0-3" if gap < 4 else "4-9" if gap < 10 else "10-19" if gap < 20 else "20+"
    norm = tokens[p.first].norm
    glued = norm[:1] if norm[:1] in "بلو" and not p.name.startswith(tokens[p.first].text[:1]) else "-"
    low, high = sorted((p.first, target.number.first))
    marks = sum([t.kind == "punct" for t in tokens[low:high]])
    actor = any(a.first <= p.first < a.last and (a.last - a.first) > (p.last - p.first) for a in nearby(reading).actors(tokens[p.first].sentence))
    return (
        (max(-3, min(3, rank)), inside, kind, min(others, 4)),
        (inside, side, near, "after" if p.first > target.trigger else "before"),
        (glued, side, min(marks, 3), actor),
        (tokens[p.first - 1].norm if p.first else "-", side),
        tokens[p.last].norm if p.last < len(tokens) else "-",
        (side, target.measure),
    )
