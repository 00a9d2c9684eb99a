import pytest

from marsad.coding import choice_sight, setting_sight
from marsad.coding.feature_words import nowhere_wording, part_wording, place_wording, wording


@pytest.mark.parametrize(
    ("name", "want"),
    [
        ("pos=verbpastactive", "its form: verb past active"),
        ("pos=noun", "its form: noun"),
        ("actor_before=military", "an actor (military) before it"),
        ("actor_after=none", "nobody named after it"),
        ("ASSAULT|actor_after=state", "an actor (state) after it (for ASSAULT)"),
        ("|said", "it stands in what someone said"),
        ("date=here", "a date in its clause"),
        ("date=sentence", None),
        ("prev=none", "no event word before it"),
        ("next=ASSAULT/same", "the next event word is of ASSAULT"),
        ("told=AID/0", "the first word of AID in the report"),
        ("clause_first", "it opens its clause"),
        ("next_gap=2/same", None),
        ("long=3", None),
    ],
)
def test_wording(name: str, want: str | None) -> None:
    assert wording(name) == want


def test_most_of_what_the_network_sees_has_words() -> None:
    """So that `marsad explain` has something to say."""
    from marsad.models import Models

    network = Models().network()
    assert network is not None
    names = list(network.names("sight"))
    assert sum(wording(name) is not None for name in names) > len(names) / 2


def test_numbers_of_parts_and_places_have_words() -> None:
    assert part_wording("behind من قبل") == "«من قبل» before it"
    assert part_wording("behind -") == place_wording("behind -") == "no preposition before it"
    assert part_wording("kind military") == "whether it is a military"
    assert place_wording("is a city") == "whether it is a city"
    assert nowhere_wording("gap") is None
    assert nowhere_wording("seen none") == place_wording("seen none")
    assert part_wording("type ASSAULT") is place_wording("type ASSAULT") is None
    for names, words in ((choice_sight.NAMES, part_wording), (setting_sight.NAMES, place_wording)):
        told = [words(n) for n in names if not n.startswith("type ")]
        assert None not in told
    assert len(set(map(part_wording, choice_sight.NAMES))) > len(choice_sight.NAMES) - 17 - 1  # each says something else
