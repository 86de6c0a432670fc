"""How a page comes up before a reader: only the style sheet is waited for, and what comes later moves nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PATHS = ("", "cases/oman/tajawob/", "themes/feedback/")
SHOWN = pytest.mark.parametrize(
    ("path", "shown"), [("cases/", "[data-bar]"), ("gateway/", ".gate-form"), ("compare/", "[data-add]")]
)

_WATCH = """
window.shifts = [];
window.moved = new PerformanceObserver((list) => window.shifts.push(...list.getEntries()));
window.moved.observe({ type: "layout-shift", buffered: true });
window.painted = new Promise((known) => new PerformanceObserver(known).observe({ type: "paint", buffered: true }));
"""
_MOVED = """async () => {
    await document.fonts.ready;
    // What has changed is laid out in the next frame, and told after it.
    for (let i = 0; i < 3; i++) await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    window.shifts.push(...window.moved.takeRecords());
    return window.shifts.reduce((sum, { value }) => sum + value, 0);
}"""

COMPARED = "compare/?c=bahrain/tawasul&c=oman/tajawob"

# Which of the faces made by scripts/fallbacks.py this machine has a font for, and how wide the page's words are in each
# beside how wide they are in our own.
_WIDTHS = """async () => {
    const words = document.querySelector("main").innerText.match(/[ء-ي]+|[!-~]+/g);
    const samples = { "U+60C-6FF": words.filter((word) => word >= "ء"), "U+20": [" "] };
    const latin = words.filter((word) => word < "ء");
    const context = document.createElement("canvas").getContext("2d");
    function width(family, weight, sample) {
        context.font = `${weight} 100px "${family}"`;
        return sample.reduce((sum, word) => sum + context.measureText(word).width, 0);
    }
    const faces = [...document.fonts].filter(({ family }) => family.includes(" for Tajarib"));
    await Promise.all([...document.fonts].map((face) => face.load().catch(() => {})));
    return faces.map(({ family, weight, status, unicodeRange }) => {
        const sample = samples[unicodeRange] ?? latin;
        const ratio = width(family, weight, sample) / width("Tajarib Sans", weight, sample);
        return [family, weight, unicodeRange.slice(0, 5), status === "loaded", ratio];
    });
}"""


@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize("path", PATHS)
def test_the_first_paint_waits_for_the_style_sheet_alone(open_page, path, prefix):
    page = open_page(prefix + path)
    waited = page.evaluate(
        """performance.getEntriesByType("resource")
            .filter(({ renderBlockingStatus }) => renderBlockingStatus === "blocking").map(({ name }) => name)"""
    )
    assert len(waited) == 1
    assert waited[0].endswith(".css")


@pytest.mark.parametrize("prefix", ["", "en/"])
@SHOWN
def test_what_a_script_shows_has_had_its_place_from_the_start(chromium, address, path, shown, prefix):
    """However late the script comes: it is held back until the page has been painted without it, and has its fonts."""
    page = chromium.new_page(viewport={"width": 1280, "height": 800}, service_workers="block")
    page.set_default_timeout(180_000)
    page.add_init_script(_WATCH)
    held, is_painted = [], False
    page.route("**/assets/*.js", lambda route: route.continue_() if is_painted else held.append(route))
    page.goto(address + prefix + path, wait_until="commit")
    page.evaluate("window.painted.then(() => {})")
    expect(page.locator(shown)).to_be_hidden()
    before = page.evaluate(_MOVED)
    is_painted = True
    for route in held:
        route.continue_()
    expect(page.locator(shown)).to_be_visible()
    assert held
    assert page.evaluate(_MOVED) - before < 0.02
    page.close()


@SHOWN
def test_without_javascript_no_place_is_kept_for_it(open_page, path, shown):
    assert open_page(path, java_script_enabled=False).locator(shown).bounding_box() is None


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("prefix", ["", "en/"])
def test_cases_that_come_to_be_compared_move_nothing(chromium, address, prefix, width):
    """However late: the script is held back until the page has been painted, the cases until the script has run."""
    page = chromium.new_page(viewport={"width": width, "height": 800}, service_workers="block")
    page.set_default_timeout(180_000)
    page.add_init_script(_WATCH)
    scripts, cases = [], []
    page.route("**/assets/*.js", lambda route: route.continue_() if scripts is None else scripts.append(route))
    page.route("**/compare/cases/**", lambda route: route.continue_() if cases is None else cases.append(route))
    page.goto(address + prefix + COMPARED, wait_until="commit")
    page.evaluate("window.painted.then(() => {})")
    before = page.evaluate(_MOVED)
    held, scripts = scripts, None
    for route in held:
        route.continue_()
    expect(page.locator("[data-note]")).to_be_visible()
    expect(page.locator(".browse")).to_be_hidden()
    page.evaluate(_MOVED)
    held, cases = cases, None
    for route in held:
        route.continue_()
    expect(page.locator("table.compare td").first).to_be_visible()
    expect(page.locator(".browse")).to_be_visible()
    expect(page.locator("[data-note]")).to_be_hidden()
    assert page.evaluate(_MOVED) - before < 0.02
    page.close()


def test_where_the_script_is_lost_the_lists_show_all_the_same(chromium, address):
    page = chromium.new_page(service_workers="block")
    page.route("**/assets/*.js", lambda route: route.abort())
    page.goto(address + COMPARED)
    expect(page.locator(".browse")).to_be_visible(timeout=180_000)
    page.close()


def _fonts_for(widths, start):
    return {family for family, _, ranges, is_here, _ in widths if is_here and ranges.startswith(start)}


@pytest.mark.parametrize(("prefix", "start"), [("", "U+60C"), ("en/", "U+21")])
def test_fonts_that_readers_have_are_made_as_wide_as_our_own(open_page, prefix, start):
    page = open_page(prefix + PATHS[1])
    widths = page.evaluate(_WIDTHS)
    family = page.evaluate("getComputedStyle(document.body).fontFamily")
    assert widths and all(f'"{name}"' in family for name, *_ in widths)
    if not (here := _fonts_for(widths, start)):
        pytest.skip("this machine has none of the fonts that scripts/fallbacks.py knows for this script")
    for name, weight, ranges, is_here, ratio in widths:
        if is_here and name in here and ranges.startswith((start, "U+20")):
            assert ratio == pytest.approx(1, abs=0.04), f"{name} {weight} {ranges}"


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("prefix", ["", "en/"])
def test_fonts_that_come_late_make_a_page_hardly_longer(chromium, address, prefix, width):
    """Measured over the whole of a long page: one line more where a reader is just looking is up to chance."""
    page = chromium.new_page(viewport={"width": width, "height": 800}, service_workers="block")
    page.set_default_timeout(180_000)
    held, is_read = [], False
    page.route("**/*.woff2", lambda route: route.continue_() if is_read else held.append(route))
    with page.expect_request("**/*.woff2"):
        page.goto(address + prefix + PATHS[1], wait_until="domcontentloaded")
    before = page.evaluate("document.documentElement.scrollHeight")
    is_read = True
    for route in list(held):
        route.continue_()
    widths = page.evaluate(_WIDTHS)
    after = page.evaluate("document.fonts.ready.then(() => document.documentElement.scrollHeight)")
    page.close()
    assert widths
    if not all(_fonts_for(widths, start) for start in ("U+60C", "U+21")):
        pytest.skip("this machine lacks the fonts that scripts/fallbacks.py knows")
    assert after == pytest.approx(before, rel=0.01)
