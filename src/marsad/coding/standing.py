"""Where candidates for events stand, as the network weighs them beside one another (`models.network.Standing`)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from marsad.coding.context import Context
from marsad.coding.triggers import Candidate
from marsad.models.network import Standing

_BESIDE = 14  # tokens to one who is named next to a candidate


def standing(context: Context, candidates: Sequence[Candidate]) -> Standing:
    """Where candidates stand: their sentences, lemmas, and who is named next to them."""
    lemmas: dict[str, int] = {}
    actors: dict[str | None, int] = {None: -1}
    numbers = [lemmas.setdefault(c.forms[0].entry.lemma, len(lemmas)) for c in candidates]
    people = [[actors.setdefault(a, len(actors)) for a in _named_beside(context, c)] for c in candidates]
    sentences = [context.tokens[c.token].sentence for c in candidates]
    return Standing(np.array(sentences, dtype=int), np.array(numbers, dtype=int), np.array(people, dtype=int).reshape(-1, 2))


def _named_beside(context: Context, c: Candidate) -> tuple[str | None, str | None]:
    """The actors that are named next to a candidate in its sentence, before and after."""
    sentence = context.tokens[c.token].sentence
    before, after = context.named_before[c.token], context.named_from[c.last]
    near = before >= max(0, c.token - _BESIDE), after < min(len(context.tokens), c.last + _BESIDE)
    first, second = (
        context.mentions[context.mention_at[i]].actor if close and context.tokens[i].sentence == sentence else None
        for i, close in zip((before, after), near, strict=True)
    )
    return first, second
