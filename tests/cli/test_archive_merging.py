"""`marsad archive incidents`, `merge`, `split`, `undo`, `stories`, `ledger`: as people use them, on the samples."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.archive import open_archive
from marsad.archive.incident_decisions import decisions
from marsad.archive.verify import verify
from marsad.cli import main
from marsad.cli.archive.ledger import COLUMNS
from marsad.cli.archive.ties import COLUMNS as TIES

Said = tuple[int, str, str]


@pytest.fixture(scope="module")
def samples(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the samples."""
    where = tmp_path_factory.mktemp("samples") / "news.marsad"
    assert main(["archive", "init", str(where)]) == 0
    assert main(["archive", "add", str(where), str(root / "samples" / "reports.jsonl")]) == 0
    return where


@pytest.fixture
def where(samples: Path, tmp_path: Path) -> str:
    """A copy of it, to decide in."""
    copy = tmp_path / "news.marsad"
    copy.write_bytes(samples.read_bytes())
    return str(copy)


@pytest.fixture
def do(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """Runs a verb; what it said."""
    monkeypatch.setenv("COLUMNS", "180")

    def run(*argv: str) -> Said:
        capfd.readouterr()
        status = main(["archive", *argv])
        return (status, *capfd.readouterr())

    return run


def test_incidents_of_the_samples(where: str, do: Callable[..., Said]) -> None:
    status, out, err = do("incidents", where, "--to", "jsonl")
    assert (status, err) == (0, "")
    found = {i["name"]: i for i in map(json.loads, out.splitlines())}
    assert len(found) >= 20
    shelling = found["5/e1"]
    assert {m["report"] for m in shelling["members"]} == {5, 18, 19, 20}
    assert (shelling["reports"], shelling["sources"]) == (4, 3)  # 20 copies 19
    assert {m["report"] for m in found["4/e1"]["members"]} == {4, 16, 17}  # the visit to Cairo
    assert [m["report"] for m in found["12/e1"]["members"] if m["type"] == "ASSAULT"].count(29)  # Gharyan
    assert all(len({m["report"] for m in i["members"]}) > 1 for i in found.values())


def test_a_page_of_a_table_filters_and_all(where: str, do: Callable[..., Said]) -> None:
    _, out, err = do("incidents", where, "--limit", "3")
    assert out.startswith("INCIDENTS (")
    assert re.match(r"1 to 3 of \d+ incidents; more with --page 2\n", err)
    _, out, _ = do("incidents", where, "--type", "ASSAULT", "--place", "أبو سليم")
    assert [line.split()[0] for line in out.splitlines() if re.match(r"\d+/e", line)] == ["5/e1"]
    _, _, err = do("incidents", where, "--all", "--type", "SANCTION", "--from", "2001-01-01", "--until", "2001-01-02")
    assert err == "no incidents\n"
    every = do("incidents", where, "--all", "--to", "jsonl")[1].splitlines()
    assert len(every) > len(do("incidents", where, "--to", "jsonl")[1].splitlines())


def test_a_page_of_jsonl_where_one_is_asked_for(where: str, do: Callable[..., Said]) -> None:
    every = do("incidents", where, "--to", "jsonl")[1].splitlines()
    status, out, err = do("incidents", where, "--to", "jsonl", "--limit", "2", "--page", "2")
    assert (status, out.splitlines()) == (0, every[2:4])
    assert err == f"3 to 4 of {len(every)} incidents; more with --page 3\n"


def test_why(where: str, do: Callable[..., Said]) -> None:
    status, out, _ = do("incidents", where, "--why", "19/e1")
    assert status == 0
    said = " ".join(out.split())
    assert "MEMBERS" in out
    assert "(a copy of 19)" in said
    assert "same day" in said
    assert "reports of one story" in said
    status, _, err = do("incidents", where, "--why", "99/e1")
    assert status == 1
    assert "no report of the archive has that event" in err


def test_deciding_and_undoing(where: str, do: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> None:
    assert do("incidents", where, "--decisions")[1] == "nothing was decided\n"
    status, out, _ = do("split", where, "18/e2", "--why", "another shelling", "--by", "سلمى")
    assert status == 0
    assert f"decision 1 (split) is kept; take it back with: marsad archive undo {where} 1 --why WORDS" in out
    assert "INCIDENTS (2)" in out
    status, out, _ = do("merge", where, "18/e2", "5/e1", "--why", "no, one", "--by", "Omar")
    assert "INCIDENTS (1)" in out
    monkeypatch.setenv("MARSAD_REVIEWER", "هند")
    status, out, _ = do("undo", where, "2", "--because", "it was right")
    assert "decision 3 (undo of 2) is kept" in out
    assert "INCIDENTS (2)" in out
    _, out, _ = do("incidents", where, "--decisions")
    assert [line.split()[2] for line in out.splitlines() if re.match(r"\d ", line)] == ["split", "merge", "undo"]
    assert "undone" in out
    with open_archive(where) as archive:
        assert [d.who for d in decisions(archive.store)] == ["سلمى", "Omar", "هند"]
        assert verify(archive).faults == []


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("split", "18/e2", "--why", " "), "say why, in a few words"),
        (("split", "18/e2", "--why", "x", "--by", ""), "--by: give a name"),
        (("merge", "5/e1", "--why", "x"), "this is one incident already"),
        (("split", "5/e1", "12/e1", "--why", "x"), "not of the incident"),
        (("undo", "7", "--why", "x"), "there is no decision 7"),
        (("ledger",), "of what? Give an incident"),
        (("ledger", "5/e1", "--place", "طرابلس"), "not both"),
        (("ledger", "5/e1", "--within", "10"), "--within says how far around a town its theatre reaches; give the town with --place"),
        (("stories", "--report", "500"), "there is no report 500; the archive has 30"),
        (("search", "--from", "2019-05-01", "--until", "2019-04-01"), "--from 2019-05-01 is after --until 2019-04-01"),
        (("incidents", "--published-from", "2019-05-01", "--published-until", "2019-04-01"), "is after --published-until 2019-04-01"),
        (("search", '"خليفة حفتر'), "a quotation mark is opened and not closed"),
        (("search", "«خليفة حفتر"), "a quotation mark is opened and not closed"),
        (("ledger", "--place", "أطلانطس"), "no report of the archive names such a place"),
    ],
)
def test_what_cannot_be_done_is_told_plainly(where: str, do: Callable[..., Said], argv: tuple[str, ...], told: str) -> None:
    status, out, err = do(argv[0], where, *argv[1:])
    assert (status, out) == (1, "")
    assert told in err


