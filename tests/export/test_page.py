import re
from html.parser import HTMLParser

import msgspec

from marsad import codebook
from marsad.export.labels import label
from marsad.export.page import page
from marsad.export.view import View, clean
from marsad.records import CodedReport, Date, Place, Report, Span


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


def attributes(found: Seen, name: str) -> list[str]:
    return [attrs[name] or "" for _, attrs in found.tags if name in attrs]


def with_changes(coded: CodedReport, **changes: object) -> CodedReport:
    return msgspec.structs.replace(coded, **changes)


def test_arabic_that_begins_with_a_latin_word_runs_from_right_to_left(report: Report, coded: CodedReport) -> None:
    text = page(report, with_changes(coded, outlet="BBC عربي", title="F-16 فوق غريان", id="lib-5"))
    assert '<bdi dir="rtl">BBC عربي</bdi>' in text
    assert '<h1><bdi dir="rtl">F-16 فوق غريان</bdi></h1>' in text
    assert "<bdi>lib-5</bdi>" in text


def test_every_text_of_the_report_is_isolated_in_its_own_direction(report: Report, coded: CodedReport) -> None:
    """Whatever the field, Arabic behind a Latin word never stands in a bare `bdi`, which would go by the first letter."""
    mixed = "X عربي"
    first, *rest = coded.statements
    coded = with_changes(
        coded,
        outlet=mixed,
        warnings=[mixed],
        actors=[msgspec.structs.replace(a, name=mixed, role=mixed) for a in coded.actors],
        places=[msgspec.structs.replace(p, name=mixed) for p in coded.places],
        figures=[msgspec.structs.replace(f, who=mixed) for f in coded.figures],
        statements=[msgspec.structs.replace(first, addressee="a1", content=Span(start=0, end=6, text=mixed)), *rest],
    )
    text = page(report, coded)
    assert text.count(f'<bdi dir="rtl">{mixed}</bdi>') > 15
    assert f"<bdi>{mixed}" not in text


def test_paragraphs_without_arabic_run_from_left_to_right() -> None:
    text = page(Report(text="The army (Syrian) killed 5.\nقال الجيش (Syrian) ذلك.\n***"), CodedReport(coder="x"))
    assert '<p dir="ltr" lang="">The army' in text
    assert "<p>قال" in text
    assert "<p>***" in text


def test_why_is_no_name_and_no_tooltip(report: Report, coded: CodedReport) -> None:
    found = seen(report, coded)
    assert attributes(found, "title") == []
    assert attributes(found, "data-why") == ["test"] * 8


def test_marks_that_can_be_reached_say_what_they_are(report: Report, coded: CodedReport) -> None:
    found = seen(report, coded)
    marks = [attrs for tag, attrs in found.tags if tag == "span" and "tabindex" in attrs]
    assert {ref for attrs in marks for ref in (attrs["data-refs"] or "").split()} >= {"f1", "e1", "s1", "a1", "p1"}
    assert {attrs["role"] for attrs in marks} == {"button"}
    name = next(attrs["aria-label"] or "" for attrs in marks if "f1" in (attrs["data-refs"] or "").split())
    assert name == "قتل سبعة أشخاص — رقم: \u20667\u2069 قتلى؛ قول: \u2067عبد الرحمن الحامدي\u2069"


def test_tables_can_be_skipped_to(report: Report, coded: CodedReport) -> None:
    found = seen(report, coded)
    (skip,) = [attrs for _, attrs in found.tags if attrs.get("class") == "skip"]
    assert (skip["href"] or "").removeprefix("#") in attributes(found, "id")
    assert not [attrs for _, attrs in seen(Report(text=""), CodedReport(coder="x")).tags if attrs.get("class") == "skip"]


def test_warnings_are_in_arabic_once_and_beyond_three_folded_away(report: Report, coded: CodedReport) -> None:
    said = [f"أمس: the weekday named is not that of 2019-04-{day}" for day in (10, 11, 12, 12, 13, 14)]
    text = page(report, with_changes(coded, warnings=said))
    assert "weekday" not in text.split("<script>")[0]
    assert re.search(r"2019-04-12\u2069</bdi> <small>×2</small>", text)
    before, _, folded = text.partition("<summary>تنبيهات أخرى (2)</summary>")
    assert before.count('role="note"') == 3
    assert folded.count('role="note"') == 2


def test_dates_break_only_between_their_ends(report: Report, coded: CodedReport) -> None:
    assert '<bdi class="when"><span>2011-01-01 –</span> <span>2019-04-17</span></bdi>' in page(report, coded)
    unknown = Date(from_=None, to=None, precision="day", text=Span(start=0, end=3, text="أمس"))
    figures = [msgspec.structs.replace(f, date=unknown) for f in coded.figures]
    assert '<bdi dir="rtl">“أمس”</bdi>' in page(report, with_changes(coded, figures=figures))


