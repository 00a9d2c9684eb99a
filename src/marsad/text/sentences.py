"""Sentences: cut at Arabic and Latin stops and at line ends, not inside numbers, initials and abbreviations.

A headline or caption without a stop ends with its line. A closing quotation mark or bracket after a stop
belongs to the sentence before it. Two dots, which Arabic news uses as a dash, do not end a sentence.
"""

from __future__ import annotations

import re

import msgspec

from marsad.text.folding import Folded
from marsad.text.tokens import RawToken, Token

_STOPS = frozenset(".!?؟…۔")
_DOTS = 6
_LEFT_OUT = re.compile(r"[(\[] ?[.…]{1,4} ?[)\]]")
_CLOSERS = frozenset('")]}')
LONGEST = 400  # tokens; a "sentence" longer than this is a list or a broken page, and is cut at a comma or by force


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """Offsets in the text as given; tokens `first` up to, not including, `last`; number of its paragraph."""

    i: int
    start: int
    end: int
    first: int
    last: int
    paragraph: int


def find_sentences(folded: Folded, raw: list[RawToken]) -> tuple[list[Sentence], list[Token]]:
    """Cut the tokens into sentences; give both, tokens now knowing their sentence."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    first = paragraph = 0
    text, plain = folded.text, folded.plain
    start, end = folded.start, folded.end
    breaks = _breaks(text, raw)
    for i, t in enumerate(raw):
        tokens.append(Token(i, start(t.start), end(t.end), plain[t.start : t.end], text[t.start : t.end], t.kind, len(sentences)))
        cut = breaks[i]
        if cut or i - first >= LONGEST:
            sentences.append(Sentence(len(sentences), tokens[first].start, tokens[i].end, first, i + 1, paragraph))
            first = i + 1
            paragraph += cut == 2
    if first < len(raw):
        sentences.append(Sentence(len(sentences), tokens[first].start, tokens[-1].end, first, len(raw), paragraph))
    return sentences, tokens


def _breaks(text: str, raw: list[RawToken]) -> bytearray:
    """For each token: 0 goes on, 1 a sentence ends after it, 2 a paragraph ends after it."""
    out = bytearray(len(raw))
    n = len(raw)
    stopped = False  # a stop was seen and only closing marks since
    for i, t in enumerate(raw):
        after = raw[i + 1].start if i + 1 < n else len(text)
        if after > t.end and "\n" in text[t.end : after]:
            out[i] = 2
            stopped = False
            continue
        if t.kind == "punct":
            char = text[t.start]
            if char in _STOPS:
                stopped = _ends(text, raw, i)
            elif char not in _CLOSERS:
                stopped = False
            if stopped and (i + 1 == n or not _goes_on(text, raw, i)):
                out[i] = 1
                stopped = False
        else:
            stopped = False
    return out


def _goes_on(text: str, raw: list[RawToken], i: int) -> bool:
    """Whether the next token still belongs to the end of this sentence: a further stop, or a mark that closes."""
    t, following = raw[i], raw[i + 1]
    if following.kind != "punct":
        return False
    char = text[following.start]
    if char in _STOPS:
        return following.start == t.end
    # a closing mark stands right after the stop and is not glued to a word that follows
    return char in _CLOSERS and following.start == t.end and (following.end >= len(text) or not text[following.end].isalnum())


def _ends(text: str, raw: list[RawToken], i: int) -> bool:
    """Whether the stop at token `i` ends a sentence."""
    t = raw[i]
    if _left_out(text, t.start):
        return False
    if text[t.start] != ".":
        return True
    before, after = text[t.start - 1 : t.start], text[t.end : t.end + 1]
    if before == ".":
        dots = 2
        while text[t.start - dots : t.start - dots + 1] == "." and dots < 4:
            dots += 1
        return dots > 2
    if after == ".":
        return False
    if i and raw[i - 1].kind == "word" and raw[i - 1].end == t.start and raw[i - 1].end - raw[i - 1].start == 1:
        return _initial_ends(text, raw, i)
    if after and after.isalnum():  # "ليبيا.وقال" ends, "3.أ" and "www.x.com" do not
        return (before in _CLOSERS or (before.isalpha() and not before.isascii())) and after.isalpha() and not after.isascii()
    return True


def _left_out(text: str, at: int) -> bool:
    """Whether the stop at `at` is of "(...)": words left out of what is quoted."""
    return any(x.start() <= at < x.end() for x in _LEFT_OUT.finditer(text, max(0, at - _DOTS), at + _DOTS))


def _initial_ends(text: str, raw: list[RawToken], i: int) -> bool:
    """A single letter and a dot is an initial ("د. محمد", "أ.ف.ب") unless the paragraph ends there or a chain of initials did."""
    chained = i >= 2 and text[raw[i - 2].start] == "." and raw[i - 2].end == raw[i - 1].start
    return chained and text[raw[i].end : raw[i].end + 1] in (" ", "\n", "")
