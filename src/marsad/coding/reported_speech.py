"""Statements: what a named source is quoted as saying or writing (codebook, "Statements").

For each candidate cue: where what is said starts, where it ends, who says it, and whether it is a statement at all. Each choice is made by
a small model over features that can be shown (`training/train_statements.py`); without models the first sound candidate is taken.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from marsad.coding.attribution import NOTE
from marsad.coding.content_bounds import Bound, ends, starts
from marsad.coding.cues import Cue
from marsad.coding.manner import addressee_of, is_direct, medium_of
from marsad.coding.naming import complete_names
from marsad.coding.newcomers import enrol, is_new
from marsad.coding.scene import Scene
from marsad.coding.speakers import Candidate, Floor, beside, candidates
from marsad.coding.speech_words import classes
from marsad.coding.statement_features import choice_part, cue_parts
from marsad.models import LinearModel
from marsad.models.layouts import Part
from marsad.reading import Reading
from marsad.records import Medium, Statement, span

Option = TypeVar("Option", Bound, Candidate)

FAINT = 0.25  # a cue less likely than this is not looked into
ACCEPT = 0.3  # a statement less likely than this is not coded; set where F1 is best on held-out outlets
SHORTEST = 2  # tokens of what is said
SAME = 0.7  # two statements of one speaker that share so much are one told twice


class Draft(msgspec.Struct, gc=False):
    """A statement that may be: its cue, the tokens of what is said, who says it, and how sure each choice is."""

    cue: Cue
    first: int
    last: int
    why: str
    ended: str
    speaker: str
    sure_start: float
    sure_end: float
    sure_speaker: float
    sure_cue: float
    parts: tuple[Part, ...] = ()
    nested: bool = False
    chance: float = 0.0


def read_statements(reading: Reading) -> None:
    """The step: actors and cast -> statements."""
    reading.statements = code_statements(reading)


def code_statements(reading: Reading) -> list[Statement]:
    """The statements of a report whose actors are joined up, in order of their cues."""
    scene = Scene(reading)
    if complete_names(scene):
        scene = Scene(reading)
    drafts = draft_statements(scene, reading)
    kept = _distinct(scene, _parted(scene, drafts))
    out: list[Statement] = []
    medium: dict[str, tuple[int, Medium | None]] = {}
    acts: dict[str, str] = {}
    lasting: dict[str, str] = {}
    for draft in kept:
        if is_new(draft.speaker):
            if draft.speaker not in lasting:
                lasting[draft.speaker] = enrol(scene, draft.speaker)
            draft.speaker = lasting[draft.speaker]
        statement = _statement(scene, draft, f"s{len(out) + 1}", medium)
        out.append(statement)
        acts[statement.id] = draft.cue.word.act
    reading.notes[NOTE] = acts
    return out


def draft_statements(scene: Scene, reading: Reading) -> list[Draft]:
    """All drafts that are likely enough, in order of their cues."""
    models = reading.models
    judge = models.linear("statement")
    parts = Parts(*(models.linear("statement_" + n) for n in ("cue", "start", "end", "speaker")))
    drafts: list[Draft] = []
    floor = Floor()
    known = weigh(scene, parts.cue)
    for cue, given, chance in zip(scene.cues, known, scene.chances, strict=True):
        draft = draft_of(scene, cue, given, chance, floor, parts)
        if draft is None:
            continue
        draft.nested = any(d.first <= cue.first < d.last for d in drafts[-4:])
        draft.chance = judge.chance_of(judge_parts(draft, drafts)) if judge is not None else draft.sure_cue
        if draft.chance >= ACCEPT:
            drafts.append(draft)
            floor.take(draft.speaker, cue.sentence)
            drafts.extend(msgspec.structs.replace(draft, speaker=other) for other in beside(scene, draft.speaker, cue))
    return drafts


class Parts(msgspec.Struct, frozen=True):
    """The models that make each choice; without one, the first candidate is taken."""

    cue: LinearModel | None = None
    start: LinearModel | None = None
    end: LinearModel | None = None
    speaker: LinearModel | None = None


def weigh(scene: Scene, model: LinearModel | None) -> list[tuple[Part, ...]]:
    """What speaks for every cue of a scene; sets how likely each reports."""
    known = [cue_parts(scene, cue) for cue in scene.cues]
    if model is not None:
        scene.weigh([model.chance_of(parts) for parts in known])
    return known


def draft_of(scene: Scene, cue: Cue, given: tuple[Part, ...], chance: float, floor: Floor, parts: Parts) -> Draft | None:
    """The likeliest statement that a cue can make; nothing where the cue is too faint or no one can have spoken."""
    if chance < FAINT:
        return None
    opening = best(starts(scene, cue), parts.start)
    if opening is None:
        return None
    start, sure_start = opening
    ending = best(ends(scene, cue, start), parts.end, last=True)
    speaking = best(candidates(scene, cue, start.at, start.why, floor), parts.speaker)
    if ending is None or speaking is None or ending[0].at <= start.at:
        return None
    (end, sure_end), (who, sure_who) = ending, speaking
    return Draft(cue, start.at, end.at, start.why, end.why, who.actor, sure_start, sure_end, sure_who, chance, given)


def best(options: Sequence[Option], model: LinearModel | None, *, last: bool = False) -> tuple[Option, float] | None:
    """The likeliest candidate with its chance against the others; without a model the first (or last)."""
    if not options:
        return None
    if model is None:
        return options[-1 if last else 0], 0.5
    leans = [model.lean_of(option.parts) for option in options]
    top = max(leans)
    total = sum(math.exp(max(x - top, -30.0)) for x in leans)
    return options[leans.index(top)], 1 / total


def judge_parts(draft: Draft, earlier: Sequence[Draft]) -> tuple[Part, ...]:
    """What speaks for or against a draft as a whole."""
    cue = draft.cue
    met = next((d for d in reversed(earlier[-6:]) if d.first < draft.last and draft.first < d.last), None)
    clash = "none" if met is None else "start" if met.first == draft.first else "holds" if met.last >= draft.last else "cross"
    whole = choice_part(
        cue.word,
        (draft.sure_cue, draft.sure_start, draft.sure_end, draft.sure_speaker),
        draft.why,
        draft.ended,
        draft.last - draft.first,
        clash,
        nested=draft.nested,
        new=is_new(draft.speaker),
        again=met is not None and met.speaker == draft.speaker,
        turns=min(sum(d.cue.sentence == cue.sentence for d in earlier[-4:]), 2),
        head=cue.sentence == 0,
    )
    return *draft.parts, whole


def _parted(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts, each ended before the cue of the next that it ran over: what is said never holds another's cue (codebook)."""
    tokens = scene.tokens
    for k, draft in enumerate(drafts):
        for other in drafts[k + 1 : k + 5]:
            at = other.cue.first
            if not draft.first < at < draft.last or draft.why == "before":
                continue
            while at > draft.first and (tokens[at - 1].kind == "punct" or "conjunction" in classes(tokens[at - 1].norm)):
                at -= 1
            if at - draft.first >= SHORTEST:
                draft.last = at
    return drafts


