"""The network: rows of words, what surroundings reach, files that cannot be read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest

from marsad.coder import STEPS
from marsad.coding.context import Context
from marsad.coding.events import read_events
from marsad.coding.network_reasons import Reasons
from marsad.coding.network_view import NOWHERE, TYPES, NetworkView, chance_of, gap_step, view_in, view_of, within_reach
from marsad.coding.roles import pairs
from marsad.coding.trigger_sight import sights
from marsad.coding.triggers import find_candidates
from marsad.errors import ModelError
from marsad.lexicon import load
from marsad.mentions.types import NumberMention
from marsad.models import Models
from marsad.models.encoder import log_shares
from marsad.models.network import ALIKE, UNASKED, VOICES, Network, Standing, alike
from marsad.models.table import Table, summed
from marsad.reading import Reading
from marsad.records import Measure, Report
from marsad.text.document import read

WIDTH, NARROW, PARTY, VOICE, REACH = 6, 4, 5, 2, 3  # REACH: what two convolutions with steps 1 and 2 look to


def member(seed: int = 3) -> dict[str, Any]:
    """One member's arrays, with what all share."""
    rng = np.random.default_rng(seed)
    shapes: dict[str, tuple[int, ...]] = {
        "mark_rows": (2, WIDTH), "sight_rows": (2, WIDTH), "part_rows": (2, PARTY), "gap_rows": (21, PARTY), "sentence_rows": (7, PARTY),
        "heed": (ALIKE, VOICES), "tell": (ALIKE, VOICES * VOICE), "likely": (VOICES,), "kind": (VOICES,),
        "beside_scale": (WIDTH,), "beside_shift": (WIDTH,),
        "scale": (WIDTH,), "shift": (WIDTH,), "word_steps": (3,), "trait_steps": (4,),
    }  # fmt: skip
    layers = {
        "input": (NARROW, WIDTH), "event": (2 * WIDTH + 16, WIDTH), "type": (WIDTH, 17), "mode": (WIDTH, 3),
        "trigger": (WIDTH, PARTY), "party": (2 * WIDTH, PARTY), "inner": (PARTY, PARTY), "role": (PARTY, 3),
        "number": (2 * WIDTH, PARTY), "measure": (PARTY, 3), "ask": (WIDTH, VOICES * VOICE), "key": (WIDTH, VOICES * VOICE),
        "say": (WIDTH, VOICES * VOICE), "heard": (VOICES * VOICE, WIDTH), "again": (WIDTH, WIDTH), "verdict": (WIDTH, 17),
    }  # fmt: skip
    layers |= {str(n): (3 * WIDTH, WIDTH) for n in range(2)} | {f"gate_{n}": (WIDTH, WIDTH) for n in range(2)}
    for kind in ("place", "date"):
        layers |= {f"{kind}_event": (WIDTH, PARTY), kind: (2 * WIDTH, PARTY), f"{kind}_fits": (PARTY, 1), f"{kind}_none": (WIDTH, 1)}
        shapes |= {f"{kind}_gap_rows": (21, PARTY), f"{kind}_sentence_rows": (7, PARTY)}
    for key, shape in layers.items():
        weight, bias = (f"weight_{key}", f"bias_{key}") if key.isdigit() else (f"{key}_weight", f"{key}_bias")
        shapes |= {weight: shape, bias: shape[1:]}
    for n in range(2):
        shapes |= {f"scale_{n}": (WIDTH,), f"shift_{n}": (WIDTH,)}
    out: dict[str, Any] = {key: rng.normal(size=shape).astype(np.float16) for key, shape in shapes.items()}
    out["word_bytes"], out["trait_bytes"] = (rng.integers(-127, 128, (n, NARROW)).astype(np.int8) for n in (3, 4))
    names = {
        "words": "ab\ncd\nef", "traits": "p\nq\nr\ns", "marks": "num\nplace", "sights": "cue\nsaid", "parts": "far\nrank=1",
        "types": "\n".join([*TYPES, "none"]), "modes": "ASSAULT/none\nASSAULT/aerial\nCOERCE/arrest", "measures": "killed\ninjured\nnone",
        "roles": "actor\nnone\nrecipient",
    }  # fmt: skip
    return {**out, **{key: np.array(text) for key, text in names.items()}, "steps": np.array([1, 2])}


def arrays(*seeds: int) -> dict[str, Any]:
    """A network's arrays: those of some members, one by default."""
    members = [member(seed) for seed in seeds or (3,)]
    return {key: value if key in (*Network.LABELS, "steps") else np.stack([m[key] for m in members]) for key, value in members[0].items()}


