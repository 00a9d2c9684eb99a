"""Confidence: from a step's own score to the chance that the record is right.

A step's score is as sure as its training made it, not as right as it is. On reports coded by hand, each coded by models
that never saw its outlet, a logistic curve was fitted a kind of record (Platt scaling; training/calibrate.py).
"""

from __future__ import annotations

import math
from typing import TypeVar

import msgspec

from marsad.models.linear import logit
from marsad.reading import Reading
from marsad.records import Event, Figure, Statement

T = TypeVar("T", Event, Figure, Statement)


def calibrate(reading: Reading) -> None:
    """Replace each record's confidence by its calibrated chance."""
    curves = reading.models.curves()
    if not curves:
        return
    reading.events = _through(reading.events, curves.get("events"))
    reading.figures = _through(reading.figures, curves.get("figures"))
    reading.statements = _through(reading.statements, curves.get("statements"))
    places = curves.get("places")
    if places is not None:
        reading.gazette = [msgspec.structs.replace(p, score=round(chance(p.score, *places), 3)) for p in reading.gazette]


def _through(records: list[T], curve: tuple[float, float] | None) -> list[T]:
    if curve is None:
        return records
    return [msgspec.structs.replace(r, confidence=round(chance(r.confidence, *curve), 3)) for r in records]


def chance(score: float, slope: float, shift: float) -> float:
    """The calibrated chance of a score."""
    return 1 / (1 + math.exp(-(slope * logit(score) + shift)))
