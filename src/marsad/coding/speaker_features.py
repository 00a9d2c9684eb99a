"""What speaks for an actor being the speaker: agreement, order, prepositions, who held the floor."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

from marsad.coding.cues import Cue, CueWord
from marsad.coding.newcomers import Newcomer
from marsad.coding.scene import Scene
from marsad.coding.speech_words import classes, is_that, small, words_of
from marsad.mentions.name_network import GRADES
from marsad.mentions.types import ActorMention
from marsad.models.layouts import Layout, Part, climbed
from marsad.text.kept import kept


def shape_of(scene: Scene, cue: Cue, content: int, why: str) -> str:
    """What stands right behind the cue: what is said, a name, something else; with the cue's own form."""
    word, j = cue.word, cue.last
    norm = scene.norms[j] if j < len(scene.norms) else ""
    if not norm:
        follows = "end"
    elif content == j or norm in (":", '"') or is_that(norm):
        follows = "said"
    elif j in scene.actor_starts:
        follows = "name"
    elif "document" in classes(norm):
        follows = "paper"
    elif norm in ("عن", "الي", "علي") and word.pos != "phrase":
        follows = "said" if word.lemma != "نقل" else "from"
    else:
        follows = (small(norm) and "small") or ("noun" if scene.tokens[j].kind == "word" else "mark")
    return f"{word.kind}{'+' if word.en else ''}/{follows}/{'before' if why == 'before' else ''}"


def lead_of(scene: Scene, cue: Cue) -> str:
    """What stands right before the cue: a relative, قد, a name, the sentence's beginning."""
    if cue.first == scene.sentences[cue.sentence].first:
        return "begin"
    if cue.first in scene.actor_ends:
        return "name"
    norm = scene.norms[cue.first - 1]
    if norm in ("قد", "وقد"):
        return "qad"
    return "relative" if "relative" in classes(norm) else small(norm) or "word"


def after_part(scene: Scene, cue: Cue, m: ActorMention, rank: int, content: int, why: str, shape: str, lead: str) -> Part:
    """What speaks for the `rank`-th actor behind the cue; what is said starts at `content`."""
    word = cue.word
    zone = "pre" if m.phrase_first < content or why == "before" else "said"
    led = _led_by(scene, m)
    rest = content - m.phrase_last  # words between the name and what is said
    tail = "no" if zone != "pre" or why == "before" else "0" if rest <= 0 else "2" if rest <= 2 else "5" if rest <= 5 else "9"
    between = scene.norms[cue.last : m.phrase_first]
    paper = bool(between) and not words_of("document").isdisjoint(between[:6])
    few = rank if rank < 3 else 3
    return _after_layout(zone, shape, word.pos), (
        (rank if rank < 4 else 4, tail, _near(m.phrase_first - cue.last)),
        (led, few, paper),
        (led, tail),
        (led, word),
        (few, word),
        (m.kind, few, tail),
        (lead, rank if rank < 2 else 2),
        _agreement(scene, cue, m),
    )


@lru_cache(maxsize=2000)
def _after_layout(zone: str, shape: str, pos: str) -> Layout:
    a, z = "p:after|", f"p:after|{zone}|"

    def turn(x: tuple[int, str, str]) -> tuple[str, ...]:
        rank, tail, near = x
        return f"{a}tail={tail}|rank={min(rank, 3)}", f"{z}{shape}", f"{z}rank={rank}|{shape}", f"{z}rank={rank}|gap={near}"

    def voice(x: tuple[str, CueWord]) -> tuple[str, ...]:
        led, word = x
        expected, subject = led in word.voices or led[5:] in word.voices, "S" in word.voices
        return f"{z}led={led}|{word.lemma}", f"{z}voice={expected}|{subject}|{led}"

    return Layout(
        turn,
        lambda x: (f"{z}paper={x[2]}|rank={x[1]}|led={x[0]}", f"{z}rank={x[1]}|led={x[0]}"),
        lambda x: (f"{a}tail={x[1]}|led={x[0]}", f"{z}led={x[0]}|{pos}"),
        voice,
        lambda x: (f"{z}{x[1].lemma}|rank={x[0]}",),
        lambda x: (f"{a}tail={x[2]}|kind={x[0]}", f"{z}kind={x[0]}|rank={x[1]}"),
        lambda x: (f"{z}lead={x[0]}|rank={x[1]}", f"{z}lead={x[0]}|{pos}"),
        lambda x: (f"{z}{_agrees(x)}",),
    )


def before_part(scene: Scene, cue: Cue, m: ActorMention, rank: int, order: int, shape: str, lead: str) -> Part:
    """What speaks for the `rank`-th actor before the cue, counted from it, and the `order`-th of its sentence."""
    led, near = _led_by(scene, m), _near(cue.first - m.phrase_last)
    norm = scene.norms[cue.first - 1]
    via = small(norm) or ("comma" if norm in "،," else "")
    return _before_layout(shape, cue.word.pos), (
        (lead, min(rank, 4), min(order, 3)),
        (lead, near, via),
        (lead, led, min(order, 3)),
        (near, *_agreement(scene, cue, m)),
        (m.kind, min(rank, 3)),
    )


