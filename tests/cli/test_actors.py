"""`marsad actors find`."""

from __future__ import annotations

from pathlib import Path

import pytest

from marsad.cli import main


@pytest.mark.parametrize(
    ("argv", "shown"),
    [
        (["حفتر"], "khalifa-haftar  (short form"),
        (["خليفة حفتر"], "khalifa-haftar  (full form)"),
        (["houthi"], "houthis  (full form)"),
        (["ليبيا"], "wikidata: Q1016"),
        (["الرئيس المصري", "--day", "2013-01-25"], "mohamed-morsi"),
        (["عبد الفتاح السيسي"], "رئيس مصر (2014-06-08 to …)"),
    ],
)
def test_find(argv: list[str], shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "find", *argv]) == 0
    assert shown in capsys.readouterr().out


def test_find_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "find", "فلان الفلاني"]) == 1
    assert "nobody known" in capsys.readouterr().out


def test_own_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "mine.tsv"
    own.write_text("id\tname\nmine\tلواء التجربة\n", encoding="utf-8")
    assert main(["actors", "find", "لواء التجربة", "--own", str(own)]) == 0
    assert "mine  (full form)" in capsys.readouterr().out


def test_own_file_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "find", "حفتر", "--own", str(tmp_path / "none.tsv")]) == 1
    assert "missing" in capsys.readouterr().err
