"""The page in a real browser: lighting, keyboard, narrow screens, letters joined across borders, contrast."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest

from marsad.export.page import page as draw
from marsad.records import Actor, CodedReport, Date, Place, Report, Statement, span

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium, args=flags)
        yield started
        started.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path, report: Report, coded: CodedReport) -> Iterator[Any]:
    path = tmp_path / "page.html"
    path.write_text(draw(report, coded), encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1300, "height": 800})
    tab.complaints = []
    tab.on("console", lambda message: tab.complaints.append(message.text))
    tab.on("request", lambda request: tab.complaints.append(request.url) if not request.url.startswith("file:") else None)
    tab.goto(path.as_uri())
    yield tab
    assert tab.complaints == []
    tab.close()


def lit(tab: Any) -> set[str]:
    return set(tab.evaluate("[...document.querySelectorAll('.lit')].flatMap(n => n.dataset.refs.split(' '))"))


def test_hovering_a_record_lights_its_words(opened: Any) -> None:
    opened.hover("tr#e1 td:nth-child(2)")
    words = opened.evaluate("[...document.querySelectorAll('.report .lit')].map(n => n.textContent).join('')")
    assert words == "قصف طال حي أبو سليم جنوبي طرابلس ليل الثلاثاء"
    assert opened.evaluate("document.querySelector('.bar.lit').dataset.refs") == "e1"


def test_hovering_words_lights_their_records(opened: Any) -> None:
    opened.hover(".report span[data-refs~=f2]")
    rows = opened.evaluate("[...document.querySelectorAll('tr.lit')].map(n => n.id)")
    assert set(rows) == {"f2", "s1"}


def test_keyboard_alone_reaches_every_record(opened: Any) -> None:
    reached = set()
    for _ in range(80):
        opened.keyboard.press("Tab")
        reached |= set((opened.evaluate("document.activeElement.dataset.refs || ''")).split())
    assert {"e1", "e2", "e3", "f1", "f2", "f3", "s1", "s2", "a1", "a2", "a3", "p1", "p2"} <= reached
    opened.focus("tr#f2")
    assert "f2" in lit(opened)
    opened.keyboard.press("Escape")
    assert not lit(opened)


def test_enter_brings_the_words_into_view(opened: Any) -> None:
    opened.set_viewport_size({"width": 420, "height": 500})
    opened.focus("tr#p2")
    opened.keyboard.press("Enter")
    opened.wait_for_function("document.querySelector('.report span[data-refs~=p2]').getBoundingClientRect().top > 0")


def test_kinds_can_be_hidden(opened: Any) -> None:
    line = "getComputedStyle(document.querySelector('.report .w.e')).getPropertyValue('--line')"
    before = opened.evaluate(line)
    opened.uncheck(".legend input[value=e]")
    assert opened.evaluate(line) == "transparent" != before


@pytest.mark.parametrize("width", [320, 420, 800, 1300, 2200])
def test_nothing_runs_off_the_side(opened: Any, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_report_with_a_script_in_it_is_text(opened: Any) -> None:
    assert "<script>alert('x')</script>" in opened.inner_text(".report")
    assert opened.evaluate("document.scripts.length") == 1


def test_letters_stay_joined_where_a_word_is_parted(browser: Any, tmp_path: Path) -> None:
    """A word cut after its first letter is exactly as wide as the same word whole: letters that part would be wider."""
    text = "بطرابلس\nبطرابلس"
    said = Statement(id="s1", speaker="a1", cue=span(text, 0, 1), content=span(text, 1, 7), direct=False, confidence=1.0, why="")
    path = tmp_path / "word.html"
    path.write_text(draw(Report(text=text), CodedReport(coder="x", statements=[said])), encoding="utf-8")
    tab = browser.new_page()
    tab.goto(path.as_uri())
    measure = "p => { const r = document.createRange(); r.selectNodeContents(p); return r.getBoundingClientRect().width; }"
    parted, whole = (tab.eval_on_selector(f".report p:nth-child({n})", measure) for n in (1, 2))
    assert tab.eval_on_selector(".report p:nth-child(1)", "p => p.children.length") == 2
    assert parted == pytest.approx(whole, abs=0.6)
    tab.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(opened: Any, scheme: str) -> None:
    """Contrast of at least 4.5 to 1 (WCAG 2.2, AA) for every text, on the ground that it stands on, lit or not."""
    opened.emulate_media(color_scheme=scheme)
    opened.hover("tr#s2 td")
    assert opened.evaluate(_CONTRAST) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lit_words_stand_out_from_their_ground(opened: Any, scheme: str) -> None:
    """The same for every record that may be lit; the words that set off events and statements are coloured themselves."""
    opened.emulate_media(color_scheme=scheme)
    faint = set()
    for row in opened.evaluate("[...document.querySelectorAll('tr[id]')].map(n => n.id)"):
        opened.focus(f"tr#{row}")
        opened.evaluate("document.querySelectorAll('.w:is(.t, .c)').forEach(n => n.classList.add('lit', 'lit-f', 'lit-a', 'lit-p'))")
        faint |= set(opened.evaluate(_CONTRAST))
    assert faint == set()


def colour(tab: Any, selector: str) -> str:
    return str(tab.eval_on_selector(selector, "n => getComputedStyle(n).color"))


def ground(tab: Any, selector: str) -> str:
    return str(tab.eval_on_selector(selector, "n => getComputedStyle(n).getPropertyValue('--ground')"))


def test_words_taken_with_the_mouse_move_nothing(opened: Any) -> None:
    opened.set_viewport_size({"width": 1300, "height": 400})
    opened.eval_on_selector("tr#s2", "n => n.scrollIntoView({block: 'center', behavior: 'instant'})")
    before = opened.evaluate("[scrollY, document.querySelector('.report').scrollTop]")
    box = opened.locator("tr#s2 q bdi").bounding_box()
    opened.mouse.move(box["x"] + box["width"] - 4, box["y"] + 8)
    opened.mouse.down()
    opened.mouse.move(box["x"] + box["width"] - 60, box["y"] + 8, steps=4)
    opened.mouse.up()
    assert opened.evaluate("getSelection().toString()")
    opened.wait_for_timeout(400)
    assert opened.evaluate("[scrollY, document.querySelector('.report').scrollTop]") == before
    assert opened.locator(".at").count() == 0


def test_every_record_is_reached_from_its_words(opened: Any) -> None:
    """The shortest mark first, then with each further click the next that lies under it."""
    words = ".report span.w.t[data-refs~=e2]"
    reached = []
    for _ in range(3):
        opened.click(words)
        reached.append(opened.evaluate("document.querySelector('tr.at').id"))
    assert reached == ["e2", "s2", "e2"]
    everywhere = set()
    for n in range(opened.locator(".report .w").count()):
        mark = opened.locator(".report .w").nth(n)
        for _ in (mark.get_attribute("data-refs") or "").split():
            mark.dispatch_event("click")
            everywhere.add(opened.evaluate("document.querySelector('tr.at').id"))
    assert everywhere == set(opened.evaluate("[...document.querySelectorAll('tr[id]')].map(n => n.id)"))


def test_light_goes_back_to_where_the_keyboard_is(opened: Any) -> None:
    opened.focus("tr#f1")
    opened.hover("tr#f3")
    assert "f3" in lit(opened)
    opened.hover("h1")
    assert opened.evaluate("[...document.querySelectorAll('tr.lit')].map(n => n.id)") == ["f1"]


def test_boxes_count_as_they_stand(opened: Any) -> None:
    """A browser that comes back to the page may have kept the boxes as they were left."""
    opened.evaluate("document.querySelector('.legend input[value=f]').checked = false; dispatchEvent(new Event('pageshow'))")
    assert opened.get_attribute(".report", "data-hide") == "f"


def test_what_lies_under_a_hidden_kind_is_seen(opened: Any) -> None:
    figure, both = ".report .w.s.f", ".report .w.t.c"
    tint = opened.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--s-tint')")
    red, ink = colour(opened, ".report .w.t:not(.c)"), colour(opened, ".report")
    assert red != colour(opened, both) != ink
    opened.uncheck(".legend input[value=f]")
    assert ground(opened, figure) == tint
    opened.uncheck(".legend input[value=s]")
    assert ground(opened, figure) == "transparent"
    assert colour(opened, both) == red
    opened.uncheck(".legend input[value=e]")
    assert colour(opened, both) == ink


def test_rows_beside_the_text_leave_the_page_where_it_is(browser: Any, tmp_path: Path, report: Report, coded: CodedReport) -> None:
    """Side by side only the text scrolls, within its own frame."""
    path = tmp_path / "long.html"
    longer = msgspec.structs.replace(report, text=report.text + "\nسطر من الكلام." * 60)
    figures = [msgspec.structs.replace(coded.figures[0], id=f"f{n}") for n in range(1, 41)]
    path.write_text(draw(longer, msgspec.structs.replace(coded, figures=figures)), encoding="utf-8")
    tab = browser.new_page(viewport={"width": 1300, "height": 700})
    tab.goto(path.as_uri())
    tab.eval_on_selector(".report", "n => { n.scrollTop = 1e6; }")
    tab.eval_on_selector("tr#f30", "n => n.scrollIntoView({block: 'center', behavior: 'instant'})")
    before = tab.evaluate("scrollY")
    tab.click("tr#f30 td")
    tab.wait_for_timeout(400)
    assert tab.evaluate("scrollY") == before > 0
    assert 0 < tab.eval_on_selector(".report .w.f", "n => n.getBoundingClientRect().top") < 700
    assert tab.is_hidden(".back")
    tab.close()


def test_a_way_back_in_one_column(opened: Any) -> None:
    opened.set_viewport_size({"width": 420, "height": 500})
    assert opened.is_hidden(".back")
    opened.click("tr#p2 td")
    opened.wait_for_timeout(800)
    assert opened.locator("tr#p2").bounding_box()["y"] > 500
    opened.click(".back")
    opened.wait_for_timeout(800)
    assert 0 < opened.locator("tr#p2").bounding_box()["y"] < 500
    assert opened.evaluate("document.activeElement.id") == "p2"
    assert opened.is_hidden(".back")


def test_narrow_screens_have_the_line_as_a_list(opened: Any) -> None:
    assert opened.is_hidden(".timeline > .dated")
    opened.set_viewport_size({"width": 390, "height": 800})
    assert opened.is_hidden(".timeline svg")
    assert "هجوم (سلاح ثقيل) · أبو سليم" in opened.inner_text(".timeline > .dated")
    opened.click(".timeline > .dated a[data-refs=e1]")
    assert "e1" in lit(opened)
    assert opened.evaluate("location.hash") == "#e1"


@pytest.mark.parametrize("width", [780, 1000, 1300])
def test_names_of_days_do_not_overprint(browser: Any, tmp_path: Path, report: Report, coded: CodedReport, width: int) -> None:
    days = [dt.date(1929, 1, 1), dt.date(2019, 4, 16), dt.date(2019, 5, 17)]
    dates = [Date(from_=day, to=day, precision="day") for day in days]
    figures = [msgspec.structs.replace(f, date=date) for f, date in zip(coded.figures, dates, strict=True)]
    path = tmp_path / "old.html"
    path.write_text(draw(report, msgspec.structs.replace(coded, figures=figures)), encoding="utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.goto(path.as_uri())
    boxes = sorted(
        tab.evaluate("[...document.querySelectorAll('text.tick')].map(n => n.getBoundingClientRect()).map(b => [b.left, b.right])")
    )
    shown = [box for box in boxes if box[0] < box[1]]
    assert len(shown) >= 3
    assert all(a[1] < b[0] for a, b in pairwise(shown))
    tab.close()


@pytest.mark.parametrize("width", [320, 390, 800, 1100, 1400])
def test_words_without_end_do_not_run_off_the_side(browser: Any, tmp_path: Path, report: Report, coded: CodedReport, width: int) -> None:
    latin, arabic = "https://example.org/" + "a" * 300, "ب" * 300
    mentions = coded.actors[0].mentions
    long = CodedReport(
        coder="x", title=arabic, outlet=latin, warnings=[latin], published=report.published,
        actors=[Actor(id="a1", name=arabic, name_en=latin, role=arabic, mentions=mentions)],
        places=[Place(id="p1", name=latin, name_en=arabic, mentions=mentions)],
        figures=[msgspec.structs.replace(f, who=arabic, source="a1", place="p1", part_of=None) for f in coded.figures],
        events=[msgspec.structs.replace(e, actors=["a1"], recipients=["a1"], place="p1", source="a1") for e in coded.events],
        statements=[msgspec.structs.replace(coded.statements[0], speaker="a1", content=span(arabic, 0, 300))],
    )  # fmt: skip
    path = tmp_path / "long.html"
    path.write_text(draw(report, long), encoding="utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.goto(path.as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    cells = "[...document.querySelectorAll('th, td, .about, .warning')]"
    assert tab.evaluate(f"{cells}.filter(n => n.scrollWidth > n.clientWidth + 1).length") == 0
    tab.close()


def test_dates_stay_on_one_line(opened: Any) -> None:
    for width in (330, 1060, 1300):
        opened.set_viewport_size({"width": width, "height": 800})
        lines = opened.evaluate("[...document.querySelectorAll('.when span')].map(n => n.getClientRects().length)")
        assert set(lines) == {1}


def test_marks_are_printed_without_grounds_being_asked_for(opened: Any) -> None:
    opened.emulate_media(media="print", color_scheme="dark")
    for selector in (".report .w", ".key span", ".bar"):
        assert opened.eval_on_selector(selector, "n => getComputedStyle(n).printColorAdjust") == "exact"
    assert opened.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ink')") == "#1c2126"
    assert opened.is_hidden(".skip")


def test_kinds_and_light_can_be_told_in_forced_colours(opened: Any) -> None:
    opened.emulate_media(forced_colors="active")
    looks = "n => { const s = getComputedStyle(n); return [s.getPropertyValue('--ground'), s.getPropertyValue('--line'), s.borderBottomStyle].join() }"
    kinds = [".w.f:not(.e, .s)", ".w.e:not(.f, .s)", ".w.s:not(.f, .e)"]
    assert len({opened.eval_on_selector(f".report {kind}", looks) for kind in kinds}) == 3
    mark = ".report .w.f[data-refs~=f3]"
    before = opened.eval_on_selector(mark, looks)
    opened.hover("tr#f3 td")
    assert opened.eval_on_selector(mark, looks) != before
    assert opened.eval_on_selector("tr#f3", "n => getComputedStyle(n).outlineStyle") == "solid"
    opened.hover("h1")
    opened.uncheck(".legend input[value=f]")
    assert opened.eval_on_selector(mark, looks) != before


def test_fingers_find_what_they_tap(opened: Any) -> None:
    """Targets of at least 24 by 24 pixels (WCAG 2.2, AA)."""
    opened.set_viewport_size({"width": 390, "height": 800})
    opened.click("tr#p2 td")
    for selector in (".key input", ".key", "a.count", ".dated a", ".back"):
        for box in [one.bounding_box() for one in opened.locator(selector).all()]:
            assert box["width"] >= 24, selector
            assert box["height"] >= 24, selector


def test_the_tables_are_one_key_away(opened: Any) -> None:
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.className") == "skip"
    opened.keyboard.press("Enter")
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.id") == "f1"


_CONTRAST = """() => {
  const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = (color, under) => {
    paint.globalCompositeOperation = 'source-over';
    paint.fillStyle = `rgb(${under})`; paint.fillRect(0, 0, 1, 1);
    paint.fillStyle = color; paint.fillRect(0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = node => {
    const chain = []; for (let n = node; n; n = n.parentElement) chain.unshift(n);
    let under = [255, 255, 255];
    for (const n of chain) {
      const style = getComputedStyle(n);
      under = rgb(style.backgroundColor, under);
      if (n.classList.contains('w')) under = rgb(style.getPropertyValue('--ground'), under);
    }
    return under;
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || ['SCRIPT', 'STYLE', 'TITLE'].includes(node.tagName.toUpperCase())) continue;
    const style = getComputedStyle(node), under = ground(node);
    const ink = rgb(node.namespaceURI.includes('svg') ? style.fill : style.color, under);
    const [a, b] = [light(ink), light(under)].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) faint.push(`${walker.currentNode.data.trim()}: ${ink} on ${under}`);
  }
  return faint;
}"""
