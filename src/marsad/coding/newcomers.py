"""Speakers whom nobody named before: where a cue has a subject that is no known actor ("قال شاب في الحي إن"), its words name one.

The codebook counts everyone who is quoted as an actor, named or not. Which run of words is the name is chosen with the other candidates.
"""

from __future__ import annotations

import msgspec

from marsad.coding.cues import Cue
from marsad.coding.scene import Scene
from marsad.coding.speech_words import classes, is_that, medium_of, small
from marsad.mentions.types import ActorMention
from marsad.records import Actor, ActorKind

_LONG = 9  # tokens of a name with what follows it
_NOT_NAMES = frozenset({"preposition", "say", "pronoun", "manner"})
_MARK = "+"  # begins the provisional id of a newcomer


class Newcomer(msgspec.Struct, frozen=True, gc=False):
    """A run of tokens that may name a speaker; `begins` says what it follows, `stops` what it ends at."""

    first: int
    last: int
    begins: str
    stops: str

    @property
    def id(self) -> str:
        """A provisional id, until the speaker is taken into the cast."""
        return f"{_MARK}{self.first}:{self.last}"


def newcomers(scene: Scene, cue: Cue, content: int, why: str) -> list[Newcomer]:
    """The runs of words behind a cue that may name its speaker: up to a preposition, and up to what ends the phrase."""
    tokens = scene.tokens
    sentence = scene.sentences[cue.sentence]
    zone = content if cue.last <= content <= sentence.last and why != "before" else sentence.last
    out: list[Newcomer] = []
    begins = "cue"
    at = voice_from(scene, cue, zone)
    while at < min(zone, cue.last + 2 * _LONG) and len(out) < 6:
        known = scene.actor_starts.get(at)
        if known is not None and not is_bare(scene, known):
            begins, at = "actor", max(known.phrase_last, at + 1)
            continue
        t = tokens[at]
        if t.norm in ('"', "#"):
            at += 1
            continue
        if t.kind != "word" or _ends(scene, at):
            if t.norm in "،,(" and begins == "actor":
                begins, at = "comma", at + 1
                continue
            break
        if _leads_away(scene, cue, at):
            break
        short, long, stops = run_from(scene, at, zone, but=cue.word.slots)
        tail = max((m.phrase_last for m in scene.between(at, long) if m.phrase_last <= long), default=long)
        if 2 <= long - tail <= 4 and tokens[tail].kind == "word" and tokens[tail].norm[:2] != "ال" and not _ends(scene, tail):
            out.append(Newcomer(tail, long, "office", stops))  # "الناطق باسم" a body, then the name
            long = short
        for last, stop in ((short, "word"), (long, stops)):
            if last > at and (not out or out[-1].last != last):
                out.append(Newcomer(at, last, begins, stop if last == long else small(tokens[last].norm)))
        if tokens[at].norm[:2] != "ال":
            cut = next((k for k in range(at + 2, short) if tokens[k].norm[:2] == "ال"), short)
            if cut < short:
                out.append(Newcomer(at, cut, begins, "definite"))  # "فلان الفلاني الخبير في": the name ends before the office
        break
    return out


def voice_from(scene: Scene, cue: Cue, zone: int) -> int:
    """Where the speaker is looked for: behind the cue; behind عن where what is reported is relayed ("نقلت وكالة عن مصدر")."""
    if cue.word.act == "relay" and cue.word.pos != "phrase":
        for j in range(cue.last, min(zone, cue.last + _LONG + 3)):
            if scene.tokens[j].norm == "عن":
                return j + 1
    return cue.last


def is_bare(scene: Scene, m: ActorMention) -> bool:
    """Whether a mention is one indefinite word ("مسؤول"), of which the words behind it say more."""
    return m.phrase_last - m.phrase_first == 1 and not scene.tokens[m.first].norm.startswith("ال")


def _leads_away(scene: Scene, cue: Cue, i: int) -> bool:
    """Whether the word speaks of a place, an addressee or a manner, not of a speaker."""
    norm = scene.tokens[i].norm
    kinds = classes(norm)
    return not _NOT_NAMES.isdisjoint(kinds) or (cue.word.pos != "phrase" and norm.startswith("لل"))


