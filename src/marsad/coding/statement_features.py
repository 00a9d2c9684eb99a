"""What speaks for a cue reporting speech, and for a statement as a whole once each of its parts is chosen."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from marsad.coding.cues import Cue, CueWord
from marsad.coding.scene import Scene
from marsad.coding.speech_words import small
from marsad.mentions.name_network import GRADES
from marsad.models.layouts import Layout, Part, climbed
from marsad.models.tagger import CUE

_AHEAD = 25  # tokens behind a cue in which signs of speech are looked for
_NEXT = 6  # tokens behind a cue in which actors are counted
_STEPS = (0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.96)


def cue_parts(scene: Scene, cue: Cue) -> tuple[Part, ...]:
    """What speaks for or against a cue before what it introduces is known."""
    sentence, word, first, last = scene.sentences[cue.sentence], cue.word, cue.first, cue.last
    if first == sentence.first or not first:
        lead = "begin"
    else:
        norm = scene.norms[first - 1]
        lead = small(norm) or (scene.verb(first - 1) if scene.tokens[first - 1].kind == "word" else norm)
    if last >= sentence.last:
        follow = "end"
    elif last in scene.actor_starts:
        follow = "name"
    else:
        norm = scene.norms[last]
        follow = small(norm) or (kind if (kind := scene.tokens[last].kind) != "punct" else norm)
    stop = sentence.last
    named = scene.actors_between(last, last + _NEXT if last + _NEXT < stop else stop)
    return (
        (_cue_layout(scene.signs(last, last + _AHEAD if last + _AHEAD < stop else stop)), (word,)),
        (
            _CUE,
            (
                (follow, word),
                (lead, word.pos),
                (scene.quote_at(first) >= 0, scene.inside_actor(first), named if named < 2 else 2, word.pos, word.act),
                scene.heard(CUE, first, last),
                (scene.heard(CUE, first, last), word.act, word.pos) if scene.speech else None,
            ),
        ),
    )


@lru_cache(maxsize=100)
def _cue_layout(signs: str) -> Layout:
    ahead = "".join(sorted(signs.replace("-", "")))

    def word(x: CueWord) -> tuple[str, ...]:
        return (
            f"c:{x.lemma}", f"c:{x.lemma}|{x.pos}", f"c:{x.lemma}|{ahead}", f"c:{x.act}|{x.form}", f"c:{x.form}", f"c:{x.act}|{ahead}",
            f"c:{x.pos}|{ahead}", f"c:en={x.en}|{x.pos}", f"c:pro={x.pro}|{x.pos}", f"c:{x.form}|{x.act}|{ahead}",
        )  # fmt: skip

    return Layout(word)


def _follow(x: tuple[str, CueWord]) -> tuple[str, ...]:
    follow, word = x
    return f"c:{word.lemma}|{follow}", f"c:follow={follow}", f"c:{word.pos}|follow={follow}", f"c:{word.act}|follow={follow}"


def _place(x: tuple[bool, bool, int, str, str]) -> tuple[str, ...]:
    quoted, inside, named, pos, act = x
    return f"c:quoted={quoted}", f"c:in={inside}|{pos}", f"c:{pos}|named={named}", f"c:{act}|{pos}|named={named}"


_CUE = Layout(
    _follow,
    lambda x: (f"c:lead={x[0]}", f"c:{x[1]}|lead={x[0]}"),
    _place,
    climbed("c:heard", GRADES),
    lambda x: (f"c:heard={x[0]}|{x[1]}", f"c:heard={x[0]}|{x[2]}"),
)


def choice_part(
    word: CueWord, sure: tuple[float, float, float, float], why: str, ended: str, length: int, clash: str, *, nested: bool, new: bool, again: bool,
    turns: int, head: bool,
) -> Part:  # fmt: skip
    """What speaks for or against a statement as a whole: how `sure` its cue, start, end and speaker are, `why` it starts and `ended`, its
    length, how it meets an earlier one (`clash`), whether of the same speaker (`again`), whether it stands in one (`nested`), its speaker
    a newcomer or not, how many in its sentence came before it, whether that heads the report."""
    size = "1" if length <= 1 else "3" if length <= 3 else "6" if length <= 6 else "12" if length <= 12 else "30" if length <= 30 else "99"
    pos, act = word.pos, word.act
    return _CHOICE, (
        *[bisect_left(_STEPS, chance) for chance in sure],
        (why, word),
        (size, why, act),
        (clash, pos, again),
        ended,
        (new, pos, act, why),
        (turns, pos, act),
        (nested, head, pos),
    )


_CHOICE = Layout(
    *(climbed(name, _STEPS) for name in ("j:cue", "j:start", "j:end", "j:speaker")),
    lambda x: (f"j:why={x[0]}", f"j:why={x[0]}|{x[1].act}", f"j:why={x[0]}|{x[1].pos}", f"j:why={x[0]}|{x[1].lemma}", f"j:act={x[1].act}|{x[1].pos}|why={x[0]}"),
    lambda x: (f"j:size={x[0]}", f"j:size={x[0]}|{x[1]}", f"j:act={x[2]}|size={x[0]}"),
    lambda x: (f"j:clash={x[0]}", f"j:clash={x[0]}|{x[1]}", f"j:same={x[2]}|{x[0]}"),
    "j:ended={}",
    lambda x: (f"j:new={x[0]}|{x[1]}", f"j:new={x[0]}|{x[2]}", f"j:new={x[0]}|{x[3]}"),
    lambda x: (f"j:turns={x[0]}|{x[1]}", f"j:turns={x[0]}|{x[2]}"),
    lambda x: (f"j:nested={x[0]}|{x[2]}", f"j:first={x[1]}|{x[2]}"),
)  # fmt: skip
