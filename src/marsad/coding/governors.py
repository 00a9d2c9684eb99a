"""What governs a phrase: the preposition before it, attached or not, at once or some words off."""

from __future__ import annotations

from functools import lru_cache

from marsad.coding.context import Context
from marsad.text.clitics import prefixes

PREPOSITIONS = frozenset("علي الي من مع بين ضد في عن باسم قبل لدي عند نحو تجاه حول جانب يد وبين ومن".split())
_CHAIN = 4  # words between a preposition and a name in its phrase
_ATTACHED = {"ب": "ب", "ل": "ل", "لل": "ل", "بال": "ب", "وب": "ب", "ول": "ل", "وبال": "ب", "ولل": "ل", "ك": "ك"}
_OF_TWO = frozenset({("من", "قبل"), ("علي", "يد"), ("من", "جانب"), ("الي", "جانب")})
_AND = {"وبين": "بين", "ومن": "من"}


def preposition(context: Context, first: int) -> str:
    """The preposition that governs the phrase that begins at token `first`, attached or not; "و" for a bare joint; "-" for none."""
    found = context.prepositions.get(first)
    if found is None:
        found = context.prepositions[first] = _preposition(context, first)
    return found


def _preposition(context: Context, first: int) -> str:
    lead = _lead(context.tokens[first].norm)
    if lead in _ATTACHED:
        return _ATTACHED[lead]
    if first:
        before = context.tokens[first - 1].norm
        if before == '"' and first > 1:
            before = context.tokens[first - 2].norm
        if before in PREPOSITIONS:
            two = context.tokens[first - 2].norm if first > 1 else ""
            return f"{two} {before}" if (two, before) in _OF_TWO else _AND.get(before, before)
    return "و" if lead in ("و", "وال", "ف") else "-"


def governed(context: Context, first: int, stop: int) -> str:
    """The preposition that governs a phrase from before its head: "على مواقع تمركز المليشيات" is governed by "على", two words off.
    Looked for as far back as token `stop`."""
    found, back = context.governors.get(first) or _governor(context, first)
    return found if first - back >= stop else f"-/{min(max(first - stop + 1, 1), 3)}"


def _governor(context: Context, first: int) -> tuple[str, int]:
    """What `governed` finds with nothing to stop it, and how many tokens back it looked."""
    found = context.governors[first] = _look_back(context, first)
    return found


def _look_back(context: Context, first: int) -> tuple[str, int]:
    tokens = context.tokens
    for back in range(1, _CHAIN + 1):
        i = first - back
        if i < 0 or tokens[i].kind != "word" or context.mention_at[i] >= 0 or any(f.pos == "verb" for f in context.forms[i]):
            return f"-/{min(back, 3)}", back
        norm = tokens[i].norm
        if norm in PREPOSITIONS:
            return f"{norm}/{back}", back
        lead = _lead(norm)
        if lead in _ATTACHED:
            return f"{_ATTACHED[lead]}/{back}", back
    return "-/far", _CHAIN


@lru_cache(maxsize=50_000)
def _lead(norm: str) -> str:
    """The likeliest prefixes of a word that begins a name: only those that leave a definite or long rest are believed."""
    best = ""
    for lead, rest in prefixes(norm):
        if lead in _ATTACHED or lead in ("و", "وال", "ف"):
            if lead in ("لل", "بال", "ولل", "وبال", "وال") or rest.startswith("ال"):
                return lead
            if lead == "و" and len(rest) > 3:
                best = best or lead
    return best
