"""Who claims: one claimant for all the ways in which reports call him."""

from __future__ import annotations

from collections.abc import Iterable

_SURE = 2  # words of a name from which it is known in a longer one: "the ambulance service" in "the spokesman of the ambulance service"


def claimants(keys: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each key of (key, folded name) the one that stands for all whose name holds its own: the shortest name's.

    A person's name is held by the same with an office before it, a service's by that of who speaks for it.
    """
    names: dict[str, set[str]] = {}
    for key, name in keys:
        names.setdefault(key, set()).add(f" {name} ")
    order = sorted(names, key=lambda key: (min(map(len, names[key])), key))
    out: dict[str, str] = {}
    for n, key in enumerate(order):
        holders = (other for other in order[:n] if out[other] == other and _held(names[other], names[key]))
        out[key] = next(holders, key)
    return out


def _held(short: set[str], long: set[str]) -> bool:
    return any(len(name.split()) >= _SURE and name in other for name in short for other in long)
