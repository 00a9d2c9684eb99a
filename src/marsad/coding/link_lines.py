"""Lines that only link to another article ("اقرأ أيضا: ...", "رابط الخبر ..."): what they name is told elsewhere, and nothing of them is coded."""

from __future__ import annotations

from functools import lru_cache

from marsad.lexicon.tables import read_tsv
from marsad.reading import Reading
from marsad.text.document import Document
from marsad.text.folding import fold

NOTE = "link lines"  # where a reading keeps them
_MARKS = 3  # marks that may stand before the phrase


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """By their first words the phrases with which such a line begins."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for (phrase,) in read_tsv("link_lines.tsv", width=1, least=1):
        words = tuple(fold(phrase).text.split())
        out.setdefault(words[0], []).append(words)
    return {first: tuple(some) for first, some in out.items()}


def link_lines(reading: Reading) -> frozenset[int]:
    """The numbers of the sentences of such lines: of a whole paragraph that begins so, or of one sentence within another, behind which the
    report may go on."""
    found = reading.notes.get(NOTE)
    if not isinstance(found, frozenset):
        found = reading.notes[NOTE] = frozenset(_sentences(reading.document))
    return found


def _sentences(document: Document) -> list[int]:
    out: list[int] = []
    linked = before = -1  # paragraphs: the last that begins so, that of the sentence before
    for s in document.sentences:
        if s.paragraph == linked:
            out.append(s.i)
        elif _links(document, s.first, s.last):
            out.append(s.i)
            if s.paragraph != before:
                linked = s.paragraph
        before = s.paragraph
    return out


def _links(document: Document, first: int, last: int) -> bool:
    tokens = document.tokens
    at = first
    while at < min(last, first + _MARKS) and tokens[at].kind == "punct":
        at += 1
    if at >= last:
        return False
    return any(
        at + len(words) <= last and all(tokens[at + k].norm == word for k, word in enumerate(words)) for words in _phrases().get(tokens[at].norm, ())
    )
