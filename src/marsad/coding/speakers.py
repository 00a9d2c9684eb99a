"""Who speaks: every actor that could be meant, with what speaks for it.

Candidates are the actors named in the cue's sentence and the two before it, and whoever spoke last. A model trained on hand-coded reports
chooses among them; agreement, order, prepositions and who held the floor are the reasons.
"""

from __future__ import annotations

import msgspec

from marsad.coding.cues import Cue
from marsad.coding.newcomers import features as new_features
from marsad.coding.newcomers import newcomers, voice_from
from marsad.coding.scene import Scene, bare
from marsad.coding.speech_words import classes, is_that, small
from marsad.mentions.types import ActorMention

TOLD = frozenset({"say", "add", "claim", "deny"})  # what is said with these words is said to somebody behind ل
_NEAR = 8  # mentions looked at after the cue, and before it in its sentence
_EARLIER = 6  # mentions looked at in the two sentences before


class Candidate(msgspec.Struct, gc=False):
    """An actor (id) that may be the speaker, its nearest mention, and the features that speak for it."""

    actor: str
    mention: ActorMention | None
    features: list[str]


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
    shape = _shape(scene, cue, content, why)
    lead = _lead(scene, cue)
    found: dict[str, Candidate] = {}
    voice = voice_from(scene, cue, max(content, cue.last))
    after = scene.between(cue.first if cue.pos == "phrase" else voice, sentence.last)[:_NEAR]
    relayed = voice > cue.last
    if cue.pos != "phrase" and cue.act in TOLD:
        after = [m for m in after if not _told(scene, m)]
    for rank, m in enumerate(after):
        _add(found, m, _after(scene, cue, m, rank, content, why, shape, lead))
    before = [] if relayed else scene.between(sentence.first, cue.first)
    count = len(before)
    for rank, m in enumerate(reversed(before[-_NEAR:])):
        _add(found, m, _before(scene, cue, m, rank, count - 1 - rank, shape, lead))
    from_ = scene.sentences[max(0, cue.sentence - 2)].first
    earlier = [] if relayed else scene.between(from_, sentence.first)
    for rank, m in enumerate(reversed(earlier[-_EARLIER:])):
        back = cue.sentence - scene.tokens[m.first].sentence
        _add(found, m, [f"p:earlier|{shape}", f"p:back={back}|rank={rank}|{shape}", f"p:back={back}|{_agrees(scene, cue, m)}|{shape}"])
    for k, speaker in enumerate(() if relayed else floor.speakers):
        away = min(cue.sentence - floor.sentences[k], 4)
        extra = [f"p:floor{k}", f"p:floor{k}|{shape}", f"p:floor{k}|away={away}|{shape}"]
        if speaker in found:
            found[speaker].features.extend(extra)
        else:
            found[speaker] = Candidate(speaker, None, extra)
    for new in newcomers(scene, cue, content, why):
        found[new.id] = Candidate(new.id, None, new_features(scene, cue, new, shape))
    _echoes(scene, cue, found, floor)
    many = min(len(found), 4)
    for c in found.values():
        c.features.append(f"p:of={many}")
    return list(found.values())


def _echoes(scene: Scene, cue: Cue, found: dict[str, Candidate], floor: Floor) -> None:
    """Mark the candidates whose name holds the word behind the cue: "قال المسؤول" echoes "مسؤول أمني", "وأضاف الزوي" a full name."""
    tokens = scene.tokens
    at = cue.last
    while at < len(tokens) and tokens[at].norm in ('"', "#", "("):
        at += 1
    if at >= len(tokens) or tokens[at].kind != "word" or small(tokens[at].norm) or at in scene.date_starts:
        return
    word = bare(tokens[at].norm)
    definite = tokens[at].norm[:2] == "ال"
    named = at in scene.actor_starts
    for candidate in found.values():
        words = scene.words_of(candidate.actor)
        if word in words:
            held = floor.speakers.index(candidate.actor) if candidate.actor in floor.speakers else "no"
            way = "head" if words[0] == word else "last" if words[-1] == word else "in"
            candidate.features.extend(
                (f"p:echo={way}|{definite}", f"p:echo={way}|named={named}", f"p:echo|floor={held}|{definite}", f"p:echo|floor={held}")
            )


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


def _shape(scene: Scene, cue: Cue, content: int, why: str) -> str:
    """What stands right behind the cue: what is said, a name, something else; with the cue's own form."""
    tokens = scene.tokens
    j = cue.last
    if j >= len(tokens):
        follows = "end"
    elif content == j or tokens[j].norm in (":", '"') or is_that(tokens[j].norm):
        follows = "said"
    elif j in scene.actor_starts:
        follows = "name"
    elif "document" in classes(tokens[j].norm):
        follows = "paper"
    elif tokens[j].norm in ("عن", "الي", "علي") and cue.pos != "phrase":
        follows = "said" if cue.lemma != "نقل" else "from"
    else:
        follows = (small(tokens[j].norm) and "small") or ("noun" if tokens[j].kind == "word" else "mark")
    pos = cue.pos + (cue.pro[:1] if cue.pos == "verb" else "") + ("+" if cue.en else "")
    return f"{pos}/{follows}/{'before' if why == 'before' else ''}"


