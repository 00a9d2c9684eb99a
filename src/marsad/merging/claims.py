"""Figures of reports as claims: who says how many, of what, as of when, and whether it is a running total or what one attack did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import msgspec

from marsad.archive.words import bare_words
from marsad.errors import LexiconError
from marsad.lexicon.tables import read_table
from marsad.merging.claimants import claimants
from marsad.merging.happenings import LONG
from marsad.merging.links import Links, sentence
from marsad.merging.told import Told, actor_key, place_key
from marsad.records import Figure, Measure, Place, Qualifier
from marsad.text.folding import fold

Kind = Literal["total", "new"]
_MANY = 20  # a number from which it is no chance that two reports give the same
_ALIKE = 3  # days between these
_SERIES = 3  # days of publication from which a claimant is seen to count on
_COUNTED_ON = frozenset({"displaced", "in_need", "sheltered"})  # measures of a state that lasts: counted on, unless the text says otherwise
_WORDS = "ledger_words.tsv"
_GROUPS = ("fighters", "civilians")
_ENDINGS = ("", "ا", "ين", "ون", "ان", "ه", "ات")  # of the adjective of a state
_KINDS = ("total", "count", "anyone", *_GROUPS, "joining")


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as somebody's claim. `name` is report/record; `subject` what it is about: an incident's name, or a place and day.

    `kind` is `total` for a running total, `new` for what one happening did. `whom` is empty where anyone is counted; `group` and `side` are
    what of it is compared. `as_of` is the day
    for which it is given: the last of its own date, or else the day of publication; `day` that by which it is put in order: the same for
    a running total, the day of publication for what one happening did. `source` is the first report of those whose text is the same. `basis` says why it is in the ledger: its
    `incident`, its `place`, or the setting of its `report`. `also` are the records that say the same of the same claimant (repeats and
    near-copies), `revises` the claim of the same claimant that this one follows, `beside` a larger one
    of the same claimant in the same report (so that this one is not compared with others), `contradicts` claims of others that cannot be true too.
    """

    name: str
    report: int
    record: str
    id: str | None
    outlet: str
    published: dt.date | None
    measure: Measure
    low: int | None
    high: int | None
    qualifier: Qualifier
    kind: Kind
    whom: str
    group: str
    side: str
    claimant: str
    claimant_key: str
    own: bool
    source: int
    place: str
    subject: str
    day: dt.date | None
    as_of: dt.date | None
    since: dt.date | None
    words: str
    start: int
    end: int
    confidence: float
    part_of: str | None = None
    beside: str | None = None
    basis: str = "place"
    also: tuple[str, ...] = ()
    revises: str | None = None
    contradicts: tuple[str, ...] = ()


def claim(told: Told, figure: Figure, *, links: Links, source_of: Mapping[int, int], basis: str = "place") -> Claim:
    """The claim that a figure is. `source_of` gives the first of a report's copies."""
    place = told.places.get(figure.place or "")
    incident = links.incident(told, figure)
    kind = _kind(told, figure, in_incident=incident is not None)
    group, side = _whom(figure.who)
    source = told.actors.get(figure.source or "")
    as_of = figure.date.to if figure.date is not None and figure.date.to is not None else told.published
    return Claim(
        name=f"{told.number}/{figure.id}",
        report=told.number,
        record=figure.id,
        id=told.coded.id,
        outlet=told.outlet,
        published=told.published,
        measure=figure.measure,
        low=figure.low,
        high=figure.high,
        qualifier=figure.qualifier,
        kind=kind,
        whom=(figure.who or "") if group or side else "",
        group=group,
        side=side,
        claimant=source.name if source is not None else told.outlet or told.name,
        claimant_key=(actor_key(source) if source is not None else "") or f"report {source_of.get(told.number, told.number)}",
        own=source is None,
        source=source_of.get(told.number, told.number),
        place=place.name if place is not None else "",
        subject=incident or f"{place_key(place) if place is not None else ''} {as_of or ''}".strip(),
        day=as_of if kind == "total" else told.published or as_of,
        as_of=as_of,
        since=figure.date.from_ if figure.date is not None and figure.date.precision == "since" else None,
        words=figure.evidence.text,
        start=figure.evidence.start,
        end=figure.evidence.end,
        confidence=figure.confidence,
        part_of=f"{told.number}/{figure.part_of}" if figure.part_of is not None else None,
        basis=basis,
    )


def settings(told: Told) -> Place | None:
    """Where a report is set: the place, not a country, that it names most; the country where it names no other."""
    placed = [p for p in told.coded.places if p.lat is not None]
    local = [p for p in placed if p.kind != "country"] or placed
    return max(local, key=lambda p: (len(p.mentions), p.score), default=None)


