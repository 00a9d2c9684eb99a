"""Models kept as arrays in one file: how such a file is read, and what is said where it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from zipfile import BadZipFile

from marsad.errors import ModelError

T = TypeVar("T")


def read_packed(path: Path, build: Callable[[dict[str, Any]], T], what: str) -> T:
    """What `build` makes of the arrays of a file; raises `ModelError`, which calls it `what` it is not, where it cannot be read."""
    import numpy as np  # only here: models.table settles first how many threads it takes

    try:
        with np.load(path, allow_pickle=False) as file:
            return build({key: file[key] for key in file.files})
    except (OSError, KeyError, ValueError, IndexError, EOFError, BadZipFile) as error:
        raise ModelError(f"{path}: not {what} ({error}); train it anew or install marsad again") from None


def listed(arrays: dict[str, Any], key: str) -> list[str]:
    """A list of names of such a file."""
    return str(arrays[key]).split("\n")
