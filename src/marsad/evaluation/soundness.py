"""Whether every record holds together: spans that say what they claim, ids that lead somewhere, no report that fails."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable
from typing import NamedTuple

from marsad.coder import Coder
from marsad.records import CodedReport, Report, check

_coder: Coder | None = None


class Soundness(NamedTuple):
    """Counts over a body of reports; `faults` names report and fault, a failure to code included."""

    reports: int
    records: int
    events: int
    faults: list[str]


def soundness(reports: Iterable[Report], *, processes: int | None = None) -> Soundness:
    """Code all reports and hold each record against its text; on all cores unless `processes` says otherwise."""
    coded = records = events = 0
    faults: list[str] = []
    with multiprocessing.get_context("spawn").Pool(processes or os.cpu_count()) as pool:
        for n, e, found in pool.imap_unordered(_one, reports, chunksize=50):
            coded += 1
            records += n
            events += e
            faults += found
    return Soundness(coded, records, events, faults)


def _one(report: Report) -> tuple[int, int, list[str]]:
    global _coder  # one a process: the compiled lexicon is built once
    if _coder is None:
        _coder = Coder()
    try:
        coded = _coder.code(report)
        faults = check(CodedReport.read(coded.to_json()), report.text)
    except Exception as error:  # what fails is what we are here to count
        return 0, 0, [f"{report.id}: {type(error).__name__}: {error}"]
    n = sum(len(x) for x in (coded.actors, coded.places, coded.events, coded.figures, coded.statements))
    return n, len(coded.events), [f"{report.id}: {fault}" for fault in faults]
