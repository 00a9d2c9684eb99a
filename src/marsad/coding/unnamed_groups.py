"""Groups of people that only a count or a plural names: "قتل 12 مدنيا", "اعتقال شابين", "غارة على متشددين".

Codebook, "Events": victims are recipients, named or not ("60 شخصا"). Such a group becomes an actor of the report only when an event
gives it a role; until then its mention bears a provisional id.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Iterator, Sequence

from marsad.mentions.counted_nouns import counted
from marsad.mentions.types import ActorMention, NumberMention
from marsad.reading import Reading
from marsad.records import Actor, ActorKind
from marsad.text.document import Token

_PEOPLE: dict[str, ActorKind] = {
    "person": "population", "fled": "population", "held": "population", "taken": "population", "hurt": "population", "household": "population",
    "official": "population", "fighter": "armed_group",
}  # fmt: skip
_MARK = "+"  # begins a provisional id
_LONGEST = 5  # tokens between a number and what it counts
_STEM = 5  # letters that an adjective in -in or -un has at least


def unnamed_groups(reading: Reading) -> list[ActorMention]:
    """The groups that no actor's mention overlaps, in order of the text."""
    tokens = reading.document.tokens
    taken = {i for m in reading.actors for i in range(m.phrase_first, m.phrase_last)}
    found = list(_groups(tokens, reading.numbers, taken))
    taken |= {i for m in found for i in range(m.first, m.last)} | {i for m in reading.numbers for i in range(m.first, m.last)}
    return sorted([*found, *_plurals(tokens, taken)], key=lambda m: m.first)


def _groups(tokens: Sequence[Token], numbers: Sequence[NumberMention], taken: set[int]) -> Iterator[ActorMention]:
    for m in numbers:
        if m.noun is None or m.kind in ("ordinal", "percent", "fraction"):
            continue
        noun = counted(tokens[m.noun].norm)
        kind = _PEOPLE.get(noun.kind) if noun else None
        first, last = min(m.first, m.noun), max(m.last, m.noun + 1)
        if kind is None or last - first > _LONGEST:
            continue
        if last < len(tokens) and _adjective(tokens[last]) and tokens[last].sentence == tokens[first].sentence:
            last += 1
        if taken.isdisjoint(range(first, last)):
            start, end = tokens[first].start, tokens[last - 1].end
            yield ActorMention(start, end, first, last, first, last, "", kind, actor=f"{_MARK}{first}:{last}")


def _plurals(tokens: Sequence[Token], taken: Collection[int]) -> Iterator[ActorMention]:
    """Plurals of people that nothing counts, without their proclitics, with the adjectives that agree with them."""
    for i, noun in enumerate(map(counted, [t.norm for t in tokens])):
        if noun is None or noun.number != "p" or noun.en or noun.kind not in _PEOPLE or i in taken or tokens[i].kind != "word":
            continue
        definite = noun.definite
        last = i + 1
        while last < len(tokens) and last not in taken and tokens[last].sentence == tokens[i].sentence and _agrees(tokens[last], definite):
            last += 1
        cut = len(noun.pro) - (2 if noun.pro.endswith("ال") else 0)
        token = tokens[i]
        start = token.start + (cut if token.end - token.start >= len(token.norm) else 0)
        yield ActorMention(start, tokens[last - 1].end, i, last, i, last, "", _PEOPLE[noun.kind], actor=f"{_MARK}{i}:{last}")


def _agrees(token: Token, definite: bool) -> bool:
    """Whether a word may be the adjective of a plural of people before it."""
    norm = token.norm
    if token.kind != "word" or norm.startswith("ال") != definite:
        return False
    return norm.endswith(("يين", "يون", "يات")) or (norm.endswith(("ين", "ون")) and len(norm) > _STEM)


def _adjective(token: Token) -> bool:
    return token.kind == "word" and token.norm.endswith(("يا", "يه", "يين", "يات")) and not token.norm.startswith("ال")


def is_unnamed(actor: str) -> bool:
    """Whether an id is a provisional one."""
    return actor.startswith(_MARK)


def take_in(reading: Reading, mention: ActorMention) -> str:
    """Make an unnamed group an actor of the report, if it is not one yet, and give its id."""
    if mention.actor is not None and not is_unnamed(mention.actor):
        return mention.actor
    id_ = f"a{len(reading.cast) + 1}"
    name = reading.document.text[mention.start : mention.end]
    reading.cast.append(Actor(id=id_, name=name, kind=mention.kind, mentions=[(mention.start, mention.end)]))
    mention.actor = id_
    insort(reading.actors, mention, key=lambda m: m.first)
    return id_
