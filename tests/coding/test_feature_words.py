import pytest

from marsad.coding.feature_words import wording


@pytest.mark.parametrize(
    ("feature", "want"),
    [
        ("lex=ASSAULT/noun", "the lexicon has the noun as ASSAULT"),
        ("lemma=قصف/noun", "the noun قصف"),
        ("-1=شن", "«شن» right before it"),
        ("+2actor=military", "an actor (military) two words after it"),
        ("+1number", "a number right after it"),
        ("ASSAULT|+1=علي", "«علي» right after it (for ASSAULT)"),
        ("prev=none", "no event word before it"),
        ("clause_first", "it opens its clause"),
        ("c34@-1", None),
        ("again=2", None),
        ("ASSAULT|c3@1", None),
    ],
)
def test_wording(feature: str, want: str | None) -> None:
    assert wording(feature) == want


def test_most_of_what_weighs_has_words() -> None:
    """The heaviest features of the model that ships, so that `marsad explain` has something to say."""
    from marsad.models import Models

    model = Models().linear("triggers")
    assert model is not None
    heaviest = [f for f, _ in sorted(model.rows(), key=lambda row: -abs(row[1][0]))][:300]
    named = [f for f in heaviest if wording(f) is not None]
    assert len(named) > 100
