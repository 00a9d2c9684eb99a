"""Which drafts are events: each is weighed beside the others of its report.

Two words of one happening are one event (codebook, "Events"): "قتل ... في غارة", or the same told again further on. What speaks
for a draft is its own chance and who is named in it; what speaks against it is a likelier draft of the same type beside it, or one with
the same parties before it. A logistic regression, `events`, trained on drafts that people's coding says are right or wrong, knows the
words; trees of the same name weigh what it says with what is seen in numbers (`draft_sight`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from marsad.coding.context import Context
from marsad.coding.draft_sight import measured
from marsad.coding.event_drafts import Draft
from marsad.coding.twin_sight import MODEL as TWINS
from marsad.models import LinearModel, Models
from marsad.models.linear import logit
from marsad.models.trees import Trees

MODEL = "events"
_CLIP = 60.0
_TOLD = 60  # features that may be told as reasons
_WINDOW = 20  # drafts before and after that one is weighed beside
SURE = 0.3  # chance from which a draft is an event; set by cross-validation (training/train_judges.py)


class Judge(NamedTuple):
    """The models that judge drafts; each does without those behind it. `twins` says which tell one happening."""

    words: LinearModel | None
    trees: Trees | None
    twins: Trees | None

    @classmethod
    def of(cls, models: Models) -> Judge:
        """Those of a folder."""
        return cls(models.linear(MODEL), models.trees(MODEL), models.trees(TWINS))

    def chances(self, context: Context, drafts: Sequence[Draft]) -> list[float]:
        """How likely each draft is an event; without a model, by the word's own chance."""
        if self.words is None:
            return [d.chance for d in drafts]
        leans = list(map(self.words.lean, judge_features(context, drafts)))
        if self.trees is not None:
            leans = self.trees.leans(measured(context, drafts, leans, self.twins))
        return [1 / (1 + math.exp(-max(-_CLIP, min(_CLIP, lean)))) for lean in leans]

    def reasons(self, context: Context, drafts: Sequence[Draft]) -> list[tuple[list[tuple[str, float]], list[tuple[str, float]]]]:
        """For each draft, what spoke loudest for or against it: features by name, and numbers by name, each with what it weighs."""
        if self.words is None:
            return [([], []) for _ in drafts]
        words, features = self.words, judge_features(context, drafts)
        rows = measured(context, drafts, list(map(words.lean, features)), self.twins) if self.trees is not None else []
        numbers = [self.trees.reasons(row) for row in rows] if self.trees is not None else [[] for _ in drafts]
        return [(words.explain(f, "1", most=_TOLD), n) for f, n in zip(features, numbers, strict=True)]


def judge(context: Context, drafts: Sequence[Draft], by: Judge) -> list[tuple[Draft, float]]:
    """The drafts that are events, with their chances."""
    return [(d, chance) for d, chance in zip(drafts, by.chances(context, drafts), strict=True) if chance >= SURE]


def judge_features(context: Context, drafts: Sequence[Draft]) -> list[list[str]]:
    """The features of each draft, in order."""
    bins = [_bin(d.chance) for d in drafts]
    return [_own(context, d, bins[k], context.kinds) + _beside(context, drafts, bins, k) for k, d in enumerate(drafts)]


def _bin(chance: float) -> int:
    return max(-4, min(6, round(2 * logit(chance))))


def _own(context: Context, d: Draft, bin_: int, kinds: Mapping[str, str]) -> list[str]:
    c = d.candidate
    form = c.forms[0]
    parties = f"{min(len(d.actors), 2)}{min(len(d.recipients), 2)}"
    lexical = d.type in c.types
    features = [
        f"p={bin_}", f"{d.type}", f"{d.type}/p={bin_}", f"parties={parties}", f"{d.type}/parties={parties}", f"lexical={lexical}",
        f"{d.type}/lexical={lexical}", f"lemma={form.entry.lemma}/{form.pos}", f"{d.type}/{form.pos}", f"length={min(6, (d.last - d.first) // 5)}",
        f"{d.type}/{form.pos}/parties={parties}",
    ]  # fmt: skip
    features += [f"{d.type}/by={kinds[a]}" for a in d.actors] + [f"{d.type}/to={kinds[a]}" for a in d.recipients]
    said = context.said_in[c.token]
    if said is not None:
        features += ["said", f"{d.type}/said"]
        if said.speaker in d.actors:
            features.append(f"{d.type}/speaker acts")
    if context.cue_of[c.token] is not None:
        features += ["cue", f"{d.type}/cue", f"{d.type}/cue/parties={parties}"]
    if any(context.numbered[c.token : c.last + 3]):
        features.append(f"{d.type}/number")
    return features + _words(context, d)


def _words(context: Context, d: Draft) -> list[str]:
    """The trigger's own word and those about it, which the network may know too little."""
    c, norms = d.candidate, context.norms
    s = context.reading.document.sentences[context.tokens[c.token].sentence]
    features = [f"w={norms[c.token]}", f"{d.type}/lemma={c.forms[0].entry.lemma}"]
    for gap, i in ((-2, c.token - 2), (-1, c.token - 1), (1, c.last), (2, c.last + 1)):
        word = norms[i] if s.first <= i < s.last else ""
        features += [f"{gap:+}={word}", f"{d.type}|{gap:+}={word}"]
    return features


def _beside(context: Context, drafts: Sequence[Draft], bins: Sequence[int], k: int) -> list[str]:
    """What the other drafts say of this one."""
    d = drafts[k]
    tokens, clauses = context.tokens, context.clauses
    sentence, clause = tokens[d.candidate.token].sentence, clauses.of[d.candidate.token]
    people = {*d.actors, *d.recipients}
    features: list[str] = []
    here = told = 0
    best_here = best_told = -9
    for j in range(max(0, k - _WINDOW), min(len(drafts), k + _WINDOW + 1)):
        if j == k:
            continue
        o = drafts[j]
        other = tokens[o.candidate.token].sentence
        gap = bins[j] - bins[k]
        if other == sentence:
            near = "clause" if clauses.of[o.candidate.token] == clause else "sentence"
            side = "before" if j < k else "after"
            if o.type == d.type:
                here += 1
                best_here = max(best_here, gap)
                features += [f"same/{near}/{side}/{_step(gap)}", f"{d.type}/same/{near}/{_step(gap)}"]
            else:
                features.append(f"{d.type}+{o.type}/{near}/{side}/{_step(gap)}")
            covered = o.first <= d.candidate.token < o.last
            if covered and d.first <= o.candidate.token < d.last:
                features.append(f"shared/{o.type == d.type}/{_step(gap)}")
        elif o.type == d.type:
            again = {*o.actors, *o.recipients}
            alike = "all" if people and people <= again else "some" if people & again else "none" if people and again else "empty"
            side = "before" if other < sentence else "after"
            lemma = o.candidate.forms[0].entry.lemma == d.candidate.forms[0].entry.lemma
            features.append(f"told/{side}/{alike}/{lemma}/{_step(gap)}")
            if side == "before":
                told += 1
                best_told = max(best_told, gap)
    features += [
        f"here={min(here, 4)}", f"told={min(told, 5)}", f"{d.type}/told={min(told, 5)}", f"best_here={_step(best_here)}", f"best_told={_step(best_told)}",
        f"{d.type}/best_here={_step(best_here)}", f"{d.type}/first={told + here == 0}",
    ]  # fmt: skip
    return features


def _step(gap: int) -> str:
    return (
        "none"
        if gap == -9
        else "far below"
        if gap < -3
        else "below"
        if gap < 0
        else "even"
        if gap == 0
        else "above"
        if gap < 4
        else "far above"
    )