def test_a_word_is_its_own_vector_or_the_sum_of_its_traits() -> None:
    raw = member()
    network = Network(arrays())
    traits = raw["trait_bytes"] * raw["trait_steps"][:, None].astype(np.float32)
    own = raw["word_bytes"][1] * raw["word_steps"].astype(np.float32)[1]
    asked: list[str] = []

    def of(word: str) -> list[str]:
        asked.append(word)
        return {"new": ["q", "s", "unheard of"], "none": []}[word]

    rows = network.words(["cd", "new", "none"], of)
    expected = np.stack([own, traits[1] + traits[3], np.zeros(NARROW)]) @ raw["input_weight"].astype(np.float32) + raw["input_bias"]
    assert rows == pytest.approx(expected, abs=1e-2)
    assert asked == ["new", "none"]  # a word that has a vector of its own is not looked into
    assert network.named("mark", [["num"], [], ["num", "place"]]) == pytest.approx(
        np.stack([raw["mark_rows"][0], np.zeros(WIDTH), raw["mark_rows"].astype(np.float32).sum(0)]), abs=1e-2
    )


def test_what_a_convolution_adds_is_let_through_by_its_gate() -> None:
    raw = {key: value.astype(np.float64) if value.dtype == np.float16 else value for key, value in member().items()}
    x = np.random.default_rng(1).normal(size=(4, WIDTH))

    def even(rows: Any, scale: Any, shift: Any) -> Any:
        return (rows - rows.mean(1, keepdims=True)) / np.sqrt(rows.var(1, keepdims=True) + 1e-5) * scale + shift

    expected = x
    for n, step in enumerate((1, 2)):
        y = even(expected, raw[f"scale_{n}"], raw[f"shift_{n}"])
        none = np.zeros((step, WIDTH))
        about = np.concatenate([np.concatenate([none, y[:-step]]), y, np.concatenate([y[step:], none])], axis=1)
        gate = 1 / (1 + np.exp(-(y @ raw[f"gate_{n}_weight"] + raw[f"gate_{n}_bias"])))
        expected = expected + gate * (about @ raw[f"weight_{n}"] + raw[f"bias_{n}"])
    expected = even(expected, raw["scale"], raw["shift"])
    assert Network(arrays()).run(x.astype(np.float32)) == pytest.approx(expected, abs=1e-3)


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
    whole, read_ = network.run(rows), network.candidates(rows, rows, given)
    for piece in (1, 2, 10, 40, 41):
        for module in ("encoder", "network"):
            monkeypatch.setattr(f"marsad.models.{module}.PIECE", piece)
        assert network.run(rows) == pytest.approx(whole, abs=1e-5)
        assert network.candidates(rows, rows, given) == pytest.approx(read_, abs=1e-5)


def test_members_are_asked_together() -> None:
    both, first, second = Network(arrays(3, 4)), Network(arrays(3)), Network(arrays(4))
    assert both.width == 2 * WIDTH
    one = [(np.random.default_rng(n).normal(size=(5, WIDTH)) / 4).astype(np.float32) for n in (1, 2)]
    rows = np.concatenate(one, axis=1)
    given = np.zeros((5, 16), dtype=np.float32)
    found, (a, b) = both.run(rows), (network.run(x) for network, x in zip((first, second), one, strict=True))
    assert found == pytest.approx(np.concatenate([a, b], axis=1), abs=1e-5)  # each reads for itself

    def mean(x: Any, y: Any) -> Any:
        return log_shares((x + y) / 2)

    read_, (c, d) = (
        both.candidates(found, rows, given),
        (n.candidates(f, r, given) for n, f, r in zip((first, second), (a, b), one, strict=True)),
    )
    alone = both.events(read_)
    assert alone == pytest.approx(mean(first.events(c), second.events(d)), abs=1e-4)
    stand = Standing(np.array([0, 0, 1, 1, 2]), np.array([0, 1, 0, 2, 2]), np.array([[0, -1], [1, 0], [-1, -1], [2, 2], [-1, 1]]))
    together, x, y = (n.beside(r, alone, stand) for n, r in ((both, read_), (first, c), (second, d)))
    assert together.types == pytest.approx(mean(x.types, y.types), abs=1e-4)
    assert both.modes_of(read_) == pytest.approx((first.modes_of(c) + second.modes_of(d)) / 2, abs=1e-4)
    assert both.measured(found, found[::-1]) == pytest.approx(mean(first.measured(a, a[::-1]), second.measured(b, b[::-1])), abs=1e-4)
    steps = ([-10, 0, 3, 10, 1], [-3, 0, 0, 3, 0])
    parts = [
        n.parts(n.triggers(x), n.parties(x, x), n.named("part", [["far"]] * 5), *steps) for n, x in ((both, found), (first, a), (second, b))
    ]
    assert parts[0] == pytest.approx(mean(*parts[1:]), abs=1e-4)
    places = [n.settings("place", x, x, x, *steps) for n, x in ((both, found), (first, a), (second, b))]
    assert places[0] == pytest.approx((places[1] + places[2]) / 2, abs=1e-4)


