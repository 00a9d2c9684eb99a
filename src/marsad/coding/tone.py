"""How much a report speaks of violence, or that it is of another register: numbers in reports of neither are seldom tolls."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from marsad.coding.register import register_of
from marsad.lexicon import Lexicon
from marsad.reading import Reading
from marsad.text.kept import kept

_LEVELS = ((0.0, "none"), (0.008, "little"), (0.02, "some"))  # shares of its words, each the most of its level


def tone_of(reading: Reading) -> str:
    """The register of a report that has one; of others the level of violence among its words ("none", "little", "some", "much")."""
    register = register_of(reading)
    if register is not None:
        return register
    tokens = reading.document.tokens
    share = sum(map(_violent(reading.lexicon), [t.norm for t in tokens])) / max(1, len(tokens))
    return next((level for most, level in _LEVELS if share <= most), "much")


@lru_cache(maxsize=4)
def _violent(lexicon: Lexicon) -> Callable[[str], bool]:
    """Whether a folded word may report violence."""
    return kept(lambda norm: any(f.entry.type == "ASSAULT" for f in lexicon.forms(norm)))
