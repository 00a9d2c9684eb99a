"""The title before a name: how far back from a person's name its office, rank or honorific reaches."""

from __future__ import annotations

from marsad.mentions.actor_names import ActorNames
from marsad.text.document import Document, Token

_FARTHEST = 9
_JOINS = frozenset({"في", "لدي", "باسم", "شوون", "لشوون", "عن"})


def title_before(document: Document, first: int, names: ActorNames) -> int:
    """The token at which the title of the name at token `first` begins; `first` itself where there is none.

    Walks back over the words that a title may hold (definite nouns, adjectives of states, heads of organs, "في" ...)
    to the farthest word that the lists know as a title.
    """
    tokens = document.tokens
    best = at = first
    start = document.sentences[tokens[first].sentence].first
    while at > start and first - at < _FARTHEST:
        at -= 1
        token = tokens[at]
        if token.kind != "word":
            break
        lore = names.lore(token.norm)
        if lore.title is not None and is_title(token, names):
            best = at
        elif not (token.norm in _JOINS or lore.head or lore.country or lore.marks or token.norm.startswith(("ال", "لل"))):
            break
        if token.norm[0] in "وف" and not names.known(token.norm):
            break
    return best


def is_title(token: Token, names: ActorNames) -> bool:
    """Whether a word that the lists know as a title, once folded, is one as written ("آمر", not "أمر")."""
    return token.norm not in names.madda or "آ" in token.text