def _kind(told: Told, figure: Figure, *, in_incident: bool) -> Kind:
    if (date := figure.date) is not None and date.from_ is not None and date.to is not None:
        dated_on = date.precision == "since" or (date.to - date.from_).days > LONG
        if dated_on:
            return "total"
    start, end = sentence(told.text, figure)
    before = fold(told.text[start:end]).text
    if any(_holds(before, phrase) for phrase in (*_words("total"), *(() if in_incident else _words("count")))):
        return "total"
    if figure.measure in _COUNTED_ON and (figure.event is None or figure.date is None):
        return "total"
    return "new"


def running(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with those taken for running totals too that are the number which another report gives as one, or are of a claimant who
    counts on: whose numbers never fall over three days or more, at least one told as a total, and at least double from first to last."""
    totals = {name for found in _counting_on(claims) for name in found} | {c.name for c in claims if c.kind == "total"}
    told = {(c.measure, c.low, c.high, c.as_of) for c in claims if c.name in totals and c.low is not None and c.low >= _MANY}
    totals |= {c.name for c in claims if any((c.measure, c.low, c.high, day) in told for day in _around(c))}
    return [_as_total(c) if c.kind == "new" and (c.name in totals or c.part_of in totals) else c for c in claims]


def _around(c: Claim) -> Iterable[dt.date]:
    return (c.day + dt.timedelta(days=k) for k in range(-_ALIKE, _ALIKE + 1)) if c.day is not None else ()


def _counting_on(claims: Sequence[Claim]) -> Iterable[list[str]]:
    series: dict[tuple[str, ...], list[Claim]] = {}
    for c in claims:
        if c.part_of is None and not c.own and c.published is not None and c.low is not None:
            series.setdefault((c.claimant_key, c.measure, c.group, c.side), []).append(c)
    for found in series.values():
        found.sort(key=lambda c: (c.published or dt.date.min, c.report))
        lows = [c.low or 0 for c in found]
        days = {c.published for c in found}
        if len(days) >= _SERIES and any(c.kind == "total" for c in found) and lows == sorted(lows) and lows[-1] >= 2 * max(1, lows[0]):
            yield [c.name for c in found]


def as_one(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with one key for each claimant however he is called in them."""
    found = claimants((c.claimant_key, " ".join(bare_words(c.claimant))) for c in claims if not c.own)
    return [msgspec.structs.replace(c, claimant_key=found.get(c.claimant_key, c.claimant_key)) for c in claims]


def _as_total(c: Claim) -> Claim:
    return msgspec.structs.replace(c, kind="total", day=c.as_of)


def _whom(who: str | None) -> tuple[str, str]:
    """Who is counted: a group (fighters, civilians, or the words themselves; empty for anyone), and the words that tell its side."""
    words = [w for w in bare_words(who or "") if w not in _bare("anyone")]
    for group in _GROUPS:
        if any(w in _bare(group) for w in words):
            return group, " ".join(_masculine(w) for w in words if w not in _bare(group) and w not in _bare("joining"))
    nations = [_masculine(w) for w in words if _masculine(w) in _nations()]
    return " ".join(w for w in words if _masculine(w) not in _nations()), " ".join(nations)


def _masculine(word: str) -> str:
    """A state's adjective in its masculine singular; any other word as it is."""
    return next((stem for ending in _ENDINGS if (stem := word.removesuffix(ending)) in _nations()), word)


@lru_cache(maxsize=1)
def _nations() -> frozenset[str]:
    """The adjectives of states and peoples, as bare words."""
    return frozenset(
        w for row in read_table("nisba.tsv") for form in row["adjectives"].split("|") for w in bare_words(form) if " " not in form
    )


def _holds(text: str, phrase: str) -> bool:
    return f" {phrase} " in f" {text} " or f" و{phrase} " in f" {text} "


@lru_cache(maxsize=len(_KINDS))
def _bare(kind: str) -> frozenset[str]:
    """The bare words of that kind."""
    return frozenset(w for phrase in _words(kind) for w in bare_words(phrase))


@lru_cache(maxsize=len(_KINDS))
def _words(kind: str) -> tuple[str, ...]:
    """The words of that kind in `data/ledger_words.tsv`, folded."""
    return tuple(fold(word).text for k, word in _table() if k == kind)


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, str], ...]:
    lines = (files("marsad.merging") / "data" / _WORDS).read_text(encoding="utf-8").splitlines()
    return tuple(_rows(lines))


def _rows(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        kind, _, rest = line.partition("\t")
        word = rest.partition("\t")[0].strip()
        if kind not in _KINDS or not word:
            raise LexiconError(f"{_WORDS}, line {number}: must be one of {', '.join(_KINDS)}, a tab, and a word or phrase")
        yield kind, word
