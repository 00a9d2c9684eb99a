"""What is seen of a mention that may fill a role of a trigger beside what the network reads in its words: order, prepositions, borders, the
frame's places, who speaks.

Given as names, which `models.network` adds to what trigger and mention say. What tells most is joined with the type and the part of speech
of the trigger.
"""

from __future__ import annotations

from itertools import islice

from marsad.coding.context import Context
from marsad.coding.governors import governed, preposition
from marsad.coding.triggers import Candidate
from marsad.mentions.types import ActorMention

_SUBJECT = 16  # tokens before a verb in which its subject may stand
_BARE = ("-", "و")  # what stands before a name that no preposition governs
_OVER = 16  # tokens before a trigger in which an act of speech may stand whose matter it is
_SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})


class RoleSight:
    """One trigger with the mentions of its sentence. `ranked`: (rank, mention), 1, 2, 3 after the trigger; -1, -2 before it, nearest first."""

    __slots__ = ("_build", "_context", "_count", "_cue", "_frame", "_opens", "_over", "_pos", "_said", "ranked", "trigger", "type")

    def __init__(self, context: Context, c: Candidate, type_: str, near: list[int]) -> None:
        form = c.forms[0]
        self._context, self.trigger, self.type = context, c, type_
        self._pos = "noun" if form.pos == "noun" else f"{form.pos}/{form.voice}"
        self._frame = dict(form.entry.frame)
        self._count = len(near)
        self._said = context.said_in[c.token]
        self._cue = context.cue_of[c.token]
        self._opens = context.reading.document.sentences[context.tokens[c.token].sentence].first
        before = [k for k in near if context.mentions[k].first < c.token]
        after = [k for k in near if context.mentions[k].first >= c.token]
        self.ranked = [(n - len(before), k) for n, k in enumerate(before)] + [(n + 1, k) for n, k in enumerate(after)]
        self._build = self._built(before)
        self._over = self._found_over()

    def _built(self, before: list[int]) -> str:
        """How the phrase of the trigger is built, which tells whether the first name after it is subject or object: what the word can be,
        whether a pronoun hangs on it, the word before it, and what lies between it and the last name before it that no preposition governs."""
        context, c = self._context, self.trigger
        can = "".join(sorted({f.pos[:1] for f in c.forms}))
        pronoun = "+" if any(f.en for f in c.forms) else ""
        lead = "none"
        for n, k in enumerate(reversed(before), 1):
            m = context.mentions[k]
            if c.token - m.phrase_last > _SUBJECT:
                break
            if preposition(context, m.phrase_first) in _BARE:
                lead = f"{'+'.join(islice(self._crossed(m.first, c.token), 2))}/{min(2, n)}"
                break
        return f"{can}{pronoun}/{lead}"

    def _found_over(self) -> tuple[str, int, str] | None:
        """The act of speech before the trigger whose matter this one is ("اتهم الجيش المعارضة بقصف"): its type, its token, and the letters
        before the trigger's own. Who accuses, and whom, says who did it."""
        context, at = self._context, self.trigger.token
        for i in range(at - 1, max(self._opens, at - _OVER) - 1, -1):
            for f in context.forms[i]:
                if f.entry.kind == "event" and f.entry.type in _SPEECH:
                    return f.entry.type, i, self.trigger.forms[0].pro
        return None

    def near(self, k: int, rank: int) -> list[str]:
        """A mention of the same sentence."""
        context, c, type_, pos = self._context, self.trigger, self.type, self._pos
        m = context.mentions[k]
        side, low = ("after", c.last) if m.first >= c.token else ("before", 0)
        prep, slot = preposition(context, m.phrase_first), self._slot(preposition(context, m.phrase_first), rank)
        crossed = max(-3, min(3, context.clauses.of[m.first] - context.clauses.of[c.token]))
        place, seat = max(-4, min(5, rank)), max(-2, min(3, rank))
        names = [
            f"rank={place}", f"rank={place}/{prep}", f"{type_}/{pos}|rank={place}", f"{pos}|prep={prep}", f"slot={slot}", f"{type_}|slot={slot}",
            f"crossed={crossed}", f"crossed={crossed}/{side}/{prep}", f"borders={'+'.join(islice(self._crossed(c.token, m.first), 3))}/{side}",
            f"pos={pos}/{side}", f"{type_}|kind={m.kind}/{side}", f"build={self._build}/{side}", f"seat={self._build}/{seat}/{prep}",
            f"governed={governed(context, m.phrase_first, low)}/{side}", f"others={min(self._count, 6)}", *_chained(context, m, k),
        ]  # fmt: skip
        if self._over is not None:
            kind, i, lead = self._over
            if m.first < i:
                about = "before"
            elif m.first < c.token:
                about = f"{1 + sum(i < context.mentions[j].first < m.first for _, j in self.ranked)}/{prep}"
            else:
                about = "after"
            names += [f"over={kind}/{about}", f"{type_}|over={kind}/{about}", f"over={kind}/{lead}/{about}"]
        if self._said is not None:
            names.append("says_it" if self._said.speaker == m.actor else "in_speech")
        if self._cue is not None:
            speaks = "speaks" if self._cue.speaker == m.actor else "spoken_of"
            names += [f"cue={speaks}", f"{type_}|cue={speaks}"]
        if m.phrase_first == self._opens:
            names.append("opens_sentence")
        return names

    def far(self, k: int, place: str, rank: int) -> list[str]:
        """A mention of another sentence; `place` says how it came to be looked at."""
        context, c, type_ = self._context, self.trigger, self.type
        m = context.mentions[k]
        s = context.reading.document.sentences[context.tokens[m.first].sentence]
        opens, count = m.phrase_first - s.first < 3, min(self._count, 3)
        speaks = self._said is not None and self._said.speaker == m.actor
        own = self._cue is not None and self._cue.speaker == m.actor
        return [
            "far", f"far={place}/{rank}", f"{type_}|far={place}", f"far={place}/{count}/{opens}", f"far={place}/{c.forms[0].en or '-'}",
            f"far/speaks={speaks}/{own}", f"{type_}|far/speaks={speaks}", f"far/prep={preposition(context, m.phrase_first)}/{opens}",
            f"far/pos={self._pos}/{count}", f"{type_}|far/kind={m.kind}",
        ]  # fmt: skip

    def _slot(self, prep: str, rank: int) -> str:
        """The role that the frame gives to this place, as far as a shallow reading can tell."""
        form, frame = self.trigger.forms[0], self._frame
        if prep != "-" and prep in frame:
            return f"{prep}:{frame[prep]}"
        if prep == "-" and form.pos == "noun" and rank == 1:
            return f"G:{frame.get('G', '?')}"
        if prep == "-" and form.pos != "noun":
            if form.voice == "passive":
                return f"S:{frame.get('O', '?')}"
            return f"S:{frame.get('S', '?')}" if rank in (1, -1) else f"O:{frame.get('O', '?')}" if rank == 2 else "?"
        return f"?{prep}"

    def _crossed(self, a: int, b: int) -> list[str]:
        """The borders of clauses between two tokens."""
        clauses = self._context.clauses
        low, high = clauses.of[a], clauses.of[b]
        return clauses.opened_by[min(low, high) + 1 : max(low, high) + 1]


def _chained(context: Context, m: ActorMention, k: int) -> list[str]:
    """Whether it is joined by "and" to the mention before it (the kind of that one) or after it."""
    names = []
    if k and context.mentions[k - 1].phrase_last >= m.phrase_first - 1 and preposition(context, m.phrase_first) == "و":
        names += ["joined_before", f"joined_before={context.mentions[k - 1].kind}"]
    if k + 1 < len(context.mentions):
        n = context.mentions[k + 1]
        if n.phrase_first <= m.phrase_last + 1 and preposition(context, n.phrase_first) == "و":
            names.append("joined_after")
    return names
