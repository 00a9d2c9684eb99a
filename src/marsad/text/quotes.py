"""Quotations: what stands between quotation marks, in every style that real pages have.

Pages mix “ ” ” ” « » " " ‹ ›, turn marks round, leave one out or put a blank inside. The direction of a mark
is therefore only a hint; its neighbours decide with it. A quotation never leaves its paragraph: one that is
not closed there runs to the paragraph's end and says so (`closed` is false).
"""

from __future__ import annotations

import msgspec

from marsad.text.folding import Folded
from marsad.text.sentences import Sentence
from marsad.text.tokens import Token

_STYLE = {"«": 0, "»": 0, "‹": 1, "›": 1, "“": 2, "”": 2, "„": 2, "‟": 2, '"': 3, "″": 3, "＂": 3}
_OPENING = frozenset("«“„‹")
_DEEPEST = 3  # marks open at once; a page with more has lost count, and the oldest is given up


class Quotation(msgspec.Struct, frozen=True, gc=False):
    """The inside of a pair of quotation marks: offsets in the text as given, and tokens `first` up to `last`."""

    start: int
    end: int
    first: int
    last: int
    closed: bool = True


def find_quotations(folded: Folded, tokens: list[Token], sentences: list[Sentence]) -> list[Quotation]:
    """All quotations, in order of where they start; an inner one follows the one that it stands in."""
    marks: dict[int, list[int]] = {}
    for t in tokens:
        if t.norm == '"':
            marks.setdefault(sentences[t.sentence].paragraph, []).append(t.i)
    ends: dict[int, int] = {}
    if marks:
        for s in sentences:
            ends[s.paragraph] = s.last
    out: list[Quotation] = []
    for paragraph, at in marks.items():
        out.extend(_paragraph(tokens, folded.original, at, ends[paragraph]))
    out.sort(key=lambda q: (q.start, -q.end))
    return out


def _paragraph(tokens: list[Token], text: str, marks: list[int], end: int) -> list[Quotation]:
    out: list[Quotation] = []
    stack: list[tuple[int, int]] = []  # token of the mark, style
    for i in marks:
        t = tokens[i]
        style = _STYLE.get(text[t.start], 3)
        opens = _looks_opening(text, t, open_now=any(s == style for _, s in stack))
        if opens:
            stack.append((i, style))
            if len(stack) > _DEEPEST:
                stack.pop(0)
            continue
        for k in range(len(stack) - 1, -1, -1):
            if stack[k][1] == style or k == 0:  # a pair of unlike marks is a pair where nothing better is open
                _add(out, tokens, stack[k][0] + 1, i, closed=True)
                del stack[k:]
                break
    for i, _ in stack[:1]:
        _add(out, tokens, i + 1, end, closed=False)
    return out


def _add(out: list[Quotation], tokens: list[Token], first: int, last: int, *, closed: bool) -> None:
    if last > first:
        out.append(Quotation(tokens[first].start, tokens[last - 1].end, first, last, closed))


def _looks_opening(text: str, t: Token, *, open_now: bool) -> bool:
    """Whether a mark opens, from its own direction, its neighbours and whether its like is open."""
    before, after = text[t.start - 1 : t.start], text[t.end : t.end + 1]
    blank_before = not before or before.isspace() or before in "([:،,-\u2013\u2014"
    blank_after = not after or after.isspace() or after in ").]:،,؛.!؟?…"
    directed = text[t.start] in _OPENING
    if not open_now:
        # nothing like it is open: it opens, unless it hangs on a word's end and points the closing way
        return not (blank_after and not blank_before and not directed)
    # its like is open: it closes, unless it plainly opens anew
    return directed and blank_before and not blank_after
