"""Conditional random fields over tokens (python-crfsuite), for finding spans."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pycrfsuite

from marsad.errors import ModelError
from marsad.models.crf_file import Implied, attributes, folded


class CrfTagger:
    """A trained sequence tagger. Features of a token are given in UTF-8, as the library keeps them.

    `implied` names the features that never fail to come with one: `heeded` leaves them out, and the model is folded to make up for it.
    """

    __slots__ = ("_data", "_implied", "_known", "_tagger", "marginal")

    def __init__(self, path: Path, implied: Implied | None = None) -> None:
        self._tagger = pycrfsuite.Tagger()
        try:
            data = path.read_bytes()
            known = attributes(data)
            self._known = {name: name.encode() for name in known}
            self._data = (
                folded(data, known, implied) if implied is not None and known else None
            )  # the library reads in it: kept as long as that
            self._implied = implied if self._data is not None else None
            if self._data is not None:
                self._tagger.open_inmemory(self._data)
            else:
                self._tagger.open(str(path))
        except (ValueError, RuntimeError, OSError) as error:
            raise ModelError(f"{path}: not a CRF model ({error}); train it anew") from None
        # The chance of a label at a position of the sequence looked at last. Asked a hundred times a sentence: no method of our own between.
        self.marginal: Callable[[str, int], float] = self._tagger.marginal

    def heeded(self, features: Iterable[str]) -> tuple[bytes, ...]:
        """Those of some features that must be shown to the model, as `look` takes them. All that imply one another are to be given at once."""
        if not self._known:
            return utf8(features)
        known = [f for f in features if f in self._known]
        said = {other for f in known for other in self._implied(f)} if self._implied is not None else ()
        return tuple([self._known[f] for f in known if f not in said])

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
