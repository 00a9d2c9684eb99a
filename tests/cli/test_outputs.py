"""What -o and standard output are left with when all goes well, when something fails, and when the work is broken off."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.archive import create_archive, open_archive
from marsad.cli import main, outputs
from marsad.errors import InputError

from ..archive.makes import clash

NEWS = "أعلن مسؤول محلي مقتل تسعة أشخاص في قصف على مصراتة."
MARSAD = [sys.executable, "-m", "marsad"]


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "r.jsonl"
    path.write_text(line(text=NEWS, id="a") + line(text=NEWS, id="b"), encoding="utf-8")
    return path


@pytest.fixture
def archive(tmp_path: Path) -> str:
    where = str(tmp_path / "a.marsad")
    with create_archive(where) as made:
        made.add([clash("قصف على مصراتة", id=str(i), outlet="س") for i in range(200)])
    return where


def shell(command: str, where: Path, **about: object) -> subprocess.CompletedProcess[str]:
    command = re.sub(r"(?<![.\w])marsad ", f"'{sys.executable}' -m marsad ", command)
    return subprocess.run(["bash", "-c", command], cwd=where, capture_output=True, text=True, check=False, **about)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize(
    "verb", [["code", "r.jsonl", "--to", "jsonl"], ["code", "r.jsonl", "--to", "html"], ["export", "--format", "csv", "a.marsad"]]
)
def test_no_archive_is_ever_written_over(
    verb: list[str], archive: str, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    other = tmp_path / "other.html"
    other.write_bytes(Path(archive).read_bytes())
    assert main([*verb, "-o", str(other)]) == 1
    assert "other.html: is an archive, or another database, and is not overwritten" in capfd.readouterr().err
    with open_archive(str(other)) as kept:
        assert kept.status().reports == 200


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "html"])
def test_what_was_there_stays_where_nothing_could_be_coded(form: str, tmp_path: Path) -> None:
    out = tmp_path / "keep.html"
    out.write_text("kept")
    assert main(["code", str(tmp_path / "nope.txt"), "--to", form, "-o", str(out)]) == 1
    assert out.read_text() == "kept"
    assert [p.name for p in tmp_path.iterdir()] == ["keep.html"]


def test_a_file_is_new_and_as_readable_as_before(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    out.write_text("old")
    out.chmod(0o600)
    (tmp_path / "link").symlink_to("o.jsonl")
    assert main(["code", str(reports), "--to", "jsonl", "-o", str(tmp_path / "link")]) == 0
    assert [json.loads(row)["id"] for row in out.read_text(encoding="utf-8").splitlines()] == ["a", "b"]
    assert out.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "link").is_symlink()
    assert not list(tmp_path.glob("*.partial"))


def test_no_reports_make_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").touch()
    assert main(["code", str(tmp_path / "none.jsonl"), "--to", "json", "-o", str(tmp_path / "o.json")]) == 0
    assert json.loads((tmp_path / "o.json").read_text()) == []


@pytest.mark.parametrize("verb", ["code r.jsonl --to jsonl", "export --format csv c.jsonl"])
def test_pipes_and_open_streams_are_written_to_as_they_are(verb: str, reports: Path, tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_bytes(b"".join(clash("قصف", id=str(i))[1].to_json() + b"\n" for i in range(2)))
    run = shell(
        f"(echo before; marsad {verb} -o /dev/stdout; echo after) > all; mkfifo pipe; (wc -l < pipe > count) & marsad {verb} -o pipe; wait; marsad {verb} -o /dev/fd/7 7> seven",
        tmp_path,
    )
    assert run.returncode == 0, run.stderr
    rows = (tmp_path / "all").read_text(encoding="utf-8").splitlines()
    assert (rows[0], rows[-1]) == ("before", "after")
    assert len(rows) == int((tmp_path / "count").read_text()) + 2
    assert (tmp_path / "pipe").is_fifo()
    assert (tmp_path / "seven").read_text(encoding="utf-8").splitlines() == rows[1:-1]


def test_a_device_stays_a_device(reports: Path, archive: str) -> None:
    assert main(["code", str(reports), "-o", "/dev/null"]) == 0
    assert main(["export", "--format", "csv", archive, "-o", "/dev/null"]) == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("before", [None, "older"])
def test_ctrl_c_loses_neither_what_was_coded_nor_what_was_there(
    before: str | None, tmp_path: Path, break_off: Callable[[list[str], str, Path], tuple[int, str]]
) -> None:
    out = tmp_path / "o.jsonl"
    if before is not None:
        out.write_text(before)
    command = [*MARSAD, "code", "-", "--to", "jsonl", "-o", str(out)]
    status, err = break_off(command, line(text=NEWS, id="a") * 6, tmp_path / "o.jsonl.partial")
    assert status == 130
    coded = out if before is None else tmp_path / "o.jsonl.partial"
    assert len(coded.read_text(encoding="utf-8").splitlines()) == 6
    if before is not None:
        assert out.read_text() == before
        assert "is as it was; what was coded before Ctrl-C is in" in err
    assert len(list(tmp_path.iterdir())) == 1 + (before is not None)


def limited() -> None:
    """No file may grow beyond a few bytes, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))


