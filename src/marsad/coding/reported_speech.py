"""Statements: what a named source is quoted as saying or writing (codebook, "Statements").

For each candidate cue: where what is said starts, where it ends, who says it, and whether it is a statement at all. Each choice is made by
a small model over features that can be shown (`training/train_statements.py`); without models the first sound candidate is taken.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
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
from marsad.coding.speech_words import classes, small
from marsad.models import LinearModel
from marsad.reading import Reading
from marsad.records import Medium, Statement, span

Option = TypeVar("Option", Bound, Candidate)

FAINT = 0.25  # a cue less likely than this is not looked into
ACCEPT = 0.35  # a statement less likely than this is not coded; set where F1 is best on held-out outlets
SHORTEST = 2  # tokens of what is said
_STEPS = (0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.96)
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
    features: list[str] = []
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
        acts[statement.id] = draft.cue.act
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
    for cue, features, chance in zip(scene.cues, known, scene.chances, strict=True):
        draft = draft_of(scene, cue, features, chance, floor, parts)
        if draft is None:
            continue
        draft.nested = any(d.first <= cue.first < d.last for d in drafts[-4:])
        draft.chance = chance_of(judge, judge_features(draft, drafts)) if judge is not None else draft.sure_cue
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


def weigh(scene: Scene, model: LinearModel | None) -> list[list[str]]:
    """The features of every cue of a scene; sets how likely each reports."""
    known = [cue_features(scene, cue) for cue in scene.cues]
    if model is not None:
        scene.chances = [chance_of(model, features) for features in known]
    return known


def draft_of(scene: Scene, cue: Cue, features: list[str], chance: float, floor: Floor, parts: Parts) -> Draft | None:
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
    return Draft(cue, start.at, end.at, start.why, end.why, who.actor, sure_start, sure_end, sure_who, chance, features)


def best(options: Sequence[Option], model: LinearModel | None, *, last: bool = False) -> tuple[Option, float] | None:
    """The likeliest candidate with its chance against the others; without a model the first (or last)."""
    if not options:
        return None
    if model is None:
        return options[-1 if last else 0], 0.5
    leans = [model.lean(option.features) for option in options]
    top = max(leans)
    total = sum(math.exp(max(x - top, -30.0)) for x in leans)
    return options[leans.index(top)], 1 / total


def chance_of(model: LinearModel, features: Sequence[str]) -> float:
    """The chance that a yes-or-no model gives."""
    return 1 / (1 + math.exp(-min(max(model.lean(features), -30.0), 30.0)))


def cue_features(scene: Scene, cue: Cue) -> list[str]:
    """What speaks for or against a cue before what it introduces is known."""
    tokens = scene.tokens
    before = tokens[cue.first - 1] if cue.first else None
    after = tokens[cue.last] if cue.last < len(tokens) else None
    sentence = scene.sentences[cue.sentence]
    lead = (
        "begin"
        if cue.first == sentence.first
        else small(before.norm) or (scene.verb(cue.first - 1) if before.kind == "word" else before.norm)
        if before
        else "begin"
    )
    follow = (
        "end"
        if after is None or cue.last >= sentence.last
        else "name"
        if cue.last in scene.actor_starts
        else small(after.norm) or (after.kind if after.kind != "punct" else after.norm)
    )
    ahead = "".join(sorted(scene.signs(cue.last, min(sentence.last, cue.last + 25))))
    form = f"{cue.pos}{cue.tense}{cue.person or ''}{cue.pro[:1]}"
    named = min(scene.actors_between(cue.last, min(sentence.last, cue.last + 6)), 2)
    return [
        f"c:{cue.lemma}", f"c:{cue.lemma}|{cue.pos}", f"c:{cue.lemma}|{follow}", f"c:{cue.lemma}|{ahead}", f"c:{cue.act}|{form}", f"c:{form}",
        f"c:{cue.act}|{ahead}", f"c:{cue.pos}|{ahead}", f"c:lead={lead}", f"c:{cue.pos}|lead={lead}", f"c:follow={follow}", f"c:{cue.pos}|follow={follow}",
        f"c:{cue.act}|follow={follow}", f"c:quoted={scene.quote_at(cue.first) >= 0}", f"c:{cue.pos}|named={named}", f"c:{cue.act}|{cue.pos}|named={named}",
        f"c:en={cue.en}|{cue.pos}", f"c:in={scene.inside_actor(cue.first)}|{cue.pos}", f"c:pro={cue.pro}|{cue.pos}", f"c:{form}|{cue.act}|{ahead}",
    ]  # fmt: skip


def judge_features(draft: Draft, earlier: Sequence[Draft]) -> list[str]:
    """What speaks for or against a draft as a whole."""
    cue = draft.cue
    same = next((d for d in reversed(earlier[-6:]) if d.first < draft.last and draft.first < d.last), None)
    clash = "none" if same is None else "start" if same.first == draft.first else "holds" if same.last >= draft.last else "cross"
    turns = min(sum(d.cue.sentence == cue.sentence for d in earlier[-4:]), 2)
    length = draft.last - draft.first
    size = "1" if length <= 1 else "3" if length <= 3 else "6" if length <= 6 else "12" if length <= 12 else "30" if length <= 30 else "99"
    return [
        *draft.features,
        *_steps("j:cue", draft.sure_cue), *_steps("j:start", draft.sure_start), *_steps("j:end", draft.sure_end),
        *_steps("j:speaker", draft.sure_speaker), f"j:why={draft.why}", f"j:why={draft.why}|{cue.act}", f"j:why={draft.why}|{cue.pos}",
        f"j:why={draft.why}|{cue.lemma}", f"j:size={size}", f"j:size={size}|{draft.why}", f"j:clash={clash}", f"j:clash={clash}|{cue.pos}", f"j:nested={draft.nested}|{cue.pos}",
        f"j:ended={draft.ended}", f"j:new={is_new(draft.speaker)}|{cue.pos}", f"j:new={is_new(draft.speaker)}|{draft.why}",
        f"j:new={is_new(draft.speaker)}|{cue.act}", f"j:act={cue.act}|size={size}", f"j:act={cue.act}|{cue.pos}|why={draft.why}",
        f"j:turns={turns}|{cue.pos}", f"j:turns={turns}|{cue.act}", f"j:first={cue.sentence == 0}|{cue.pos}",
        f"j:same={same is not None and same.speaker == draft.speaker}|{clash}",
    ]  # fmt: skip


def _steps(name: str, chance: float) -> list[str]:
    """A chance as the steps that it has climbed."""
    return _climbed(name)[: bisect_left(_STEPS, chance)]


@cache
def _climbed(name: str) -> list[str]:
    return [f"{name}>{step}" for step in _STEPS]


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
    words: list[frozenset[str]] = []
    for draft in drafts:
        mine = frozenset(t.norm for t in scene.tokens[draft.first : draft.last] if t.kind != "punct")
        twin = next(
            (k for k, d in enumerate(kept[-40:], max(0, len(kept) - 40)) if d.speaker == draft.speaker and _alike(words[k], mine) >= SAME),
            None,
        )
        if twin is None:
            kept.append(draft)
            words.append(mine)
        elif draft.chance > kept[twin].chance and len(mine) > len(words[twin]):
            kept[twin], words[twin] = draft, mine
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
        cue=span(text, tokens[cue.first].start + len(cue.pro if cue.pro in ("و", "ف") else ""), tokens[cue.last - 1].end),
        content=span(text, start, end),
        direct=is_direct(scene, cue, draft.first, draft.last),
        medium=medium,
        addressee=addressee_of(scene, cue, draft.first, draft.why, draft.speaker),
        confidence=round(min(max(draft.chance, 0.01), 0.99), 3),
        why=f"{cue.pos}:{cue.lemma}, content after {draft.why}",
    )
