"""A text made ready for reading: folded, cut into paragraphs, sentences and tokens, with its quotations."""

from __future__ import annotations

import msgspec

from marsad.text.folding import Folded, fold
from marsad.text.quotes import Quotation, find_quotations
from marsad.text.sentences import Sentence, find_sentences
from marsad.text.tokens import Token, find_tokens

__all__ = ["Document", "Quotation", "Sentence", "Token", "read"]


class Document(msgspec.Struct, frozen=True, gc=False):
    """A text with its tokens, sentences and quotations. Every offset counts code points of `text` as given."""

    text: str
    folded: Folded
    tokens: list[Token]
    sentences: list[Sentence]
    quotations: list[Quotation]

    def piece(self, first: int, last: int) -> str:
        """The text from token `first` up to, not including, token `last`."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""

    def norms(self, first: int, last: int) -> str:
        """The folded tokens from `first` up to, not including, `last`, with a space between each two."""
        return " ".join(t.norm for t in self.tokens[first:last])


def read(text: str) -> Document:
    """Read a text as given into a document. Linear in its length; no text is refused."""
    folded = fold(text)
    raw = find_tokens(folded)
    sentences, tokens = find_sentences(folded, raw)
    return Document(text, folded, tokens, sentences, find_quotations(folded, tokens, sentences))
