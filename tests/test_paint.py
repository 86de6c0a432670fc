"""How a page comes up before a reader's eyes: nothing but the style sheet is waited for, and no font moves a text."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

PATHS = ("", "cases/oman/tajawob/", "themes/feedback/")

_WATCH = """
window.shifts = [];
const moved = new PerformanceObserver((list) => window.shifts.push(...list.getEntries()));
moved.observe({ type: "layout-shift", buffered: true });
window.painted = new Promise((known) => new PerformanceObserver(known).observe({ type: "paint", buffered: true }));
"""
_MOVED = """async () => {
    await document.fonts.ready;
    // What the fonts change is laid out in the next frame, and told after it.
    for (let i = 0; i < 3; i++) await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    return {
        fonts: [...document.fonts].filter(({ status }) => status === "loaded").length,
        shifts: window.shifts.slice(window.before).map(({ value }) => value),
    };
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


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize("path", PATHS)
def test_fonts_that_come_late_move_nothing(chromium, address, path, prefix, width):
    context = chromium.new_context(viewport={"width": width, "height": 800}, service_workers="block")
    page = context.new_page()
    page.set_default_timeout(180_000)
    page.add_init_script(_WATCH)
    held, is_held = [], True
    page.route("**/*.woff2", lambda route: held.append(route) if is_held else route.continue_())
    with page.expect_request("**/*.woff2"):
        page.goto(f"{address}{prefix}{path}", wait_until="domcontentloaded")
    page.evaluate("window.painted.then(() => document.readyState)")
    if page.locator("[data-pick]").count():  # the last that a script adds
        page.locator("[data-pick] button").last.wait_for(state="attached")
    page.evaluate("() => { window.before = window.shifts.length; }")
    assert held
    is_held = False
    for route in held:
        route.continue_()
    told = page.evaluate(_MOVED)
    context.close()
    assert told["fonts"] >= 2
    assert told["shifts"] == []
