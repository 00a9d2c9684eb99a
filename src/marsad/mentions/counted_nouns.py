"""Nouns that news counts, by their written forms: class of the thing, and whether the form is singular, dual or plural.

Data: lexicon/data/counted_nouns.tsv. A dual that looks like a sound plural ("مدنيين") counts as the plural.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from marsad.lexicon.tables import read_tsv
from marsad.text.clitics import splits
from marsad.text.folding import fold_word
from marsad.text.kept import kept

_COUNTRIES = frozenset({"ليبيا", "سوريا", "تركيا", "روسيا", "بريطانيا"})  # no accusatives of ليبي, سوري ...
_NO_DUAL = frozenset({"طالبان"})  # the movement, not two students
_PEOPLE = frozenset({"person", "fighter", "official"})
_SHORT = 3  # letters of "صبي", "فتى"
_ALWAYS_NOUNS = frozenset({"جندي"})
_PREPOSITIONS = frozenset({"", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل"})


class Counted(msgspec.Struct, frozen=True, gc=False):
    """One reading of a noun: its folded singular, class, number (s, d, p), proclitics, attached pronoun."""

    lemma: str
    kind: str
    number: str
    pro: str = ""
    en: str = ""

    @property
    def definite(self) -> bool:
        """Whether it has the article or a pronoun."""
        return self.pro.endswith(("ال", "لل")) or bool(self.en)

    @property
    def relative(self) -> bool:
        """Whether it is as often an adjective ("روسي", "عسكري", "إسرائيلية")."""
        stem = self.lemma.removesuffix("ه")
        return self.kind in _PEOPLE and stem.endswith("ي") and len(stem) > _SHORT and stem in _table() and stem not in _ALWAYS_NOUNS


@lru_cache(maxsize=1)
def _table() -> dict[str, Counted]:
    table: dict[str, Counted] = {}
    rows = list(read_tsv("counted_nouns.tsv", width=3, least=1))
    for singular, plurals, kind in rows:
        lemma = fold_word(singular)
        for written in (lemma, lemma + "ا"):  # the accusative of what follows 11 to 99
            if written in _COUNTRIES:
                continue
            table.setdefault(written, Counted(lemma, kind, "s"))
        for plural in plurals.split():
            table[fold_word(plural)] = Counted(lemma, kind, "p")
    for singular, _, kind in rows:
        lemma = fold_word(singular)
        stem = lemma[:-1] + "ت" if singular.endswith("ة") else lemma
        for ending in ("ان", "ين"):
            if stem + ending not in _NO_DUAL:
                table.setdefault(stem + ending, Counted(lemma, kind, "d"))
    return table


@kept
def counted(norm: str) -> Counted | None:
    """What a folded word counts as; its proclitics and pronoun are taken off. `None` if it is no known noun."""
    table = _table()
    found = table.get(norm)
    if found is not None:
        return found
    for s in splits(norm):
        if s.pro.rstrip("ال") not in _PREPOSITIONS and s.pro not in _PREPOSITIONS:
            continue
        found = table.get(s.stem)
        if found is None and s.en and s.stem.endswith("ت"):
            found = table.get(s.stem[:-1] + "ه")
        if found is not None and not (s.en == "ي" or (s.en and found.kind == "none")):
            return msgspec.structs.replace(found, pro=s.pro, en=s.en)
    return None