@lru_cache(maxsize=1000)
def _before_layout(shape: str, pos: str) -> Layout:
    b = "p:before|"

    def turn(x: tuple[str, int, int]) -> tuple[str, ...]:
        lead, rank, order = x
        return (
            f"{b}lead={lead}|rank={min(rank, 2)}|order={min(order, 2)}",
            f"{b}{shape}",
            f"{b}rank={rank}|{shape}",
            f"{b}order={order}|{shape}",
        )

    return Layout(
        turn,
        lambda x: (f"{b}lead={x[0]}|gap={x[1]}|{pos}", f"{b}gap={x[1]}|{shape}", f"{b}gap={x[1]}|via={x[2]}"),
        lambda x: (f"{b}lead={x[0]}|led={x[1]}", f"{b}led={x[1]}|{pos}", f"{b}order={x[2]}|led={x[1]}"),
        lambda x: (f"{b}{_agrees(x[1:])}", f"{b}gap={x[0]}|{_agrees(x[1:])}"),
        "p:before|kind={}|rank={}",
    )


def earlier_part(scene: Scene, cue: Cue, m: ActorMention, rank: int, shape: str) -> Part:
    """What speaks for the `rank`-th actor before the cue's sentence, counted from it."""
    back = cue.sentence - scene.tokens[m.first].sentence
    return _earlier_layout(shape), ((back, rank), (back, *_agreement(scene, cue, m)))


@lru_cache(maxsize=1000)
def _earlier_layout(shape: str) -> Layout:
    return Layout(
        lambda x: (f"p:earlier|{shape}", f"p:back={x[0]}|rank={x[1]}|{shape}"), lambda x: (f"p:back={x[0]}|{_agrees(x[1:])}|{shape}",)
    )


@lru_cache(maxsize=1000)
def floor_layout(shape: str) -> Layout:
    """What speaks for who held the floor: the how many-th before the last speaker, and how many sentences away."""
    return Layout(lambda x: (f"p:floor{x[0]}", f"p:floor{x[0]}|{shape}", f"p:floor{x[0]}|away={x[1]}|{shape}"))


def new_part(scene: Scene, cue: Cue, new: Newcomer, shape: str) -> Part:
    """What speaks for a run of words being the speaker's name."""
    word, head = cue.word, scene.norms[new.first]
    size = min(new.last - new.first, 6)
    held = scene.actors_between(new.first, new.last) > 0
    return _new_layout(shape, word.pos), (
        (new.begins, new.stops),
        (size, new.begins, new.stops),
        (held, new.begins, new.stops),
        head,
        (head[:2] == "ال", new.begins),
        (word.agreement, ending(head)),
        word,
        scene.verb(new.first),
    )


@lru_cache(maxsize=1000)
def _new_layout(shape: str, pos: str) -> Layout:
    return Layout(
        lambda x: ("n:", f"n:{shape}", f"n:begins={x[0]}|{pos}", f"n:begins={x[0]}|stops={x[1]}"),
        lambda x: (f"n:size={x[0]}|{x[1]}", f"n:stops={x[2]}|size={x[0]}"),
        lambda x: (f"n:held={x[0]}|{x[1]}", f"n:short={x[2]}|held={x[0]}"),
        lambda x: (f"n:head={x}", f"n:glue={x[:1] if x[:1] in 'بلو' else ''}|{pos}", f"n:doc={'document' in classes(x)}|{shape}"),
        lambda x: (f"n:al={x[0]}|{x[1]}|{pos}",),
        lambda x: (f"n:{x[0]}{x[1]}|{pos}",),
        lambda x: (f"n:{x.lemma}",),
        "n:verb={}",
    )


ECHO = Layout(  # how the name holds the word behind the cue: where, the word definite or not, a known name or not, who held the floor
    lambda x: (f"p:echo={x[0]}|{x[1]}", f"p:echo={x[0]}|named={x[2]}", f"p:echo|floor={x[3]}|{x[1]}", f"p:echo|floor={x[3]}")
)
HEARD = Layout(climbed("p:heard", GRADES), "p:heard={}|{}")  # how far the network hears a voice in the name; the same with the cue's form
KIND = Layout("p:kind={}")
MANY = Layout("p:of={}")
NAMED = Layout("{}")  # a feature by its name


def _ending(norm: str) -> str:
    return "f" if norm.endswith("ه") else "fp" if norm.endswith("ات") else "p" if norm.endswith(("ون", "ين")) else "m"


ending = kept(_ending)  # the gender and number that a folded word's ending shows


def _agreement(scene: Scene, cue: Cue, m: ActorMention) -> tuple[Hashable, ...]:
    """The cue's gender and number against the ending of the name's first word, and the name's kind."""
    return cue.word.agreement, ending(scene.norms[m.phrase_first]), m.kind


def _agrees(x: tuple[str, str, str]) -> str:
    return f"{x[0]}{x[1]}/{x[2]}"


def _near(gap: int) -> str:
    return "0" if gap <= 0 else "1" if gap == 1 else "2" if gap == 2 else "5" if gap <= 5 else "9"


def _led_by(scene: Scene, m: ActorMention) -> str:
    """What leads into the name: a preposition glued or not, a comma, a relative."""
    tokens = scene.tokens
    first = tokens[m.phrase_first]
    if m.first == m.phrase_first and m.start > first.start:
        return "glue:" + first.norm[:1]
    if m.phrase_first == 0:
        return "begin"
    before = tokens[m.phrase_first - 1]
    if before.sentence != first.sentence:
        return "begin"
    return small(before.norm) or ("comma" if before.norm in "،," else before.kind)
