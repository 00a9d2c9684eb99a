"""Writing out the forms of a verb, unvocalised and folded, for every person, number, gender, tense and voice.

Forms that are written alike are written once: the past in -t stands for "she" (the first and second person, which news
seldom uses, are listed only where they look different), the present in t- for "she" too. Jussives are listed where they
lose a letter (لم يقم, لم يدع). A passive is listed for verbs that can have one, as voice "either" where it looks like the
active. Source: Ryding, A Reference Grammar of Modern Standard Arabic.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from marsad.lexicon.derivation import Verb
from marsad.lexicon.entries import Cell

Voice = Literal["active", "passive", "either"]
Number = Literal["s", "d", "p"]
Gender = Literal["m", "f", ""]
En = Literal["may", "must", "no"]
_LETTERS = str.maketrans("أإآىةؤئ", "ااايهوي")


def folded(text: str) -> str:
    """Fold a lexicon spelling that has no vowel signs (the letters' part of `marsad.text.folding`, quicker)."""
    return text.translate(_LETTERS)


@lru_cache(maxsize=512)
def _cell(tense: Literal["past", "present"], voice: Voice, person: int, number: Number, gender: Gender, en: En) -> Cell:
    return Cell("verb", tense, voice, person, number, gender, en, tense)


def _past(voice: Voice, en: Literal["may", "no"]) -> dict[str, Cell]:
    return {
        "ms": _cell("past", voice, 3, "s", "m", en), "fs": _cell("past", voice, 3, "s", "f", en),
        "md": _cell("past", voice, 3, "d", "m", en), "fd": _cell("past", voice, 3, "d", "f", en),
        "mp": _cell("past", voice, 3, "p", "m", "no"), "mp+": _cell("past", voice, 3, "p", "m", "must"),
        "fp": _cell("past", voice, 3, "p", "f", en), "1s": _cell("past", voice, 1, "s", "", en), "1p": _cell("past", voice, 1, "p", "", en),
        "ms+": _cell("past", voice, 3, "s", "m", "must"), "ms.": _cell("past", voice, 3, "s", "m", "no"),
        "2p": _cell("past", voice, 2, "p", "m", "no"),
    }  # fmt: skip


def _present(voice: Voice, en: Literal["may", "no"]) -> dict[str, Cell]:
    return {
        "ms": _cell("present", voice, 3, "s", "m", en), "fs": _cell("present", voice, 3, "s", "f", en),
        "1s": _cell("present", voice, 1, "s", "", en), "1p": _cell("present", voice, 1, "p", "", en),
        "ms.": _cell("present", voice, 3, "s", "m", "no"), "fs.": _cell("present", voice, 3, "s", "f", "no"),
        "1p.": _cell("present", voice, 1, "p", "", "no"),
        "ms+": _cell("present", voice, 3, "s", "m", "must"), "fs+": _cell("present", voice, 3, "s", "f", "must"),
        "1p+": _cell("present", voice, 1, "p", "", "must"),
        "md": _cell("present", voice, 3, "d", "m", en), "fd": _cell("present", voice, 3, "d", "f", en),
        "mp": _cell("present", voice, 3, "p", "m", "no"), "mpi": _cell("present", voice, 3, "p", "m", en),
        "mp+": _cell("present", voice, 3, "p", "m", "must"),
        "2p": _cell("present", voice, 2, "p", "m", "no"), "fp": _cell("present", voice, 3, "p", "f", en),
    }  # fmt: skip


PAST = {(v, e): _past(v, e) for v in ("active", "passive", "either") for e in ("may", "no")}
PRESENT = {(v, e): _present(v, e) for v in ("active", "passive", "either") for e in ("may", "no")}


def inflect(v: Verb, *, passive: bool) -> Iterator[tuple[str, Cell]]:
    """(folded form, cell) for every form of a verb; `passive` says whether it can have a passive."""
    past2, present2 = passive_parts(v)
    same_past, same_present = past2 == v.past, present2 == v.present
    yield from _pasts(v, v.past, PAST["either" if passive and same_past else "active", "may"])
    yield from _presents(v, v.present, PRESENT["either" if passive and same_present else "active", "may"])
    if passive and not same_past:
        yield from _pasts(v, past2, PAST["passive", "no"])
    if passive and not same_present:
        yield from _presents(v, present2, PRESENT["passive", "no"])


def passive_parts(v: Verb) -> tuple[str, str]:
    """Past and present of the passive, as far as spelling without vowel signs shows them (حوصر, يقال, ألقي, يدعى)."""
    p, q = v.past, v.present
    if v.shape == 3 or (v.shape == 1 and len(p) == 4):
        p = p[0] + "و" + p[2:]
    elif v.shape == 6:
        p = p[:2] + "و" + p[3:]
    elif p.startswith(("استأ", "ائت")):
        p = p.replace("أ", "ؤ", 1).replace("ئ", "ؤ", 1)
    if v.hollow:
        p = p[:-2] + "ي" + p[-1]
        q = q[:-2] + "ا" + q[-1]
    if v.past[0] == "آ":
        p = "أو" + p[1:]
    if not v.doubled:
        if p[-1] in "ىا":
            p = p[:-1] + "ي"
        elif p[-1] == "أ" and v.shape not in (5, 6):
            p = p[:-1] + "ئ"
        if q[-1] in "يو":
            q = q[:-1] + "ى"
        elif q[-1] == "ئ":
            q = q[:-1] + "أ"
    if v.shape == 1 and v.past[0] == "و" and len(q) == 3 and not v.doubled:
        q = "يو" + q[1:]
    if q.startswith("يأ"):
        q = "يؤ" + q[2:]
    return p, q


def _pasts(v: Verb, raw: str, c: dict[str, Cell]) -> Iterator[tuple[str, Cell]]:
    p = folded(raw)
    if raw[-1] in "ىا" and not v.doubled and raw[-2:] != "اا":
        yield from _past_defective(raw, p, c)
        return
    yield p, c["ms"]
    yield p + "ت", c["fs"]
    yield p + "تا", c["fd"]
    if raw[-1] == "ي" and not v.doubled:  # لقي, ألقي: لقوا, لقيا
        yield p[:-1] + "وا", c["mp"]
        yield p[:-1] + "و", c["mp+"]
        yield p + "ا", c["md"]
        yield p + "نا", c["1p"]
        return
    plurals = [p]
    if raw[-1] == "أ":
        plurals += [p[:-1] + "و", p[:-1] + "ء"]
    elif raw[-1] == "ء":
        plurals += [p[:-1] + "و", p[:-1] + "ي"]
    for stem in plurals:
        yield stem + "وا", c["mp"]
        yield stem + "و", c["mp+"]
    if raw[-1] != "أ":
        yield p + "ا", c["md"]
    short = p
    if raw[-1] == "ء":
        short = p[:-2] + "ي"
    elif v.hollow and len(p) > 2 and p[-2] in "اي":
        short = p[:-2] + p[-1]
    elif v.doubled:
        short = p + p[-1]
    if short != p:
        yield short + "ت", c["1s"]
    yield short + "نا" if not short.endswith("ن") else short + "ا", c["1p"]
    yield short + "تم", c["2p"]
    if short == p and raw[-1] != "أ":  # "they" of women: rare in news, and of weak verbs a trap (عدن, أثنين)
        yield short + "ن" if not short.endswith("ن") else short, c["fp"]


def _past_defective(raw: str, p: str, c: dict[str, Cell]) -> Iterator[tuple[str, Cell]]:
    """رمى and دعا."""
    stem = p[:-1]
    weak = "و" if raw[-1] == "ا" else "ي"
    yield p, c["ms."] if raw[-1] == "ى" else c["ms"]
    if raw[-1] == "ى":
        yield (stem + "ا").replace("اا", "ا"), c["ms+"]
    yield stem + "ت", c["fs"]
    yield stem + "تا", c["fd"]
    yield stem + "وا", c["mp"]
    yield stem + "و", c["mp+"]
    yield stem + weak + "ا", c["md"]
    yield stem + weak + "ت", c["1s"]
    yield stem + weak + "نا", c["1p"]


_SINGULARS = (("ي", "ms"), ("ت", "fs"), ("ن", "1p"))


def _presents(v: Verb, raw: str, c: dict[str, Cell]) -> Iterator[tuple[str, Cell]]:
    stem = folded(raw[1:])
    weak = raw[-1] in "ويى" and not v.doubled and v.defective
    short = ""
    if weak:
        short = stem[:-1]
    elif v.hollow and stem[-2:-1] and stem[-2] in "اوي":
        short = stem[:-2] + stem[-1]
    for prefix, name in _SINGULARS:
        yield prefix + stem, c[name + "."] if raw[-1] == "ى" else c[name]
        if short:
            yield prefix + short, c[name]
        if raw[-1] == "ى":
            yield prefix + stem[:-1] + "ا", c[name + "+"]
        elif raw[-1] == "أ":
            yield prefix + stem[:-1] + "و", c[name + "+"]
    yield ("ا" + stem).replace("اا", "ا", 1) if stem[0] == "ا" else "ا" + stem, c["1s"]
    yield from _present_plurals(v, raw, stem, weak, c)
    if not weak:
        yield "ي" + (short or stem) + ("ن" if stem[-1] != "ن" else ""), c["fp"]


def _present_plurals(v: Verb, raw: str, stem: str, weak: bool, c: dict[str, Cell]) -> Iterator[tuple[str, Cell]]:
    if weak:
        plurals, duals = [stem[:-1]], [stem[:-1] + ("ي" if raw[-1] in "يى" else "و")]
    elif raw[-1] == "أ":
        plurals, duals = [stem, stem[:-1] + "و"], [stem[:-1]]
    elif raw[-1] == "ء":
        plurals, duals = [stem, stem[:-1] + "و", stem[:-1] + "ي"], [stem, stem[:-1] + "ي"]
    else:
        plurals, duals = [stem], [stem]
    for s in plurals:
        yield "ي" + s + "ون", c["mpi"]
        yield "ي" + s + "وا", c["mp"]
        yield "ي" + s + "و", c["mp+"]
        yield "ت" + s + "ون", c["2p"]
        yield "ت" + s + "وا", c["2p"]
    for s in duals:
        yield "ي" + s + "ان", c["md"]
        yield "ي" + s + "ا", c["md"]
        yield "ت" + s + "ان", c["fd"]
        yield "ت" + s + "ا", c["fd"]
