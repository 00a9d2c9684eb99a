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
SURER = 0.65  # chance from which violence or protest is believed there
GUARDED = frozenset({"ASSAULT", "PROTEST"})


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    """Folded word without the article -> register."""
    return {fold_word(word).removeprefix("ال"): register for register, words in read_tsv("registers.tsv", width=2, least=2) for word in words.split()}


def register_of(reading: Reading) -> str | None:
    """The register of a report, if it has enough of its words; `None` for the news that Marsad is for."""
    words = _words()
    found: dict[str, list[str]] = {}
    total = 0
    for token in reading.document.tokens:
        if token.kind == "word":
            total += 1
            word = _bare(token.norm)
            register = words.get(word)
            if register is not None:
                found.setdefault(register, []).append(word)
    if not found:
        return None
    best = max(found, key=lambda r: len(found[r]))
    return best if len(found[best]) >= DENSE * total and len(set(found[best])) >= DISTINCT else None


def _bare(norm: str) -> str:
    for lead in ("ال", "وال", "بال", "لل", "ولل", "فال", "كال"):
        if norm.startswith(lead) and len(norm) > len(lead) + 1:
            return norm[len(lead) :]
    return norm
