"""Names of places at a token: the longest gazetteer name that can begin there, clitics taken off, and names that only
a kind noun gives away ("بلدة س").
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from marsad.lexicon import load as lexicon
from marsad.lexicon.gazetteer import Gazetteer, KindWord, PlaceWords, load, load_words
from marsad.text.clitics import prefixes
from marsad.text.document import Document, Token
from marsad.text.kept import kept

# proclitics that may stand before a place's name; with the article it belongs to the name itself. ف and ك stand there so seldom that
# to take them off makes more names of other words (فرقة, كبيرا) than it finds
_BEFORE = frozenset({"", "و", "ب", "ل", "وب", "ول"})
_GLUE = frozenset("_-")  # between the words of a hashtag or a double name
_TAG = "#"  # may tag the second word of a name ("منطقة #الجوف"), not of one that is tagged itself: there another name begins
_OPENING = frozenset('"(#')


class Name(msgspec.Struct, frozen=True, gc=False):
    """A name in the text: tokens `first` to `last` (not included), `pro` the proclitics that are no part of it,
    `key` its folded spelling, `known` whether the gazetteer has it."""

    first: int
    last: int
    pro: str
    key: str
    known: bool


class Sight(msgspec.Struct, frozen=True, gc=False):
    """What a word can begin, seen once for each spelling: `starts` are (proclitics, first word of a name, words of the longest such name);
    `kind` is (proclitics, kind noun) where it is one; `building` the proclitics before a building that an adjective may name."""

    starts: tuple[tuple[str, str, int], ...]
    kind: tuple[str, KindWord] | None
    building: str | None


@kept
def sight(norm: str) -> Sight | None:
    """What a folded word can begin; None, as for most words, if nothing."""
    gazetteer, words = load(), load_words()
    kinds, ways = words.kinds, readings(norm)
    starts = tuple((pro, first, reach) for pro, first in ways if (reach := gazetteer.reach(first)))
    kind = next(((pro, kinds[first]) for pro, first in ways if first in kinds), None)
    building = next((pro for pro, first in ways if first in words.buildings or first in words.missions), None)
    return Sight(starts, kind, building) if starts or kind or building is not None else None


def readings(norm: str) -> list[tuple[str, str]]:
    """(proclitics, first word of a name) for each way to read a word; the word as it stands first."""
    out = []
    for pro, rest in prefixes(norm):
        if pro in _BEFORE:
            out.append((pro, rest))
        elif pro.endswith("ال") and pro[:-2] in _BEFORE and pro != "ال":
            out.append((pro[:-2], "ال" + rest))
        elif pro.endswith("لل"):
            out.append((pro[:-1], "ال" + rest))
            out.append((pro[:-1], "الل" + rest))  # للاذقية: ل + اللاذقية
    return out


def known_name(document: Document, gazetteer: Gazetteer, at: int) -> Name | None:
    """The longest name of the gazetteer that begins at token `at`, in the reading with the fewest proclitics."""
    tokens, best = document.tokens, None
    seen = sight(tokens[at].norm)
    for pro, first, reach in seen.starts if seen else ():
        words, ends = _following(tokens, at, first, reach)
        for count in range(len(words), 0, -1):
            if best is not None and ends[count - 1] <= best.last:
                break
            key = " ".join(words[:count])
            if gazetteer.knows(key):
                best = Name(at, ends[count - 1], pro, key, True)
                break
    return best


def _following(tokens: list[Token], at: int, first: str, reach: int) -> tuple[list[str], list[int]]:
    """Up to `reach` words from token `at` on, and the token end of each; marks that make or hold together a hashtag are passed over."""
    words, ends, i, sentence = [first], [at + 1], at + 1, tokens[at].sentence
    while len(words) < reach and i < len(tokens) and tokens[i].sentence == sentence:
        token = tokens[i]
        if token.kind == "punct":
            glue = token.norm in _GLUE or (token.norm == _TAG and not (at and tokens[at - 1].norm == _TAG))
            if glue and i + 1 < len(tokens) and tokens[i + 1].start == token.end:
                i += 1
                continue
            break
        words.append(token.norm)
        ends.append(i + 1)
        i += 1
    return words, ends


def name_start(document: Document, at: int) -> int:
    """Where a name after token `at` would begin: the next token, or the one after an opening mark."""
    tokens = document.tokens
    i = at + 1
    if i + 1 < len(tokens) and tokens[i].kind == "punct" and tokens[i].norm in _OPENING:
        i += 1
    return i


def building_name(document: Document, words: PlaceWords, at: int, pro: str) -> Name | None:
    """ "القصر الرئاسي": a building at token `at` with the adjective that names it; a mission only where it is a place, not an actor."""
    tokens = document.tokens
    if at + 1 >= len(tokens) or tokens[at + 1].sentence != tokens[at].sentence:
        return None
    noun, adjective = tokens[at].norm, tokens[at + 1].norm
    if not (adjective.startswith("ال") and adjective.endswith(("ي", "يه"))):
        return None
    if adjective in words.adjectives and adjective not in words.naming:
        return None
    mission = any(first in words.missions for _, first in readings(noun))
    if mission and not (pro.endswith("ب") or (at and tokens[at - 1].norm in words.nearby)):
        return None
    last = at + 2
    while last < len(tokens) and tokens[last].norm in words.sides:
        last += 1
    return Name(at, last, pro, " ".join(t.norm for t in tokens[at:last])[len(pro) :], False)


def unknown_name(document: Document, words: PlaceWords, at: int) -> Name | None:
    """The word or two at token `at` as a name that no table has, if nothing speaks against it."""
    tokens = document.tokens
    if at >= len(tokens) or not _can_be_name(tokens[at], words):
        return None
    last = at + 1
    if tokens[at].norm in words.starters:
        if last >= len(tokens) or tokens[last].kind != "word" or tokens[last].sentence != tokens[at].sentence:
            return None
        if not _can_be_name(tokens[last], words):
            return None
        last += 1
    return Name(at, last, "", " ".join(t.norm for t in tokens[at:last]), False)


def _can_be_name(token: Token, words: PlaceWords) -> bool:
    norm = token.norm
    if norm in words.starters:
        return token.kind == "word"
    return token.kind == "word" and looks_like_name(norm)


@lru_cache(maxsize=50_000)
def looks_like_name(norm: str) -> bool:
    """Whether nothing in a word's form speaks against its being a name that no table has."""
    words = load_words()
    if len(norm) < 3 or norm.endswith("ها") or norm in words.adjectives or norm in words.sides or norm in words.nearby:
        return False
    if any(first in words.kinds or first in words.directions or first in words.carriers or first in words.heads or first in words.nearby
           or (pro and load().reach(first)) for pro, first in readings(norm)):  # fmt: skip
        return False  # "مدينة وميناء", "قرية بمحافظة", "مخيم بعفرين": another noun, or the place that it lies in
    if any(f.pos == "verb" and not f.pro for f in lexicon().forms(norm)):
        return False
    # "مدينة سورية", "بلدة حدودية": an adjective of an indefinite noun; "للجيش", "بالقرب": no name begins so
    return not (norm.endswith("يه") and not norm.startswith("ال")) and not norm.startswith(("لل", "بال", "و", "فال", "كال"))
