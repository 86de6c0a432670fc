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
