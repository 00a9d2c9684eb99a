"""The gazetteer: which places a name can mean.

Three tables: `countries.tsv` (states, CLDR), `geonames.tsv` (towns of the world, GeoNames, CC BY 4.0) and `gazetteer.tsv` (what
news names beyond them). Names are looked up as folded words with single blanks. A row becomes a `Spot` only when
somebody asks for it, so that loading stays quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import cast

import msgspec

from marsad.errors import LexiconError
from marsad.lexicon.tables import DATA, read_lines, where
from marsad.records import PlaceKind
from marsad.text.folding import fold_word

VILLAGE = 5_000  # people; GeoNames rows with fewer are called villages


class Spot(msgspec.Struct, frozen=True, gc=False):
    """One place of the gazetteer. `km` is the radius within which the point holds; `basis` says where the point is from:
    `row` the place's own GeoNames row, `in` the place that it lies in, `approximate` general knowledge, "" none."""

    key: str
    name: str
    name_en: str | None
    kind: PlaceKind
    country: str | None
    admin1: str | None
    geonames: int | None
    lat: float | None
    lon: float | None
    km: float | None
    basis: str
    population: int
    own: bool


class Gazetteer:
    """Names to places. Immutable once built; build it with `load`."""

    __slots__ = ("_found", "_index", "_made", "_reach", "_rows", "_weak")

    def __init__(self, rows: list[tuple[str, list[str]]], index: dict[str, list[int]], weak: frozenset[str]) -> None:
        self._rows = rows
        self._index = index
        self._weak = weak
        self._made: dict[int, Spot] = {}
        self._found: dict[str, tuple[Spot, ...]] = {}
        reach: dict[str, int] = {}
        for key in index:
            first, blank, _ = key.partition(" ")
            words = key.count(" ") + 1 if blank else 1
            if words > reach.get(first, 0):
                reach[first] = words
        self._reach = reach

    def __len__(self) -> int:
        return len(self._rows)

    def reach(self, first: str) -> int:
        """Words of the longest name that begins with this folded word; 0 if none does."""
        return self._reach.get(first, 0)

    def knows(self, key: str) -> bool:
        """Whether a folded name (words with single blanks) is in the tables."""
        return key in self._index

    def spots(self, key: str) -> tuple[Spot, ...]:
        """All places that bear this folded name."""
        found = self._found.get(key)
        if found is None:
            # of two rows for one GeoNames place the hand-written one knows more
            places = {s.key: s for s in map(self._spot, self._index.get(key, ()))}
            found = tuple(places.values())
            if found:
                self._found[key] = found
        return found

    def weak(self, key: str) -> bool:
        """Whether the name is also an ordinary word, so that something must license it as a place."""
        return key in self._weak

    def country(self, code: str) -> Spot | None:
        """The state with this ISO 3166-1 code."""
        number = self._index.get(f"#{code}")
        return self._spot(number[0]) if number else None

    def _spot(self, number: int) -> Spot:
        spot = self._made.get(number)
        if spot is None:
            table, fields = self._rows[number]
            spot = self._made[number] = _MAKERS[table](fields)
        return spot


def _number(text: str) -> float | None:
    return float(text) if text else None


def _from_countries(f: list[str]) -> Spot:
    return Spot(f"#{f[0]}", f[1], f[2], "country", f[0], None, int(f[3]), _number(f[4]), _number(f[5]), None, "row", int(f[6] or 0), True)


def _from_geonames(f: list[str]) -> Spot:
    population = int(f[7])
    kind: PlaceKind = "village" if 0 < population < VILLAGE else "city"
    return Spot(
        f[0], f[1].partition("|")[0], f[2], kind, f[3], f[4] or None, int(f[0]), float(f[5]), float(f[6]), None, "row", population, False
    )


def _from_own(f: list[str]) -> Spot:
    name = f[0].partition("|")[0]
    basis = "row" if f[5] else f[9].partition(":")[0]
    key = f[5] or f"{name} {f[3]} {f[2]}"
    return Spot(key, name, f[1] or None, cast(PlaceKind, f[2]), f[3] or None, f[4] or None, int(f[5]) if f[5] else None,
                _number(f[6]), _number(f[7]), _number(f[8]), basis, int(f[10] or 0), True)  # fmt: skip


_MAKERS = {"countries.tsv": _from_countries, "geonames.tsv": _from_geonames, "gazetteer.tsv": _from_own}
_TABLES = (("countries.tsv", 1, 9), ("geonames.tsv", 1, 8), ("gazetteer.tsv", 0, 11))


def _key(name: str) -> str:
    return fold_word(name).replace("-", " ")


