"""Drafts of events: each word that may well report one, with the type, mode and roles that it would have.

Rules: codebook, "Events". All of it comes from the network (`network_view`), who fills the roles also from `role_choice`.
A draft is not yet an event: `event_judge` decides among them, when all are known.
"""

from __future__ import annotations

import msgspec

from marsad.coding.context import Context
from marsad.coding.evidence import evidence_tokens
from marsad.coding.modality import undone
from marsad.coding.network_view import NetworkView, Seen
from marsad.coding.role_choice import Chooser, chances, choose
from marsad.coding.triggers import Candidate, find_candidates
from marsad.records import EventType

LOOSE = 0.22  # chance of being an event from which a candidate is drafted


class Draft(msgspec.Struct, gc=False):
    """An event on its way: `chance` by its word and surroundings alone, roles as ids of actors, `first` and `last` the tokens of its evidence."""

    candidate: Candidate
    type: EventType
    mode: str | None
    chance: float
    actors: list[str]
    recipients: list[str]
    first: int
    last: int

    @property
    def why(self) -> str:
        """The id of the rule: which lexicon entry set it off."""
        return f"trigger:{self.candidate.forms[0].entry.id}"


def draft_events(context: Context, view: NetworkView, *, least: float = LOOSE) -> list[Draft]:
    """The candidates that may be events, in order of the text."""
    seen_ = view.seen(find_candidates(context))
    likely = [seen for seen in seen_ if seen.chance >= least and not undone(context, seen.candidate, seen.type)]
    events = [(seen.candidate, seen.type) for seen in likely]
    chosen = choose(context, events, chances(context, view, events), Chooser.of(context.reading.models))
    drafts = []
    for seen, (actors, recipients) in zip(likely, chosen, strict=True):
        drafts.append(_draft(context, seen, [x.actor for x in actors], [x.actor for x in recipients], [x.mention for x in (*actors, *recipients)]))
    return drafts


def _draft(context: Context, seen: Seen, actors: list[str], recipients: list[str], holders: list[int]) -> Draft:
    first, last = evidence_tokens(context, seen.candidate, holders)
    return Draft(seen.candidate, seen.type, seen.mode, seen.chance, actors, recipients, first, last)
