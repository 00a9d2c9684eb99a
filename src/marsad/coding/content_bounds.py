"""Where what is said begins and ends: every place where it could, with what speaks for each.

The codebook wants the exact piece that is said, without the cue, without the particle that introduces it and without the marks of a
direct quotation. Candidates are few (after a particle, a colon, a mark, a preposition, the subject; before a comma, a stop, a cue), and
a model trained on hand-coded reports chooses; the features are what a person would name as the reason.
"""

from __future__ import annotations

import msgspec

from marsad.coding.cues import Cue
from marsad.coding.scene import Scene
from marsad.coding.speech_words import is_that, small

_REACH = 60  # tokens from a cue to what it introduces
_LONGEST = 220  # tokens of one statement
_LEAST = 3  # tokens of what stands before a cue and may be what it reports
_PARTS = 3  # clauses before a cue that are looked at one by one
_SPEECH = ("that", "colon", "quote")  # what plainly introduces speech; behind it nothing weaker is looked at
_SKIPPED = frozenset({'"', "#", "("})  # marks between what introduces speech and its first word
_EACH = 4  # candidates of one kind
_MOST = 24  # candidates for one bound
_BUCKETS = [next((str(top) for top in (0, 1, 2, 3, 5, 8, 12, 20, 35, 60) if n <= top), "99") for n in range(62)]
_PREPOSITIONS = frozenset({"عن", "الي", "علي", "ب", "ل", "من", "في"})
_STOPS = frozenset(".!?؟…۔")
_COMMAS = frozenset("،,؛;")


class Bound(msgspec.Struct, frozen=True, gc=False):
    """A place (token index) where what is said may start or end, why, and the features that speak for it."""

    at: int
    why: str
    features: list[str]


def starts(scene: Scene, cue: Cue) -> list[Bound]:
    """Where what the cue introduces may start: places behind the cue, and once ("before") the piece that stands before it."""
    tokens = scene.tokens
    end = scene.sentences[cue.sentence].last
    ahead = _ahead(scene, cue, end)
    out: list[Bound] = []
    seen: dict[str, int] = {}
    commas = past = 0
    limit = min(end, cue.last + _REACH)
    j = cue.last
    while j < limit and len(out) < _MOST:
        why = _opens(scene, cue, j)
        if why and not (past and why not in _SPEECH) and seen.get(why[:4], 0) < _EACH:
            at = j
            while at < end and tokens[at].norm in _SKIPPED:
                at += 1
            if at < end and tokens[at].kind != "punct":
                out.append(Bound(at, why, _start_features(scene, cue, at, why, seen, commas, past, ahead, len(out))))
                seen[why[:4]] = seen.get(why[:4], 0) + 1
                past += why in _SPEECH
            if past > 1:
                break
        commas += tokens[j].norm in _COMMAS
        j += 1
    out.extend(_next_sentence(scene, cue, ahead))
    out.extend(_behind(scene, cue, ahead, len(out), end))
    return out


def _behind(scene: Scene, cue: Cue, ahead: str, others: int, end: int) -> list[Bound]:
    """What is said may stand before the cue: from the sentence's start, or from the last clauses of it."""
    tokens = scene.tokens
    first = scene.clause_start(cue)
    room = cue.first - first
    if room < _LEAST:
        return []
    prev = tokens[cue.first - 1]
    tail = _tail(scene, cue, end)
    features = [
        "s:before", f"s:before|{cue.pos}", f"s:before|{cue.pos}|{cue.lemma}", f"s:before|{ahead}", f"s:before|{cue.pos}|{ahead}",
        f"s:before|prev={small(prev.norm) or prev.kind}", f"s:before|cands={min(others, 3)}", f"s:before|rest={_bucket(end - cue.last)}",
        f"s:before|tail={tail}|{cue.pos}", f"s:before|tail={tail}", f"s:before|lead={_bucket(room)}|{cue.pos}",
        f"s:before|prev={small(prev.norm)}|{cue.pos}", f"s:before|comma={prev.norm in _COMMAS}|{cue.pos}",
    ]  # fmt: skip
    out = [Bound(first, "before", [*features, f"s:whole|cut={scene.cut(first, cue.first)}"])]
    nth = 0
    for j in range(cue.first - _LEAST, max(first, cue.first - _REACH), -1):
        lead = tokens[j - 1]
        why = "comma" if lead.norm in _COMMAS else small(lead.norm) if is_that(lead.norm) or lead.norm in ("حيث", "فيما", "بينما") else ""
        if not why or tokens[j].kind == "punct":
            continue
        nth += 1
        part = [
            f"s:part={why}", f"s:part={why}|nth={nth}", f"s:part={why}|left={_bucket(j - first)}", f"s:part={why}|size={_bucket(cue.first - j)}",
            f"s:part|held={small(tokens[j].norm)}", f"s:part|kind={scene.verb(j) or tokens[j].norm[:1]}", f"s:part|cut={scene.cut(first, j)}",
            f"s:part={why}|cut={scene.cut(first, j)}",
        ]  # fmt: skip
        out.append(Bound(j, "before", features + part))
        if nth == _PARTS:
            break
    return out


