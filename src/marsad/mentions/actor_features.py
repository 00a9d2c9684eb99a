"""What the name tagger sees of each word: its own shape and neighbours, and what the lists know of it.

Everything that depends on one word alone is worked out once for each distinct folded word and kept for
each of the places that it may have in the window (two before to two after), so that a sentence costs a
few list joins a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from marsad.models import utf8
from marsad.text.kept import kept

_CACHE = 200_000

Seen = tuple[tuple[bytes, ...], tuple[bytes, ...], tuple[bytes, ...], tuple[bytes, ...], tuple[bytes, ...]]

_BEYOND: Seen = ((), (), (), (), ())  # what is seen of a word that is not there
_START: Seen = ((), (b"first",), (), (), ())  # before the first word of a sentence
_END: Seen = ((), (), (), (b"last",), ())  # after the last


@lru_cache(maxsize=_CACHE)
def bare(norm: str) -> tuple[str, str]:
    """(proclitic class, word without them): the likeliest cut, by form alone."""
    lead = ""
    rest = norm
    if len(rest) > 4 and rest[0] in "وف" and rest[1:3] in ("ال", "لل", "با"):
        lead, rest = rest[0], rest[1:]
    if rest.startswith(("بال", "كال")) and len(rest) > 5:
        return lead + rest[0] + "ال", rest[3:]
    if rest.startswith("لل") and len(rest) > 4:
        return lead + "لال", rest[2:]
    if rest.startswith("ال") and len(rest) > 4:
        return lead + "ال", rest[2:]
    return lead, rest


def _far(norm: str) -> list[str]:
    """What a folded word says two words away; the word whole first, as in the next two."""
    return ["w=" + norm, "l=" + bare(norm)[0]]


def _near(norm: str) -> list[str]:
    """What a folded word says of the words beside it."""
    lead, stem = bare(norm)
    return ["w=" + norm, "e=" + stem[-1:] + "/" + lead, "s=" + stem]


def _own(norm: str) -> list[str]:
    """What a folded word says of itself."""
    lead, stem = bare(norm)
    own = ["w=" + norm, "s=" + stem, "l=" + lead]
    if norm.isdigit():
        own.append("digit")
    elif norm.isascii():
        own.append("ascii" if norm.isalpha() else "sign=" + norm[:1])
    else:
        own += [*_edges(stem), "p1=" + norm[:1], "p1l=" + norm[:3], f"n={min(len(norm), 8)}"]
    return own


def _edges(stem: str) -> list[str]:
    return ["p2=" + stem[:2], "p3=" + stem[:3], "e2=" + stem[-2:], "e3=" + stem[-3:]]


def implied(feature: str) -> list[str]:
    """The features of the same word, seen from the same place, that never fail to come with one."""
    place = feature[:2] if feature[:1] in ("-", "+") else ""
    kind, _, value = feature[len(place) :].partition("=")
    if kind == "w":
        spelled = _far if place[1:] == "2" else _near if place else _own
        return [place + f for f in spelled(value)[1:]]
    if place or value.isascii() or value.isdigit():
        return []
    if kind == "s":
        return _edges(value)
    return {"p3": ["p2=" + value[:2]], "e3": ["e2=" + value[-2:]], "p1l": ["p1=" + value[:1]]}.get(kind, [])


class WordSight:
    """Per-word features, each worked out once. `marks` gives what the lists know of a folded word; `heeded` picks the features
    that the model has weights for. `of` gives the features of a folded word as the word two before, before, itself, after, two after."""

    def __init__(self, marks: Callable[[str], tuple[str, ...]], heeded: Callable[[Iterable[str]], tuple[bytes, ...]] = utf8) -> None:
        self._marks = marks
        self._heeded = heeded
        self.of: Callable[[str], Seen] = kept(self._work_out)
        self._marked: dict[tuple[str, ...], Seen] = {}  # the same for marks alone: many words have the same

    def _work_out(self, norm: str) -> Seen:
        marks = self._marks(norm)
        marked = self._marked.get(marks)
        if marked is None:
            shown = ["m=" + m for m in marks]
            marked = self._marked[marks] = self._placed(shown, shown, shown)
        before2, before, here, after, after2 = self._placed(_far(norm), _near(norm), _own(norm))
        return before2 + marked[0], before + marked[1], here + marked[2], after + marked[3], after2 + marked[4]

    def _placed(self, far: Sequence[str], near: Sequence[str], own: Sequence[str]) -> Seen:
        """Features of a word as those of its five places."""
        heeded = self._heeded
        return (
            heeded(["-2" + f for f in far]),
            heeded(["-1" + f for f in near]),
            heeded(own),
            heeded(["+1" + f for f in near]),
            heeded(["+2" + f for f in far]),
        )


def sentence_features(norms: Sequence[str], sight: WordSight, extra: Mapping[int, Sequence[bytes]]) -> list[list[bytes]]:
    """The features of each word of a sentence. `extra` gives more for single words (gazetteer hits)."""
    seen = [_BEYOND, _START, *map(sight.of, norms), _END, _BEYOND]
    windows = zip(seen, seen[1:], seen[2:], seen[3:], seen[4:], strict=False)
    out = [[*here[2], *before[1], *before2[0], *after[3], *after2[4]] for before2, before, here, after, after2 in windows]
    for i, more in extra.items():
        out[i] += more
    return out
