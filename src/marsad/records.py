"""The records: a report, and what it says once coded. The fields are those of the coded-report format, version 1.

Every offset counts code points of the report's text as given, start included, end not; `text[start:end]` is
always exactly the piece meant. Records are frozen: a step that knows more makes a new one. They are validated
when they are read from JSON (`CodedReport.read`); `check` holds a report's records against its text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Any, Literal

import msgspec

from marsad.errors import InputError

SCHEMA = 1

ActorKind = Literal[
    "person", "state", "government", "military", "armed_group", "party", "igo", "ngo", "media", "company", "population", "other"
]  # fmt: skip
PlaceKind = Literal["country", "region", "admin", "city", "district", "village", "facility", "water", "other"]
Precision = Literal["exact", "city", "admin1", "country"]
Measure = Literal[
    "killed", "injured", "casualties", "missing", "detained", "abducted", "released", "displaced", "evacuated", "returned", "sheltered",
    "in_need", "damaged", "destroyed", "deployed", "strikes",
]  # fmt: skip
Qualifier = Literal["exact", "about", "at_least", "at_most", "between", "vague"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Status = Literal["occurred", "denied", "planned"]
Medium = Literal["statement", "tweet", "interview", "press_conference", "speech", "broadcast", "report", "phone"]
Chance = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]


class Record(msgspec.Struct, frozen=True, gc=False):
    """What all records share: they are frozen and slotted. (mypy and msgspec want each of them to say so.)"""


def as_day(published: object) -> dt.date | None:
    """A day of publication as a date: an ISO day, a date, or the day of a point in time. Raises `InputError` for anything else."""
    if published is None:
        return None
    if isinstance(published, dt.datetime):
        return published.date()
    if isinstance(published, dt.date):
        return published
    try:
        return dt.date.fromisoformat(published)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise InputError(f"published: {published!r} is no date; write it as 2019-04-14") from None


class Report(Record, frozen=True, kw_only=True):
    """A text to code. Without `published`, dates that depend on it stay unresolved. An ISO day (2019-04-14) is taken for a date.

    Raises `InputError` naming the field that is not what it should be.
    """

    text: str
    id: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: dt.date | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise InputError(f"text: is of type {type(self.text).__name__}; give the report's text as str")
        for name in ("id", "outlet", "title", "url"):
            value = getattr(self, name)
            if value is not None and not isinstance(value, str):
                raise InputError(f"{name}: {value!r} is of type {type(value).__name__}; give a str, or leave it out")
        if self.published is not None and type(self.published) is not dt.date:
            msgspec.structs.force_setattr(self, "published", as_day(self.published))


class Span(Record, frozen=True, kw_only=True):
    """A piece of the report: where it stands and what it says."""

    start: int
    end: int
    text: str


class Date(Record, frozen=True, kw_only=True):
    """A period of whole days, both ends included, as worked out from the words in `text`.

    `from` and `to` are `None` together where the words depend on a day of publication that is not known.
    """

    from_: dt.date | None = msgspec.field(name="from")
    to: dt.date | None
    precision: str
    text: Span | None = None


class Actor(Record, frozen=True, kw_only=True):
    """Someone or something that acts, speaks or is acted on; one a report for each."""

    id: str
    name: str
    name_en: str | None = None
    aliases: list[str] = []
    kind: ActorKind = "other"
    country: str | None = None
    role: str | None = None
    of: str | None = None
    wikidata: str | None = None
    mentions: list[tuple[int, int]] = []


class Place(Record, frozen=True, kw_only=True):
    """A place that the report names. `lat` and `lon` in degrees; `uncertainty_km` is a radius."""

    id: str
    name: str
    name_en: str | None = None
    kind: PlaceKind = "other"
    country: str | None = None
    admin1: str | None = None
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Precision | None = None
    uncertainty_km: float | None = None
    score: Chance = 0.5
    mentions: list[tuple[int, int]] = []


class Event(Record, frozen=True, kw_only=True):
    """Who did what to whom, where and when. `acled` is the ACLED sub-event type where ACLED covers it."""

    id: str
    type: EventType
    mode: str | None = None
    acled: str | None = None
    quad: str | None = None
    intensity: float | None = None
    actors: list[str] = []
    recipients: list[str] = []
    place: str | None = None
    date: Date | None = None
    status: Status = "occurred"
    source: str | None = None
    trigger: Span
    evidence: Span
    confidence: Chance
    why: str


class Figure(Record, frozen=True, kw_only=True):
    """A number of people or things that the conflict touched, according to `source`."""

    id: str
    measure: Measure
    low: int | None
    high: int | None
    qualifier: Qualifier
    who: str | None = None
    part_of: str | None = None
    place: str | None = None
    date: Date | None = None
    source: str | None = None
    event: str | None = None
    evidence: Span
    confidence: Chance
    why: str


class Statement(Record, frozen=True, kw_only=True):
    """What a named source is quoted as saying or writing."""

    id: str
    speaker: str
    cue: Span
    content: Span
    direct: bool
    medium: Medium | None = None
    addressee: str | None = None
    event: str | None = None
    confidence: Chance
    why: str


class CodedReport(Record, frozen=True, kw_only=True):
    """All that was read in one report. `warnings` says in plain words what a person should know about the reading."""

    schema: int = SCHEMA
    id: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: dt.date | None = None
    language: str = "ar"
    coder: str
    actors: list[Actor] = []
    places: list[Place] = []
    events: list[Event] = []
    figures: list[Figure] = []
    statements: list[Statement] = []
    warnings: list[str] = []

    def to_json(self) -> bytes:
        """This report as one line of JSON in UTF-8, fields named as in the format."""
        return _encode(self)

    @classmethod
    def read(cls, data: bytes | str) -> CodedReport:
        """A coded report from its JSON; raises `msgspec.ValidationError` naming the field that is wrong."""
        try:
            return _decoder.decode(data)
        except msgspec.ValidationError:
            raise
        except msgspec.DecodeError:
            return msgspec.convert(_with_surrogates(data), cls)


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(CodedReport)


def _encode(report: CodedReport) -> bytes:
    try:
        return _encoder.encode(report)
    except UnicodeEncodeError:  # a lone surrogate in the text as given: JSON in UTF-8 cannot hold it, an escape can
        import json

        return json.dumps(msgspec.to_builtins(report), ensure_ascii=True, separators=(",", ":")).encode("ascii")


def _with_surrogates(data: bytes | str) -> Any:
    """What JSON says that msgspec cannot decode: lone surrogates, written as escapes. Raises its error for what is no JSON at all."""
    import json

    try:
        return json.loads(data)
    except ValueError as error:
        raise msgspec.DecodeError(str(error)) from None


def schema() -> dict[str, Any]:
    """The JSON Schema of a coded report."""
    return msgspec.json.schema(CodedReport)


def span(text: str, start: int, end: int) -> Span:
    """The piece of `text` from `start` to `end`."""
    return Span(start=start, end=end, text=text[start:end])


def check(coded: CodedReport, text: str) -> list[str]:
    """What is wrong with a coded report held against its text: spans that do not say what they claim, ids that lead nowhere."""
    return list(_faults(coded, text))


def _faults(coded: CodedReport, text: str) -> Iterator[str]:
    actors = {a.id for a in coded.actors}
    places = {p.id for p in coded.places}
    figures = {f.id for f in coded.figures}
    events = {e.id for e in coded.events}
    named = [(a.id, a.mentions) for a in coded.actors] + [(p.id, p.mentions) for p in coded.places]
    for owner, mentions in named:
        for start, end in mentions:
            if not 0 <= start < end <= len(text):
                yield f"{owner}: mention [{start}, {end}] lies outside the text"
    for key, spans in _spans(coded):
        for s in spans:
            if s is not None and (not 0 <= s.start < s.end <= len(text) or text[s.start : s.end] != s.text):
                yield f"{key}: the text at {s.start}-{s.end} is not {s.text!r}"
    for key, wanted, known in _references(coded, actors, places, figures, events):
        if wanted is not None and wanted not in known:
            yield f"{key}: no record has the id {wanted}"
    for records in (coded.actors, coded.places, coded.events, coded.figures, coded.statements):
        if len({r.id for r in records}) != len(records):
            yield "an id is given twice"


def _spans(coded: CodedReport) -> Iterator[tuple[str, tuple[Span | None, ...]]]:
    for e in coded.events:
        yield e.id, (e.trigger, e.evidence, e.date.text if e.date else None)
    for f in coded.figures:
        yield f.id, (f.evidence, f.date.text if f.date else None)
    for s in coded.statements:
        yield s.id, (s.cue, s.content)


def _references(
    coded: CodedReport, actors: set[str], places: set[str], figures: set[str], events: set[str]
) -> Iterator[tuple[str, str | None, set[str]]]:
    for a in coded.actors:
        yield a.id, a.of, actors
    for e in coded.events:
        for i in (*e.actors, *e.recipients):
            yield e.id, i, actors
        yield e.id, e.source, actors
        yield e.id, e.place, places
    for f in coded.figures:
        yield f.id, f.source, actors
        yield f.id, f.place, places
        yield f.id, f.part_of, figures
        yield f.id, f.event, events
    for s in coded.statements:
        yield s.id, s.speaker, actors
        yield s.id, s.addressee, actors
        yield s.id, s.event, events