def _tail(scene: Scene, cue: Cue, end: int) -> str:
    """How far the sentence goes on behind the name that follows the cue, and whether a comma or a mark stands there."""
    named = scene.between(cue.first, end)[:1]
    last = named[0].phrase_last if named else cue.last
    return _bucket(end - last) + (scene.tokens[last].norm if last < end and scene.tokens[last].kind == "punct" else "")


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
    return [Bound(at, "line", ["s:line", f"s:line|{cue.pos}", f"s:line|{ahead}"])]


def _ahead(scene: Scene, cue: Cue, end: int) -> str:
    """What signs of speech the rest of the sentence has: a particle, a colon, a mark of quotation."""
    found = scene.signs(cue.last, min(end, cue.last + _REACH))
    return "".join(sign if sign in found else "-" for sign in "tcq")


def _name_in_marks(scene: Scene, j: int) -> bool:
    """Whether the quotation that opens at token `j` holds an actor's name and no more: a name, not speech."""
    m = scene.actor_starts.get(j)
    return m is not None and m.phrase_last < len(scene.tokens) and scene.tokens[m.phrase_last].norm == '"'


def _opens(scene: Scene, cue: Cue, j: int) -> str:
    """Why what is said may start at token `j`; nothing if it may not."""
    tokens = scene.tokens
    before, token = tokens[j - 1], tokens[j]
    if j > cue.last or before.kind != "word":
        if before.norm == ":":
            return "colon"
        if before.norm == '"' and scene.opens(j) and not _name_in_marks(scene, j):
            return "quote"
        if before.kind == "word" and before.norm in scene.that:
            return "that"
        if before.norm in _PREPOSITIONS and before.norm in scene.prepositions:
            return "prep:" + before.norm
    if token.kind != "word":
        return ""
    if j == cue.last:
        return "cue"
    if j in scene.actor_ends:
        return "actor"
    if before.norm in _COMMAS:
        return "comma"
    if token.norm[0] in "بل" and len(token.norm) > 3:
        return "glue:" + token.norm[0]
    if j in scene.date_ends:
        return "date"
    return ""


def _start_features(
    scene: Scene, cue: Cue, at: int, why: str, seen: dict[str, int], commas: int, past: int, ahead: str, rank: int
) -> list[str]:
    token = scene.tokens[at]
    gap = _bucket(at - cue.last)
    kind = "actor" if at in scene.actor_starts else "ال" if token.norm[:2] == "ال" else scene.verb(at) or token.kind
    slot = (why[5:] if why[:4] in ("prep", "glue") else "ان" if why == "that" else "O") in cue.slots
    actors = min(scene.actors_between(cue.last, at), 2)
    cut = scene.cut(cue.last, at)  # what else may report or begin a clause on the way
    over = scene.likeliest(cue.last, at)
    led = small(scene.tokens[cue.last].norm)
    w = f"s:{why}|"
    out = [
        f"{w}{cue.lemma}", f"{w}{cue.pos}|{ahead}", f"{w}slot={slot}|{ahead}", f"{w}seen={min(seen.get(why[:4], 0), 2)}", f"{w}past={min(past, 2)}",
        f"{w}commas={min(commas, 3)}|{ahead}", f"{w}kind={kind}", f"{w}kind={kind}|{cue.act}", f"{w}rank={min(rank, 4)}|{ahead}",
        f"{w}act={cue.act}|{ahead}", f"s:held={small(token.norm)}", f"{w}actors={actors}|{ahead}", f"{w}actors={actors}|{cue.pos}",
        f"{w}cut={cut}|{cue.act}", f"{w}over={over}", f"{w}over={over}|{ahead}", f"{w}led={led}|gap={gap}", f"{w}{cue.pos}|gap={gap}",
        f"{w}in={scene.inside_actor(at)}|date={at in scene.date_starts}",
    ]  # fmt: skip
    q = scene.quote_at(at)
    if q >= 0:
        size = _bucket(scene.quotations[q].last - scene.quotations[q].first)
        to_end = scene.sentences[cue.sentence].last - scene.quotations[q].last <= 1
        out.extend((f"{w}quoted", f"{w}q={size}|{to_end}", f"{w}q={size}|{cue.act}|rank={min(rank, 2)}"))
    return out


