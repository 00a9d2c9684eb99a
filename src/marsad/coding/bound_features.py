"""What speaks for a place where what is said may start or end, as a person would name the reasons."""

from __future__ import annotations

from functools import lru_cache

from marsad.coding.cues import Cue, CueWord
from marsad.coding.scene import Scene
from marsad.coding.speech_words import small
from marsad.mentions.name_network import GRADES
from marsad.models.layouts import Layout, Part, climbed
from marsad.models.tagger import FIRST, LAST, WITHIN

COMMAS = frozenset("،,؛;")
_BUCKETS = [next((str(top) for top in (0, 1, 2, 3, 5, 8, 12, 20, 35, 60) if n <= top), "99") for n in range(62)]
_FAR = len(_BUCKETS)


def start_part(scene: Scene, cue: Cue, at: int, why: str, seen: int, commas: int, past: int, ahead: str, rank: int) -> Part:
    """What speaks for token `at` being the first of what the cue introduces, for the reason `why`; `ahead` are the signs of speech in the
    rest of the sentence; `seen`, `commas`, `past` and `rank` count candidates of this kind, commas, plain introductions and candidates before it."""
    token, word, last = scene.tokens[at], cue.word, cue.last
    norm = token.norm
    kind = "actor" if at in scene.actor_starts else "ال" if norm[:2] == "ال" else scene.verb(at) or token.kind
    slot = (why[5:] if why[:4] in ("prep", "glue") else "ان" if why == "that" else "O") in word.slots
    cut = scene.cut(last, at)  # what else may report or begin a clause on the way
    actors = scene.actors_between(last, at)
    quoted = None
    q = scene.quote_at(at)
    if q >= 0:
        quotation = scene.quotations[q]
        to_end = scene.sentences[cue.sentence].last - quotation.last <= 1
        quoted = (bucket(quotation.last - quotation.first), to_end, word.act, min(rank, 2))
    return _start_layout(why, ahead), (
        word,
        (slot, seen if seen < 2 else 2, past, rank if rank < 4 else 4, scene.inside_actor(at), at in scene.date_starts),
        (commas if commas < 3 else 3, actors if actors < 2 else 2, scene.likeliest(last, at), word.pos),
        (kind, cut, word.act),
        small(norm),
        (small(scene.norms[last]), bucket(at - last), word.pos),
        quoted,
        scene.heard(FIRST, at, at + 1),
        _border(scene, at, at - 1),
    )


