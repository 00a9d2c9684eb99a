from marsad.export.cells import width
from marsad.export.table import Style, draw, render
from marsad.records import CodedReport


def test_render_has_every_record_and_name(coded: CodedReport) -> None:
    text = render(coded, Style(columns=160))
    for record in (*coded.figures, *coded.events, *coded.statements, *coded.actors, *coded.places):
        assert f"\n{record.id} " in text
    for word in ("~13,500", "part of f1", "ASSAULT heavy-weapons", "(denied)", "«قوات حفتر أطلقت", "the report", "! read as Windows-1256"):
        assert word in text
    assert "\u2067" not in text
    assert "\x1b" not in text


def test_render_keeps_to_the_terminal(coded: CodedReport) -> None:
    for columns in (80, 90, 120):
        text = render(coded, Style(columns=columns, marks=True, colour=False))
        assert max(width(line) for line in text.splitlines()) <= columns


def test_words_stand_beneath_where_there_is_no_room_beside() -> None:
    words = "قصفت الطائرات محيط المطار في الصباح الباكر"
    rows = [
        ["e1", "ASSAULT aerial", "سلاح الجو الليبي", "مطار معيتيقة الدولي", "2019-04-08", words],
        ["e2", "CONSULT", "الوفد", "", "", ""],
    ]
    heads = ["", "event", "who", "where", "when", "words"]
    wide = draw("EVENTS (2)", heads, rows, Style(columns=120)).splitlines()
    assert wide[2].endswith(words)
    assert len(wide) == 4
    narrow = draw("EVENTS (2)", heads, rows, Style(columns=60)).splitlines()
    assert narrow[2] == "words".rjust(60)
    assert max(map(width, narrow)) <= 60
    assert narrow[-2].split() == words.split()
    assert narrow[-1].startswith("e2  CONSULT")


def test_render_says_when_there_is_nothing() -> None:
    assert render(CodedReport(coder="x", warnings=["no Arabic"])) == "! no Arabic\nno records\n"