@pytest.mark.parametrize("sure", ["0", "0.4", "2"])
def test_stories_less_sure_than_any_that_is_kept_are_wrong_usage(sure: str, where: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["archive", "stories", where, "--sure", sure])
    assert stop.value.code == 2
    assert "is no number from 0.5 to 1" in capfd.readouterr().err


def test_stories_and_copies(where: str, do: Callable[..., Said]) -> None:
    rows = [json.loads(line) for line in do("stories", where, "--to", "jsonl")[1].splitlines()]
    copied = [(r["first"], r["second"]) for r in rows if r["what"] == "copy"]
    assert copied == [(13, 14), (19, 20)]
    assert {(4, 17), (5, 18), (11, 28), (12, 29), (23, 24)} <= {(r["first"], r["second"]) for r in rows if r["what"] == "one story"}
    assert do("stories", where, "--copies")[1].startswith("PAIRS (2)")
    assert all(
        4 in (r["first"], r["second"]) for r in map(json.loads, do("stories", where, "--report", "4", "--to", "jsonl")[1].splitlines())
    )


def test_the_ledger_of_one_attack(where: str, do: Callable[..., Said]) -> None:
    _, out, _ = do("ledger", where, "5/e1", "--measure", "killed", "--to", "json")
    found = json.loads(out)
    claims = {c["name"]: c for c in found["claims"]}
    assert claims["5/f1"]["contradicts"] == ["5/f3", "19/f1"]  # the mayor's 7 against the ambulance service's 4 and 6
    assert (claims["19/f1"]["revises"], claims["19/f1"]["low"], claims["19/f1"]["also"]) == ("5/f3", 6, ["20/f1"])
    (line,) = found["lines"]
    assert (line["low"], line["best"], line["high"], line["kind"]) == (6, 6, 8, "new")


def test_the_ledger_of_a_theatre(where: str, do: Callable[..., Said]) -> None:
    found = json.loads(do("ledger", where, "--place", "طرابلس", "--measure", "killed", "--to", "json")[1])
    totals = {c["name"]: c for c in found["claims"] if c["kind"] == "total"}
    assert (totals["16/f1"]["low"], totals["16/f3"]["low"]) == (121, 75)
    assert "16/f3" in totals["16/f1"]["contradicts"]  # 121 and 75, on one day
    assert totals["16/f4"]["part_of"] == "16/f3"
    assert totals["27/f1"]["revises"] == "7/f4"  # the last toll of that claimant before it: 264
    assert [line["best"] for line in found["over_time"] if line["whom"] == ""][-1] == 580
    assert {c["measure"] for c in found["claims"]} == {"killed"}
    table = do("ledger", where, "--place", "Tripoli", "--measure", "killed", "--trust", "منظمة الصحة العالمية")[1]
    assert "KILLED: RUNNING TOTALS" in table
    assert "best 691" in table
    assert "acled: best 580" in do("ledger", where, "--place", "Tripoli", "--measure", "killed", "--rule", "acled")[1]


