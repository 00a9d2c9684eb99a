"""Words that tell an event again."""

from __future__ import annotations

from marsad.coder import STEPS
from marsad.coding.context import Context
from marsad.coding.echoes import Echoes, heard
from marsad.coding.events import read_events
from marsad.coding.network_view import Seen
from marsad.coding.triggers import find_candidates
from marsad.lexicon import load
from marsad.models import Models
from marsad.reading import Reading
from marsad.records import Report
from marsad.text.document import read

TEXT = "شنت الطائرات غارة على المدينة، ثم تجددت الغارات. وأدى القصف إلى مقتل مدنيين، وأعقب الهجوم اجتماع."


def test_the_likeliest_are_heard_and_all_are_counted() -> None:
    reading = Reading(Report(text=TEXT), read(TEXT), load(), Models())
    for step in STEPS[: STEPS.index(read_events)]:
        step(reading)
    first, *others = find_candidates(Context(reading))
    assert len(others) > 4
    again = [0.9, 0.4, 0.2, 0.7, 0.35, 0.5][: len(others)]
    seen = [Seen(first, 0.9, "ASSAULT", None, first, 0.8, 0.8)]  # nobody tells itself again
    seen += [Seen(c, 0.1, "ASSAULT", None, first, share, share) for c, share in zip(others, again, strict=False)]
    echoes = Echoes(seen)
    assert abs(echoes.count(first) - sum(again)) < 1e-9
    heard = echoes.of(first)
    assert [c.token for c in heard[:2]] == [others[0].token, others[3].token]
    assert len(heard) == 4
    assert others[2] not in heard  # too unlikely
    assert echoes.of(others[0]) == []
    assert echoes.count(others[0]) == 0


def test_of_what_is_said_beside_several_words_the_most_counts() -> None:
    said: dict[int, dict[str | None, float]] = {3: {None: -0.1, "p1": -2.0}, 5: {None: -1.0, "p1": -0.5, "p2": -3.0}, 8: {None: 0.0}, 9: {None: -0.2, "p2": -1.7}}
    asked: list[list[int]] = []

    def ask(tokens: list[int]) -> list[dict[str | None, float]]:
        asked.append(tokens)
        return [said[i] for i in tokens]

    assert heard([[3, 5], [], [8, 9]], ask) == [{None: -0.1, "p1": -0.5, "p2": -3.0}, {}, {None: -0.2, "p2": -1.7}]  # 8 has only none to say
    assert asked == [[3, 5, 8, 9]]
