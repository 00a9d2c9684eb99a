"""What is seen of a mention that may fill a role of a trigger: order, prepositions, borders, the frame's places, the words between.

Given as parts (`models.layouts`). What tells most is joined with what the trigger is: its type, part of speech and lemma.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from marsad.coding.context import Context
from marsad.coding.governors import PREPOSITIONS, governed, preposition
from marsad.coding.triggers import Candidate
from marsad.mentions.types import ActorMention
from marsad.models.layouts import Layout, Naming, Part, Value, each

_SUBJECT = 16  # tokens before a verb in which its subject may stand
_BETWEEN = 12  # tokens between trigger and mention that are looked at


class RoleSight:
    """One trigger with the mentions of its sentence. `ranked`: (rank, mention), 1, 2, 3 after the trigger; -1, -2 before it, nearest first."""

    __slots__ = ("_build", "_by_lemma", "_by_type", "_context", "_count", "_cue", "_frame", "_opens", "_said", "_trigger", "ranked")

    def __init__(self, context: Context, c: Candidate, type_: str, near: list[int]) -> None:
        form = c.forms[0]
        noun = "noun" if form.pos == "noun" else f"{form.pos}/{form.voice}"
        self._context = context
        self._trigger = c
        self._frame = dict(form.entry.frame)
        self._by_type = _by_type(type_, noun)
        self._by_lemma = _by_lemma(form.entry.lemma, form.pos[:1])
        self._count = len(near)
        self._said = context.said_in[c.token]
        self._cue = context.cue_of[c.token]
        self._opens = context.reading.document.sentences[context.tokens[c.token].sentence].first
        before = [k for k in near if context.mentions[k].first < c.token]
        after = [k for k in near if context.mentions[k].first >= c.token]
        self.ranked = [(n - len(before), k) for n, k in enumerate(before)] + [(n + 1, k) for n, k in enumerate(after)]
        self._build = self._built(before)

    def _built(self, before: list[int]) -> str:
        """How the phrase of the trigger is built, which tells whether the first name after it is subject or object: what the word can be,
        whether a pronoun hangs on it, the word before it, and what lies between it and the last name before it that no preposition governs."""
        context, c = self._context, self._trigger
        can = "".join(sorted({f.pos[:1] for f in c.forms}))
        pronoun = "+" if any(f.en for f in c.forms) else ""
        lead = "none"
        for n, k in enumerate(reversed(before), 1):
            m = context.mentions[k]
            if c.token - m.phrase_last > _SUBJECT:
                break
            if preposition(context, m.phrase_first) in ("-", "و"):
                lead = f"{'+'.join(islice(self._crossed(m.first, c.token), 2))}/{min(2, n)}"
                break
        return f"{can}{pronoun}/{lead}"

    def near(self, k: int, rank: int) -> tuple[Part, ...]:
        """A mention of the same sentence."""
        context, c = self._context, self._trigger
        tokens, m = context.tokens, context.mentions[k]
        side = "after" if m.first >= c.token else "before"
        low, high = (c.last, m.phrase_first) if side == "after" else (m.phrase_last, c.token)
        gap = high - low
        prep = preposition(context, m.phrase_first)
        crossed = context.clauses.of[m.first] - context.clauses.of[c.token]
        seat = (self._build, max(-2, min(3, rank)), prep)
        after = tokens[m.phrase_last].norm if m.phrase_last < len(tokens) else "-"
        before = tokens[m.phrase_first - 1].norm if m.phrase_first else "-"
        before2 = tokens[m.phrase_first - 2].norm if m.phrase_first > 1 else "-"
        joined = (
            (max(-4, min(5, rank)), prep, side), (side, "4-7" if 4 <= gap < 8 else "8+" if gap >= 8 else gap, prep), self._slot(prep, rank), (m.kind, side),
            (side, "+".join(islice(self._crossed(c.token, m.first), 3))), seat, (side, governed(context, m.phrase_first, low if side == "after" else 0)),
        )  # fmt: skip
        speaks = (
            side if self._said is not None and self._said.speaker == m.actor else None,
            None if self._cue is None else "speaks" if self._cue.speaker == m.actor else "spoken_of",
        )  # fmt: skip
        plain = (
            (before, side), f"{before2} {before}", (after, side), (max(-3, min(3, crossed)), side, prep), min(m.last - m.first, 5), min(self._count, 6),
            (tokens[m.first].norm, side), m.phrase_first == self._opens or None, *_chained(context, m, k),
            (tokens[c.token - 1].norm if c.token else "^", seat[1], prep), (*seat, m.kind), (self._build, side), self._between(low, high),
        )  # fmt: skip
        return (self._by_type[0], joined + speaks), (self._by_lemma[0], joined), (_PLAIN, plain)

    def far(self, k: int, place: str, rank: int) -> tuple[Part, ...]:
        """A mention of another sentence; `place` says how it came to be looked at."""
        context, c = self._context, self._trigger
        m = context.mentions[k]
        s = context.reading.document.sentences[context.tokens[m.first].sentence]
        before = context.tokens[m.phrase_first - 1].norm if m.phrase_first > s.first else "^"
        opens = m.phrase_first - s.first < 3
        count = min(self._count, 3)
        speaks = self._said is not None and self._said.speaker == m.actor
        own = self._cue is not None and self._cue.speaker == m.actor
        joined = (
            (place, rank), (place, count, m.kind, opens), (place, c.forms[0].en or "-"), (place, speaks, own), (place, preposition(context, m.phrase_first), opens), before,
        )  # fmt: skip
        return (
            (self._by_type[1], (*joined, speaks)),
            (self._by_lemma[1], joined),
            (_FAR, ((context.clauses.opened_by[context.clauses.of[c.token]], count),)),
        )

    def _slot(self, prep: str, rank: int) -> str:
        """The role that the frame gives to this place, as far as a shallow reading can tell."""
        form, frame = self._trigger.forms[0], self._frame
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

    def _between(self, low: int, high: int) -> frozenset[str]:
        """Classes of what stands between trigger and mention."""
        context = self._context
        out: set[str] = set()
        for i in range(low, min(high, low + _BETWEEN)):
            norm = context.tokens[i].norm
            if norm in PREPOSITIONS:
                out.add(norm)
            if forms := context.forms[i]:
                out.add(forms[0].pos)
            if context.mention_at[i] >= 0:
                out.add("actor")
        return frozenset(out) if out else _NOTHING


_NOTHING = frozenset({"nothing"})


def _chained(context: Context, m: ActorMention, k: int) -> tuple[Value, Value]:
    """Whether it is joined by "and" to the mention before it (the kind of that one) or after it."""
    before = after = None
    if k and context.mentions[k - 1].phrase_last >= m.phrase_first - 1 and preposition(context, m.phrase_first) == "و":
        before = context.mentions[k - 1].kind
    if k + 1 < len(context.mentions):
        n = context.mentions[k + 1]
        if n.phrase_first <= m.phrase_last + 1 and preposition(context, n.phrase_first) == "و":
            after = True
    return before, after


def _with_side(name: str) -> Naming:
    """A word beside it, by itself and with the side of the trigger that the mention is on."""
    return each(f"{name}={{0}}", f"{{1}}/{name}={{0}}")


_PLAIN = Layout(
    _with_side("prev"), "prev2={}", _with_side("next"), each("crossed={0}", "crossed={0}/{1}/{2}"), "size={}", "others={}", "word={}/{}",
    "opens_sentence", each("joined_before", "joined_before/{0}"), "joined_after", "trigger_prev={}/{}/{}", "seat={}/{}/{}/{}", "build={}/{}",
    lambda between: [f"between={b}" for b in between],
)  # fmt: skip
_FAR = Layout("far/{}/{}")


def _joined(shared: tuple[str, ...], *templates: str, alone: bool) -> Naming:
    """The names that a value goes by, each joined with what the trigger is; `alone`: also by itself."""
    fill = [t.format for t in templates]
    with_each = [f"{b}&{{}}".format for b in shared]

    def naming(value: Value) -> list[str]:
        own = [f(*value) if isinstance(value, tuple) else f(value) for f in fill]
        joined = [f(a) for a in own for f in with_each]
        return own + joined if alone else joined

    return naming


_NEAR = (
    ("rank={0}/{1}", "rank={0}", "{2}/{1}"), ("gap={}/{}/{}",), ("slot={}",), ("kind={}/{}", "kind={0}"), ("borders={}/{}",), ("seat={}/{}/{}",),
)  # fmt: skip
_AWAY = (
    ("far={0}", "far={0}/{1}"), ("far={0}/{1}", "far={0}/{2}", "far={0}/{1}/{2}/{3}"), ("far={}/{}",), ("far={}/speaks={}/cue={}",), ("far={}/{}/{}",),
    ("far/prev={}",),
)  # fmt: skip


@lru_cache(maxsize=200)
def _by_type(type_: str, noun: str) -> tuple[Layout, Layout]:
    """What is joined with the trigger's type and part of speech, of near mentions and of far ones."""
    shared = (type_, noun, f"{type_}/{noun}")
    near, far = ([_joined(shared, *templates, alone=True) for templates in group] for group in (_NEAR, _AWAY))
    return (
        Layout(
            *near, each("chain={0}/{1}", f"{type_}/chain={{0}}/{{1}}"), each("says_it", f"{type_}/says_it", "says_it/{0}"),
            each("cue/{0}", f"{type_}/cue/{{0}}"),
        ),
        Layout(*far, f"far/{type_}/speaks={{}}"),
    )  # fmt: skip


@lru_cache(maxsize=5_000)
def _by_lemma(lemma: str, pos: str) -> tuple[Layout, Layout]:
    """What is joined with the trigger's lemma, of near mentions and of far ones."""
    near, far = ([_joined((f"{lemma}/{pos}",), *templates, alone=False) for templates in group] for group in (_NEAR, _AWAY))
    return Layout(*near, f"{lemma}/chain={{}}/{{}}"), Layout(*far)
