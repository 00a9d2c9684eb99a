"""The small words around figures, by class. Data: lexicon/data/figure_bounds.tsv."""

from __future__ import annotations

from functools import lru_cache

from marsad.lexicon.tables import read_tsv
from marsad.text.folding import fold_word


@lru_cache(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for word, kind in read_tsv("figure_bounds.tsv", width=2, least=2):
        table.setdefault(kind, set()).add(fold_word(word))
    return {kind: frozenset(words) for kind, words in table.items()}


def bounds(kind: str) -> frozenset[str]:
    """The folded words of one class: stop, others, part, hedge, persons, member, said."""
    return _classes()[kind]
