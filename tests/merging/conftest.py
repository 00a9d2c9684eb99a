"""Archives on both stores, as the tests of the archive have them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

_NUMBERS = itertools.count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives a new place for an archive each time: tests that take this run on both stores."""
    if request.param == "postgresql":
        made: Callable[[], str] = request.getfixturevalue("database")
        return made
    return lambda: str(tmp_path / f"m{next(_NUMBERS)}.marsad")
