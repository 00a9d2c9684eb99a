"""What every export reads: reports as they stand, with the events and figures of each that were asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import BinaryIO, NamedTuple

from marsad.archive.standing import Standing, of_coded
from marsad.lexicon.tables import read_table
from marsad.records import Actor, CodedReport, Event, Figure, Place, Statement

_DATA = Path(__file__).with_name("data")


class Source:
    """One report to export. `only`: ids of the records that met the filters; `None` where all do."""

    def __init__(self, standing: Standing, only: frozenset[str] | None = None) -> None:
        self.standing = standing
        self.coded = standing.coded
        self.only = only

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        return {a.id: a for a in self.coded.actors}

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {p.id: p for p in self.coded.places}

    def events(self) -> Iterator[Event]:
        """The events that were asked for."""
        return (e for e in self.coded.events if self.only is None or e.id in self.only)

    def figures(self) -> Iterator[Figure]:
        """The figures that were asked for."""
        return (f for f in self.coded.figures if self.only is None or f.id in self.only)

    def statements(self) -> Iterator[Statement]:
        """The statements of a report that was chosen, whatever its records; of the states that were asked for."""
        return (s for s in self.coded.statements if self.only is None or s.id in self.only)

    def actor(self, ident: str | None) -> Actor | None:
        """The actor of an id."""
        return self._actors.get(ident) if ident is not None else None

    def actors(self, idents: Iterable[str]) -> list[Actor]:
        """The actors of some ids."""
        return [self._actors[i] for i in idents if i in self._actors]

    def place(self, ident: str | None) -> Place | None:
        """The place of an id."""
        return self._places.get(ident) if ident is not None else None

    def uid(self, record: str | None) -> str | None:
        """The stable id of a record."""
        return self.standing.uid(record) if record is not None and record in self.standing.handles else None


def sources(coded: Iterable[CodedReport], tally: Tally) -> Iterator[Source]:
    """Coded reports that are in no archive. One that comes again is left out and counted, since its records would have the same ids again;
    one with the outlet and id of another, which says something else, is counted as a doubt."""
    seen: set[int] = set()  # hashes of outlet and id, and of all that was coded: strings would be many
    for each in coded:
        standing = of_coded(each)
        key, whole = hash((standing.outlet, standing.ident)), hash(each.to_json())
        if whole in seen:
            tally.left_out["reports that came before"] += 1
            continue
        if key in seen:
            tally.doubts["reports with the outlet and id of another, so that ids of records may be given twice"] += 1
        seen |= {key, whole}
        yield Source(standing)


class Options(NamedTuple):
    """How to write. `table`: which records, for formats that hold one kind; `bom`: a byte order mark, by which Excel knows UTF-8."""

    table: str = "events"
    bom: bool = False


class Tally:
    """What was written (`rows`, by what they are), what was left out or did not fit the format (`left_out`, by why), and what was written
    and may not be as it should (`doubts`)."""

    def __init__(self) -> None:
        self.rows: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self.doubts: Counter[str] = Counter()


class Column(NamedTuple):
    """A column of a table: its name, the type of its cells (text, whole, number, day, truth, texts), what it means, how it is read."""

    name: str
    type: str
    about: str
    get: Callable[..., object]


Write = Callable[[Iterable[Source], BinaryIO, Options, Tally], None]


class State(NamedTuple):
    """Codes of a state or territory in other lists: see the head of `data/states.tsv`."""

    alpha3: str
    numeric: str
    cow: str
    gw: str
    name: str


@cache
def _states() -> dict[str, State]:
    from marsad.lexicon.tables import read_tsv

    names = {row[0]: row[2] for row in read_tsv("countries.tsv")}
    rows = read_table("states.tsv", folder=_DATA)
    return {r["iso"]: State(r["alpha3"], r["numeric"], r["cow"], r["gw"], names.get(r["iso"], "")) for r in rows}


def state(iso: str | None) -> State | None:
    """The codes of a state, by ISO 3166-1 alpha-2."""
    return _states().get(iso) if iso else None


def english(named: Actor | Place | None) -> str | None:
    """The English name where it is known, else the name as in the text."""
    return (named.name_en or named.name) if named is not None else None
