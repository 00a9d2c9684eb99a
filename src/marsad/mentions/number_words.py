"""The closed words of numbers, ready to be looked up in folded text, each with the proclitics that it carries.

Data: lexicon/data/numbers.tsv. "وثلاثمئة" gives the word worth 300, joined by "and"; "الخمسة" gives 5 with the article.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from marsad.lexicon.tables import read_tsv
from marsad.text.folding import fold_word

_LEADS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل")
_NEVER = frozenset({"لست", "ولست"})  # "I am not"
DAYS = frozenset(lead + day for lead in ("", "و", "ف", "ب") for day in ("الاثنين", "الاحد")) | {"للاثنين", "للاحد"}  # Monday, Sunday
_HAMZA = ("ميه", "ميتان", "ميتين", "ميتا", "ميتي")  # without its hamza the word is another ("dead")
_TOP = 12


class NumberWord(msgspec.Struct, frozen=True, gc=False):
    """A number word as it stands: class and value (numbers.tsv), "and" in front, the article, other proclitics."""

    kind: str
    value: float
    conj: bool
    article: bool
    lead: str


@lru_cache(maxsize=1)
def number_words() -> dict[str, NumberWord]:
    """Folded word with its proclitics -> what it is worth; read once."""
    table: dict[str, NumberWord] = {}
    for word, kind, value in read_tsv("numbers.tsv", width=3, least=3):
        folded = fold_word(word)
        for lead in _LEADS:
            for article in (False, True):
                written = _written(lead, folded, article)
                if written not in _NEVER:
                    found = NumberWord(kind, float(value), lead[:1] in ("و", "ف"), article, lead)
                    known = table.get(written)
                    if known is None or len(known.lead) + known.article > len(lead) + article:
                        table[written] = found
    return table


def _written(lead: str, word: str, article: bool) -> str:
    if not article:
        return lead + word
    return lead + "ل" + word if lead.endswith("ل") else lead + "ال" + word


def word_of(norm: str, text: str) -> NumberWord | None:
    """The number word that a token is: its folded form and its text as written (which tells "مئة" from "ميت")."""
    if len(norm) > _TOP:
        return None
    found = number_words().get(norm)
    if found is not None and found.value in (100, 200) and "ئ" not in text and norm.endswith(_HAMZA):
        return None
    return found
