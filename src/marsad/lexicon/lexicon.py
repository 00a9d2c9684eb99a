"""The compiled lexicon: what each written word may be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import msgspec

from marsad.lexicon.entries import Cell, Entry, Form
from marsad.text.clitics import prefixes
from marsad.text.kept import kept

Reading = tuple["Lexeme", Cell]
_BEFORE: dict[str, frozenset[str]] = {
    "past": frozenset({"", "و", "ف"}),
    "present": frozenset({"", "و", "ف", "س", "وس", "فس", "ل", "ول", "فل"}),
    "conj": frozenset({"", "و", "ف"}),
}
_NOTHING: Mapping[str, frozenset[str]] = {}
_NOT_NOUN = frozenset({"س", "وس", "فس"})
# The pronouns of news prose, by the end of the word. "Your" and "my" are left out: ك, كم and ي are far oftener a part of
# another word (هناك, الحكم).
_PRONOUN: dict[str, tuple[str, ...]] = {
    "ه": ("ه",), "ها": ("ها",), "هم": ("هم",), "هن": ("هن",), "نا": ("نا",), "ني": ("ني",), "ما": ("هما",),
}  # fmt: skip
_GAP = 6  # words that may stand between the words of a phrase: "ألقت قوات الأمن في المدينة القبض على"


class Lexeme:
    """The entries that share one set of forms, and the phrases that one of its forms may begin."""

    __slots__ = ("entries", "phrases")

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.phrases: list[Phrase] = []


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """What must follow a head for a fixed phrase: folded words, each with its alternatives; `gap` where others may stand between."""

    entry: Entry
    words: tuple[frozenset[str], ...]
    gap: bool


class Word(Protocol):
    """What a phrase is looked for in: tokens with folded forms."""

    @property
    def norm(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def sentence(self) -> int: ...


class Lexicon:
    """Read-only: entries, and every way to read a folded word. Built by `marsad.lexicon.load`."""

    __slots__ = ("_begun", "_index", "_struck", "entries", "finite", "forms")

    def __init__(self, index: dict[str, list[Reading]], entries: Iterable[Entry], struck: Mapping[str, frozenset[str]] = _NOTHING) -> None:
        self._index = index
        self._struck = struck  # written word -> lemmas that it is not a form of ("*" all)
        self.entries: tuple[Entry, ...] = tuple(entries)
        readings_of = kept(self._analyse)
        # every reading of a folded word as a word of the lexicon, those that take fewer letters as clitics first
        self.forms: Callable[[str], tuple[Form, ...]] = kept(lambda norm: readings_of(norm)[0])
        self._begun: Callable[[str], tuple[tuple[Form, Phrase], ...]] = kept(lambda norm: readings_of(norm)[1])
        # whether a folded word reads as a finite verb
        self.finite: Callable[[str], bool] = kept(lambda norm: any(f.pos == "verb" for f in readings_of(norm)[0]))

    def phrases(self, tokens: Sequence[Word]) -> dict[int, tuple[int, tuple[Form, ...]]]:
        """The fixed phrases among tokens: for the token of the head, one past the phrase's last token, and its readings.

        Where other words stand inside the phrase ("ألقت الشرطة القبض على"), the end is that of the head's own token,
        so that those words are still read for themselves.
        """
        found: dict[int, tuple[int, tuple[Form, ...]]] = {}
        for i, begun in enumerate(map(self._begun, [t.norm for t in tokens])):
            if not begun or tokens[i].kind != "word":
                continue
            best, whole = i, False
            forms: list[Form] = []
            for form, phrase in begun:
                last = _follow(tokens, i, phrase)
                if last > best:
                    best, whole, forms = last, last - i - 1 == len(phrase.words), [form]
                elif last == best > i:
                    forms.append(form)
            if forms:
                found[i] = (best if whole else i + 1, tuple(forms))
        return found

    def struck(self, norm: str) -> frozenset[str]:
        """The lemmas that a folded word is not a form of, whatever it looks like ("*": of none); from homographs.tsv."""
        return self._struck.get(norm) or (self._struck.get(norm[1:]) if norm[:1] in ("و", "ف") else None) or frozenset()

    def _readings(self, norm: str) -> Iterator[tuple[Lexeme, Cell, str, str]]:
        """(lexeme, cell, proclitics, pronoun) for every way to read a folded word."""
        index = self._index
        pronoun = _PRONOUN[norm[-2:]] if norm[-2:] in _PRONOUN else _PRONOUN.get(norm[-1:], ())
        for pro, rest in prefixes(norm):
            for lexeme, cell in index.get(rest, ()):
                if cell.en != "must" and _before(pro, cell):
                    yield lexeme, cell, pro, ""
            for en in pronoun:
                for lexeme, cell in index.get(rest[: -len(en)], ()) if rest.endswith(en) else ():
                    if cell.en != "no" and (en != "ني" or cell.pos == "verb") and _before(pro, cell) and not pro.endswith(("ال", "لل")):
                        yield lexeme, cell, pro, en

    def _analyse(self, norm: str) -> tuple[tuple[Form, ...], tuple[tuple[Form, Phrase], ...]]:
        """The readings of a folded word, and the phrases that it may begin."""
        struck = self.struck(norm)
        forms: dict[Form, None] = {}
        begun: dict[tuple[Form, Phrase], None] = {}
        told = False
        for lexeme, cell, pro, en in self._readings(norm):
            for entry in lexeme.entries:
                if not struck or ("*" not in struck and (entry.root or entry.lemma) not in struck):
                    forms[_form(entry, cell, pro, en)] = None
                    told = told or (cell.tense == "past" and cell.person == 3)
            for phrase in lexeme.phrases:
                begun[_form(phrase.entry, cell, pro, en), phrase] = None
        if told:  # أعلن is "he announced", whatever "I know" may look like
            kept = [f for f in forms if f.person != 1 or f.number != "s" or f.tense != "present"]
            return _ordered(kept), tuple(begun)
        return _ordered(forms), tuple(begun)


def _ordered(forms: Iterable[Form]) -> tuple[Form, ...]:
    return tuple(sorted(forms, key=lambda f: len(f.pro) + len(f.en)))


def _form(entry: Entry, cell: Cell, pro: str, en: str) -> Form:
    return Form(entry, cell.pos, cell.tense, cell.voice, cell.person, cell.number, cell.gender, pro, en)


def _before(pro: str, cell: Cell) -> bool:
    """Whether the proclitics can stand before a form of this kind."""
    if cell.pro == "noun":
        return pro not in _NOT_NOUN
    if cell.pro == "construct":
        return pro not in _NOT_NOUN and not pro.endswith(("ال", "لل"))
    return pro in _BEFORE[cell.pro]


def _follow(tokens: Sequence[Word], head: int, phrase: Phrase) -> int:
    """One past the token that ends `phrase` begun at `head`, or `head` where it is not there. The article may be added."""
    i = head + 1
    room = _GAP if phrase.gap else 0
    sentence = tokens[head].sentence
    for wanted in phrase.words:
        while True:
            if i >= len(tokens) or tokens[i].sentence != sentence:
                return head
            norm = tokens[i].norm
            if norm in wanted or (norm[:2] == "ال" and norm[2:] in wanted):
                break
            if tokens[i].kind == "word":
                if room == 0:
                    return head
                room -= 1
            elif tokens[i].norm not in '"()' or room == 0:
                return head
            i += 1
        i += 1
    return i
