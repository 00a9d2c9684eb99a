"""Cues: words that may report what somebody says. What a cue is comes from the lexicon; whether it reports here is judged later.

Codebook, "Statements": a reporting verb in any form ("قال", "مضيفا", "قوله"), a phrase that names a source ("بحسب", "وفق ما ذكر"),
and a verbal act ("دعا", "اتهم"), which is an event as well.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import msgspec

from marsad.coding.speech_words import classes, words_of
from marsad.lexicon import Form, Lexicon
from marsad.reading import Reading
from marsad.text.document import Document
from marsad.text.kept import kept

VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})  # event types that are done in words
SAYING = frozenset({"say", "add", "claim", "deny", "opine", "predict", "write", "relay", "according"})
_RANK = {"verb": 0, "participle": 1, "noun": 2}
_FAR = 4  # tokens between a phrase and the verb that it leans on: "وفق ما قال", "حسبما أفادت"


class Cue(msgspec.Struct, frozen=True, gc=False):
    """A word or phrase (tokens `first` up to `last`) that may report speech.

    `lemma` is its lexicon entry's lemma, or the phrase's word; `pos` is verb, participle, noun or phrase; `act` is the class of the
    reporting word (say, add, ask, blame ...) or, where it only does an act, the event's type; `slots` are the prepositions (and "O")
    behind which the lexicon expects what is said, `voices` those behind which it expects who says it.
    """

    first: int
    last: int
    sentence: int
    lemma: str
    pos: str
    act: str
    gender: str = ""
    number: str = ""
    person: int = 0
    tense: str = ""
    pro: str = ""
    en: str = ""
    slots: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    medium: str = ""

    @property
    def says(self) -> bool:
        """Whether the word reports speech as such, and does not only do an act in words."""
        return self.act in SAYING


def find_cues(reading: Reading) -> list[Cue]:
    """Every candidate cue of the report, in order."""
    document, lexicon = reading.document, reading.lexicon
    out: list[Cue] = []
    taken = -1
    according, form_of = words_of("according"), reporting_forms(lexicon)
    for t in document.tokens:
        if t.kind != "word" or t.i < taken:
            continue
        if t.norm in according:
            cue = _phrase(document, lexicon, t.i)
        elif (form := form_of(t.norm)) is not None:
            cue = _cue(form, t.i, t.i + 1, t.sentence)
        else:
            continue
        out.append(cue)
        taken = cue.last
    return out


def _phrase(document: Document, lexicon: Lexicon, i: int) -> Cue:
    """A phrase that names a source, with the verb that it leans on, if any."""
    tokens = document.tokens
    token = tokens[i]
    last = i + 1
    for j in range(i + 1, min(i + _FAR, len(tokens))):
        if tokens[j].kind != "word" or tokens[j].sentence != token.sentence:
            break
        form = reporting_forms(lexicon)(tokens[j].norm)
        if form is not None and form.pos == "verb":
            last = j + 1
            return Cue(i, last, token.sentence, token.norm, "phrase", "according", form.gender, form.number, form.person, form.tense)
        if "relative" not in classes(tokens[j].norm) and tokens[j].norm not in ("عن", "الي"):
            break
        if tokens[j].norm in ("عن", "الي"):
            last = j + 1
    lemma = token.norm[1:] if token.norm[:2] in ("وو", "وب", "وح", "وط", "ون", "فب", "فو") else token.norm
    return Cue(i, last, token.sentence, lemma, "phrase", "according")


def _cue(form: Form, first: int, last: int, sentence: int) -> Cue:
    entry = form.entry
    slots = tuple(slot for slot, role in entry.frame if role == "content")
    voices = tuple(slot for slot, role in entry.frame if role in ("actor", "both"))
    return Cue(
        first, last, sentence, entry.root or entry.lemma, form.pos, entry.cls or entry.type, form.gender, form.number, form.person, form.tense,
        form.pro, form.en, slots, voices, entry.medium,
    )  # fmt: skip


@lru_cache(maxsize=4)
def reporting_forms(lexicon: Lexicon) -> Callable[[str], Form | None]:
    """Folded word -> its likeliest reading as a word of saying or a verbal act; a report verb before all else."""
    return kept(lambda norm: _reporting_form(norm, lexicon))


def _reporting_form(norm: str, lexicon: Lexicon) -> Form | None:
    best: Form | None = None
    rank = (9, 9)
    for form in lexicon.forms(norm):
        entry = form.entry
        if entry.kind == "report":
            new = (0, _RANK.get(form.pos, 3))
        elif entry.kind == "event" and entry.type in VERBAL:
            new = (1, _RANK.get(form.pos, 3))
        else:
            continue
        if new < rank:
            best, rank = form, new
    return best
