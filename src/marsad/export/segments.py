"""Overlapping spans as a run of pieces, each with everything that covers it: what a page needs to mark a text.

A page cannot nest two marks that overlap in part, so the text is cut wherever any span begins or ends. Cuts may fall
inside a word (و|أعلن): whoever draws the pieces must put nothing between them, or the letters stop joining.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple


class Mark(NamedTuple):
    """A span of the text, `tag` saying what of (`e`, `f`, `trigger` ...), `ref` the id of the record that it belongs to."""

    start: int
    end: int
    tag: str
    ref: str


class Piece(NamedTuple):
    """A stretch of text, the tags that cover it and the records that they belong to, each once, the shortest span first."""

    start: int
    end: int
    tags: tuple[str, ...]
    refs: tuple[str, ...]


def pieces(marks: Iterable[Mark], *, start: int, end: int) -> Iterator[Piece]:
    """The text from `start` to `end`, cut at every border of a mark. Takes n log n time in the marks and their overlaps."""
    edges: dict[int, list[tuple[bool, int]]] = {start: [], end: []}
    ordered = [m for m in marks if m.start < end and m.end > start]
    for i, mark in enumerate(ordered):
        edges.setdefault(max(start, mark.start), []).append((True, i))
        edges.setdefault(min(end, mark.end), []).append((False, i))
    active: set[int] = set()
    cuts = sorted(edges)
    for here, there in pairwise(cuts):
        for begins, i in sorted(edges[here]):  # ends before beginnings
            (active.add if begins else active.discard)(i)
        over = [ordered[i] for i in sorted(active, key=lambda i: (ordered[i].end - ordered[i].start, i))]
        yield Piece(here, there, tuple(dict.fromkeys(m.tag for m in over)), tuple(dict.fromkeys(m.ref for m in over)))


def paragraphs(text: str, marks: Iterable[Mark]) -> Iterator[list[Piece]]:
    """The pieces of each line of `text` that is not blank."""
    ordered = sorted(marks, key=lambda m: (m.start, -m.end))
    at, first = 0, 0
    open_: list[Mark] = []  # marks that run on from an earlier line
    for line in text.splitlines(keepends=True):
        begin, stop = at, at + len(line)
        at = stop
        here = open_
        while first < len(ordered) and ordered[first].start < stop:
            here.append(ordered[first])
            first += 1
        if not line.isspace():
            yield list(pieces(here, start=begin, end=begin + len(line.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"))))
        open_ = [m for m in here if m.end > stop]
