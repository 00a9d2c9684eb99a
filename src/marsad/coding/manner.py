"""How something is said: in quotation marks or not, by which medium, to whom."""

from __future__ import annotations

from marsad.coding.cues import Cue
from marsad.coding.scene import Scene
from marsad.coding.speech_words import medium_of as medium_word
from marsad.records import Medium

_NAME = 3  # tokens: what stands in marks and is no longer than this, names and titles aside, may still be speech


def is_direct(scene: Scene, cue: Cue, first: int, last: int) -> bool:
    """Whether any of what is said (tokens `first` up to `last`) stands in quotation marks as speech, not as a name."""
    model = scene.reading.models.linear("statement_direct")
    return any((model.chance(f) >= 0.5 if model is not None else guess) for f, guess in marks(scene, cue, first, last))


def marks(scene: Scene, cue: Cue, first: int, last: int) -> list[tuple[list[str], bool]]:
    """For each quotation that touches what is said: its features, and a guess without a model."""
    out = []
    for q in scene.quotations_between(first - 1, last):
        length = q.last - q.first
        whole = q.first <= first and q.last >= last - 1
        named = q.first in scene.actor_starts or scene.inside_actor(q.first)
        before = scene.tokens[q.first - 2].norm if q.first >= 2 else ""
        inner = scene.tokens[q.first].norm
        size = "1" if length == 1 else "2" if length == 2 else "3" if length == 3 else "5" if length <= 5 else "9"
        share = (min(q.last, last) - max(q.first, first)) / max(1, last - first)
        part = "whole" if whole else "half" if share > 0.4 else "some" if share > 0.15 else "bit"
        features = [
            f"d:{part}", f"d:size={size}", f"d:named={named}|size={size}", f"d:{part}|named={named}", f"d:al={inner[:2] == 'ال'}|size={size}",
            f"d:at={q.first <= first + 1}|{part}", f"d:end={q.last >= last - 1}|{part}", f"d:before={before}", f"d:b1={before[:1]}|{size}",
            f"d:verb={scene.verb(q.first)[:2]}|size={size}", f"d:indef={inner[:2] != 'ال' and not inner.endswith('ه')}|size={size}",
        ]  # fmt: skip
        out.append((features, whole or (length > _NAME and not named)))
    return out


def medium_of(scene: Scene, cue: Cue, content: int, why: str, last: tuple[int, Medium | None] | None) -> Medium | None:
    """The medium (codebook) named around the cue; where none is, that of the same speaker's statement just before."""
    tokens = scene.tokens
    sentence = scene.sentences[cue.sentence]
    stop = content if why != "before" and content <= sentence.last else sentence.last
    for t in (*tokens[cue.first : stop], *tokens[max(sentence.first, cue.first - 12) : cue.first]):
        medium = medium_word(t.norm)
        if medium:
            return medium  # type: ignore[return-value]
    if last is not None and cue.sentence - last[0] <= 3:
        return last[1]
    return None


def addressee_of(scene: Scene, cue: Cue, content: int, why: str, speaker: str) -> str | None:
    """Whom the words are said to: the actor between cue and content that ل leads."""
    if why == "before" or cue.word.pos == "phrase":
        return None
    for m in scene.between(cue.last, content):
        first = scene.tokens[m.phrase_first]
        if m.actor != speaker and first.norm[:1] == "ل" and m.start > first.start and m.first == m.phrase_first:
            return m.actor
    return None
