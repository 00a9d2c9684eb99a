"""Conditional random fields over tokens (python-crfsuite), for finding spans."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pycrfsuite

from marsad.errors import ModelError
from marsad.models.crf_attributes import attributes


class CrfTagger:
    """A trained sequence tagger. Features of a token are given in UTF-8, as the library keeps them."""

    __slots__ = ("_known", "_tagger", "marginal")

    def __init__(self, path: Path) -> None:
        self._tagger = pycrfsuite.Tagger()
        try:
            self._tagger.open(str(path))
        except (ValueError, RuntimeError, OSError) as error:
            raise ModelError(f"{path}: not a CRF model ({error}); train it anew") from None
        self._known = attributes(path)
        # The chance of a label at a position of the sequence looked at last. Asked a hundred times a sentence: no method of our own between.
        self.marginal: Callable[[str, int], float] = self._tagger.marginal

    def heeded(self, features: Iterable[str]) -> tuple[bytes, ...]:
        """Those of some features that the model has weights for, as `look` takes them."""
        return tuple(filter(None, map(self._known.get, features))) if self._known else utf8(features)

    def tag(self, features: list[list[bytes]]) -> list[str]:
        """The likeliest labels of a sequence."""
        labels: list[str] = self._tagger.tag(features) if features else []
        return labels

    def look(self, features: list[list[bytes]]) -> None:
        """Take up a sequence for `marginal` without tagging it."""
        self._tagger.set(features)

    def labels(self) -> list[str]:
        """All labels that the model knows."""
        known: list[str] = self._tagger.labels()
        return known


def utf8(features: Iterable[str]) -> tuple[bytes, ...]:
    """Features as taggers take them."""
    return tuple(f.encode() for f in features)
