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


@pytest.mark.parametrize("rounds", [14])
def test_nothing_confirmed_is_lost(place: Callable[[], str], root: Path, rounds: int) -> None:
    held, broken = runpy.run_path(str(root / "benchmarks" / "kill.py"))["kill"](place(), rounds)
    assert held > 5
    assert broken > rounds // 3


def test_no_decision_that_was_confirmed_is_lost(place: Callable[[], str], root: Path) -> None:
    held, kept = runpy.run_path(str(root / "benchmarks" / "kill_review.py"))["kill"](place(), 8)
    assert held >= 16
    assert kept >= held
