"""How an archive is kept: few settings, each change of which is a row of the trail."""

from __future__ import annotations

from marsad.archive import audit
from marsad.archive.store import Store, first

TWO_PERSON = "two-person"  # nothing that a person decides takes effect until a second one agrees


def get(store: Store, name: str) -> str | None:
    """The value of a setting; `None` where it was never set."""
    row = first(store, "SELECT value FROM settings WHERE name = ?", (name,))
    return str(row[0]) if row else None


def put(store: Store, name: str, value: str, *, person: str | None = None) -> None:
    """Change a setting; within a transaction."""
    store.run("DELETE FROM settings WHERE name = ?", (name,))
    store.run("INSERT INTO settings (name, value) VALUES (?, ?)", (name, value))
    audit.append(store, "setting", {"name": name, "value": value, "person": person})


def two_person(store: Store) -> bool:
    """Whether two different people must agree."""
    return get(store, TWO_PERSON) == "on"
