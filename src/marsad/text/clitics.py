"""Clitics: the ways in which a written word may come apart into prefixes, stem and attached pronoun.

Every way is given, the whole word first; which one is meant is for the lexicon to say. Prefixes are
(و|ف) (ب|ك|ل|س) (ال), with لل for ل + ال; pronouns are those of news prose.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

_PRONOUNS = ("هما", "كما", "هم", "هن", "ها", "كم", "نا", "ني", "ه", "ك", "ي")
_SHORTEST = 2


class Split(msgspec.Struct, frozen=True, gc=False):
    """One way to take a folded word apart: prefixes (with the article), stem, attached pronoun."""

    pro: str
    stem: str
    en: str


@lru_cache(maxsize=200_000)
def prefixes(norm: str) -> tuple[tuple[str, str], ...]:
    """(prefixes, rest) for every way to take prefixes off a folded word; the whole word first."""
    out = [("", norm)]
    starts = [("", norm)]
    if norm[:1] in ("و", "ف") and len(norm) > _SHORTEST:
        starts.append((norm[0], norm[1:]))
    for lead, rest in starts:
        if lead:
            out.append((lead, rest))
        if rest.startswith("ال") and len(rest) > 2 + 1:
            out.append((lead + "ال", rest[2:]))
        if rest.startswith("لل") and len(rest) > 2 + 1:
            out.append((lead + "لل", rest[2:]))
        if rest[:1] in ("ب", "ك", "ل", "س") and len(rest) > _SHORTEST:
            out.append((lead + rest[0], rest[1:]))
            if rest[0] in "بك" and rest[1:3] == "ال" and len(rest) > 3 + 1:
                out.append((lead + rest[:3], rest[3:]))
    return tuple(out)


@lru_cache(maxsize=200_000)
def splits(norm: str) -> tuple[Split, ...]:
    """Every way to take a folded word apart, the whole word first, each once."""
    out: dict[tuple[str, str, str], None] = {}
    for pro, rest in prefixes(norm):
        out[pro, rest, ""] = None
        if pro.endswith(("ال", "لل")):
            continue  # a word with the article takes no pronoun
        for pronoun in _PRONOUNS:
            if rest.endswith(pronoun) and len(rest) - len(pronoun) >= _SHORTEST:
                out[pro, rest[: -len(pronoun)], pronoun] = None
    return tuple(Split(*key) for key in out)
