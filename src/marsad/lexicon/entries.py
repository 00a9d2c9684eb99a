"""What the lexicon says of a word: entries (a word in one of its meanings) and forms (a way to read a written word)."""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["event", "report", "light"]
Pos = Literal["verb", "noun", "participle"]
Frame = tuple[tuple[str, str], ...]

ROLES = frozenset({"actor", "recipient", "place", "content", "addressee", "both", "instrument", "none"})
SLOTS = frozenset({"S", "O", "O2", "G", "G2"})  # besides these, any preposition, folded
PREPOSITIONS = frozenset(
    ["علي", "الي", "ب", "ل", "من", "مع", "بين", "ضد", "في", "عن", "ان", "ازاء", "نحو", "فوق", "تحت", "امام", "دون", "بحق"]
)


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One word in one meaning.

    `kind`: event (the word may report an event of `type`), report (it reports speech), light (its object names the event).
    `frame`: where each role stands, as (slot, role). Slots: S subject, O object, G genitive after a noun, G2 the object after
    a masdar and its genitive, or a preposition; `ان` is the clause after أن or إن. For a light verb, role `content` marks the
    slot of the event noun. `root` is the verb that a masdar belongs to. `cls` and `medium` are of report entries only.
    """

    id: str
    lemma: str
    kind: Kind
    type: str
    mode: str
    frame: Frame
    gloss: str
    pos: Pos
    root: str = ""
    cls: str = ""
    medium: str = ""


class Cell(msgspec.Struct, frozen=True, gc=False):
    """A place in a paradigm, and what may be attached to the form there.

    `en` says whether an attached pronoun may, must or cannot follow; `pro` which proclitics may stand before it: those of
    a past verb, of a present verb, of a noun, of a noun that takes no article (construct), or (conj) only "and".
    """

    pos: Pos
    tense: Literal["past", "present", "imperative", ""] = ""
    voice: Literal["active", "passive", "either"] = "active"
    person: int = 0
    number: Literal["s", "d", "p", ""] = ""
    gender: Literal["m", "f", ""] = ""
    en: Literal["may", "must", "no"] = "no"
    pro: Literal["past", "present", "noun", "construct", "conj"] = "noun"


class Form(msgspec.Struct, frozen=True, gc=False):
    """A reading of a written word: an entry in a form, with its proclitics (`pro`, the article included) and pronoun (`en`)."""

    entry: Entry
    pos: Pos
    tense: str
    voice: str
    person: int
    number: str
    gender: str
    pro: str
    en: str
