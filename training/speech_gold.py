"""What the hand-coded reports teach about speech: each statement found again in its text, and the part that each token has in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from actor_gold import spans
from marsad.coding.speech_words import is_that
from marsad.mentions.actor_names import ActorNames
from marsad.models.tagger import CUE, FIRST, LAST, VOICE, WITHIN
from marsad.text.document import Document, Token


class Said(NamedTuple):
    """The tokens of what is said, its offsets, and those of the cue nearest to it."""

    first: int
    last: int
    span: tuple[int, int]
    cue: tuple[int, int] | None


def said_in(text: str, tokens: Sequence[Token], s: dict[str, Any]) -> Said | None:
    """Where a coded statement stands in a text."""
    if "content_span" in s:
        return _said(tokens, tuple(s["content_span"]), tuple(s["cue_span"]))
    cues = [m.span(1) for m in re.finditer(r"(?<![^\W_])[وف]?(" + re.escape(s["cue"]) + r")(?![^\W_])", text)] or [
        m.span() for m in re.finditer(re.escape(s["cue"]), text)
    ]
    best = None
    for m in re.finditer(re.escape(s["content"]), text):
        for c in cues or [None]:
            far = 999 if c is None else m.start() - c[1] if c[1] <= m.start() else 60 + max(0, c[0] - m.end())
            if best is None or far < best[0]:
                best = (far, m.span(), c)
    return _said(tokens, best[1], best[2]) if best is not None else None


def _said(tokens: Sequence[Token], span: tuple[int, int], cue: tuple[int, int] | None) -> Said | None:
    inside = [t.i for t in tokens if t.start < span[1] and t.end > span[0] and t.kind != "punct"]
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    while first < last - 3 and (is_that(tokens[first].norm) or tokens[first].norm in ("عن", "الي", "علي")):
        first += 1  # hands differ on whether the particle belongs to what is said; the codebook leaves it to the cue
    return Said(first, last, span, cue)


def parts(document: Document, raw: dict[str, Any], names: ActorNames) -> list[list[int]]:
    """For each token, the parts that it has in speech (`SPEECH`). Who says it is marked where it is named nearest to the cue, in its sentence."""
    tokens = document.tokens
    out: list[set[int]] = [set() for _ in tokens]
    number = {name: k for k, a in enumerate(raw["actors"]) for name in (a["name"], *a.get("aliases", []))}
    named = spans(document, raw["actors"], names) if raw["statements"] else []
    for s in raw["statements"]:
        said = said_in(raw["text"], tokens, s)
        if said is None:
            continue
        out[said.first].add(FIRST)
        out[said.last - 1].add(LAST)
        for k in range(said.first, said.last):
            out[k].add(WITHIN)
        cue = [t for t in tokens if said.cue and t.start < said.cue[1] and t.end > said.cue[0]]
        for t in cue:
            out[t.i].add(CUE)
        if cue:
            near = [x for x in named if x[3] == number.get(s["speaker"]) and tokens[x[0]].sentence == cue[0].sentence]
            if near:
                first, last, *_ = min(near, key=lambda x: abs(x[0] - cue[0].i))
                for k in range(first, last):
                    out[k].add(VOICE)
    return [sorted(some) for some in out]


