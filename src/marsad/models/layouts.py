"""Features by their place: a tuple of values instead of a list of names, so that coding need not write out the name of each.

A `Layout` says what the value at each place is called; a model keeps, for each place, what each value that it met weighs. A value is named
and looked up the first time that it comes and never again, and a value may stand for several features at once (all that a word says by
itself), which are then one number. Names are written out only where people or trainers ask for them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

Naming = Callable[..., Iterable[str]]
Value = Hashable  # what a place holds: `None` where it says nothing
W = TypeVar("W", bound=complex)
_MOST = 4_000  # values of one place that are kept: those that come again soon


class Layout:
    """Names for the values of a tuple, place by place: a template ("rank={}/{}", filled with the value, or with its items if it is a
    tuple), or a function from the value to all names that it stands for. Two layouts are never equal: keep the one you made."""

    __slots__ = ("namings",)

    def __init__(self, *namings: str | Naming) -> None:
        self.namings: tuple[Naming, ...] = tuple(_filled(n) if isinstance(n, str) else n for n in namings)

    def names(self, values: Sequence[Value]) -> list[str]:
        """The features that some values stand for."""
        return [name for naming, value in zip(self.namings, values, strict=True) if value is not None for name in naming(value)]


Part = tuple[Layout, Sequence[Value]]


def names_of(parts: Iterable[Part]) -> list[str]:
    """The features of all parts, by name."""
    return [name for layout, values in parts for name in layout.names(values)]


class Weighed(dict[Value, W]):
    """What each value of one place weighs, filled as values come."""

    __slots__ = ("_naming", "_nothing", "_weight")

    def __init__(self, naming: Naming, weight: Callable[[str], W], nothing: W) -> None:
        super().__init__()
        self._naming: Naming = naming
        self._weight: Callable[[str], W] = weight
        self._nothing: W = nothing
        self[None] = nothing

    def __missing__(self, value: Value) -> W:
        if len(self) >= _MOST:
            self.clear()
            self[None] = self._nothing
        found: W = sum(map(self._weight, self._naming(value)), self._nothing)
        self[value] = found
        return found


def each(*templates: str) -> Naming:
    """A name for each template ("gap={0}/{1}"), filled with the items of a tuple, or with a value that is none: several features of one place."""
    fill = [template.format for template in templates]

    def naming(value: Value) -> tuple[str, ...]:
        items = value if isinstance(value, tuple) else (value,)
        return tuple([f(*items) for f in fill])

    return naming


def climbed(name: str, steps: Iterable[object]) -> Naming:
    """A grade, how many of some steps it has climbed, as these steps."""
    names = [f"{name}>{step}" for step in steps]
    return lambda grade: names[:grade]


def _filled(template: str) -> Naming:
    fill = template.format

    def naming(value: Value) -> tuple[str]:
        return (fill(*value) if isinstance(value, tuple) else fill(value),)

    return naming