def _lead(scene: Scene, cue: Cue) -> str:
    """What stands right before the cue: a relative, قد, a name, the sentence's beginning."""
    if cue.first == scene.sentences[cue.sentence].first:
        return "begin"
    if cue.first in scene.actor_ends:
        return "name"
    norm = scene.tokens[cue.first - 1].norm
    kinds = classes(norm)
    if norm in ("قد", "وقد"):
        return "qad"
    return "relative" if "relative" in kinds else small(norm) or "word"


def _add(found: dict[str, Candidate], mention: ActorMention, features: list[str]) -> None:
    actor = mention.actor
    assert actor is not None
    old = found.get(actor)
    if old is None:
        found[actor] = Candidate(actor, mention, [*features, f"p:kind={mention.kind}"])
    else:
        old.features.extend(f for f in features if f not in old.features)


def _agrees(scene: Scene, cue: Cue, m: ActorMention) -> str:
    """The cue's gender and number against the ending of the name's first word."""
    head = scene.tokens[m.phrase_first].norm
    ending = "f" if head.endswith("ه") else "fp" if head.endswith("ات") else "p" if head.endswith(("ون", "ين")) else "m"
    return f"{cue.gender}{cue.number}{ending}/{m.kind}"


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


def _after(scene: Scene, cue: Cue, m: ActorMention, rank: int, content: int, why: str, shape: str, lead: str) -> list[str]:
    gap = m.phrase_first - cue.last
    zone = "pre" if m.phrase_first < content or why == "before" else "said"
    led = _led_by(scene, m)
    near = "0" if gap <= 0 else "1" if gap == 1 else "2" if gap == 2 else "5" if gap <= 5 else "9"
    rest = content - m.phrase_last  # words between the name and what is said
    tail = "no" if zone != "pre" or why == "before" else "0" if rest <= 0 else "2" if rest <= 2 else "5" if rest <= 5 else "9"
    paper = any("document" in classes(t.norm) for t in scene.tokens[cue.last : m.phrase_first][:6])
    return [
        f"p:after|tail={tail}|rank={min(rank, 3)}", f"p:after|tail={tail}|led={led}", f"p:after|tail={tail}|kind={m.kind}",
        f"p:after|{zone}|paper={paper}|rank={min(rank, 3)}|led={led}", f"p:after|{zone}|lead={lead}|rank={min(rank, 2)}",
        f"p:after|{zone}|lead={lead}|{cue.pos}",
        f"p:after|{zone}|{shape}", f"p:after|{zone}|rank={min(rank, 4)}|{shape}", f"p:after|{zone}|rank={min(rank, 4)}|gap={near}",
        f"p:after|{zone}|led={led}|{cue.pos}", f"p:after|{zone}|rank={min(rank, 3)}|led={led}", f"p:after|{zone}|{_agrees(scene, cue, m)}",
        f"p:after|{zone}|{cue.lemma}|rank={min(rank, 3)}", f"p:after|{zone}|kind={m.kind}|rank={min(rank, 3)}", f"p:after|{zone}|led={led}|{cue.lemma}",
        f"p:after|{zone}|voice={led in cue.voices or led[5:] in cue.voices}|{'S' in cue.voices}|{led}",
    ]  # fmt: skip


def _before(scene: Scene, cue: Cue, m: ActorMention, rank: int, order: int, shape: str, lead: str) -> list[str]:
    led = _led_by(scene, m)
    gap = cue.first - m.phrase_last
    near = "0" if gap <= 0 else "1" if gap == 1 else "2" if gap == 2 else "5" if gap <= 5 else "9"
    between = small(scene.tokens[cue.first - 1].norm) or ("comma" if scene.tokens[cue.first - 1].norm in "،," else "")
    return [
        f"p:before|lead={lead}|rank={min(rank, 2)}|order={min(order, 2)}", f"p:before|lead={lead}|gap={near}|{cue.pos}",
        f"p:before|lead={lead}|led={led}",
        f"p:before|{shape}", f"p:before|rank={min(rank, 4)}|{shape}", f"p:before|order={min(order, 3)}|{shape}", f"p:before|gap={near}|{shape}",
        f"p:before|led={led}|{cue.pos}", f"p:before|order={min(order, 3)}|led={led}", f"p:before|gap={near}|via={between}", f"p:before|{_agrees(scene, cue, m)}",
        f"p:before|gap={near}|{_agrees(scene, cue, m)}", f"p:before|kind={m.kind}|rank={min(rank, 3)}",
    ]  # fmt: skip
