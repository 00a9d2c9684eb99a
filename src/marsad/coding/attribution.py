"""Claimant chains: whom the report gives as its source for what stands at a place in the text.

Codebook, "source": whom the report gives as its source, if not itself. What is said belongs to who says it, until the content of the
statement ends; of statements one inside the other, the innermost speaks. A request, a threat, a welcome takes what it speaks of for
granted and is no source for it; an accusation is.
"""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from marsad.coding.cues import SAYING
from marsad.reading import Reading
from marsad.records import Statement

NOTE = "statements.acts"  # what `reported_speech` leaves in `Reading.notes`: the act of each statement's cue, by the statement's id
_CLAIMS = SAYING | {"blame"}  # acts that vouch for what they tell
_DEEPEST = 12  # statements looked back over; longer nests are broken text


class Source(msgspec.Struct, frozen=True, gc=False):
    """An actor's id, the id of the statement in which it speaks, and how it is known: "content", or "cue" for the cue's own place."""

    actor: str
    statement: str
    how: str


class Sources:
    """The statements of one reading, laid out for asking who vouches for a place in the text."""

    __slots__ = ("_acts", "_at", "_statements")

    def __init__(self, reading: Reading) -> None:
        self._statements = sorted(reading.statements, key=lambda s: (s.content.start, -s.content.end))
        self._at = [s.content.start for s in self._statements]
        acts = reading.notes.get(NOTE)
        self._acts: dict[str, str] = acts if isinstance(acts, dict) else {}

    def covering(self, offset: int) -> list[Statement]:
        """The statements whose content covers an offset, the innermost first."""
        k = bisect_right(self._at, offset)
        found = [s for s in self._statements[max(0, k - _DEEPEST) : k] if s.content.end > offset]
        return sorted(found, key=lambda s: s.content.end - s.content.start)

    def at(self, offset: int) -> Source | None:
        """Who is given as the source of what stands at an offset; `None` where the report speaks for itself."""
        for s in self.covering(offset):
            if s.cue.start <= offset < s.cue.end:
                continue
            if self._acts.get(s.id, "say") in _CLAIMS:
                return Source(s.speaker, s.id, "content")
        return None


def source_at(reading: Reading, offset: int) -> Source | None:
    """Whom the report gives as its source for what stands at `offset` of its text; ask after the statements are coded."""
    held = reading.notes.get("sources")
    if not isinstance(held, tuple) or held[0] is not reading.statements:
        held = (reading.statements, Sources(reading))
        reading.notes["sources"] = held
    sources = held[1]
    assert isinstance(sources, Sources)
    return sources.at(offset)
