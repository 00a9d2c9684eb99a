"""Where what is said begins and ends: every place where it could, with what speaks for each.

The codebook wants the exact piece that is said, without the cue, without the particle that introduces it and without the marks of a
direct quotation. Candidates are few (after a particle, a colon, a mark, a preposition, the subject; before a comma, a stop, a cue), and
a model trained on hand-coded reports chooses; the features are what a person would name as the reason.
"""

from __future__ import annotations

from functools import cache

import msgspec

from marsad.coding.bound_features import COMMAS, END_BEFORE, LINE, WHOLE, before_part, end_part, part_before, start_part
from marsad.coding.cues import Cue
from marsad.coding.scene import Scene
from marsad.coding.speech_words import is_that, small, words_of
from marsad.models.layouts import Part, names_of
from marsad.models.tagger import FIRST

_REACH = 60  # tokens from a cue to what it introduces
_LONGEST = 220  # tokens of one statement
_LEAST = 3  # tokens of what stands before a cue and may be what it reports
_PARTS = 3  # clauses before a cue that are looked at one by one
_SPEECH = ("that", "colon", "quote")  # what plainly introduces speech; behind it nothing weaker is looked at
_SKIPPED = frozenset({'"', "#", "("})  # marks between what introduces speech and its first word
_EACH = 4  # candidates of one kind
_MOST = 24  # candidates for one bound
_PREPOSITIONS = ("عن", "الي", "علي", "ب", "ل", "من", "في")
_STOPS = ".!?؟…۔"
_PRONOUNS = ("هما", "هم", "هن", "ها", "ه")
_TURNS = ("وذلك", "بينما", "فيما", "خلال", "حيث", "بعدما", "قبل", "لكن", "عقب", "اثر", "وهو", "وهي", "كما")


class Bound(msgspec.Struct, frozen=True, gc=False):
    """A place (token index) where what is said may start or end, why, and what speaks for it."""

    at: int
    why: str
    parts: tuple[Part, ...]

    @property
    def features(self) -> list[str]:
        """What speaks for it, by name."""
        return names_of(self.parts)


@cache
def _leads() -> dict[str, str]:
    """The words and marks behind which what is said may start, and how each is called."""
    leads = {":": "colon", '"': "quote"} | dict.fromkeys(COMMAS, "comma")
    leads.update((word, "prep:" + word) for word in _PREPOSITIONS if word in words_of("preposition"))
    return leads | dict.fromkeys(words_of("that"), "that")


@cache
def _closers() -> dict[str, str]:
    """The words and marks before which what is said may end, and how each is called."""
    return (
        dict.fromkeys((*_TURNS, *words_of("according")), "word")
        | dict.fromkeys(COMMAS, "comma")
        | dict.fromkeys(_STOPS, "stop")
        | dict.fromkeys("-(", "mark")
    )


def starts(scene: Scene, cue: Cue) -> list[Bound]:
    """Where what the cue introduces may start: places behind the cue, and once ("before") the piece that stands before it."""
    tokens, norms = scene.tokens, scene.norms
    end = scene.sentences[cue.sentence].last
    limit = min(end, cue.last + _REACH)
    ahead = scene.signs(cue.last, limit)
    out: list[Bound] = []
    seen: dict[str, int] = {}
    commas = past = 0
    lead_of = _leads().get
    for j in range(cue.last, limit):
        why = _opens(scene, cue, j, lead_of(norms[j - 1], ""))
        if why and not (past and why not in _SPEECH) and seen.get(why[:4], 0) < _EACH:
            at = j
            while at < end and norms[at] in _SKIPPED:
                at += 1
            if at < end and tokens[at].kind != "punct":
                turn = seen.get(why[:4], 0)
                out.append(Bound(at, why, (start_part(scene, cue, at, why, turn, commas, past, ahead, len(out)),)))
                seen[why[:4]] = turn + 1
                past += why in _SPEECH
            if past > 1 or len(out) >= _MOST:
                break
        commas += norms[j] in COMMAS
    out.extend(_next_sentence(scene, cue, ahead))
    out.extend(_behind(scene, cue, ahead, len(out), end))
    return out


def _behind(scene: Scene, cue: Cue, ahead: str, others: int, end: int) -> list[Bound]:
    """What is said may stand before the cue: from the sentence's start, or from the last clauses of it."""
    tokens, norms = scene.tokens, scene.norms
    first = scene.clause_start(cue)
    if cue.first - first < _LEAST:
        return []
    common = before_part(scene, cue, ahead, others, end)
    out = [Bound(first, "before", (common, (WHOLE, (scene.cut(first, cue.first), scene.heard(FIRST, first, first + 1)))))]
    for j in range(cue.first - _LEAST, max(first, cue.first - _REACH), -1):
        lead = norms[j - 1]
        why = "comma" if lead in COMMAS else small(lead) if is_that(lead) or lead in ("حيث", "فيما", "بينما") else ""
        if not why or tokens[j].kind == "punct":
            continue
        out.append(Bound(j, "before", (common, part_before(scene, cue, first, j, why, len(out)))))
        if len(out) > _PARTS:
            break
    return out