def _read(table: str, width: int) -> list[list[str]]:
    """The rows of a table, cut into fields and no more: most of them nobody will ask for."""
    rows = []
    for line, text in enumerate((DATA / table).read_text(encoding="utf-8").split("\n"), 1):
        if text and text[0] != "#":
            fields = text.split("\t")
            if len(fields) != width:
                raise LexiconError(f"{where(table, line)}: {len(fields)} columns, {width} are meant; mend the tabs")
            rows.append(fields)
    return rows


def _spellings(keys: str) -> list[str]:
    """The keys, and for دير الزور the careless spelling ديرالزور."""
    out = keys.split("|")
    if " ال" in keys:
        out += [key.replace(" ال", "ال") for key in out if key.count(" ") == 1 and " ال" in key and key[0] != "ا"]
    return out


@lru_cache(maxsize=1)
def load() -> Gazetteer:
    """The gazetteer of the package, read once. Raises `LexiconError` naming file and line where a row is malformed."""
    rows: list[tuple[str, list[str]]] = []
    index: dict[str, list[int]] = {}
    for table, column, width in _TABLES:
        found = _read(table, width)
        # all names of a table are folded in one go: a call for each would take most of the time of loading
        names = _key("\n".join(fields[column] for fields in found)).split("\n")
        for fields, keys in zip(found, names, strict=True):
            if table == "gazetteer.tsv" and fields[2] == "country":
                number = index[f"#{fields[3]}"][0]
                if fields[6]:
                    # a state's own middle rather than that of its towns
                    rows[number][1][4:6] = fields[6:8]
            else:
                number = len(rows)
                rows.append((table, fields))
            if table == "countries.tsv":
                index[f"#{fields[0]}"] = [number]
            for key in _spellings(keys):
                here = index.get(key)
                if here is None:
                    index[key] = [number]
                elif number not in here:
                    here.append(number)
    weak = frozenset(_key("\n".join(f[1] for _, f in read_lines("place_stop.tsv") if f[0] == "weak")).split("\n"))
    return Gazetteer(rows, index, weak)


class KindWord(msgspec.Struct, frozen=True, gc=False):
    """A noun before a place's name. `open`: the name need not be in the gazetteer; `sure`: nothing but a name stands there; `named`: the
    noun is part of the name; `local`: a unit about as large as the town that it is named after; `many`: it heads a list."""

    kind: PlaceKind
    open: bool
    sure: bool
    named: bool
    local: bool
    many: bool


class PlaceWords(msgspec.Struct, frozen=True):
    """The closed words about places (`place_kinds.tsv`), folded."""

    kinds: dict[str, KindWord]
    directions: dict[str, float]
    sides: frozenset[str]
    starters: frozenset[str]
    nearby: frozenset[str]
    adjectives: frozenset[str]
    heads: frozenset[str]
    carriers: frozenset[str]
    buildings: frozenset[str]
    missions: frozenset[str]
    naming: frozenset[str]


@lru_cache(maxsize=1)
def load_words() -> PlaceWords:
    """The words about places, read once. Raises `LexiconError` where a row's class is unknown."""
    kinds: dict[str, KindWord] = {}
    directions: dict[str, float] = {}
    sets: dict[str, set[str]] = {
        c: set() for c in ("side", "starter", "nearby", "adjective", "head", "carrier", "building", "mission", "naming")
    }
    for line, fields in read_lines("place_kinds.tsv"):
        fields += [""] * (7 - len(fields))
        forms = [_key(form) for form in fields[1].split("|")]
        if fields[0] == "kind":
            word = KindWord(
                cast(PlaceKind, fields[2]), fields[3] in ("y", "m"), fields[3] == "y", fields[4] == "y", fields[5] == "y", fields[6] == "y"
            )
            kinds.update(dict.fromkeys(forms, word))
        elif fields[0] == "direction":
            directions.update(dict.fromkeys(forms, float(fields[2])))
        elif fields[0] in sets:
            sets[fields[0]].update(forms)
        else:
            raise LexiconError(f"{where('place_kinds.tsv', line)}: unknown class {fields[0]!r}; use one that the file's head explains")
    frozen = {c: frozenset(s) for c, s in sets.items()}
    return PlaceWords(kinds, directions, frozen["side"], frozen["starter"], frozen["nearby"], frozen["adjective"], frozen["head"],
                      frozen["carrier"], frozen["building"], frozen["mission"], frozen["naming"])  # fmt: skip


def join(words: Sequence[str]) -> str:
    """The key of a name given as folded words."""
    return " ".join(words)
