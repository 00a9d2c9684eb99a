import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.intake.encodings import decode, guess

SENTENCES = (
    "أعلنت وزارة الصحة مقتل سبعة أشخاص في قصف على العاصمة",
    "نزح آلاف السكان من الضواحي الجنوبية، بحسب الأمم المتحدة.",
    "التقى المبعوث الأممي رئيس الحكومة في مقره",
    "القصف",
)


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize(("codec", "name"), [("cp1256", "Windows-1256"), ("iso8859-6", "ISO-8859-6")])
def test_decode_old_encodings(text: str, codec: str, name: str) -> None:
    decoded = decode(text.encode(codec))
    assert decoded.text == text
    assert decoded.note == f"not UTF-8: read as {name}"


@pytest.mark.parametrize("text", SENTENCES)
def test_decode_utf8_needs_no_note(text: str) -> None:
    assert decode(text.encode()) == (text, None)
    assert decode(text.encode("utf-8-sig")) == (text, None)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_decode_utf16_by_its_mark(codec: str) -> None:
    decoded = decode("\ufeffقتل اثنان".encode(codec))
    assert decoded == ("قتل اثنان", "read as UTF-16")


def test_decode_utf8_cut_off_keeps_the_rest() -> None:
    data = (SENTENCES[0] * 5).encode()[:-1]
    decoded = decode(data)
    assert decoded.text.startswith(SENTENCES[0])
    assert decoded.note is not None
    assert "not sound UTF-8" in decoded.note


def test_guess_prefers_the_common_one_where_neither_reads() -> None:
    assert guess(b"\xa0\xa0") == "cp1256"


@given(st.binary(max_size=400))
def test_decode_takes_any_bytes(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


def test_decode_mirrors_the_corpus(shared: object) -> None:
    """Real reports, put into both old encodings, come back whole: whole texts and their first 40 letters."""
    from itertools import islice
    from pathlib import Path

    from marsad.evaluation.corpus import corpus

    assert isinstance(shared, Path)
    wrong = []
    for report in islice(corpus(shared, "conflict"), 0, 4000, 40):
        for piece in (report.text, report.text[:40]):
            for codec in ("cp1256", "iso8859-6"):
                data = piece.encode(codec, "ignore")
                if decode(data).text != data.decode(codec):
                    wrong.append((report.id, codec))
    assert not wrong
