"""SIGKILL while adding and coding anew. `python benchmarks/kill.py 200` does more of it."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.mark.parametrize("rounds", [14])
def test_nothing_confirmed_is_lost(place: Callable[[], str], root: Path, rounds: int) -> None:
    held, broken = runpy.run_path(str(root / "benchmarks" / "kill.py"))["kill"](place(), rounds)
    assert held > 5
    assert broken > rounds // 3
