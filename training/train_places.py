"""Learn which candidates of the gazetteer are places: the model `places.tsv` of marsad.mentions.place_filter.

usage: train_places.py [--folds]    (--folds: only the models of the folds, for honest measurements)

A candidate in a hand-coded report counts as a place when the report's coder lists one of its name. One that stands only inside an
actor's name may be listed or not: such candidates teach nothing.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import Any

from fit import fit, write
from folds import FOLDS, ROOT, SHIPPED, fold_dir, fold_of, taught
from marsad.lexicon.gazetteer import load, load_words
from marsad.mentions.place_filter import MODEL, features, states_named
from marsad.mentions.places import candidates
from marsad.models.linear import LinearModel
from marsad.text.document import read
from marsad.text.folding import fold_word

ABOUT = "Which candidates are places; trained by training/train_places.py on hand-coded reports; features in marsad.mentions.place_filter"
CORPUS = ROOT.parent / "shared" / "corpus" / "general.jsonl.gz"
EVERY = 4  # of the corpus's reports one in so many is read
TOWN = 20_000  # people; a place with fewer is hardly named so far from home
STRAY_WEIGHT = 0.2
Example = tuple[list[str], str]


def examples(raw: dict[str, Any]) -> list[Example]:
    """(features, yes or no) for each candidate of a hand-coded report."""
    document, gazetteer, words = read(raw["text"]), load(), load_words()
    found = candidates(document, gazetteer, words)
    about = states_named(found)
    names = [_words(p["name"]) for p in raw["places"]]
    inside = [m.span() for a in raw["actors"] for n in (a["name"], *a.get("aliases", ())) for m in re.finditer(re.escape(n), raw["text"])]
    out = []
    for c in found:
        place = any(_same(_words(c.name.key), name) for name in names)
        start, end = document.tokens[c.first].start, document.tokens[c.last - 1].end
        if not place and any(s <= start and end <= e for s, e in inside):
            continue
        out.append((features(document, c, about), "yes" if place else "no"))
    return out


def _words(name: str) -> frozenset[str]:
    """The words of a name without the article, so that القدس and للقدس meet."""
    return frozenset(w.removeprefix("ال") for w in re.findall(r"\w+", fold_word(name).replace("_", " ")))


def _same(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether a candidate's words are a name's, or all in it but its kind noun."""
    return bool(a) and a <= b and len(b - a) <= max(1, len(a))


@lru_cache(maxsize=1)
def strays() -> list[Example]:
    """Candidates with a doubtful name in reports of sport, economy, technology and culture, taken for none: such names (villages, ordinary
    words, words after a kind noun) are places there so seldom that what they teach is right nearly always."""
    gazetteer, words = load(), load_words()
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, 0, None, EVERY)]
    out = []
    for text in texts:
        document = read(text)
        found = candidates(document, gazetteer, words)
        about = states_named(found)
        for c in found:
            sure = c.kind is not None and c.kind.kind in ("city", "village", "admin")  # a village is a village there too
            if not sure and (c.weak or not c.name.known or all(not s.own and s.population < TOWN for s in c.spots)):
                out.append((features(document, c, about), "no"))
    return out


def train(raws: Iterable[dict[str, Any]]) -> LinearModel:
    """A model from hand-coded reports."""
    right = [e for raw in raws for e in examples(raw)]
    wrong = strays()
    return fit(right + wrong, strength=0.3, rarest=2, weights=[1.0] * len(right) + [STRAY_WEIGHT] * len(wrong))


def main() -> None:
    """Train the folds' models, and the one that ships."""
    for k in range(FOLDS):
        write(train([r for r in taught() if fold_of(r) != k]), fold_dir(k) / f"{MODEL}.tsv", about=ABOUT)
    if "--folds" not in sys.argv:
        write(train(taught()), SHIPPED / f"{MODEL}.tsv", about=ABOUT)


if __name__ == "__main__":
    main()