def test_line_names_its_days(report: Report, coded: CodedReport) -> None:
    text = page(report, coded)
    ticks = re.findall(r'<text class="tick .*?>(.*?)</text>', text)
    assert label("day", "-3650") == "قبل 10 سنوات"
    assert ticks == ["قبل سنة", "قبل شهر", "قبل أسبوع", "قبل يوم", "يوم النشر"]
    undated = page(report, with_changes(coded, published=None))
    assert "آخر يوم مذكور" in undated
    assert "يوم النشر</text>" not in undated


def test_line_runs_as_the_tables_do(report: Report, coded: CodedReport) -> None:
    labels = attributes(seen(report, coded), "aria-label")
    assert "\u206613,500\u2069 نازحون تقريبا، \u20662011-01-01 – 2019-04-17\u2069" in labels
    assert "هجوم (سلاح ثقيل) · أبو سليم، \u20662019-04-16\u2069" in labels


def test_what_the_line_calls_the_same_is_one_bar(coded: CodedReport) -> None:
    shelling = coded.events[0]
    again = msgspec.structs.replace(shelling, id="e8", confidence=0.99)
    elsewhere = msgspec.structs.replace(shelling, id="e9", place="p2")
    events = [item for item in View(with_changes(coded, events=[shelling, again, elsewhere])).dated() if item.tag == "e"]
    assert [(item.ref, item.sure) for item in events] == [("e1 e8", 0.99), ("e9", 0.9)]


def test_what_finds_no_room_on_the_line_is_listed(report: Report, coded: CodedReport) -> None:
    first = coded.figures[0]
    many = [msgspec.structs.replace(first, id=f"f{n}", low=n, high=n, part_of=None) for n in range(1, 21)]
    found = seen(report, with_changes(coded, figures=many))
    line = page(report, with_changes(coded, figures=many))
    left_out = int(re.findall(r"<summary>ما لم يتسع له الخط \((\d+)\)</summary>", line)[0])
    links = [attrs for tag, attrs in found.tags if tag == "a" and "data-refs" in attrs]
    bars = [attrs for tag, attrs in found.tags if tag == "g"]
    assert len(bars) + left_out == len(links) == 21
    assert {(attrs["href"] or "")[1:] for attrs in links} <= set(attributes(found, "id"))


def test_open_ends_are_told_in_the_table(report: Report, coded: CodedReport) -> None:
    first, part, third = coded.figures
    vague = msgspec.structs.replace(first, low=2, high=None, qualifier="vague")
    text = page(report, with_changes(coded, figures=[vague, part, third]))
    assert '<bdi class="amount">2</bdi> قتلى <small>فأكثر (لفظ مبهم)</small>' in text
    assert '<small>من ضمن <a href="#f1"><bdi>2</bdi></a> فأكثر (لفظ مبهم)</small>' in text


def test_controls_of_direction_do_not_leak(coded: CodedReport) -> None:
    controls = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    assert clean("".join(map(chr, controls))) == "\ufffd" * 9
    text = page(Report(text="قال\u202e الوزير\u2067 نعم"), CodedReport(coder="x", title="خبر\u202e عاجل"))
    assert not set(map(chr, controls)) & set(text)


def test_states_have_their_arabic_names(report: Report, coded: CodedReport) -> None:
    text = page(report, coded)
    assert 'مدينة <small><bdi dir="rtl">ليبيا</bdi></small>' in text
    assert "LY" not in text.split("<main>")[1]
    state = Place(id="p2", name="ليبيا", kind="country", country="LY", mentions=coded.places[1].mentions)
    assert "دولة</td>" in page(report, with_changes(coded, places=[coded.places[0], state]))


def test_things_and_people_are_counted_in_good_arabic() -> None:
    assert [label("measure", m) for m in ("destroyed", "damaged", "deployed")] == ["مدمَّرة", "متضررة", "منتشرون"]


def test_heads_fit_what_stands_under_them(report: Report, coded: CodedReport) -> None:
    text = page(report, coded)
    assert "مَن أو ما" in text
    assert "المعرّف" in text
    assert "ممن" not in text


def test_every_code_has_an_arabic_label() -> None:
    from typing import get_args

    from marsad import records

    codes = [("event", t) for t in codebook.TYPES]
    codes += [("mode", m) for modes in codebook.MODES.values() for m in modes]
    codes += [("measure", m) for m in get_args(records.Measure)] + [("medium", m) for m in get_args(records.Medium)]
    codes += [("actor", k) for k in get_args(records.ActorKind)] + [("place", k) for k in get_args(records.PlaceKind)]
    assert [c for c in codes if label(*c) == c[1]] == []
