"""What a page calls the codes of the record, in Arabic: `assets/labels.tsv`; states by their Arabic names in the lexicon."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from marsad.lexicon.tables import read_tsv

ASSETS = Path(__file__).parent / "assets"


def label(field: str, code: str) -> str:
    """The Arabic word for a code of the record; the code itself where there is none."""
    return _labels().get((field, code), code)


def labels(field: str) -> list[tuple[str, str]]:
    """The codes of a field with their words, in the order of the file."""
    return [(code, arabic) for (of, code), arabic in _labels().items() if of == field]


def country(iso: str | None) -> str | None:
    """The Arabic name of a state by ISO 3166-1 alpha-2; the code itself where it is not known."""
    return _countries().get(iso, iso) if iso is not None else None


@cache
def _labels() -> dict[tuple[str, str], str]:
    return {(field, code): arabic for field, code, arabic in read_tsv("labels.tsv", width=3, least=3, folder=ASSETS)}


@cache
def _countries() -> dict[str, str]:
    return {row[0]: row[1] for row in read_tsv("countries.tsv", least=2)}
