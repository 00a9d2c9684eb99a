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
from marsad.coding.newcomers import enrol, is_new
from marsad.coding.scene import Scene
from marsad.coding.speakers import Candidate, Floor, candidates
from marsad.coding.speech_words import is_that, small
from marsad.models import LinearModel
from marsad.reading import Reading
from marsad.records import Medium, Statement, span

Option = TypeVar("Option", Bound, Candidate)

FAINT = 0.06  # a cue less likely than this is not looked into
ACCEPT = 0.3  # a statement less likely than this is not coded; set where F1 is best on held-out outlets
RIVAL = 2.0  # a second candidate with this chance is weighed as well; above 1: none (measured: no gain)
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
    nested: bool = False
    chance: float = 0.0


def read_statements(reading: Reading) -> None:
    """The step: actors and cast -> statements."""
    reading.statements = code_statements(reading)


def code_statements(reading: Reading) -> list[Statement]:
    """The statements of a report whose actors are joined up, in order of their cues."""
    scene = Scene(reading)
    drafts = draft_statements(scene, reading)
    kept = _distinct(scene, drafts)
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
    for cue in scene.cues:
        top: Draft | None = None
        for draft in drafts_of(scene, cue, floor, parts):
            draft.nested = any(d.first <= cue.first < d.last for d in drafts[-4:])
            draft.chance = judge.chance(judge_features(scene, draft, drafts)) if judge is not None else draft.sure_cue
            if top is None or draft.chance > top.chance:
                top = draft
        if top is not None and top.chance >= ACCEPT:
            drafts.append(top)
            floor.take(top.speaker, cue.sentence)
    return drafts


class Parts(msgspec.Struct, frozen=True):
    """The models that make each choice; without one, the first candidate is taken."""

    cue: LinearModel | None = None
    start: LinearModel | None = None
    end: LinearModel | None = None
    speaker: LinearModel | None = None


def drafts_of(scene: Scene, cue: Cue, floor: Floor, parts: Parts) -> list[Draft]:
    """The likeliest statements that a cue can make: the best of each choice, and others with a start or speaker nearly as good."""
    chance = parts.cue.chance(cue_features(scene, cue)) if parts.cue is not None else (0.7 if cue.says else 0.4)
    if chance < FAINT:
        return []
    out: list[Draft] = []
    for nth, (start, sure_start) in enumerate(best(starts(scene, cue), parts.start)):
        ending = best(ends(scene, cue, start), parts.end, last=True)
        people = best(candidates(scene, cue, start.at, start.why, floor), parts.speaker)
        if not ending or not people or ending[0][0].at <= start.at:
            continue
        end, sure_end = ending[0]
        for who, sure_who in people if nth == 0 else people[:1]:
            out.append(Draft(cue, start.at, end.at, start.why, end.why, who.actor, sure_start, sure_end, sure_who, chance))
    return out


def best(options: Sequence[Option], model: LinearModel | None, *, last: bool = False) -> list[tuple[Option, float]]:
    """The likeliest candidate with its chance against the others, then the next if it is not far behind; without a model the first (or last)."""
    if not options:
        return []
    if model is None:
        return [(options[-1 if last else 0], 0.5)]
    yes = model.labels.index("1")
    margins = []
    for option in options:
        m = model.margins(option.features)
        margins.append(m[yes] - m[1 - yes])
    top = max(margins)
    total = sum(math.exp(max(m - top, -30.0)) for m in margins)
    k = margins.index(top)
    out = [(options[k], 1 / total)]
    if len(options) > 1:
        margins[k] = -math.inf
        second = max(margins)
        share = math.exp(max(second - top, -30.0)) / total
        if share >= RIVAL:
            out.append((options[margins.index(second)], share))
    return out


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
    ahead = "".join(sorted({_sign(t.norm) for t in tokens[cue.last : min(sentence.last, cue.last + 25)]} - {""}))
    form = f"{cue.pos}{cue.tense}{cue.person or ''}{cue.pro[:1]}"
    named = min(scene.actors_between(cue.last, min(sentence.last, cue.last + 6)), 2)
    return [
        f"c:{cue.lemma}", f"c:{cue.lemma}|{cue.pos}", f"c:{cue.lemma}|{follow}", f"c:{cue.lemma}|{ahead}", f"c:{cue.act}|{form}", f"c:{form}",
        f"c:{cue.act}|{ahead}", f"c:{cue.pos}|{ahead}", f"c:lead={lead}", f"c:{cue.pos}|lead={lead}", f"c:follow={follow}", f"c:{cue.pos}|follow={follow}",
        f"c:{cue.act}|follow={follow}", f"c:quoted={scene.quote_at(cue.first) >= 0}", f"c:{cue.pos}|named={named}", f"c:{cue.act}|{cue.pos}|named={named}",
        f"c:en={cue.en}|{cue.pos}", f"c:in={scene.inside_actor(cue.first)}|{cue.pos}", f"c:pro={cue.pro}|{cue.pos}", f"c:{form}|{cue.act}|{ahead}",
    ]  # fmt: skip


def _sign(norm: str) -> str:
    if norm == ":":
        return "c"
    if norm == '"':
        return "q"
    return "t" if is_that(norm) else ""


def judge_features(scene: Scene, draft: Draft, earlier: Sequence[Draft]) -> list[str]:
    """What speaks for or against a draft as a whole."""
    cue = draft.cue
    same = next((d for d in reversed(earlier[-6:]) if d.first < draft.last and draft.first < d.last), None)
    clash = "none" if same is None else "start" if same.first == draft.first else "holds" if same.last >= draft.last else "cross"
    length = draft.last - draft.first
    size = "1" if length <= 1 else "3" if length <= 3 else "6" if length <= 6 else "12" if length <= 12 else "30" if length <= 30 else "99"
    return [
        *cue_features(scene, cue),
        *_steps("j:cue", draft.sure_cue), *_steps("j:start", draft.sure_start), *_steps("j:end", draft.sure_end),
        *_steps("j:speaker", draft.sure_speaker), f"j:why={draft.why}", f"j:why={draft.why}|{cue.act}", f"j:why={draft.why}|{cue.pos}",
        f"j:why={draft.why}|{cue.lemma}", f"j:size={size}", f"j:size={size}|{draft.why}", f"j:clash={clash}", f"j:clash={clash}|{cue.pos}", f"j:nested={draft.nested}|{cue.pos}",
        f"j:ended={draft.ended}",
    ]  # fmt: skip


def _steps(name: str, chance: float) -> list[str]:
    """A chance as the steps that it has climbed."""
    return [f"{name}>{step}" for step in (0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.96) if chance > step]


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
