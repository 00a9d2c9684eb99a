"""Whether a candidate is a place: what speaks for it and against it.

A logistic regression (`places.tsv`, trained by training/train_places.py) weighs features of the name, of the words around it and of
the report; without the model, a rule of thumb stands in.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from marsad.lexicon.gazetteer import VILLAGE, KindWord, PlaceWords, Spot, load_words
from marsad.lexicon.tables import read_lines
from marsad.mentions.place_names import Name
from marsad.models import Models
from marsad.text.document import Document
from marsad.text.folding import fold_word

MODEL = "places"
_PHRASE = 0.6  # least chance for a name whose form alone shows it; the few examples teach less than that
_TANWIN = "\u064b"
_BIG, _TOWN = 500_000, 50_000  # people
_WORDS_SEEN = frozenset(
    ("في", "من", "الي", "علي", "عن", "مع", "بين", "بعد", "قبل", "حتي", "نحو", "ضد", "ان", "التي", "الذي", '"', "(", ")", "،", ".", ":", "-")
)
_SIZES = ("big", "phrase", "own", "town", "small", "tiny")


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A possible mention: tokens `first` to `last` with proclitics `pro` off; `name` the name proper, `kind` the kind noun before
    it and `kind_word` its folded form; `listed`: it stands in a list after a candidate that a kind noun or its own fame bears."""

    first: int
    last: int
    pro: str
    name: Name
    kind: KindWord | None
    kind_word: str
    spots: tuple[Spot, ...]
    weak: bool
    listed: bool

    def in_list(self, before: Candidate) -> Candidate:
        """This candidate as one of a list after `before`; a plural kind noun there is this one's too."""
        listed = before.kind is not None or not before.weak
        if self.kind is None and before.kind is not None and before.kind.many:
            return msgspec.structs.replace(self, listed=listed, kind=before.kind, kind_word=before.kind_word)
        return msgspec.structs.replace(self, listed=listed)


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """Single-word titles that may stand before a person's name, folded."""
    return frozenset(fold_word(form) for _, f in read_lines("titles.tsv") for form in f[0].split("|") if " " not in form)


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Given names of people, folded."""
    return frozenset(fold_word(form) for _, f in read_lines("person_names.tsv") for form in f[0].split("|"))


@lru_cache(maxsize=1)
def adjectives_of_states() -> dict[str, str]:
    """Adjectives of states in their usual singular forms, folded, with the state's code."""
    out = {}
    for _, f in read_lines("nisba.tsv"):
        code = f[0]
        for word in f[2].split("|") if len(f) > 2 else ():
            stem = fold_word(word)
            if code and " " not in stem:
                for form in (stem, "ال" + stem, stem + "ه", "ال" + stem + "ه"):
                    out[form] = code
    return out


def features(document: Document, candidate: Candidate, about: frozenset[str]) -> list[str]:
    """What the model weighs; `about` are the states that the report names."""
    tokens, out = document.tokens, []
    first, last, name = candidate.first, candidate.last, candidate.name
    sentence = tokens[first].sentence
    before = tokens[first - 1].norm if first and tokens[first - 1].sentence == sentence else "<s>"
    earlier = tokens[first - 2].norm if first > 1 and tokens[first - 2].sentence == sentence else "<s>"
    after = tokens[last].norm if last < len(tokens) and tokens[last].sentence == sentence else "</s>"
    size = _size(candidate)
    out.append(f"size:{size}")
    kind = candidate.kind
    licence = "kind" if kind else "list" if candidate.listed else "none"
    standing = "weak" if candidate.weak else "unknown" if not name.known else "plain"
    out += [f"{standing}+{licence}", f"size:{size}+{licence}", f"pro:{candidate.pro}+{standing}", f"pro:{candidate.pro[-1:]}+size:{size}"]
    if kind is not None:
        out += [f"kind:{candidate.kind_word}+{standing}", f"kindtype:{kind.kind}+{standing}"]
        if not name.known:
            out.append("unknown+" + ("the" if name.key.startswith("ال") else "bare") + ("+two" if " " in name.key else ""))
    out.append(f"words:{min(3, last - first)}+{standing}+{licence}")
    for side, word in (("before", before), ("after", after)):
        out += [f"{side}:{c}" for c in _classes(word)]
        out += [f"{side}:{c}+{standing}" for c in _classes(word)]
    out += [f"earlier:{c}" for c in _classes(earlier) if c != "other"]
    states = {s.country for s in candidate.spots}
    if candidate.spots:
        out.append(("home" if states & about else "abroad") + f"+{size}")
        out.append(f"sort:{candidate.spots[-1].kind}")
    if name.key.startswith("ال"):
        out.append(f"the+{standing}")
    if last - first == 1 and not candidate.pro and kind is None and name.key.endswith("يا") and before.endswith("ا") and len(before) > 3:
        out.append("accusative")  # "لاجئا سوريا"
    return out


