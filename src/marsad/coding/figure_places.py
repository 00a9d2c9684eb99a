"""Where what a figure counts happened: the places near it are weighed against "none" (codebook, `place`).

Learned from hand-coded reports (training/train_figure_fields.py); without a model, the nearest place of its clause, else of its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from marsad.mentions.types import NumberMention, PlaceMention
from marsad.reading import Reading

MODEL = "figure_places"
_BACK = 3  # sentences back whose places are weighed


class PlaceChoice(msgspec.Struct, frozen=True, gc=False):
    """A place that may be a figure's, with what speaks for it."""

    place: str | None
    features: list[str]


class Where(msgspec.Struct, frozen=True, gc=False):
    """A figure to be placed: its number, measure, the word that measures it, its evidence (tokens), and the figure's place before it."""

    number: NumberMention
    measure: str
    trigger: int
    first: int
    last: int
    before: str | None
    away: int  # sentences from the figure before; -1 if there is none


def place_of(reading: Reading, target: Where) -> str | None:
    """The id of a figure's place, or `None`."""
    model = reading.models.linear(MODEL)
    if model is None:
        return _nearest(reading, target)
    choices = place_choices(reading, target)
    scores = [b - a for a, b in (model.margins(c.features) for c in choices)]
    return choices[max(range(len(scores)), key=scores.__getitem__)].place


def _nearest(reading: Reading, target: Where) -> str | None:
    inside = [p for p in reading.places if p.place is not None and target.first <= p.first < target.last]
    after = [p for p in inside if p.first >= target.number.last]
    return (after or inside)[0].place if inside else None


def place_choices(reading: Reading, target: Where) -> list[PlaceChoice]:
    """The places of the sentence, the last of each sentence before, the first of the report, that of the figure before; and `None`."""
    document = reading.document
    sentence = document.sentences[document.tokens[target.number.first].sentence]
    named = [p for p in reading.places if p.place is not None]
    here = [p for p in named if sentence.first <= p.first < sentence.last]
    floor = document.sentences[max(0, sentence.i - _BACK)].first
    earlier = [p for p in named if floor <= p.first < sentence.first]
    found: dict[str, list[str]] = {}
    kinds = {p.id: p.kind for p in reading.gazette}
    counts = {p.id: len(p.mentions) for p in reading.gazette}
    most = max(counts.values(), default=0)

    def add(p: PlaceMention, *features: str) -> None:
        key = p.place or ""
        kind = kinds.get(key, "")
        base = [f"kind={kind}", f"kind={kind}/{bool(here)}", f"most={counts.get(key, 0) == most}/{bool(here)}", f"count={min(counts.get(key, 0), 4)}"]
        found.setdefault(key, base).extend([*features, *(f"{f}/{kind}" for f in features[:2])])

    before = [p for p in here if p.first < target.number.first]
    for n, p in enumerate(here):
        rank = n - len(before) if p.first < target.number.first else n - len(before) + 1
        add(p, *_here(reading, target, p, rank, len(here)))
    for n, p in enumerate(reversed(earlier)):
        away = sentence.i - document.tokens[p.first].sentence
        add(p, f"earlier/{min(n, 3)}/{bool(here)}", f"earlier/{away}/{bool(here)}", f"earlier/{min(n, 3)}/{away}")
    if named and named[0].first < sentence.first:
        add(named[0], f"lead/{bool(here)}", f"lead/{bool(earlier)}/{bool(here)}")
    if target.before is not None and target.before in kinds:
        last = next(p for p in named if p.place == target.before)
        add(last, f"chain/{min(target.away, 2)}/{bool(here)}", f"chain/{min(target.away, 2)}")
    out = [PlaceChoice(key, features) for key, features in found.items()]
    return [*out, PlaceChoice(None, list(_none(target, here, earlier)))]


def _here(reading: Reading, target: Where, p: PlaceMention, rank: int, others: int) -> list[str]:
    """A place of the same sentence: side, order, preposition, whether in the evidence."""
    tokens = reading.document.tokens
    side = "after" if p.first > target.number.first else "before"
    inside = target.first <= p.first < target.last
    gap = p.first - target.number.last if side == "after" else target.number.first - p.last
    near = "0-3" if gap < 4 else "4-9" if gap < 10 else "10-19" if gap < 20 else "20+"
    previous = tokens[p.first - 1].norm if p.first else "-"
    glued = tokens[p.first].norm[:1] if tokens[p.first].norm[:1] in "بلو" and not p.name.startswith(tokens[p.first].text[:1]) else "-"
    marks = sum(tokens[i].kind == "punct" for i in range(*sorted((p.first, target.number.first))))
    actor = any(a.first <= p.first < a.last and (a.last - a.first) > (p.last - p.first) for a in reading.actors)
    rank = max(-3, min(3, rank))
    return [
        f"rank={rank}", f"rank={rank}/{inside}", f"inside={inside}/{side}", f"gap={side}/{near}", f"prev={previous}", f"glued={glued}/{side}",
        f"prev={previous}/{side}", f"marks={side}/{min(marks, 3)}", f"others={min(others, 4)}/{rank}", f"actor={actor}",
        f"next={tokens[p.last].norm if p.last < len(tokens) else '-'}", f"{side}/{target.measure}", f"trigger={'after' if p.first > target.trigger else 'before'}/{inside}",
    ]  # fmt: skip


def _none(target: Where, here: list[PlaceMention], earlier: list[PlaceMention]) -> Iterator[str]:
    inside = sum(target.first <= p.first < target.last for p in here)
    yield "none"
    yield f"none/here={min(len(here), 3)}/{min(inside, 1)}"
    yield f"none/{target.measure}"
    yield f"none/{bool(here)}/{bool(earlier)}"
    yield f"none/chain={'first' if target.away < 0 else target.before is None}/{bool(here)}/{min(target.away, 2)}"
