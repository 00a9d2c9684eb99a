"""The small words around reported speech, by class (table `speech_words.tsv`)."""

from __future__ import annotations

from functools import cache, lru_cache

from marsad.lexicon.tables import read_table
from marsad.text.folding import fold_word


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for row in read_table("speech_words.tsv"):
        word, kind = fold_word(row["word"]), row["class"]
        if kind not in out.get(word, ()):
            out[word] = (*out.get(word, ()), kind)
    return out


def classes(norm: str) -> tuple[str, ...]:
    """The classes of a folded word; none for most words."""
    return _table().get(norm, ())


def small(norm: str) -> str:
    """The word itself if it is one of the small words, else nothing: what models may know a neighbour by."""
    return norm if norm in _table() else ""


def medium_of(norm: str) -> str:
    """The medium that the word speaks of (codebook), else nothing."""
    for kind in classes(norm):
        if kind.startswith("medium:"):
            return kind[7:]
    return ""


@cache
def words_of(kind: str) -> frozenset[str]:
    """All words of a class."""
    return frozenset(word for word, kinds in _table().items() if kind in kinds)


def is_that(norm: str) -> bool:
    """Whether the word can introduce what is said (إن, أنه, بأن ...)."""
    return norm in words_of("that")
