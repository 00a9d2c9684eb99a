"""`marsad archive`, as people use it."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.archive import create_archive, open_archive
from marsad.archive.verify import verify
from marsad.cli import main
from marsad.cli.archive import WHAT
from marsad.cli.archive.recode import is_older

NEWS = "أعلنت وزارة الصحة مقتل سبعة أشخاص في قصف على طرابلس."


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


@pytest.fixture
def where(tmp_path: Path) -> str:
    """An empty archive."""
    create_archive(str(tmp_path / "news.marsad")).close()
    return str(tmp_path / "news.marsad")


def do(*argv: str) -> int:
    return main(["archive", *argv])


@pytest.mark.parametrize("what", WHAT)
def test_help_teaches_with_examples(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        do(what, "--help")
    assert stop.value.code == 0
    out = capsys.readouterr().out
    assert "examples:" in out
    assert f"  marsad archive {what}" in out


def test_samples_from_adding_to_restoring(root: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    samples = str(root / "samples" / "reports.jsonl")
    where = str(tmp_path / "a.marsad")
    assert do("init", where) == 0
    assert "an empty archive" in capfd.readouterr().out
    assert do("add", where, samples, "--receipts") == 0
    out, err = capfd.readouterr()
    assert [json.loads(row)["did"] for row in out.splitlines()] == ["added"] * 30
    assert re.match(r"30 added, 0 new versions, 0 unchanged, [\d,]+ records, 0 failures in ", err)
    assert do("add", where, samples) == 0
    assert "0 added, 0 new versions, 30 unchanged, 0 records, 0 failures" in capfd.readouterr().err
    assert do("status", where) == 0
    out = capfd.readouterr().out
    assert "30 reports in 30 versions, published 2019-04-05 to 2019-06-28" in out
    assert do("verify", where) == 0
    head = capfd.readouterr().out.split()[-1]
    assert do("search", where, "طرابلس", "--type", "ASSAULT", "--limit", "2", "--to", "jsonl") == 0
    out, err = capfd.readouterr()
    hits = [json.loads(row) for row in out.splitlines()]
    assert len(hits) == 2
    assert all(h["records"] and h["snippet"]["marks"] for h in hits)
    assert "more with --page 2" in err
    assert do("backup", where, str(tmp_path / "copy.jsonl.gz")) == 0
    assert do("restore", str(tmp_path / "copy.jsonl.gz"), str(tmp_path / "again.marsad")) == 0
    capfd.readouterr()
    assert do("verify", str(tmp_path / "again.marsad"), "--head", head) == 0
    assert do("restore", str(tmp_path / "copy.jsonl.gz"), where) == 1
    assert "restore overwrites nothing" in capfd.readouterr().err


def test_files_of_one_name_do_not_take_each_others_place(where: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    paths = []
    for folder, text in (("d1", NEWS), ("d2", NEWS.replace("سبعة", "تسعة")), ("d3", NEWS)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "01.txt").write_text(text, encoding="utf-8")
        paths.append(str(tmp_path / folder / "01.txt"))
    assert do("add", where, *paths) == 1
    err = capfd.readouterr().err
    assert f"{paths[1]}: not kept: {paths[0]} has the same name" in err
    assert "1 added, 0 new versions, " in err
    assert ", 1 failure in " in err
    for path, outlet in zip(paths, "سص", strict=False):
        assert do("add", where, path, "--outlet", outlet) == 0
    capfd.readouterr()
    assert do("search", where, "تسعة", "--to", "jsonl") == 0
    assert len(capfd.readouterr().out.splitlines()) == 1


def test_lines_of_one_id_are_versions_and_that_is_said(where: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "r.jsonl"
    rows = [
        line(id="a", text=NEWS),
        line(id="b", text=NEWS),
        line(id="a", text=NEWS + " "),
        line(id="a", text=NEWS),
        line(id="a", outlet="ص", text="."),
    ]
    path.write_text("".join([*rows, *(line(id="b", text=NEWS + " " * i) for i in range(1, 13))]), encoding="utf-8")
    assert do("add", where, str(path)) == 0
    err = capfd.readouterr().err
    assert f"{path}, line 3: has the outlet and id of an earlier report of {path} and another text: kept as a newer version" in err
    assert err.count("kept as a newer version") == 10
    assert "and: 3 more with the outlet and id of an earlier report" in err
    assert "3 added, 13 new versions" in err


def test_offsets_are_those_of_the_text_as_given(root: Path, where: str, capfd: pytest.CaptureFixture[str]) -> None:
    samples = root / "samples" / "reports.jsonl"
    texts = {r["id"]: r["text"] for r in map(json.loads, samples.read_text(encoding="utf-8").splitlines())}
    do("add", where, str(samples))
    capfd.readouterr()
    do("search", where, "طرابلس", "--to", "jsonl")
    for row in capfd.readouterr().out.splitlines():
        hit = json.loads(row)
        s, text = hit["snippet"], texts[hit["id"]]
        assert text[s["start"] : s["end"]] == s["text"]
        assert all("طرابلس" in text[a:b] for a, b in s["marks"])


def test_tables_mark_what_was_found(where: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "r.jsonl").write_text(line(id="a", text=NEWS.replace("على", "لـ")), encoding="utf-8")
    do("add", where, str(tmp_path / "r.jsonl"), "--outlet", "الوكالة", "--published", "2019-04-14")
    capfd.readouterr()
    assert do("search", where, "طرابلس") == 0
    out, err = capfd.readouterr()
    assert "REPORTS (1)" in out
    assert "[طرابلس]" in out
    assert "2019-04-14" in out
    assert err == "1 to 1 of 1 found\n"


def test_nothing_found_and_past_the_last_page(where: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert do("search", where, "طرابلس") == 0
    assert capfd.readouterr() == ("", "nothing found\n")


@pytest.mark.parametrize(("argv", "told"), [(["،"], "no word in it"), (["x", "--actor", "."], "no word in it")])
def test_searches_for_nothing(where: str, argv: list[str], told: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert do("search", where, *argv) == 1
    assert told in capfd.readouterr().err


@pytest.mark.parametrize("argv", [["--type", "WAR"], ["--page", "0"], ["--limit", "x"], ["--from", "yesterday"], ["--status", "x"]])
def test_wrong_usage(where: str, argv: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        do("search", where, *argv)
    assert stop.value.code == 2


def test_bad_reports_cost_no_others(where: str, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from marsad import coder

    whole = coder.Coder.code

    def trip(self: coder.Coder, report: object) -> object:
        if getattr(report, "id", None) == "trip":
            raise IndexError("oops")
        return whole(self, report)  # type: ignore[arg-type]

    monkeypatch.setattr(coder.Coder, "code", trip)
    path = tmp_path / "r.jsonl"
    path.write_text(
        line(id="a", text=NEWS) + "{\n" + line(id="trip", text=NEWS) + line(id="b", text="\ud800") + line(id="c", text=NEWS),
        "utf-8",
        "surrogatepass",
    )
    assert do("add", where, str(path), str(tmp_path / "none.txt")) == 1
    err = capfd.readouterr().err
    assert "3 added, " in err
    assert ", 3 failures in " in err
    assert "line 2: is not JSON" in err
    assert "could not be coded" in err
    assert "none.txt" in err


def test_a_changed_report_is_a_new_version(where: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    do("add", where, str(tmp_path / "a.txt"))
    (tmp_path / "a.txt").write_text(NEWS + " وارتفع العدد.", encoding="utf-8")
    do("add", where, str(tmp_path / "a.txt"))
    assert "0 added, 1 new version, 0 unchanged" in capfd.readouterr().err


def test_recode_codes_what_is_older(where: str, root: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    do("add", where, str(root / "samples" / "reports.jsonl"))
    assert do("recode", where) == 0
    assert "0 coded, 30 untouched" in capfd.readouterr().err
    monkeypatch.setattr("marsad.coder.VERSION", "0.1.1")
    assert do("recode", where, "--processes", "1") == 0  # others would not know of that version
    assert "30 coded, 0 untouched" in capfd.readouterr().err
    with open_archive(where) as archive:
        assert archive.status().coders == [("marsad 0.1.1", 30)]
        assert verify(archive).faults == []


@pytest.mark.parametrize(
    ("coder", "than", "older"),
    [
        ("marsad 0.9.0", "marsad 0.10.0", True),
        ("marsad 0.10", "marsad 0.9", False),
        ("marsad 1.0", "marsad 1.0", False),
        ("other 3", "marsad 1.0", True),
    ],
)
def test_what_is_older(coder: str, than: str, older: bool) -> None:
    assert is_older(coder, than) is older


def test_tampering_is_told(where: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    import sqlite3

    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    do("add", where, str(tmp_path / "a.txt"))
    with sqlite3.connect(where) as db:
        db.execute("DROP TRIGGER audit_no_update")
        db.execute("UPDATE audit SET at = 'never'")
    capfd.readouterr()
    assert do("verify", where) == 1
    out, err = capfd.readouterr()
    assert "audit row 1: was altered" in err
    assert out.startswith("NOT as it was written: 1 fault")


def test_on_a_server(database: Callable[[], str], root: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    url = database()
    assert do("init", url) == 0
    assert do("add", url, str(root / "samples" / "reports.jsonl")) == 0
    assert do("backup", url, str(tmp_path / "copy.jsonl")) == 0
    assert do("restore", str(tmp_path / "copy.jsonl"), str(tmp_path / "a.marsad")) == 0
    capfd.readouterr()
    found = []
    for where in (url, str(tmp_path / "a.marsad")):
        assert do("verify", where) == 0
        capfd.readouterr()
        assert do("search", where, "حفتر", "--to", "jsonl", "--status", "occurred") == 0
        found.append(capfd.readouterr().out)
    assert found[0] == found[1] != ""


def _adding(where: str, *, limit: int | None = None) -> subprocess.Popen[str]:
    """The program, taking reports from standard input and giving receipts; its files may grow to `limit` bytes."""

    def bound() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-m", "marsad.cli", "archive", "add", where, "-", "--receipts"]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=bound, encoding="utf-8"
    )


def test_a_full_disk_is_told_and_the_archive_whole(where: str, capfd: pytest.CaptureFixture[str]) -> None:
    text = "قصف " * 20_000
    with _adding(where, limit=3_000_000) as process:
        out, err = process.communicate("".join(line(id=str(i), text=f"{i} {text}") for i in range(60)), timeout=120)
    assert process.returncode == 1
    assert "nothing half-written was kept" in err
    assert "broken off: " in err
    assert "Traceback" not in err
    confirmed = {json.loads(row)["id"] for row in out.splitlines()}
    with open_archive(where) as archive:
        assert confirmed == {kept.report.id for kept in archive.current()}
        assert verify(archive).faults == []


def test_ctrl_c_keeps_what_was_coded(where: str) -> None:
    with _adding(where) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write("".join(line(id=str(i), text=f"{NEWS} {i}") for i in range(20)))
        process.stdin.flush()
        process.stdout.readline()
        time.sleep(1)
        os.kill(process.pid, signal.SIGINT)
        process.wait(60)
        err = process.stderr.read()
    assert process.returncode == 130
    assert "Traceback" not in err
    assert "broken off: 20 added" in err
    with open_archive(where) as archive:
        assert archive.status().reports == 20
        assert verify(archive).faults == []
