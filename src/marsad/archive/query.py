"""What is typed into a search, read: words that must all occur, and phrases in quotation marks."""

from __future__ import annotations

import msgspec

from marsad.archive.words import asked, bare_words
from marsad.text.folding import fold


class Query(msgspec.Struct, frozen=True, gc=False):
    """`words` must each occur, in one of their forms; the bare words of each of `phrases` must follow one another."""

    words: tuple[tuple[str, ...], ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.words or self.phrases)


def parse(typed: str) -> Query:
    """Read a search. No text is refused: punctuation is passed over, quotation marks of every style count, one that is never
    closed runs to the end, and a phrase of one word is that word."""
    words: dict[tuple[str, ...], None] = {}
    phrases: dict[tuple[str, ...], None] = {}
    for i, piece in enumerate(fold(typed).text.split('"')):
        chain = tuple(bare_words(piece))
        if i % 2 and len(chain) > 1:
            phrases[chain] = None
        else:
            words.update(dict.fromkeys(asked(piece)))
    return Query(tuple(words), tuple(phrases))
