import datetime as dt

import pytest

from marsad.coder import Coder
from marsad.export.cells import is_arabic
from marsad.export.labels import ASSETS
from marsad.export.notices import Notice, notices
from marsad.intake.encodings import decode
from marsad.lexicon.tables import read_tsv
from marsad.records import Report


@pytest.mark.parametrize(
    ("warning", "want"),
    [
        ("the text is empty", "النص فارغ"),
        (
            "أمس الأحد: the weekday named is not that of 2019-04-16",
            "«\u2067أمس الأحد\u2069»: يوم الأسبوع المذكور لا يوافق \u20662019-04-16\u2069",
        ),
        ("not UTF-8: read as Windows-1256", "ليس الملف بترميز UTF-8، فقرئ بترميز \u2066Windows-1256\u2069"),
        ("what no release of ours ever said", "what no release of ours ever said"),
    ],
)
def test_known_warnings_are_in_arabic(warning: str, want: str) -> None:
    assert notices([warning]) == [Notice(want, 1)]


def test_what_is_said_twice_is_told_once() -> None:
    assert notices(["a", "b", "a"]) == [Notice("a", 2), Notice("b", 1)]


@pytest.mark.parametrize(
    "words", ["وصل الوفد أمس الأحد.", "قصف الجيش المدينة يوم الأحد 16 أبريل 2019.", "No word of it.", "", "وقع في 5 يناير/آذار 2019."]
)
def test_what_the_coder_warns_of_is_known(words: str) -> None:
    warnings = Coder().code(Report(text=words, published=dt.date(2019, 4, 17))).warnings
    assert warnings
    assert all(is_arabic(n.text) and "weekday" not in n.text and "month" not in n.text for n in notices(warnings))


@pytest.mark.parametrize("data", ["نص".encode("utf-16"), "قال الوزير إن الجيش".encode("cp1256"), ("قال الوزير " * 40).encode() + b"\xff"])
def test_what_reading_a_file_warns_of_is_known(data: bytes) -> None:
    note = decode(data).note
    assert note is not None
    assert is_arabic(notices([note])[0].text)


def test_both_sides_have_the_same_blanks() -> None:
    import re

    for english, arabic in read_tsv("warnings.tsv", width=2, least=2, folder=ASSETS):
        assert sorted(re.findall(r"\{(\w+)\}", english)) == sorted(re.findall(r"\{(\w+)\}", arabic))
