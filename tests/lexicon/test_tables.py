"""Reading data tables."""

from pathlib import Path

import pytest

from marsad.errors import LexiconError
from marsad.lexicon.tables import read_table, read_tsv


def table(tmp_path: Path, text: str) -> Path:
    (tmp_path / "t.tsv").write_text(text, encoding="utf-8")
    return tmp_path


def test_tables_rows_are_filled_up_and_comments_skipped(tmp_path: Path) -> None:
    folder = table(tmp_path, "# head\n\na\tb\nc\n")
    assert list(read_tsv("t.tsv", width=2, folder=folder)) == [("a", "b"), ("c", "")]


def test_tables_named_columns(tmp_path: Path) -> None:
    folder = table(tmp_path, "# head\nword\tclass\nx\t1\ny\n")
    assert list(read_table("t.tsv", folder=folder)) == [{"word": "x", "class": "1"}, {"word": "y", "class": ""}]


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        ("a\tb\tc\n", {"width": 2}, "line 1: 3 columns"),
        ("# h\na\t\n", {"width": 2, "least": 2}, "line 2: the first 2 columns"),
    ],
)
def test_tables_errors_name_file_and_line(tmp_path: Path, text: str, options: dict[str, int], message: str) -> None:
    folder = table(tmp_path, text)
    with pytest.raises(LexiconError, match=r"t\.tsv.*" + message):
        list(read_tsv("t.tsv", folder=folder, **options))


def test_tables_missing_file_and_wrong_encoding(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="missing"):
        list(read_tsv("none.tsv", folder=tmp_path))
    (tmp_path / "t.tsv").write_bytes("قتل".encode("cp1256"))
    with pytest.raises(LexiconError, match="UTF-8"):
        list(read_tsv("t.tsv", folder=tmp_path))
