"""Principal parts of a verb from its past: the shape (form I to X), present, masdar and participles.

Parts are written without vowel signs, but with shadda where it tells forms apart: a doubled last letter (شنّ) makes a
doubled verb, a doubled middle letter (دمّر) a verb of form II. Forms II to X are regular; of form I the present and the
masdar must be given. Source of the patterns: Ryding, A Reference Grammar of Modern Standard Arabic.
"""

from __future__ import annotations

import msgspec

SHADDA = "ّ"
_T = "تطد"  # what the t of form VIII may become
_WEAK = "اىوي"


class Verb(msgspec.Struct, frozen=True, gc=False):
    """A verb's principal parts, spelled with hamza and without vowel signs; `shape` is the form in arabic figures."""

    past: str
    present: str
    shape: int
    doubled: bool

    @property
    def hollow(self) -> bool:
        """A weak middle letter: قام, أعاد, احتاج."""
        return not self.doubled and len(self.past) > 2 and self.past[-2] == "ا" and self.shape not in (3, 6)

    @property
    def defective(self) -> bool:
        """A weak last letter: دعا, رمى, لقي."""
        return not self.doubled and self.past[-1] in "اىي"


def verb(past: str, present: str = "") -> Verb:
    """A verb from its past (shadda kept where it matters) and, for form I or where it is not regular, its present."""
    doubled = past.endswith(SHADDA)
    medial = SHADDA in past[:-1]
    bare = past.replace(SHADDA, "")
    shape = _shape(bare, medial, doubled)
    return Verb(bare, present.replace(SHADDA, "") or _present(bare, shape, doubled), shape, doubled)


def _shape(past: str, medial: bool, doubled: bool) -> int:
    n = len(past) + doubled
    if past.startswith("است") and n >= 6:
        return 10
    if past.startswith("ا") and n >= 4:
        return 7 if past[1] == "ن" and n >= 5 else 8
    if past.startswith("ت") and n >= 5 and past[2] == "ا":
        return 6
    if past.startswith("ت") and (medial or n >= 5 or (n == 4 and past[-1] == "ى")):
        return 5
    if medial:
        return 2
    if past.startswith(("أ", "آ")) and n >= 4:
        return 4
    if past[1:2] == "ا" and n >= 4:
        return 3
    return 1 if n == 3 else 2  # four letters and none of these: دحرج goes like form II


def _present(past: str, shape: int, doubled: bool) -> str:
    """The regular present of forms II to X; nothing for form I, whose present must be given."""
    if shape == 1:
        return ""
    if shape in (5, 6):
        return "ي" + past
    stem = past[1:] if shape in (4, 7, 8, 10) else past
    if past[-1] == "ى":
        stem = stem[:-1] + "ي"
    elif past[-1] == "أ":
        stem = stem[:-1] + "ئ"
    if past[0] == "أ" and shape in (2, 3):
        stem = "ؤ" + stem[1:]
    if not doubled and past[-2] == "ا" and shape in (4, 10):
        stem = stem[:-2] + "ي" + stem[-1]
    return "ي" + stem


def masdar(v: Verb) -> str:
    """The regular masdar of forms II to X; nothing for form I."""
    p = v.past
    if v.shape == 1:
        return ""
    if v.shape == 2:
        return _masdar_two(p)
    if v.shape == 3:
        return "م" + (p[:-1] + "اة" if p[-1] == "ى" else p + "ة")
    if v.shape in (5, 6):
        return p[:-1] + ("ي" if p[-1] == "ى" else "ؤ" if p[-1] == "أ" else p[-1])
    if v.shape == 4:
        return _masdar_four(v)
    return _masdar_long(v)


def _masdar_two(p: str) -> str:
    if p[-1] == "ى":
        return "ت" + p[:-1] + "ية"
    if p[-1] == "أ":
        return "ت" + p[:-1] + "ئة"
    return "ت" + p[:-1] + "ي" + p[-1] if len(p) == 3 else p + "ة"


def _masdar_four(v: Verb) -> str:
    p = v.past
    if p[0] == "آ":
        return "إي" + p[1:-1] + ("اء" if p[-1] == "ى" else "ا" + p[-1])
    if v.hollow:
        return "إ" + p[1:] + "ة"
    head = "إ" + ("ي" if p[1] == "و" else p[1])
    if v.doubled:
        return head + p[2:] + "ا" + p[-1]
    return head + p[2:-1] + ("اء" if p[-1] in "ىأ" else "ا" + p[-1])


def _masdar_long(v: Verb) -> str:
    """Forms VII, VIII and X."""
    p = v.past
    if v.hollow:
        return p + "ة" if v.shape == 10 else p[:-2] + "يا" + p[-1]
    if v.doubled:
        return p + "ا" + p[-1]
    if v.shape == 10 and p[3] == "و":
        p = p[:3] + "ي" + p[4:]
    return p[:-1] + ("اء" if p[-1] in "ىأ" else "ا" + p[-1])


def active_participle(v: Verb) -> str:
    """The active participle: قاصف, مدمر, متظاهر, داعي (defective ones with their ي)."""
    p = v.past
    if v.shape != 1:
        stem = v.present[1:]
        return "م" + (stem[:-1] + "ي" if stem[-1] == "ى" else stem[:-1] + "ئ" if stem[-1] == "أ" else stem)
    if v.doubled:
        return p[0] + "ا" + p[1]
    head = "آ" if p[0] == "أ" else p[0] + "ا"
    if v.hollow:
        return head + "ئ" + p[2] if p[2] != "ء" else head + "ئي"
    return head + p[1] + ("ي" if v.defective else "ئ" if p[2] == "أ" else p[2])


def passive_participle(v: Verb) -> str:
    """The passive participle: مقصوف, مدمر, مستعاد, مرمي (form I) and ملقى (the others)."""
    p = v.past
    if v.shape != 1:
        stem = v.present[1:]
        if v.hollow:
            return "م" + stem[:-2] + "ا" + stem[-1]
        return "م" + (stem[:-1] + "ى" if stem[-1] in "يى" else stem[:-1] + "أ" if stem[-1] in "ئأ" else stem)
    if v.doubled:
        return "م" + p + "و" + p[1]
    if v.hollow:
        return "م" + p[0] + ("ي" if v.present[-2] == "ي" else "و") + p[2]
    if v.defective:
        return "م" + p[:-1] + ("و" if v.present[-1] == "و" else "ي")
    return "م" + p[:2] + "و" + ("ء" if p[2] == "أ" else p[2])
