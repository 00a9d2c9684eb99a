"""SIGKILL while adding, coding anew and reviewing. `python benchmarks/kill.py 200` and `kill_review.py 200` do more of it."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def beside(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """The benchmarks find each other."""
    monkeypatch.syspath_prepend(str(root / "benchmarks"))


@pytest.mark.parametrize("kills", [12])
def test_nothing_confirmed_is_lost(place: Callable[[], str], root: Path, kills: int) -> None:
    held, rounds = runpy.run_path(str(root / "benchmarks" / "kill.py"))["kill"](place(), kills)
    assert held > 5
    assert kills <= rounds < 3 * kills


def test_no_decision_that_was_confirmed_is_lost(place: Callable[[], str], root: Path) -> None:
    held, kept = runpy.run_path(str(root / "benchmarks" / "kill_review.py"))["kill"](place(), 8)
    assert held >= 16
    assert kept >= held
