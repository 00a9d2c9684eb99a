"""Near-copies: reports that have an agency's text in common, whole or in part, so that what they say is counted once.

A text is cut into runs of `RUN` bare words. Of these every report keeps those whose hash is divisible by `ONE_IN` (the same
ones in every report, since the hash is of the words; Manasse and Broder's "modulo sketch"), which find the candidates;
the share is then counted exactly. Unlike MinHash, which estimates how alike two texts are as wholes, this also finds a
text that is a part of a longer one, and needs no library.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from marsad.merging.boilerplate import own_words
from marsad.merging.clustering import cluster
from marsad.merging.told import Told

RUN = 5  # words that follow one another
ONE_IN = 4  # runs kept to find candidates
COPY = 0.5  # share of the shorter text's runs from which it is a copy
PARTIAL = 0.2  # share from which a part was copied
_FEWEST = 12  # runs of a text of which enough can be said
_COMMON = 60  # reports that have a run from which it is a formula
MOST_DAYS = 7  # between the days of publication of copies


class Copy(NamedTuple):
    """Two reports (their places in the sequence) with text in common: how much of the shorter one, in how many runs."""

    first: int
    second: int
    share: float
    runs: int
    whole: bool

    @property
    def why(self) -> str:
        """The share in words."""
        return f"{self.share:.0%} of the shorter text's runs of {RUN} words ({self.runs}) are in the other"


def copies(reports: Sequence[Told], own: Sequence[Sequence[str]] | None = None) -> list[Copy]:
    """Every pair of reports of which one is a copy of the other or of a part of it, in order. `own`: their words, as `own_words` gives them."""
    runs = [_runs(words) for words in (own_words(reports) if own is None else own)]
    found = []
    for i, j in _candidates(reports, runs):
        shared = len(runs[i] & runs[j])
        share = shared / min(len(runs[i]), len(runs[j]))
        if share >= PARTIAL:
            found.append(Copy(i, j, share, shared, share >= COPY))
    return sorted(found)


def groups(pairs: Iterable[Copy], size: int) -> list[list[int]]:
    """Reports that are copies of one text, each group in order; only groups of two or more. No report is in two."""
    scores = {(c.first, c.second): c.share for c in pairs if c.whole}
    return [group for group in cluster(size, scores, threshold=COPY) if len(group) > 1]


def _runs(words: Sequence[str]) -> set[int]:
    return {zlib.crc32(" ".join(words[i : i + RUN]).encode("utf-8", "surrogatepass")) for i in range(len(words) - RUN + 1)}


def _candidates(reports: Sequence[Told], runs: Sequence[set[int]]) -> list[tuple[int, int]]:
    having: dict[int, list[int]] = defaultdict(list)
    for i, own in enumerate(runs):
        if len(own) >= _FEWEST:
            for run in own:
                if run % ONE_IN == 0:
                    having[run].append(i)
    counts: Counter[tuple[int, int]] = Counter()
    for these in having.values():
        if 1 < len(these) <= _COMMON:
            counts.update((i, j) for n, i in enumerate(these) for j in these[n + 1 :])
    return [(i, j) for (i, j), n in counts.items() if n >= 2 and _near(reports[i], reports[j])]


def _near(a: Told, b: Told) -> bool:
    return a.published is None or b.published is None or abs((a.published - b.published).days) <= MOST_DAYS
