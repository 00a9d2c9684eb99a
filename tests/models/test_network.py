"""The network: rows of words, what surroundings reach, files that cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from marsad.coder import STEPS
from marsad.coding.context import Context
from marsad.coding.events import read_events
from marsad.coding.network_view import TYPES, NetworkView, gap_step, view_of
from marsad.coding.triggers import find_candidates
from marsad.errors import ModelError
from marsad.lexicon import load
from marsad.models import Models
from marsad.models.network import Network, Table, log_shares
from marsad.reading import Reading
from marsad.records import Report
from marsad.text.document import read

WIDTH, NARROW, PARTY, REACH = 6, 4, 5, 3  # REACH: what two convolutions with steps 1 and 2 look to


def arrays() -> dict[str, Any]:
    rng = np.random.default_rng(3)
    shapes: dict[str, tuple[int, ...]] = {
        "mark_rows": (2, WIDTH), "kind_rows": (2, PARTY), "gap_rows": (21, PARTY), "sentence_rows": (7, PARTY), "type_rows": (17, PARTY),
        "input_weight": (NARROW, WIDTH), "input_bias": (WIDTH,), "event_weight": (2 * WIDTH + 16, WIDTH), "event_bias": (WIDTH,),
        "type_weight": (WIDTH, 17), "type_bias": (17,), "trigger_weight": (WIDTH, PARTY), "trigger_bias": (PARTY,), "party_weight": (2 * WIDTH, PARTY),
        "party_bias": (PARTY,), "part_weight": (PARTY, PARTY), "part_bias": (PARTY,), "role_weight": (PARTY, 3), "role_bias": (3,),
        "scale": (WIDTH,), "shift": (WIDTH,), "word_steps": (3,), "trait_steps": (4,),
    }  # fmt: skip
    for n in range(2):
        shapes |= {f"scale_{n}": (WIDTH,), f"shift_{n}": (WIDTH,), f"weight_{n}": (3 * WIDTH, WIDTH), f"bias_{n}": (WIDTH,)}
    out: dict[str, Any] = {key: rng.normal(size=shape).astype(np.float16) for key, shape in shapes.items()}
    out["word_bytes"], out["trait_bytes"] = (rng.integers(-127, 128, (n, NARROW)).astype(np.int8) for n in (3, 4))
    labels = {"types": "\n".join([*TYPES, "none"]), "roles": "actor\nnone\nrecipient"}
    names = {"words": "ab\ncd\nef", "traits": "p\nq\nr\ns", "marks": "num\nplace", "kinds": "person\nstate"}
    return {**out, **{key: np.array(text) for key, text in (names | labels).items()}, "steps": np.array([1, 2])}


def test_a_word_is_the_sum_of_itself_and_its_traits_known_or_not() -> None:
    raw = arrays()
    network = Network(raw)
    traits = raw["trait_bytes"] * raw["trait_steps"][:, None].astype(np.float32)
    own = raw["word_bytes"][1] * raw["word_steps"].astype(np.float32)[1]
    rows = network.words(["cd", "new", "none"], [["p", "s", "unheard of"], ["q"], []])
    expected = np.stack([own + traits[0] + traits[3], traits[1], np.zeros(NARROW)]) @ raw["input_weight"].astype(np.float32) + raw["input_bias"]
    assert rows == pytest.approx(expected, abs=1e-2)
    assert network.marked([["num"], [], ["num", "place"]]) == pytest.approx(
        np.stack([raw["mark_rows"][0], np.zeros(WIDTH), raw["mark_rows"].astype(np.float32).sum(0)]), abs=1e-2
    )


def test_a_word_is_seen_as_far_as_the_convolutions_look_and_no_further() -> None:
    network = Network(arrays())
    rows = np.random.default_rng(0).normal(size=(20, WIDTH)).astype(np.float32)
    other = rows.copy()
    other[10, 0] += 3
    changed = np.abs(network.run(rows) - network.run(other)).max(axis=1) > 1e-6
    assert list(np.flatnonzero(changed)) == list(range(10 - REACH, 10 + REACH + 1))
    assert network.run(rows[:1]).shape == (1, WIDTH)  # shorter than any step
    with_end = network.run(rows)[-1]
    assert network.run(rows[-(REACH + 1) :])[-1] == pytest.approx(with_end, abs=1e-4)


def test_a_long_report_is_run_in_pieces_as_if_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network(arrays())
    rows = np.random.default_rng(5).normal(size=(41, WIDTH)).astype(np.float32)
    given = np.zeros((41, 16), dtype=np.float32)
    whole, events = network.run(rows), network.events(rows, rows, given)
    for piece in (1, 2, 10, 40, 41):
        monkeypatch.setattr("marsad.models.network._PIECE", piece)
        assert network.run(rows) == pytest.approx(whole, abs=1e-5)
        assert network.events(rows, rows, given) == pytest.approx(events, abs=1e-5)


def test_shares_are_probabilities() -> None:
    network = Network(arrays())
    found = np.random.default_rng(1).normal(size=(4, WIDTH)).astype(np.float32)
    events = network.events(found, found, np.zeros((4, 16), dtype=np.float32))
    assert events.shape == (4, 17)
    assert np.exp(events).sum(axis=1) == pytest.approx(1, abs=1e-5)
    parts = network.parts(network.triggers(found[:1]), network.parties(found, found, [0, 1, 1, 0]), [-10, 0, 3, 10], [-3, 0, 0, 3], 2)
    assert np.exp(parts).sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert np.exp(log_shares(np.array([[1000.0, 0.0]], dtype=np.float32)))[0] == pytest.approx([1, 0])


def test_a_table_works_each_key_out_once_until_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def work_out(keys: Sequence[int]) -> Any:
        asked.extend(keys)
        return np.array([[k, -k] for k in keys], dtype=np.float32)

    monkeypatch.setattr("marsad.models.network._ROOM", 2)
    monkeypatch.setattr("marsad.models.network._MOST", 6)
    table = Table(work_out, 2)
    assert table.take([3, 4, 3])[:, 0].tolist() == [3, 4, 3]
    assert table.take([4, 5, 6, 7])[:, 1].tolist() == [-4, -5, -6, -7]  # grows
    assert asked == [3, 4, 5, 6, 7]
    assert table.take([8, 9, 3])[:, 0].tolist() == [8, 9, 3]  # full: begins anew
    assert asked == [3, 4, 5, 6, 7, 8, 9, 3]
    assert table.take(list(range(20)))[:, 0].tolist() == list(range(20))  # more than it keeps, in one report
    assert table.take([]).shape == (0, 2)


@pytest.mark.parametrize("content", [b"", b"no such thing", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_network_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "network.npz"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"network\.npz: not a network"):
        Network.read(path)


def test_steps_of_distance_are_finer_near() -> None:
    assert [gap_step(g) for g in (0, 1, 2, 3, -1, -3, 1000, -1000)] == [0, 2, 4, 4, -2, -4, 10, -10]


@pytest.fixture(scope="module")
def seen() -> tuple[Context, NetworkView]:
    text = "قصفت طائرات التحالف العربي أمس الأحد مواقع جماعة الحوثي في صنعاء. وقال وزير الإعلام اليمني إن الطقس جميل."
    reading = Reading(Report(text=text), read(text), load(), Models())
    for step in STEPS[: STEPS.index(read_events)]:
        step(reading)
    context = Context(reading)
    view = view_of(context)
    assert view is not None
    return context, view


def test_what_ships_knows_an_air_raid_its_doer_and_its_words(seen: tuple[Context, NetworkView]) -> None:
    context, view = seen
    raid = next(c for c in find_candidates(context) if context.tokens[c.token].norm == "قصفت")
    (odds,) = view.odds([raid])
    assert odds > 1
    assert TYPES[int(view.events([raid])[0][:-1].argmax())] == "ASSAULT"
    doer = next(k for k, m in enumerate(context.mentions) if "التحالف" in context.reading.document.piece(m.first, m.last))
    (does, suffers, _), *_ = view.parts(raid, "ASSAULT", [doer])
    assert does > suffers
    strongest, fall = view.spoken(raid)[0]
    assert strongest == raid.token
    assert fall > 0


def test_no_text_has_no_view() -> None:
    reading = Reading(Report(text=""), read(""), load(), Models())
    assert view_of(Context(reading)) is None