def test_the_ledger_of_what_filters_find(where: str, do: Callable[..., Said]) -> None:
    rows = list(
        csv.DictReader(io.StringIO(do("ledger", where, "--actor", "منظمة الصحة العالمية", "--measure", "killed", "--to", "csv")[1]))
    )
    claimants = [r["claimant"] for r in rows]
    assert max(claimants, key=claimants.count) == "منظمة الصحة العالمية"
    assert len(rows) >= 8
    assert tuple(rows[0]) == COLUMNS
    days = list(
        csv.DictReader(
            io.StringIO(do("ledger", where, "--measure", "killed", "--from", "2019-04-14", "--until", "2019-04-15", "--to", "csv")[1])
        )
    )
    assert len(days) >= 3
    assert {r["as_of"] for r in days} <= {"2019-04-14", "2019-04-15"}
    assert do("ledger", where, "--measure", "abducted") == (0, "", "nothing was claimed\n")


def test_no_cell_is_taken_for_a_formula(where: str) -> None:
    from marsad.cli.archive.ledger import cells
    from marsad.merging.claims import Claim

    claim = Claim(
        name="1/f1", report=1, record="f1", id=None, outlet="=HYPERLINK(1)", published=None, measure="killed", low=1, high=None, qualifier="at_least",
        kind="new", whom="", group="", side="", claimant="+x", claimant_key="", own=True, source=1, place="", subject="", day=None, as_of=None, since=None,
        words="-1", start=0, end=1, confidence=0.5, also=("2/f1", "3/f1"),
    )  # fmt: skip
    row = dict(zip(COLUMNS, cells(claim), strict=True))
    assert (row["outlet"], row["claimant"], row["words"], row["also"], row["high"]) == ("'=HYPERLINK(1)", "'+x", "'-1", "2/f1 3/f1", "")


def test_every_column_is_documented(root: Path) -> None:
    docs = (root / "docs" / "incidents.md").read_text(encoding="utf-8").split("### Columns")[1]
    assert [c for c in COLUMNS if f"`{c}`" not in docs] == []


def test_ties_of_the_samples(where: str, do: Callable[..., Said]) -> None:
    status, out, err = do("ties", where, "حفتر", "--to", "json")
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert [p["name_en"] for p in found["about"]] == ["Khalifa Haftar"]
    assert {(t["tie"], t["other"]["name_en"]) for t in found["ties"]} >= {("meets", "Abdel Fattah el-Sisi"), ("leads", "LNA")}
    records = {r["name"]: r for t in found["ties"] for r in t["records"]}
    assert {r["report"] for r in records.values()} >= {4, 17}
    assert sum(c["happenings"] for c in found["over_time"]) >= 5


def test_ties_as_a_table_with_the_records_and_as_csv(where: str, do: Callable[..., Said]) -> None:
    _, out, _ = do("ties", where, "حفتر", "--with", "السيسي", "--records")
    assert out.startswith("خليفة حفتر\nTIES (1)\n")
    assert re.search(r"^\+ meets .*CONSULT", out, re.MULTILINE)
    assert "OVER TIME" in out
    assert re.search(r"^17/e\d .*meets", out.split("RECORDS (")[1], re.MULTILINE)
    rows = list(csv.DictReader(io.StringIO(do("ties", where, "الجيش الوطني الليبي", "--to", "csv")[1])))
    assert tuple(rows[0]) == TIES
    assert {r["tie"] for r in rows} >= {"fights", "accuses"}
    assert all(r["sign"] == ("-1" if "conflict" in r["quad"] else "1") for r in rows if r["quad"])
    quick = list(csv.DictReader(io.StringIO(do("ties", where, "الجيش الوطني الليبي", "--unjoined", "--to", "csv")[1])))
    assert sum(int(r["happenings"]) for r in quick) > sum(int(r["happenings"]) for r in rows)


def test_only_the_closest_others_are_shown(where: str, do: Callable[..., Said]) -> None:
    out = do("ties", where, "حفتر", "--limit", "1")[1]
    assert re.search(r"^TIES \(the closest 1 of \d+\)$", out, re.MULTILINE)


def test_ties_where_there_are_none_and_of_several(where: str, do: Callable[..., Said]) -> None:
    assert do("ties", where, "زيد بن عمرو") == (0, "", "no report of the archive names such an actor\n")
    assert do("ties", where, "حفتر", "--type", "SANCTION") == (0, "", "no ties\n")
    assert "there is no word in it" in do("ties", where, "!")[2]
    assert re.match(r"المجلس is taken for \d+ actors: ", do("ties", where, "المجلس")[2])


def test_every_column_of_ties_is_documented(root: Path) -> None:
    docs = (root / "docs" / "incidents.md").read_text(encoding="utf-8").split("## Ties")[1].split("\n## ")[0]
    assert [c for c in TIES if f"`{c}`" not in docs] == []
