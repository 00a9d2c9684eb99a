"""What is seen of those who may have a part in an event, in numbers: how sure the network and the logistic regression are of each, of the others,
and how each stands to the trigger. `role_choice` weighs it by trees, one lot for each part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import msgspec

from marsad import codebook
from marsad.coding.context import Context
from marsad.coding.governors import preposition
from marsad.coding.provisional import is_unnamed
from marsad.coding.triggers import Candidate
from marsad.mentions.types import ActorMention
from marsad.models.linear import logit
from marsad.records import ActorKind

NONE = -12.0  # what a chance is where there is nobody, as log odds
_FAR = 60  # tokens from which all are alike
_KINDS: tuple[str, ...] = get_args(ActorKind)
_TYPES = tuple(codebook.QUAD)
_PREPOSITIONS = ("-", "و", "ب", "ل", "علي", "من", "مع", "ضد", "في", "الي", "بين", "من قبل", "علي يد")
NAMES: tuple[str, ...] = (
    "does", "suffers", "lean does", "lean suffers", "best other does", "best other suffers", "rank does", "rank suffers", "all do", "all suffer",
    "best lean does of others", "best lean suffers of others", "does told again", "suffers told again", "late",
    "far", "near ones", "all", "unnamed", "gap", "before", "sentences away", "times named", "named first", "speaks", "speaks of it",
    "joined before", "joined before does", "joined before suffers", "joined after", "joined after does", "joined after suffers",
    "verb", "passive", "definite", *(f"kind {k}" for k in _KINDS), *(f"behind {p}" for p in _PREPOSITIONS), *(f"type {t}" for t in _TYPES),
)  # fmt: skip


_OPEN = (0.0, 0.0)  # what the logistic regression says, before it was asked
_LEANS, _OTHERS = NAMES.index("lean does"), NAMES.index("best lean does of others")


class Chance(msgspec.Struct, frozen=True, gc=False):
    """An actor with its likeliest mention: the chances that it did it, and that it was done to it; and the same beside words that tell the
    event again (0 where it is not near one)."""

    actor: str
    mention: int
    does: float
    suffers: float
    far: bool
    does_again: float = 0.0
    suffers_again: float = 0.0
    late: bool = False  # whether it stands near such words only


def measured(
    context: Context, c: Candidate, type_: str, mentions: Sequence[ActorMention], chances: Sequence[Chance],
    joined: Sequence[tuple[int | None, int | None]],
) -> list[list[float]]:  # fmt: skip
    """The numbers of each of those who may have a part in the event of a candidate, in order of `NAMES`; `joined`: the one before and after it
    that "and" joins to it. What the logistic regression says is left open (`with_leans`)."""
    tokens = context.tokens
    form = c.forms[0]
    does, suffers = [logit(x.does) for x in chances], [logit(x.suffers) for x in chances]
    sums = sum(x.does for x in chances), sum(x.suffers for x in chances)
    near = sum(not x.far for x in chances)
    norm = context.norms[c.token]
    trigger = [form.pos == "verb", form.voice == "passive", norm.startswith(("ال", "وال", "بال", "لل"))]
    types = [type_ == t for t in _TYPES]
    said, cue = context.said_in[c.token], context.cue_of[c.token]
    times = context.times_named
    rows: list[list[float]] = []
    for k, (x, m) in enumerate(zip(chances, mentions, strict=True)):
        gap = m.phrase_first - c.last if m.phrase_first >= c.token else c.token - m.phrase_last
        lead = preposition(context, m.phrase_first)
        rows.append(
            [
                does[k], suffers[k], *_OPEN, _best(does, k), _best(suffers, k), sum(o > does[k] for o in does), sum(o > suffers[k] for o in suffers), *sums,
                *_OPEN, logit(x.does_again), logit(x.suffers_again), x.late, x.far, near, len(chances), is_unnamed(x.actor),
                min(gap, _FAR), m.phrase_first < c.token, tokens[c.token].sentence - tokens[m.first].sentence,
                times.get(x.actor, 0), tokens[m.first].sentence, said is not None and said.speaker == x.actor, cue is not None and cue.speaker == x.actor,
                *_beside(does, suffers, joined[k][0]), *_beside(does, suffers, joined[k][1]),
                *trigger, *[m.kind == kind for kind in _KINDS], *[lead == p for p in _PREPOSITIONS], *types,
            ]
        )  # fmt: skip
    return rows


def with_leans(numbers: Sequence[float], leans: Sequence[tuple[float, float]], k: int) -> list[float]:
    """The numbers of the `k`th of some with what the logistic regression says of all of them, both parts as log odds against neither, filled in."""
    out = list(numbers)
    out[_LEANS : _LEANS + 2] = leans[k]
    out[_OTHERS : _OTHERS + 2] = _best([a for a, _ in leans], k), _best([r for _, r in leans], k)
    return out


def _best(odds: Sequence[float], k: int) -> float:
    return max((x for j, x in enumerate(odds) if j != k), default=NONE)


def _beside(does: Sequence[float], suffers: Sequence[float], j: int | None) -> tuple[bool, float, float]:
    return (False, NONE, NONE) if j is None else (True, does[j], suffers[j])
