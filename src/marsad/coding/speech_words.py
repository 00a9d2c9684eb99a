"""The small words around reported speech, by class (table `speech_words.tsv`)."""

from __future__ import annotations

from functools import cache, lru_cache

from marsad.lexicon.tables import read_table
from marsad.text.folding import fold_word
from marsad.text.kept import kept


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for row in read_table("speech_words.tsv"):
        word, kind = fold_word(row["word"]), row["class"]
        if kind not in out.get(word, ()):
            out[word] = (*out.get(word, ()), kind)
    return out


def _classes(norm: str) -> tuple[str, ...]:
    return _table().get(norm, ())


def _small(norm: str) -> str:
    return norm if norm in _table() else ""


classes = kept(_classes)  # the classes of a folded word; none for most words
small = kept(_small)  # the word itself if it is one of the small words, else nothing: what models may know a neighbour by


def _medium(norm: str) -> str:
    return next((kind[7:] for kind in classes(norm) if kind.startswith("medium:")), "")


medium_of = kept(_medium)  # the medium that the word speaks of (codebook), else nothing


@cache
def words_of(kind: str) -> frozenset[str]:
    """All words of a class."""
    return frozenset(word for word, kinds in _table().items() if kind in kinds)


def _is_that(norm: str) -> bool:
    return norm in words_of("that")


is_that = kept(_is_that)  # whether the word can introduce what is said (إن, أنه, بأن ...)
