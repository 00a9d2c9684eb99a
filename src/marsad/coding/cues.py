"""Cues: words that may report what somebody says. What a cue is comes from the lexicon; whether it reports here is judged later.

Codebook, "Statements": a reporting verb in any form ("قال", "مضيفا", "قوله"), a phrase that names a source ("بحسب", "وفق ما ذكر"),
and a verbal act ("دعا", "اتهم"), which is an event as well.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import msgspec

from marsad.coding.link_lines import link_lines
from marsad.coding.speech_words import classes, words_of
from marsad.lexicon import Form, Lexicon
from marsad.reading import Reading
from marsad.text.document import Token
from marsad.text.kept import kept

VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})  # event types that are done in words
SAYING = frozenset({"say", "add", "claim", "deny", "opine", "predict", "write", "relay", "according"})
_RANK = {"verb": 0, "participle": 1, "noun": 2}
_FAR = 4  # tokens between a phrase and the verb that it leans on: "وفق ما قال", "حسبما أفادت"


class CueWord(msgspec.Struct, frozen=True, eq=False, gc=False):
    """What a cue's word says wherever it stands. `cue_word` gives one object for each, so that models may keep what it weighs.

    `lemma` is its lexicon entry's lemma, or the phrase's word; `pos` is verb, participle, noun or phrase; `act` is the class of the
    reporting word (say, add, ask, blame ...) or, where it only does an act, the event's type; `slots` are the prepositions (and "O")
    behind which the lexicon expects what is said, `voices` those behind which it expects who says it. `says` is whether it reports
    speech as such, and does not only do an act in words; `form` and `kind` are its form, in full and in short.
    """

    lemma: str
    pos: str
    act: str
    agreement: str
    pro: str
    en: str
    slots: tuple[str, ...]
    voices: tuple[str, ...]
    says: bool
    form: str
    kind: str


class Cue(msgspec.Struct, frozen=True, gc=False):
    """A word or phrase (tokens `first` up to `last`) that may report speech."""

    first: int
    last: int
    sentence: int
    word: CueWord


def find_cues(reading: Reading) -> list[Cue]:
    """Every candidate cue of the report, in order."""
    tokens, lexicon = reading.document.tokens, reading.lexicon
    out: list[Cue] = []
    taken = -1
    word_of = _words(lexicon)
    for t in tokens:
        word = word_of(t.norm)
        if word is None or t.i < taken or t.kind != "word":
            continue
        cue = _phrase(tokens, lexicon, t.i) if word.pos == "phrase" else Cue(t.i, t.i + 1, t.sentence, word)
        out.append(cue)
        taken = cue.last
    aside = link_lines(reading)
    return [cue for cue in out if cue.sentence not in aside] if aside else out


@lru_cache(maxsize=20_000)
def cue_word(
    lemma: str, pos: str, act: str, gender: str = "", number: str = "", person: int = 0, tense: str = "", pro: str = "", en: str = "",
    slots: tuple[str, ...] = (), voices: tuple[str, ...] = (),
) -> CueWord:  # fmt: skip
    """The one object for a word of a cue."""
    form = f"{pos}{tense}{person or ''}{pro[:1]}"
    kind = pos + (pro[:1] if pos == "verb" else "")
    return CueWord(lemma, pos, act, gender + number, pro, en, slots, voices, act in SAYING, form, kind)


def _phrase(tokens: list[Token], lexicon: Lexicon, i: int) -> Cue:
    """A phrase that names a source, with the verb that it leans on, if any."""
    token = tokens[i]
    last = i + 1
    lemma = token.norm[1:] if token.norm[:2] in ("وو", "وب", "وح", "وط", "ون", "فب", "فو") else token.norm
    for j in range(i + 1, min(i + _FAR, len(tokens))):
        norm = tokens[j].norm
        if tokens[j].kind != "word" or tokens[j].sentence != token.sentence:
            break
        form = reporting_forms(lexicon)(norm)
        if form is not None and form.pos == "verb":
            word = cue_word(token.norm, "phrase", "according", form.gender, form.number, form.person, form.tense)
            return Cue(i, j + 1, token.sentence, word)
        if norm in ("عن", "الي"):
            last = j + 1
        elif "relative" not in classes(norm):
            break
    return Cue(i, last, token.sentence, cue_word(lemma, "phrase", "according"))


@lru_cache(maxsize=4)
def _words(lexicon: Lexicon) -> Callable[[str], CueWord | None]:
    """Folded word -> what it says as a cue; nothing for most words. Of a phrase it is only the first word."""
    according, form_of = words_of("according"), reporting_forms(lexicon)

    def word(norm: str) -> CueWord | None:
        if norm in according:
            return cue_word(norm, "phrase", "according")
        form = form_of(norm)
        return _of_form(form) if form is not None else None

    return kept(word)


def _of_form(form: Form) -> CueWord:
    entry = form.entry
    slots = tuple(slot for slot, role in entry.frame if role == "content")
    voices = tuple(slot for slot, role in entry.frame if role in ("actor", "both"))
    return cue_word(
        entry.root or entry.lemma, form.pos, entry.cls or entry.type, form.gender, form.number, form.person, form.tense, form.pro, form.en,
        slots, voices,
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
