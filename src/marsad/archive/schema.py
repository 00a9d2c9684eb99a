"""The archive's tables, as numbered migrations: one schema for both stores, forward only.

    reports    one row a report: who it is (outlet and id) and which of its versions is current
    versions   what was given, each time that it changed; never altered
    texts      the text of each version, byte for byte as given (UTF-8); never altered
    codings    the machine layer: the coded report of a version, and which coder made it; replaced when it is coded anew
    decisions  the human layer: one row a decision of a person on a record of a report; never altered
    incident_decisions    what people decided about incidents (merged, split, and what was undone); never altered
    audit      the trail: one row a write, each sealed with the hash of the one before; never altered
    settings   how the archive is kept (the two-person rule); each change is in the trail

What is worked out from these and never the only copy of anything:

    entries    the events and figures of each coding, and the statements on which people decided, for filters
    names, name_words, named    what actors, places and outlets are called, and where each is named
    word_index, phrase_index    folded words (see `marsad.archive.words`)
    worked_out    what was worked out of many reports together (incidents), and of which state of the archive

A number that a release has shipped is never changed: what is new goes into a migration of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Migration(NamedTuple):
    """One step of the schema: statements for both stores (with the placeholders of a `Dialect`), then for one of them."""

    number: int
    what: str
    both: tuple[str, ...]
    sqlite: tuple[str, ...] = ()
    postgresql: tuple[str, ...] = ()
    anew: bool = False  # whether what is worked out of reports on which people decided has to be worked out anew

    def statements(self, store: str, types: Mapping[str, str]) -> tuple[str, ...]:
        """What to run on the store of that name, in order."""
        return (*(s.format_map(types) for s in self.both), *(self.sqlite if store == "sqlite" else self.postgresql))


LEDGER = "CREATE TABLE IF NOT EXISTS migrations (number {big} PRIMARY KEY, what {text} NOT NULL, applied {text} NOT NULL)"

_KEPT = (
    """CREATE TABLE reports (
        id {big} PRIMARY KEY, outlet {text} NOT NULL, ident {text} NOT NULL, published {text} NOT NULL, current {big} NOT NULL,
        UNIQUE (outlet, ident))""",
    "CREATE INDEX reports_by_day ON reports (published, id)",
    "CREATE INDEX reports_by_version ON reports (current)",
    """CREATE TABLE versions (
        id {big} PRIMARY KEY, report {big} NOT NULL REFERENCES reports (id), number {big} NOT NULL, fingerprint {text} NOT NULL,
        sha256 {text} NOT NULL, given_id {text}, outlet {text}, title {text}, url {text}, published {text}, added {text} NOT NULL,
        UNIQUE (report, number), UNIQUE (report, fingerprint))""",
    "CREATE TABLE texts (version {big} PRIMARY KEY REFERENCES versions (id), text {bytes} NOT NULL)",
    """CREATE TABLE codings (
        version {big} PRIMARY KEY REFERENCES versions (id), coder {text} NOT NULL, sha256 {text} NOT NULL, coded {bytes} NOT NULL,
        at {text} NOT NULL)""",
    """CREATE TABLE audit (
        seq {big} PRIMARY KEY, at {text} NOT NULL, act {text} NOT NULL, report {big}, version {big}, detail {text} NOT NULL,
        previous {text} NOT NULL, hash {text} NOT NULL)""",
)
_WORKED_OUT = (
    """CREATE TABLE entries (
        version {big} NOT NULL, record {text} NOT NULL, kind {text} NOT NULL, what {text} NOT NULL, status {text},
        first {text}, last {text}, PRIMARY KEY (version, record)) {keyed}""",
    "CREATE INDEX entries_by_what ON entries (kind, what, version, record, status, first, last)",
    "CREATE INDEX entries_by_day ON entries (last, first, version, record)",
    "CREATE TABLE names (id {big} PRIMARY KEY, kind {text} NOT NULL, words {text} NOT NULL, UNIQUE (words, kind))",
    """CREATE TABLE name_words (
        kind {text} NOT NULL, word {text} NOT NULL, name {big} NOT NULL, PRIMARY KEY (kind, word, name)) {keyed}""",
    """CREATE TABLE named (
        name {big} NOT NULL, version {big} NOT NULL, record {text} NOT NULL, PRIMARY KEY (name, version, record)) {keyed}""",
    "CREATE INDEX named_by_version ON named (version, record)",
)
_DECIDED = (
    """CREATE TABLE incident_decisions (
        id {big} PRIMARY KEY, at {text} NOT NULL, kind {text} NOT NULL, who {text} NOT NULL, why {text} NOT NULL, body {text} NOT NULL)""",
    "CREATE TABLE worked_out (what {text} PRIMARY KEY, state {text} NOT NULL, body {bytes} NOT NULL)",
)
_NEVER_ALTERED = ("versions", "texts", "audit")
_NEVER_REMOVED = ("reports", *_NEVER_ALTERED)


def _sqlite_guards(altered: Sequence[str] = _NEVER_ALTERED, removed: Sequence[str] = _NEVER_REMOVED) -> tuple[str, ...]:
    guards = [(table, "UPDATE") for table in altered] + [(table, "DELETE") for table in removed]
    return tuple(
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for table, act in guards
    )


def _postgresql_guards() -> tuple[str, ...]:
    function = """CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME; END $$"""
    rows = [
        f"CREATE TRIGGER {table}_append_only BEFORE {'UPDATE OR DELETE' if table in _NEVER_ALTERED else 'DELETE'} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION append_only()"
        for table in _NEVER_REMOVED
    ]
    whole = [
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
        for table in _NEVER_REMOVED
    ]
    return (function.replace("%%", "%"), *rows, *whole)


def _postgresql_append_only(table: str) -> tuple[str, ...]:
    """The guards of a table that came later, rows of which are never altered and never removed."""
    return (
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION append_only()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION append_only()",
    )


_REVIEW = (
    """CREATE TABLE decisions (
        id {big} PRIMARY KEY, report {big} NOT NULL REFERENCES reports (id), version {big} NOT NULL REFERENCES versions (id),
        record {text} NOT NULL, act {text} NOT NULL, revision {big} NOT NULL, person {text} NOT NULL, at {text} NOT NULL,
        why {text}, detail {text} NOT NULL, together {big}, UNIQUE (report, record, revision))""",
    "CREATE TABLE settings (name {text} PRIMARY KEY, value {text} NOT NULL)",
    "ALTER TABLE entries ADD COLUMN state {text} NOT NULL DEFAULT 'machine'",
    "DROP INDEX entries_by_what",
    "CREATE INDEX entries_by_what ON entries (kind, what, version, record, status, first, last, state)",
)

_ALL = (
    Migration(
        1,
        "reports, their versions, the machine layer, the audit trail, search",
        (*_KEPT, *_WORKED_OUT),
        sqlite=(
            # Every form of every word; no positions, and no copy of the text (`content=''`).
            "CREATE VIRTUAL TABLE word_index USING fts5 (forms, content='', columnsize=0, detail=none, tokenize=\"ascii tokenchars '_'\")",
            "CREATE VIRTUAL TABLE phrase_index USING fts5 (bare, content='', columnsize=0, tokenize=\"ascii tokenchars '_'\")",
            *_sqlite_guards(),
        ),
        postgresql=(
            # Forms as they are, and bare words behind a "="; an index over arrays has no limit of length or position, as tsvector has.
            'CREATE TABLE word_index (version BIGINT PRIMARY KEY, words TEXT[] COLLATE "C" NOT NULL, bare TEXT COLLATE "C" NOT NULL)',
            "CREATE INDEX word_index_words ON word_index USING gin (words)",
            *_postgresql_guards(),
        ),
    ),
    Migration(
        2,
        "what people decide about incidents, and the incidents worked out",
        _DECIDED,
        sqlite=_sqlite_guards(("incident_decisions",), ("incident_decisions",)),
        postgresql=_postgresql_append_only("incident_decisions"),
    ),
    Migration(
        3,
        "the human layer: decisions, settings, the state of each entry",
        _REVIEW,
        sqlite=_sqlite_guards(("decisions",), ("decisions",)),
        postgresql=_postgresql_append_only("decisions"),
    ),
    Migration(
        4,
        "days with the state of each entry, so that a search by days need look at nothing else",
        ("DROP INDEX entries_by_day", "CREATE INDEX entries_by_day ON entries (last, first, version, record, state)"),
    ),
    Migration(5, "statements on which people decided, found by their states", (), anew=True),
)
# By number, whatever the order in which they are written down.
MIGRATIONS: Sequence[Migration] = tuple(sorted(_ALL, key=lambda m: m.number))
