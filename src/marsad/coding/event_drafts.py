"""Drafts of events: each word that may well report one, with the type, mode and roles that it would have.

Rules: codebook, "Events". All of it comes from the network (`network_view`), who fills the roles also from `role_choice`.
A draft is not yet an event: `event_judge` decides among them, when all are known.
"""

from __future__ import annotations

import msgspec

from marsad.coding.context import Context
from marsad.coding.echoes import Echoes
from marsad.coding.evidence import evidence_tokens
from marsad.coding.modality import undone
from marsad.coding.network_view import NetworkView, Seen
from marsad.coding.role_choice import Chooser, Weighed, chances, did, suffered, weigh
from marsad.coding.triggers import Candidate, find_candidates
from marsad.records import EventType

LOOSE = 0.22  # chance of being an event from which a candidate is drafted


class Draft(msgspec.Struct, gc=False):
    """An event on its way: `chance` by its word and surroundings alone, roles as ids of actors, `first` and `last` the tokens of its evidence.
    `of` is the word (a token) whose event it most likely tells again, `again` how likely it does, `retells` how likely it tells one again at
    all, `echoes` how many words are likely to tell this one again, `told_by` those that do (tokens); `parts` are all who may have a part."""

    candidate: Candidate
    type: EventType
    mode: str | None
    chance: float
    actors: list[str]
    recipients: list[str]
    first: int
    last: int
    of: int
    again: float
    retells: float
    echoes: float
    told_by: tuple[int, ...]
    parts: list[Weighed]

    @property
    def why(self) -> str:
        """The id of the rule: which lexicon entry set it off."""
        return f"trigger:{self.candidate.forms[0].entry.id}"


def draft_events(context: Context, view: NetworkView, *, least: float = LOOSE) -> list[Draft]:
    """The candidates that may be events, in order of the text."""
    seen_ = view.seen(find_candidates(context))
    likely = [seen for seen in seen_ if seen.chance >= least and not undone(context, seen.candidate, seen.type)]
    echoes = Echoes(seen_)
    events = [(seen.candidate, seen.type) for seen in likely]
    weighed = weigh(context, events, chances(context, view, events, echoes), Chooser.of(context.reading.models))
    return [_draft(context, seen, parts, echoes) for seen, parts in zip(likely, weighed, strict=True)]


def _draft(context: Context, seen: Seen, parts: list[Weighed], echoes: Echoes) -> Draft:
    c = seen.candidate
    actors, recipients = [x.chance for x in parts if did(x)], [x.chance for x in parts if suffered(x)]
    first, last = evidence_tokens(context, c, [x.mention for x in (*actors, *recipients) if not x.late])
    by = tuple(x.token for x in echoes.of(c))
    names = [x.actor for x in actors], [x.actor for x in recipients]
    return Draft(c, seen.type, seen.mode, seen.chance, *names, first, last, seen.of.token, seen.again, seen.retells, echoes.count(c), by, parts)
