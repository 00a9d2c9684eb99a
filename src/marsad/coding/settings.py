"""Settings: where an event happened. Each place named near a trigger is weighed (codebook, "Events", place)."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.coding.context import Context
from marsad.coding.roles import preposition
from marsad.coding.triggers import Candidate
from marsad.mentions.types import PlaceMention


def place_pairs(context: Context, c: Candidate, type_: str, first: int, last: int) -> Iterator[tuple[PlaceMention, list[str]]]:
    """The places of the trigger's sentence, the last of the sentence before and the first of the report, with features."""
    reading, tokens = context.reading, context.tokens
    s = reading.document.sentences[tokens[c.token].sentence]
    here = [p for p in reading.places if s.first <= p.first < s.last and p.place is not None]
    kinds: dict[str, str] = {p.id: p.kind for p in reading.gazette}
    counts = {p.id: len(p.mentions) for p in reading.gazette}
    actors = {(context.mentions[k].start, context.mentions[k].end) for k in context.mention_at[s.first : s.last] if k >= 0}
    before = [p for p in here if p.first < c.token]
    for n, p in enumerate(here):
        rank = n - len(before) if p.first < c.token else n - len(before) + 1
        yield p, _features(context, c, type_, p, rank, first, last, kinds, counts, len(here), (p.start, p.end) in actors)
    if s.i:
        previous = reading.document.sentences[s.i - 1]
        last_place = next((p for p in reversed(reading.places) if previous.first <= p.first < previous.last and p.place is not None), None)
        if last_place is not None:
            yield last_place, [f"previous/{min(len(here), 2)}", f"previous/{type_}/{min(len(here), 2)}", f"previous/{kinds.get(last_place.place or '')}"]
    lead = next((p for p in reading.places if p.place is not None), None)
    if lead is not None and lead.first < s.first:
        yield lead, [f"lead/{min(len(here), 2)}", f"lead/{type_}/{min(len(here), 2)}", f"lead/{kinds.get(lead.place or '')}/{min(len(here), 1)}"]


def _features(
    context: Context, c: Candidate, type_: str, p: PlaceMention, rank: int, first: int, last: int,
    kinds: dict[str, str], counts: dict[str, int], others: int, acts: bool,
) -> list[str]:  # fmt: skip
    tokens, clauses = context.tokens, context.clauses
    prep = preposition(context, p.first)
    kind = kinds.get(p.place or "", "other")
    side = "after" if p.first >= c.token else "before"
    crossed = clauses.of[p.first] - clauses.of[c.token]
    gap = p.first - c.last if side == "after" else c.token - p.last
    inside = first <= p.first < last
    before = tokens[p.first - 1].norm if p.first else "-"
    after = tokens[p.last].norm if p.last < len(tokens) else "-"
    base = [
        f"rank={max(-3, min(3, rank))}", f"prep={prep}", f"kind={kind}", f"crossed={max(-3, min(3, crossed))}", f"inside={inside}",
        f"gap={side}/{gap if gap < 3 else '3-6' if gap < 7 else '7-14' if gap < 15 else '15+'}",
    ]  # fmt: skip
    out = [*base, f"prev={before}", f"next={after}", f"others={min(others, 4)}", f"acts={acts}/{kind}", f"count={min(counts.get(p.place or '', 0), 4)}"]
    out += [f"{type_}&{b}" for b in base]
    out += [f"{c.forms[0].entry.lemma}&{b}" for b in base[:3]]
    out += [f"{kind}&{b}&inside={inside}" for b in base[:2]] + [f"{prep}/{side}/{crossed == 0}/{kind}", f"prep={prep}/prev={before}/{inside}"]
    return out
