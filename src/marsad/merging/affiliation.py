"""Whom an actor leads, speaks for or belongs to, as a report says it: by the actor that its record names, or by its office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple, get_args

import msgspec

from marsad.archive.machine_layer import phrase
from marsad.errors import LexiconError
from marsad.lexicon.knowledge import Knowledge, KnownActor
from marsad.records import Actor

Affiliation = Literal["leads", "speaks for", "belongs to"]
_KINDS: tuple[Affiliation, ...] = get_args(Affiliation)
_WORDS = "tie_roles.tsv"


class Affiliated(NamedTuple):
    """An actor of a report and the one that it leads, speaks for or belongs to; `words` are the office that says so, if one does."""

    actor: Actor
    kind: Affiliation
    of: Actor
    words: str


def affiliations(actors: Sequence[Actor]) -> Iterator[Affiliated]:
    """The affiliations that the actors of one report tell.

    An office counts where what it is of is an actor of the report, or one that is known (a body by its name, a state by its adjective), and
    is all that stands after it: "commander of the Libyan National Army", "the Egyptian president". Of a known one the id is empty.
    """
    by_id = {a.id: a for a in actors}
    for actor in actors:
        named = by_id.get(actor.of or "")
        found = next(_by_office(actor, actors), None)
        if named is not None and named is not actor:
            yield Affiliated(actor, found.kind if found else "belongs to", named, actor.role or "")
        elif found is not None:
            yield found


def _by_office(actor: Actor, actors: Sequence[Actor]) -> Iterator[Affiliated]:
    """What the office makes of an actor, by the longest of the offices that it may be."""
    words = (actor.role or "").split()
    bare = phrase(actor.role or "").split()
    if len(words) != len(bare):  # a word without a letter in it: no office
        return
    for office, kind in _offices():
        rest = words[len(office) :]
        if rest and tuple(bare[: len(office)]) == office:
            of = _named(rest, [a for a in actors if a is not actor and a.kind != "person"]) or _known(rest, adjectives=kind == "leads")
            if of is not None:
                yield Affiliated(actor, kind, of, actor.role or "")


def _named(rest: Sequence[str], bodies: Sequence[Actor]) -> Actor | None:
    """The actor of the report whose name these words are."""
    words = phrase(" ".join(rest))
    return next((a for a in bodies for name in (a.name, *a.aliases) if phrase(name) == words), None)


def _known(rest: Sequence[str], *, adjectives: bool) -> Actor | None:
    """The body that these words name, a state's adjective after it or not; or the state whose adjective they are."""
    knowledge = Knowledge.load()
    first = f"ال{rest[0][2:]}" if rest[0].startswith("لل") else rest[0]
    nisba = knowledge.nisba(rest[-1])
    names = [[first, *rest[1:]]] + ([[first, *rest[1:-1]]] if nisba is not None and len(rest) > 1 else [])
    for name in names:
        bodies = {h.entry.id: h.entry for h in knowledge.find(" ".join(name)) if h.entry.kind != "person" and not h.short}
        if len(bodies) == 1:
            return _as_actor(next(iter(bodies.values())))
    if adjectives and len(rest) == 1 and nisba is not None and nisba.country in knowledge.states:
        return _as_actor(knowledge.states[nisba.country])
    return None


def _as_actor(known: KnownActor) -> Actor:
    fields = {"id": "", "name": known.name, "name_en": known.name_en or None, "kind": known.kind, "country": known.country or None}
    return msgspec.convert(fields | {"wikidata": known.wikidata or None}, Actor)


@lru_cache(maxsize=1)
def _offices() -> tuple[tuple[tuple[str, ...], Affiliation], ...]:
    """The offices of `data/tie_roles.tsv` as bare words, the longest first."""
    lines = (files("marsad.merging") / "data" / _WORDS).read_text(encoding="utf-8").splitlines()
    return tuple(sorted(_rows(lines), key=lambda row: -len(row[0])))


def _rows(lines: Sequence[str]) -> Iterator[tuple[tuple[str, ...], Affiliation]]:
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        kind, office, *_ = (*line.split("\t"), "")
        found = next((k for k in _KINDS if k == kind), None)
        if found is None or not (words := tuple(phrase(office).split())):
            raise LexiconError(f"{_WORDS}, line {number}: must be one of {', '.join(_KINDS)}, a tab, and the words of an office")
        yield words, found
