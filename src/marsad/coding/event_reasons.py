"""Why an event has these parties and this place: what spoke for and against them, in words (`explanation`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from marsad.coding.context import Context
from marsad.coding.events import Asked
from marsad.coding.feature_words import nowhere_wording, part_wording, place_wording
from marsad.coding.role_choice import Chooser, did, suffered
from marsad.coding.settings import place_reasons

SLIGHT = 0.1  # log-odds under which something says nothing much
_FEW = 3
_THOUGHT_OF = 0.25  # chance of a part from which one that has none is named


def told_again(asked: Asked) -> str:
    """The words that tell the event again."""
    return f"told again by: {', '.join(f'«{word}»' for word in asked.told_by) or 'nothing'}"


def parts_told(asked: Asked, by: Chooser) -> Iterator[str]:
    """Who has a part in an event, and who was thought of, the likeliest first, with what spoke loudest for and against that part."""
    for name, x in sorted(asked.parts, key=lambda p: -max(p[1].does, p[1].suffers)):
        role = "did it" if did(x) else "had it done to them" if suffered(x) else None
        chance = max(x.does, x.suffers)
        if role is None:
            if chance < _THOUGHT_OF:
                continue
            role = f"may have {'done it' if x.does >= x.suffers else 'had it done to them'}, but is not sure enough"
        yield f"«{name}» {role} ({chance:.2f}): {_in_words(by.reasons(x), part_wording)}"


def place_told(context: Context, asked: Asked) -> str:
    """What spoke loudest for and against the place of an event, or for none; begins with a mark, empty where nothing is known."""
    place, reasons = place_reasons(context, asked.target)
    return f"; {_in_words(reasons, nowhere_wording if place is None else place_wording)}" if reasons else ""


def loudest(told: Iterable[str | None], weights: Sequence[float]) -> str:
    """The first few of what can be put into words, each with what it weighs, no words twice."""
    said = dict.fromkeys(f"{t} ({w:+.1f})" for t, w in zip(told, weights, strict=True) if t is not None)
    return "; ".join(list(said)[:_FEW]) or "nothing much"


def _in_words(reasons: Sequence[tuple[str, float]], words: Callable[[str], str | None]) -> str:
    """Numbers in words, those of the same words added up, the loudest first."""
    total: dict[str, float] = {}
    for name, w in reasons:
        said = words(name)
        if said is not None:
            total[said] = total.get(said, 0.0) + w
    some = sorted(((said, w) for said, w in total.items() if abs(w) >= SLIGHT), key=lambda x: -abs(x[1]))
    return loudest((said for said, _ in some), [w for _, w in some])
