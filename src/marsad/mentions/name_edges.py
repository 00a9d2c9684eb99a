"""Where a name really begins and ends inside the words that carry it: proclitics, quotation marks and stops cut off."""

from __future__ import annotations

from collections.abc import Callable, Collection

from marsad.text.document import Document

_LEADS = "وفبلك"
_SHORTEST = 4  # letters that a word must have before its first may be a proclitic


def proclitic(norm: str, *, known: Callable[[str], bool], around: Collection[str]) -> int:
    """How many letters at the head of a folded name's first word are not of the name (و ف ب ل ك, and لل whole).

    `known` says whether the lists have a word; `around` are the words of the report: a name that also stands there
    bare settles the matter.
    """
    if len(norm) < _SHORTEST or norm[0] not in _LEADS:
        return 0
    if norm[0] in "وف" and len(norm) > _SHORTEST and norm[1:3] in ("ال", "لل"):
        return 1 if norm[1:3] == "ال" else 3
    if norm.startswith("لل") and len(norm) > _SHORTEST:
        return 2
    if norm[0] in "بك" and norm[1:3] == "ال" and len(norm) > 5:
        return 0 if known(norm) else 1
    if norm[0] == "ك":
        return 0  # "like" before a bare name is too rare in news to cut كلام and كبرى for
    rest = norm[1:]
    if norm[0] in "وف" and len(rest) > _SHORTEST and rest[0] in "بلك" and not known(norm) and not known(rest) and known(rest[1:]):
        return 2
    whole, cut = known(norm), known(rest)
    if whole != cut:
        return 0 if whole else 1
    if rest in around:
        return 1
    return 1 if norm[0] == "و" and not whole else 0


def trim(document: Document, first: int, last: int) -> tuple[int, int]:
    """The span without stops and unpaired quotation marks at its edges; a closing mark just after it is taken in if
    its opening one stands inside."""
    tokens = document.tokens
    while first < last and tokens[first].kind == "punct" and not _opens(document, first, last):
        first += 1
    while (
        last > first and tokens[last - 1].kind == "punct" and not (tokens[last - 1].norm in ('"', ")") and _paired(document, first, last))
    ):
        last -= 1
    marks = sum(1 for t in tokens[first:last] if t.norm == '"')
    if marks == 2 and tokens[first].norm == '"' and tokens[last - 1].norm == '"':
        return first + 1, last - 1
    if marks % 2 and last < len(tokens) and tokens[last].norm == '"':
        return (first, last + 1) if tokens[first].norm != '"' else (first + 1, last)
    return first, last


def _opens(document: Document, first: int, last: int) -> bool:
    return document.tokens[first].norm == '"' and sum(1 for t in document.tokens[first:last] if t.norm == '"') == 2


def _paired(document: Document, first: int, last: int) -> bool:
    inside = document.tokens[first:last]
    if inside[-1].norm == ")":
        return any(t.norm == "(" for t in inside)
    return sum(1 for t in inside if t.norm == '"') % 2 == 0
