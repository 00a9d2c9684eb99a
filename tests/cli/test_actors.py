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
        (["houthi"], "houthis  (part of a name)"),
        (["Libya"], "state-ly  (full form)"),
        (["خليفة", "حفتر"], "khalifa-haftar  (full form)"),
        (["ليبيا"], "wikidata: Q1016"),
        (["الرئيس المصري", "--day", "2013-01-25"], "mohamed-morsi"),
        (["عبد الفتاح السيسي"], "رئيس مصر (2014-06-08 to …)"),
    ],
)
def test_find(argv: list[str], shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "find", *argv]) == 0
    assert shown in capsys.readouterr().out


@pytest.mark.parametrize(
    ("office", "on", "who"),
    [("الرئيس الأمريكي", "2019-04-14", "donald-trump"), ("الرئيس الأميركي", "2022-01-01", "joe-biden"), ("الرئيس الفرنسي", "2019-04-14", "emmanuel-macron"),
     ("أمين عام جامعة الدول العربية", "2019-04-14", "ahmed-aboul-gheit")],
)  # fmt: skip
def test_who_held_an_office(office: str, on: str, who: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "find", office, "--day", on]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{who}  (")
    assert "us-administration" not in out


def test_an_office_without_a_day_names_all_who_held_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "find", "الرئيس المصري"]) == 0
    out = capsys.readouterr().out
    assert "--day DAY says who held it on a day" in out
    assert out.index("mohamed-morsi") < out.index("abdel-fattah-el-sisi")
    assert main(["actors", "find", "الرئيس المصري", "--day", "1850-01-01"]) == 1
    assert "nobody is known to have held it on 1850-01-01; others did" in capsys.readouterr().out
    assert main(["actors", "find", "وزير الدفاع", "--day", "2019-04-14"]) == 1
    assert "is an office of several states; name the state too" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["", " ", "؟"])
def test_nothing_is_nobodys_name(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "find", name]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "there is no word in it to look for" in err


def test_the_closest_of_those_with_the_words_in_a_name_comes_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "find", "houthi"]) == 0
    assert capsys.readouterr().out.startswith("houthis  (part of a name)")


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


def test_own_file_without_the_names_of_its_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "mine.tsv"
    own.write_text("# mine\nmine\tلواء التجربة\n", encoding="utf-8")
    assert main(["actors", "find", "لواء التجربة", "--own", str(own)]) == 1
    assert "mine.tsv, line 2: the first line that is no comment must name the columns" in capsys.readouterr().err
