"""What the network of names and speech says of a report's words: of names, beside the tagger's own features (`actor_features`); of speech,
beside those of cues and bounds (`coding.statement_features`, `coding.bound_features`).

It reads each word by its vector or its traits, what the lists know of it and its neighbours, and the words up to fifteen on either side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from marsad.lexicon import Lexicon
from marsad.mentions.word_traits import seen_as, traits
from marsad.models.table import Rows, Table
from marsad.models.tagger import Tagger
from marsad.text.document import Document

# isort: split
import numpy as np

OPENS = "s0"  # the mark of a sentence's first word
STEPS = (-5.0, -4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0)  # log odds between the grades of a word's part in speech
GRADES = range(len(STEPS))  # the steps by number
_STEPS = np.array(STEPS, dtype=np.float32)


def heard(document: Document, extra: Mapping[int, Sequence[str]], tagger: Tagger, lexicon: Lexicon) -> tuple[Rows, list[list[int]]]:
    """Log-probabilities (tokens, labels in the tagger's order) of names, and the grades (0 to 10, by `STEPS`) of each token's parts in speech
    (`models.tagger.SPEECH`). `extra`: what the lists say of some tokens as part of several words."""
    words, marks = _tables(tagger, lexicon)
    shares, spoken = tagger.heard(words.take(list(map(seen_as, document.tokens))) + marks.take(marks_of(document, extra)))
    return shares, np.searchsorted(_STEPS, spoken).T.tolist()


def marks_of(document: Document, extra: Mapping[int, Sequence[str]]) -> list[tuple[str, ...]]:
    """The marks of each token: what the lists say of it, and whether it opens a sentence."""
    out: list[tuple[str, ...]] = [()] * len(document.tokens)
    for i, more in extra.items():
        out[i] = tuple(more)
    for s in document.sentences:
        if s.first < s.last:
            out[s.first] = (*out[s.first], OPENS)
    return out


@lru_cache(maxsize=8)
def _tables(tagger: Tagger, lexicon: Lexicon) -> tuple[Table, Table]:
    """The rows of words and those of marks, kept from report to report."""

    def words(some: Sequence[str]) -> Rows:
        return tagger.words(some, lambda word: traits(lexicon, word))

    return Table(words, tagger.width), Table(lambda marks: tagger.named("mark", marks), tagger.width)
