"""Words that say what a number measures ("مقتل", "جريح", "نزح", "غارة"), found in a text.

Data: lexicon/data/figure_words.tsv. Which number a word measures, and whether it does, is for `figure_pairs` to weigh.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from marsad.lexicon.tables import read_tsv
from marsad.text.clitics import splits
from marsad.text.folding import fold_word
from marsad.text.kept import kept
from marsad.text.tokens import Token

DUAL = 2  # marks a dual, which is noun and number in one
_OWN = 3  # tokens after a word of a pair in which a number is its own


class Sense(msgspec.Struct, frozen=True, gc=False):
    """One reading of a word: the measure, how sure it is alone, its class, its line's first form, proclitics, pronoun."""

    measure: str
    sure: bool
    kind: str
    lemma: str
    pro: str = ""
    en: str = ""


class Trigger(msgspec.Struct, frozen=True, gc=False):
    """A word that may measure a number."""

    token: int
    sense: Sense


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[Sense, ...]]:
    table: dict[str, dict[tuple[str, str], Sense]] = {}
    for forms, kind, measure in read_tsv("figure_words.tsv", width=3, least=3):
        written = [fold_word(w) for w in forms.split()]
        for form in written:
            sense = Sense(measure.rstrip("?"), not measure.endswith("?"), kind, written[0])
            table.setdefault(form, {}).setdefault((sense.measure, kind), sense)
    return {form: tuple(senses.values()) for form, senses in table.items()}


@kept
def senses(norm: str) -> tuple[Sense, ...]:
    """The readings of a folded word, proclitics and pronoun taken off; the whole word wins over what is left of it."""
    table = _table()
    found = table.get(norm)
    if found is not None:
        return found
    for s in splits(norm):
        stems = (s.stem, s.stem[:-1] + "ه") if s.en and s.stem.endswith("ت") else (s.stem,)
        for stem in stems:
            here = [x for x in table.get(stem, ()) if _fits(s.pro, s.en, x.kind)]
            if here:
                return tuple(msgspec.structs.replace(x, pro=s.pro, en=s.en) for x in here)
    return ()


def _fits(pro: str, en: str, kind: str) -> bool:
    """A verb takes no article and no preposition; "my" hides in the ending of too many words."""
    if en == "ي":
        return False
    return kind != "verb" or pro in ("", "و", "ف", "س", "وس", "فس", "ل")


def find_triggers(tokens: Sequence[Token], first: int, last: int, *, is_number: Sequence[int]) -> list[Trigger]:
    """Every word of tokens `first` to `last` that may measure a number, each reading apart; a pair such as "قتلى وجرحى" and
    "مقتل وإصابة" counts as casualties, unless the second has a number of its own ("خمسة قتلوا وأصيب 12", "قتيلا وجريحين").
    `is_number` marks the tokens of numbers, those of duals with `DUAL`."""
    out: list[Trigger] = []
    for i in [t.i for t in tokens[first:last] if senses(t.norm)]:
        here = senses(tokens[i].norm)
        pair = _both(senses(tokens[i - 1].norm), here) if i > first and not _apart(tokens, is_number, i, first, last) else None
        if pair is not None:
            out = [t for t in out if t.token != i - 1 or t.sense.measure != "killed"]
            out.append(Trigger(i, pair))
        out.extend(Trigger(i, sense) for sense in here if pair is None or sense.measure != "injured")
    return out


def _apart(tokens: Sequence[Token], is_number: Sequence[int], i: int, first: int, last: int) -> bool:
    """Whether the second word of a pair has a number of its own: it is a dual, or one number stands before the pair and another behind it,
    with no mark between ("عشرات القتلى والجرحى، بينهم 5 أطفال" is one number of both)."""
    if is_number[i] == DUAL:
        return True
    behind = next((j for j in range(i + 1, min(i + 1 + _OWN, last)) if is_number[j] or tokens[j].kind == "punct"), i)
    return bool(behind > i and is_number[behind]) and any(is_number[max(first, i - 1 - 2 * _OWN) : i - 1])


def _both(before: tuple[Sense, ...], here: tuple[Sense, ...]) -> Sense | None:
    """ "قتلى وجرحى", "مقتل وإصابة": killed or hurt, not told apart; two words of one class joined by "and"."""
    for sense in here:
        if sense.measure == "injured" and sense.pro.startswith("و") and any(b.measure == "killed" and b.kind == sense.kind for b in before):
            return msgspec.structs.replace(sense, measure="casualties", lemma="قتلي وجرحي")
    return None
