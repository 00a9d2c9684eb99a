"""Sentences that an outlet puts under many of its reports ("read also", who it is, background told again): they say nothing
about what a report tells, and are passed over when reports are compared."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from marsad.archive.words import bare_words
from marsad.merging.told import Told

_OFTEN = 3  # reports of one outlet from which a sentence is boilerplate
_SHORTEST = 4  # bare words of a sentence that may be boilerplate; shorter ones are a date line or a name
_END = re.compile(r"[.!؟?\n]+")


def own_words(reports: Sequence[Told]) -> list[list[str]]:
    """The bare words of each report's text in order, without the boilerplate of its outlet."""
    sentences = [list(_sentences(told.text)) for told in reports]
    counts: Counter[tuple[str, int]] = Counter()
    for told, found in zip(reports, sentences, strict=True):
        counts.update({(told.outlet, key) for key, words in found if len(words) >= _SHORTEST})
    return [
        [word for key, words in found if counts[told.outlet, key] < _OFTEN for word in words]
        for told, found in zip(reports, sentences, strict=True)
    ]


def _sentences(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each piece between full stops and line ends, with a hash of its words."""
    for piece in _END.split(text):
        if words := bare_words(piece):
            yield _hash(words), words


def _hash(words: Iterable[str]) -> int:
    return zlib.crc32(" ".join(words).encode("utf-8", "surrogatepass"))
