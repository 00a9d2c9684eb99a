"""List the actors that the coder names most often and the knowledge base does not know, with the number of reports that name each.

usage: unlinked.py [SHARED] [--top N]

Reads both corpora in SHARED (../shared unless given) and lists the names that are among the N most frequent of both together or of the
conflict corpus alone. A name counts once a report, under its folded spelling; the spelling, kind and state shown are the most frequent.
Populations ("مدنيون") are left out: they are people, not somebody to know. docs/unlinked.md tells what became of each.
"""

from __future__ import annotations

import argparse
import multiprocessing
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from marsad.coder import Coder
from marsad.evaluation.corpus import CORPORA, corpus
from marsad.records import Actor, Report
from marsad.text.folding import fold

Shown = tuple[str, str, str]  # name, kind, country

_coder: Coder | None = None


def main() -> int:
    """Print the reports in each corpus, kind, country and name, tabs between."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--top", type=int, default=200, help="how many names (default: 200)")
    args = parser.parse_args()
    shown: dict[str, Counter[Shown]] = defaultdict(Counter)
    counts = {name: count(corpus(args.shared, name), shown) for name in CORPORA}
    total: Counter[str] = sum(counts.values(), Counter())
    listed = {key for ranked in (total, counts["conflict"]) for key, _ in ranked.most_common(args.top)}
    for key in sorted(listed, key=lambda k: (-total[k], k)):
        name, kind, country = shown[key].most_common(1)[0][0]
        print(*(counts[c][key] for c in CORPORA), kind, country, name, sep="\t")
    return 0


def count(reports: Iterable[Report], shown: dict[str, Counter[Shown]]) -> Counter[str]:
    """The reports of each folded name; `shown` takes in how often it is written so and taken for such an actor."""
    counts: Counter[str] = Counter()
    with multiprocessing.get_context("spawn").Pool() as pool:
        for found in pool.imap_unordered(unlinked, reports, chunksize=50):
            counts.update(found.keys())
            for key, as_shown in found.items():
                shown[key][as_shown] += 1
    return counts


def unlinked(report: Report) -> dict[str, Shown]:
    """The actors of a report that the knowledge base does not know, by their folded names."""
    global _coder  # one a process: the compiled lexicon is built once
    if _coder is None:
        _coder = Coder()
    return {fold(a.name).text: (a.name, a.kind, a.country or "") for a in _coder.code(report).actors if is_unlinked(a)}


def is_unlinked(actor: Actor) -> bool:
    """Whether no entry of the knowledge base stands behind an actor: every entry has an English name."""
    return actor.name_en is None and actor.kind != "population"


if __name__ == "__main__":
    raise SystemExit(main())
