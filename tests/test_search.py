"""Search, in a real browser on this project's own site: what is found, what is shown, what it weighs."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from playwright.sync_api import expect

from conftest import TESTS
from recall import ENOUGH, QUERIES, recall
from tajarib.i18n import strings
from tajarib.search import fragment
from weights import BUDGETS, asked_for, first_search

pytestmark = pytest.mark.browser
expect.set_options(timeout=120_000)


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_queries_find_an_expected_case_among_the_first_five(chromium, site, address, path, record_property, capsys):
    found = recall(chromium, site, address, path)
    record_property("found", f"{found.found}/{found.asked}")
    with capsys.disabled():
        print(f"\n{path.name}: {found}", *found.missed.items(), sep="\n  ")
    assert found.share >= ENOUGH, found.missed


def test_the_queries_written_with_the_code_are_many_and_half_arabic():
    groups = yaml.safe_load((TESTS / "data" / "queries.yml").read_text("utf-8"))
    queries = [query for group in groups.values() for query in group["queries"]]
    assert len(queries) >= 100
    assert sum(bool(re.search("[ء-ي]", query)) for query in queries) >= len(queries) / 2


@pytest.mark.parametrize(("prefix", "query"), [("", "شكاوى"), ("en/", "identity")])
def test_a_result_shows_title_place_summary_and_section(open_page, prefix, query):
    page = open_page(f"{prefix}search/?q={query}")
    first = page.locator("[data-results] > li").first
    expect(first.locator("a").first).to_have_text(re.compile(r"\S{2,}"))
    expect(first.locator(".result-where")).to_have_text(re.compile(r"\S+ · \S+"))
    expect(page.locator("[data-results] > li")).not_to_have_count(0)
    section = page.locator(".result-section").first
    target = section.get_attribute("href")
    assert re.search(r"/cases/[a-z-]+/[a-z0-9-]+/#[a-z-]+$", target)
    section.click()
    expect(page.locator(f"#{target.split('#')[1]}")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("prefix", "query", "case"),
    [
        ("en/", "أبشر", "saudi-arabia/absher"),
        ("", "absher", "saudi-arabia/absher"),
        ("", "تجاوب", "oman/tajawob"),
        ("en/", "Metrash 2", "qatar/metrash"),
        ("", "بيان", "oman/bayan-customs"),
        ("", "تم", "uae/tamm"),
        ("", "منصة تم", "uae/tamm"),
        ("en/", "UAEPASS", "uae/uae-pass"),
    ],
)
def test_names_come_first(open_page, prefix, query, case):
    page = open_page(f"{prefix}search/?q={query}")
    first = page.locator("[data-results] > li").first.locator("a").first
    expect(first).to_have_attribute("href", re.compile(rf"/{prefix}cases/{case}/$"))


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_no_key_is_ever_seen(open_page, prefix):
    page = open_page(f"{prefix}search/")
    for query in ("شكاوى", "identity", "Tajawub", "2014", "zzqqxxzz"):
        page.get_by_role("searchbox").fill(query)
        page.get_by_role("searchbox").press("Enter")
        expect(page.locator("[data-count]")).to_have_text(re.compile(r"\S"))
        page.wait_for_load_state("networkidle")
        assert "þ" not in page.locator("main").inner_html()


def test_nothing_kept_for_results_holds_a_key(site):
    fragments = [fragment(path.read_bytes()) for path in (site / "pagefind").glob("*/fragment/*")]
    assert fragments
    assert not [shown["url"] for shown in fragments if "þ" in json.dumps(shown, ensure_ascii=False)]
    assert not [path for path in site.rglob("*.html") if "þ" in path.read_text("utf-8")]


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_choices_are_counted(open_page, prefix):
    """Each count is what choosing it gives; and all of a facet's together are all results."""
    page = open_page(f"{prefix}search/?q=complaint")
    expect(page.locator("[data-results] > li").first).to_be_visible()
    total = int(re.search(r"\d+", page.locator("[data-count]").inner_text())[0])
    options = page.locator("select[name=country] option")
    counts = {
        option.get_attribute("value"): int(re.search(r"\((\d+)\)$", option.inner_text())[1]) for option in options.all()
    }
    assert counts.pop("") == total == sum(counts.values())
    country, count = max(counts.items(), key=lambda item: item[1])
    page.locator("select[name=country]").select_option(country)
    page.wait_for_url(f"**country={country}*")
    expect(page.locator("[data-count]")).to_have_text(re.compile(rf"^\D*{count}\D*$"))
    themes = page.locator("select[name=theme] option").all_inner_texts()
    assert re.search(rf"\({count}\)$", themes[0])


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_more_results_are_a_button_away(open_page, prefix):
    page = open_page(f"{prefix}search/?q=identity")
    results = page.locator("[data-results] > li")
    expect(results).to_have_count(10)
    page.locator("[data-more]").click()
    expect(results.nth(10).locator("a").first).to_be_focused()
    assert results.count() > 10


