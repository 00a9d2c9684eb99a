"""The page in a real browser: lighting, keyboard, narrow screens, letters joined across borders, contrast."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from marsad.export.page import page as draw
from marsad.records import CodedReport, Report, Statement, span

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