def ends(scene: Scene, cue: Cue, start: Bound) -> list[Bound]:
    """Where what starts at `start` may end (token index, not included)."""
    tokens = scene.tokens
    if start.why == "before":
        at = cue.first
        while at > start.at and tokens[at - 1].kind == "punct" and tokens[at - 1].norm not in (")", "]"):
            at -= 1
        return [Bound(at, "cue", ["e:before"])]
    sentence = scene.sentences[tokens[start.at].sentence]
    quote = scene.quote_at(start.at)
    opened = quote >= 0 and scene.quotations[quote].first >= start.at - 1
    closes = scene.quotations[quote].last if quote >= 0 else -1
    end = sentence.last
    if opened and closes > end:
        end = min(closes, start.at + _LONGEST)
    stop = sentence.last
    out: list[Bound] = []
    commas = 0
    for e in range(start.at + 1, end + 1):
        why = _closes(scene, e, stop, closes if quote >= 0 else -1, end)
        if why:
            out.append(Bound(e, why, _end_features(scene, cue, start, e, why, opened, closes, commas, len(out), end)))
            if len(out) >= _MOST:
                break
        if e < len(tokens) and tokens[e].norm in _COMMAS:
            commas += 1
    if not out or out[-1].at != end:
        out.append(Bound(end, "end", _end_features(scene, cue, start, end, "end", opened, closes, commas, len(out), end)))
    return [_trimmed(scene, start.at, b) for b in out]


def _trimmed(scene: Scene, first: int, bound: Bound) -> Bound:
    """The bound moved back over marks that are no part of what is said."""
    tokens = scene.tokens
    at = bound.at
    while at > first + 1 and tokens[at - 1].kind == "punct" and tokens[at - 1].norm not in (")", "]", "%", "؟", "!"):
        if tokens[at - 1].norm == '"' and not scene.hangs(first, at - 1):
            break
        at -= 1
    return bound if at == bound.at else Bound(at, bound.why, bound.features)


def _closes(scene: Scene, e: int, stop: int, closes: int, end: int) -> str:
    """Why what is said may end before token `e`; nothing if it may not."""
    if e == end:
        return "end"
    t = scene.tokens[e]
    if e == closes:
        return "close"
    if t.kind == "punct":
        if t.norm in _COMMAS:
            return "comma"
        if t.norm in _STOPS:
            return "stop"
        if t.norm in ("-", "("):
            return "mark"
        return ""
    if e == stop:
        return "sentence"
    if e in scene.cue_starts and scene.tokens[e - 1].norm not in _COMMAS:
        return "cue"
    if (
        t.norm in ("وذلك", "بينما", "فيما", "خلال", "حيث", "بعدما", "قبل", "لكن", "عقب", "اثر", "وهو", "وهي", "كما")
        or t.norm in scene.according
    ):
        return "word"
    return ""


def _end_features(
    scene: Scene, cue: Cue, start: Bound, e: int, why: str, opened: bool, closes: int, commas: int, rank: int, end: int
) -> list[str]:
    tokens = scene.tokens
    following = e + 1 if why in ("comma", "close", "stop", "mark") else e
    while following < len(tokens) and tokens[following].kind == "punct":
        following += 1
    word = tokens[following].norm if following < min(end, len(tokens)) else ""
    cue_next = scene.cue_kind(following) if word else ""
    second = scene.cue_kind(following + 1) if word and small(word) and following + 1 < min(end, len(tokens)) else ""
    report = ("report" if scene.cue_starts[following].says else "act") if cue_next else ""
    after = (
        small(word) or (cue_next and f"cue:{cue_next}") or (word[:1] == "و" and scene.verb(following) and "و+verb") or scene.verb(following)
        if word
        else "nothing"
    )
    after = after or (word[:1] if word[:1] in "وفبلس" else "other")
    inside = closes >= 0 and e < closes
    q = ("opened" if opened else "in" if closes >= 0 else "no") + ("<" if inside else "=" if e == closes else ">")
    length = _bucket(e - start.at)
    over = scene.likeliest(start.at, e)
    then = scene.likeliest(e, min(following + 2, end)) if word else "."
    nested = scene.quote_at(e) >= 0 and not inside
    over_stops = min(tokens[e - 1].sentence - tokens[start.at].sentence, 2)
    mood = "that" if start.why == "that" else "quote" if opened else start.why[:4]
    return [
        f"e:{why}|{q}", f"e:{why}|{after}", f"e:{why}|{after}|{mood}", f"e:{why}|{q}|{after}", f"e:{why}|len={length}", f"e:{why}|{mood}",
        f"e:{why}|{mood}|rank={min(rank, 3)}", f"e:{why}|rest={_bucket(end - e)}", f"e:{why}|pos={cue.pos}", f"e:{why}|lemma={cue.lemma}",
        f"e:{why}|nested={nested}", f"e:{why}|{report}{second}|{mood}", f"e:{why}|{report}{cue_next}{second}|{q}", f"e:{why}|next={cue_next}{second}|{cue.says}",
        f"e:{why}|{word if report else ''}", f"e:over={over}", f"e:{why}|over={over}", f"e:over={over}|then={then}", f"e:{why}|then={then}",
        f"e:{why}|then={then}|{cue_next}", f"e:{why}|cue={cue_next}|{q}",
        f"e:{why}|commas={min(commas, 3)}", f"e:{why}|sentences={over_stops}|{q}",
    ]  # fmt: skip


def _bucket(n: int) -> str:
    return _BUCKETS[min(max(n, 0), len(_BUCKETS) - 1)]
