"""What the name tagger sees of a word, and what of it goes without saying."""

from __future__ import annotations

import pytest

from marsad.mentions.actor_features import WordSight, implied

WORDS = ("والجيش", "محمد", "ال2011", "2011", "BBC", "،", "لل", "في", "و")


@pytest.mark.parametrize("word", WORDS)
def test_what_a_feature_implies_never_fails_to_come_with_it(word: str) -> None:
    for place in WordSight(lambda norm: ()).of(word):
        shown = [f.decode() for f in place]
        for feature in shown:
            assert set(implied(feature)) <= set(shown)


@pytest.mark.parametrize("word", WORDS)
def test_a_word_implies_all_that_its_letters_say(word: str) -> None:
    for place in WordSight(lambda norm: ()).of(word):
        first, *rest = [f.decode() for f in place]
        assert implied(first) == rest


def test_chains() -> None:
    assert implied("s=جيش") == ["p2=جي", "p3=جيش", "e2=يش", "e3=جيش"]
    assert (implied("p3=جيش"), implied("e3=جيش"), implied("p1l=الج")) == (["p2=جي"], ["e2=يش"], ["p1=ا"])
    assert implied("-1s=جيش") == implied("m=K:state") == implied("first") == implied("") == []
