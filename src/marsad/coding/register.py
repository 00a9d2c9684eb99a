"""What a report is about, where it is not about conflict: in sport and technology attack, shot and launch are figures of speech.

Codebook, "Events": sport is no event. A report whose words are those of such a register must be far surer of violence or protest.
"""

from __future__ import annotations

from functools import lru_cache

from marsad.lexicon.tables import read_tsv
from marsad.reading import Reading
from marsad.text.folding import fold_word

DENSE = 0.025  # share of a report's words from which it is of the register
DISTINCT = 4  # different words of it that a report must have: one said often is its subject, not its register
SURER = 0.75  # chance from which violence or protest is believed there
_LEADS = ("ال", "وال", "بال", "لل", "ولل", "فال", "كال")
GUARDED = frozenset({"ASSAULT", "PROTEST"})


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    """Folded word without the article -> register."""
    return {
        fold_word(word).removeprefix("ال"): register
        for register, words in read_tsv("registers.tsv", width=2, least=2)
        for word in words.split()
    }


@lru_cache(maxsize=1)
def _written() -> dict[str, tuple[str, str]]:
    """Each word as it may be written, with the article or without -> its register, and the word without its article. A table of these alone
    is small enough to stay near the processor, where one of all words of the news is not."""
    return {lead + word: (register, word) for word, register in _words().items() for lead in ("", *_LEADS) if _bare(lead + word) == word}


def register_of(reading: Reading) -> str | None:
    """The register of a report, if it has enough of its words; `None` for the news that Marsad is for."""
    tokens = reading.document.tokens
    words = _written()
    told = [words[t.norm] for t in tokens if t.norm in words]
    if len(told) < DISTINCT:
        return None
    found: dict[str, list[str]] = {}
    for register, word in told:
        found.setdefault(register, []).append(word)
    best = max(found, key=lambda r: len(found[r]))
    if len(set(found[best])) < DISTINCT:
        return None
    return best if len(found[best]) >= DENSE * sum([t.kind == "word" for t in tokens]) else None


def _bare(norm: str) -> str:
    for lead in _LEADS:
        if norm.startswith(lead) and len(norm) > len(lead) + 1:
            return norm[len(lead) :]
    return norm
