"""Who is who in one report: the mentions that name one actor, joined, looked up, and written as its record.

Reads `reading.actors`; drops those that a model holds for no actors; fills `reading.cast` and sets each mention's
`actor`. Codebook: Actors (one record a report for each; the fullest form without title).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache

from marsad.lexicon.knowledge import Knowledge, KnownActor
from marsad.linking.cast_features import parts_of
from marsad.linking.identity import identify, identify_role
from marsad.linking.joining import join
from marsad.linking.name_keys import name_key
from marsad.linking.threads import Key, Thread, Weaver, family
from marsad.mentions.actor_names import ActorNames, actor_names
from marsad.mentions.types import ActorMention
from marsad.reading import Reading
from marsad.records import Actor
from marsad.text.folding import fold

THRESHOLD = 0.3  # chance below which a thread is no actor
_SURE = 0.9  # score of an office that one person alone held on the day
_ABOUT = 0.25  # least share of the mentions of actors with a state, for a report to be about that state


def link_actors(reading: Reading) -> None:
    """Join the mentions of each actor. Reads `reading.actors`; fills `reading.cast`, sets `ActorMention.actor`."""
    names = actor_names(Knowledge.load())
    threads = join(reading, weave(reading, names), names, reading.models.linear("actors_join"))
    model = reading.models.linear("actors_keep")
    silent: dict[int, bool] = {}
    kept = [t for t in threads if model is None or model.chance_of(parts_of(reading, t, names, silent)) >= THRESHOLD]
    kept.sort(key=lambda t: min(m.start for m in t.mentions))
    for number, thread in enumerate(kept, 1):
        for mention in thread.mentions:
            mention.actor = f"a{number}"
    about, day = states_of(kept), reading.published.isoformat() if reading.published else None
    for thread in kept:
        if thread.known is None and (entry := entry_behind(thread, names.knowledge, about, day)) is not None:
            thread.known = entry.id
    reading.cast = [record(f"a{n}", thread, names.knowledge) for n, thread in enumerate(kept, 1)]
    reading.actors = [m for m in reading.actors if m.actor is not None]


def weave(reading: Reading, names: ActorNames) -> list[Thread]:
    """The threads of a report's mentions, before any is dropped."""
    keyed: list[tuple[ActorMention, Key, Key]] = []
    for mention in reading.actors:
        key = key_of(mention.name, names)
        if key:
            keyed.append((mention, key, key_of(mention.role, names) if mention.role else ()))
    day = reading.published.isoformat() if reading.published else None
    held = _Offices(names, day)
    return Weaver(keyed, empty=names.carriers | names.members, holds=held).threads()


def states_of(threads: Sequence[Thread]) -> frozenset[str]:
    """The states that a report's actors are mostly of."""
    counts: Counter[str] = Counter()
    for thread in threads:
        if thread.country:
            counts[thread.country] += len(thread.mentions)
    return frozenset(code for code, n in counts.items() if n >= _ABOUT * counts.total())


def entry_behind(thread: Thread, knowledge: Knowledge, about: Collection[str], day: str | None) -> KnownActor | None:
    """Who is meant by a thread that no full name settles: the state of a capital that acts, the holder of an office on that day,
    the bearer of a surname in a report about these states, an outlet called for short. Only the fullest name tells: another حفتر may have a first name here."""
    name = max((m.name for m in thread.mentions), key=lambda name: len(name.split()))
    if thread.family == "state":
        return knowledge.states.get(thread.country or "") or _state_of_seat(knowledge, name)
    if thread.family in ("role", "person"):
        held = identify_role(knowledge, name, countries=about, day=day)
        if held is not None and held.score >= _SURE:
            return held.entry
        if thread.family == "role":
            return None
    if all(m.kind == "media" for m in thread.mentions) and (outlet := knowledge.outlet(name)) is not None:
        return outlet
    role = next((m.role for m in thread.mentions if m.role), None)
    found = identify(knowledge, name, role=role, countries=about, day=day, loose=False)
    if found is not None:
        return found.entry if (found.entry.kind == "person") == (thread.family == "person") else None
    return _state_of_seat(knowledge, name) if all(m.kind == "government" for m in thread.mentions) else None


def _state_of_seat(knowledge: Knowledge, name: str) -> KnownActor | None:
    """The state that a capital or seat stands for: تل أبيب, البيت الأبيض."""
    norms = fold(name).text.split()
    seat = knowledge.metonym_at(norms, 0)
    whole = seat is not None and seat.last == len(norms) and seat.values[0].kind in ("capital", "seat")
    return knowledge.states.get(seat.values[0].country) if seat is not None and whole else None


@lru_cache(maxsize=50_000)
def key_of(text: str, names: ActorNames) -> Key:
    """The key of a name as it stands in the text; a state's name of several words is one key word."""
    norms = [
        w for w in fold(text).text.replace('"', " ").replace("_", " ").replace("#", " ").replace(",", " ").replace("،", " ").split() if w
    ]
    whole = " ".join(norms)
    code = (names.state(whole) or names.state("ال" + whole)) if len(norms) > 1 else None
    return ("=" + code,) if code else name_key(norms, names.country)


class _Offices:
    """Who holds an office on the day of the report, by the knowledge base."""

    def __init__(self, names: ActorNames, day: str | None) -> None:
        self._names, self._day = names, day

    def __call__(self, known: str, office: Key) -> bool:
        entry = self._names.knowledge.actor(known)
        if entry is None or len(office) < 2:
            return False
        for role in entry.roles:
            if self._day is not None and role.held_on(self._day) is False:
                continue
            key = key_of(role.title, self._names)
            if key and key[0] == office[0] and set(office) <= set(key):
                return True
        return False


def record(id: str, thread: Thread, knowledge: Knowledge) -> Actor:
    """An actor's record: its fullest name in the text, its other names there, and what the knowledge base says of it."""
    mentions = sorted(thread.mentions, key=lambda m: m.start)
    best = max(mentions, key=lambda m: (_rank(m), len(m.name.split()), -m.start))
    aliases = dict.fromkeys(m.name for m in mentions if m.name != best.name)
    role = next((m.role for m in mentions if m.role and family(m) == "person"), None) or next((m.role for m in mentions if m.role), None)
    if role is not None and role != best.name and family(best) == "person":
        aliases[role] = None
    entry: KnownActor | None = knowledge.actor(thread.known) if thread.known else None
    return Actor(
        id=id, name=best.name, name_en=entry.name_en or None if entry else None, aliases=list(aliases), kind=best.kind,
        country=(entry.country if entry else None) or next((m.country for m in mentions if m.country), None), role=role,
        wikidata=entry.wikidata or None if entry else None, mentions=[(m.start, m.end) for m in mentions],
    )  # fmt: skip


def _rank(mention: ActorMention) -> int:
    return {"person": 2, "state": 2, "group": 2, "role": 1}[family(mention)]


__all__: Sequence[str] = ["link_actors", "record", "weave"]
