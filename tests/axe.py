"""What axe finds in a page, with no rule switched off."""

from __future__ import annotations

from importlib.resources import files

from playwright.sync_api import Page

_AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
# By itself axe writes down the HTML of all that it looks at, the whole page among it; here only of what is wrong.
_RUN = """async () => {
    axe.configure({ noHtml: true });
    const { violations } = await axe.run(document, { resultTypes: ["violations"], elementRef: true });
    return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ element, failureSummary }) => [id, element?.outerHTML.slice(0, 120), failureSummary]));
}"""


def violations(page: Page) -> list[list[str]]:
    """Return (rule, element, what is wrong with it) for each element of *page* that breaks a rule."""
    page.evaluate(_AXE)
    return page.evaluate(_RUN)
