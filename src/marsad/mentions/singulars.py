"""The singular as a number: one unnamed person or thing beside a word of harm ("مقتل مدني", "إصابة جندي"), "one of the soldiers", and "another"
behind a word of harm ("وإصابة آخر").

Codebook, "Figures": one unnamed person counts; a named person is an event. Whether it is a figure is for coding to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from marsad.lexicon.tables import read_tsv
from marsad.mentions.counted_nouns import Counted, counted
from marsad.mentions.not_numbers import classes_of
from marsad.mentions.number_hedges import hedge_after
from marsad.mentions.types import NumberMention
from marsad.text.clitics import splits
from marsad.text.document import Document, Sentence
from marsad.text.folding import fold_word
from marsad.text.tokens import Token

_PEOPLE = frozenset({"person", "fighter", "official", "fled", "held", "household"})
_THINGS = frozenset({"missile", "aircraft", "vehicle", "weapon", "building", "unit", "corpse", "dead", "hurt"})
_NEAR = 8  # tokens between the word of harm and its one victim
_HEDGED = 4  # tokens behind a singular in which "at least" speaks of it
_NOT_BEFORE = frozenset({"كل", "اي", "لكل", "غير", "اول", "اخر", "بكل", "كاي", "باي", "لاي"})
_ANOTHER = frozenset({"اخر", "اخري"})
_VICTIMS = frozenset({"killed", "injured", "casualties", "detained", "abducted", "missing"})
_SPREAD = frozenset({"بين", "مابين"})
_COUNTED = 11  # from here on the noun counted is singular
_ENDINGS = ("ا", "ه", "ت", "هم", "ون", "ين", "ن")  # of words before a noun in ي that it does not qualify, as a rule


@lru_cache(maxsize=1)
def _harm() -> dict[str, frozenset[str]]:
    """Folded trigger words of figures that a singular may follow or lead, with what they measure."""
    table: dict[str, set[str]] = {}
    for words, kind, measure in read_tsv("figure_words.tsv", width=3, least=2):
        if kind in ("verb", "masdar"):
            for word in words.split(" "):
                table.setdefault(fold_word(word), set()).add(measure.rstrip("?"))
    return {word: frozenset(measures) for word, measures in table.items()}


@lru_cache(maxsize=50_000)
def _measures(norm: str) -> frozenset[str]:
    words = _harm()
    found = words.get(norm)
    if found is not None:
        return found
    return frozenset().union(*(words[s.stem] for s in splits(norm) if s.stem in words and not s.pro.endswith("ال")))


def is_harm(norm: str) -> bool:
    """Whether a folded word, proclitics aside, is a verb or verbal noun of harm."""
    return bool(_measures(norm))


def hurts(norm: str) -> bool:
    """Whether a folded word, proclitics aside, is a verb or verbal noun of harm to persons."""
    return bool(_measures(norm) & _VICTIMS)


def singular_at(document: Document, i: int, noun: Counted, sentence: Sentence, before: NumberMention | None) -> NumberMention | None:
    """The singular noun at token `i` as the number one, where a word of harm stands near it and it is bare and indefinite. `before` is the
    number before it in the text."""
    tokens = document.tokens
    if noun.definite or noun.pro not in ("", "و", "ب", "ل", "وب", "ف") or noun.kind not in _PEOPLE | _THINGS:
        return None
    if is_harm(noun.lemma) or (i + 1 < sentence.last and tokens[i + 1].norm.startswith("ال")):
        return None  # "عضو المجلس" is definite
    if before is not None and (before.noun == i or _counted_with(tokens, i, noun, before)):
        return None
    if i > sentence.first and (_qualifies(tokens, i, noun, sentence) or tokens[i - 1].norm in _NOT_BEFORE):
        return None
    if _spread(tokens, i, sentence) or _pronoun(tokens[i], noun):
        return None
    near = range(max(sentence.first, i - _NEAR), min(sentence.last, i + _NEAR))
    if not any(is_harm(tokens[k].norm) for k in near if k != i and tokens[k].kind == "word"):
        return None
    return _one(document, i, i, sentence.last)


def _qualifies(tokens: Sequence[Token], i: int, noun: Counted, sentence: Sentence) -> bool:
    """Whether the word at token `i` is an adjective of the word before it, or a verb: "طفل فلسطيني", "قصف روسي", "وطالب"."""
    last = tokens[i - 1]
    before = counted(last.norm) if last.kind == "word" else None
    if "verb" in classes_of(noun.lemma) and not hurts(last.norm) and (before is None or before.definite):
        return noun.pro in ("", "و", "ف")
    hurt = hurts(last.norm) and (before is None or before.kind in ("dead", "hurt"))
    accusative = tokens[i].norm == f"{noun.lemma}ا" and not noun.lemma.endswith("ه")
    if before is not None and before.definite and before.kind != "attack" and accusative:
        return False  # an object, no adjective: "قتل الجيش الإسرائيلي فلسطينيا"
    if noun.pro == "" and before is not None and not hurt and (noun.relative or before.kind != "attack"):
        return True
    if not noun.relative or hurt:
        return False
    if noun.lemma.endswith("ه"):
        return noun.pro != "" or last.norm not in _particles()  # a woman only where nothing else can be meant: "مقتل فلسطينية"
    if noun.pro != "" or last.kind != "word":
        return False
    if tokens[i].norm != noun.lemma:
        return last.norm.endswith("ا") and last.norm not in _particles()  # "هجوما إسرائيليا"
    return not (last.norm.startswith(("ال", "لل")) or last.norm.endswith(_ENDINGS) or last.norm in _particles())


@lru_cache(maxsize=1)
def _particles() -> frozenset[str]:
    rows = read_tsv("figure_bounds.tsv", width=2, least=2)
    return frozenset(lead + fold_word(word) for word, kind in rows if kind in ("stop", "part") for lead in ("", "و"))


def _counted_with(tokens: Sequence[Token], i: int, noun: Counted, before: NumberMention) -> bool:
    """Whether the noun shares the number of the one before it: "200 قتيل وجريح", "30 صاروخا وقذيفة"; not "12 مدنيا وجندي"."""
    if before.noun is None or before.noun < before.last or before.noun + 1 != i or noun.pro != "و":
        return False
    first = counted(tokens[before.noun].norm)
    if first is None or first.number != "s" or (before.low or before.high or 0) < _COUNTED:
        return False
    accusative, again = tokens[before.noun].norm != first.lemma, tokens[i].norm != "و" + noun.lemma
    if noun.lemma.endswith("ه"):
        return noun.kind in _THINGS or not accusative
    return accusative == again


def _pronoun(token: Token, noun: Counted) -> bool:
    """Whether what folds to a feminine noun is a masculine one with "his": "شقيقه"; or "to him": "إليه" is no آلية."""
    if not noun.lemma.endswith("ه") or not token.text.endswith("ه"):
        return False
    return token.text.startswith("إل") or counted(noun.lemma[:-1]) is not None


def _spread(tokens: Sequence[Token], i: int, sentence: Sentence) -> bool:
    """ "بين قتيل وجريح": a number told before is spread over the two."""
    if i > sentence.first and tokens[i - 1].norm in _SPREAD:
        return i + 1 < sentence.last and tokens[i + 1].norm[:1] in ("و", "ا") and counted(tokens[i].norm) is not None
    return i - 1 > sentence.first and tokens[i - 2].norm in _SPREAD and tokens[i].norm[:1] == "و" and counted(tokens[i - 1].norm) is not None


def another_at(document: Document, i: int, sentence: Sentence) -> NumberMention | None:
    """ "وإصابة آخر": one more behind a word of harm that is joined to one before; "آخر" before a noun is the last of something."""
    tokens = document.tokens
    if tokens[i].norm not in _ANOTHER or i - 1 <= sentence.first or tokens[i - 1].norm[:1] != "و" or not hurts(tokens[i - 1].norm):
        return None
    after = tokens[i + 1] if i + 1 < sentence.last else None
    if after is not None and after.kind == "word" and after.norm not in _particles() and not after.norm.startswith(("ب", "و", "ف")):
        return None
    token = tokens[i]
    return NumberMention(token.start, token.end, i, i + 1, 1, 1, "exact", 1, "singular", None)


def one_of(document: Document, i: int, stop: int) -> NumberMention | None:
    """ "أحد أفراد القبيلة", "إحدى السيارات": one of many, where the many are a noun that news counts."""
    tokens = document.tokens
    noun = counted(tokens[i + 1].norm) if i + 1 < stop else None
    if noun is None or noun.number != "p" or noun.kind == "none":
        return None
    return _one(document, i, i + 1, stop)


def _one(document: Document, i: int, noun: int, stop: int) -> NumberMention:
    token = document.tokens[i]
    least = hedge_after(document.tokens, noun + 1, stop, reach=_HEDGED) == "at_least"
    return NumberMention(token.start, token.end, i, i + 1, 1, None if least else 1, "at_least" if least else "exact", 1, "singular", noun)
