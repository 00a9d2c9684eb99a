"""`marsad review`, as people use it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from marsad.archive import create_archive, open_archive
from marsad.archive.verify import verify
from marsad.cli import main
from marsad.cli.review import WHAT

from ..archive.deciding import TEXT, report


def do(*argv: str) -> int:
    return main(["review", *argv])


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An archive of one report."""
    monkeypatch.delenv("MARSAD_REVIEWER", raising=False)
    with create_archive(str(tmp_path / "a.marsad")) as archive:
        archive.add([report()])
    return str(tmp_path / "a.marsad")


@pytest.mark.parametrize("what", WHAT)
def test_help_teaches_with_examples(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        do(what, "--help")
    assert stop.value.code == 0
    out = capsys.readouterr().out
    assert "examples:" in out
    assert f"  marsad review {what}" in out


def test_a_day_of_work(where: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert do("list", where, "--below", "0.95") == 0
    out, err = capfd.readouterr()
    assert re.findall(r"\b([efs]\d)\b +machine", out) == ["e1", "e2", "f1", "s1"]
    assert err == "1 to 4\n"
    assert do("accept", where, "1", "e1", "s1", "--by", "سلمى") == 0
    assert capfd.readouterr().out == "e1: accept, revision 1; now accepted\ns1: accept, revision 1; now accepted\n"
    assert do("correct", where, "1", "f1", "number=9", "source=الجيش", "--by", "سلمى", "--why", "آخر الخبر") == 0
    assert do("reject", where, "1", "e2", "--by", "سلمى") == 0
    assert do("comment", where, "1", "f1", "متأكدة؟", "--by", "علي") == 0
    assert do("assign", where, "1", "f1", "--to", "سلمى", "--by", "علي") == 0
    capfd.readouterr()
    assert do("show", where, "1", "f1") == 0
    out = capfd.readouterr().out
    for words in (
        "corrected",
        "revision 3",
        "killed 9",
        "killed 7",
        "person:سلمى",
        "[سبعة مدنيين]",
        "assigned to",
        "because: آخر الخبر",
        "متأكدة؟",
    ):
        assert words in out
    assert do("show", where, "1", "--to", "json") == 0
    shown = {r["id"]: r for r in json.loads(capfd.readouterr().out)["records"]}
    assert {k: shown[k]["state"] for k in ("e1", "e2", "f1", "s1")} == {
        "e1": "accepted", "e2": "rejected", "f1": "corrected", "s1": "accepted",
    }  # fmt: skip
    assert [d["act"] for d in shown["f1"]["decisions"]] == ["correct", "comment", "assign"]
    assert shown["f1"]["machine"]["low"] == 7
    assert do("list", where) == 0
    assert capfd.readouterr() == ("", "nothing to look at\n")
    assert do("list", where, "--assigned", "سلمى", "--to", "jsonl") == 0
    assert [json.loads(row)["record"] for row in capfd.readouterr().out.splitlines()] == ["f1"]
    assert do("list", where, "--state", "rejected", "--to", "jsonl") == 0
    assert [json.loads(row)["record"] for row in capfd.readouterr().out.splitlines()] == ["e2"]
    assert do("undo", where, "1", "e2", "--by", "سلمى") == 0
    out = capfd.readouterr().out
    assert re.fullmatch(r"e2: undo, revision 2; now machine; taken back: سلمى rejected it at \S+ \(revision 1\)\n", out)
    assert main(["archive", "verify", where]) == 0
    assert "7 decisions" in capfd.readouterr().out


def test_add_merge_split(where: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARSAD_REVIEWER", "سلمى")
    assert do("add", where, "1", "event", "type=ASSAULT", "evidence=فقتل سبعة مدنيين", "trigger=فقتل") == 0
    assert capfd.readouterr().out == "he1: add, revision 1; now accepted\n"
    assert do("merge", where, "1", "e1", "he1") == 0
    assert capfd.readouterr().out == "e1: merge, revision 1; now accepted\nhe1: merge, revision 2; now rejected\n"
    assert do("split", where, "1", "e2", "--part", "place=سرت", "--part", "place=طرابلس", "date=2019-04-11") == 0
    assert len(capfd.readouterr().out.splitlines()) == 2
    assert main(["export", "--format", "csv", where]) == 0
    assert len(capfd.readouterr().out.splitlines()) == 1 + 3
    assert main(["export", "--format", "csv", where, "--state", "corrected"]) == 0
    assert len(capfd.readouterr().out.splitlines()) == 1 + 1
    assert main(["archive", "search", where, "--state", "accepted", "--to", "jsonl"]) == 0
    assert json.loads(capfd.readouterr().out)["records"] == ["e1", "he4"]


def test_the_second_is_told(where: str, capfd: pytest.CaptureFixture[str]) -> None:
    do("reject", where, "1", "e1", "--by", "سلمى", "--why", "خطأ")
    capfd.readouterr()
    assert do("accept", where, "1", "e1", "--by", "علي") == 1
    err = capfd.readouterr().err
    assert "سلمى rejected it at" in err
    assert "because: خطأ. Nothing of yours was written." in err
    assert "--revision 1" in err
    assert do("accept", where, "1", "e1", "--by", "علي", "--revision", "1") == 0
    assert capfd.readouterr().out == "e1: accept, revision 2; now accepted\n"


def test_two_people(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    where = str(tmp_path / "a.marsad")
    assert main(["archive", "init", where, "--two-person"]) == 0
    with open_archive(where) as archive:
        archive.add([report()])
    capfd.readouterr()
    assert do("two-person", where) == 0
    assert capfd.readouterr().out == "the two-person rule is on\n"
    assert do("accept", where, "1", "e1", "--by", "سلمى") == 0
    assert capfd.readouterr().out == "e1: accept, revision 1; now second look; it waits for somebody other than سلمى\n"
    assert do("list", where, "--state", "second-look", "--to", "jsonl") == 0
    assert [json.loads(row)["record"] for row in capfd.readouterr().out.splitlines()] == ["e1"]
    assert do("accept", where, "1", "e1", "--by", "علي", "--revision", "1") == 0
    assert capfd.readouterr().out == "e1: accept, revision 2; now accepted\n"
    assert do("two-person", where, "off", "--by", "علي") == 0
    with open_archive(where) as archive:
        assert verify(archive).faults == []


@pytest.mark.parametrize(
    ("argv", "told"),
    [(["accept", "{}", "1", "e1"], "who decides? give --by NAME, or set MARSAD_REVIEWER"), (["show", "{}", "7"], "there is no report 7"),
     (["show", "{}", "1", "e7"], "has no record e7; it has e1"), (["correct", "{}", "1", "e1", "type", "--by", "x"], "as FIELD=VALUE"),
     (["correct", "{}", "1", "e1", "mode=a", "mode=b", "--by", "x"], "mode: is given twice"), (["list", "{}", "،"], "there is no word in it")],
)  # fmt: skip
def test_what_cannot_be(argv: list[str], told: str, where: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert do(*(a.replace("{}", where) for a in argv)) == 1
    assert told in capfd.readouterr().err


def test_wrong_usage(where: str) -> None:
    for argv in (
        ["show", where, "x"],
        ["list", where, "--below", "2"],
        ["add", where, "1", "thing", "a=b"],
        ["list", where, "--state", "odd"],
    ):
        with pytest.raises(SystemExit) as stop:
            do(*argv)
        assert stop.value.code == 2


def test_the_words_of_the_text_are_not_altered(where: str) -> None:
    do("correct", where, "1", "e1", f"evidence={TEXT[:20]}", "--by", "سلمى")
    with open_archive(where) as archive:
        assert next(archive.current()).report.text == TEXT
