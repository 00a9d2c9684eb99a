"""Groups of people that only a count names: "قتل 12 مدنيا", "اعتقال شابين".

Codebook, "Events": victims are recipients, named or not ("60 شخصا"). Such a group becomes an actor of the report only when an event
gives it a role (`provisional`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from marsad.coding.provisional import group_id
from marsad.mentions.counted_nouns import counted
from marsad.mentions.types import ActorMention, NumberMention
from marsad.reading import Reading
from marsad.records import ActorKind
from marsad.text.document import Token

_PEOPLE: dict[str, ActorKind] = {
    "person": "population", "fled": "population", "held": "population", "taken": "population", "hurt": "population", "household": "population",
    "official": "population", "fighter": "armed_group",
}  # fmt: skip
_LONGEST = 5  # tokens between a number and what it counts


def unnamed_groups(reading: Reading) -> list[ActorMention]:
    """The groups that no actor's mention overlaps, in order of the text."""
    taken = {i for m in reading.actors for i in range(m.phrase_first, m.phrase_last)}
    return list(_groups(reading.document.tokens, reading.numbers, taken))


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
            yield ActorMention(start, end, first, last, first, last, "", kind, actor=group_id(first, last))


def _adjective(token: Token) -> bool:
    return token.kind == "word" and token.norm.endswith(("يا", "يه", "يين", "يات")) and not token.norm.startswith("ال")
