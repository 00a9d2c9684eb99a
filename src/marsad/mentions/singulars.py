"""The singular as a number: one unnamed person or thing beside a word of harm ("مقتل مدني", "إصابة جندي"), "one of the soldiers".

Codebook, "Figures": one unnamed person counts; a named person is an event. Whether it is a figure is for coding to say.
"""

from __future__ import annotations

from functools import lru_cache

from marsad.lexicon.tables import read_tsv
from marsad.mentions.counted_nouns import Counted, counted
from marsad.mentions.types import NumberMention
from marsad.text.clitics import splits
from marsad.text.document import Document, Sentence
from marsad.text.folding import fold_word

_PEOPLE = frozenset({"person", "fighter", "official", "fled", "held", "household"})
_THINGS = frozenset({"missile", "aircraft", "vehicle", "weapon", "building", "unit", "corpse", "dead", "hurt"})
_NEAR = 8  # tokens between the word of harm and its one victim
_NOT_BEFORE = frozenset({"كل", "اي", "لكل", "غير", "اول", "اخر", "بكل", "كاي", "باي", "لاي"})


@lru_cache(maxsize=1)
def _harm() -> frozenset[str]:
    """Folded trigger words of figures that a singular may follow or lead."""
    rows = read_tsv("figure_words.tsv", width=3, least=2)
    return frozenset(fold_word(w) for words, kind, _ in rows if kind in ("verb", "masdar") for w in words.split(" "))


@lru_cache(maxsize=50_000)
def is_harm(norm: str) -> bool:
    """Whether a folded word, proclitics aside, is a verb or verbal noun of harm."""
    words = _harm()
    return norm in words or any(s.stem in words for s in splits(norm) if not s.pro.endswith("ال"))


def singular_at(document: Document, i: int, noun: Counted, sentence: Sentence, numbered: bool) -> NumberMention | None:
    """The singular noun at token `i` as the number one, where a word of harm stands near it and it is bare and indefinite."""
    tokens = document.tokens
    if numbered or noun.definite or noun.pro not in ("", "و", "ب", "ل", "وب", "ف") or noun.kind not in _PEOPLE | _THINGS:
        return None
    if is_harm(noun.lemma) or (i + 1 < sentence.last and tokens[i + 1].norm.startswith("ال")):
        return None  # "عضو المجلس" is definite
    if i > sentence.first and noun.pro == "" and (before := counted(tokens[i - 1].norm)) is not None and before.kind != "attack":
        return None  # an adjective: "طفل فلسطيني", "جنديا إماراتيا"
    if i > sentence.first and tokens[i - 1].norm in _NOT_BEFORE:
        return None
    near = range(max(sentence.first, i - _NEAR), min(sentence.last, i + _NEAR))
    if not any(is_harm(tokens[k].norm) for k in near if k != i and tokens[k].kind == "word"):
        return None
    return _one(document, i, i)


def one_of(document: Document, i: int, stop: int) -> NumberMention | None:
    """ "أحد أفراد القبيلة", "إحدى السيارات": one of many, where the many are a noun that news counts."""
    tokens = document.tokens
    noun = counted(tokens[i + 1].norm) if i + 1 < stop else None
    if noun is None or noun.number != "p" or noun.kind == "none":
        return None
    return _one(document, i, i + 1)


def _one(document: Document, i: int, noun: int) -> NumberMention:
    token = document.tokens[i]
    return NumberMention(token.start, token.end, i, i + 1, 1, 1, "exact", 1, "singular", noun)
