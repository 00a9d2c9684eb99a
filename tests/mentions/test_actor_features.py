"""What the name tagger is shown: what words weigh by kept rows is what their features weigh by name; spans from chances."""

from __future__ import annotations

import numpy as np
import pytest

from marsad.lexicon.knowledge import Knowledge
from marsad.mentions.actor_features import PLACES, NameSight, sentence_features
from marsad.mentions.actor_names import actor_names
from marsad.mentions.actor_spans import Chances
from marsad.mentions.actors import chances_of, marked
from marsad.models import Models
from marsad.text.document import read

TEXTS = (
    "قال وزير الخارجية المصري سامح شكري إن بلاده ترفض التدخل. وأضاف أن 12 جنديا قتلوا!",
    "الأمم المتحدة تدعو BBC و«حركة الشباب» إلى الحوار",
)


@pytest.mark.parametrize("text", TEXTS)
def test_rows_of_words_weigh_what_their_features_weigh(text: str) -> None:
    names, field = actor_names(Knowledge.load()), Models().crf("actors")
    assert field is not None
    document = read(text)
    sentences = [[t.norm for t in document.tokens[s.first : s.last]] for s in document.sentences]
    extra = [marked(norms, names, names.names_in(norms)) for norms in sentences]
    at, table = field.table([""])
    by_name = [
        table[[at[f] for f in features if f in at]].sum(axis=0)
        for norms, more in zip(sentences, extra, strict=True)
        for features in sentence_features(norms, names, more)
    ]
    first, shifted = 0, {}
    for norms, more in zip(sentences, extra, strict=True):
        shifted |= {first + k: some for k, some in more.items()}
        first += len(norms)
    assert NameSight(names, field).weights(sentences, shifted) == pytest.approx(np.stack(by_name), abs=1e-3)


def test_each_place_has_features_of_its_own() -> None:
    names = actor_names(Knowledge.load())
    first, second = sentence_features(["الجيش", "الليبي"], names, {})
    assert {f[:2] for f in first if f[:2] in PLACES} == {"+1", "-1"}  # of the word after, of the start before
    assert "-1first" in first and "-1first" not in second
    assert "+1last" in second and "-1w=الجيش" in second


def chances(*rows: tuple[float, ...]) -> Chances:
    return Chances(("O", "B-PER", "I-PER", "B-MIL", "I-MIL"), [np.array(rows[:2]), np.array(rows[2:]).reshape(-1, 5)])


def test_a_span_begins_goes_on_and_ends_by_the_chances_of_all_kinds() -> None:
    some = chances((0.9, 0.1, 0, 0, 0), (0.4, 0.2, 0, 0.4, 0), (0.5, 0, 0.1, 0, 0.4), (0.2, 0.8, 0, 0, 0), (1, 0, 0, 0, 0))
    found = some.guesses(0, 5)
    assert [(g.first, g.last, g.label) for g in found] == [(1, 3, "MIL"), (3, 4, "PER")]
    assert found[0].chance == pytest.approx(0.55)
    assert some.guesses(3, 5)[0][:3] == (0, 1, "PER")


def test_a_half_believed_name_is_found_only_at_a_discount() -> None:
    some = chances((0.6, 0.4, 0, 0, 0))
    assert some.guesses(0, 1)
    assert not some.guesses(0, 1, discount=1.0)


def test_a_long_report_is_tagged_in_pieces_as_if_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    names, field = actor_names(Knowledge.load()), Models().crf("actors")
    assert field is not None
    document = read("\n".join(TEXTS * 3))
    sentences = [[t.norm for t in document.tokens[s.first : s.last]] for s in document.sentences]
    known = [names.names_in(norms) for norms in sentences]
    extra = [marked(norms, names, some) for norms, some in zip(sentences, known, strict=True)]
    found = [chances_of(sentences, names, extra, field)]
    for piece in (1, 20):
        monkeypatch.setattr("marsad.mentions.actors._PIECE", piece)
        found.append(chances_of(sentences, names, extra, field))
    whole, *others = [[x for s in document.sentences for x in some.guesses(s.first, s.last)] for some in found]
    assert len(whole) > 6
    for other in others:
        assert [g[:3] for g in other] == [g[:3] for g in whole]
        assert [g.chance for g in other] == pytest.approx([g.chance for g in whole], abs=1e-5)
