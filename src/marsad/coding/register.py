"""What a report is about, where it is not about conflict: in sport and technology attack, shot and launch are figures of speech.

Codebook, "Events": sport is no event. A report whose words are those of such a register must be far surer of violence or protest.
"""

from __future__ import annotations

from functools import lru_cache

from marsad.lexicon.tables import read_tsv
from marsad.reading import Reading
from marsad.text.folding import fold_word
from marsad.text.kept import kept

DENSE = 0.025  # share of a report's words from which it is of the register
DISTINCT = 4  # different words of it that a report must have: one said often is its subject, not its register
SURER = 0.65  # chance from which violence or protest is believed there
GUARDED = frozenset({"ASSAULT", "PROTEST"})


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    """Folded word without the article -> register."""
    return {fold_word(word).removeprefix("ال"): register for register, words in read_tsv("registers.tsv", width=2, least=2) for word in words.split()}


def register_of(reading: Reading) -> str | None:
    """The register of a report, if it has enough of its words; `None` for the news that Marsad is for."""
    tokens = reading.document.tokens
    told = [one for t in tokens if (one := _told(t.norm)) is not None]
    if len(told) < DISTINCT:
        return None
    found: dict[str, list[str]] = {}
    for register, word in told:
        found.setdefault(register, []).append(word)
    best = max(found, key=lambda r: len(found[r]))
    if len(set(found[best])) < DISTINCT:
        return None
    return best if len(found[best]) >= DENSE * sum([t.kind == "word" for t in tokens]) else None


@kept
def _told(norm: str) -> tuple[str, str] | None:
    """The register of which a word is, and the word without its article."""
    word = _bare(norm)
    register = _words().get(word)
    return (register, word) if register is not None else None


def _bare(norm: str) -> str:
    for lead in ("ال", "وال", "بال", "لل", "ولل", "فال", "كال"):
        if norm.startswith(lead) and len(norm) > len(lead) + 1:
            return norm[len(lead) :]
    return norm
