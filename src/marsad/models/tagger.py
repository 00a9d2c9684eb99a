"""What a network over the words of a report (`models.encoder`) says of names: how likely each word begins one, goes on with one, or neither,
by kind. Learned by training/train_tagger.py."""

from __future__ import annotations

from typing import Any, ClassVar

from marsad.models.encoder import Encoder, listed, together
from marsad.models.table import Rows

# isort: split
import numpy as np


class Tagger(Encoder):
    """The network of names. `labels` are the columns of what it says, as those of a `Crf`."""

    __slots__ = ("labels",)

    LABELS: ClassVar = (*Encoder.LABELS, "labels")

    def __init__(self, arrays: dict[str, Any]) -> None:
        super().__init__(arrays)
        self.labels = tuple(listed(arrays, "labels"))

    def shares(self, rows: Rows) -> Rows:
        """Log-probabilities (n, labels) for the words of a report, by their rows with what marks say added."""
        both = self._pair(self.run(rows), rows, "hidden")
        return together(self._head(np.maximum(both, 0, out=both), "label"))
