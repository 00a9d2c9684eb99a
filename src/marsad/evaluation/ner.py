"""Names held against ANERcorp (`bench/ner`), words that others labelled as names of persons, places and organisations: a yardstick only.

Nothing learns from it (it is for research only), and its conventions are not the codebook's: docs/measured.md says where they differ.
The corpus is one stream of words without borders of texts; it is coded in pieces of some sentences. A name counts by the words that
it covers: as `exact` where the same words are named, as `overlap` where at least one is shared.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec

from marsad.coder import Coder
from marsad.reading import Reading
from marsad.records import Report

FILE = Path("ner") / "anercorp_first_5_sixths.txt"
LABELS = ("PERS", "LOC", "ORG")
_SENTENCES = 10  # in a piece
_NO_ORGANISATIONS = frozenset({"person", "state", "population"})


class Name(NamedTuple):
    """A name: its words `first` to `last` (not included) and its label."""

    first: int
    last: int
    label: str


class Score(msgspec.Struct):
    """Names given there, names that we give, and how many of each have a match."""

    gold: int = 0
    given: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """The share of our names that match."""
        return self.right / max(1, self.given)

    @property
    def recall(self) -> float:
        """The share of the names there that are matched."""
        return self.found / max(1, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def pieces(bench: Path) -> Iterator[tuple[list[str], list[Name]]]:
    """(words, names) of each piece of the corpus, in order."""
    words: list[str] = []
    labels: list[str] = []
    ends = count(1)
    for line in (bench / FILE).read_text(encoding="utf-8").splitlines():
        word, _, label = line.strip().rpartition(" ")
        if word:
            words.append(word)
            labels.append(label)
        if word == "." and next(ends) % _SENTENCES == 0:
            yield words, list(names_of(labels))
            words, labels = [], []
    yield words, list(names_of(labels))


def names_of(labels: list[str]) -> Iterator[Name]:
    """The names that labels of words give (B-PERS, I-PERS, O), of those kinds that we look at."""
    begins = [i for i, label in enumerate(labels) if not label.startswith("I-")]
    for first, last in pairwise([*begins, len(labels)]):
        kind = labels[first].removeprefix("B-")
        if kind in LABELS:
            yield Name(first, last, kind)


def named(reading: Reading, words: list[str]) -> set[Name]:
    """What we name in a text of these words with a blank between: a state is a place there, whether it acts or not."""
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    spans = [(p.start, p.end, "LOC") for p in reading.places]
    for m in reading.actors:
        if m.kind == "state":
            spans.append((m.start, m.end, "LOC"))
        elif m.kind == "person" and m.role != m.name:  # an office alone is no name
            spans.append((m.start, m.end, "PERS"))
        elif m.kind not in _NO_ORGANISATIONS:
            spans.append((m.start, m.end, "ORG"))
    out = set()
    for start, end, label in spans:
        inside = [i for i, word in enumerate(words) if starts[i] < end and start < starts[i] + len(word)]
        if inside:
            out.add(Name(inside[0], inside[-1] + 1, label))
    return out


def measure(bench: Path, coder: Coder | None = None) -> dict[tuple[str, str], Score]:
    """A score for each label and way of matching."""
    coder = coder or Coder()
    out = {(label, way): Score() for label in LABELS for way in ("exact", "overlap")}
    for words, gold in pieces(bench):
        given = named(coder.read(Report(text=" ".join(words))), words)
        for label in LABELS:
            mine = [n for n in given if n.label == label]
            theirs = [n for n in gold if n.label == label]
            _count(out[label, "exact"], theirs, mine, exact=True)
            _count(out[label, "overlap"], theirs, mine, exact=False)
    return out


def _count(score: Score, gold: list[Name], given: list[Name], *, exact: bool) -> None:
    def match(a: Name, b: Name) -> bool:
        return a == b if exact else a.first < b.last and b.first < a.last

    score.gold += len(gold)
    score.given += len(given)
    score.found += sum(any(match(g, n) for n in given) for g in gold)
    score.right += sum(any(match(g, n) for g in gold) for n in given)


def report(bench: Path) -> str:
    """The table of both ways of matching."""
    lines = [f"{'':16} precision  recall    F1   there  here"]
    for (label, way), s in measure(bench).items():
        lines.append(f"{label:6} {way:9} {s.precision:9.3f}  {s.recall:6.3f}  {s.f1:.3f}  {s.gold:5,}  {s.given:5,}")
    return "\n".join(lines)


if __name__ == "__main__":
    import sys

    print(report(Path(sys.argv[1])))
