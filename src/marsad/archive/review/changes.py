"""Corrections as people write them: `type=COERCE`, `place=سرت`, `number=7`, `evidence="..."`, read and put into a record.

Actors and places are given by name or id; whom the report does not know yet becomes known with the record. Words must stand in the text.
An empty value (`place=`) takes away what was there.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, get_args

import msgspec

from marsad.archive.handles import LISTS, Kind
from marsad.archive.review.snapshots import Snapshot, occurrences
from marsad.codebook import INTENSITY, MODES, QUAD, TYPES, acled
from marsad.errors import ReviewError
from marsad.lexicon.tables import read_tsv
from marsad.records import Actor, ActorKind, CodedReport, Measure, Medium, Place, PlaceKind, Precision, Qualifier, Status, check
from marsad.text.folding import fold

FIELDS: Mapping[Kind, tuple[str, ...]] = {
    "event": ("type", "mode", "status", "actors", "recipients", "place", "date", "source", "trigger", "evidence"),
    "figure": ("measure", "low", "high", "number", "qualifier", "who", "part_of", "place", "date", "source", "event", "evidence"),
    "statement": ("speaker", "cue", "content", "direct", "medium", "addressee", "event"),
    "actor": ("name", "name_en", "kind", "country", "role", "of", "wikidata"),
    "place": ("name", "name_en", "kind", "country", "admin1", "geonames", "lat", "lon", "precision"),
}  # fmt: skip
NEEDED: Mapping[Kind, tuple[str, ...]] = {
    "event": ("type", "evidence"), "figure": ("measure", "evidence"), "statement": ("speaker", "cue", "content"), "actor": ("name",), "place": ("name",),
}  # fmt: skip
_CHOICES: Mapping[tuple[Kind, str], Sequence[str]] = {
    ("event", "type"): TYPES, ("event", "status"): get_args(Status), ("figure", "measure"): get_args(Measure),
    ("figure", "qualifier"): get_args(Qualifier), ("statement", "medium"): get_args(Medium), ("actor", "kind"): get_args(ActorKind),
    ("place", "kind"): get_args(PlaceKind), ("place", "precision"): get_args(Precision),
}  # fmt: skip
_KEPT = frozenset({"type", "status", "measure", "qualifier", "kind", "name", "evidence", "trigger", "content", "cue", "speaker", "direct"})
_BETWEEN = re.compile(r"\s*[;؛،]\s*")
_OFFSETS = re.compile(r"(\d+)-(\d+)")
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}
_ID = re.compile(r"h?[aefps]\d{1,4}")
_MOST = 12  # ids that an error names
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_RANGES = {"lat": 90.0, "lon": 180.0}
Handles = Mapping[str, str]


def parse(words: Iterable[str]) -> dict[str, str]:
    """`field=value` words as fields. Raises `ReviewError` for a word that is none, or a field that is given twice."""
    out: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise ReviewError(f"{word!r}: give what to change as FIELD=VALUE")
        if name in out:
            raise ReviewError(f"{name}: is given twice")
        out[name.strip()] = value.strip()
    return out


class Changer:
    """Puts corrections into records of one report: its text, its records as they stand, and their handles."""

    def __init__(self, text: str, coded: CodedReport, handles: Handles) -> None:
        self._text, self._coded, self._handles = text, coded, handles

    def change(self, taken: Snapshot, fields: Mapping[str, str]) -> Snapshot:
        """The record with `fields` corrected. Raises `ReviewError` saying which field cannot be so, and what it may be."""
        self._check_names(taken.kind, fields)
        made = _Made(taken)
        for name, value in fields.items():
            self._one(made, name, value)
        if made.kind == "event":
            _derive(made)
        if made.kind == "figure":
            _bounds(made, fields)
        self._sound(made)
        return made.snapshot()

    def new(self, kind: Kind, fields: Mapping[str, str], *, person: str) -> Snapshot:
        """A record that a person adds. Raises `ReviewError` as `change` does, and where a field that it needs is missing."""
        self._check_names(kind, fields)
        lacking = [name for name in NEEDED[kind] if not fields.get(name)]
        if lacking:
            raise ReviewError(f"an added {kind} needs {' and '.join(f'{name}=...' for name in lacking)}")
        record: dict[str, Any] = {"id": "new"}
        if kind in ("event", "figure", "statement"):
            record |= {"confidence": 1.0, "why": f"person:{person}"}
        if kind == "event":
            record |= {"actors": [], "recipients": []}
            fields = dict(fields) if fields.get("trigger") else {**fields, "trigger": fields["evidence"]}
        if kind == "figure":
            record |= {"low": None, "high": None, "qualifier": "exact"}
        if kind == "statement":
            record["direct"] = False
        order = {name: i for i, name in enumerate(("evidence", "content"))}
        return self.change(Snapshot(kind, record), dict(sorted(fields.items(), key=lambda f: order.get(f[0], 9))))

    def _check_names(self, kind: Kind, fields: Mapping[str, str]) -> None:
        for name in fields:
            if name not in FIELDS[kind]:
                raise ReviewError(f"{name}: is no field of a {kind} that can be given; those are {', '.join(FIELDS[kind])}")

    def _one(self, made: _Made, name: str, value: str) -> None:
        if not value and name in _KEPT:
            raise ReviewError(f"{name}: cannot be empty")
        choices = _CHOICES.get((made.kind, name))
        if choices and value and value not in choices:
            raise ReviewError(f"{name}: {value!r} is none of {', '.join(choices)}")
        reader = _READERS.get((made.kind, name)) or _READERS.get(name)
        if reader is not None:
            reader(self, made, name, value)
        else:
            made.record[name] = value or None

    def actors(self, made: _Made, name: str, value: str) -> None:
        made.record[name] = list(dict.fromkeys(self._actor(made, n) for n in _BETWEEN.split(value) if n))

    def actor(self, made: _Made, name: str, value: str) -> None:
        made.record[name] = self._actor(made, value) if value else None

    def _actor(self, made: _Made, named: str) -> str:
        folded = fold(named).text
        for a in self._coded.actors:
            if named == a.id or folded in {fold(n).text for n in (a.name, *a.aliases)} or named in (a.name_en, a.wikidata):
                made.actors[a.id] = msgspec.to_builtins(msgspec.structs.replace(a, mentions=[]))
                return a.id
        _refuse_id(named, "actor", [f"{a.id} ({a.name})" for a in self._coded.actors])
        new = Actor(id=f"new:{folded}", name=named)
        made.actors[new.id] = msgspec.to_builtins(new)
        return new.id

    def place(self, made: _Made, name: str, value: str) -> None:
        folded = fold(value).text
        for p in self._coded.places:
            if value and (value in (p.id, p.name_en, str(p.geonames)) or folded == fold(p.name).text):
                made.places[p.id] = msgspec.to_builtins(msgspec.structs.replace(p, mentions=[]))
                made.record[name] = p.id
                return
        _refuse_id(value, "place", [f"{p.id} ({p.name})" for p in self._coded.places])
        new = Place(id=f"new:{folded}", name=value)
        if value:
            made.places[new.id] = msgspec.to_builtins(new)
        made.record[name] = new.id if value else None

    def words(self, made: _Made, name: str, value: str) -> None:
        """A piece of the text: its words, or its offsets; of several, the one nearest to what it belongs to."""
        if (offsets := _OFFSETS.fullmatch(value)) and not any(occurrences(self._text, value)):
            start, end = int(offsets[1]), int(offsets[2])
            if not 0 <= start < end <= len(self._text):
                raise ReviewError(f"{name}: {value} lies outside the text, which has {len(self._text):,} characters")
        else:
            spots = list(occurrences(self._text, value))
            if not spots:
                raise ReviewError(f"{name}: {value!r} does not stand in the text; copy the words exactly, or give offsets (120-134)")
            near = made.record.get(name) or made.record.get("evidence") or made.record.get("content") or {"start": 0}
            start = min(spots, key=lambda at: abs(at - near["start"]))
            end = start + len(value)
        made.record[name] = {"start": start, "end": end, "text": self._text[start:end]}

    def date(self, made: _Made, name: str, value: str) -> None:
        """A day, a month, a year, or two of them with `..` between."""
        if not value:
            made.record[name] = None
            return
        first, dots, last = _western(value).partition("..")
        begin, end = _period(first), _period(last if dots else first)
        if begin is None or end is None or begin[0] > end[1]:
            raise ReviewError(f"{name}: {value!r} is no day (2019-04-10), month (2019-04), year (2019) or period (2019-04-04..2019-04-10)")
        precision = begin[2] if not dots else "range"
        made.record[name] = {"from": begin[0].isoformat(), "to": end[1].isoformat(), "precision": precision, "text": None}

    def country(self, made: _Made, name: str, value: str) -> None:
        """A state by its code, as everywhere else."""
        made.record[name] = _state(value) if value else None

    def whole(self, made: _Made, name: str, value: str) -> None:
        value = _western(value)
        if value and not (value.isascii() and value.isdigit() and len(value) <= 12):
            raise ReviewError(f"{name}: {value!r} is no whole number")
        number = int(value) if value else None
        if name == "number":
            made.record |= {"low": number, "high": number}
        else:
            made.record[name] = number

    def degrees(self, made: _Made, name: str, value: str) -> None:
        try:
            number = float(_western(value)) if value else None
        except ValueError:
            number = float("nan")
        if number is not None and not abs(number) <= _RANGES[name]:
            raise ReviewError(f"{name}: {value!r} is no number of degrees")
        made.record[name] = number

    def truth(self, made: _Made, name: str, value: str) -> None:
        if value.lower() not in _TRUTHS:
            raise ReviewError(f"{name}: {value!r} is neither true nor false")
        made.record[name] = _TRUTHS[value.lower()]

    def other(self, made: _Made, name: str, value: str) -> None:
        """Another record of the report, by its id."""
        kind = "figure" if name == "part_of" else "event"
        handle = self._handles.get(value) or (value if value in self._handles.values() else None)
        if value and (handle is None or not handle.startswith(f"{kind}:")):
            raise ReviewError(f"{name}: the report has no {kind} {value}")
        made.record[name] = value or None
        made.refs.pop(name, None)
        if handle is not None:
            made.refs[name] = handle

    def _sound(self, made: _Made) -> None:
        """Hold the changed record against the text and its own type."""
        record = made.record | {"id": "new"} | {name: None for name in ("event", "part_of") if name in made.record}
        try:
            found = Snapshot(made.kind, record).typed()
            actors = [msgspec.convert(a, Actor) for a in made.actors.values()]
            places = [msgspec.convert(p, Place) for p in made.places.values()]
        except msgspec.ValidationError as error:
            raise ReviewError(f"the record would not be sound: {error}") from None
        if made.kind in ("actor", "place"):
            return
        lists: dict[str, Any] = {
            LISTS[made.kind]: [found],
            "actors": [msgspec.structs.replace(a, of=None) for a in actors],
            "places": places,
        }
        alone = msgspec.structs.replace(CodedReport(coder=""), **lists)
        faults = check(alone, self._text)
        if faults:
            raise ReviewError(f"the record would not be sound: {faults[0]}")


class _Made:
    """A record that is being changed."""

    def __init__(self, taken: Snapshot) -> None:
        self.kind = taken.kind
        self.record = dict(taken.record)
        self.mode = taken.record.get("mode")
        self.actors, self.places, self.refs = dict(taken.actors), dict(taken.places), dict(taken.refs)

    def snapshot(self) -> Snapshot:
        return Snapshot(self.kind, self.record, self.actors, self.places, self.refs)


_READERS: Mapping[str | tuple[Kind, str], Callable[[Changer, _Made, str, str], None]] = {
    "actors": Changer.actors, "recipients": Changer.actors, "source": Changer.actor, "speaker": Changer.actor, "addressee": Changer.actor,
    "of": Changer.actor, "place": Changer.place, "evidence": Changer.words, "trigger": Changer.words, "cue": Changer.words,
    "content": Changer.words, "date": Changer.date, "low": Changer.whole, "high": Changer.whole, "number": Changer.whole,
    "geonames": Changer.whole, "lat": Changer.degrees, "lon": Changer.degrees, "direct": Changer.truth, "country": Changer.country, ("figure", "part_of"): Changer.other,
    "event": Changer.other,
}  # fmt: skip


def _refuse_id(value: str, kind: Kind, there: Sequence[str]) -> None:
    """Raise `ReviewError` for what is written as an id and none of the report's: a slip of the pen is nobody's name."""
    if _ID.fullmatch(value):
        more = f" and {len(there) - _MOST:,} more" if len(there) > _MOST else ""
        raise ReviewError(f"the report has no {kind} {value}; it has {', '.join(there[:_MOST]) or 'none'}{more}; or give a name")


def _state(value: str) -> str:
    """The code of a state. Raises `ReviewError` for what is none, with the code where the state is known by that name."""
    codes = {row[0]: {fold(name).text.casefold() for name in row[1:3]} for row in read_tsv("countries.tsv")}
    if (code := value.upper()) in codes:
        return code
    named = next((code for code, names in codes.items() if fold(value).text.casefold() in names), None)
    hint = f"write {named}" if named else "give the two letters of ISO 3166-1: LY, EG, SY, IQ, YE, PS, US, ..."
    raise ReviewError(f"country: {value!r} is no state code; {hint}")


def _western(value: str) -> str:
    """A value with the digits of Arabic and Persian as those that are reckoned with here."""
    return value.translate(_DIGITS)


def _period(words: str) -> tuple[dt.date, dt.date, str] | None:
    found = _DAY.fullmatch(words.strip())
    if found is None:
        return None
    year, month, day = (int(g) if g else None for g in found.groups())
    try:
        if year is None or (month is None and day is not None):
            return None
        if day is not None and month is not None:
            return (only := dt.date(year, month, day)), only, "day"
        if month is not None:
            return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), "month"
        return dt.date(year, 1, 1), dt.date(year, 12, 31), "year"
    except (ValueError, calendar.IllegalMonthError):
        return None


def _derive(made: _Made) -> None:
    """What follows from type, mode and actors: the quad class, the intensity, ACLED's sub-event type. A mode that the type has not is left."""
    record = made.record
    type_ = record["type"]
    mode = record.get("mode")
    if mode is not None and mode not in MODES.get(type_, ()):
        if mode != made.mode:
            raise ReviewError(f"mode: {mode!r} is none of {type_}'s: {', '.join(MODES.get(type_, ())) or 'it has none'}")
        mode = None
    kinds = {ident: a.get("kind", "other") for ident, a in made.actors.items()}
    doers, sufferers = ([kinds[i] for i in record.get(role) or [] if i in kinds] for role in ("actors", "recipients"))
    record |= {
        "mode": mode,
        "quad": QUAD[type_],
        "intensity": INTENSITY[type_],
        "acled": acled(type_, mode, doers=doers, sufferers=sufferers),
    }


def _bounds(made: _Made, fields: Mapping[str, str]) -> None:
    """A number that was given is exact unless it is said otherwise, and no lower bound is above the upper one."""
    record = made.record
    if "number" in fields and "qualifier" not in fields:
        record["qualifier"] = "exact"
    low, high = record.get("low"), record.get("high")
    if low is None and high is None:
        raise ReviewError("a figure needs number=..., low=... or high=...")
    if low is not None and high is not None and low > high:
        raise ReviewError(f"low: {low} is above high, {high}")
