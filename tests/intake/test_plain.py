import datetime as dt
import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from marsad.errors import InputError
from marsad.intake import Unread, Unreadable, read_reports
from marsad.intake.plain import parse_day


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


def read(path: Path, **options: object) -> list[Unread | Unreadable]:
    return list(read_reports(str(path), **options))  # type: ignore[arg-type]


def texts(items: list[Unread | Unreadable]) -> list[str]:
    return [i.report.text for i in items if isinstance(i, Unread)]


def test_text_file_is_one_report(tmp_path: Path) -> None:
    path = tmp_path / "خبر.txt"
    path.write_text("قتل اثنان.\nوجرح ثلاثة.", encoding="utf-8")
    (item,) = read(path, published=dt.date(2019, 4, 14), outlet="الوكالة")
    assert isinstance(item, Unread)
    assert (item.report.id, item.report.outlet, item.report.published) == ("خبر", "الوكالة", dt.date(2019, 4, 14))
    assert item.report.text == "قتل اثنان.\nوجرح ثلاثة."


def test_jsonl_reports_bad_lines_by_number_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(
        line(text="أول", id=7, published="2019-04-14T10:00:00Z")
        + '{"text": \n\n[1]\n'
        + line(id="x")
        + line(text=3)
        + "[" * 100_000
        + "\n"
        + line(text="آخر", published="أمس"),
        encoding="utf-8",
    )
    items = read(path)
    assert texts(items) == ["أول", "آخر"]
    first, last = (i for i in items if isinstance(i, Unread))
    assert (first.report.id, first.report.published) == ("7", dt.date(2019, 4, 14))
    assert last.report.published is None
    assert last.notes == ("published: 'أمس' is no date; write it as 2019-04-14",)
    bad = [(i.where.removeprefix(f"{path}, "), i.message) for i in items if isinstance(i, Unreadable)]
    assert [where for where, _ in bad] == ["line 2", "line 4", "line 5", "line 6", "line 7"]
    assert bad[0][1].startswith("is not JSON")
    assert bad[1:4] == [
        ("line 4", 'is not a JSON object with a "text"'),
        ("line 5", '"text" is missing'),
        ("line 6", '"text" is not a string'),
    ]


@pytest.mark.parametrize("wrap", [lambda o: o, lambda o: [o, o]])
def test_json_holds_a_report_or_a_list(tmp_path: Path, wrap: object) -> None:
    path = tmp_path / "r.json"
    path.write_text(json.dumps(wrap({"text": "نص"}), indent=1), encoding="utf-8")  # type: ignore[operator]
    assert set(texts(read(path))) == {"نص"}


def test_json_that_is_a_report_a_line_after_all(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text(line(text="أ") + line(text="ب"), encoding="utf-8")
    assert texts(read(path)) == ["أ", "ب"]


def test_gzip(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl.gz"
    path.write_bytes(gzip.compress(line(text="أ").encode()))
    assert texts(read(path)) == ["أ"]
    path.write_bytes(gzip.compress(line(text="أ").encode())[:-9])
    assert isinstance(read(path)[-1], Unreadable)


@pytest.mark.parametrize(
    ("data", "want"),
    [
        ((line(text="أ") + line(text="ب")).encode(), ["أ", "ب"]),
        ('نص عادي\n{"ليس جيسون'.encode(), ['نص عادي\n{"ليس جيسون']),
        ("{قوس} ثم نص".encode(), ["{قوس} ثم نص"]),
        (b"", [""]),
        (("\ufeff" + line(text="أ")).encode("utf-16-le"), ["أ"]),
    ],
)
def test_standard_input_is_told_apart(monkeypatch: pytest.MonkeyPatch, data: bytes, want: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert texts(list(read_reports("-"))) == want


@pytest.mark.parametrize(("begins", "what"), [(b"%PDF-1.7", "PDF"), (b"PK\x03\x04", "Word"), (b"\x89PNG", "picture")])
def test_files_that_are_not_text_say_so(tmp_path: Path, begins: bytes, what: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(begins + b"\n\x00\x01")
    (item,) = read(path)
    assert isinstance(item, Unreadable)
    assert what in item.message


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert read(tmp_path / "none.txt") == [Unreadable(str(tmp_path / "none.txt"), "no such file or directory")]
    (item,) = read(tmp_path)
    assert isinstance(item, Unreadable)
    assert "folder" in item.message


def test_lone_surrogate_in_json_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text('{"text": "\\ud800 قتل"}\n', encoding="utf-8")
    assert texts(read(path)) == ["\ud800 قتل"]


def test_fields_that_look_like_one_we_know_are_said_once(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    rows = [
        line(text="أ", date="2019-04-14", Title="ع", tags=["x"]),
        line(text="ب", date="2019-04-15"),
        line(text="ج", published="2019-04-14", date="x"),
    ]
    path.write_text("".join([*rows, line(Text="د"), line(body="ه")]), encoding="utf-8")
    items = read(path)
    assert [i.notes for i in items if isinstance(i, Unread)] == [
        (
            '"date" is passed over, here and below; if it is the report\'s published, call it "published"',
            '"Title" is passed over, here and below; if it is the report\'s title, call it "title"',
        ),
        (),
        (),
    ]
    assert [i.message for i in items if isinstance(i, Unreadable)] == [
        '"text" is missing; is it "Text"? call that "text"',
        '"text" is missing; is it "body"? call that "text"',
    ]


@pytest.mark.parametrize("form", ["r.jsonl", "r.json"])
@pytest.mark.parametrize(
    ("key", "value", "kind"), [("title", ["أ", "ب"], "a list"), ("id", {"n": 1}, "an object"), ("outlet", True, "true or false")]
)
def test_what_is_no_string_is_refused_with_its_line(form: str, key: str, value: object, kind: str, tmp_path: Path) -> None:
    path = tmp_path / form
    rows = [{"text": "أ"}, {"text": "ب", key: value}]
    path.write_text("".join(line(**r) for r in rows) if form == "r.jsonl" else json.dumps(rows), encoding="utf-8")
    first, second = read(path)
    assert isinstance(first, Unread)
    where = f"{path}, {'line' if form == 'r.jsonl' else 'item'} 2"
    assert second == Unreadable(where, f'"{key}" is {kind}; give a string, or leave it out')


@pytest.mark.parametrize("words", ["", "أمس", "2019-13-01", "14/4/2019"])
def test_parse_day_refuses(words: str) -> None:
    with pytest.raises(InputError, match="2019-04-14"):
        parse_day(words)
