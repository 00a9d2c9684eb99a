"""Searching: words and phrases of the text, and filters over what was coded, as it stands. Newest first, the same on every store.

What filters mean together: a `type` or `status` asks for an event, a `measure` for a figure, and the actor, place and
days that are asked for must be those of that very record (of one event and of one figure where both are asked for).
Without any of the three, days ask for an event or figure of those days, with that actor and place, a state for an event,
figure or statement of it, and an actor or place alone for a report that names them. Of a statement, the actor is who said
it; it has no place and no day, and its state is one that people gave. Several values of one filter mean any of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from marsad.archive.archive import Archive
from marsad.archive.given import decode
from marsad.archive.machine_layer import WHOLE, phrase
from marsad.archive.query import Query
from marsad.archive.snippets import Snippet, marks, snippet
from marsad.archive.store import Condition, Row
from marsad.errors import InputError

PAGE = 20
_DATED = ("event", "figure")  # the kinds of record that are of a day
Groups = tuple[tuple[str, ...], ...]  # kinds of record, one record of each group being asked for


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What a report must have, beside the words. Names are those of the text (folded), in English, or ids (Wikidata, GeoNames, LY).

    `states` are those of review; what was rejected is found only where it is asked for, by its state or with `rejected`."""

    types: Sequence[str] = ()
    statuses: Sequence[str] = ()
    measures: Sequence[str] = ()
    actors: Sequence[str] = ()
    places: Sequence[str] = ()
    outlets: Sequence[str] = ()
    begin: dt.date | None = None
    until: dt.date | None = None
    published_from: dt.date | None = None
    published_until: dt.date | None = None
    states: Sequence[str] = ()
    rejected: bool = False

    def kinds(self) -> Groups:
        """The kinds of record that must be there: one record of each group."""
        groups = [("event",)] * bool(self.types or self.statuses) + [("figure",)] * bool(self.measures)
        return tuple(groups) or (((*_DATED, "statement"),) if self.states else (_DATED,) if self.begin or self.until else ())

    def record_kinds(self) -> Groups:
        """The same where records are gone through one by one: an actor or place alone asks for the records that it has a part in."""
        return self.kinds() or ((_DATED,) if self.actors or self.places else ())


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A report that was found: its number in the archive and its current version, what is known of it, the records that met
    the filters, and where the words stand. Offsets count code points of the text and the title as given."""

    report: int
    version: int
    id: str | None
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    records: list[str]
    title_marks: list[tuple[int, int]]
    snippet: Snippet


class Found(msgspec.Struct, frozen=True):
    """One page of what was found, and how many reports were found in all."""

    total: int
    begin: int
    hits: list[Hit]


def search(archive: Archive, query: Query, filters: Filters | None = None, *, begin: int = 0, limit: int = PAGE) -> Found:
    """The reports whose current version meets `query` and `filters`, newest first, from the one after `begin` others.

    Raises `InputError` for a name in which there is no word, `ArchiveError` where the store cannot be read.
    """
    filters = filters or Filters()
    where = conditions(archive, query, filters, filters.kinds())
    with archive.snapshot():
        rows = list(archive.store.rows(_PAGE.format(where.sql), (*where.values, limit, begin)))
        hits = [_hit(archive, row[1:], query, filters) for row in rows if row[1] is not None]
    return Found(int(rows[0][0]), begin, hits)


# What is found is worked out once (as both stores do with a table that is read twice), then counted and cut to a page. A page beyond the last is
# one row with the count alone.
_PAGE = """WITH found AS (SELECT r.id, r.current, r.published FROM reports r WHERE {})
    SELECT c.total, r.id, v.number, v.given_id, v.outlet, v.title, v.url, v.published, t.text, v.id
    FROM (SELECT count(*) AS total FROM found) c
    LEFT JOIN (SELECT * FROM found ORDER BY published DESC, id DESC LIMIT ? OFFSET ?) r ON 1 = 1
    LEFT JOIN versions v ON v.id = r.current LEFT JOIN texts t ON t.version = v.id ORDER BY r.published DESC, r.id DESC"""


def _hit(archive: Archive, row: Row, query: Query, filters: Filters) -> Hit:
    report, number, ident, outlet, title, url, published, text, version = row
    return Hit(
        report=report,
        version=number,
        id=ident,
        outlet=outlet,
        title=title,
        url=url,
        published=published,
        records=records_met(archive, version, filters, filters.kinds()),
        title_marks=marks(title or "", query),
        snippet=snippet(decode(text), query),
    )


def records_met(archive: Archive, version: int, filters: Filters, groups: Groups) -> list[str]:
    """The events, figures and statements of a version that meet the filters, events first, in the report's order."""
    found: dict[str, None] = {}
    for kinds in groups:
        met = _record(kinds, filters, few=True)
        rows = archive.store.rows(f"SELECT e.record FROM entries e WHERE e.version = ? AND {met.sql}", (version, *met.values))
        found.update(dict.fromkeys(sorted((str(r[0]) for r in rows), key=lambda r: (r[:1], len(r), r))))
    return list(found)