def _distinct(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts without those that repeat what the same speaker was said to say: the fuller telling stays."""
    kept: list[Draft] = []
    words: dict[int, frozenset[str]] = {}

    def words_of(draft: Draft) -> frozenset[str]:
        known = words.get(id(draft))
        if known is None:
            known = words[id(draft)] = frozenset(t.norm for t in scene.tokens[draft.first : draft.last] if t.kind != "punct")
        return known

    for draft in drafts:
        recent = enumerate(kept[-40:], max(0, len(kept) - 40))
        twin = next((k for k, d in recent if d.speaker == draft.speaker and _alike(words_of(d), words_of(draft)) >= SAME), None)
        if twin is None:
            kept.append(draft)
        elif draft.chance > kept[twin].chance and len(words_of(draft)) > len(words_of(kept[twin])):
            kept[twin] = draft
    return kept


def _alike(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / max(1, len(a) + len(b))


def _statement(scene: Scene, draft: Draft, number: str, media: dict[str, tuple[int, Medium | None]]) -> Statement:
    text = scene.reading.document.text
    tokens = scene.tokens
    cue = draft.cue
    medium = medium_of(scene, cue, draft.first, draft.why, media.get(draft.speaker))
    media[draft.speaker] = (cue.sentence, medium)
    start, end = tokens[draft.first].start, tokens[draft.last - 1].end
    return Statement(
        id=number,
        speaker=draft.speaker,
        cue=span(text, tokens[cue.first].start + len(cue.word.pro if cue.word.pro in ("و", "ف") else ""), tokens[cue.last - 1].end),
        content=span(text, start, end),
        direct=is_direct(scene, cue, draft.first, draft.last),
        medium=medium,
        addressee=addressee_of(scene, cue, draft.first, draft.why, draft.speaker),
        confidence=round(min(max(draft.chance, 0.01), 0.99), 3),
        why=f"{cue.word.pos}:{cue.word.lemma}, content after {draft.why}",
    )