def _next_sentence(scene: Scene, cue: Cue, ahead: str) -> list[Bound]:
    """A cue that ends its line with a colon introduces the next sentence."""
    tokens = scene.tokens
    sentence = scene.sentences[cue.sentence]
    if tokens[sentence.last - 1].norm != ":" or cue.sentence + 1 >= len(scene.sentences):
        return []
    at = sentence.last
    while at < len(tokens) and tokens[at].norm == '"':
        at += 1
    if at >= len(tokens):
        return []
    return [Bound(at, "line", ((LINE, ((cue.word.pos, ahead),)),))]


def _name_in_marks(scene: Scene, j: int) -> bool:
    """Whether the quotation that opens at token `j` holds an actor's name and no more: a name, not speech."""
    m = scene.actor_starts.get(j)
    return m is not None and m.phrase_last < len(scene.tokens) and scene.norms[m.phrase_last] == '"'


def _opens(scene: Scene, cue: Cue, j: int, lead: str) -> str:
    """Why what is said may start at token `j`, before which stands a `lead`; nothing if it may not."""
    if lead and lead != "comma" and (j > cue.last or scene.tokens[j - 1].kind != "word"):
        if lead != "quote":
            return lead
        if scene.opens(j) and not _name_in_marks(scene, j):
            return "quote"
    if scene.tokens[j].kind != "word":
        return ""
    if j == cue.last:
        return "cue"
    if j in scene.actor_ends:
        return "actor"
    if lead == "comma":
        return "comma"
    norm = scene.norms[j]
    if norm[0] in "بل" and len(norm) > 3:
        return "glue:" + norm[0]
    if j in scene.date_ends:
        return "date"
    return ""


def ends(scene: Scene, cue: Cue, start: Bound) -> list[Bound]:
    """Where what starts at `start` may end (token index, not included)."""
    tokens, norms, first = scene.tokens, scene.norms, start.at
    if start.why == "before":
        at = cue.first
        while at > first and tokens[at - 1].kind == "punct" and norms[at - 1] not in (")", "]"):
            at -= 1
        return [Bound(at, "cue", ((END_BEFORE, ("before",)),))]
    stop = end = scene.sentences[tokens[first].sentence].last
    quote = scene.quote_at(first)
    closes = scene.quotations[quote].last if quote >= 0 else -1
    opened = quote >= 0 and scene.quotations[quote].first >= first - 1
    if opened and closes > end:
        end = min(closes, first + _LONGEST)
    mood = "that" if start.why == "that" else "quote" if opened else start.why[:4]
    out: list[Bound] = []
    commas = 0
    closer_of, cues = _closers().get, scene.cue_starts
    for e in range(first + 1, end):
        why = closer_of(norms[e])
        if why is None and e not in cues and e != closes and e != stop:
            continue
        reason = _closes(scene, e, stop, closes, why or "")
        if reason:
            out.append(Bound(e, reason, (end_part(scene, cue, first, e, reason, mood, opened, closes, commas, len(out), end),)))
            if len(out) >= _MOST:
                break
        commas += why == "comma"
    out.append(Bound(end, "end", (end_part(scene, cue, first, end, "end", mood, opened, closes, commas, len(out), end),)))
    return [_trimmed(scene, first, b) for b in out]


def _trimmed(scene: Scene, first: int, bound: Bound) -> Bound:
    """The bound moved back over marks that are no part of what is said, and over a formula that closes it ("على حد تعبيره")."""
    at = _without_marks(scene, first, bound.at)
    formula = _formula(scene, first, at)
    if formula > first + 1:
        at = _without_marks(scene, first, formula)
    return bound if at == bound.at else Bound(at, bound.why, bound.parts)


def _without_marks(scene: Scene, first: int, at: int) -> int:
    tokens = scene.tokens
    while at > first + 1 and tokens[at - 1].kind == "punct" and tokens[at - 1].norm not in (")", "]", "%", "؟", "!"):
        if tokens[at - 1].norm == '"' and not scene.hangs(first, at - 1):
            break
        at -= 1
    return at


def _formula(scene: Scene, first: int, at: int) -> int:
    """Where a formula begins that ends at token `at` and only says that somebody else said it: "على حد قولها", "وفقا لوصفه"; 0 for none."""
    norms = scene.norms
    word = norms[at - 1]
    stem = next((word[: -len(p)] for p in _PRONOUNS if word.endswith(p)), "")
    if at - 2 <= first or not {stem, stem.removeprefix("ل")} & words_of("formula"):
        return 0
    if norms[at - 2] == "حد" and norms[at - 3] in ("علي", "وعلي"):
        return at - 3
    return at - 2 if norms[at - 2] in words_of("according") else 0


def _closes(scene: Scene, e: int, stop: int, closes: int, closer: str) -> str:
    """Why what is said may end before token `e`, which is a `closer` or none; nothing if it may not."""
    if e == closes:
        return "close"
    if scene.tokens[e].kind == "punct":
        return closer
    if e == stop:
        return "sentence"
    if e in scene.cue_starts and scene.norms[e - 1] not in COMMAS:
        return "cue"
    return closer
