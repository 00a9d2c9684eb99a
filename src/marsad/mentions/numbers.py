"""Numbers in a text, with the hedges that bound them and the nouns that they count.

A mention's span is the number itself; `low`, `high` and `qualifier` take its hedges in, as the codebook has it ("Figures"). The dual and,
after a word of harm, the singular of a known noun are numbers too ("جنديان", "مقتل مدني"). Years, dates, ages, phones, articles
of law and numbers in names are none (`number_filter`).
"""

from __future__ import annotations

from marsad.mentions.counted_nouns import Counted, counted
from marsad.mentions.not_numbers import classes_of
from marsad.mentions.number_brackets import in_brackets, told_twice
from marsad.mentions.number_filter import OTHERS, is_label
from marsad.mentions.number_grammar import NumberRead, read_number
from marsad.mentions.number_hedges import hedge_after, hedge_before, starts_vague, up_to, vague_at
from marsad.mentions.number_words import number_words
from marsad.mentions.singulars import another_at, is_harm, one_of, singular_at
from marsad.mentions.types import NumberMention
from marsad.reading import Reading
from marsad.records import Qualifier
from marsad.text.document import Document, Sentence
from marsad.text.kept import kept

_PERCENT = frozenset({"%", "٪", "بالميه", "بالمايه", "بالمية"})
_SIGNS = frozenset({"%", "٪"})
_LEADS = frozenset({"ال", "-", ".", "٫", "وال", "بال", "لل"})  # what may stand before the digits of a number
_LABEL_LINKS = frozenset({"و", "او"})  # between labels: "المواد 7 و8"
_BETWEEN = frozenset({"بين", "وبين", "مابين", "ومابين"})
_YEAR = 4  # digits of a year
_FEW = 2  # "even one", "even two"
_WIDEST = 4.0  # "3 to 12" may be a range, "2 to 500" is none
_RISEN = 12  # tokens back in which "rose" makes "from 20 to 30" two numbers


@kept
def _may_begin(norm: str) -> bool:
    """Whether a folded word or mark may begin a number; most may not."""
    noun = counted(norm)
    return (
        norm in number_words() or norm in OTHERS or norm in _LEADS or starts_vague(norm) or (noun is not None and noun.kind != "none" and noun.number in "ds")
    )


def read_numbers(reading: Reading) -> None:
    """Fill `reading.numbers`."""
    reading.numbers = find_numbers(reading.document)


def find_numbers(document: Document) -> list[NumberMention]:
    """Every number of a text, in order; none overlap."""
    out: list[NumberMention] = []
    for sentence in document.sentences:
        _Finder(document, sentence, out).run()
    return out


