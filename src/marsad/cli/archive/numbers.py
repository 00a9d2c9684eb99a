"""Numbers given on the command line."""

from __future__ import annotations

import argparse


def number(words: str) -> int:
    """A whole number from 1 to a million."""
    if not words.isascii() or not words.isdigit() or not 1 <= int(words[:8]) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"{words!r} is no number from 1 to 1,000,000")
    return int(words)


def kilometres(words: str) -> float:
    """A distance from 1 to 1,000 km."""
    return _between(words, 1.0, 1000.0)


def chance(words: str) -> float:
    """A chance from 0 to 1."""
    return _between(words, 0.0, 1.0)


def likely(words: str) -> float:
    """A chance from 0.5 to 1: of what is less likely nothing is kept."""
    return _between(words, 0.5, 1.0)


def _between(words: str, low: float, high: float) -> float:
    try:
        found = float(words)
    except ValueError:
        found = float("nan")
    if not low <= found <= high:
        raise argparse.ArgumentTypeError(f"{words!r} is no number from {low:g} to {high:g}")
    return found
