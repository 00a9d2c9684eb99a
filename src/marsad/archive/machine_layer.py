"""The machine layer of a version: its coded report; and what filters need of a version (`entries`, `named`), worked out from its records
as they stand."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

import msgspec

from marsad.archive.given import writable
from marsad.archive.store import Store, now
from marsad.archive.words import bare_words
from marsad.records import Actor, CodedReport, Event, Figure, Place, Statement
from marsad.text.kept import kept

_AT_ONCE = 500  # names looked up in one query
_LONGEST_NAME = 600  # characters by which a name is known; what is longer is no name, and too long for an index
Entry = tuple[str | None, ...]  # record, kind, what, status, first day, last day
Named = tuple[str, str, str]  # kind, name, record
WHOLE = ""  # the record of a name that is named somewhere in the report


class Layer(msgspec.Struct, frozen=True, gc=False):
    """A machine layer ready to be kept, worked out without a store: the coded report as JSON with its SHA-256 and its coder, and the rows
    by which filters find its version, but for the version and the state. `records` counts its records."""

    data: bytes
    sha256: str
    coder: str
    entries: list[Entry]
    named: list[Named]
    records: int


def layer(coded: CodedReport, *, outlet: str | None) -> Layer:
    """The machine layer that is `coded`; `outlet` is that of the report as given."""
    data = coded.to_json()
    count = len(coded.actors) + len(coded.places) + len(coded.events) + len(coded.figures) + len(coded.statements)
    return Layer(data, hashlib.sha256(data).hexdigest(), coded.coder, list(_entries(coded)), sorted(set(_named(coded, outlet))), count)


def write(store: Store, version: int, made: Layer, *, is_new: bool = False) -> None:
    """Put a layer in place of what the version's was; `is_new`: it had none."""
    if not is_new:
        store.run("DELETE FROM codings WHERE version = ?", (version,))
        forget(store, version)
    store.run(
        "INSERT INTO codings (version, coder, sha256, coded, at) VALUES (?, ?, ?, ?, ?)",
        (version, writable(made.coder), made.sha256, made.data, now()),
    )
    _write_rows(store, version, made.entries, made.named)


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
    `rejected` are those that do not stand, which a search only finds where it is asked to. Statements have rows where people decided on
    them: nothing but their state is asked for."""
    states = states or {}
    said = [s for s in coded.statements if s.id in rejected or states.get(s.id, "machine") != "machine"]
    _write_rows(store, version, _entries(coded, said), set(_named(coded, outlet, said)), states, rejected)


def _write_rows(
    store: Store,
    version: int,
    entries: Iterable[Entry],
    named: Collection[Named],
    states: Mapping[str, str] = MappingProxyType({}),
    rejected: Collection[str] = (),
) -> None:
    rows = [(version, *entry, "rejected" if entry[0] in rejected else states.get(entry[0] or "", "machine")) for entry in entries]
    if rows:
        store.run_many(
            "INSERT INTO entries (version, record, kind, what, status, first, last, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows
        )
    numbers = _numbers(store, {(kind, words) for kind, words, _ in named})
    every = sorted({(numbers[kind, words], version, record) for kind, words, record in named})
    if every:
        store.run_many("INSERT INTO named (name, version, record) VALUES (?, ?, ?)", every)


def _entries(coded: CodedReport, said: Sequence[Statement] = ()) -> Iterator[Entry]:
    """(record, kind, what, status, first day, last day) of each event and figure, and of the statements `said`."""
    seen: set[str] = set()
    records: list[Event | Figure | Statement] = [*coded.events, *coded.figures, *said]
    for r in records:
        if r.id in seen:
            continue
        seen.add(r.id)
        if isinstance(r, Statement):
            yield (writable(r.id), "statement", "", None, None, None)
            continue
        days = (_iso(r.date.from_), _iso(r.date.to)) if r.date is not None else (None, None)
        if isinstance(r, Event):
            yield (writable(r.id), "event", r.type, r.status, *days)
        else:
            yield (writable(r.id), "figure", r.measure, None, *days)


def _named(coded: CodedReport, outlet: str | None, said: Sequence[Statement] = ()) -> Iterator[Named]:
    """(kind, name, record) for every way in which somebody or some place is called, and each record that it has a part in."""
    actors = {a.id: tuple(_actor_names(a)) for a in coded.actors}
    places = {p.id: tuple(_place_names(p)) for p in coded.places}
    if outlet and (words := phrase(outlet)):
        yield "outlet", words, WHOLE
    for kind, called in (("actor", actors), ("place", places)):
        for names in called.values():
            for name in names:
                yield kind, name, WHOLE
    records: list[Event | Figure | Statement] = [*coded.events, *coded.figures, *said]
    for record in records:
        for who in _parties(record):
            for name in actors.get(who, ()):
                yield "actor", name, writable(record.id) or ""
        for name in () if isinstance(record, Statement) else places.get(record.place or "", ()):
            yield "place", name, writable(record.id) or ""


def _parties(record: Event | Figure | Statement) -> Iterator[str]:
    """Those who have a part in an event, or who gave a figure, or said something."""
    if isinstance(record, Event):
        yield from record.actors
        yield from record.recipients
    elif isinstance(record, Statement):
        yield record.speaker
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


def _phrase(name: str) -> str:
    """The bare words of a name with a blank before, between and after them, so that a part of a name is a part of this."""
    found = " ".join(bare_words(name))
    if len(found) > _LONGEST_NAME:
        found = found[:_LONGEST_NAME].rpartition(" ")[0]
    return f" {found} " if found else ""


phrase = kept(_phrase)  # the same few names come in every report


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
