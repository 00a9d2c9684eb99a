"""Models in memory, over those that earlier steps have written: for reading reports while a step still trains."""

from __future__ import annotations

from typing import Any

from marsad.models import Models
from marsad.models.linear import LinearModel
from marsad.models.trees import Trees


class Held:
    """Stands in for `Models`: what is held first, then what lies below, if anything."""

    def __init__(self, models: dict[str, LinearModel], below: Models | None = None, trees: dict[str, Trees] | None = None) -> None:
        self._models, self._below, self._trees = models, below, trees or {}

    def linear(self, name: str) -> LinearModel | None:
        """A model held, or one below."""
        if name in self._models:
            return self._models[name]
        return self._below.linear(name) if self._below is not None else None

    def trees(self, name: str) -> Trees | None:
        """Trees held, or those below."""
        if name in self._trees:
            return self._trees[name]
        return self._below.trees(name) if self._below is not None else None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._below, name)
