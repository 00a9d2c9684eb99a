"""What a network over the words of a report (`models.encoder`) says of names and of speech: how likely each word begins a name, goes on with one,
or neither, by kind; and how likely it reports that somebody speaks, begins, ends or belongs to what is said, or names who says it. Learned by
training/train_tagger.py."""

from __future__ import annotations

from typing import Any, ClassVar

from marsad.models.encoder import Encoder, mean, together
from marsad.models.packed import listed
from marsad.models.table import Rows

# isort: split
import numpy as np

CUE, FIRST, LAST, WITHIN, VOICE = SPEECH = range(5)  # a word of a cue; the first, the last, any word of what is said; who says it


class Tagger(Encoder):
    """The network of names and speech. `labels` are the columns of what it says of names, as those of a `Crf`."""

    __slots__ = ("labels",)

    LABELS: ClassVar = (*Encoder.LABELS, "labels")

    def __init__(self, arrays: dict[str, Any]) -> None:
        super().__init__(arrays)
        self.labels = tuple(listed(arrays, "labels"))

    def heard(self, rows: Rows) -> tuple[Rows, Rows]:
        """For the words of a report, by their rows with what marks say added: log-probabilities (n, labels) of names, and log odds (n, 5) of
        each word's part in speech (`SPEECH`)."""
        both = self._twofold(self.run(rows), rows)
        named, spoken = self._head(both, "hidden"), self._head(both, "spoken")
        shares = together(self._head(np.maximum(named, 0, out=named), "label"))
        return shares, mean(self._head(np.maximum(spoken, 0, out=spoken), "speech"))
