"""What looks like a number and counts nothing: years, days of months, clock times, ages, phones, articles of law, names of units.

Data: lexicon/data/not_numbers.tsv, months.tsv.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from marsad.lexicon.tables import read_tsv
from marsad.mentions.counted_nouns import counted
from marsad.mentions.not_numbers import classes_of
from marsad.mentions.number_grammar import NumberRead
from marsad.mentions.number_hedges import hedge_before
from marsad.mentions.number_words import number_words
from marsad.mentions.singulars import is_harm
from marsad.text.folding import fold_word
from marsad.text.tokens import Token

_YEARS = range(1300, 2101)
_DAY = 31
_NAME = 4  # tokens of a name in quotation marks that ends in a number
_PHONE = 10  # digits without separators
_AGED = frozenset({"عاما", "عام", "سنه", "سنوات", "سنتين", "عامين", "اعوام", "ربيعا"})
_GLUE = frozenset({"/", "-", ".", ":"})
_HYPHENS = frozenset({"-", "_", "–", "ـ"})
_CLITICS = frozenset({"و", "ب", "ل", "ك", "ف", "ال"})
OTHERS = frozenset({"اخرين", "اخرون", "اخر", "اخري", "اخران", "غيرهم"})
_AMONG = frozenset({"منهم", "بجروح", "بجراح"})  # behind a number: it counts
_COUNTED_BEFORE = 4  # tokens between a number and "and hurt" with another


@lru_cache(maxsize=1)
def _months() -> frozenset[str]:
    return frozenset(fold_word(row[0]).split()[0] for row in read_tsv("months.tsv"))


def is_label(tokens: Sequence[Token], first: int, found: NumberRead, start: int, stop: int) -> bool:
    """Whether the number that begins at token `first` is none in truth; `start` and `stop` are the ends of its sentence."""
    before = _before(tokens, first, start)
    kinds = classes_of(before)
    after = tokens[found.end].norm if found.end < stop else ""
    if "group" in kinds and found.article and not _counts(after):
        return True
    if found.kind == "ordinal":
        return "rank" in kinds or after in _months()
    if "label" in kinds and not _counts(after):
        return True
    if "model" in kinds and found.digits and (not _counts_after(tokens, found.end, stop) or tokens[first - 1].norm in _HYPHENS):
        return True
    if found.digits and (_named(tokens, first, after) or _listed_first(tokens, first, found, start) or _qualified(tokens, first, start, after)):
        return True
    if (
        found.digits
        and after == '"'
        and any(tokens[i].norm == '"' for i in range(max(start, first - _NAME), first))
        and tokens[first - 1].norm != '"'
    ):
        return True  # the last word of a name in quotation marks
    if "clock" in kinds and not _counts(after):
        return True
    return (
        _dated(tokens, first, found, before, after, start, stop) or _aged(tokens, first, found, kinds, start, stop) or _phone(tokens, first, found)
    )


def _before(tokens: Sequence[Token], first: int, start: int) -> str:
    i = first - 1
    while i >= start and (
        tokens[i].norm in ('"', "(", ":") or (tokens[i].norm in ("رقم", "من", "-") and i - 1 >= start and tokens[i - 1].kind == "word")
    ):
        if tokens[i].norm == "من" or tokens[i].norm == "(":
            break
        if tokens[i].norm == "رقم":
            return "رقم"
        i -= 1
    return tokens[i].norm if i >= start else ""


def _counts(norm: str) -> bool:
    noun = counted(norm) if norm else None
    return noun is not None and noun.pro == ""


def _named(tokens: Sequence[Token], first: int, after: str) -> bool:
    """Digits written as one with a foreign letter or, over a hyphen, with a word: "F16", "إن-26"; "5+1"."""
    if after == "+":
        return True
    if first == 0 or tokens[first - 1].end != tokens[first].start:
        return False
    mark = tokens[first - 1]
    if mark.kind == "word":
        return mark.norm.isascii()
    if mark.norm == "+" and first > 1 and tokens[first - 2].kind == "number" and tokens[first - 2].end == mark.start:
        return True
    if mark.norm not in _HYPHENS or first == 1 or tokens[first - 2].end != mark.start or _counts(after) or after in ("%", "٪"):
        return False
    return tokens[first - 2].kind == "word" and tokens[first - 2].norm not in _CLITICS


def _listed_first(tokens: Sequence[Token], first: int, found: NumberRead, start: int) -> bool:
    """The number of an item: "4- إقرار" where a sentence begins."""
    mark = tokens[found.end] if found.end < len(tokens) else None
    beyond = tokens[found.end + 1] if found.end + 1 < len(tokens) else None
    return first == start and mark is not None and mark.norm in ("-", "–") and beyond is not None and beyond.kind == "word"


def _qualified(tokens: Sequence[Token], first: int, start: int, after: str) -> bool:
    """ "القرار الأممي 1701": an adjective between the word and its number."""
    i = first - 1
    return (
        i - 1 >= start
        and tokens[i].norm.startswith("ال")
        and tokens[i].norm not in number_words()  # "الجولة الأولى 34 مرشحا"
        and tokens[i - 1].norm.removeprefix("ب").removeprefix("و").startswith("ال")
        and "label" in classes_of(tokens[i - 1].norm)
        and not _counts(after)
    )


def _dated(tokens: Sequence[Token], first: int, found: NumberRead, before: str, after: str, start: int, stop: int) -> bool:
    """A day before its month, a year, parts of dates in digits."""
    value = found.value
    if value != int(value):
        return found.kind == "fraction" and found.digits and _date_like(tokens, first)
    if 1 <= value <= _DAY and (after in _months() or (after == "من" and found.end + 1 < stop and tokens[found.end + 1].norm in _months())):
        return not _counts(before) or True
    if found.digits:
        if _glued(tokens, first, found.end):
            return True
        plain = tokens[first].norm.isdigit()
        if plain and len(tokens[first].norm) == 4 and int(value) in _YEARS and found.end == first + 1:
            if "year" in classes_of(before) or before in _months():
                return True
            return not (_counts_after(tokens, found.end, stop) or _bounded(tokens, first, start, after) or _hurt_too(tokens, first, start))
    return "year" in classes_of(before) and value >= 1000


def _counts_after(tokens: Sequence[Token], i: int, stop: int) -> bool:
    """Whether what follows is counted: a known noun, or "of" and one."""
    if i < stop and tokens[i].norm == "من":
        i += 1
        return i < stop and (noun := counted(tokens[i].norm)) is not None and noun.pro in ("", "ال")
    return i < stop and (_counts(tokens[i].norm) or tokens[i].norm in OTHERS or tokens[i].norm in _AMONG)


def _bounded(tokens: Sequence[Token], first: int, start: int, after: str) -> bool:
    """Whether a hedge that no year has stands before: "أكثر من 1700"."""
    return hedge_before(tokens, first, start) in ("at_least", "at_most", "about") and after != "م" and tokens[first - 1].norm not in ("حدود", "بحدود")


def _hurt_too(tokens: Sequence[Token], first: int, start: int) -> bool:
    """ "قتل 1446 شخصا وجرح 1687": joined by "and" and a word of harm to another number."""
    harm = tokens[first - 1].norm if first > start else ""
    near = range(max(start, first - 1 - _COUNTED_BEFORE), first - 1)
    return harm[:1] == "و" and is_harm(harm) and any(tokens[k].kind == "number" for k in near)


def _date_like(tokens: Sequence[Token], first: int) -> bool:
    whole, over = tokens[first].norm, tokens[first + 2].norm
    return whole.isdigit() and over.isdigit() and 1 <= int(whole) <= _DAY and 1 <= int(over) <= 12 and int(whole) > int(over)


def _glued(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Part of a date, time or score in digits: 24/1/2015, 2015-04-12, 10:30."""
    hits = 0
    for mark, number in ((first - 1, first - 2), (last, last + 1)):
        if 0 <= number < len(tokens) and tokens[mark].norm in _GLUE and tokens[number].kind == "number":
            low, high = (number, first) if number < first else (last - 1, number)
            touching = tokens[low].end == tokens[mark].start and tokens[mark].end == tokens[high].start
            if not touching and tokens[mark].norm == "/":
                return True
            if touching and tokens[mark].norm == "-" and _no_range(tokens, low, high):
                return True
            if touching and tokens[mark].norm in ("/", ":"):
                return True
            hits += touching
            if touching and tokens[mark].norm == "-" and (len(tokens[first].norm) == 4 or len(tokens[number].norm) == 4):
                return True
    return hits > 1


