"""Status: occurred, denied or planned (codebook, "Events", status)."""

from __future__ import annotations

from functools import lru_cache

from marsad.coding.context import Context
from marsad.coding.triggers import Candidate
from marsad.lexicon.tables import read_tsv
from marsad.records import EventType, Status
from marsad.text.folding import fold_word

_PLANNABLE = frozenset({"CONSULT", "MOBILIZE", "RETREAT", "COOPERATE", "PROTEST", "AID", "COERCE", "SUPPORT"})
_BEFORE = 6


@lru_cache(maxsize=1)
def status_words() -> dict[str, str]:
    """Folded word -> class."""
    return {fold_word(word): kind for word, kind in read_tsv("status_words.tsv", width=2, least=2)}


def status_of(context: Context, c: Candidate, type_: EventType) -> Status:
    """How the report says that the event stands to the world."""
    words = status_words()
    tokens = context.tokens
    sentence = context.reading.document.sentences[tokens[c.token].sentence]
    before = [tokens[i].norm for i in range(max(sentence.first, c.token - _BEFORE), c.token)]
    classes = {words.get(w) or words.get(w[1:] if w[:1] == "و" else w) for w in before}
    said = context.said_in[c.token]
    if "denial" in classes or (said is not None and words.get(fold_word(said.cue.text).lstrip("و")) == "denial"):
        return "denied"
    future = tokens[c.token].norm.startswith(("سي", "ست", "وسي", "وست")) and c.forms[0].pos == "verb" and "س" in c.forms[0].pro
    if type_ in _PLANNABLE and ("planned" in classes or "future" in classes or future):
        return "planned"
    return "occurred"