def _ends(scene: Scene, i: int) -> bool:
    """Whether the token cannot begin or go on a name."""
    norm = scene.tokens[i].norm
    kinds = classes(norm)
    return (
        is_that(norm) or i in scene.date_starts or "relative" in kinds or "conjunction" in kinds or "auxiliary" in kinds or "time" in kinds
    )


def _to(scene: Scene, i: int) -> bool:
    """Whether the token begins an addressee: ل written on to a name."""
    m = scene.actor_starts.get(i)
    return m is not None and scene.tokens[i].norm[:1] == "ل" and m.start > scene.tokens[i].start


def run_from(scene: Scene, first: int, zone: int, *, but: tuple[str, ...] = ()) -> tuple[int, int, str]:
    """Where the name that begins at `first` ends at the least and at the most, and what stops it."""
    tokens = scene.tokens
    short = 0
    at = first
    while at < min(zone, first + _LONG):
        t = tokens[at]
        if t.kind == "punct" and t.norm not in ('"', "_", "#"):
            break
        if at > first and (_ends(scene, at) or _to(scene, at) or t.norm == "ل" or (t.norm[0] in "يت" and scene.verb(at) == "v:present")):
            break
        if at > first and "ب" in but and t.norm[0] == "ب" and t.norm[:3] != "بال" and at not in scene.actor_starts and len(t.norm) > 3:
            break
        if "preposition" in classes(t.norm):
            if at + 1 < zone and (medium_of(tokens[at + 1].norm) or at + 1 in scene.date_starts):
                break
            if t.norm in but:
                break
            short = short or at
        at += 1
    while at > first + 1 and (tokens[at - 1].kind == "punct" or "preposition" in classes(tokens[at - 1].norm)):
        at -= 1
    if at < zone and tokens[at].norm == '"' and sum(t.norm == '"' for t in tokens[first:at]) % 2:
        at += 1  # the mark that closes a name in quotation marks
    stop = "content" if at >= zone else "that" if is_that(tokens[at].norm) else tokens[at].norm if tokens[at].kind == "punct" else "word"
    return short or at, at, stop


def is_new(speaker: str) -> bool:
    """Whether a speaker's id is provisional."""
    return speaker.startswith(_MARK)


def named(scene: Scene, speaker: str) -> tuple[int, int]:
    """The tokens of a provisional speaker's name."""
    first, last = speaker[1:].split(":")
    return int(first), int(last)


def name_of(scene: Scene, speaker: str) -> tuple[int, int]:
    """Where a newcomer's name stands: the tokens of it without a preposition glued to the first."""
    first, last = named(scene, speaker)
    start, end = scene.tokens[first].start, scene.tokens[last - 1].end
    norm = scene.tokens[first].norm
    if norm[:1] == "ل" and first and "according" in classes(scene.tokens[first - 1].norm):
        start += 2 if norm[:2] == "لل" else 1  # "وفقا لمصادر": the preposition is no part of the name
    if scene.tokens[last - 1].norm == '"' and scene.tokens[first - 1].norm == '"' and first:
        end = scene.tokens[last - 2].end
    return start, end


def enrol(scene: Scene, speaker: str) -> str:
    """Take a newcomer into the cast, or find that the cast already holds one of that very name; its lasting id."""
    reading = scene.reading
    first, last = named(scene, speaker)
    start, end = name_of(scene, speaker)
    name = reading.document.text[start:end]
    bare = scene.actor_starts.get(first)
    for k, actor in enumerate(reading.cast):
        if name == actor.name or name in actor.aliases:
            return actor.id
        if bare is not None and actor.id == bare.actor:
            reading.cast[k] = msgspec.structs.replace(actor, name=name, aliases=[*actor.aliases, actor.name])
            return actor.id
    number = max((int(a.id[1:]) for a in reading.cast if a.id[1:].isdigit()), default=0) + 1
    head = scene.tokens[first].norm
    kind: ActorKind = "person" if not head.endswith(("ون", "ين", "ات", "در")) and last - first > 1 else "other"
    actor = Actor(id=f"a{number}", name=name, kind=kind, mentions=[(start, end)])
    reading.cast.append(actor)
    reading.actors.append(ActorMention(start, end, first, last, first, last, name, kind, score=0.5, actor=actor.id))
    reading.actors.sort(key=lambda m: (m.start, m.end))
    return actor.id
