"""Places in tweets: the count itself, and floors on the whole, lowered only by an explicit act."""

from pathlib import Path

import pytest

from marsad.evaluation.tweets import Marked, Tally, kilometres, measure, tweets


def test_distance_over_the_sphere() -> None:
    assert kilometres(32.9, 13.2, 32.9, 13.2) == 0.0
    assert kilometres(0.0, 0.0, 0.0, 1.0) == pytest.approx(111.2, abs=0.1)
    assert kilometres(30.05, 31.24, 33.89, 35.5) == pytest.approx(586, abs=5)  # Cairo, Beirut


def test_mentions_are_counted_by_what_they_share() -> None:
    text = "اشتباكات في طرابلس وبنغازي اليوم"
    town, other = text.index("طرابلس"), text.index("اليوم")
    marked = [Marked(town, town + 6, "City/town", 32.9, 13.2), Marked(other, other + 5, "Other locations", 0.0, 0.0)]
    tally = measure([("own", text, marked)])["all"]
    assert (tally.marked, tally.found, tally.given, tally.right) == (2, 1, 2, 1)
    assert (tally.recall, tally.precision) == (0.5, 0.5)
    assert tally.within(50) == 1.0
    assert tally.centile(90) < 50


def test_states_are_told_with_and_without() -> None:
    tally = Tally(distances=[1.0, 2.0, 30.0, 400.0], states=[500.0])
    assert tally.within(161) == 0.6
    assert tally.within(161, states=False) == 0.75
    assert tally.centile(50) == 30.0
    assert Tally().centile(50) == 0.0


def test_tweets_that_no_weight_was_fitted_to(shared: Path) -> None:
    whole = measure(tweets(shared / "bench"))["all"]
    assert whole.recall >= 0.75
    assert whole.precision >= 0.75
    assert whole.within(161) >= 0.90
