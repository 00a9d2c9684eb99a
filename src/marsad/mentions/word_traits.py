"""What a word shows by itself: its readings in the lexicon, what the lists of names know of it, its attachments, its letters.
A network (`models.encoder`) sums what each trait says, so that a word that it never met is read by what it is made of."""

from __future__ import annotations

from functools import lru_cache

from marsad.lexicon import Lexicon
from marsad.lexicon.clause_words import clause_words
from marsad.lexicon.knowledge import Knowledge
from marsad.mentions.actor_features import bare
from marsad.mentions.actor_names import actor_names
from marsad.text.document import Token

NUMBER = "<n>"  # all numbers are one word
_LEADS = "وفسلبك"
_MARKS = '،.:"()-؟!/«»؛'
_SHORTEST, _LONG = 3, 5  # letters of a stem that is cut in pieces; digits from which a number is long
_PIECES = (3, 4)


def seen_as(token: Token) -> str:
    """The word that the network knows a token by."""
    return NUMBER if token.kind == "number" else token.norm


@lru_cache(maxsize=4_000)
def traits(lexicon: Lexicon, word: str) -> list[str]:
    """The traits of a word, sorted. Kept for a while: each network asks about a report's new words once."""
    if word == NUMBER:
        return ["digit", "dl3"]
    if not word[0].isalpha():
        return ["x" + (word if word in _MARKS else "o")]
    lead, stem = bare(word)
    found = {f"l{lead}", f"S{stem}", f"i{word[:1]}", f"e{word[-1:]}", f"i2{word[:2]}", f"e2{word[-2:]}", f"i3{word[:3]}", f"e3{word[-3:]}"}
    for f in lexicon.forms(word):
        entry = f.entry
        found |= {f"k{entry.kind}", f"p{f.pos}", f"L{entry.lemma}"}
        if entry.type:
            found |= {f"t{entry.type}", f"tp{entry.type}{f.pos[:1]}"}
        if entry.mode:
            found.add(f"m{entry.mode}")
        if f.tense:
            found.add(f"tn{f.tense}")
        if f.voice:
            found.add(f"v{f.voice}")
        if f.en:
            found.add("en")
        if f.pro:
            found.add(f"pro{f.pro}")
    border = clause_words().get(word) or (clause_words().get(word[1:]) if word[0] in "وف" else None)
    if border:
        found.add(f"b{border}")
    if word[0] in _LEADS:
        found.add(f"S{word[1:]}")
    found.update(f"@{mark}" for mark in actor_names(Knowledge.load()).marks(word))
    if len(stem) >= _SHORTEST:
        cut = f"^{stem}$"
        found |= {f"g{cut[i : i + n]}" for n in _PIECES for i in range(len(cut) - n + 1)}
    return sorted(found)
