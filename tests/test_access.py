"""Access for all: axe, with no rule switched off, finds nothing on any template, in both languages, light and dark."""

from __future__ import annotations

from importlib.resources import files

import pytest

from test_browser import ADDRESSES

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


# Each language, width and scheme with each other: four views of a page show what eight would.
VIEWS = (("", 320, "dark"), ("", 1280, "light"), ("en/", 320, "light"), ("en/", 1280, "dark"))


@pytest.mark.parametrize(("prefix", "width", "scheme"), VIEWS)
@pytest.mark.parametrize("path", [*ADDRESSES, "404.html"])
def test_axe_finds_nothing(open_page, path, prefix, width, scheme):
    if path == "404.html" and prefix:
        pytest.skip("there is one 404 page for both languages")
    page = open_page(prefix + path, width=width, color_scheme=scheme, reduced_motion="reduce")
    if path.startswith("search"):
        page.locator("[data-results] a").first.wait_for()
    if path.startswith("compare/?"):
        page.locator("table.compare td").first.wait_for()
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert not [
        (violation["id"], node["html"][:120], node["failureSummary"])
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