def _is_phrase(document: Document, candidate: Candidate, words: PlaceWords) -> bool:
    """A state's name, one of several words from our own list, or any after a kind noun that takes nothing but names ("قرية"): no other
    words stand so. An organisation's head before it undoes that."""
    before = document.tokens[candidate.first - 1].norm if candidate.first else ""
    if before in words.heads:
        return False
    if not candidate.name.known:
        kind = candidate.kind
        return kind is not None and kind.sure and candidate.name.key not in adjectives_of_states()
    if candidate.weak:
        return False
    return any(s.own and (s.kind == "country" or " " in candidate.name.key) for s in candidate.spots)


def _is_adjective(document: Document, candidate: Candidate) -> bool:
    """ "العيادات السعودية", "دومًا": the form of a name, but an adjective or adverb."""
    tokens, first = document.tokens, candidate.first
    if _TANWIN in document.text[tokens[candidate.last - 1].start : tokens[candidate.last - 1].end + 1]:
        return True
    key = candidate.name.key
    if candidate.last - first > 1 or candidate.pro or key not in adjectives_of_states() or not first or tokens[first - 1].kind != "word":
        return False
    before = tokens[first - 1].norm
    if not key.startswith("ال"):
        # "قوات سورية", but "في سورية", "أدانت سورية"
        return not (before in load_words().nearby or before in _WORDS_SEEN or (before.endswith("ت") and not before.endswith("ات")))
    return before.startswith(("ال", "بال", "وال", "لل")) and len(before) > 4


def _size(candidate: Candidate) -> str:
    best = ""
    for spot in candidate.spots:
        if spot.kind == "country":
            return "state"
        size = "big" if spot.population >= _BIG else _own(candidate) if spot.own else "town" if spot.population >= _TOWN else ""
        size = size or ("small" if spot.population >= VILLAGE else "tiny")
        if not best or _SIZES.index(size) < _SIZES.index(best):
            best = size
    return best or "none"


def _own(candidate: Candidate) -> str:
    """A name of our own list: one of several words is hardly ever anything else."""
    return "own" if " " not in candidate.name.key else "phrase"


@lru_cache(maxsize=50_000)
def _classes(word: str) -> list[str]:
    """What sort of word a neighbour is."""
    out, words = [], load_words()
    if word in _WORDS_SEEN or word in ("<s>", "</s>"):
        out.append(word)
    bare = word[1:] if word[:1] in "وبل" and len(word) > 3 else word
    if word in titles():
        out.append("title")
    if word in given_names():
        out.append("given")
    for name, members in (("head", words.heads), ("carrier", words.carriers), ("direction", words.directions), ("nearby", words.nearby),
                          ("kind", words.kinds), ("adjective", words.adjectives), ("side", words.sides)):  # fmt: skip
        if word in members or bare in members:
            out.append(name)
    if word in adjectives_of_states():
        out.append("nisba")
    if not out:
        out.append("number" if word[:1].isdigit() else "the" if word.startswith("ال") else "other")
    return out


def states_named(candidates: list[Candidate]) -> frozenset[str]:
    """The states that a report's surest candidates lie in."""
    seen: dict[str, int] = {}
    for c in candidates:
        states = {s.country for s in c.spots if s.country}
        if len(states) == 1 and not c.weak and (c.kind is not None or _size(c) in ("state", "big", "phrase", "own")):
            code = states.pop()
            seen[code] = seen.get(code, 0) + 1
    return frozenset(seen)


def chance(document: Document, candidate: Candidate, words: PlaceWords, about: frozenset[str], models: Models | None) -> float:
    """The chance that a candidate names a place."""
    if _is_adjective(document, candidate):
        return 0.0
    model = models.linear(MODEL) if models is not None else None
    if model is not None:
        score = model.chance(features(document, candidate, about), "yes")
        return max(score, _PHRASE) if _is_phrase(document, candidate, words) else score
    return rule_of_thumb(document, candidate, words)


def rule_of_thumb(document: Document, candidate: Candidate, words: PlaceWords) -> float:
    """A rough chance without a model."""
    before = document.tokens[candidate.first - 1].norm if candidate.first else ""
    if candidate.kind is not None:
        return 0.9
    tiny = all(not s.own and s.population < VILLAGE for s in candidate.spots) and " " not in candidate.name.key
    if before in words.heads or ((candidate.weak or tiny) and not candidate.listed):
        return 0.3
    return 0.9