def test_shares_are_probabilities() -> None:
    network = Network(arrays())
    found = np.random.default_rng(1).normal(size=(4, WIDTH)).astype(np.float32)
    read_ = network.candidates(found, found, np.zeros((4, 16), dtype=np.float32))
    events = network.events(read_)
    assert events.shape == (4, 17)
    assert np.exp(events).sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert network.modes_of(read_).shape == (4, 3)
    marks = network.named("part", [["far"], ["rank=1"], [], ["far", "rank=1"]])
    parts = network.parts(network.triggers(found), network.parties(found, found), marks, [-10, 0, 3, 10], [-3, 0, 0, 3])
    assert np.exp(parts).sum(axis=1) == pytest.approx(1, abs=1e-5)
    measured = network.measured(found, found[::-1])
    assert np.exp(measured).sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert network.settings("date", found, found, found, [-10, 0, 3, 10], [-3, 0, 0, 3]).shape == network.nowhere("date", found).shape == (4,)
    assert np.exp(log_shares(np.array([[1000.0, 0.0]], dtype=np.float32)))[0] == pytest.approx([1, 0])


def crowd(n: int) -> tuple[Any, Any, Standing]:
    rng = np.random.default_rng(8)
    rows = rng.normal(size=(n, WIDTH)).astype(np.float32)
    alone = log_shares(rng.normal(size=(n, 17)).astype(np.float32))
    people = rng.integers(-1, 4, (n, 2))
    return rows, alone, Standing(np.sort(rng.integers(0, 1 + n // 3, n)), rng.integers(0, 4, n), people)


def some(standing: Standing, which: Any) -> Standing:
    return Standing(*(x[which] for x in standing))


def test_a_candidate_is_weighed_beside_those_that_may_be_events() -> None:
    network = Network(arrays())
    rows, alone, standing = crowd(12)
    whole = network.beside(rows, alone, standing)
    assert np.exp(whole.types).sum(axis=1) == pytest.approx(1, abs=1e-5)
    without = [k for k in range(12) if k != 4]
    fewer = network.beside(rows[without], alone[without], some(standing, without)).types
    assert np.abs(fewer - whole.types[without]).max() > 1e-3  # the others heard it
    silent = alone.copy()
    silent[4] = log_shares(np.array([[0.0] * 16 + [2 - UNASKED + math.log(16)]], dtype=np.float32))  # surely no event
    assert network.beside(rows, silent, standing).types[without] == pytest.approx(fewer, abs=1e-4)
    alone_ = network.beside(rows[:1], alone[:1], some(standing, slice(1)))
    assert alone_.types.shape == (1, 17)  # nobody else is there
    assert alone_.of.tolist() == [0]
    assert alone_.again.tolist() == [0]


def test_what_a_candidate_may_tell_again_is_one_of_the_others() -> None:
    network = Network(arrays())
    found = network.beside(*crowd(12))
    assert (found.of != np.arange(12)).all()
    assert (found.again <= found.retells + 1e-6).all()
    assert ((found.retells > 0) & (found.retells < 1)).all()


def test_how_candidates_stand_to_each_other() -> None:
    people = np.array([[5, -1], [6, 5], [-1, -1]])
    how = alike(Standing(np.array([0, 0, 9]), np.array([7, 8, 7]), people))
    assert how[0].tolist() == [8 * 3 + 4 + 2, 8 * 3 + 4, 8 * 6 + 2]  # itself; the same sentence, later, somebody named by both; far later, the same lemma
    assert how[2].tolist() == [3, 1, 8 * 3 + 2]  # far earlier, the same lemma; far earlier; itself, with nobody named
    assert how.max() < ALIKE


def test_many_candidates_hear_those_about_them(monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network(arrays())
    asked = crowd(40)
    whole = network.beside(*asked)
    monkeypatch.setattr("marsad.models.network._BLOCK", 7)
    monkeypatch.setattr("marsad.models.network._HEARD", 40)
    pieces = network.beside(*asked)
    assert pieces.types == pytest.approx(whole.types, abs=1e-5)
    assert (pieces.of == whole.of).all()
    assert pieces.again == pytest.approx(whole.again, abs=1e-5)
    monkeypatch.setattr("marsad.models.network._HEARD", 3)
    near = network.beside(*asked)
    assert near.types.shape == whole.types.shape
    assert np.abs(near.types - whole.types).max() > 1e-3
    assert (np.abs(near.of - np.arange(40)) < 10).all()


def test_rows_are_summed_by_group() -> None:
    table = np.array([[1, 0], [0, 2], [4, 4]], dtype=np.float32)
    assert summed(table, [[0, 1], [], [2, 2], []]).tolist() == [[1, 2], [0, 0], [8, 8], [0, 0]]
    assert summed(table, []).shape == (0, 2)


def test_a_table_works_each_key_out_once_until_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def work_out(keys: Sequence[int]) -> Any:
        asked.extend(keys)
        return np.array([[k, -k] for k in keys], dtype=np.float32)

    monkeypatch.setattr("marsad.models.table._ROOM", 2)
    monkeypatch.setattr("marsad.models.table._MOST", 6)
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
    candidates = find_candidates(context)
    raid = next(c for c in candidates if context.tokens[c.token].norm == "قصفت")
    found = next(x for x in view.seen(candidates) if x.candidate == raid)
    assert (found.type, found.mode) == ("ASSAULT", "aerial")
    assert found.chance > 0.7
    assert chance_of(view.odds(candidates)[candidates.index(raid)]) == pytest.approx(found.chance, abs=1e-5)
    doer = next(k for k, m in enumerate(context.mentions) if "التحالف" in context.reading.document.piece(m.first, m.last))
    pair = next(p for p in pairs(context, raid, "ASSAULT") if p.mention == doer)
    ((does, suffers),) = view.parts([pair])
    assert does > suffers
    reasons, k = Reasons(context, view, candidates), candidates.index(raid)
    assert reasons.odds == pytest.approx(view.odds(candidates), abs=1e-5)
    strongest = reasons.words(k)[:3]  # hiding who did it, or when, may change as much
    assert raid.token in [token for token, fall in strongest if fall > 0]
    assert {j for j, _ in reasons.others(k)} == {j for j, odds in enumerate(reasons.odds) if odds >= UNASKED and j != k}


def test_what_is_seen_about_a_candidate_moves_its_odds_by_what_it_says(seen: tuple[Context, NetworkView]) -> None:
    context, view = seen
    candidates = find_candidates(context)
    names = sights(context, candidates, [0])[0]
    told = Reasons(context, view, candidates).sighted(0)
    assert sorted(name for name, _ in told) == sorted(names)
    assert {"sentence_first", "clause_first", "again=0"} <= set(names)
    assert abs(told[0][1]) >= abs(told[-1][1])


def test_roles_of_many_triggers_are_those_of_each_alone(seen: tuple[Context, NetworkView]) -> None:
    context, view = seen
    every = [p for c in find_candidates(context) for p in pairs(context, c, "ASSAULT")]
    together = view.parts(every)
    assert len(every) >= 2
    for pair, chances in zip(every, together, strict=True):
        assert view.parts([pair])[0] == pytest.approx(chances, abs=1e-5)
    assert view.parts([]) == []


def test_what_may_be_the_place_or_date_of_an_event_is_near_it_or_first() -> None:
    sentences = [0] * 5 + [1] * 5 + [2] * 5 + [6] * 5 + [7] * 5 + [9] * 5
    firsts = [1, 6, 11, 16, 21, 26]
    assert within_reach(sentences, 22, firsts) == [0, 3, 4]  # the first of the report, that of the sentence before, its own
    assert within_reach(sentences, 12, firsts) == [0, 1, 2]
    assert within_reach(sentences, 2, firsts) == [0, 1]
    assert within_reach(sentences, 2, []) == []
    assert within_reach([0] * 100, 50, list(range(0, 100, 3))) == [0, *range(12, 22)]  # no more than the ten nearest
    assert within_reach([0, 1, 2], 0, [2]) == []  # what comes first in the report comes after it


def test_chances_of_places_dates_and_measures_are_told_against_none(seen: tuple[Context, NetworkView]) -> None:
    context, view = seen
    raid, other = 0, len(context.tokens) - 2
    places = context.located
    near, far = view.settings("place", [raid, other], [p.first for p in places], [p.last for p in places])
    assert sum(map(math.exp, near.values())) == pytest.approx(1)
    assert NOWHERE in near and NOWHERE in far
    assert max(near, key=lambda k: near[k]) != NOWHERE  # it tells where the raid was
    assert view.settings("date", [], [], []) == []
    assert view.settings("date", [raid], [], []) == [{NOWHERE: pytest.approx(0.0)}]
    toll = NumberMention(0, 1, 0, 1, 12, 12, "exact", 12, "cardinal")
    (measures,) = view.measured([toll])
    assert sum(map(math.exp, measures.values())) == pytest.approx(1, abs=1e-4)
    assert set(measures) == {*get_args(Measure), ""}
    assert view_in(context.reading) is view


def test_no_text_has_no_view() -> None:
    reading = Reading(Report(text=""), read(""), load(), Models())
    assert view_of(Context(reading)) is None
