"""What tests of the archive share: places for one on both stores, for real."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from marsad.archive import Archive, create_archive

_NUMBERS = itertools.count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives a new place for an archive each time: tests that take this run on both stores."""
    if request.param == "postgresql":
        made: Callable[[], str] = request.getfixturevalue("database")
        return made
    return lambda: str(tmp_path / f"a{next(_NUMBERS)}.marsad")


@pytest.fixture
def archive(place: Callable[[], str]) -> Iterator[Archive]:
    """An empty archive, on both stores."""
    with create_archive(place()) as made:
        yield made
