"""The grammar of numbers: digits, words and mixtures of both, from one token on.

Arabic builds a cardinal from groups below a thousand, each with its scale, largest first, joined by "and"; within a group hundreds come
first, then units, then tens ("ثلاثمئة وخمسة وعشرون ألفا وأربعون"). Digits stand for a group ("13 ألفا و500").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from marsad.mentions.number_words import DAYS, NumberWord, word_of
from marsad.text.tokens import Token

_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[,.٬][0-9]{3})+(?:[٫.,][0-9]{1,2})?|[0-9]{1,3}(?:٬[0-9]{3})+٫[0-9]+")
_THOUSAND = 1000
_MILLION = 1_000_000
_LONGEST = 15  # digits; longer strings count nothing
_AND_ONE = "واحد"
_ELEVENTH = ("احد", "احدي", "اثن")
_ARTICLES = frozenset({"ال", "وال", "بال", "لل", "فال"})


class NumberRead(msgspec.Struct, frozen=True, gc=False):
    """A number read at a token: its value, kind (cardinal, ordinal, fraction), the token past it, and how it was written."""

    value: float
    kind: str
    end: int
    digits: bool
    article: bool = False


def read_number(tokens: Sequence[Token], i: int, end: int) -> NumberRead | None:
    """The longest number that begins at token `i` and ends before `end`; `None` if none does. A word "و" before it is not its part."""
    token = tokens[i]
    if token.kind == "number":
        return _from_digits(tokens, i, end)
    if token.kind == "punct":
        return _from_mark(tokens, i, end)
    if token.norm in _ARTICLES and i + 1 < end and tokens[i + 1].kind == "number" and tokens[i + 1].start <= token.end + 1:
        found = _from_digits(tokens, i + 1, end)
        return None if found is None else msgspec.structs.replace(found, article=True)
    word = word_of(token.norm, token.text)
    if word is None or (token.norm in DAYS and not _teen(tokens, i + 1, end)):
        return None
    return _from_word(tokens, i, end, word)


def _teen(tokens: Sequence[Token], i: int, end: int) -> bool:
    word = _word(tokens, i, end)
    return word is not None and word.kind == "ten" and not word.lead


def digits_value(norm: str, *, scaled: bool = False) -> float | None:
    """What a number token in digits is worth. A point or comma before exactly three digits parts thousands, unless a scale follows
    ("1.250 مليون"); the Arabic marks ٬ and ٫ are never in doubt."""
    if norm.isdigit():
        return float(norm) if len(norm) <= _LONGEST else None
    if "٫" not in norm and "٬" not in norm and scaled and norm.count(".") + norm.count(",") == 1:
        return float(norm.replace(",", "."))
    if _THOUSANDS.fullmatch(norm) and not norm.startswith("0"):
        head, mark, tail = _decimal_tail(norm)
        whole = re.sub(r"[,.٬]", "", head)
        return float(f"{whole}.{tail}" if mark else whole) if len(whole) <= _LONGEST else None
    plain = norm.replace("٬", "").replace("٫", ".").replace(",", ".")
    return float(plain) if plain.count(".") == 1 and len(plain) <= _LONGEST else None


def _decimal_tail(norm: str) -> tuple[str, str, str]:
    if "٫" in norm:
        head, _, tail = norm.partition("٫")
        return head, "٫", tail
    at = max(norm.rfind(","), norm.rfind("."))
    if at >= 0 and len(norm) - at - 1 != 3:
        return norm[:at], norm[at], norm[at + 1 :]
    return norm, "", ""


def _from_digits(tokens: Sequence[Token], i: int, end: int) -> NumberRead | None:
    follow = _word(tokens, i + 1, end)
    scaled = follow is not None and follow.kind in ("scale", "scales") and not follow.conj and not follow.article
    value = digits_value(tokens[i].norm, scaled=scaled)
    if value is None:
        return None
    if follow is not None and scaled:
        return _compound(tokens, i + 1, end, value, digits=True)
    if follow is not None and follow.kind == "point":
        return _pointed(tokens, i, end, value, digits=True)
    if follow is not None and follow.kind == "part" and follow.lead == "و" and value == int(value):
        return _half_more(tokens, i + 2, end, value + follow.value, digits=True)
    over = _over(tokens, i, end)
    if over:
        return NumberRead(value / over, "fraction", i + 3, True)
    return NumberRead(value, "cardinal", i + 1, True)


def scaled(tokens: Sequence[Token], i: int, end: int, value: float) -> NumberRead | None:
    """A value in digits with the scale that begins at token `i`; `None` if none does."""
    follow = _word(tokens, i, end)
    if follow is None or follow.kind not in ("scale", "scales") or follow.conj or follow.article:
        return None
    return _compound(tokens, i, end, value, digits=True)


def _half_more(tokens: Sequence[Token], i: int, end: int, value: float, *, digits: bool) -> NumberRead:
    """ "3 ونصف", "ثلاثة ونصف مليون": with the scale at token `i`, if one is there."""
    scale = _word(tokens, i, end)
    if scale is not None and scale.kind == "scale" and not scale.conj and not scale.article and not scale.lead:
        return NumberRead(value * scale.value, "cardinal", i + 1, digits)
    return NumberRead(value, "cardinal", i, digits)


def _over(tokens: Sequence[Token], i: int, end: int) -> float:
    """The denominator of "3/4"; 0 where there is none, or where it is a date."""
    if i + 2 < end and tokens[i + 1].norm == "/" and tokens[i + 2].kind == "number" and tokens[i + 1].start == tokens[i].end:
        dated = (i + 3 < len(tokens) and tokens[i + 3].norm == "/") or (i and tokens[i - 1].norm == "/")
        if tokens[i + 2].start == tokens[i + 1].end and not dated and tokens[i + 2].norm.isdigit():
            return float(tokens[i + 2].norm[:_LONGEST])
    return 0.0


def _from_mark(tokens: Sequence[Token], i: int, end: int) -> NumberRead | None:
    """ ".77" and "-12": a mark glued to digits and to nothing before it."""
    if i + 1 >= end or tokens[i].norm not in (".", "٫", "-") or tokens[i + 1].kind != "number" or tokens[i + 1].start != tokens[i].end:
        return None
    if i and tokens[i - 1].end == tokens[i].start:
        return None
    if tokens[i].norm != "-":
        tail = tokens[i + 1].norm
        return NumberRead(float(f"0.{tail}"), "cardinal", i + 2, True) if tail.isdigit() else None
    found = _from_digits(tokens, i + 1, end)
    if found is None or (found.end < len(tokens) and tokens[found.end].kind == "word"):
        return None  # a dash that opens a line of a list
    return msgspec.structs.replace(found, value=-found.value)


def _word(tokens: Sequence[Token], i: int, end: int) -> NumberWord | None:
    return word_of(tokens[i].norm, tokens[i].text) if i < end and tokens[i].kind == "word" else None


def _joined(tokens: Sequence[Token], i: int, end: int) -> tuple[NumberWord | None, bool, int]:
    """The number word at `i`, whether "and" joins it (glued or apart), and the token that it is."""
    if i >= end:
        return None, False, i
    if i + 1 < end and tokens[i].norm == "و":
        return _word(tokens, i + 1, end), True, i + 1
    word = _word(tokens, i, end)
    if tokens[i].norm == _AND_ONE:  # "وأحد" and "واحد" fold alike; before "عشر" it is the former
        after = _word(tokens, i + 1, end)
        return word, tokens[i].text.startswith("وأ") or (after is not None and after.kind in ("ten", "tens")), i
    return word, word is not None and word.lead == "و", i


def _from_word(tokens: Sequence[Token], i: int, end: int, word: NumberWord) -> NumberRead | None:
    if word.kind in ("ordinal", "ordinal_head"):
        return _ordinal(tokens, i, end, word)
    if word.kind == "zero":
        return NumberRead(0, "cardinal", i + 1, False, word.article)
    if word.kind == "part":
        return _part(tokens, i, end, word)
    if word.kind in ("scales", "parts", "point"):
        return None
    return _compound(tokens, i, end, None, digits=False)


def _part(tokens: Sequence[Token], i: int, end: int, word: NumberWord) -> NumberRead:
    """A half, a third; of a scale it is a number ("نصف مليون")."""
    scale = _word(tokens, i + 1, end)
    if scale is not None and scale.kind == "scale" and not scale.conj and not scale.lead:
        return NumberRead(word.value * scale.value, "cardinal", i + 2, False)
    return NumberRead(word.value, "fraction", i + 1, False, word.article)


def _parts(tokens: Sequence[Token], i: int, end: int, value: float, digits: bool) -> NumberRead:
    """Counted parts; of a scale they are a number ("ثلاثة أرباع المليون")."""
    scale = _word(tokens, i, end)
    if scale is not None and scale.kind == "scale" and not scale.conj and not scale.lead:
        return NumberRead(value * scale.value, "cardinal", i + 1, digits)
    return NumberRead(value, "fraction", i, digits)


def _ordinal(tokens: Sequence[Token], i: int, end: int, word: NumberWord) -> NumberRead | None:
    """ "الثالث", "الثالثة عشرة", "الحادي والعشرون", "الخامس بعد المئة" (read as five)."""
    follow, conj, at = _joined(tokens, i + 1, end)
    if follow is not None and not conj and follow.kind == "ten" and not follow.lead:
        return NumberRead(word.value + 10, "ordinal", at + 1, False, word.article)
    if follow is not None and conj and follow.kind == "tens" and follow.article:
        return NumberRead(word.value + follow.value, "ordinal", at + 1, False, word.article)
    return None if word.kind == "ordinal_head" else NumberRead(word.value, "ordinal", i + 1, False, word.article)


class _Sum:
    """A cardinal on its way: what is closed under a scale, and the open group below a thousand."""

    __slots__ = ("closed", "group", "scale", "tens")

    def __init__(self, group: float | None) -> None:
        self.closed = 0.0
        self.scale = float("inf")  # the last scale closed: the next must be smaller
        self.group = group or 0.0
        self.tens = 0 if group is None else 1  # whether the last two digits of the open group are settled: 0 no, 1 yes, 2 a lone unit

    def take(self, word: NumberWord, conj: bool, first: bool) -> bool:
        """Add a word; False where it does not continue the number."""
        step = getattr(self, f"_{word.kind}", None)
        return step is not None and bool(step(word.value, conj or first, first))

    def _unit(self, value: float, free: bool, first: bool) -> bool:
        if not free or self.tens or self.scale < _THOUSAND:
            return False
        self.group += value
        self.tens = 2
        return True

    def _head(self, value: float, free: bool, first: bool) -> bool:
        return self._unit(value, free, first)

    def _ten(self, value: float, free: bool, first: bool) -> bool:
        if (self.tens == 2 and not free) or (self.tens == 0 and free):
            self.group += value
        else:
            return False
        self.tens = 1
        return True

    def _tens(self, value: float, free: bool, first: bool) -> bool:
        if not free or self.tens == 1:
            return False
        self.group += value
        self.tens = 1
        return True

    def _hundred(self, value: float, free: bool, first: bool) -> bool:
        if self.tens == 2 and not free and 3 <= self.group <= 9:
            self.group *= value
        elif free and self.group == 0:
            self.group = value
        else:
            return False
        self.tens = 0
        return True

    def _hundreds(self, value: float, free: bool, first: bool) -> bool:
        if not free or self.group:
            return False
        self.group, self.tens = value, 0
        return True

    def _scale(self, value: float, free: bool, first: bool) -> bool:
        if value >= self.scale or (self.group and free and not first):
            return False
        if not self.group and not free:
            return False
        self.closed += (self.group or 1.0) * value
        self.group, self.tens, self.scale = 0.0, 0, value
        return True

    def _scales(self, value: float, free: bool, first: bool) -> bool:
        return bool(self.group) and self._scale(value, free, first)

    def _scale2(self, value: float, free: bool, first: bool) -> bool:
        if self.group or not free or value >= self.scale:
            return False
        self.closed += 2 * value
        self.tens, self.scale = 0, value
        return True


def _compound(tokens: Sequence[Token], i: int, end: int, group: float | None, *, digits: bool) -> NumberRead | None:
    """A cardinal from token `i` on, after `group` in digits if given. Steps back to the last token at which it was whole."""
    total = _Sum(group)
    best: NumberRead | None = None
    at, first = i, group is None
    article = False
    while at < end:
        word, conj, here = _joined(tokens, at, end)
        if first:
            word, conj, here = _word(tokens, at, end), False, at
            article = word is not None and word.article
        if word is None:
            if not first and total.closed and (tail := _digit_tail(tokens, at, end, total)) is not None:
                value, at = tail
                total.group, total.tens = value, 1
                best = NumberRead(total.closed + total.group, "cardinal", at, digits, article)
                continue
            break
        if word.kind == "part":
            return _halved(tokens, here, end, word, conj, total, best)
        if word.kind == "parts" and not conj and total.group and not total.closed:
            return _parts(tokens, here + 1, end, total.group / word.value, digits)
        if not first and ((word.article and not article) or (word.lead not in ("", "و"))):
            break
        if not total.take(_weighed(tokens, here, end, word, first, total), conj, first):
            break
        at, first = here + 1, False
        if word.kind != "head":  # اثنا stands for two only before عشر
            best = NumberRead(total.closed + total.group, _kind(tokens, i, at, word, article), at, digits, article)
    if best is not None and (point := _word(tokens, best.end, end)) is not None and point.kind == "point":
        return _pointed(tokens, best.end - 1, end, best.value, digits=False) or best
    return best


def _kind(tokens: Sequence[Token], i: int, at: int, word: NumberWord, article: bool) -> str:
    """ "العشرون" alone, "الأحد عشر" and "الواحد والعشرون" are ordinals; other words with the article are cardinals ("الجنود الخمسة")."""
    if not article or word.kind not in ("tens", "ten"):
        return "cardinal"
    if at == i + 1:
        return "ordinal" if word.kind == "tens" else "cardinal"
    return "ordinal" if any(one in tokens[i].norm for one in _ELEVENTH) else "cardinal"


def _weighed(tokens: Sequence[Token], i: int, end: int, word: NumberWord, first: bool, total: _Sum) -> NumberWord:
    """ "ألفا" before its noun is the dual ("ألفا جندي"); behind a number, or with more to come, one thousand ("ألفا و500")."""
    norm = tokens[i].norm
    if word.kind != "scale" or not norm.endswith("ا") or total.group or i + 1 >= end or tokens[i + 1].kind != "word":
        return word
    following, conj, _ = _joined(tokens, i + 1, end)
    if following is not None or conj or tokens[i + 1].norm == "و" or (i + 2 < end and tokens[i + 2].kind == "number"):
        return word
    return msgspec.structs.replace(word, kind="scale2")


def _digit_tail(tokens: Sequence[Token], i: int, end: int, total: _Sum) -> tuple[float, int] | None:
    """ "… و500": digits after "and" that fit below the last scale."""
    if i + 1 >= end or tokens[i].norm != "و" or tokens[i + 1].kind != "number" or total.group:
        return None
    value = digits_value(tokens[i + 1].norm)
    follow = _word(tokens, i + 2, end)
    if value is None or value != int(value):
        return None
    if follow is not None and follow.kind in ("scale", "scales") and not follow.conj:
        return (value, i + 2) if follow.value < total.scale else None
    return (value, i + 2) if _fits(value, total.scale) else None


def _fits(value: float, scale: float) -> bool:
    return value < scale and (scale <= _THOUSAND or value >= _THOUSAND or value == 0)


def _halved(
    tokens: Sequence[Token], at: int, end: int, word: NumberWord, conj: bool, total: _Sum, best: NumberRead | None
) -> NumberRead | None:
    """ "مليون ونصف", "3 ملايين ونصف المليون": the part is of the last scale; "ثلاثة ونصف" of one, or of the scale behind it."""
    if best is None or not conj:
        return best
    unit = total.scale if total.closed and not total.group else 1.0
    if unit == 1.0 and not total.closed:
        return _half_more(tokens, at + 1, end, best.value + word.value, digits=best.digits)
    past = at + 1
    again = _word(tokens, past, end)
    if again is not None and again.kind == "scale" and (again.article or (again.value == unit and not again.lead)):
        past += 1
    return NumberRead(best.value + word.value * unit, "cardinal", past, best.digits)


def _pointed(tokens: Sequence[Token], i: int, end: int, whole: float, *, digits: bool) -> NumberRead | None:
    """ "واحد فاصلة خمسة": token `i` is the last of the whole part."""
    if i + 2 >= end:
        return None
    tail = read_number(tokens, i + 2, end)
    if tail is None or tail.kind != "cardinal" or tail.value != int(tail.value) or tail.value < 0:
        return None
    return NumberRead(float(f"{int(whole)}.{int(tail.value)}"), "cardinal", tail.end, digits)
