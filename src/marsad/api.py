"""Numbers and dates by themselves, for those who want no records: plain text in, what is found out."""

from __future__ import annotations

import datetime as dt

import msgspec

from marsad.errors import InputError
from marsad.mentions.dates import find_dates
from marsad.mentions.numbers import find_numbers
from marsad.records import Qualifier, as_day
from marsad.text.document import Document, read


class NumberFound(msgspec.Struct, frozen=True):
    """A number as it stands in a text: `text[start:end]` is its words.

    `value` is the number, `None` where the words are vague; `low` and `high` bound it as the codebook says (section "Figures"):
    عشرات is 20 to 99. `kind` is cardinal, ordinal, percent, fraction, dual, singular or vague.
    """

    start: int
    end: int
    value: int | float | None
    low: int | float | None
    high: int | float | None
    qualifier: Qualifier
    kind: str


class DateFound(msgspec.Struct, frozen=True):
    """A date as it stands in a text: `first` to `last`, both included.

    Both are `None` where the words depend on a day of publication that is not known.
    """

    start: int
    end: int
    first: dt.date | None
    last: dt.date | None
    precision: str


def numbers(text: str) -> list[NumberFound]:
    """Every number of a text, in digits or words, in order. Raises `InputError` for what is no text."""
    return [
        NumberFound(start=m.start, end=m.end, value=m.value, low=m.low, high=m.high, qualifier=m.qualifier, kind=m.kind)
        for m in find_numbers(_read(text))
    ]


def dates(text: str, *, published: dt.date | str | None = None) -> list[DateFound]:
    """Every date of a text, in order. Relative ones ("أمس") count from `published`, a day or its ISO form.

    Raises `InputError` for what is no text or no day.
    """
    found = find_dates(_read(text), published=as_day(published))
    return [DateFound(start=m.start, end=m.end, first=m.from_, last=m.to, precision=m.precision) for m in found]


def _read(text: str) -> Document:
    if not isinstance(text, str):
        raise InputError(f"the text is of type {type(text).__name__}; give a str")
    return read(text)
