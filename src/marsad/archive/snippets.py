"""Where in a report the words that were searched for stand, and the piece around them that is worth showing."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from marsad.archive.query import Query
from marsad.archive.words import Word, words

AROUND = 160  # characters that a snippet has about


class Snippet(msgspec.Struct, frozen=True, gc=False):
    """A piece of the text as given: `text[start:end]`, with the offsets, in the text too, of the words that were found in it."""

    start: int
    end: int
    text: str
    marks: list[tuple[int, int]]


def marks(text: str, query: Query) -> list[tuple[int, int]]:
    """The offsets of every word and phrase of `query` in `text`, in order, none within another."""
    return _marks(list(words(text)), query)


def snippet(text: str, query: Query, *, around: int = AROUND) -> Snippet:
    """The piece of `text` with the most different words of `query`, the first of such; its beginning where there is none."""
    found = list(words(text))
    spots = _marks(found, query)
    if not found:
        return Snippet(0, 0, "", [])
    first, last = _densest(text, spots, around)
    left, right = (spots[first][0], spots[last][1]) if spots else (found[0].start, found[0].end)
    spare = max(0, around - (right - left))
    start, end = left - spare // 2, right + spare - spare // 2
    if start < 0:
        start, end = 0, end - start
    inside = [w for w in found if w.start >= start and w.end <= end]
    if spots:
        start, end = min(inside[0].start if inside else left, left), max(inside[-1].end if inside else right, right)
    else:
        start, end = found[0].start, max(inside[-1].end if inside else 0, found[0].end)
    return Snippet(start, end, text[start:end], [s for s in spots if s[0] >= start and s[1] <= end])


def _marks(found: Sequence[Word], query: Query) -> list[tuple[int, int]]:
    wanted = frozenset(form for word in query.words for form in word)
    spots = [(w.start, w.end) for w in found if not wanted.isdisjoint(w.forms)] if wanted else []
    chain = [w.bare for w in found]
    for phrase in query.phrases:
        n = len(phrase)
        for i in _occurrences(chain, phrase[0]):
            if tuple(chain[i : i + n]) == phrase:
                spots.append((found[i].start, found[i + n - 1].end))
    return _outermost(spots)


def _occurrences(chain: Sequence[str], word: str) -> list[int]:
    return [i for i, other in enumerate(chain) if other == word]


def _outermost(spots: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spots that overlap are one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spots):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _densest(text: str, spots: Sequence[tuple[int, int]], around: int) -> tuple[int, int]:
    """The first and the last of the spots that a snippet of `around` characters shows, with as many different words as may be."""
    best = (0, 0, 0)
    last = 0
    for first, (start, _) in enumerate(spots):
        last = max(last, first)
        while last + 1 < len(spots) and spots[last + 1][1] - start <= around:
            last += 1
        different = len({text[a:b] for a, b in spots[first : last + 1][:AROUND]})
        if different > best[0]:
            best = (different, first, last)
    return best[1], best[2]
