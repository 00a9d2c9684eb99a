"""Roles: who may have done it, and to whom it may have been done.

The lexicon's frame says where each role of a verb or event noun stands; the network weighs that with what the words say, with order,
prepositions, borders and kinds (`role_sight`). Rules: codebook, "Events" (actors, recipients).
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from marsad.coding.context import Context
from marsad.coding.role_sight import RoleSight
from marsad.coding.triggers import Candidate
from marsad.lexicon.knowledge import Knowledge
from marsad.mentions.actor_names import actor_names

_ADJECTIVE = 3  # tokens after a trigger in which the adjective of a state may stand
_REACH = 30  # tokens on either side of the trigger; further away is another story


class Pair(msgspec.Struct, frozen=True, gc=False):
    """A mention that may fill a role of a trigger: the `rank`th on its side of it, or, in another sentence, of those at `place` there."""

    mention: int
    rank: int
    place: str | None
    sight: RoleSight

    @property
    def far(self) -> bool:
        """Whether it stands in another sentence."""
        return self.place is not None

    @property
    def marks(self) -> list[str]:
        """What is seen of it, by name; looked at anew each time."""
        return self.sight.near(self.mention, self.rank) if self.place is None else self.sight.far(self.mention, self.place, self.rank)


def pairs(context: Context, c: Candidate, type_: str) -> list[Pair]:
    """All mentions that may fill a role of an event."""
    sight = sight_of(context, c, type_)
    return [*near_pairs(context, sight), *far_pairs(context, sight)]


def sight_of(context: Context, c: Candidate, type_: str) -> RoleSight:
    """A trigger with the mentions of its sentence."""
    return RoleSight(context, c, type_, _near(context, c))


def near_pairs(context: Context, sight: RoleSight) -> list[Pair]:
    """The mentions of an event's own sentence."""
    return [Pair(k, rank, None, sight) for rank, k in sight.ranked]


def far_pairs(context: Context, sight: RoleSight) -> list[Pair]:
    """Mentions of other sentences that may be meant, of actors not named in the event's own."""
    here = {context.mentions[k].actor for _, k in sight.ranked}
    sentence = context.tokens[sight.trigger.token].sentence
    return [
        Pair(k, rank, place, sight)
        for place, rank, k in (*_of_states(context, sight.trigger), *_further(context, sentence, sight.type))
        if place.startswith("state") or context.mentions[k].actor not in here
    ]


def _near(context: Context, c: Candidate) -> list[int]:
    low, high = c.token - _REACH, c.last + _REACH
    return list(dict.fromkeys(k for first, last, k in context.runs(context.tokens[c.token].sentence) if last > low and first < high))


def _further(context: Context, sentence: int, type_: str) -> Iterator[tuple[str, int, int]]:
    """Mentions of other sentences that a pronoun, a verb with no subject, or a noun with nobody beside it may mean, each with where it
    stands and its rank there: those of the two sentences before, the latest first; the actors named most; for protests, the protesters."""
    for back, most in ((1, 4), (2, 2)):
        if sentence >= back:
            found = list(dict.fromkeys(k for _, _, k in context.runs(sentence - back)))
            for rank, k in enumerate(reversed(found[-most:])):
                yield f"back{back}", rank, k
            if len(found) > most:
                yield f"opens{back}", 0, found[0]
    for rank, k in enumerate(context.leading):
        yield "leading", rank, k
    if type_ == "PROTEST" and context.protesters:
        yield "protesters", 0, context.protesters[0]


def _of_states(context: Context, c: Candidate) -> Iterator[tuple[str, int, int]]:
    """Actors of the state whose adjective stands beside the trigger: "غارة إسرائيلية" is by Israel, or its army, as the report names it."""
    names = actor_names(Knowledge.load())
    tokens = context.tokens
    s = context.reading.document.sentences[tokens[c.token].sentence]
    for i in range(c.last, min(c.last + _ADJECTIVE, s.last)):
        if context.mention_at[i] >= 0 or not tokens[i].norm.endswith(("ي", "يه", "يين", "يون", "يات")):
            continue
        country = names.country(tokens[i].norm)
        if country is not None:
            for rank, k in enumerate(context.of_country(country)):
                yield f"state+{i - c.last}", rank, k
            return
