"""Frames: where each role of a word stands. Written in the data files as `S:actor O:recipient علي:recipient`."""

from __future__ import annotations

from functools import lru_cache

from marsad.lexicon.entries import Frame
from marsad.lexicon.inflection import folded


@lru_cache(maxsize=4096)
def read_frame(text: str) -> Frame:
    """A frame from its written form. Raises ValueError where a piece is not slot:role."""
    out = []
    for piece in text.split():
        slot, colon, role = piece.partition(":")
        if not colon or not slot or not role:
            raise ValueError(f"{piece!r} is not slot:role")
        out.append((folded(slot), role))
    return tuple(out)


@lru_cache(maxsize=4096)
def noun_frame(frame: Frame) -> Frame:
    """The frame of a verb's masdar: subject or object may be its genitive (قصف الطيران, قصف المدينة)."""
    roles = dict(frame)
    out: list[tuple[str, str]] = []
    subject, thing = roles.get("S"), roles.get("O")
    if subject and thing and thing != "content":
        out += [("G", "both"), ("G2", thing)]
    elif thing == "content":
        out += [("G", subject or "content"), ("G2", "content")]
    elif subject or thing:
        out.append(("G", subject or thing or ""))
    out += [(slot, role) for slot, role in frame if slot not in ("S", "O", "O2")]
    return tuple(out)
