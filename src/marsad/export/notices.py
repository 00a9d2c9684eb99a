"""The warnings of a report as a page says them: in Arabic where `assets/warnings.tsv` knows them, each once with how often."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from marsad.export.captions import isolated
from marsad.export.labels import ASSETS
from marsad.lexicon.tables import read_tsv

_BLANK = re.compile(r"\{(\w+)\}")


class Notice(NamedTuple):
    """What is to be known about a report, and how many of its warnings say it."""

    text: str
    times: int


def notices(warnings: Iterable[str]) -> list[Notice]:
    """Each warning once, in the order in which they first come."""
    return [Notice(text, times) for text, times in Counter(map(_in_arabic, warnings)).items()]


def _in_arabic(warning: str) -> str:
    """A warning in Arabic, what it names put in its place; as it is where it is none that is known."""
    for known, arabic in _known():
        found = known.fullmatch(warning)
        if found is not None:
            return arabic.format_map({name: isolated(words) for name, words in found.groupdict().items()})
    return warning


@cache
def _known() -> list[tuple[re.Pattern[str], str]]:
    return [(_pattern(english), arabic) for english, arabic in read_tsv("warnings.tsv", width=2, least=2, folder=ASSETS)]


def _pattern(english: str) -> re.Pattern[str]:
    parts = _BLANK.split(english)  # fixed words and names of blanks, by turns
    return re.compile("".join(f"(?P<{part}>.+?)" if i % 2 else re.escape(part) for i, part in enumerate(parts)), re.DOTALL)