@pytest.mark.parametrize(("prefix", "query"), [("", "ضضتجاوبضض"), ("en/", "qqtajawobqq")])
def test_finding_nothing_leads_to_what_looks_alike(open_page, prefix, query):
    page = open_page(f"{prefix}search/?q={query}")
    expect(page.locator("[data-count]")).to_contain_text(query)
    near = page.locator("[data-nearest] a").first
    expect(near).to_be_visible()
    near.click()
    expect(page.locator("[data-results] > li").first).to_be_visible()


def refuse_webassembly(page):
    """Open pages as a server would send them whose policy forbids WebAssembly."""

    def forbid(route):
        answer = route.fetch()
        policy = "'wasm-unsafe-eval'"
        assert policy in answer.text()
        route.fulfill(response=answer, body=answer.text().replace(policy, ""))

    page.route("**/search/**", forbid)


def lose_pagefind(page):
    page.route("**/pagefind/*/pagefind.js", lambda route: route.abort())


@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize("hinder", [refuse_webassembly, lose_pagefind])
def test_where_search_cannot_run_the_page_says_so_and_leads_to_all_cases(chromium, address, hinder, prefix):
    page = chromium.new_page(service_workers="block")
    hinder(page)
    page.goto(f"{address}{prefix}search/?q=identity")
    t = strings("en" if prefix else "ar")
    expect(page.get_by_role("status")).to_have_text(
        t("The search could not be loaded. The lists below hold every case.")
    )
    page.locator("[data-browse]").get_by_role("link", name=t("All cases")).click()
    page.wait_for_url(f"**/{prefix}cases/")
    page.close()


@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize("part", ["index/*.pf_index", "fragment/*.pf_fragment", "*.pf_meta"])
@pytest.mark.parametrize("hinder", ["lost", "refused"])
def test_a_part_of_the_search_that_was_lost_is_told_and_can_be_had_again(chromium, address, prefix, part, hinder):
    """Pagefind itself takes a lost part of its index for an empty one, and finds nothing in it."""
    page = chromium.new_page(service_workers="block")
    lost = []

    def lose(route):
        if lost:
            route.continue_()
            return
        lost.append(route.request.url)
        if hinder == "lost":
            route.abort()
        else:
            route.fulfill(status=503, body="busy")

    page.route(f"**/pagefind/**/{part}", lose)
    page.goto(f"{address}{prefix}search/?q=tajawob")
    t = strings("en" if prefix else "ar")
    again = page.get_by_role("button", name=t("Try again"))
    expect(again).to_be_visible()
    told = t("The search could not be loaded. The lists below hold every case.")
    if part.endswith("index"):
        told = t("Not all of the search could be loaded: cases may be missing here. The lists below hold every case.")
    expect(page.get_by_role("status")).to_contain_text(told)
    expect(page.get_by_role("status")).not_to_contain_text("tajawob")  # as what was not found
    again.click()
    expect(page.locator("[data-results] > li").first).to_contain_text("«تجاوب»" if not prefix else "Tajawob")
    expect(again).to_be_hidden()
    assert len(lost) == 1
    page.close()


def test_screen_readers_hear_the_count(open_page):
    page = open_page("en/search/?q=complaints")
    status = page.get_by_role("status")
    expect(status).to_have_text(re.compile(r"^\d+ results$"))
    page.get_by_role("searchbox").fill("")
    expect(status).to_have_text("")


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_keyboard_alone(open_page, prefix):
    """From any page: "/" into the field, Enter to the results, arrows through them, Escape back and away."""
    page = open_page(f"{prefix}cases/oman/tajawob/")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("gov.om")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{prefix}search/?q=gov.om")
    links = page.locator("[data-results] > li > a:first-of-type")
    expect(links.first).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(links).to_have_count(0)


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_header_leads_to_the_search_without_javascript(open_page, prefix):
    page = open_page(f"{prefix}cases/oman/tajawob/", java_script_enabled=False)
    page.get_by_role("searchbox").fill("شكوى")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url(lambda url: unquote(urlsplit(url).query) == "q=شكوى")
    expect(page.locator("[data-browse] a").first).to_be_visible()


def test_on_a_phone_the_header_has_a_link(open_page):
    page = open_page("en/cases/oman/tajawob/", width=320)
    expect(page.get_by_role("searchbox")).to_have_count(0)
    page.keyboard.press("/")
    page.wait_for_url("**/en/search/")


@pytest.mark.parametrize("path", ["", "cases/oman/tajawob/", "search/"])
def test_nothing_of_search_is_loaded_before_it_is_used(open_page, site, address, path):
    page = open_page("about/")
    files = asked_for(page, site, address)
    page.goto(f"{address}en/{path}")
    page.wait_for_load_state("networkidle")
    assert files
    assert not [name for name in files if name.startswith("pagefind") or "finder" in name or "arabic." in name]


@pytest.mark.parametrize(("prefix", "query"), [("", "شكاوى"), ("en/", "complaints")])
def test_the_first_search_keeps_its_budget(open_page, site, address, prefix, query, capsys):
    files = first_search(open_page(f"{prefix}search/"), site, address, query)
    with capsys.disabled():
        print(f"\n{query}: {sum(files.values()):,} bytes in {len(files)} files")
    assert any(name.endswith(".pf_index") for name in files)
    assert sum(files.values()) <= BUDGETS["first_search"], files
