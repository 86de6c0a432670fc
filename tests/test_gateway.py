"""The unified gateway: what it covers, that every address is a record's, and that it can be narrowed."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
import yaml
from playwright.sync_api import expect

from projects import ROOT
from tajarib import gateway, indicators
from tajarib.catalogue import catalogue

LANGUAGES = (("", "ar"), ("en/", "en"))
NAMED = {"national-portal", "super-app", "digital-id", "complaints", "open-data", "e-participation", "business"}
NAMED |= {"e-visa", "health", "traffic", "tax", "customs", "consumer", "cert", "anti-corruption", "authority"}
"""The tasks that the gateway was asked for."""


@pytest.fixture(scope="module")
def repository():
    return yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["extra"]["repository"]


def outward(html):
    return {link.replace("&amp;", "&") for link in re.findall(r'<a [^>]*?href="(https?://[^"]+)"', html)}


def test_twelve_tasks_by_six_states(library):
    """At least 60 of the 72 cells have an address that a source states."""
    states = indicators.states(library)
    assert len(states) == 6
    covered = {
        task: sum(
            any(entry.channel.address and entry.address_sources for entry in found)
            for state in states
            if (found := gateway.entries(library, task=task, country=state))
        )
        for task in library.taxonomy.tasks
    }
    assert set(covered) >= NAMED
    assert sum(sorted(covered.values(), reverse=True)[:12]) >= 60


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_pages_link_to_addresses_of_the_records_only(site, library, repository, prefix):
    pages = [*(site / prefix / "gateway").rglob("index.html")]
    assert len(pages) == 1 + len(library.taxonomy.tasks) + len(library.countries)
    everything = gateway.entries(library)
    addresses = {entry.channel.address for entry in everything if entry.channel.address}
    sources = {source.url for entry in everything for source in (*entry.sources, *entry.address_sources)}
    found = set()
    for path in pages:
        links = outward(path.read_text("utf-8"))
        found |= links
        assert {link for link in links if not link.startswith(repository)} <= addresses | sources, path
    assert addresses <= found


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
def test_every_entry_is_on_the_page_of_its_task_and_of_its_state(site, library, prefix, language):
    for entry in gateway.entries(library):
        for address in (f"gateway/task/{entry.channel.task}", f"gateway/{entry.country}"):
            html = (site / prefix / address / "index.html").read_text("utf-8")
            (article,) = re.findall(rf'<article class="channel" id="{entry.anchor}">(.*?)</article>', html, re.DOTALL)
            links = outward(article)
            assert {source.url for source in entry.sources} <= links
            assert (entry.channel.address in links) == bool(entry.channel.address)
            unstated = {"ar": "غير مذكور", "en": "not stated"}[language]
            gaps = [not entry.channel.audience, not entry.channel.languages, entry.channel.sign_in is None]
            assert article.count(unstated) == sum(gaps)


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
def test_what_was_not_found_is_said(site, library, prefix, language):
    words = {
        "ar": ("بُحث عنها في نسخ محفوظة", "لم يُبحث عنها بعد", "لا مدخل بعد"),
        "en": ("Looked for and not found", "Not looked for yet", "No entry yet"),
    }[language]
    for task in library.taxonomy.tasks:
        html = (site / prefix / "gateway" / "task" / task / "index.html").read_text("utf-8")
        for country in library.countries:
            (section,) = re.findall(rf'<section [^>]*aria-labelledby="{country}">(.*?)</section>', html, re.DOTALL)
            absent = gateway.absence(library, task, country)
            if gateway.entries(library, task=task, country=country):
                assert absent is None
                assert 'class="channel"' in section
            elif absent is None:
                assert words[2] in section
            else:
                assert words[0 if absent.searched else 1] in section


@pytest.mark.parametrize(
    ("prefix", "words"), [("", "لا تدير هذه المكتبة حكومة"), ("en/", "This library is run by no government")]
)
def test_every_page_says_that_it_is_not_the_government(site, prefix, words):
    for path in (site / prefix / "gateway").rglob("index.html"):
        assert words in path.read_text("utf-8")


def test_an_entry_knows_the_source_of_its_address(minimal):
    library = catalogue(minimal, (), minimal.day, drafts=False)
    portal, desk = gateway.entries(library, country="oman")
    assert [source.url for source in portal.sources] == ["https://source.example/1"]
    assert [source.url for source in portal.address_sources] == ["https://source.example/2"]
    assert (desk.channel.address, desk.address_sources) == (None, ())
    assert portal.anchor == "oman-example-portal"
    assert gateway.absence(library, "tax", "qatar").searched
    assert gateway.absence(library, "tax", "oman") is None


@pytest.mark.browser
@pytest.mark.parametrize(
    ("prefix", "who", "count"), [("", "من أنا", r"^\d+ (قناة|قنوات)$"), ("en/", "Who I am", r"^\d+ channels$")]
)
def test_the_table_narrows_and_keeps_it_in_the_address(open_page, library, prefix, who, count):
    page = open_page(f"{prefix}gateway/")
    page.get_by_label(who).select_option("visitor")
    page.locator("select[name=state]").select_option("bahrain")
    page.wait_for_url("**?who=visitor&state=bahrain")
    shown = page.locator(".gate li:visible")
    fit = [
        entry
        for entry in gateway.entries(library, country="bahrain")
        if not entry.channel.audience or "visitor" in entry.channel.audience
    ]
    expect(shown).to_have_count(len(fit))
    unsure = sum(not entry.channel.audience for entry in fit)
    expect(page.locator(".gate li.is-unsure:visible")).to_have_count(unsure)
    expect(page.locator("[data-unsure]")).to_be_visible()
    expect(page.locator("[data-count]")).to_have_text(re.compile(count))
    page.locator("select[name=task]").select_option("e-visa")
    page.reload()
    expect(page.locator("tr[data-task]:visible")).to_have_count(1)
    link = page.locator(".gate li:visible a")
    assert urlsplit(link.get_attribute("href")).hostname == "www.evisa.gov.bh"


@pytest.mark.browser
def test_the_table_is_there_without_javascript(open_page, library):
    page = open_page("gateway/", java_script_enabled=False)
    expect(page.locator(".gate-form")).to_be_hidden()
    expect(page.locator(".gate li:visible")).to_have_count(len(gateway.entries(library)))
    page.locator(".gate tbody th a").nth(3).click()
    expect(page.locator("h1")).to_have_text(list(library.taxonomy.tasks.values())[3].name.ar)


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["gateway/", "en/gateway/", "gateway/task/complaints/", "en/gateway/saudi-arabia/"])
def test_no_page_is_wider_than_its_window(turn_to, path, width):
    page = turn_to(path, width=width)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
