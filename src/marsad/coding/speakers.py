"""Who speaks: every actor that could be meant, with what speaks for it.

Candidates are the actors named in the cue's sentence and the two before it, and whoever spoke last. A model trained on hand-coded reports
chooses among them; agreement, order, prepositions and who held the floor are the reasons.
"""

from __future__ import annotations

import msgspec

from marsad.coding.cues import Cue
from marsad.coding.newcomers import newcomers, voice_from
from marsad.coding.scene import Scene, bare
from marsad.coding.speaker_features import (
    ECHO,
    HEARD,
    KIND,
    MANY,
    NAMED,
    after_part,
    before_part,
    earlier_part,
    floor_layout,
    lead_of,
    new_part,
    shape_of,
)
from marsad.coding.speech_words import small
from marsad.mentions.types import ActorMention
from marsad.models.layouts import Part, names_of
from marsad.models.tagger import VOICE

TOLD = frozenset({"say", "add", "claim", "deny"})  # what is said with these words is said to somebody behind ل
_NEAR = 8  # mentions looked at after the cue, and before it in its sentence
_EARLIER = 6  # mentions looked at in the two sentences before


class Candidate(msgspec.Struct, gc=False):
    """An actor (id) that may be the speaker, and what speaks for it."""

    actor: str
    parts: list[Part]
    voice: int = 0  # the highest grade by which the network hears who speaks in a mention of it
    among: int = 0  # how many candidates there are: it speaks for none of them more than for another, so it is not weighed

    @property
    def features(self) -> list[str]:
        """What speaks for it, by name."""
        return names_of([*self.parts, (MANY, (self.among,))])


class Floor(msgspec.Struct, gc=False):
    """Who has spoken so far, the last first, and in which sentence."""

    speakers: list[str] = []
    sentences: list[int] = []

    def take(self, speaker: str, sentence: int) -> None:
        """`speaker` has spoken in a sentence."""
        if self.speakers and self.speakers[0] == speaker:
            self.sentences[0] = sentence
            return
        if speaker in self.speakers:
            k = self.speakers.index(speaker)
            del self.speakers[k], self.sentences[k]
        self.speakers.insert(0, speaker)
        self.sentences.insert(0, sentence)
        del self.speakers[3:], self.sentences[3:]


def candidates(scene: Scene, cue: Cue, content: int, why: str, floor: Floor) -> list[Candidate]:
    """Every actor that may have said what the cue reports; `content` is the token where what is said starts and `why` it does."""
    sentence = scene.sentences[cue.sentence]
    word = cue.word
    shape, lead = shape_of(scene, cue, content, why), lead_of(scene, cue)
    found: dict[str, Candidate] = {}
    voice = voice_from(scene, cue, max(content, cue.last))
    after = scene.between(cue.first if word.pos == "phrase" else voice, sentence.last)[:_NEAR]
    relayed = voice > cue.last
    if word.pos != "phrase" and word.act in TOLD:
        after = [m for m in after if not _told(scene, m)]
    for rank, m in enumerate(after):
        _add(scene, found, m, after_part(scene, cue, m, rank, content, why, shape, lead))
    if not relayed:
        before = scene.between(sentence.first, cue.first)
        count = len(before)
        for rank, m in enumerate(reversed(before[-_NEAR:])):
            _add(scene, found, m, before_part(scene, cue, m, rank, count - 1 - rank, shape, lead))
        earlier = scene.between(scene.sentences[max(0, cue.sentence - 2)].first, sentence.first)
        for rank, m in enumerate(reversed(earlier[-_EARLIER:])):
            _add(scene, found, m, earlier_part(scene, cue, m, rank, shape))
        for k, speaker in enumerate(floor.speakers):
            held = (floor_layout(shape), ((k, min(cue.sentence - floor.sentences[k], 4)),))
            if speaker in found:
                found[speaker].parts.append(held)
            else:
                found[speaker] = Candidate(speaker, [held])
    for new in newcomers(scene, cue, content, why):
        found[new.id] = Candidate(new.id, [new_part(scene, cue, new, shape)], scene.heard(VOICE, new.first, new.last) or 0)
    _echoes(scene, cue, found, floor)
    among = min(len(found), 4)
    for c in found.values():
        c.among = among
        if scene.speech:
            c.parts.append((HEARD, (c.voice, (c.voice, word.kind))))
    return list(found.values())


def _add(scene: Scene, found: dict[str, Candidate], mention: ActorMention, part: Part) -> None:
    """Let what a mention says speak for its actor, each feature once."""
    actor = mention.actor
    assert actor is not None
    old = found.get(actor)
    if old is None:
        old = found[actor] = Candidate(actor, [part, (KIND, (mention.kind,))])
    elif all(layout is not part[0] for layout, _ in old.parts):
        old.parts.append(part)
    else:
        said = set(names_of(p for p in old.parts if p[0] is part[0] or p[0] is NAMED))
        old.parts.extend((NAMED, (name,)) for name in names_of([part]) if name not in said)
    old.voice = max(old.voice, scene.heard(VOICE, mention.phrase_first, mention.phrase_last) or 0)


def _echoes(scene: Scene, cue: Cue, found: dict[str, Candidate], floor: Floor) -> None:
    """Mark the candidates whose name holds the word behind the cue: "قال المسؤول" echoes "مسؤول أمني", "وأضاف الزوي" a full name."""
    norms = scene.norms
    at = cue.last
    while at < len(norms) and norms[at] in ('"', "#", "("):
        at += 1
    if at >= len(norms) or scene.tokens[at].kind != "word" or small(norms[at]) or at in scene.date_starts:
        return
    word = bare(norms[at])
    for candidate in found.values():
        words = scene.words_of(candidate.actor)
        if word in words:
            held = floor.speakers.index(candidate.actor) if candidate.actor in floor.speakers else "no"
            way = "head" if words[0] == word else "last" if words[-1] == word else "in"
            candidate.parts.append((ECHO, ((way, norms[at][:2] == "ال", at in scene.actor_starts, str(held)),)))


def beside(scene: Scene, speaker: str, cue: Cue) -> list[str]:
    """Who speaks together with the speaker: names joined to its mention near the cue by و ("قالت فرنسا وإيطاليا إن")."""
    sentence = scene.sentences[cue.sentence]
    near = scene.between(max(sentence.first, cue.first - 12), min(sentence.last, cue.last + 12))
    k = next((k for k, m in enumerate(near) if m.actor == speaker), None)
    out: list[str] = []
    while k is not None and k + 1 < len(near):
        this, other = near[k], near[k + 1]
        first = scene.tokens[other.phrase_first]
        if not (0 <= other.phrase_first - this.phrase_last <= 1 and first.norm[:1] == "و" and other.start > first.start):
            break
        if other.actor is not None and other.actor != speaker:
            out.append(other.actor)
        k += 1
    return out


def _told(scene: Scene, m: ActorMention) -> bool:
    """Whether the name is led by ل, written on to it or to a word before it: whom something is said to."""
    tokens = scene.tokens
    first = tokens[m.phrase_first]
    if first.norm[:1] == "ل" and m.start > first.start:
        return True
    lead = tokens[m.phrase_first - 1].norm if m.phrase_first else ""
    return lead == "ل" or (lead == '"' and m.phrase_first > 1 and tokens[m.phrase_first - 2].norm == "ل")
