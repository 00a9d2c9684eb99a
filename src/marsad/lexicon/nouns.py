"""Writing out the forms of a noun or participle, unvocalised and folded.

The article and other proclitics are taken off when a word is looked up, so they are not written out; what is before an
attached pronoun is, where it looks different (ة → ت, ى → ا, ء → ئ or ؤ). Source: Ryding, A Reference Grammar of Modern
Standard Arabic.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from marsad.lexicon.entries import Cell, Pos
from marsad.lexicon.inflection import folded

Gender = Literal["m", "f", ""]
Number = Literal["s", "d", "p"]
Voice = Literal["active", "passive", "either"]
En = Literal["may", "must", "no"]
Pro = Literal["noun", "construct", "conj"]


@lru_cache(maxsize=512)
def _cell(pos: Pos, number: Number, gender: Gender, en: En, pro: Pro = "noun", voice: Voice = "active") -> Cell:
    return Cell(pos, "", voice, 0, number, gender, en, pro)


def noun_forms(singular: str, plurals: tuple[str, ...] = (), *, pos: Pos = "noun", dual: bool = True) -> Iterator[tuple[str, Cell]]:
    """(folded form, cell) for a noun: singular, dual, and the plurals given."""
    gender: Gender = "f" if singular.endswith(("ة", "ى")) else "m"
    if singular:
        yield from _one(singular, pos, "s", gender)
        if dual:
            yield from _dual(singular, pos, gender)
    for plural in plurals:
        if plural.endswith(("ون", "ين")):
            yield from sound_plural(plural[:-2], pos=pos)
        else:
            yield from _one(plural, pos, "p", "f" if plural.endswith("ات") else "")


def _one(word: str, pos: Pos, number: Number, gender: Gender, voice: Voice = "active") -> Iterator[tuple[str, Cell]]:
    """A singular or broken plural, alone, with tanween, and before a pronoun."""
    f = folded(word)
    last = word[-1]
    if last == "ة":
        yield f, _cell(pos, number, gender, "no", voice=voice)
        yield f[:-1] + "ت", _cell(pos, number, gender, "must", voice=voice)
        return
    if last == "ى":
        yield f, _cell(pos, number, gender, "no", voice=voice)
        yield f[:-1] + "ا", _cell(pos, number, gender, "must", voice=voice)
        return
    yield f, _cell(pos, number, gender, "may", voice=voice)
    if last == "ء":
        for seat in "يو":
            yield f[:-1] + seat, _cell(pos, number, gender, "must", voice=voice)
        if word[-2] != "ا":
            yield f[:-1] + "يا" if word[-2] in "يط" else f + "ا", _cell(pos, number, gender, "no", "conj", voice)
    elif last not in "اآأ" and not word.endswith("ات"):
        yield f + "ا", _cell(pos, number, gender, "no", "conj", voice)


def _dual(word: str, pos: Pos, gender: Gender, voice: Voice = "active") -> Iterator[tuple[str, Cell]]:
    f = folded(word)
    stem = f[:-1] + "ت" if word[-1] == "ة" else f[:-1] + "ي" if word[-1] == "ى" else f
    yield stem + "ان", _cell(pos, "d", gender, "no", voice=voice)
    yield stem + "ين", _cell(pos, "d", gender, "no", voice=voice)
    yield stem + "ا", _cell(pos, "d", gender, "may", "construct", voice)
    yield stem + "ي", _cell(pos, "d", gender, "may", "construct", voice)


def sound_plural(stem: str, *, pos: Pos, voice: Voice = "active") -> Iterator[tuple[str, Cell]]:
    """متظاهرون, متظاهرين; متظاهرو and متظاهري before a genitive or a pronoun."""
    f = folded(stem)
    yield f + "ون", _cell(pos, "p", "m", "no", voice=voice)
    yield f + "ين", _cell(pos, "p", "m", "no", voice=voice)
    yield f + "و", _cell(pos, "p", "m", "may", "construct", voice)
    yield f + "ي", _cell(pos, "p", "m", "may", "construct", voice)


def participle_forms(word: str, *, voice: Voice = "active") -> Iterator[tuple[str, Cell]]:
    """(folded form, cell) for a participle: both genders, all numbers. A defective one is given with its ي or ى."""
    last = word[-1]
    if last == "ى":  # ملقى: ملقاة, ملقون, ملقيات
        yield from _one(word, "participle", "s", "m", voice)
        yield folded(word[:-1]) + "اه", _cell("participle", "s", "f", "no", voice=voice)
        yield from sound_plural(word[:-1], pos="participle", voice=voice)
        yield folded(word) + "ات", _cell("participle", "p", "f", "no", voice=voice)
        return
    yield from _one(word, "participle", "s", "m", voice)
    yield from _dual(word, "participle", "m", voice)
    base = word
    if last == "ي" and voice == "active":  # داعي: داع, داعون, داعية
        yield folded(word[:-1]), _cell("participle", "s", "m", "no", voice=voice)
        base = word[:-1]
    yield from sound_plural(base, pos="participle", voice=voice)
    feminine = word + "ة"
    yield from _one(feminine, "participle", "s", "f", voice)
    yield from _dual(feminine, "participle", "f", voice)
    yield folded(word) + "ات", _cell("participle", "p", "f", "may", voice=voice)