def records(archive: Archive, query: Query, filters: Filters) -> dict[int, set[str]]:
    """For each report that meets `query` and `filters` its records that meet them, as in a search; an empty set where they ask for none."""
    groups = filters.kinds()
    where = conditions(archive, query, filters, groups)
    out: dict[int, set[str]] = {}
    with archive.snapshot():
        for report, version in list(archive.store.rows(f"SELECT r.id, r.current FROM reports r WHERE {where.sql}", where.values)):
            out[int(report)] = set(records_met(archive, version, filters, groups))
    return out


def conditions(archive: Archive, query: Query, filters: Filters, groups: Groups) -> Condition:
    """What is true of a row of `reports` that meets all; one record of each of `groups` must be there."""
    out = [Condition("1 = 1")]
    if query:
        out.append(archive.store.matching(query))
    if filters.published_from:
        out.append(Condition("r.published >= ?", (filters.published_from.isoformat(),)))
    if filters.published_until:
        out.append(Condition("r.published <> '' AND r.published <= ?", (filters.published_until.isoformat(),)))
    for kinds in groups:
        met = _record(kinds, filters, few=bool(filters.begin or filters.until))
        out.append(Condition(f"r.current IN (SELECT e.version FROM entries e WHERE {met.sql})", met.values))
    whole = [("outlet", filters.outlets)] + ([] if groups else [("actor", filters.actors), ("place", filters.places)])
    for kind, names in whole:
        if names:
            met = _called(kind, names)
            out.append(Condition(f"r.current IN (SELECT n.version FROM named n WHERE n.record = ? AND {met.sql})", (WHOLE, *met.values)))
    return _both(out)


def _record(kinds: Sequence[str], filters: Filters, *, few: bool) -> Condition:
    """What is true of a row of `entries` that meets the filters as a record of one of these kinds. Where `few` rows are left by the rest, as
    those of one version or of some days, names are looked up for each; else their records, fewer than those of a type, are listed first."""
    parts = [_among("e.kind", kinds)] if len(kinds) == 1 else []
    if kinds == _DATED and not (filters.begin or filters.until):
        parts.append(Condition("e.kind <> 'statement'"))
    if kinds == ("event",):
        parts += [_among("e.what", filters.types)] if filters.types else []
        parts += [_among("e.status", filters.statuses)] if filters.statuses else []
    if kinds == ("figure",):
        parts.append(_among("e.what", filters.measures))
    if filters.states:
        parts.append(_among("e.state", filters.states))
        if "machine" not in filters.states:  # only people give the other states: begin with what they decided on
            parts.append(Condition("e.version IN (SELECT v.id FROM decisions d JOIN versions v ON v.report = d.report)"))
    elif not filters.rejected:
        parts.append(Condition("e.state <> 'rejected'"))
    if filters.until:
        parts.append(Condition("e.first <= ?", (filters.until.isoformat(),)))
    if filters.begin:
        parts.append(Condition("e.last >= ?", (filters.begin.isoformat(),)))
    for kind, names in (("actor", filters.actors), ("place", filters.places)):
        if names:
            met = _called(kind, names)
            if few:
                sql = f"EXISTS (SELECT 1 FROM named n WHERE n.version = e.version AND n.record = e.record AND {met.sql})"
            else:
                sql = f"(e.version, e.record) IN (SELECT n.version, n.record FROM named n WHERE {met.sql})"
            parts.append(Condition(sql, met.values))
    return _both(parts)


def _called(kind: str, names: Sequence[str]) -> Condition:
    """What is true of a row of `named` whose name has the words of one of `names` in it, in order."""
    parts = []
    for name in names:
        words = phrase(name)
        if not words:
            raise InputError(f"{name!r}: there is no word in it to look for")
        longest = max(words.split(), key=len)
        sql = (
            "n.name IN (SELECT x.id FROM name_words w JOIN names x ON x.id = w.name "
            "WHERE w.kind = ? AND w.word = ? AND x.words LIKE ? ESCAPE '!')"
        )
        parts.append(Condition(sql, (kind, longest, f"%{words.replace('_', '!_')}%")))
    return Condition("(" + " OR ".join(p.sql for p in parts) + ")", tuple(v for p in parts for v in p.values))


def _among(column: str, values: Sequence[str]) -> Condition:
    return Condition(f"{column} IN ({', '.join('?' * len(values))})", tuple(values))


def _both(parts: Sequence[Condition]) -> Condition:
    return Condition(" AND ".join(p.sql for p in parts), tuple(v for p in parts for v in p.values))
