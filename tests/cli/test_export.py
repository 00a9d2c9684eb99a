"""`marsad export`, as people use it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.archive import create_archive
from marsad.cli import main
from marsad.export.formats import FORMATS

from ..archive.makes import clash, coded


def export(*argv: str) -> int:
    return main(["export", *argv])


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An archive of three reports, on both stores."""
    place = request.getfixturevalue("database")() if request.param == "postgresql" else str(tmp_path / "a.marsad")
    with create_archive(place) as archive:
        archive.add([
            clash("قصف على طرابلس", id="a", outlet="س", published="2019-04-11", url="https://example.org/a"),
            clash("قصف على سرت", id="b", outlet="س", place="سرت", day="2019-05-10", type_="PROTEST"),
            coded("نزوح", id="c", outlet="ص"),
        ])  # fmt: skip
    return place


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_from_an_archive(
    form: str, where: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], needs: Callable[[str], None]
) -> None:
    if (wants := FORMATS[form].needs) is not None:
        needs(wants)
    out = tmp_path / "out"
    assert export("--format", form, where, "-o", str(out)) == 0
    assert out.stat().st_size > 10
    assert capfd.readouterr().err.startswith("exported: ")
    assert not list(tmp_path.glob("*.partial"))


@pytest.mark.parametrize(
    ("filters", "reports"),
    [([], "ab"), (["--type", "PROTEST"], "b"), (["--place", "سرت"], "b"), (["طرابلس"], "a"), (["--until", "2019-04-30"], "a"),
     (["--actor", "حفتر", "--measure", "killed"], ""), (["--outlet", "ص"], "")],
)  # fmt: skip
def test_filters(filters: list[str], reports: str, where: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert export("--format", "csv", where, *filters) == 0
    assert [row["report"] for row in csv.DictReader(io.StringIO(capfd.readouterr().out))] == list(reports)


def test_an_actor_alone_asks_for_what_it_has_a_part_in(where: str, capfd: pytest.CaptureFixture[str]) -> None:
    for table, count in (("events", 0), ("figures", 2)):
        assert export("--format", "csv", "--table", table, where, "--actor", "وزارة الصحة") == 0
        assert len(list(csv.DictReader(io.StringIO(capfd.readouterr().out)))) == count


def test_both_stores_give_the_same(database: Callable[[], str], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    outs = []
    for place in (database(), str(tmp_path / "b.marsad")):
        with create_archive(place) as archive:
            archive.add([clash(f"قصف {i}", id=str(i), outlet="س") for i in range(3)] + [coded("بلا معرف")])
        for form in ("csv", "jsonl", "ftm", "ucdp"):
            assert export("--format", form, place) == 0
        outs.append(capfd.readouterr().out)
    assert outs[0] == outs[1]
    assert len(outs[0]) > 1000


def test_an_archive_and_its_jsonl_give_the_same_ids(where: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert export("--format", "csv", where) == 0
    from_archive = [row["id"] for row in csv.DictReader(io.StringIO(capfd.readouterr().out))]
    assert export("--format", "jsonl", where, "-o", str(tmp_path / "c.jsonl")) == 0
    capfd.readouterr()
    assert export("--format", "csv", str(tmp_path / "c.jsonl")) == 0
    assert [row["id"] for row in csv.DictReader(io.StringIO(capfd.readouterr().out))] == from_archive


def test_through_a_pipe(root: Path) -> None:
    line = (
        f'head -n 1 "{root}/samples/reports.jsonl" | "{sys.executable}" -m marsad.cli code - --to jsonl | "{sys.executable}" -m marsad.cli '
    )
    run = subprocess.run(f"{line} export --format geojson -", shell=True, capture_output=True, text=True, check=True)
    assert json.loads(run.stdout)["features"]


def test_reports_that_come_again_are_left_out(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    lines = [clash("قصف على درنة", id=i, outlet="س")[1].to_json() for i in ("a", "b")]
    other = clash("قصف على سبها أوقع قتلى", id="a", outlet="س", place="سبها")[1].to_json()
    (tmp_path / "c.jsonl").write_bytes(b"\n".join([*lines, *lines, other, other]))
    assert export("--format", "csv", str(tmp_path / "c.jsonl")) == 0
    out, err = capfd.readouterr()
    assert [row["report"] for row in csv.DictReader(io.StringIO(out))] == ["a", "b", "a"]
    assert "3 events; left out: reports that came before (3); beware of reports with the outlet and id of another" in err
    assert "(1)" in err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"text": "قصف"}\n', "line 1: is no coded report .*; code reports first"),
        ("{\n", "line 1: is not JSON"),
        (None, "there is no such file"),
    ],
)
def test_what_is_no_source(content: str | None, told: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "r.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    before = tmp_path / "out.csv"
    before.write_text("kept")
    assert export("--format", "csv", str(path), "-o", str(before)) == 1
    import re

    assert re.search(told, capfd.readouterr().err)
    assert before.read_text() == "kept"
    assert not list(tmp_path.glob("*.partial"))


@pytest.mark.parametrize(
    ("argv", "told"),
    [(["--format", "acled", "--table", "figures", "{}"], "--table is for parquet, csv"), (["--format", "gexf", "--bom", "{}"], "--bom is for polecat"),
     (["--format", "csv", "{}", "-o", "/none/x.csv"], "/none/x.csv: cannot be written (no such file or directory)"),
     (["--format", "csv", "{}", "-o", "/tmp"], "/tmp: is a folder"), (["--format", "csv", "{}", "-o", "{}"], "as the source and as the output"),
     (["--format", "csv", "{}", "،"], "there is no word in it")],
)  # fmt: skip
def test_what_cannot_be(argv: list[str], told: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    where = str(tmp_path / "a.marsad")
    create_archive(where).close()
    assert export(*(a.replace("{}", where) for a in argv)) == 1
    assert told in capfd.readouterr().err


def test_filters_need_an_archive(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "c.jsonl").write_bytes(clash("قصف", id="a")[1].to_json())
    assert export("--format", "csv", str(tmp_path / "c.jsonl"), "--type", "ASSAULT") == 1
    assert "words and filters need an archive" in capfd.readouterr().err


def test_unknown_formats_are_wrong_usage(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        export("--format", "stata", "a.marsad")
    assert stop.value.code == 2
    assert "polecat" in capfd.readouterr().err
