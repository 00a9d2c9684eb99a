"""Words beside which a number counts nothing, by class: "المادة", "عام", "سوخوي", "عمره".

Data: lexicon/data/not_numbers.tsv, where the classes are told.
"""

from __future__ import annotations

from functools import lru_cache

from marsad.lexicon.tables import read_tsv
from marsad.text.folding import fold_word

_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def _labels() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for word, kind in read_tsv("not_numbers.tsv", width=2, least=2):
        folded = fold_word(word)
        leads = ("", "و", "ب", "ل", "ك", "ف")
        for lead in leads:
            table.setdefault(lead + folded, set()).add(kind)
            if lead == "ل" and folded.startswith("ال"):
                table.setdefault("ل" + folded[1:], set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in table.items()}


def classes_of(norm: str) -> frozenset[str]:
    """Classes of a word that turns numbers beside it into labels; empty for all others."""
    return _labels().get(norm, _NONE)
