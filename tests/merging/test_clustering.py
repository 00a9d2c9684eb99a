"""Grouping that does not chain, and heeds what people decided."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.merging.clustering import cluster


def test_who_is_like_one_member_only_is_left_out() -> None:
    scores = {(0, 1): 0.9, (1, 2): 0.9, (2, 3): 0.9}
    assert cluster(4, scores, threshold=0.5) == [[0, 1], [2, 3]]


def test_the_surest_are_joined_first() -> None:
    assert cluster(3, {(0, 1): 0.6, (1, 2): 0.9}, threshold=0.5) == [[0], [1, 2]]


def test_all_alike_are_one() -> None:
    scores = {(i, j): 0.8 for i in range(5) for j in range(i + 1, 5)}
    assert cluster(5, scores, threshold=0.5) == [[0, 1, 2, 3, 4]]


def test_together_whatever_the_scores_and_never_apart() -> None:
    assert cluster(4, {(0, 1): 0.9}, threshold=0.5, together=[[0, 3]]) == [[0, 3], [1], [2]]
    assert cluster(3, {(0, 1): 0.9, (1, 2): 0.8}, threshold=0.5, apart=[(1, 0)]) == [[0], [1, 2]]


def test_apart_holds_for_groups_that_grew() -> None:
    scores = {(0, 1): 0.99, (1, 2): 0.9, (0, 2): 0.9, (2, 3): 0.95, (0, 3): 0.9, (1, 3): 0.9}
    assert cluster(4, scores, threshold=0.5, apart=[(0, 3)]) == [[0, 1], [2, 3]]


pairs = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda p: p[0] < p[1]), st.floats(0, 1, allow_nan=False), max_size=25
)
sides = st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda p: p[0] < p[1]), max_size=6)


@settings(deadline=None)  # a busy machine is no reason to fail
@given(pairs, sides)
def test_everybody_once_and_nobody_beside_whom_he_must_not_be(scores: dict[tuple[int, int], float], apart: set[tuple[int, int]]) -> None:
    groups = cluster(9, scores, threshold=0.5, apart=apart)
    assert sorted(i for group in groups for i in group) == list(range(9))
    assert not [pair for group in groups for pair in apart if set(pair) <= set(group)]
    for group in groups:  # and the last two parts that were joined were alike on the whole, so no group is without any likeness
        assert len(group) == 1 or any(scores.get((a, b), 0) >= 0.5 for a in group for b in group)