def _border(scene: Scene, inside: int, outside: int) -> tuple[int, int] | None:
    """How far two tokens are heard as belonging to what is said, each in four steps."""
    within = scene.speech and scene.speech[WITHIN]
    return (within[inside] // 3, within[outside] // 3 if 0 <= outside < len(within) else 0) if within else None


@lru_cache(maxsize=1000)
def _start_layout(why: str, ahead: str) -> Layout:
    w = f"s:{why}|"

    def word(x: CueWord) -> tuple[str, ...]:
        return f"{w}{x.lemma}", f"{w}{x.pos}|{ahead}", f"{w}act={x.act}|{ahead}"

    def turn(x: tuple[bool, int, int, int, bool, bool]) -> tuple[str, ...]:
        slot, seen, past, rank, inside, dated = x
        return f"{w}slot={slot}|{ahead}", f"{w}seen={seen}", f"{w}past={past}", f"{w}rank={rank}|{ahead}", f"{w}in={inside}|date={dated}"

    def way(x: tuple[int, int, str, str]) -> tuple[str, ...]:
        commas, actors, over, pos = x
        return (
            f"{w}commas={commas}|{ahead}", f"{w}actors={actors}|{ahead}", f"{w}actors={actors}|{pos}", f"{w}over={over}", f"{w}over={over}|{ahead}",
        )  # fmt: skip

    def kind(x: tuple[str, str, str]) -> tuple[str, ...]:
        kind, cut, act = x
        return f"{w}kind={kind}", f"{w}kind={kind}|{act}", f"{w}cut={cut}|{act}"

    def led(x: tuple[str, str, str]) -> tuple[str, ...]:
        led, gap, pos = x
        return f"{w}led={led}|gap={gap}", f"{w}{pos}|gap={gap}"

    def quoted(x: tuple[str, bool, str, int]) -> tuple[str, ...]:
        size, to_end, act, rank = x
        return f"{w}quoted", f"{w}q={size}|{to_end}", f"{w}q={size}|{act}|rank={rank}"

    return Layout(word, turn, way, kind, "s:held={}", led, quoted, climbed("s:heard", GRADES), "s:within={}|{}")


def before_part(scene: Scene, cue: Cue, ahead: str, others: int, end: int) -> Part:
    """What speaks for the piece before the cue being what is said; `others` are the candidates behind it, in a sentence up to `end`."""
    prev, pos = scene.tokens[cue.first - 1], cue.word.pos
    room = cue.first - scene.clause_start(cue)
    return _before_layout(ahead), (
        cue.word,
        (small(prev.norm), prev.kind, prev.norm in COMMAS, pos),
        (min(others, 3), bucket(end - cue.last)),
        (_tail(scene, cue, end), pos),
        (bucket(room), pos),
        scene.heard(WITHIN, cue.first - 2, cue.first),
    )


@lru_cache(maxsize=100)
def _before_layout(ahead: str) -> Layout:
    b = "s:before|"
    return Layout(
        lambda x: ("s:before", f"{b}{x.pos}", f"{b}{x.pos}|{x.lemma}", f"{b}{ahead}", f"{b}{x.pos}|{ahead}"),
        lambda x: (f"{b}prev={x[0] or x[1]}", f"{b}prev={x[0]}|{x[3]}", f"{b}comma={x[2]}|{x[3]}"),
        lambda x: (f"{b}cands={x[0]}", f"{b}rest={x[1]}"),
        lambda x: (f"{b}tail={x[0]}|{x[1]}", f"{b}tail={x[0]}"),
        "s:before|lead={}|{}",
        climbed("s:before|within", GRADES),
    )


WHOLE = Layout("s:whole|cut={}", climbed("s:heard", GRADES))  # all of what stands before the cue, by what stands in it and how it begins
LINE = Layout(lambda x: ("s:line", f"s:line|{x[0]}", f"s:line|{x[1]}"))  # the next line, by the cue's part of speech and the signs ahead


def part_before(scene: Scene, cue: Cue, first: int, at: int, why: str, nth: int) -> Part:
    """What speaks for what is said beginning at token `at` of the piece before the cue, which begins at `first`."""
    cut, norm = scene.cut(first, at), scene.norms[at]
    return _PART_BEFORE, (
        (why, nth, cut),
        (why, bucket(at - first)),
        (why, bucket(cue.first - at)),
        small(norm),
        scene.verb(at) or norm[:1],
        scene.heard(FIRST, at, at + 1),
        _border(scene, at, at - 1),
    )


_PART_BEFORE = Layout(
    lambda x: (f"s:part={x[0]}", f"s:part={x[0]}|nth={x[1]}", f"s:part|cut={x[2]}", f"s:part={x[0]}|cut={x[2]}"),
    "s:part={}|left={}",
    "s:part={}|size={}",
    "s:part|held={}",
    "s:part|kind={}",
    climbed("s:heard", GRADES),
    "s:within={}|{}",
)


def _tail(scene: Scene, cue: Cue, end: int) -> str:
    """How far the sentence goes on behind the name that follows the cue, and whether a comma or a mark stands there."""
    named = scene.between(cue.first, end)[:1]
    last = named[0].phrase_last if named else cue.last
    return bucket(end - last) + (scene.norms[last] if last < end and scene.tokens[last].kind == "punct" else "")


def end_part(
    scene: Scene, cue: Cue, start: int, e: int, why: str, mood: str, opened: bool, closes: int, commas: int, rank: int, end: int
) -> Part:
    """What speaks for what starts at `start` ending before token `e`, for the reason `why`, at `end` at the latest; `mood` is how it was
    introduced; it is in a quotation that `closes` at a token (or -1), and it `opened` with one or not."""
    tokens = scene.tokens
    stop = min(end, len(tokens))
    over = tokens[e - 1].sentence - tokens[start].sentence
    ending = e - 1
    while ending > start and tokens[ending].kind == "punct":
        ending -= 1
    following = e + 1 if why in ("comma", "close", "stop", "mark") else e
    while following < len(tokens) and tokens[following].kind == "punct":
        following += 1
    inside = closes >= 0 and e < closes
    q = ("opened" if opened else "in" if closes >= 0 else "no") + ("<" if inside else "=" if e == closes else ">")
    if following < stop:
        word = scene.norms[following]
        known, cue_next = small(word), scene.cue_kind(following)
        second = scene.cue_kind(following + 1) if known and following + 1 < stop else ""
        report = ("report" if scene.cue_starts[following].word.says else "act") if cue_next else ""
        after = (
            known or (cue_next and f"cue:{cue_next}") or (word[:1] == "و" and scene.verb(following) and "و+verb") or scene.verb(following)
        )
        after = after or (word[:1] if word[:1] in "وفبلس" else "other")
        then = scene.likeliest(e, following + 2 if following + 2 < end else end)
    else:
        word = cue_next = second = report = ""
        after, then = "nothing", "."
    return _end_layout(why, q, mood), (
        cue.word,
        after,
        (report, cue_next, second, word if report else "", cue.word.says),
        (scene.likeliest(start, e), then, cue_next),
        (bucket(e - start), bucket(end - e)),
        (rank if rank < 3 else 3, commas if commas < 3 else 3, over if over < 2 else 2, not inside and scene.quote_at(e) >= 0),
        scene.heard(LAST, ending, ending + 1),
        _border(scene, ending, following),
    )


@lru_cache(maxsize=2000)
def _end_layout(why: str, q: str, mood: str) -> Layout:
    w = f"e:{why}|"

    def following(x: tuple[str, str, str, str, bool]) -> tuple[str, ...]:
        report, cue, second, word, says = x
        return (
            f"{w}{report}{second}|{mood}", f"{w}{report}{cue}{second}|{q}", f"{w}next={cue}{second}|{says}", f"{w}{word}", f"{w}cue={cue}|{q}",
        )  # fmt: skip

    def over(x: tuple[str, str, str]) -> tuple[str, ...]:
        over, then, cue = x
        return f"e:over={over}", f"{w}over={over}", f"e:over={over}|then={then}", f"{w}then={then}", f"{w}then={then}|{cue}"

    def turn(x: tuple[int, int, int, bool]) -> tuple[str, ...]:
        rank, commas, sentences, nested = x
        return (
            f"{w}{q}", f"{w}{mood}", f"{w}{mood}|rank={rank}", f"{w}commas={commas}", f"{w}sentences={sentences}|{q}", f"{w}nested={nested}",
        )  # fmt: skip

    return Layout(
        lambda x: (f"{w}pos={x.pos}", f"{w}lemma={x.lemma}"),
        lambda x: (f"{w}{x}", f"{w}{x}|{mood}", f"{w}{q}|{x}"),
        following,
        over,
        lambda x: (f"{w}len={x[0]}", f"{w}rest={x[1]}"),
        turn,
        climbed("e:heard", GRADES),
        "e:within={}|{}",
    )


END_BEFORE = Layout("e:{}")  # what stands before its cue has one end


def bucket(n: int) -> str:
    """A length in steps."""
    return _BUCKETS[n] if 0 <= n < _FAR else "0" if n < 0 else "99"
