"""Hedges: words that bound or blur a number ("نحو", "ما لا يقل عن", "على الأقل"), and vague words that stand for one ("عشرات").

Data: lexicon/data/hedges.tsv. Bounds of vague words are those of the codebook, "Figures".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from marsad.lexicon.tables import read_tsv
from marsad.mentions.counted_nouns import counted
from marsad.mentions.number_words import number_words
from marsad.records import Qualifier
from marsad.text.folding import fold_word
from marsad.text.tokens import Token

_LEADS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")
_REACH = 8  # tokens behind a number in which "at least" still speaks of it
_FAR = 8  # tokens before a number in which "the number of dead passed" still does
_SUPERLATIVES = frozenset({"اكبر", "اعلي", "اقل", "اكثر", "ثاني", "نفس", "اي", "كل"})
_SCALES = {"الاف": 1000, "الالاف": 1000, "ملايين": 1_000_000, "الملايين": 1_000_000}
_SUBJECT = "…"
_GLUED = ("ما", "لا", "لم", "لن")  # written as one with the word behind them
_NEGATIONS = frozenset({"لا", "لم", "لن", "ولا", "ولم", "ما", "مالا", "ليس", "ليست", "ليسوا"})
_PRONOUNS = ("", "ه", "ها", "هم", "هن")
_OPEN = frozenset({"(", '"'})
_TURNED: dict[Qualifier, Qualifier] = {"at_least": "at_most", "at_most": "at_least"}

Phrase = tuple[tuple[str, ...], Qualifier]


class Vague(msgspec.Struct, frozen=True, gc=False):
    """A vague number: bounds (no upper bound where `None`), the token past it, whether a counted noun must follow."""

    low: int
    high: int | None
    end: int
    needs_noun: bool


class _Hedges(msgspec.Struct, frozen=True, gc=False):
    before: dict[str, tuple[Phrase, ...]]  # by last word, the longest phrase first
    parted: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...], Qualifier], ...]]  # by the last word before the subject; what follows it
    after: dict[str, tuple[Phrase, ...]]  # by first word
    vague: dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]  # by first word
    words: dict[str, frozenset[str]]  # times, count, step, up_to


@lru_cache(maxsize=1)
def _hedges() -> _Hedges:
    before: dict[str, list[Phrase]] = {}
    parted: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], Qualifier]]] = {}
    after: dict[str, list[Phrase]] = {}
    vague: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    words: dict[str, set[str]] = {"times": set(), "count": set(), "step": set(), "up_to": set()}
    for phrase, kind, value in read_tsv("hedges.tsv", width=3, least=2):
        qualifier: Qualifier = value  # type: ignore[assignment]
        for written in _spellings(tuple(fold_word(w) for w in phrase.split()), kind):
            if kind == "before":
                for form, said in _negated(written, qualifier):
                    whole = tuple(w for w in form if w != _SUBJECT)
                    before.setdefault(whole[-1], []).append((whole, said))
                    if _SUBJECT in form:
                        at = form.index(_SUBJECT)
                        parted.setdefault(form[at - 1], []).append((form[:at], form[at + 1 :], said))
            elif kind == "after":
                after.setdefault(written[0], []).append((written, qualifier))
            elif kind in ("vague", "vague_of"):
                vague.setdefault(written[0], []).append((written, value, kind == "vague_of"))
            else:
                words[kind].add(written[0])
    return _Hedges(
        {k: tuple(sorted(v, key=lambda x: -len(x[0]))) for k, v in before.items()},
        {k: tuple(sorted(v, key=lambda x: -len(x[0]) - len(x[1]))) for k, v in parted.items()},
        {k: tuple(sorted(v, key=lambda x: -len(x[0]))) for k, v in after.items()},
        {k: tuple(sorted(v, key=lambda x: -len(x[0]))) for k, v in vague.items()},
        {k: frozenset(v) for k, v in words.items()},
    )  # fmt: skip


def _spellings(words: tuple[str, ...], kind: str) -> set[tuple[str, ...]]:
    """A phrase with proclitics on its first word, the article and pronouns where its class takes them, and particles written as one with
    the word behind them ("مالايقل عن")."""
    firsts = [lead + words[0] for lead in _LEADS]
    if kind in ("vague", "count"):
        firsts += [lead + ("ل" if lead.endswith("ل") else "ال") + words[0] for lead in _LEADS]
    if kind == "count":
        stem = words[0][:-1] + "ت" if words[0].endswith("ه") else words[0]
        firsts += [lead + stem + pronoun for lead in _LEADS for pronoun in _PRONOUNS[1:]]
    out: set[tuple[str, ...]] = set()
    todo = [(first, *words[1:]) for first in firsts]
    while todo:
        form = todo.pop()
        if form not in out:
            out.add(form)
            todo += [
                (*form[:k], form[k] + form[k + 1], *form[k + 2 :])
                for k in range(len(form) - 1)
                if form[k].endswith(_GLUED) and words[0] in _GLUED and form[k + 1] != _SUBJECT
            ]
    return out


def _negated(words: tuple[str, ...], qualifier: Qualifier) -> list[Phrase]:
    """A phrase, and what it says with a negation written as one with its verb ("لايتجاوز"); those apart are seen where they stand."""
    verb = qualifier == "at_least" and _SUBJECT in words and words[0][0] in "يت"
    return [(words, qualifier), *(((neg + words[0], *words[1:]), _TURNED[qualifier]) for neg in _GLUED[1:] if verb)]


def hedge_before(tokens: Sequence[Token], first: int, start: int) -> Qualifier | None:
    """What a hedge right before token `first` says of the number there; `start` is where the sentence begins."""
    table = _hedges()
    i = first - 1
    while i >= start:
        said = _ends_at(tokens, i, start, table)
        if said is not None:
            return said
        if tokens[i].norm not in ("ال", "ب", "ل") and tokens[i].norm not in _OPEN and tokens[i].norm not in table.words["step"]:
            break
        i -= 1
    return _over_subject(tokens, first, start, table)


def _ends_at(tokens: Sequence[Token], i: int, start: int, table: _Hedges) -> Qualifier | None:
    """What the longest hedge that ends with token `i` says."""
    for words, qualifier in table.before.get(tokens[i].norm, ()):
        low = i - len(words) + 1
        if low >= start and all(tokens[low + k].norm == w for k, w in enumerate(words)):
            return _turned(tokens, low, start, words, qualifier)
    return None


def _turned(tokens: Sequence[Token], low: int, start: int, words: tuple[str, ...], qualifier: Qualifier) -> Qualifier:
    """What a hedge from token `low` on says, a negation before it heeded."""
    if low > start and tokens[low - 1].norm in _NEGATIONS and not words[0].startswith(("لا", "ما")):
        return _TURNED.get(qualifier, qualifier)
    return qualifier


def _over_subject(tokens: Sequence[Token], first: int, start: int, table: _Hedges) -> Qualifier | None:
    """ "تجاوز عدد القتلى 20", "لا يقل عددهم عن 20": a hedge with its subject between verb and number."""
    last = first - 1
    while last > start and (tokens[last].norm in ("ال", *_OPEN) or tokens[last].norm in table.words["step"]):
        last -= 1
    for k in range(last, max(start + 1, first - _FAR) - 1, -1):
        if tokens[k].kind == "number" or (tokens[k].kind == "punct" and tokens[k].norm not in _OPEN):
            return None
        if tokens[k].norm not in table.words["count"]:
            continue
        for head, tail, qualifier in table.parted.get(tokens[k - 1].norm, ()):
            low, rest = k - len(head), last + 1 - len(tail)
            if low < start or rest <= k or any(tokens[low + n].norm != w for n, w in enumerate(head)):
                continue
            if all(tokens[rest + n].norm == w for n, w in enumerate(tail)):
                return _turned(tokens, low, start, head, qualifier)
    return None


def up_to(tokens: Sequence[Token], first: int, start: int) -> bool:
    """Whether "up to" stands right before token `first`; it bounds only what counts something."""
    i = first - 1
    if i > start and tokens[i].norm == "ال":
        i -= 1
    return i >= start and tokens[i].norm in _hedges().words["up_to"]


def hedge_after(tokens: Sequence[Token], last: int, stop: int, *, reach: int = _REACH) -> Qualifier | None:
    """What a hedge in the phrase behind a number says of it; `last` is the token past the number, `stop` where to look no further."""
    after = _hedges().after
    for i in range(last, min(stop, last + reach)):
        for words, qualifier in after.get(tokens[i].norm, ()):
            past = i + len(words)
            if past <= stop and all(tokens[i + k].norm == w for k, w in enumerate(words)):
                if past < stop and tokens[past].norm in ("من", "عن", "علي") and words[-1].endswith(("اكثر", "اقل", "يزيد")) and not words[-1].startswith("ال"):
                    return None  # "وأكثر من 30": of the next number
                return qualifier
        if _another(tokens[i]) or (
            tokens[i].kind == "punct" and not (tokens[i].norm in "،,)" and i + 1 < stop and tokens[i + 1].norm in after)
        ):
            return None
    return None


def _another(token: Token) -> bool:
    """Whether a token begins another number, to which a hedge behind it belongs."""
    if token.kind == "number" or starts_vague(token.norm):
        return True
    word = number_words().get(token.norm)
    if word is not None:
        return word.value > 1 and word.kind not in ("ordinal", "ordinal_head", "point", "part")
    noun = counted(token.norm)
    return noun is not None and noun.number == "d" and not noun.en and not noun.relative  # "جنديان تركيان"


def vague_at(tokens: Sequence[Token], i: int, end: int) -> Vague | None:
    """The vague number that begins at token `i`: "عشرات الآلاف", "عدة مئات", "عدد من"."""
    table = _hedges()
    norm = tokens[i].norm
    if norm in table.words["times"] and i + 1 < end:
        inner = _vague(tokens, i + 1, end, table)
        if inner is not None and not inner.needs_noun:
            return inner
    return _vague(tokens, i, end, table)


def starts_vague(norm: str) -> bool:
    """Whether a folded word may begin a vague number; quick."""
    table = _hedges()
    return norm in table.vague or norm in table.words["times"]


def _vague(tokens: Sequence[Token], i: int, end: int, table: _Hedges) -> Vague | None:
    for words, value, needs_noun in table.vague.get(tokens[i].norm, ()):
        stop = i + len(words)
        if stop > end or any(tokens[i + k].norm != w for k, w in enumerate(words)):
            continue
        if needs_noun and i and tokens[i - 1].norm in _SUPERLATIVES:
            continue  # "the largest number of"
        low, _, high = value.partition("-")
        scale = _SCALES.get(tokens[stop].norm, 0) if stop < end and not needs_noun and int(low) < 1000 else 0
        if scale:
            return Vague(int(low) * scale, (int(high) + 1) * scale - 1, stop + 1, False)
        return Vague(int(low), int(high) if high else None, stop, needs_noun)
    return None
