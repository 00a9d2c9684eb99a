"""Names that only the cue brings out: an office or a bare noun right behind a reporting word, whose name or description follows.

"قالت منظمة «كذا»", "أوضح مسؤول في البلدية أن", "قال المتحدث باسم الوزارة، فلان الفلاني، إن": the words up to what is said name the
speaker more fully than the mention that was found; the codebook wants the fullest form.
"""

from __future__ import annotations

import msgspec

from marsad.coding.cues import Cue
from marsad.coding.newcomers import is_bare, run_from
from marsad.coding.scene import Scene
from marsad.coding.speech_words import classes, is_that
from marsad.lexicon.knowledge import Knowledge
from marsad.mentions.actor_names import actor_names
from marsad.mentions.types import ActorMention

_OFFICE = 14  # tokens of an office before the name of who holds it
_TITLE = 4  # tokens of a name in quotation marks, at the most
_NAME = range(2, 6)  # tokens of a person's name


def complete_names(scene: Scene) -> bool:
    """Give speakers named by an office or a bare noun their fuller names in the cast; whether any was changed."""
    changed = False
    done: set[str] = set()
    for cue in scene.cues:
        m = scene.actor_starts.get(cue.last)
        if m is None or m.actor is None or m.actor in done or not cue.word.says:
            continue
        found = (
            _described(scene, cue, m)
            if is_bare(scene, m) and _common(scene, m)
            else _holder(scene, cue, m)
            if _nameless(scene, m)
            else None
        )
        if found is not None:
            done.add(m.actor)
            _rename(scene, m, *found)
            changed = True
    return changed


def _nameless(scene: Scene, m: ActorMention) -> bool:
    """Whether a person is mentioned by an office only."""
    return m.kind == "person" and actor_names(Knowledge.load()).lore(scene.tokens[m.first].norm).title is not None


def _common(scene: Scene, m: ActorMention) -> bool:
    """Whether a mention's one word is a common noun ("مسؤول", "منظمة", "مصادر") and no name."""
    norm = scene.tokens[m.first].norm
    lore = actor_names(Knowledge.load()).lore(norm)
    known = m.known is not None or lore.country is not None or m.kind == "state"
    return (
        not known and m.start == scene.tokens[m.first].start and (bool(lore.title or lore.people or lore.head) or norm in ("مصدر", "مصادر"))
    )


def _described(scene: Scene, cue: Cue, m: ActorMention) -> tuple[int, int] | None:
    """The bare noun with the words that say which."""
    zone = scene.sentences[scene.tokens[m.first].sentence].last
    for j in range(m.phrase_last, min(zone, m.phrase_last + _OFFICE)):
        q = scene.quote_at(j)
        if q >= 0 and scene.quotations[q].last - scene.quotations[q].first > _TITLE:
            zone = j - 1  # speech, not a name in marks
            break
    _, last, _ = run_from(scene, m.phrase_first, zone, but=cue.word.slots)
    return (m.phrase_first, last) if last - m.phrase_first > 1 else None


def _holder(scene: Scene, cue: Cue, m: ActorMention) -> tuple[int, int] | None:
    """The name that follows an office, behind a comma or right after the body that the office is of."""
    tokens = scene.tokens
    stop = min(scene.sentences[cue.sentence].last, m.phrase_last + _OFFICE)
    at = m.phrase_last
    body = at
    while at < stop and tokens[at].kind == "word" and not is_that(tokens[at].norm) and at not in scene.date_starts:
        other = scene.actor_starts.get(at)
        if other is not None:
            if other.kind == "person":
                return None  # found by name already
            at = body = max(other.phrase_last, at + 1)
        else:
            at += 1
    if at < stop and tokens[at].norm in ("،", ","):
        first, at = at + 1, at + 1
        while at < stop and tokens[at].kind == "word" and not is_that(tokens[at].norm):
            at += 1
        closed = at < stop and (tokens[at].norm in ("،", ",", ":", '"', "(") or is_that(tokens[at].norm))
    else:
        first, closed = body, body > m.phrase_last
    if not closed or at - first not in _NAME or any(k in scene.actor_starts for k in range(first, at)):
        return None
    if any(p.first < at and first < p.last for p in scene.reading.places):
        return None
    words = tokens[first:at]
    if words[0].norm[:2] == "ال" or any(classes(t.norm) or t.i in scene.date_starts or scene.verb(t.i) for t in words):
        return None
    return first, at


def _rename(scene: Scene, m: ActorMention, first: int, last: int) -> None:
    reading = scene.reading
    start, end = scene.tokens[first].start, scene.tokens[last - 1].end
    name = reading.document.text[start:end]
    for k, actor in enumerate(reading.cast):
        if actor.id == m.actor and name != actor.name:
            role = actor.role or (actor.name if first != m.phrase_first else None)
            mentions = [*actor.mentions, (start, end)] if first != m.phrase_first else actor.mentions
            reading.cast[k] = msgspec.structs.replace(actor, name=name, aliases=[*actor.aliases, actor.name], role=role, mentions=mentions)
            if first != m.phrase_first:
                reading.actors.append(ActorMention(start, end, first, last, first, last, name, m.kind, m.country, actor=m.actor))
                reading.actors.sort(key=lambda x: (x.start, x.end))
