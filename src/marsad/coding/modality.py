"""Status: occurred, denied or planned (codebook, "Events", status); and what did not happen at all."""

from __future__ import annotations

from functools import lru_cache

from marsad.coding.context import Context
from marsad.coding.triggers import Candidate
from marsad.lexicon.tables import read_tsv
from marsad.records import EventType, Status
from marsad.text.folding import fold_word

_PLANNABLE = frozenset({"CONSULT", "MOBILIZE", "RETREAT", "COOPERATE", "PROTEST", "AID", "COERCE", "SUPPORT"})
_DONE = frozenset({"ASSAULT", "SANCTION", "PROTEST", "MOBILIZE", "AID", "COOPERATE", "RETREAT"})  # done, not said
_REACHED = frozenset({"AGREE", "COOPERATE", "RETREAT", "AID", "CONCEDE"})  # what one may fail at
_BEFORE = 6
_AIMED = 3  # tokens from what one failed at to what it is of: "في التوصل إلى اتفاق"
_AFTER = 9  # tokens from a negated verb in which its exception may stand


@lru_cache(maxsize=1)
def status_words() -> dict[str, str]:
    """Folded word -> class."""
    return {fold_word(word): kind for word, kind in read_tsv("status_words.tsv", width=2, least=2)}


def undone(context: Context, c: Candidate, type_: EventType) -> bool:
    """Whether a verb says that something was not done, or will not be ("لم تقصف"), or the light verb of a noun does ("لم تفرض عقوبات"); what is
    only refused or forbidden that way is an event. Or that somebody failed at it ("فشل الطرفان في التوصل إلى اتفاق")."""
    if type_ in _REACHED and c.forms[0].pos != "verb" and _failed(context, c):
        return True
    if type_ not in _DONE:
        return False
    if c.forms[0].pos == "verb":
        return _negated(context, c.token)
    first, _ = context.clauses.spans[context.clauses.of[c.token]]
    for i in range(c.token - 1, max(first, c.token - _BEFORE) - 1, -1):
        if any(f.pos == "verb" for f in context.forms[i]):
            return any(f.entry.kind == "light" for f in context.forms[i]) and _negated(context, i)
    return False


def _failed(context: Context, c: Candidate) -> bool:
    """Whether the clause tells of failing at what a candidate names: a word of failure before it, and "in" or "at" right before it or its verb."""
    words, norms = status_words(), context.norms
    first, _ = context.clauses.spans[context.clauses.of[c.token]]
    aimed = next((i for i in range(c.token, max(first, c.token - _AIMED), -1) if norms[i - 1] == "في" or (norms[i][0] == "ب" and len(norms[i]) > _AIMED)), None)
    if aimed is None:
        return False
    return any(words.get(n) == "failure" or (n[0] in "وف" and words.get(n[1:]) == "failure") for n in norms[max(first, aimed - _BEFORE) : aimed])


def _negated(context: Context, verb: int) -> bool:
    """Whether the word before a verb negates it, and no exception follows ("لم تقصف سوى مواقع عسكرية"; "إلا أن" is none)."""
    if verb == 0:
        return False
    words, norms = status_words(), context.norms
    before = norms[verb - 1]
    if words.get(before) != "negation" and not (before[0] in "وف" and words.get(before[1:]) == "negation"):
        return False
    last = context.reading.document.sentences[context.tokens[verb].sentence].last
    return not any(words.get(norms[i]) == "exception" and not norms[i + 1].startswith("ان") for i in range(verb + 1, min(verb + _AFTER, last - 1)))


def status_of(context: Context, c: Candidate, type_: EventType) -> Status:
    """How the report says that the event stands to the world."""
    words = status_words()
    tokens = context.tokens
    sentence = context.reading.document.sentences[tokens[c.token].sentence]
    before = [tokens[i].norm for i in range(max(sentence.first, c.token - _BEFORE), c.token)]
    if c.last < sentence.last and words.get(context.norms[c.last]) == "planned" and context.norms[c.last].startswith(("م", "الم")):
        before.append(context.norms[c.last])  # "عودة مرتقبة"
    classes = {words.get(w) or words.get(w[1:] if w[:1] == "و" else w) for w in before}
    said = context.said_in[c.token]
    if "denial" in classes or (said is not None and words.get(fold_word(said.cue.text).lstrip("و")) == "denial"):
        return "denied"
    future = tokens[c.token].norm.startswith(("سي", "ست", "وسي", "وست")) and c.forms[0].pos == "verb" and "س" in c.forms[0].pro
    if type_ in _PLANNABLE and ("planned" in classes or "future" in classes or future):
        return "planned"
    return "occurred"
