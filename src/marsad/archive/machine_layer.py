"""The machine layer of a version: its coded report; and what filters need of a version (`entries`, `named`), worked out from its records
as they stand."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterator, Mapping

from marsad.archive.given import writable
from marsad.archive.store import Store, now
from marsad.archive.words import bare_words
from marsad.records import Actor, CodedReport, Event, Figure, Place

_AT_ONCE = 500  # names looked up in one query
_LONGEST_NAME = 600  # characters by which a name is known; what is longer is no name, and too long for an index
WHOLE = ""  # the record of a name that is named somewhere in the report


def write(store: Store, version: int, coded: CodedReport, *, outlet: str | None) -> str:
    """Put `coded` in place of what the version's machine layer was; the hash of its JSON, for the trail."""
    data = coded.to_json()
    sha256 = hashlib.sha256(data).hexdigest()
    store.run("DELETE FROM codings WHERE version = ?", (version,))
    forget(store, version)
    store.run(
        "INSERT INTO codings (version, coder, sha256, coded, at) VALUES (?, ?, ?, ?, ?)",
        (version, writable(coded.coder), sha256, data, now()),
    )
    work_out(store, version, coded, outlet=outlet)
    return sha256


def forget(store: Store, version: int) -> None:
    """Take away the rows by which filters find the version, before they are written anew."""
    for table in ("entries", "named"):
        store.run(f"DELETE FROM {table} WHERE version = ?", (version,))


def work_out(
    store: Store,
    version: int,
    coded: CodedReport,
    *,
    outlet: str | None,
    states: Mapping[str, str] | None = None,
    rejected: Collection[str] = (),
) -> None:
    """Write the rows by which filters find the version. `states` are those of the records, where they are not all the machine's;
    `rejected` are those that do not stand, which a search only finds where it is asked to."""
    states = states or {}
    entries = [
        (version, *entry, "rejected" if entry[0] in rejected else states.get(entry[0] or "", "machine")) for entry in _entries(coded)
    ]
    if entries:
        store.run_many(
            "INSERT INTO entries (version, record, kind, what, status, first, last, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", entries
        )
    found = set(_named(coded, outlet))
    numbers = _numbers(store, {(kind, words) for kind, words, _ in found})
    named = sorted({(numbers[kind, words], version, writable(record) or "") for kind, words, record in found})
    if named:
        store.run_many("INSERT INTO named (name, version, record) VALUES (?, ?, ?)", named)


def _entries(coded: CodedReport) -> Iterator[tuple[str | None, ...]]:
    """(record, kind, what, status, first day, last day) of each event and figure."""
    seen: set[str] = set()
    records: list[Event | Figure] = [*coded.events, *coded.figures]
    for r in records:
        if r.id in seen:
            continue
        seen.add(r.id)
        days = (_iso(r.date.from_), _iso(r.date.to)) if r.date is not None else (None, None)
        if isinstance(r, Event):
            yield (writable(r.id), "event", r.type, r.status, *days)
        else:
            yield (writable(r.id), "figure", r.measure, None, *days)


def _named(coded: CodedReport, outlet: str | None) -> Iterator[tuple[str, str, str]]:
    """(kind, name, record) for every way in which somebody or some place is called, and each record that it has a part in."""
    actors = {a.id: tuple(_actor_names(a)) for a in coded.actors}
    places = {p.id: tuple(_place_names(p)) for p in coded.places}
    if outlet and (words := phrase(outlet)):
        yield "outlet", words, WHOLE
    for kind, called in (("actor", actors), ("place", places)):
        for names in called.values():
            for name in names:
                yield kind, name, WHOLE
    records: list[Event | Figure] = [*coded.events, *coded.figures]
    for record in records:
        for who in _parties(record):
            for name in actors.get(who, ()):
                yield "actor", name, record.id
        for name in places.get(record.place or "", ()):
            yield "place", name, record.id


def _parties(record: Event | Figure) -> Iterator[str]:
    """Those who have a part in an event, or who gave a figure."""
    if isinstance(record, Event):
        yield from record.actors
        yield from record.recipients
    elif record.source is not None:
        yield record.source


def _actor_names(actor: Actor) -> Iterator[str]:
    for name in dict.fromkeys((actor.name, *actor.aliases, actor.name_en, actor.wikidata)):
        if name and (words := phrase(name)):
            yield words


def _place_names(place: Place) -> Iterator[str]:
    for name in dict.fromkeys((place.name, place.name_en, place.admin1, place.country)):
        if name and (words := phrase(name)):
            yield words
    if place.geonames is not None:
        yield phrase(str(place.geonames))


def phrase(name: str) -> str:
    """The bare words of a name with a blank before, between and after them, so that a part of a name is a part of this."""
    found = " ".join(bare_words(name))
    if len(found) > _LONGEST_NAME:
        found = found[:_LONGEST_NAME].rpartition(" ")[0]
    return f" {found} " if found else ""


def _numbers(store: Store, names: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The number of each name (its kind and words), which a new one is given."""
    out: dict[tuple[str, str], int] = {}
    wanted = sorted({words for _, words in names})
    for i in range(0, len(wanted), _AT_ONCE):
        some = wanted[i : i + _AT_ONCE]
        rows = store.rows(f"SELECT kind, words, id FROM names WHERE words IN ({', '.join('?' * len(some))})", some)
        out.update(((kind, words), int(number)) for kind, words, number in rows)
    if new := sorted(names - out.keys()):
        ((last,),) = store.rows("SELECT coalesce(max(id), 0) FROM names")
        out.update((name, int(last) + i) for i, name in enumerate(new, 1))
        store.run_many("INSERT INTO names (id, kind, words) VALUES (?, ?, ?)", [(out[name], *name) for name in new])
        words = [(kind, word, out[kind, words]) for kind, words in new for word in dict.fromkeys(words.split())]
        store.run_many("INSERT INTO name_words (kind, word, name) VALUES (?, ?, ?)", words)
    return out


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day is not None else None
