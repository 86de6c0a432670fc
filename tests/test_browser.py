"""What readers do, in a real browser, on this project's own site."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from projects import ROOT
from tajarib.learning import read_learning
from tajarib.pages import Lens, pages

pytestmark = pytest.mark.browser
expect.set_options(timeout=120_000)

WIDTHS = (320, 1280)
ADDRESSES = ("", "cases/", "cases/bahrain/tawasul/", "countries/", "countries/oman/", "themes/", "themes/feedback/")
ADDRESSES += ("search/?q=tawasul", "about/", "methodology/", "contribute/", "contribute/rules/")
ADDRESSES += ("contribute/reference/",)
ADDRESSES += ("blocks/", "blocks/identity/", "timeline/", "cases/status/live/", "compare/")
ADDRESSES += ("compare/?c=bahrain/tawasul&c=oman/tajawob",)
ADDRESSES += ("gateway/", "gateway/task/complaints/", "gateway/uae/")
ADDRESSES += ("readiness/#law=y&mandate=n", "readiness/worksheet/", "assistance/", "about/2013/")
ADDRESSES += ("cases/oman/tajawob/brief/",)
ADDRESSES += ("data/",)
ADDRESSES += ("contribute/form/?case=oman/tajawob",)
ADDRESSES += ("learn/", "learn/feedback/", "learn/feedback/handout/", "learn/feedback/facilitator/")
ADDRESSES += ("status/", "offline/")
ELSEWHERE = {"404.html", "broken.html"}
"""Templates of pages that no list has: test_access and test_delivery look at the one, test_preview at the other."""


def test_every_template_is_among_them(library):
    learning, _ = read_learning(ROOT, library)
    lens = Lens(replace(library, learning=learning), "ar")
    templates = {page.address: page.template for page in pages([lens])}
    addresses = (address.partition("?")[0].partition("#")[0] for address in ADDRESSES)
    walked = {templates.get(address, "page.html") for address in addresses}  # what no list has is written by hand
    of_pages = {
        path.name
        for path in (ROOT / "overrides").glob("*.html")
        if '{% extends "base.html" %}' in path.read_text("utf-8")
    }
    assert walked == of_pages - ELSEWHERE


@pytest.mark.parametrize(
    ("prefix", "title", "problem"),
    [
        ("", "ما بنته ست حكومات خليجية", "تصلنا آلاف الشكاوى على الورق"),
        ("en/", "What six Gulf governments built", "Thousands of complaints"),
    ],
)
def test_home_leads_to_a_case(open_page, prefix, title, problem):
    page = open_page(prefix)
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    page.get_by_role("link", name=problem).click()
    page.locator(".card-title a").first.click()
    expect(page.locator("article.case h1")).to_be_visible()
    assert re.search(rf"/{prefix}cases/[a-z-]+/[a-z0-9-]+/$", page.url)


def test_language_switch_stays_on_the_case_and_the_section(open_page, address):
    page = open_page("cases/oman/tajawob/")
    page.evaluate("document.getElementById('lessons').scrollIntoView({behavior: 'instant'})")
    page.get_by_role("link", name="English", exact=True).click()
    page.wait_for_url(f"{address}en/cases/oman/tajawob/#lessons")
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    # The page may glide there: go on when it has arrived. (The policy of pages forbids the eval in wait_for_function.)
    page.evaluate(
        """new Promise((done) => {
            const lessons = document.getElementById("lessons");
            const look = () => {
                if (Math.abs(lessons.getBoundingClientRect().top - 72) < 8) done();
                else requestAnimationFrame(look);
            };
            look();
        })"""
    )
    page.get_by_role("link", name="العربية", exact=True).click()
    page.wait_for_url(f"{address}cases/oman/tajawob/#lessons")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


@pytest.mark.parametrize(
    ("prefix", "query", "case"),
    [
        ("", "شكاوى", "cases/oman/tajawob/"),
        ("", "الهوية الرقمية", "cases/uae/uae-pass/"),
        ("", "uae pass", "cases/uae/uae-pass/"),
        ("en/", "complaints", "en/cases/oman/tajawob/"),
        ("en/", "تجاوب", "en/cases/oman/tajawob/"),
    ],
)
def test_search_from_the_home_page(open_page, address, prefix, query, case):
    page = open_page(prefix)
    page.get_by_role("searchbox").fill(query)
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url(f"{address}{prefix}search/?q=*")
    results = page.locator("[data-results][aria-busy='false'] > li > a:first-of-type")
    expect(results.first).to_be_visible()
    hrefs = [urlsplit(href).path.lstrip("/") for href in results.evaluate_all("links => links.map(a => a.href)")]
    assert case in hrefs[:8]
    expect(page.locator("[data-count]")).to_have_text(re.compile(r"\S"))


def test_search_narrows_and_keeps_it_in_the_address(open_page):
    page = open_page("search/?q=خدمات")
    results = page.locator("[data-results] > li")
    expect(results.first).to_be_visible()
    page.get_by_label("الدولة").select_option("oman")
    page.wait_for_url("**country=oman")
    expect(page.locator(".result-where").first).to_contain_text("عُمان")
    for where in page.locator(".result-where").all_inner_texts():
        assert "عُمان" in where
    page.reload()
    expect(page.locator(".result-where").first).to_contain_text("عُمان")


def test_search_that_finds_nothing_leads_somewhere(open_page):
    page = open_page("en/search/?q=zzqqxxzz")
    expect(page.locator("[data-count]")).to_contain_text("Nothing was found")
    expect(page.get_by_role("link", name="All cases").last).to_be_visible()


def test_search_by_keyboard(open_page):
    page = open_page("en/cases/oman/tajawob/")
    page.keyboard.press("/")
    page.keyboard.type("identity")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=identity")
    page.get_by_role("searchbox").focus()
    expect(page.locator("[data-results] a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-results] > li:first-child > a:first-of-type")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox")).to_have_value("")


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_citation_leads_to_its_source_and_back(open_page, prefix):
    page = open_page(f"{prefix}cases/qatar/metrash/")
    cite = page.locator(".prose .cite a").first
    anchor, target = cite.get_attribute("id"), cite.get_attribute("href")
    cite.click()
    expect(page.locator(target)).to_be_in_viewport()
    page.locator(f'{target} .backs a[href="#{anchor}"]').click()
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize("path", ADDRESSES)
def test_no_page_is_wider_than_its_window(turn_to, path, prefix, width):
    page = turn_to(prefix + path, width=width)
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over == 0


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_menu_on_a_phone(open_page, prefix):
    page = open_page(f"{prefix}cases/oman/tajawob/", width=320)
    expect(page.locator(".menu")).to_be_hidden()
    page.locator(".menu-small summary").click()
    page.locator(".menu-small ul a").nth(1).click()
    page.wait_for_url("**/countries/")


def test_everything_is_there_without_javascript(open_page):
    page = open_page("cases/uae/uae-pass/", java_script_enabled=False)
    expect(page.locator("#went-wrong")).to_be_visible()
    expect(page.locator(".figure").first).to_be_visible()
    page.locator(".site-foot").get_by_role("link", name="بحث").click()
    expect(page.locator("[data-browse] a").first).to_be_visible()


def test_dark_and_light_are_kept(open_page):
    page = open_page("en/", color_scheme="light")
    page.get_by_role("button", name="Dark or light").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.goto(page.url + "cases/")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.get_by_role("button", name="Dark or light").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "light"


def test_the_first_tab_stop_skips_to_the_content(open_page):
    page = open_page("en/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
