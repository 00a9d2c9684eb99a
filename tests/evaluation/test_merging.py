"""The pairs that were read, and how they are counted."""

from __future__ import annotations

import pytest

from marsad.evaluation.merging import Verdict, happened, report, score, stories
from marsad.merging.told import Told

STORY_SAMPLES = {"silver": 64, "drawn": 114, "joined": 40, "below": 24}


def test_the_pairs_are_whole() -> None:
    read = stories()
    assert {s: sum(v.sample == s for v in read) for s in STORY_SAMPLES} == STORY_SAMPLES
    events = happened()
    assert {s: sum(v.sample == s for v in events) for s in ("first", "second", "third")} == {"first": 114, "second": 80, "third": 80}
    for pairs in (read, events):
        assert len({frozenset((v.first, v.second)) for v in pairs}) == len(pairs)
        assert not [v for v in pairs if v.first == v.second]
    assert all(at.isdigit() for v in events for at in (v.first[1], v.second[1]))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([(True, True), (True, False), (False, True), (False, False)], (0.5, 0.5, 0.5)),
        ([(True, True)], (1, 1, 1)),
        ([(False, False)], (0, 0, 0)),
    ],
)
def test_score(said: list[tuple[bool, bool]], expected: tuple[float, float, float]) -> None:
    verdicts = [Verdict((str(n),), ("x",), one, "s") for n, (one, _) in enumerate(said)]
    found = score(verdicts, lambda v: said[int(v.first[0])][1])
    assert (found.precision, found.recall, found.f1) == expected


def test_the_table_of_no_reports_at_all() -> None:
    none: list[Told] = []
    lines = report(none).splitlines()
    assert lines[-1].split() == ["both", "events", "coded:", "all", "0", "0", "0.00", "0.00", "0.00"]
    assert lines[-2].split() == ["one", "happening:", "all", "274", "124", "0.00", "0.00", "0.00"]
