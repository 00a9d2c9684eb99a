"""The one visible list of steps from a report to its coded report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from marsad.coding.confidence import calibrate
from marsad.coding.events import read_events
from marsad.coding.figures import read_figures
from marsad.coding.reported_speech import read_statements
from marsad.errors import InputError
from marsad.lexicon import load
from marsad.linking.coreference import link_actors
from marsad.linking.geography import link_places
from marsad.mentions.actors import read_actors
from marsad.mentions.dates import read_dates
from marsad.mentions.numbers import read_numbers
from marsad.mentions.places import read_places
from marsad.models import Models
from marsad.reading import Reading
from marsad.records import CodedReport, Report
from marsad.text.document import read

VERSION = "0.1.0"
_ARABIC = re.compile("[\u0621-\u064a\ufb50-\ufdff\ufe70-\ufefc]")


STEPS: tuple[Callable[[Reading], None], ...] = (
    read_numbers,  # document -> numbers
    read_dates,  # document, numbers -> dates
    read_places,  # document -> places
    read_actors,  # document, places -> actors
    link_actors,  # actors -> cast
    link_places,  # places, cast -> gazette
    read_statements,  # actors, cast -> statements
    read_events,  # all before -> events
    read_figures,  # all before -> figures
    calibrate,  # records -> records, with calibrated confidence
)


class Coder:
    """Codes reports. Made once, used for many; `models` names a folder of models to use in place of those that ship."""

    def __init__(self, *, models: Path | None = None) -> None:
        self._lexicon = load()
        self._models = Models(models)

    def read(self, report: Report) -> Reading:
        """Everything that every step found, for those who want to look inside. Raises `InputError` for what is no `Report`."""
        if not isinstance(report, Report):
            raise InputError(
                f"what is to be coded is of type {type(report).__name__}; give a Report: Report(text=..., published='2019-04-14')"
            )
        reading = Reading(report, read(report.text), self._lexicon, self._models)
        if _ARABIC.search(report.text) is None:
            reading.warnings.append("no Arabic in the text: nothing was coded" if report.text.strip() else "the text is empty")
            return reading
        for step in STEPS:
            step(reading)
        return reading

    def code(self, report: Report) -> CodedReport:
        """Code one report. Raises `InputError` for what is no `Report`."""
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
