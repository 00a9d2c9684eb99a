"""The words that open a clause (data: clause_words.tsv)."""

from __future__ import annotations

from functools import lru_cache

from marsad.lexicon.tables import read_tsv
from marsad.text.folding import fold_word


@lru_cache(maxsize=1)
def clause_words() -> dict[str, str]:
    """Folded word -> class of the border that it makes."""
    return {fold_word(word): kind for word, kind in read_tsv("clause_words.tsv", width=2, least=2)}
