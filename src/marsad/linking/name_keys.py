"""When two names are written differently and are still one name: keys of words, and near-equal words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from marsad.mentions.actor_features import bare

_PLURALS = ("ين", "ون")
_FAR = 2  # letters by which two spellings of a long foreign name may differ


@lru_cache(maxsize=100_000)
def word_key(norm: str) -> str:
    """A folded word without proclitics, article, and the endings of number and gender that news varies freely."""
    _, stem = bare(norm)
    if len(stem) > 5 and stem.endswith(_PLURALS):
        stem = stem[:-2]
    elif len(stem) > 4 and stem.endswith("يه"):
        stem = stem[:-1]
    return stem


def name_key(norms: Iterable[str], country: Callable[[str], str | None]) -> tuple[str, ...]:
    """The key of a name: its words' keys, with a state's name or adjective as `=CC`. `country` gives a word's state."""
    out = []
    for norm in norms:
        key = word_key(norm)
        code = country(norm)
        out.append("=" + code if code else key)
    return tuple(out)


def near(a: str, b: str) -> bool:
    """Whether two words may be spellings of one foreign name: equal, or long and one or two letters apart."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) < 5 or len(long) - len(short) > _FAR or short[0] != long[0]:
        return False
    return _apart(short, long) <= (1 if len(short) < 8 else _FAR)


def _apart(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def inside(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether every word of `short` stands, in some spelling, in `long`, in the same order."""
    at = 0
    for word in short:
        while at < len(long) and not near(word, long[at]):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True
