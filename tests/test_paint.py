"""How a page comes up before a reader's eyes: nothing but the style sheet is waited for, and no script moves a text."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PATHS = ("", "cases/oman/tajawob/", "themes/feedback/")

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
@pytest.mark.parametrize(("path", "shown"), [("cases/", "[data-bar]"), ("gateway/", ".gate-form")])
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


@pytest.mark.parametrize(("path", "shown"), [("cases/", "[data-bar]"), ("gateway/", ".gate-form")])
def test_without_javascript_no_place_is_kept_for_it(open_page, path, shown):
    assert open_page(path, java_script_enabled=False).locator(shown).bounding_box() is None
