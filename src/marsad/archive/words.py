"""Words as the archive looks them up: folded, and with what is written onto them taken off.

Arabic writes conjunctions, prepositions, the article and pronouns onto the word: لطرابلس and وطرابلس are طرابلس. Which
letters are such and which are the word's own cannot be told from a word alone (وزارة is no و with زارة), so a word is
kept in **every way in which it may come apart**, and what is searched for is taken as it is typed. طرابلس therefore finds
لطرابلس, while وزارة finds no word but itself and what is written onto it. Pieces of fewer than three letters are not
taken for words: فتح is not ف with تح.

In phrases each word has one form only, its **bare** one, with all that may be a prefix taken off; that two words stand
side by side tells enough.

Every form is made of letters, digits and `_` only, so that each store takes it as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from marsad.text.clitics import prefixes
from marsad.text.folding import Folded, fold
from marsad.text.kept import kept
from marsad.text.tokens import find_tokens

LONGEST = 64  # letters of a word that are looked at; no store has to take a page without a blank for a word
BARRIER = "_"  # stands between title and text, so that no phrase runs from one into the other
_SHORTEST = 3  # letters of a word from which a single letter is taken off
_SHORTEST_DEFINITE = 2  # letters of a word from which the article is taken off: الحر is حر
_PRONOUNS = ("هما", "ها", "هم", "هن", "نا", "ه")
_FUTURE = frozenset("يتنا")  # what follows the س of a verb to come
_ARTICLES = ("ال", "وال", "فال", "بال", "كال", "وبال", "لل", "ولل", "فلل")
_ODD = re.compile(r"[^a-z0-9\u0080-\U0010ffff]")
_ARABIC = re.compile("[\u0621-\u064a]")


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word or number of a text: its offsets in the text as given, every form that it is found under, and its bare form."""

    start: int
    end: int
    forms: frozenset[str]
    bare: str


class Indexed(msgspec.Struct, frozen=True, gc=False):
    """What a store indexes of a report: every form of every word, each once and in order, and the bare words as they follow one another."""

    forms: list[str]
    bare: list[str]


def words(text: str) -> Iterator[Word]:
    """The words and numbers of a text, in order; punctuation is passed over."""
    folded = fold(text)
    for norm, plain, start, end in _tokens(folded):
        ta_marbuta = plain.endswith("ة")
        yield Word(folded.start(start), folded.end(end), forms(norm + "ة" if ta_marbuta else norm), bare(norm))


def indexed(title: str | None, text: str) -> Indexed:
    """What is indexed of a report with this title and text."""
    chain: list[str] = []
    written: set[str] = set()  # as `forms` takes a word; most words of a text come more than once
    for part in (title or "", text):
        if chain:
            chain.append(BARRIER)
        for norm, plain, *_ in _tokens(fold(part)):
            written.add(norm + "ة" if plain.endswith("ة") else norm)
            chain.append(bare(norm))
    return Indexed(sorted(set().union(*map(forms, written))), chain)


def asked(text: str) -> list[tuple[str, ...]]:
    """The words of a question, each with the forms that answer it: as typed and, under an article, without it."""
    return [_answers(norm) for norm, *_ in _tokens(fold(text))]


def bare_words(text: str) -> list[str]:
    """The bare words of a name or phrase."""
    return [bare(norm) for norm, *_ in _tokens(fold(text))]


def _tokens(folded: Folded) -> Iterator[tuple[str, str, int, int]]:
    for t in find_tokens(folded):
        if t.kind != "punct":
            yield folded.text[t.start : t.end], folded.plain[t.start : t.end], t.start, t.end


def _clean(norm: str) -> str:
    return _ODD.sub("_", norm.casefold()[:LONGEST])


def _forms(norm: str) -> frozenset[str]:
    """Every form of a folded word. One that was written with ة is given with it after its folded end, since there ه is no pronoun."""
    feminine = norm.endswith("ة")
    norm = _clean(norm.removesuffix("ة"))
    if _ARABIC.search(norm) is None:
        return frozenset((norm,))
    out = {norm}
    for pro, rest in prefixes(norm):
        if pro.endswith(("ال", "لل")):
            if len(rest) >= _SHORTEST_DEFINITE:
                out |= {rest, "ال" + rest}
        elif len(rest) >= (_SHORTEST if pro else 1) and (not pro.endswith("س") or (rest[0] in _FUTURE and len(rest) > _SHORTEST)):
            out.add(rest)
            if not feminine:
                out |= _without_pronoun(rest)
    return frozenset(out)


def _without_pronoun(word: str) -> set[str]:
    """The word without a pronoun at its end: قواته gives قوات, and وزارتها both وزارت and وزاره."""
    out: set[str] = set()
    for pronoun in _PRONOUNS:
        stem = word.removesuffix(pronoun)
        if stem != word and len(stem) >= _SHORTEST:
            out.add(stem)
            if stem.endswith("ت"):
                out.add(stem[:-1] + "ه")
    return out


def _bare(norm: str) -> str:
    """The word with everything off that may be a prefix, over and over, so that it is the same whatever is written onto it."""
    word = _clean(norm)
    while True:
        if word[:1] in ("و", "ف") and len(word) > _SHORTEST:
            word = word[1:]
        elif word.startswith(("ال", "لل")) and len(word) >= 2 + (_SHORTEST_DEFINITE if word[0] == "ا" else _SHORTEST):
            word = word[2:]
        elif word[:1] in ("ب", "ل", "ك") and len(word) > _SHORTEST:
            word = word[1:]
        else:
            return word


forms = kept(_forms)
bare = kept(_bare)


@lru_cache(maxsize=4096)
def _answers(norm: str) -> tuple[str, ...]:
    word = _clean(norm)
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST:
            return (word, word[len(article) :])
    return (word,)