class _Finder:
    """Reads one sentence from left to right."""

    __slots__ = ("document", "labelled", "out", "sentence", "stop", "tokens")

    def __init__(self, document: Document, sentence: Sentence, out: list[NumberMention]) -> None:
        self.document = document
        self.tokens = document.tokens
        self.sentence = sentence
        self.stop = sentence.last
        self.out = out
        self.labelled = -1  # the token past the last number that counts nothing

    def run(self) -> None:
        free = 0
        for token in [t for t in self.tokens[self.sentence.first : self.stop] if t.kind == "number" or _may_begin(t.norm)]:
            i, norm = token.i, token.norm
            if i < free:
                continue
            mention = None
            past = i + 1
            if token.kind == "number" or norm in number_words() or norm in _LEADS:
                mention, past = self._number(i)
            if mention is None and token.kind == "word":
                if starts_vague(norm):
                    mention, past = self._vague(i)
                if mention is None and past == i + 1:
                    mention = self._noun(i)
            if mention is not None:
                self.out.append(mention)
                past = max(past, mention.last)
            free = past

    def _number(self, i: int) -> tuple[NumberMention | None, int]:
        """The mention at `i`, and the token to go on from (past a number that counts nothing, too)."""
        found = in_brackets(self.tokens, i, self.sentence.first, self.stop)
        if found is not None:
            return self._make(i - 1, found.end, found.value, "cardinal", found.end), found.end
        found = read_number(self.tokens, i, self.stop)
        if found is None:
            return None, i + 1
        if found.value == 1 and self._is_one(i):
            return one_of(self.document, i, self.stop), i + 1
        alone = i == self.sentence.first and found.end == self.stop  # nothing says that it is a year or a day
        joined = self.labelled == i - 1 and self.tokens[i - 1].norm in _LABEL_LINKS and self._alike(i) and not self._counts(found)
        if not alone and (joined or is_label(self.tokens, i, found, self.sentence.first, self.stop)):
            self.labelled = found.end
            return None, found.end
        if found.kind == "cardinal":
            ranged = self._range(i, found)
            if ranged is not None:
                return ranged, ranged.last
            found = told_twice(self.tokens, found, self.stop)
        if self._repeats(i, found):
            return None, found.end  # "جندي واحد", "جنديان اثنان": told by the noun already
        percent = self._percent(found.end)
        if percent:
            return self._make(i, percent, found.value, "percent", found.end), percent
        if found.digits and self._signed(i):
            return self._make(i - 1, found.end, found.value, "percent", found.end), found.end
        return self._make(i, found.end, found.value, found.kind, found.end), found.end

    def _alike(self, i: int) -> bool:
        """Whether the number at token `i` may be a year where the one before the link is: as many digits."""
        before, here = self.tokens[i - 2].norm, self.tokens[i].norm
        return not (before.isdigit() and len(before) == _YEAR) or len(here) == _YEAR

    def _counts(self, found: NumberRead) -> bool:
        """Whether a known noun or a percent sign follows a number in digits; words and scales need none."""
        noun = counted(self.tokens[found.end].norm) if found.end < self.stop else None
        return not found.digits or self.tokens[found.end - 1].kind == "word" or (noun is not None and noun.pro == "") or self._percent(found.end) > 0

    def _repeats(self, i: int, found: NumberRead) -> bool:
        """Whether "one" or "two" in words only stresses the singular or dual before it."""
        last = self.out[-1] if self.out else None
        return (
            last is not None and last.kind in ("singular", "dual") and last.value == found.value and not found.digits and i - last.last <= 1
        )

    def _is_one(self, i: int) -> bool:
        return self.tokens[i].norm.endswith(("احد", "احدي")) and not self.tokens[i].norm.endswith("واحد")

    def _percent(self, i: int) -> int:
        """The token past a percent sign or word at `i`; 0 where there is none."""
        if i >= self.stop:
            return 0
        norm = self.tokens[i].norm
        if norm in _PERCENT:
            return i + 1
        if norm in ("في", "ب") and i + 1 < self.stop and self.tokens[i + 1].norm in ("الميه", "المايه"):
            return i + 2
        return 0

    def _signed(self, i: int) -> bool:
        """Whether a percent sign stands right before the digits at token `i`, and is not another number's."""
        mark = i - 1
        if mark < self.sentence.first or self.tokens[mark].norm not in _SIGNS or self.tokens[mark].end != self.tokens[i].start:
            return False
        return mark == self.sentence.first or self.tokens[mark - 1].kind != "number"

    def _range(self, i: int, found: NumberRead) -> NumberMention | None:
        """ "بين 20 و30", "20 إلى 30", "20-30", "ثلاثة أو أربعة": one mention from the first number to the second."""
        tokens, j = self.tokens, found.end
        between = self._between(i)
        noun = counted(tokens[j].norm) if between and j < self.stop else None
        if between and j < self.stop and tokens[j].norm not in ("و", "الي", "-") and not tokens[j].norm.startswith("و"):
            j += 1  # "بين 20 شخصا و30"
        if j >= self.stop:
            return None
        norm = tokens[j].norm
        second = None
        if between and (norm == "و" or norm[:1] == "و"):
            second = read_number(tokens, j + 1 if norm == "و" else j, self.stop) if norm == "و" or norm in number_words() else None
        elif norm in ("الي", "او", "-", "حتي") and j + 1 < self.stop:
            if norm == "الي" and not between and self._rose(i):
                return None
            second = read_number(tokens, j + 1, self.stop)
        if second is None or second.kind != "cardinal" or not found.value < second.value:
            return None
        if noun is not None and second.end < self.stop:
            again = counted(tokens[second.end].norm)
            if again is not None and again.lemma != noun.lemma:
                return None  # "بين 12 قتيلا و30 جريحا"
        low = found.value
        scale = _scale_of(second.value)
        if low < scale and second.digits is False and found.digits is not False and low * scale < second.value:
            low *= scale  # "بين 20 و30 ألفا"
        elif low < 1000 <= second.value and low * 1000 < second.value:
            low *= 1000
        if not between and second.value > max(low * _WIDEST, low + 3):
            return None
        percent = self._percent(second.end)
        last, kind = percent or second.end, "percent" if percent else "cardinal"
        return self._make(i, last, None, kind, second.end, bounds=(low, second.value, "between"))

    def _between(self, i: int) -> bool:
        """Whether "between" stands before the number at token `i`; "from among" is another."""
        before = i - 1
        if before >= self.sentence.first and self.tokens[before].norm == "ال":
            before -= 1
        if before < self.sentence.first or self.tokens[before].norm not in _BETWEEN:
            return False
        return before == self.sentence.first or self.tokens[before - 1].norm not in ("من", "ومن")

    def _rose(self, i: int) -> bool:
        return any("rise" in classes_of(self.tokens[k].norm) for k in range(max(self.sentence.first, i - _RISEN), i))

    def _vague(self, i: int) -> tuple[NumberMention | None, int]:
        found = vague_at(self.tokens, i, self.stop)
        if found is None:
            return None, i + 1
        if found.needs_noun and (found.end >= self.stop or self.tokens[found.end].kind != "word"):
            return None, i + 1
        least = hedge_before(self.tokens, i, self.sentence.first) == "at_least"  # "ما لا يقل عن عشرات"
        bounds: tuple[int, int | None, Qualifier] = (found.low, None, "at_least") if least else (found.low, found.high, "vague")
        return self._make(i, found.end, None, "vague", found.end, bounds=bounds), found.end

    def _noun(self, i: int) -> NumberMention | None:
        """A dual, or a singular beside a word of harm."""
        noun = counted(self.tokens[i].norm)
        if noun is None and self.tokens[i].norm in OTHERS:
            return another_at(self.document, i, self.sentence)
        if noun is None or noun.kind == "none":
            return None
        if noun.number == "d":
            return self._dual(i, noun)
        if noun.number == "s":
            return singular_at(self.document, i, noun, self.sentence, self.out[-1] if self.out else None)
        return None

    def _dual(self, i: int, noun: Counted) -> NumberMention | None:
        if noun.en or self._numbered(i) or self._qualifies_two(i, noun):
            return None
        return self._make(i, i + 1, 2, "dual", i + 1, noun=i)

    def _qualifies_two(self, i: int, noun: Counted) -> bool:
        """Whether a dual is the adjective of the two before it: "جنديان تركيان", "المدينتين اليمنيتين"."""
        if noun.relative and noun.definite and noun.lemma.endswith("ه"):
            return True
        last = self.out[-1] if self.out else None
        if last is None or noun.pro not in ("", "ال") or not noun.relative or last.low != 2 or last.high not in (2, None):
            return False
        return i == last.last or (last.kind != "dual" and last.noun is not None and i == last.noun + 1)

    def _numbered(self, i: int) -> bool:
        """Whether token `i` is the noun of the number before it."""
        return bool(self.out) and self.out[-1].noun == i

    def _make(
        self, first: int, last: int, value: float | None, kind: str, behind: int, *,
        bounds: tuple[float | None, float | None, Qualifier] | None = None, noun: int | None = None,
    ) -> NumberMention:  # fmt: skip
        tokens, start = self.tokens, self.sentence.first
        low, high, qualifier = bounds or (value, value, "exact")
        if bounds is None and kind not in ("ordinal",):
            hedge = hedge_before(tokens, first, start) or hedge_after(tokens, max(behind, last), self.stop)
            if hedge is not None:
                qualifier = hedge
                low, high = (value, None) if hedge == "at_least" else (None, value) if hedge == "at_most" else (value, value)
        counts = noun if noun is not None else self._counted_noun(first, behind)
        if bounds is None and qualifier == "exact" and kind == "cardinal" and value and value > _FEW and self._up_to(first, behind, counts):
            qualifier, low = "at_most", None
        begin = tokens[first].start
        return NumberMention(
            start=begin, end=tokens[last - 1].end, first=first, last=last, low=_whole(low), high=_whole(high), qualifier=qualifier,
            value=_whole(value), kind=kind, noun=counts,
        )  # fmt: skip

    def _up_to(self, first: int, behind: int, noun: int | None) -> bool:
        """Whether "up to" bounds the number at token `first`: "until" stands before hours and days as well."""
        return noun is not None and noun >= behind and counted(self.tokens[noun].norm) is not None and up_to(self.tokens, first, self.sentence.first)

    def _counted_noun(self, first: int, i: int) -> int | None:
        """The token of the noun that the number from token `first` to `i` counts: next to it, behind "من", or before ("طفلة واحدة")."""
        tokens = self.tokens
        if first > self.sentence.first and (i >= self.stop or (counted(tokens[i].norm) is None and tokens[i].norm not in ("من", '"', "("))):
            noun = counted(tokens[first - 1].norm)
            if (
                noun is not None
                and not self._numbered(first - 1)
                and not is_harm(noun.lemma)
                and not (noun.relative and noun.lemma.endswith("ه"))
                and not tokens[first - 1].text.startswith("إل")
                and "verb" not in classes_of(noun.lemma)
                and (tokens[first].kind == "word" or noun.definite)
            ):
                return first - 1
        if i < self.stop and tokens[i].norm in ("علي", "الاقل"):  # "اثنان على الأقل من"
            i += 2
        if i < self.stop and tokens[i].norm in ("من", "منهم"):
            i += 1
        while i < self.stop and tokens[i].norm in ('"', "("):
            i += 1
        if i < self.stop and tokens[i].kind == "word" and tokens[i].norm not in OTHERS and tokens[i].norm not in ("من", "في", "علي"):
            return i
        return None


def _whole(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _scale_of(value: float) -> float:
    return 1_000_000 if value >= 1_000_000 else 1000 if value >= 1000 else 1
