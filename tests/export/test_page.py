import re
from html.parser import HTMLParser

from marsad import codebook
from marsad.export.page import page
from marsad.export.view import clean, label
from marsad.records import CodedReport, Report


class Seen(HTMLParser):
    """What a browser would see: every tag with its attributes, and the text of the article."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = self._inside or tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "article"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.text += data


def seen(report: Report, coded: CodedReport) -> Seen:
    parser = Seen()
    parser.feed(page(report, coded))
    return parser


def test_page_gives_the_text_whole(report: Report, coded: CodedReport) -> None:
    assert seen(report, coded).text.split() == report.text.split()


def test_page_escapes_everything(report: Report, coded: CodedReport) -> None:
    from msgspec.structs import replace

    evil = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
    coded = replace(
        coded,
        id=evil, outlet=evil, title=evil, warnings=[evil],
        actors=[replace(coded.actors[0], name=evil, role=evil, name_en=evil), *coded.actors[1:]],
        places=[replace(coded.places[0], name=evil), *coded.places[1:]],
        figures=[replace(coded.figures[0], who=evil, why=evil), *coded.figures[1:]],
    )  # fmt: skip
    found = seen(report, coded)
    assert [tag for tag, _ in found.tags].count("script") == 1
    assert not any(tag == "img" or any(name.startswith("on") for name in attrs) for tag, attrs in found.tags)


def test_page_fetches_nothing(report: Report, coded: CodedReport) -> None:
    text = page(report, coded)
    assert "default-src 'none'" in text
    assert not re.search(r"https?://|@import|url\(", text)
    assert not any(name in ("src", "style") for _, attrs in seen(report, coded).tags for name in attrs)


def test_every_record_has_its_words_and_its_row(report: Report, coded: CodedReport) -> None:
    tags = seen(report, coded).tags
    in_text = {ref for tag, attrs in tags if tag == "span" for ref in (attrs.get("data-refs") or "").split()}
    rows = [attrs["data-refs"] for tag, attrs in tags if tag == "tr" and "data-refs" in attrs]
    records = [r.id for r in (*coded.figures, *coded.events, *coded.statements, *coded.actors, *coded.places)]
    assert rows == records
    assert in_text == set(records)


def test_page_of_nothing(report: Report) -> None:
    empty = CodedReport(coder="x", warnings=["no Arabic"])
    text = page(Report(text=""), empty)
    assert "لا نص في هذا التقرير" in text
    assert "لم يستخرج من هذا النص شيء" in text


def test_page_holds_no_surrogates_or_controls(coded: CodedReport) -> None:
    text = page(Report(text="\x00\ud800\x1b نص"), CodedReport(coder="x"))
    text.encode("utf-8")
    assert "\ufffd\ufffd\ufffd نص" in text
    assert len(clean("\x00\ud800\x9f")) == 3


def test_every_code_has_an_arabic_label() -> None:
    from typing import get_args

    from marsad import records

    codes = [("event", t) for t in codebook.TYPES]
    codes += [("mode", m) for modes in codebook.MODES.values() for m in modes]
    codes += [("measure", m) for m in get_args(records.Measure)] + [("medium", m) for m in get_args(records.Medium)]
    codes += [("actor", k) for k in get_args(records.ActorKind)] + [("place", k) for k in get_args(records.PlaceKind)]
    assert [c for c in codes if label(*c) == c[1]] == []