@pytest.mark.parametrize(
    "command",
    ["code r.jsonl", "code r.jsonl --to jsonl", "code one.txt --to html", "explain r.jsonl", "schema", "actors find حفتر", "export --format csv c.jsonl",
     "export --format jsonl c.jsonl"],
)  # fmt: skip
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_told_in_a_line(
    command: str, unbuffered: str, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    (tmp_path / "c.jsonl").write_bytes(clash("قصف", id="a")[1].to_json() + b"\n")
    (tmp_path / "one.txt").write_text(NEWS, encoding="utf-8")
    told = shell(f"marsad {command} > out; echo $? >&2", tmp_path, preexec_fn=limited).stderr.splitlines()
    assert told[-2].startswith("marsad: standard output: ")
    assert told[-2].endswith(("file too large", "file too large)"))
    assert told[-1] == "1"
    assert "Traceback" not in "".join(told)


def test_what_was_coded_before_the_disk_was_full_is_left(tmp_path: Path) -> None:
    """What has not the room to be whole is not put in place; a broken export leaves nothing."""
    out = tmp_path / "o"
    out.write_text("older")
    told = r"o: cannot be written \(no space left on device\)"
    with pytest.raises(InputError, match=told + r"; what was written before is in .*o\.partial"), outputs.opened(str(out)) as written:
        written.stream.write(b"some")
        written.leave()
        raise OSError(28, "No space left on device")
    assert (out.read_text(), (tmp_path / "o.partial").read_text()) == ("older", "some")
    with pytest.raises(InputError, match=told + "$"), outputs.opened(str(out)) as written:
        raise OSError(28, "No space left on device")
    assert [p.name for p in tmp_path.iterdir()] == ["o"]


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl", "ftm", "gexf"])
def test_a_reader_of_an_export_that_has_seen_enough(form: str, archive: str, tmp_path: Path, needs: Callable[[str], None]) -> None:
    if form == "xlsx":
        needs("xlsxwriter")
    run = shell(f"marsad export --format {form} a.marsad | sleep 0; exit ${{PIPESTATUS[0]}}", tmp_path)
    assert (run.returncode, run.stderr) == (1, "")


@pytest.mark.parametrize(
    ("command", "status", "told"),
    [("code r.jsonl >&-", 1, "marsad: standard output: cannot be written (bad file descriptor)"),
     ("schema >&-", 1, "marsad: standard output: bad file descriptor"),
     ("code - <&-", 1, "marsad: standard input: bad file descriptor"),
     ("code r.jsonl --to jsonl -o o.jsonl >&- 2>&-", 0, "")],
)  # fmt: skip
def test_closed_streams(command: str, status: int, told: str, reports: Path, tmp_path: Path) -> None:
    run = shell(f"marsad {command}", tmp_path)
    assert (run.returncode, run.stdout) == (status, "")
    assert told in run.stderr
    assert "Traceback" not in run.stderr
    if status == 0:
        assert len((tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_ctrl_c_while_the_program_is_loading() -> None:
    code = (
        "import sys\n"
        "class Break:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name == 'marsad.cli': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Break())\n"
        "from marsad.__main__ import main\n"
        "sys.exit(main())"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (130, "")


def test_ctrl_c_while_verbs_are_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("marsad.cli.parser", stop)
    assert main(["schema"]) == 130


def test_the_command_heeds_ctrl_c_from_the_first(root: Path) -> None:
    import tomllib

    assert tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]["marsad"] == "marsad.__main__:main"
