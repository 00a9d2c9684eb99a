"""The words of a figure: who or what is counted, and the piece of text that shows it."""

from __future__ import annotations

from marsad.coding.figure_pairs import Scene, noun_kind
from marsad.coding.figure_triggers import senses
from marsad.mentions.counted_nouns import counted
from marsad.mentions.types import NumberMention

_NOBODY = frozenset({"dead", "hurt", "gone", "corpse", "other"})  # classes that say what befell them, not who they are
_PERSONS = frozenset({"شخص", "انسان", "ضحيه", "فرد", "نسمه"})  # "says only persons"
_STOPS = frozenset({
    "في", "علي", "الي", "عن", "من", "مع", "جراء", "خلال", "منذ", "بعد", "قبل", "نتيجه", "اثر", "بسبب", "بين", "عند", "قرب", "ضد", "حتي", "لدي", "داخل", "خارج", "قد", "كانوا", "كان", "كانت", "لم", "لا", "هم", "هي", "الاقل", "عبر", "حول", "امس", "اليوم", "و", "او", "اخرين", "اخرون",
    "اخر", "اخران", "اخري", "ايضا", "فقط", "بينهم", "منهم", "اثناء", "ضمن", "وسط", "دون", "تحت", "فوق", "يوم", "مساء", "صباح", "فجر", "ليل",
})  # fmt: skip
_LONGEST = 5
_REACH = 14  # tokens that evidence may run on after number and measure


def who(scene: Scene, m: NumberMention) -> str | None:
    """The people or things counted, as in the text; `None` if it says only persons."""
    i = m.noun
    if i is None:
        return None
    tokens = scene.tokens
    noun = counted(tokens[i].norm)
    stop = scene.reading.document.sentences[tokens[i].sentence].last
    if noun is not None and (noun.kind in _NOBODY or noun.kind == "none"):
        return None
    if noun is not None and noun.lemma in _PERSONS and not (i + 2 < stop and tokens[i + 1].norm == "من"):
        return None
    if noun is None and (tokens[i].norm in _STOPS or tokens[i].kind != "word"):
        return None
    last = i + 1
    while last < stop and last - i < _LONGEST and _goes_on(scene, last):
        last += 1
    return scene.reading.document.piece(i, last)


def _goes_on(scene: Scene, i: int) -> bool:
    """Whether the phrase of a counted noun goes on at token `i`: adjectives and genitives, "from" and its noun."""
    token = scene.tokens[i]
    if token.kind != "word":
        return False
    norm = token.norm
    if norm in _STOPS or norm[:1] == "و" or scene.words.get(norm) or scene.is_number[i] or scene.dated[i]:
        return False
    if norm[:1] in "بل" and counted(norm) is None and norm[:2] in ("بج", "با", "بر", "بق", "لل", "بن"):
        return False
    return not any(s.kind == "verb" for s in senses(norm)) and not _finite(scene, norm)


def _finite(scene: Scene, norm: str) -> bool:
    forms = scene.reading.lexicon.forms(norm)
    return bool(forms) and all(f.pos == "verb" for f in forms)


def evidence_tokens(scene: Scene, m: NumberMention, trigger: int) -> tuple[int, int]:
    """First token and token past the last of the piece that shows a figure: number and measure, to the end of their clause."""
    tokens = scene.tokens
    sentence = scene.reading.document.sentences[tokens[m.first].sentence]
    inside = sentence.first <= trigger < sentence.last
    first = min(m.first, trigger) if inside else m.first
    last = max(m.last, (m.noun or 0) + 1, trigger + 1 if inside else 0)
    first = _back(scene, first, sentence.first)
    stop = min(sentence.last, last + _REACH)
    while last < stop and tokens[last].kind != "punct" and not _ends(scene, last):
        last += 1
    return first, last


def _back(scene: Scene, first: int, start: int) -> int:
    """Take in the hedge before ("ما لا يقل عن") and the word that leads in ("بينهم")."""
    words = (
        "نحو",
        "حوالي",
        "زهاء",
        "قرابه",
        "من",
        "عن",
        "يقل",
        "لا",
        "ما",
        "اكثر",
        "باكثر",
        "لاكثر",
        "بينهم",
        "يزيد",
        "علي",
        "بنحو",
        "لنحو",
        "ونحو",
        "واكثر",
    )
    while first > start and scene.tokens[first - 1].norm in words:
        first -= 1
    return first


def _ends(scene: Scene, i: int) -> bool:
    norm = scene.tokens[i].norm
    if norm[:1] == "و" and len(norm) > 3:
        return scene.words.get(norm[1:]) is not None or bool(senses(norm)) or _finite(scene, norm)
    return scene.words.get(norm) in ("complement", "contrast", "purpose", "relative", "cause")


def kind_of(scene: Scene, m: NumberMention) -> str:
    """The class of the noun counted; see `noun_kind`."""
    return noun_kind(scene, m)
