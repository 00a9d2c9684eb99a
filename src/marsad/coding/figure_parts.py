"""Which figures are parts of others (codebook, `part_of`): "بينهم", "من بين القتلى", lists that go on, and numbers that add up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, Self, TypeVar

from marsad.coding.figure_scene import Scene, is_part
from marsad.mentions.types import NumberMention

_LINKED = 4  # tokens between numbers of one list ("5 أطفال و3 نساء")
_FAR = 10  # tokens in which "of the dead" still leads in a part
_BACK = 60  # figures before and after one that it may be a part or the whole of
_MOST = 4  # parts that are tried for adding up


class Counted(Protocol):
    """What is known of a figure here: the number that it is, its measure, of what it is a part."""

    number: int

    @property
    def measure(self) -> str: ...

    @property
    def part_of(self) -> Self | None: ...

    @part_of.setter
    def part_of(self, whole: Self | None) -> None: ...


D = TypeVar("D", bound=Counted)


def find_parts(scene: Scene, drafts: Sequence[D]) -> None:
    """Point each part at the figure that it is a part of."""
    numbers = scene.reading.numbers
    for n, d in enumerate(drafts):
        if n == 0:
            continue
        m, previous = numbers[d.number], drafts[n - 1]
        if previous.part_of is not None and previous.measure == d.measure and _listed(scene, numbers[previous.number], m):
            d.part_of = previous.part_of
        elif is_part(scene, m) or _of_the_dead(scene, m):
            d.part_of = _whole(numbers, drafts[max(0, n - _BACK) : n], d)
    _sums(numbers, drafts)


def _listed(scene: Scene, p: NumberMention, m: NumberMention) -> bool:
    linked = scene.tokens[m.first].norm[:1] == "و" or scene.tokens[m.first - 1].norm == "و"
    return linked and m.first - max(p.last, (p.noun or 0) + 1) <= 2 * _LINKED


def _of_the_dead(scene: Scene, m: NumberMention) -> bool:
    """ "من بين القتلى فلان واثنين من …": "among" some way before, in the same sentence."""
    tokens = scene.tokens
    start = scene.reading.document.sentences[tokens[m.first].sentence].first
    return any(tokens[i].norm == "بين" and tokens[i - 1].norm in ("من", "ومن") for i in range(max(start + 1, m.first - _FAR), m.first))


def _whole(numbers: Sequence[NumberMention], before: Sequence[D], d: D) -> D | None:
    size = numbers[d.number].low or 0
    for o in reversed(before):
        m = numbers[o.number]
        if o.measure == d.measure and o.part_of is None and (m.high is None or m.high >= size):
            return o
    return next((o for o in reversed(before) if o.part_of is None), None)


def _sums(numbers: Sequence[NumberMention], drafts: Sequence[D]) -> None:
    """ "28 قتيلا، 17 متمردا و11 مقاتلا": figures of one measure that follow one another and add up to one before are its parts."""
    for n, d in enumerate(drafts):
        total = numbers[d.number]
        if d.part_of is not None or total.value is None or total.value < 4:
            continue
        same = [o for o in drafts[n + 1 : n + 1 + _BACK] if o.measure == d.measure]
        for size in range(2, _MOST + 1):
            for first in range(min(3, len(same) - size + 1)):
                parts = same[first : first + size]
                values = [numbers[o.number].value for o in parts]
                if None not in values and sum(v or 0 for v in values) == total.value:
                    for o in parts:
                        o.part_of = o.part_of or d
