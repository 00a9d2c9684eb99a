"""Fixed phrases of modality and of reporting, found among folded tokens.

`modality()` and `reporting_phrases()` give indexes whose `longest(norms, first)` finds the longest phrase that begins
at a token (`marsad.lexicon.phrases`). Verbs and nouns of modality are entered in all their forms. A phrase that ends in
the proclitic ل or ب is entered without it; `lead` tells the proclitic that the next word must have.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

import msgspec

from marsad.errors import LexiconError
from marsad.lexicon.derivation import verb
from marsad.lexicon.inflection import folded, inflect
from marsad.lexicon.nouns import noun_forms
from marsad.lexicon.phrases import Found, PhraseIndex
from marsad.lexicon.tables import read_lines, where

T = TypeVar("T")
MODALITIES = frozenset(
    "negation future planned condition possibility necessity wish attempt intention purpose denial avoidance hypothetical past".split()
)
PHRASE_CLASSES = frozenset("according verb_after mouth document medium quoting".split())


class Modal(msgspec.Struct, frozen=True, gc=False):
    """A word or phrase of modality: its class, and the proclitic that the next word must have, if any."""

    cls: str
    phrase: str
    lead: str = ""


class SourcePhrase(msgspec.Struct, frozen=True, gc=False):
    """A phrase of reporting: its class, on which side of it the speaker stands, and the medium that it tells."""

    cls: str
    speaker: str
    medium: str
    phrase: str
    lead: str = ""


@lru_cache(maxsize=1)
def modality() -> PhraseIndex[Modal]:
    """The words and phrases of modality.tsv."""
    index: PhraseIndex[Modal] = PhraseIndex()
    for number, (cls, kind, word, *more) in read_lines("modality.tsv"):
        rest = more[0] if more else ""
        if kind == "w":
            key, lead = _split_lead(word)
            index.add(key, Modal(cls, word, lead))
            continue
        if kind == "v":
            v = verb(word, rest)
            forms = (form for form, cell in inflect(v, passive=False) if cell.en != "must")
            name = v.past
        elif kind == "n":
            forms = (form for form, cell in noun_forms(word, tuple(filter(None, rest.split("|"))), dual=False) if cell.en != "must")
            name = word
        else:
            raise LexiconError(f"{where('modality.tsv', number)}: kind {kind!r} is none of w, v, n")
        modal = Modal(cls, name)
        for form in forms:
            index.add(form, modal)
    return index


@lru_cache(maxsize=1)
def reporting_phrases() -> PhraseIndex[SourcePhrase]:
    """The phrases of reporting_phrases.tsv."""
    index: PhraseIndex[SourcePhrase] = PhraseIndex()
    for _, (cls, speaker, medium, phrase) in read_lines("reporting_phrases.tsv"):
        key, lead = _split_lead(phrase)
        index.add(key, SourcePhrase(cls, speaker, medium, phrase, lead))
    return index


def match(index: PhraseIndex[T], norms: Sequence[str], first: int) -> Found[T] | None:
    """The longest phrase that begins at token `first`, less those whose next word lacks the proclitic that they need."""
    found = index.longest(norms, first)
    if found is None:
        return None
    following = norms[found.last] if found.last < len(norms) else ""
    kept = tuple(v for v in found.values if following.startswith(getattr(v, "lead", "")))
    return found._replace(values=kept) if kept else None


def _split_lead(phrase: str) -> tuple[str, str]:
    words = folded(phrase).split()
    if len(words) > 1 and words[-1] in ("ل", "ب"):
        return " ".join(words[:-1]), words[-1]
    return " ".join(words), ""


__all__ = ["MODALITIES", "PHRASE_CLASSES", "Found", "Modal", "SourcePhrase", "match", "modality", "reporting_phrases"]
