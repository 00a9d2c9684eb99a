"""Whom a pronoun or an unspoken subject means: the most salient actor named before that agrees with it.

"وأضاف أن قواته تقدمت": the subject of أضاف and the ه of قواته are the last masculine singular actor that was a subject.
Centering, as news has it: recency first, then subjecthood, persons before bodies for speech.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import Literal

import msgspec

from marsad.mentions.types import ActorMention
from marsad.reading import Reading
from marsad.text.document import Token

Gender = Literal["m", "f", ""]
Number = Literal["s", "d", "p", ""]

_FARTHEST = 3  # sentences back
_LOOKED_AT = 12  # mentions back
PRONOUNS: dict[str, tuple[Number, Gender]] = {
    "ه": ("s", "m"), "ها": ("s", "f"), "هم": ("p", "m"), "هن": ("p", "f"), "هما": ("d", ""), "هو": ("s", "m"), "هي": ("s", "f"),
}  # fmt: skip
_PEOPLE = frozenset({"person", "population"})
_MASCULINE_STATES = frozenset({"IQ", "LB", "JO", "MA", "SD", "YE", "KW", "VA"})  # news writes قال العراق, but قالت مصر; both for some


class Salient(msgspec.Struct, frozen=True, gc=False):
    """A mention as an antecedent: where, whom, and how it agrees. `subject`: it stands directly behind a verb or opens its sentence."""

    first: int
    sentence: int
    actor: str
    kind: str
    number: Number
    gender: Gender
    subject: bool


def antecedent(
    reading: Reading, token: int, *, number: Number = "", gender: Gender = "", kinds: Collection[str] = (), skip: Collection[str] = ()
) -> str | None:
    """The id of the actor that a pronoun or unspoken subject at `token` means, or None.

    `number` and `gender` are those of the verb or pronoun ("" where it does not say); `kinds` are kinds of actors that are
    meant sooner (persons for speech); actors in `skip` cannot be meant (the subject itself, of its own object).
    """
    line = salience(reading)
    here = reading.document.tokens[token].sentence
    at = bisect_left(line, token, key=lambda s: s.first)
    best: tuple[float, int] | None = None
    found = None
    for k in range(at - 1, max(-1, at - 1 - _LOOKED_AT), -1):
        s = line[k]
        back = here - s.sentence
        if back > _FARTHEST:
            break
        if s.actor in skip or not _agrees(s, number, gender):
            continue
        weight = -2.0 * back + (1.5 if s.subject else 0.0) + (1.0 if s.kind in kinds else 0.0) + (0.5 if s.kind == "person" else 0.0)
        if best is None or (weight, s.first) > best:
            best, found = (weight, s.first), s.actor
    return found


def of_pronoun(reading: Reading, token: int, pronoun: str, *, skip: Collection[str] = ()) -> str | None:
    """The actor that an attached or free pronoun of the third person means ("ه", "ها", "هم", "هو" ...), or None."""
    agreement = PRONOUNS.get(pronoun)
    return antecedent(reading, token, number=agreement[0], gender=agreement[1], skip=skip) if agreement else None


def salience(reading: Reading) -> list[Salient]:
    """The mentions of a report's actors in order of the text, as antecedents; worked out once a report."""
    got = reading.notes.get("salience")
    if isinstance(got, list):
        return got
    tokens = reading.document.tokens
    line = [
        Salient(m.first, tokens[m.first].sentence, m.actor, m.kind, *agreement(m, tokens), _subject(reading, m, tokens))
        for m in sorted(reading.actors, key=lambda m: m.first)
        if m.actor is not None
    ]
    reading.notes["salience"] = line
    return line


def agreement(mention: ActorMention, tokens: Sequence[Token]) -> tuple[Number, Gender]:
    """Number and gender that a verb or pronoun for this actor has."""
    head = tokens[mention.first].norm
    if mention.kind == "person":
        title = mention.role.split()[0] if mention.role else ""
        return "s", "f" if title.endswith(("ة", "ه")) else ("" if head.endswith("ه") else "m")
    if mention.kind == "state":
        return "s", "" if mention.country in _MASCULINE_STATES else "f"
    if head.endswith(("ون", "ين")) and len(head) > 4:
        return "p", "m"
    if mention.kind == "population":
        return "p", ""
    if head.endswith(("ه", "ات")):
        return "s", "f"
    if mention.kind == "media" or head.startswith("مصادر"):
        return "s", "f" if head.startswith(("مصادر", "المصادر", "وسايل")) else ""
    return "s", "m" if len(head) > 2 else ""


def _agrees(s: Salient, number: Number, gender: Gender) -> bool:
    if number == "p" and s.number != "p" and s.kind not in ("armed_group", "military"):
        return False
    if number == "s" and s.number == "p":
        return False
    if number == "d":
        return False
    return not (gender and s.gender and gender != s.gender and not (number == "p" or s.number == "p"))


def _subject(reading: Reading, mention: ActorMention, tokens: Sequence[Token]) -> bool:
    begin = mention.phrase_first
    sentence = reading.document.sentences[tokens[begin].sentence]
    if begin <= sentence.first + 1:
        return True
    return any(form.pos == "verb" for form in reading.lexicon.forms(tokens[begin - 1].norm))
