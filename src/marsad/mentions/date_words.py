"""The closed words of dates (months, weekdays, words of time), ready to be looked up in folded text.

Data: lexicon/data/months.tsv, weekdays.tsv, date_words.tsv. A word is found with the proclitics that it may carry
(و ف, then ب ل), so that "وفي", "بيناير" and "للعام" need no line of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from marsad.lexicon.tables import read_tsv
from marsad.text.folding import fold_word

_LEADS = ("", "و", "ف", "ب", "ل", "وب", "ول", "فب", "فل")
_NO_LEAD = frozenset({"bare", "named", "recurring", "notfuture", "future", "era", "todadv", "event"})


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One reading of a word (or phrase): its class, its value, the words that must follow, the proclitics taken off."""

    kind: str
    value: str
    rest: tuple[str, ...]
    lead: str


class DateWords:
    """All words of dates by their first folded word; the longest phrase comes first."""

    __slots__ = ("by_first", "kinds", "not_future")

    def __init__(self, rows: Sequence[tuple[str, str, str]]) -> None:
        table: dict[str, list[Entry]] = {}
        for kind, phrase, value in rows:
            first, *rest = fold_word(phrase).split(" ")
            for lead in _LEADS[:1] if kind in _NO_LEAD else _LEADS:
                for written in _written(lead, first):
                    table.setdefault(written, []).append(Entry(kind, value, tuple(rest), lead))
        self.by_first = {k: tuple(sorted(v, key=lambda e: (-len(e.rest), len(e.lead)))) for k, v in table.items()}
        self.kinds = {k: frozenset(e.kind for e in v) for k, v in self.by_first.items()}
        self.not_future = tuple(fold_word(phrase) for kind, phrase, _ in rows if kind == "notfuture")

    def get(self, norm: str) -> tuple[Entry, ...]:
        """The readings of a folded word that begins an entry; empty if it begins none."""
        return self.by_first.get(norm, ())

    def __contains__(self, norm: object) -> bool:
        return norm in self.by_first


def _written(lead: str, first: str) -> tuple[str, ...]:
    if lead.endswith("ل") and first.startswith("ال"):
        return (lead + "ل" + first[2:],)
    return (lead + first,)


@lru_cache(maxsize=1)
def date_words() -> DateWords:
    """The words of dates, read once."""
    rows = [(kind, phrase, value) for kind, phrase, value in read_tsv("date_words.tsv", width=3)]
    for name, number, calendar, _tradition, need in read_tsv("months.tsv", width=5):
        rows.append(("month", name, f"{number}{calendar}{'?' if need else ''}"))
    for name, number, form in read_tsv("weekdays.tsv", width=3):
        rows.append(("weekday" if form == "the" else "bare", name, number))
    return DateWords(rows)
