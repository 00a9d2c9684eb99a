"""Places given from another place: "شرقي مصراتة", "على بعد 50 كيلومترا جنوب سرت"."""

from __future__ import annotations

import math

import msgspec

from marsad.lexicon.gazetteer import PlaceWords, load_words
from marsad.mentions.types import PlaceMention
from marsad.text.document import Document
from marsad.text.folding import fold_word

_KM_A_DEGREE = 111.2
_VAGUE_KM, _VAGUE_RADIUS = 8.0, 15.0  # "شرقي مصراتة" with no distance: on that side of it, within a few kilometres
_LEAST_RADIUS, _SPREAD = 5.0, 0.35  # a told distance is rounded, and measured from anywhere in the town
_UNITS = frozenset(fold_word(u) for u in ("كيلومتر", "كيلومترا", "كيلومترات", "كيلو", "كلم", "كم", "كيلومترين"))
_BACK = 8  # tokens looked back for the distance


class Offset(msgspec.Struct, frozen=True, gc=False):
    """A direction (degrees from north) and a distance (kilometres; None where the text gives none). `first`: its first token."""

    bearing: float
    km: float | None
    first: int


def offset_of(document: Document, mention: PlaceMention) -> Offset | None:
    """How far and where from the place the text points, if it does."""
    words, tokens, at = load_words(), document.tokens, mention.first - 1
    if at < 0 or tokens[at].kind != "word" or tokens[at].sentence != tokens[mention.first].sentence:
        return None
    bearing, at = _bearing(document, at, words)
    if bearing is None:
        return None
    return Offset(bearing, _distance(document, at), at + 1)


def _bearing(document: Document, at: int, words: PlaceWords) -> tuple[float | None, int]:
    """The direction that ends at token `at`, and the token before it."""
    tokens = document.tokens
    here = tokens[at].norm
    if at and tokens[at - 1].kind == "word" and (two := words.directions.get(f"{tokens[at - 1].norm} {here}")) is not None:
        return two, at - 2
    return words.directions.get(here), at - 1


def _distance(document: Document, at: int) -> float | None:
    tokens = document.tokens
    for i in range(at, max(-1, at - _BACK), -1):
        if tokens[i].norm in _UNITS:
            if tokens[i - 1].kind == "number":
                return float(tokens[i - 1].norm.replace(",", "")) if tokens[i - 1].norm.replace(",", "").isdigit() else None
            return None
        if tokens[i].kind == "punct" or tokens[i].sentence != tokens[at].sentence:
            break
    return None


def shifted(lat: float, lon: float, offset: Offset) -> tuple[float, float, float]:
    """The point that an offset gives from a point, and the radius in kilometres within which it holds."""
    km = _VAGUE_KM if offset.km is None else offset.km
    angle = math.radians(offset.bearing)
    north, east = km * math.cos(angle), km * math.sin(angle)
    radius = _VAGUE_RADIUS if offset.km is None else max(_LEAST_RADIUS, _SPREAD * km)
    return lat + north / _KM_A_DEGREE, lon + east / (_KM_A_DEGREE * max(0.1, math.cos(math.radians(lat)))), round(radius, 1)
