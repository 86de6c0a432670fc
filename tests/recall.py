"""How many of the query sets' queries find an expected case among the first five, in a browser on a finished site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from playwright.sync_api import Browser

QUERIES = sorted((Path(__file__).parent / "data").glob("queries*.yml"))
"""The sets: that written with the code, and that written and kept apart by someone who had not read it."""

ENOUGH = 0.95

_PREFIX = {"ar": "", "en": "en/"}

# The page's own module, asked as the page asks it.
_ASK = """async ([module, folder, queries]) => {
    const { openFinder, describe } = await import(module);
    const finder = await openFinder(new URL(folder));
    const answers = {};
    for (const query of queries) {
        const found = await finder.find(query);
        const first = await Promise.all(found.slice(0, 5).map(describe));
        answers[query] = first.map(({ url }) => url);
    }
    return answers;
}"""


@dataclass(frozen=True)
class Recall:
    """What came of one set of queries."""

    asked: int
    missed: Mapping[tuple[str, str], list[str]]
    """By the group and the query, the ids that came instead."""

    @property
    def found(self) -> int:
        return self.asked - len(self.missed)

    @property
    def share(self) -> float:
        return self.found / self.asked

    def __str__(self) -> str:
        return f"{self.found} of {self.asked} queries, {self.share:.1%}"


def recall(browser: Browser, site: Path, address: str, queries: Path) -> Recall:
    """Ask the queries of one set of the *site* that is served at *address*."""
    asked, missed = 0, {}
    for name, group in yaml.safe_load(queries.read_text("utf-8")).items():
        answers = _first_five(browser, site, address, group["site"], list(group["queries"]))
        asked += len(answers)
        for query, cases in group["queries"].items():
            if not set(cases) & set(answers[query]):
                missed[name, query] = answers[query]
    return Recall(asked, missed)


def _first_five(browser: Browser, site: Path, address: str, language: str, queries: list[str]) -> dict[str, list[str]]:
    """Return the ids of each query's first five cases."""
    (module,) = (site / "assets").glob("finder.*.js")
    page = browser.new_page()
    page.goto(f"{address}{_PREFIX[language]}search/")
    answers = page.evaluate(_ASK, [f"{address}assets/{module.name}", f"{address}pagefind/{language}/", queries])
    page.close()
    return {query: [url.split("cases/")[1].strip("/") for url in urls] for query, urls in answers.items()}
