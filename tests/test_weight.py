"""What pages weigh over the wire: every page of this project's own site keeps the budget of its kind (budgets.yml)."""

from __future__ import annotations

import pytest

from weights import BUDGETS, Page, brotlied, first_visit, gzipped, kind, pages


def over(page, what, files):
    """Return what is wrong where *files* are heavier together than the page may be: which page, how much, by what."""
    total, budget = sum(files.values()), page.kind[what]
    if total <= budget:
        return []
    heaviest = sorted(files.items(), key=lambda item: -item[1])[:4]
    parts = ", ".join(f"{name} {size:,}" for name, size in heaviest)
    return [f"{page.path} ({page.kind['kind']}): {what} {total:,} bytes, allowed {budget:,}: {parts}"]


def test_every_page_keeps_the_budget_of_its_kind(site):
    told = []
    for page in pages(site):
        path = site / page.path
        told += over(page, "gzip", {page.path: gzipped(path)})
        told += over(page, "brotli", {page.path: brotlied(path)})
        told += over(page, "first_visit", first_visit(site, page.path))
    assert not told, "\n".join(told)


def test_the_budgets_are_those_promised():
    kinds = {one["kind"]: one for one in BUDGETS["pages"]}
    promised = {"home": 100_000, "case": 90_000, "cases": 150_000}
    assert {name: kinds[name]["first_visit"] for name in promised} == promised
    assert kinds["case"]["brotli"] <= 14_000
    assert BUDGETS["first_search"] <= 150_000


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"a.html": 500, "b.css": 500}, []),
        (
            {"en/index.html": 300, "assets/style.css": 900},
            ["en/index.html (home): first_visit 1,200 bytes, allowed 1,000: assets/style.css 900, en/index.html 300"],
        ),
    ],
)
def test_a_page_that_goes_over_is_named_with_the_files_that_did_it(files, told):
    page = Page("en/index.html", {"kind": "home", "first_visit": 1_000})
    assert over(page, "first_visit", files) == told


def test_a_page_of_no_kind_is_told():
    with pytest.raises(LookupError, match=r"/news/today/"):
        kind("news/today/")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("", "home"),
        ("cases/", "cases"),
        ("cases/oman/tajawob/", "case"),
        ("cases/status/live/", "list"),
        ("cases/oman/tajawob/brief/", "brief"),
        ("cases/sdg/16-6/page/2/", "list"),
    ],
)
def test_the_kind_of_a_page_follows_from_its_address(address, name):
    assert kind(address)["kind"] == name
