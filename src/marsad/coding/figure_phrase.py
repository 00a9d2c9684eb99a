"""The words of a figure: who or what is counted, and the piece of text that shows it."""

from __future__ import annotations

from marsad.coding.figure_bounds import bounds
from marsad.coding.figure_scene import Scene
from marsad.coding.figure_triggers import senses
from marsad.mentions.counted_nouns import counted
from marsad.mentions.types import NumberMention

_NOBODY = frozenset({"dead", "hurt", "gone", "corpse", "other", "none"})  # classes that say what befell them, not who they are
_LONGEST = 6  # tokens of a phrase
_THEIRS = ("هم", "هن", "منها", "منهما")  # endings of words that stand for what was counted before, or are somebody's
_REACH = 14  # tokens that evidence may run on after number and measure
_ADJECTIVES = ("ي", "يه", "يين", "يون", "يا", "يات")  # endings of words in ب that are adjectives, not "by" ("بريطانيين")


def who(scene: Scene, m: NumberMention) -> str | None:
    """The people or things counted, as in the text; `None` if it says only persons."""
    i = m.noun
    if i is None:
        return None
    tokens = scene.tokens
    noun = counted(tokens[i].norm)
    stop = scene.reading.document.sentences[tokens[i].sentence].last
    if noun is not None and noun.kind in _NOBODY:  # "القتلى الأجانب"
        i += 1
        noun = counted(tokens[i].norm) if i < stop else None
        if noun is None or noun.kind in _NOBODY or not noun.definite:
            return None
    if noun is None and not _names_a_group(scene, i):
        return None
    last = i + 1
    single = m.noun == i and i >= m.last and noun is not None and noun.number == "s"
    while last < stop and last - i < _LONGEST and _goes_on(scene, last, noun.lemma if noun and last == i + 1 else ""):
        single = single and tokens[last].norm != "من"
        if single and not _qualifies(tokens[i].norm, tokens[last].norm):
            break
        last += 1
    if last > i + 1 and tokens[last - 1].norm == "من":
        last -= 1  # nobody whom the phrase may take in stands behind it
    if noun is not None and noun.lemma in bounds("persons") and last == i + 1:
        return None
    start = tokens[i].start + (1 if noun is not None and noun.pro[:1] in ("و", "ف") else 0)
    return scene.reading.document.text[start : tokens[last - 1].end]


def _qualifies(noun: str, norm: str) -> bool:
    """Whether a word may go on the phrase of a noun in the singular that a number counts: "12 عنصرا مسلحا", "20 لاجئ سوري", not
    "1200 لاجئ الحدود", "15 عنصرا بضربات". What is counted is indefinite, and so is its adjective, in the same case."""
    if norm.startswith(("ال", "لل", "بال", "وال")):
        return False
    if noun.endswith("ا"):
        return norm.endswith(("ا", "ه", "ي"))
    return not norm.endswith("ا") or norm.endswith("يا")


def _names_a_group(scene: Scene, i: int) -> bool:
    """Whether a word that is no known noun can be what is counted: no verb, no function word, no "by" or "and", nothing of theirs."""
    token = scene.tokens[i]
    norm = token.norm
    if token.kind != "word" or norm in bounds("stop") or (norm[:1] in "وف" and senses(norm)) or norm.endswith(_THEIRS) or norm in bounds("hedge"):
        return False
    return not any(s.kind == "verb" for s in senses(norm)) and not _finite(scene, norm) and not _led(norm)


def _led(norm: str) -> bool:
    """Whether a word looks like "by" or "for" with its noun, or "and" with its own."""
    if norm[:1] == "و" or norm[:2] == "لل":
        return True
    return (
        norm[:1] in "بل" and len(norm) > 3 and counted(norm[1:]) is None and not norm.endswith(_ADJECTIVES) and norm[:2] not in ("بل", "لو")
    )


def _goes_on(scene: Scene, i: int, lemma: str) -> bool:
    """Whether the phrase of a counted noun goes on at token `i`: adjectives, genitives, "of" behind words for members."""
    token = scene.tokens[i]
    norm = token.norm
    if norm == "من" and lemma in bounds("member"):
        return True
    if scene.is_number[i] and token.kind == "number":  # "الفرقة 30"
        before = counted(scene.tokens[i - 1].norm)
        return before is not None and before.kind == "unit"
    if (
        token.kind != "word"
        or norm in bounds("stop")
        or norm in bounds("others")
        or scene.words.get(norm)
        or scene.is_number[i]
        or scene.dated[i]
    ):
        return False
    return not _led(norm) and not any(s.kind in ("verb", "masdar") for s in senses(norm)) and not _finite(scene, norm)


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
    while first > sentence.first and tokens[first - 1].norm in bounds("hedge"):
        first -= 1
    stop = min(sentence.last, last + _REACH)
    while last < stop and tokens[last].kind != "punct" and not _ends(scene, last):
        last += 1
    return first, last


def _ends(scene: Scene, i: int) -> bool:
    norm = scene.tokens[i].norm
    if norm[:1] == "و" and len(norm) > 3:
        return scene.words.get(norm[1:]) is not None or bool(senses(norm)) or _finite(scene, norm)
    return scene.words.get(norm) in ("complement", "contrast", "purpose", "relative", "cause")
