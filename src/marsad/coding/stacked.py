"""What a logistic regression says of several choices and of none, as the first numbers of what trees weigh: trees learn from what other
regressions say of reports that they have not seen, so the numbers are worked out first and these filled in."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

NAMES = ("lean", "lean of none", "best other lean", "rank")
OPEN = (0.0, 0.0, 0.0, 0.0)  # the same before the regression was asked
NOBODY = -20.0  # what a lean is where there is nobody to compare with


def with_leans(rows: Sequence[Sequence[float]], keys: Sequence[Hashable], leans: Sequence[float], none: float) -> list[list[float]]:
    """The numbers of some choices, and last of none, with what the regression says of each filled in. Choices of one key (a measure that several
    words have) are not compared with one another."""
    out = []
    for row, key, lean in zip(rows, (*keys, None), (*leans, none), strict=True):
        others = [x for x, other in zip(leans, keys, strict=True) if other != key]
        out.append([lean, none, max(others, default=NOBODY), sum(x > lean for x in others), *row[len(OPEN) :]])
    return out
