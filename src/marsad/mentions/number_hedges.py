"""Hedges: words that bound or blur a number ("نحو", "ما لا يقل عن", "على الأقل"), and vague words that stand for one ("عشرات").

Data: lexicon/data/hedges.tsv. Bounds of vague words are those of the codebook, "Figures".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from marsad.lexicon.tables import read_tsv
from marsad.records import Qualifier
from marsad.text.folding import fold_word
from marsad.text.tokens import Token

_LEADS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")
_REACH = 8  # tokens behind a number in which "at least" still speaks of it
_FAR = 7  # tokens before a number in which "the number of dead passed" still does
_SUPERLATIVES = frozenset({"اكبر", "اعلي", "اقل", "اكثر", "ثاني", "نفس", "اي", "كل"})
_SCALES = {"الاف": 1000, "الالاف": 1000, "ملايين": 1_000_000, "الملايين": 1_000_000}


class Vague(msgspec.Struct, frozen=True, gc=False):
    """A vague number: bounds (no upper bound where `None`), the token past it, whether a counted noun must follow."""

    low: int
    high: int | None
    end: int
    needs_noun: bool


class _Hedges(msgspec.Struct, frozen=True, gc=False):
    before: dict[str, tuple[tuple[tuple[str, ...], Qualifier], ...]]  # by last word, the longest phrase first
    after: dict[str, tuple[tuple[tuple[str, ...], Qualifier], ...]]  # by first word
    vague: dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]  # by first word
    times: frozenset[str]
    far: frozenset[str]
    counts: frozenset[str]


@lru_cache(maxsize=1)
def _hedges() -> _Hedges:
    before: dict[str, list[tuple[tuple[str, ...], Qualifier]]] = {}
    after: dict[str, list[tuple[tuple[str, ...], Qualifier]]] = {}
    vague: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    times: set[str] = set()
    far: set[str] = set()
    counts: set[str] = set()
    for phrase, kind, value in read_tsv("hedges.tsv", width=3, least=2):
        words = tuple(fold_word(w) for w in phrase.split())
        for first in _first_words(words[0], article=kind == "vague"):
            written = (first, *words[1:])
            if kind == "before":
                before.setdefault(written[-1], []).append((written, value))  # type: ignore[arg-type]
            elif kind == "after":
                after.setdefault(first, []).append((written, value))  # type: ignore[arg-type]
            elif kind in ("vague", "vague_of"):
                vague.setdefault(first, []).append((written, value, kind == "vague_of"))
            else:
                {"times": times, "far": far, "count": counts}[kind].add(first)
    return _Hedges(
        {k: tuple(sorted(v, key=lambda x: -len(x[0]))) for k, v in before.items()},
        {k: tuple(sorted(v, key=lambda x: -len(x[0]))) for k, v in after.items()},
        {k: tuple(sorted(v, key=lambda x: -len(x[0]))) for k, v in vague.items()},
        frozenset(times), frozenset(far), frozenset(counts),
    )  # fmt: skip


def _first_words(word: str, *, article: bool) -> list[str]:
    out = [lead + word for lead in _LEADS]
    if article:
        out += [lead + ("ل" if lead.endswith("ل") else "ال") + word for lead in _LEADS]
    return out


def hedge_before(tokens: Sequence[Token], first: int, start: int) -> Qualifier | None:
    """What a hedge right before token `first` says of the number there; `start` is where the sentence begins."""
    i = first - 1
    if i >= start and tokens[i].norm in ("ال", "ب", "ل", '"') and i - 1 >= start:
        i -= 1
    if i < start:
        return None
    table = _hedges()
    for words, qualifier in table.before.get(tokens[i].norm, ()):
        low = i - len(words) + 1
        if low >= start and all(tokens[low + k].norm == w for k, w in enumerate(words)):
            if qualifier == "at_least" and low > start and tokens[low - 1].norm in ("لا", "لم", "ولا", "ما"):
                return "at_most"
            return qualifier
    for k in range(i, max(start, first - _FAR) - 1, -1):  # "تجاوز عدد القتلى 20"
        if tokens[k].norm in table.far and k + 1 <= i and tokens[k + 1].norm in table.counts:
            return "at_least"
    return None


def hedge_after(tokens: Sequence[Token], last: int, stop: int) -> Qualifier | None:
    """What a hedge in the phrase behind a number says of it; `last` is the token past the number, `stop` where to look no further."""
    after = _hedges().after
    for i in range(last, min(stop, last + _REACH)):
        for words, qualifier in after.get(tokens[i].norm, ()):
            if i + len(words) <= stop and all(tokens[i + k].norm == w for k, w in enumerate(words)):
                return qualifier
        if tokens[i].kind == "number" or (
            tokens[i].kind == "punct" and not (tokens[i].norm in "،," and i + 1 < stop and tokens[i + 1].norm in after)
        ):
            return None
    return None


def vague_at(tokens: Sequence[Token], i: int, end: int) -> Vague | None:
    """The vague number that begins at token `i`: "عشرات الآلاف", "عدة مئات", "عدد من"."""
    table = _hedges()
    norm = tokens[i].norm
    if norm in table.times and i + 1 < end:
        inner = _vague(tokens, i + 1, end, table)
        if inner is not None and not inner.needs_noun:
            return inner
    return _vague(tokens, i, end, table)


def starts_vague(norm: str) -> bool:
    """Whether a folded word may begin a vague number; quick."""
    table = _hedges()
    return norm in table.vague or norm in table.times


def _vague(tokens: Sequence[Token], i: int, end: int, table: _Hedges) -> Vague | None:
    for words, value, needs_noun in table.vague.get(tokens[i].norm, ()):
        stop = i + len(words)
        if stop > end or any(tokens[i + k].norm != w for k, w in enumerate(words)):
            continue
        if needs_noun and i and tokens[i - 1].norm in _SUPERLATIVES:
            continue  # "the largest number of"
        low, _, high = value.partition("-")
        scale = _SCALES.get(tokens[stop].norm, 0) if stop < end and not needs_noun and int(low) < 1000 else 0
        if scale:
            return Vague(int(low) * scale, (int(high) + 1) * scale - 1, stop + 1, False)
        return Vague(int(low), int(high) if high else None, stop, needs_noun)
    return None
