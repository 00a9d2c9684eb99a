"""What the network of names says of a report's words, beside the tagger's own features (`actor_features`).

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

OPENS = "s0"  # the mark of a sentence's first word


def name_shares(document: Document, extra: Mapping[int, Sequence[str]], tagger: Tagger, lexicon: Lexicon) -> Rows:
    """Log-probabilities (tokens, labels in the tagger's order). `extra`: what the lists say of some tokens as part of several words."""
    words, marks = _tables(tagger, lexicon)
    return tagger.shares(words.take(list(map(seen_as, document.tokens))) + marks.take(marks_of(document, extra)))


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
