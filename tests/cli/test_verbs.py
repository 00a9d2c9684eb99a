import json
import subprocess
import sys
from pathlib import Path

import pytest

from marsad.cli import VERBS, main
from marsad.records import schema


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_teaches_with_examples(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([verb, "--help"] if verb else ["--help"])
    assert stop.value.code == 0
    out = capsys.readouterr().out
    assert "examples:" in out
    assert f"  marsad {verb}" in out


def test_help_needs_nothing_heavy() -> None:
    code = "import sys, marsad.cli; marsad.cli.parser(); print([m for m in ('rich', 'jinja2', 'marsad.coder') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_no_verb_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([])
    assert stop.value.code == 2
    assert "VERB" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "usage", "told"),
    [(["code", "r.txt", "--form", "x"], "usage: marsad code ", "unrecognized arguments: --form"),
     (["archive", "search", "a", "--acotr"], "usage: marsad archive search ", "marsad archive search --help says which there are"),
     (["archive", "ties", "a"], "usage: marsad archive ties ", "the following arguments are required: ACTOR\n"),
     (["review", "assign", "a", "1", "e1", "--to", "هدى", "--why", "x", "--by", "y", "--odd"], "usage: marsad review assign ", "unrecognized arguments: --odd"),
     (["archive", "undo", "a", "1", "خطأ", "--why", "x"], "usage: marsad archive undo ", "a name of several words stands in quotation marks")],
)  # fmt: skip
def test_what_is_not_understood_shows_the_usage_of_the_verb(
    argv: list[str], usage: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(argv)
    assert stop.value.code == 2
    err = capsys.readouterr().err
    assert err.startswith(usage)
    assert told in err


def test_schema_is_that_of_the_records(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(schema()))


def test_explain_speaks_of_every_sentence_and_record(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from marsad.coder import Coder
    from marsad.intake import Unread, read_reports

    path = root / "samples" / "reports.jsonl"
    first = next(read_reports(str(path)))
    assert isinstance(first, Unread)
    assert main(["explain", str(path)]) == 0
    out = capsys.readouterr().out.split("\ns02 ")[0]
    coded = Coder().code(first.report)
    for record in (*coded.events, *coded.figures, *coded.statements):
        assert f"\n     {record.id} " in out
    assert "rule: " in out


def test_explain_says_where_the_fields_of_a_figure_are_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "شهدت مصراتة اشتباكات يوم الأحد.\nوقالت وزارة الصحة إن ما لا يقل عن 21 من المارة قتلوا أمس في المدينة."
    (tmp_path / "r.txt").write_text(text, encoding="utf-8")
    assert main(["explain", str(tmp_path / "r.txt"), "--published", "2019-04-14"]) == 0
    out = capsys.readouterr().out
    assert "killed ≥ 21  rule: " in out
    assert "None" not in out
    lines = [line.strip() for line in out.split("killed ≥ 21")[1].splitlines()]
    assert any(line.startswith("source: وزارة الصحة (a") and "whose words hold it (s1, «قالت»)" in line for line in lines)
    assert any(line.startswith("date: 2019-04-13, from «أمس»") for line in lines)
    assert any(line.startswith("place: ") for line in lines)
    assert any(line.startswith("chance 0.") for line in lines)


def test_explain_says_why_there_is_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "r.txt"
    path.write_text("الطقس جميل.", encoding="utf-8")
    assert main(["explain", str(path)]) == 0
    assert "none: no word in it is known to report an event, speech or a count" in capsys.readouterr().out


def test_explain_says_that_something_was_not_done_or_is_told_already(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "r.txt"
    path.write_text("لم تقصف الطائرات الروسية مدينة حلب.\nقصف الجيش السوري مواقع المعارضة في حلب.\nووقع قصف الجيش السوري على مواقع المعارضة ليلا.", encoding="utf-8")
    assert main(["explain", str(path)]) == 0
    out = capsys.readouterr().out
    assert "«تقصف» may be ASSAULT" in out and "the words before it say that it was not done" in out
    assert "«قصف» reads as ASSAULT, but it is told as e1 already" in out


def test_explain_says_who_was_thought_of_where_and_what_tells_an_event_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "r.txt"
    path.write_text("شنت الطائرات الروسية غارات على مواقع المعارضة في إدلب.\nوقتل في الغارات سبعة مدنيين.", encoding="utf-8")
    assert main(["explain", str(path)]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    event = next(k for k, line in enumerate(lines) if line.startswith("e1 ASSAULT"))
    about = lines[event : event + 14]
    assert any(line.startswith("told again by: «") for line in about)
    assert any(line.startswith("«الطائرات الروسية» did it (0.") and "(+" in line for line in about)
    assert any("had it done to them (0." in line for line in about)
    assert any(line.startswith("place: إدلب (p1), named in") and "; " in line for line in about)


def test_explain_of_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "r.txt").touch()
    assert main(["explain", str(tmp_path / "r.txt")]) == 0
    assert "nothing to read" in capsys.readouterr().out
    assert main(["explain", str(tmp_path / "none.txt")]) == 1
