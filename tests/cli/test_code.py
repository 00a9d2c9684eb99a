import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.cli import main
from marsad.records import CodedReport, check

NEWS = "أعلنت وزارة الصحة مقتل سبعة أشخاص في قصف على طرابلس."


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> object:
    """Put bytes on standard input."""

    def put(data: bytes | str) -> None:
        raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))

    return put


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def coded(out: str) -> list[CodedReport]:
    return [CodedReport.read(row) for row in out.splitlines()]


def test_samples_are_coded_soundly(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = root / "samples" / "reports.jsonl"
    assert main(["code", str(path), "--to", "jsonl"]) == 0
    out, err = capfd.readouterr()
    texts = [json.loads(row)["text"] for row in path.read_text(encoding="utf-8").splitlines()]
    reports = coded(out)
    assert [check(r, t) for r, t in zip(reports, texts, strict=True)] == [[]] * len(texts)
    assert all(r.actors for r in reports)
    assert err.startswith(f"{len(texts)} reports, ")
    assert ", 0 failures in " in err


def test_bad_lines_are_named_and_the_others_coded(feed, capfd: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    feed(line(text=NEWS, id="a") + "{\n" + line(id="b") + line(text=NEWS, id="c"))
    assert main(["code", "-", "--to", "jsonl"]) == 1
    out, err = capfd.readouterr()
    assert [r.id for r in coded(out)] == ["a", "c"]
    assert "marsad: standard input, line 2: is not JSON" in err
    assert 'marsad: standard input, line 3: "text" is missing' in err
    assert "2 reports, " in err
    assert ", 2 failures in " in err


def test_json_is_a_list(feed, capfd: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    feed(NEWS)
    assert main(["code", "-", "--to", "json"]) == 0
    (report,) = json.loads(capfd.readouterr().out)
    assert report["schema"] == 1


def test_table_is_the_default(feed, capfd: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    feed(NEWS)
    assert main(["code", "-", "--published", "2019-04-14", "--outlet", "الوكالة"]) == 0
    out = capfd.readouterr().out
    assert "ACTORS" in out
    assert "الوكالة · 2019-04-14" in out


def test_published_of_the_report_wins(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(line(text=NEWS, published="2018-01-02") + line(text=NEWS), encoding="utf-8")
    main(["code", str(path), "--to", "jsonl", "--published", "2019-04-14"])
    assert [str(r.published) for r in coded(capfd.readouterr().out)] == ["2018-01-02", "2019-04-14"]


def test_a_day_that_is_none_is_counted(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(line(text=NEWS, published="14 أبريل") + line(text=NEWS), encoding="utf-8")
    assert main(["code", str(path), "--to", "jsonl"]) == 0
    err = capfd.readouterr().err
    assert "line 1: published: '14 أبريل' is no date" in err
    assert ", 1 warning, 0 failures in " in err


@pytest.mark.parametrize("codec", ["cp1256", "iso8859-6"])
def test_old_encodings_are_said(tmp_path: Path, capfd: pytest.CaptureFixture[str], codec: str) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(NEWS.encode(codec))
    assert main(["code", str(path), "--to", "jsonl"]) == 0
    out, err = capfd.readouterr()
    (report,) = coded(out)
    assert report.actors
    assert any("not UTF-8: read as" in w for w in report.warnings)
    assert f"{path}: not UTF-8: read as" in err


@pytest.mark.parametrize("text", ["", "   \n", "Reuters - Seven people were killed.", "12 34"])
def test_no_arabic_is_a_report_with_a_warning(feed, capfd: pytest.CaptureFixture[str], text: str) -> None:  # type: ignore[no-untyped-def]
    feed(text)
    assert main(["code", "-", "--to", "jsonl"]) == 0
    (report,) = coded(capfd.readouterr().out)
    assert not (report.actors or report.places or report.events or report.figures or report.statements)
    assert len(report.warnings) == 1


HOSTILE = {
    "quotation marks": '"',
    "opening guillemets": "«",
    "quoted news": f'"{NEWS}" ',
    "NULs and controls": "\x00\x01\x1b[2J",
    "one long word": "ا",
    "much news": NEWS + " ",
    "no stop": NEWS.rstrip("."),
    "commas": "قتل، ",
    "and and and": "و",
    "digits": "1",
    "separated digits": "1,234.",
    "vowel marks": "قَ",
    "line feeds": "\n",
    "direction marks": "\u202e\u200f",
    "brackets": "(",
    "numbers in words": "ألف و",
    "names": "محمد بن أحمد بن ",
    "speakers": "قال محمد إن ",
    "dates": "يوم 14 أبريل ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_linear_time(name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def seconds(size: int) -> float:
        text = NEWS + HOSTILE[name] * (size // len(HOSTILE[name])) + NEWS
        path = tmp_path / "r.txt"
        path.write_text(text, encoding="utf-8")
        begun = time.process_time()
        assert main(["code", str(path), "--to", "jsonl"]) == 0
        taken = time.process_time() - begun
        (report,) = coded(capfd.readouterr().out)
        assert check(report, text) == []
        return taken

    once, four = seconds(20_000), seconds(80_000)
    assert four < 8 * once + 0.5  # four times the text in at most eight times the time: a square would take sixteen


def test_a_million_quotation_marks(feed, capfd: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    feed('"' * 1_000_000)
    begun = time.process_time()
    assert main(["code", "-", "--to", "jsonl"]) == 0
    assert time.process_time() - begun < 40


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "html"])
def test_lone_surrogates_come_out_as_something(form: str, feed, capfd: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    feed('{"text": "قال \\ud800محمد\\udfff إن \\u0000اثنين قتلا في طرابلس.", "id": "\\ud800"}\n')
    assert main(["code", "-", "--to", form]) == 0
    assert capfd.readouterr().out


def test_pages_go_into_a_folder_under_safe_names(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text("".join(line(text=NEWS, id=i) for i in ("../../x", "a/b", "a b", "", "خبر", "A b")), encoding="utf-8")
    assert main(["code", str(path), "--to", "html", "-o", str(tmp_path / "pages")]) == 0
    names = sorted(p.name for p in (tmp_path / "pages").iterdir())
    assert len(names) == 6
    assert {"report.html", "خبر.html", "a-b.html", "x.html"} <= set(names)
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".html"] == []


def test_one_page_goes_to_the_file_named(feed, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    feed(NEWS)
    assert main(["code", "-", "--to", "html", "-o", str(tmp_path / "page.html")]) == 0
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_several_pages_need_a_folder(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(line(text=NEWS) * 2, encoding="utf-8")
    assert main(["code", str(path), "--to", "html", "-o", str(tmp_path / "page.html")]) == 1
    assert "give a folder with -o" in capfd.readouterr().err


def test_output_never_goes_over_a_report(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(line(text=NEWS), encoding="utf-8")
    assert main(["code", str(path), "--to", "jsonl", "-o", str(path)]) == 1
    assert "give another -o" in capfd.readouterr().err
    assert path.read_text(encoding="utf-8") == line(text=NEWS)


def test_output_that_cannot_be_written(feed, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    feed(NEWS)
    assert main(["code", "-", "-o", str(tmp_path / "no" / "such" / "folder.txt")]) == 1
    assert "cannot be written (no such file or directory)" in capfd.readouterr().err


def test_wrong_date_is_wrong_usage(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["code", "-", "--published", "yesterday"])
    assert stop.value.code == 2
    assert "write it as 2019-04-14" in capfd.readouterr().err


def test_a_report_that_trips_the_coder_costs_no_other(feed, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    from marsad import coder

    whole = coder.Coder.code

    def trip(self: coder.Coder, report: object) -> CodedReport:
        if getattr(report, "id", None) == "bad":
            raise IndexError("oops")
        return whole(self, report)  # type: ignore[arg-type]

    monkeypatch.setattr(coder.Coder, "code", trip)
    feed(line(text=NEWS, id="bad") + line(text=NEWS, id="good"))
    assert main(["code", "-", "--to", "jsonl"]) == 1
    out, err = capfd.readouterr()
    assert [r.id for r in coded(out)] == ["good"]
    assert "could not be coded" in err
    assert "Traceback" not in err


def test_ctrl_c_keeps_what_is_done(tmp_path: Path, break_off: Callable[[list[str], str, Path], tuple[int, str]]) -> None:
    out = tmp_path / "coded.json"
    command = [sys.executable, "-m", "marsad.cli", "code", "-", "--to", "json", "-o", str(out)]
    status, err = break_off(command, line(text=NEWS, id="a") * 6, out.with_name("coded.json.partial"))
    assert status == 130
    assert "Traceback" not in err
    assert "broken off: " in err
    assert [r["id"] for r in json.loads(out.read_text(encoding="utf-8"))] == ["a"] * 6


def test_a_reader_that_has_seen_enough(root: Path) -> None:
    command = f"{sys.executable} -m marsad.cli code samples/reports.jsonl | head -n 1"
    run = subprocess.run(["bash", "-c", command], cwd=root, capture_output=True, text=True, check=False)
    assert "Traceback" not in run.stderr
    assert "BrokenPipe" not in run.stderr


def test_start_up_takes_less_than_a_second() -> None:
    from marsad.evaluation.throughput import start_up

    assert start_up() < 1.0
