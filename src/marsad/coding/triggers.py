"""Triggers: the words that may report an event.

Every token that the lexicon reads as an event word is a candidate. A logistic regression, trained on reports
coded by hand, says whether it is an event, by what `trigger_sight` sees of it. Rules: codebook, "Events".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

import msgspec

from marsad.coding.context import Context
from marsad.coding.link_lines import link_lines
from marsad.lexicon import Form, Lexicon
from marsad.lexicon.tables import read_tsv
from marsad.text.clitics import prefixes
from marsad.text.document import Token
from marsad.text.folding import fold_word
from marsad.text.kept import kept

EVENT_KINDS = frozenset({"event", "light"})


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A token that may report an event, with its event readings. `last` is past its last token where it is a phrase."""

    token: int
    last: int
    forms: tuple[Form, ...]
    types: tuple[str, ...]


class _Event(NamedTuple):
    """What a word can be: its readings that report an event, their types, whether it is a noun of violence that may be a figure of speech."""

    forms: tuple[Form, ...]
    types: tuple[str, ...]
    figure: bool


def find_candidates(context: Context) -> list[Candidate]:
    """All candidates of a report, in order."""
    out: list[Candidate] = []
    phrases = context.phrases
    inside = -1
    for i, found in enumerate(map(_events_of(context.reading.lexicon), context.norms)):
        if i in phrases:
            inside, forms = phrases[i]
            out.append(Candidate(i, inside, forms, types_of(forms)))
        elif found is not None and i >= inside and not (found.figure and _made_figure(context.tokens, i)):
            out.append(Candidate(i, i + 1, found.forms, found.types))
    aside = link_lines(context.reading)
    return [c for c in out if context.tokens[c.token].sentence not in aside] if aside else out


@lru_cache(maxsize=4)
def _events_of(lexicon: Lexicon) -> Callable[[str], _Event | None]:
    """For a folded word what event it can be; `None` for none."""
    heads, _ = _metaphors()

    def work_out(norm: str) -> _Event | None:
        readings = event_readings(lexicon.forms(norm))
        return _Event(readings, types_of(readings), any(rest in heads for _, rest in prefixes(norm))) if readings else None

    return kept(work_out)


def _made_figure(tokens: list[Token], i: int) -> bool:
    """Whether the word after a noun of violence makes it a figure of speech ("انفجار سكاني", "معركة انتخابية")."""
    if i + 1 >= len(tokens) or tokens[i + 1].sentence != tokens[i].sentence:
        return False
    _, afters = _metaphors()
    after = tokens[i + 1].norm.removeprefix("ال")
    return after in afters or (after.endswith("ه") and after[:-1] in afters)


@lru_cache(maxsize=1)
def _metaphors() -> tuple[frozenset[str], frozenset[str]]:
    """The heads of metaphors.tsv and what follows them, folded."""
    rows = list(read_tsv("metaphors.tsv", width=2, least=2))
    return frozenset(fold_word(word) for kind, word in rows if kind == "head"), frozenset(
        fold_word(word) for kind, word in rows if kind == "after"
    )


def event_readings(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """The readings that report an event, or lead to one."""
    return tuple(f for f in forms if f.entry.kind in EVENT_KINDS)


def types_of(forms: Iterable[Form]) -> tuple[str, ...]:
    return tuple(sorted({f.entry.type for f in forms if f.entry.type}))
