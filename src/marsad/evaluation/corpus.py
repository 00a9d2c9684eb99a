"""Reports to measure on: the hand-coded ones and the corpus, as they lie beside the checkout. None of them is ours to ship."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from marsad.errors import InputError
from marsad.intake.plain import parse_day
from marsad.records import Report

CORPORA = ("conflict", "general")


def gold(shared: Path) -> Iterator[Report]:
    """The reports that people coded by hand, in order of their files' names."""
    folder = shared / "bench" / "gold"
    if not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder; say where the bench lies, as in `make bench SHARED=../shared`")
    for path in sorted(folder.glob("*.json")):
        yield as_report(json.loads(path.read_text(encoding="utf-8")))


def corpus(shared: Path, name: str) -> Iterator[Report]:
    """The reports of one of the corpora, in order."""
    with gzip.open(shared / "corpus" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield as_report(json.loads(line))


def as_report(raw: dict[str, str | None]) -> Report:
    """A report from an object of the bench or corpus."""
    published = raw.get("published")
    return Report(
        text=raw["text"] or "",
        id=raw.get("id"),
        outlet=raw.get("outlet") or None,
        title=raw.get("title") or None,
        published=parse_day(published) if published else None,
    )
