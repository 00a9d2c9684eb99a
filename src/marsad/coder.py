"""The one visible list of steps from a report to its coded report."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from marsad.coding.confidence import calibrate
from marsad.lexicon import load
from marsad.models import Models
from marsad.reading import Reading
from marsad.records import CodedReport, Report
from marsad.text.document import read

VERSION = "0.1.0"
_ARABIC = re.compile("[\u0621-\u064a\ufb50-\ufdff\ufe70-\ufefc]")


def _step(module: str, name: str) -> Callable[[Reading], None]:
    try:
        found: Callable[[Reading], None] = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError):
        return lambda reading: None
    return found


STEPS: tuple[Callable[[Reading], None], ...] = (
    _step("marsad.mentions.numbers", "read_numbers"),  # document -> numbers
    _step("marsad.mentions.dates", "read_dates"),  # document, numbers -> dates
    _step("marsad.mentions.places", "read_places"),  # document -> places
    _step("marsad.mentions.actors", "read_actors"),  # document, places -> actors
    _step("marsad.linking.coreference", "link_actors"),  # actors -> cast
    _step("marsad.linking.geography", "link_places"),  # places, cast -> gazette
    _step("marsad.coding.reported_speech", "read_statements"),  # actors, cast -> statements
    _step("marsad.coding.events", "read_events"),  # all before -> events
    _step("marsad.coding.figures", "read_figures"),  # all before -> figures
    calibrate,  # records -> records, with calibrated confidence
)


class Coder:
    """Codes reports. Made once, used for many; `models` names a folder of models to use in place of those that ship."""

    def __init__(self, *, models: Path | None = None) -> None:
        self._lexicon = load()
        self._models = Models(models)

    def read(self, report: Report) -> Reading:
        """Everything that every step found, for those who want to look inside."""
        reading = Reading(report, read(report.text), self._lexicon, self._models)
        if _ARABIC.search(report.text) is None:
            reading.warnings.append("no Arabic in the text: nothing was coded" if report.text.strip() else "the text is empty")
            return reading
        for step in STEPS:
            step(reading)
        return reading

    def code(self, report: Report) -> CodedReport:
        """Code one report."""
        r = self.read(report)
        return CodedReport(
            id=report.id,
            outlet=report.outlet,
            title=report.title,
            published=report.published,
            coder=f"marsad {VERSION}",
            actors=r.cast,
            places=r.gazette,
            events=r.events,
            figures=r.figures,
            statements=r.statements,
            warnings=r.warnings,
        )

    def code_many(self, reports: Iterable[Report]) -> Iterator[CodedReport]:
        """Code reports one after another, in order."""
        for report in reports:
            yield self.code(report)
