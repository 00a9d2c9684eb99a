"""Incidents and ledgers read records as they stand: what people decided of them comes and goes, on both stores."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.archive import Archive, create_archive
from marsad.archive.backup import backup, restore
from marsad.archive.review import reviewing
from marsad.archive.verify import verify
from marsad.errors import InputError
from marsad.merging.ledger import Ledger, ledger
from marsad.merging.merged import merged, split
from marsad.merging.told import current

from .test_decisions import archive as archive  # the same reports, on both stores
from .test_decisions import groups

Places = Callable[[], str]


def claims(archive: Archive) -> Ledger:
    return ledger("all", [(t, f, "filters") for t in current(archive) for f in t.coded.figures], merged(archive))


def numbers(archive: Archive) -> list[tuple[str, int | None]]:
    return [(name, c.low) for c in claims(archive).claims for name in (c.name, *c.also)]


def test_a_rejected_event_leaves_its_incident_until_that_is_undone(archive: Archive) -> None:
    before = merged(archive)
    assert groups(archive) == [["1/e1", "2/e1"], ["3/e1"]]
    reviewing.reject(archive, 2, ["e1"], by="سلمى", why="it tells of the day before")
    assert groups(archive) == [["1/e1"], ["3/e1"]]
    with pytest.raises(InputError, match="no report of the archive has that event"):
        merged(archive).incident("2/e1")
    reviewing.undo(archive, 2, "e1", by="سلمى")
    assert merged(archive) == before
    assert verify(archive).faults == []


def test_a_corrected_figure_changes_the_ledger_until_that_is_undone(archive: Archive) -> None:
    before = claims(archive)
    assert sorted(numbers(archive)) == [("1/f1", 7), ("2/f1", 7)]
    reviewing.correct(archive, 2, "f1", {"number": "9"}, by="سلمى")
    assert sorted(numbers(archive)) == [("1/f1", 7), ("2/f1", 9)]
    assert claims(archive).lines != before.lines
    reviewing.undo(archive, 2, "f1", by="سلمى")
    assert claims(archive) == before


def test_a_rejected_figure_is_no_claim(archive: Archive) -> None:
    reviewing.reject(archive, 1, ["f1"], by="سلمى")
    assert numbers(archive) == [("2/f1", 7)]


def test_a_split_waits_while_its_event_is_rejected(archive: Archive) -> None:
    split(archive, ["2/e1"], who="علي", why="another day")
    reviewing.reject(archive, 2, ["e1"], by="سلمى")
    made = merged(archive)
    assert made.lost == [(1, "2/e1")]
    reviewing.undo(archive, 2, "e1", by="سلمى")
    assert merged(archive).lost == []
    assert groups(archive) == [["1/e1"], ["2/e1"], ["3/e1"]]


def test_both_kinds_of_decisions_are_verified_and_copied(archive: Archive, place: Places, tmp_path: Path) -> None:
    split(archive, ["2/e1"], who="علي", why="another day")
    reviewing.correct(archive, 2, "f1", {"number": "9"}, by="سلمى")
    verdict = verify(archive)
    assert (verdict.decisions, verdict.faults) == (2, [])
    backup(archive, tmp_path / "copy.jsonl")
    with create_archive(place()) as again:
        restore(tmp_path / "copy.jsonl", again)
        assert groups(again) == groups(archive)
        assert claims(again) == claims(archive)
        assert (verify(again).decisions, verify(again).faults) == (2, [])
