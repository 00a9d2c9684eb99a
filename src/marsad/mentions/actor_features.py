"""What the name tagger sees of each word: its own shape and neighbours, and what the lists know of it.

What depends on one word alone is worked out once for each distinct folded word: what it weighs from each of the five places that it may
have in the window (two before to two after) is one row, so that a report costs a few sums of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from marsad.mentions.actor_names import ActorNames
from marsad.models import Crf
from marsad.models.table import Rows, Table, summed

# isort: split
import numpy as np

_CACHE = 200_000
_BEYOND, _START, _END = "\0", "\1", "\2"  # stand for what is beyond a sentence: farther off, right before it, right after it

Seen = tuple[list[str], list[str], list[str], list[str], list[str]]
Extra = Mapping[int, Sequence[str]]  # more features of single tokens

_BORDERS: dict[str, Seen] = {_BEYOND: ([], [], [], [], []), _START: ([], ["-1first"], [], [], []), _END: ([], [], [], ["+1last"], [])}
PLACES = ("-2", "-1", "", "+1", "+2")  # of a word in the window: two before, before, itself, after, two after


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


def _seen(norm: str, names: ActorNames) -> Seen:
    """The features of a folded word as the word two before, before, itself, after, two after."""
    if norm in _BORDERS:
        return _BORDERS[norm]
    far, near, own, marks = _far(norm), _near(norm), _own(norm), ["m=" + m for m in names.marks(norm)]
    sides = (far, near, own, near, far)
    return tuple([place + f for f in (*side, *marks)] for place, side in zip(PLACES, sides, strict=True))  # type: ignore[return-value]


def _said(norm: str, names: ActorNames) -> list[str]:
    """The features of a folded word wherever it stands, each once, without its place."""
    if norm in _BORDERS:
        return [f.removeprefix(place) for place, some in zip(PLACES, _BORDERS[norm], strict=True) for f in some]
    return list(dict.fromkeys([*_far(norm), *_near(norm), *_own(norm), *("m=" + m for m in names.marks(norm))]))


def sentence_features(norms: Sequence[str], names: ActorNames, extra: Extra) -> list[list[str]]:
    """The features of each word of a sentence, by name. `extra` gives more for single words (gazetteer hits)."""
    around = [_seen(norm, names) for norm in (_BEYOND, _START, *norms, _END, _BEYOND)]
    windows = zip(around, around[1:], around[2:], around[3:], around[4:], strict=False)
    out = [[*here[2], *before[1], *before2[0], *after[3], *after2[4]] for before2, before, here, after, after2 in windows]
    for i, more in extra.items():
        out[i] += more
    return out


class NameSight:
    """What the words of a report weigh for each label of a tagger."""

    __slots__ = ("_extra", "_rows", "_width")

    def __init__(self, names: ActorNames, field: Crf) -> None:
        at, table = field.table(PLACES)
        width = self._width = len(field.labels)
        own = slice(PLACES.index("") * width, (PLACES.index("") + 1) * width)

        def numbers(features: Iterable[str]) -> list[int]:
            return [n for n in map(at.get, features) if n is not None]

        self._rows = Table(lambda words: summed(table, [numbers(_said(word, names)) for word in words]), len(PLACES) * width)
        self._extra = Table(lambda groups: summed(table, list(map(numbers, groups)))[:, own], width)

    def weights(self, sentences: Sequence[Sequence[str]], extra: Mapping[int, Sequence[str]]) -> Rows:
        """What speaks for each label at each word, (words, labels), of sentences of folded words, laid end to end; `extra` by word."""
        keys: list[str] = []
        real: list[int] = []
        for norms in sentences:
            real += range(len(keys) + 2, len(keys) + 2 + len(norms))
            keys += (_BEYOND, _START, *norms, _END, _BEYOND)
        rows, width = self._rows.take(keys), self._width
        at = np.array(real)
        total: Rows = sum((rows[at + k - 2, k * width : (k + 1) * width] for k in range(1, len(PLACES))), rows[at - 2, :width])
        if extra:
            total[list(extra)] += self._extra.take([tuple(more) for more in extra.values()])
        return total
