"""A writer of numbers in Arabic words, for tests only: both genders, both cases, with and without a blank after "and"."""

from __future__ import annotations

MASCULINE = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
FEMININE = ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"]
TENS = ["", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"]
HUNDREDS = ["", "مئة", "مئت", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]


def spell(n: int, *, feminine: bool = False, oblique: bool = False, blank: bool = False, old: bool = False, apart: bool = False) -> str:
    """`n` in words. `feminine`: of a feminine noun; `oblique`: genitive and accusative; `blank`: "و" stands alone; `old`: مائة for
    مئة; `apart`: "ثلاث مئة" in two words."""
    if n == 0:
        return "صفر"
    parts: list[str] = []
    for scale, one, two, few, many in (
        (1_000_000_000, "مليار", "مليار", "مليارات", "مليارا"),
        (1_000_000, "مليون", "مليون", "ملايين", "مليونا"),
        (1_000, "ألف", "ألف", "آلاف", "ألفا"),
    ):
        count, n = divmod(n, scale)
        if count == 1:
            parts.append(one)
        elif count == 2:
            parts.append(two + ("ين" if oblique else "ان"))
        elif count:
            words = _below_thousand(count, feminine=False, oblique=oblique, blank=blank, apart=apart)
            rest = count % 100
            parts.append(f"{words} {few if 3 <= rest <= 10 else many if 11 <= rest <= 99 else one}")
    if n:
        parts.append(_below_thousand(n, feminine=feminine, oblique=oblique, blank=blank, apart=apart))
    text = (" و " if blank else " و").join(parts)
    return text.replace("مئ", "مائ") if old else text


def _below_thousand(n: int, *, feminine: bool, oblique: bool, blank: bool, apart: bool) -> str:
    parts = []
    hundreds, rest = divmod(n, 100)
    if hundreds == 2:
        parts.append("مئت" + ("ين" if oblique else "ان"))
    elif hundreds:
        word = HUNDREDS[hundreds]
        parts.append(word.replace("مئة", " مئة").strip() if apart else word)
    if rest:
        parts.append(_below_hundred(rest, feminine=feminine, oblique=oblique, blank=blank))
    return (" و " if blank else " و").join(parts)


def _below_hundred(n: int, *, feminine: bool, oblique: bool, blank: bool) -> str:
    units = FEMININE if feminine else MASCULINE
    if n <= 10:
        word = units[n]
        return word[:-2] + "ين" if n == 2 and oblique else word
    if n == 11:
        return "إحدى عشرة" if feminine else "أحد عشر"
    if n == 12:
        return ("اثنتي عشرة" if oblique else "اثنتا عشرة") if feminine else ("اثني عشر" if oblique else "اثنا عشر")
    if n < 20:
        return f"{units[n - 10]} {'عشرة' if feminine else 'عشر'}"
    tens, unit = divmod(n, 10)
    ten = TENS[tens] + ("ين" if oblique else "ون")
    if not unit:
        return ten
    first = _below_hundred(unit, feminine=feminine, oblique=oblique, blank=blank)
    return f"{first} و {ten}" if blank else f"{first} و{ten}"
