"""Boosted trees: each row goes down every tree, and what is said of it can be told by number."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from marsad.errors import ModelError
from marsad.models.trees import Trees


def trees() -> Trees:
    """Two trees: whether "near" is over 3 and, where it is not, whether "sure" is over 0; whether "sure" is over 1."""
    return Trees(
        {
            "names": np.array("near\nsure"),
            "asked": np.array([[0, 1], [1, 0]]),
            "borders": np.array([[3.0, 0.0], [1.0, np.inf]]),
            "left": np.array([[0b100, 0b110], [0b10, 0]]),  # near over 3: the third leaf; sure over 0: not the first
            "values": np.array([[0.1, 0.9, -1.0], [-0.5, 0.5, 0.0]]),
            "usual": np.array([1.0, 0.0]),
        }
    )


@pytest.mark.parametrize(
    ("row", "lean"),
    [((3.0, 0.0), 0.1 - 0.5), ((3.0, 2.0), 0.9 + 0.5), ((4.0, 2.0), -1.0 + 0.5), ((-9.0, 0.5), 0.9 - 0.5)],
)
def test_a_row_goes_down_every_tree(row: tuple[float, float], lean: float) -> None:
    assert trees().leans([row]) == pytest.approx([lean])
    assert trees().leans([(4.0, 0.0), row])[1] == pytest.approx(lean)


def test_no_rows_are_no_leans() -> None:
    assert trees().leans([]) == []


def test_each_number_speaks_by_what_changes_where_it_is_as_usual() -> None:
    assert trees().reasons((4.0, 2.0)) == [("near", -1.9), ("sure", 1.0)]
    assert trees().reasons((1.0, 2.0)) == [("sure", 1.8)]  # near is as usual


def test_a_file_that_is_no_trees_is_named(tmp_path: Path) -> None:
    (tmp_path / "events_trees.npz").write_bytes(b"no such thing")
    with pytest.raises(ModelError, match=r"events_trees\.npz: not trees"):
        Trees.read(tmp_path / "events_trees.npz")