def _no_range(tokens: Sequence[Token], low: int, high: int) -> bool:
    """ "3-1" is a score: a range goes up, or counts something ("30-20 شخصا")."""
    before, after = tokens[low].norm, tokens[high].norm
    noun = counted(tokens[high + 1].norm) if high + 1 < len(tokens) else None
    return before.isdigit() and after.isdigit() and int(before) >= int(after) and (noun is None or noun.pro != "" or noun.kind == "none")


def _aged(tokens: Sequence[Token], first: int, found: NumberRead, kinds: frozenset[str], start: int, stop: int) -> bool:
    """ "(15 عاما)", "البالغ من العمر 20 عاما", "20 عاما" beside "العمر"."""
    if found.end >= stop or tokens[found.end].norm not in _AGED:
        return (
            found.digits
            and first > start
            and found.end < stop
            and tokens[first - 1].norm == "("
            and tokens[found.end].norm == ")"
            and found.value < 1900
        )
    near = range(max(start, first - 4), min(stop, found.end + 4))
    return (
        "age" in kinds
        or any("age" in classes_of(tokens[i].norm) and tokens[i].norm not in ("يبلغ", "البالغ", "البالغه") for i in near)
        or (first > start and tokens[first - 1].norm == "(")
        or (found.end + 1 < stop and tokens[found.end + 1].norm == ")")
    )


def _phone(tokens: Sequence[Token], first: int, found: NumberRead) -> bool:
    norm = tokens[first].norm
    if not found.digits or not norm.isdigit():
        return False
    plus = first > 0 and tokens[first - 1].norm == "+" and tokens[first - 1].end == tokens[first].start
    return len(norm) >= _PHONE or (len(norm) > 5 and (norm[0] == "0" or plus))
