"""No page grows with the corpus but those that must: the sites of 200 and of 260 cases, page for page.

Nearly all cases are clones of one, so that every list is longer than a page in both. What the second site shows over
several pages is then looked at in a browser.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from fnmatch import fnmatch

import pytest
from playwright.sync_api import expect

from conftest import MINIMAL
from projects import make_project, run
from server import served
from tajarib.catalogue import catalogue
from tajarib.corpus import read_corpus
from tajarib.i18n import strings
from tajarib.pages.paging import LENGTH
from weights import BUDGETS

FEW, MANY = 200, 260
PAGES = 3
MAY_GROW = (
    # The whole library as data, and what lists every page.
    *("api/v1/*", "*llms.txt", "sitemap.xml", "*status/index.html", "data/catalogue.jsonld"),
    # What is fetched when a reader first chooses, answers or searches.
    *("assets/cases-*.json", "assets/readiness-*.json", "compare/cases/??/*.json", "pagefind/*"),
    "*contribute/form/cases.json",
)


def clone(folder, count):
    """Write *count* cases into *folder*: those of the minimal corpus, one of them over and over under other names."""
    shutil.copytree(MINIMAL, folder)
    originals = sorted((folder / "cases" / "oman" / "feedback").glob("*.md"))
    for number in range(2, count):
        for path in originals:
            slug, language, suffix = path.name.split(".")
            text = re.sub('(?m)^(title: .*?)("?)$', rf"\1 {number:03}\2", path.read_text("utf-8"), count=1)
            text = re.sub("(?m)^(relations|formerly):.*\n(?:(?: |- ).*\n)*", "", text)
            (path.parent / f"{slug}-{number:03}.{language}.{suffix}").write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """The site of few cases, and that of many."""
    built = []
    for count in (FEW, MANY):
        folder = tmp_path_factory.mktemp(f"grown-{count}")
        project = make_project(folder / "project", clone(folder / "corpus", count))
        result = run(project, "build.py")
        assert result.returncode == 0, result.stdout + result.stderr
        built.append(project / "site")
    return built


@pytest.fixture(scope="module")
def few(sites):
    return sites[0]


@pytest.fixture(scope="module")
def site(sites):
    """What ``address`` and ``open_page`` serve in these tests."""
    return sites[1]


@pytest.fixture(scope="module")
def address(site):
    with served(site) as address:
        yield address


def sizes(site):
    """Return the size of every file, hashes taken out of the names."""
    return {
        re.sub(r"\.[0-9a-f]{8}\.", ".", path.relative_to(site).as_posix()): path.stat().st_size
        for path in site.rglob("*")
        if path.is_file()
    }


def test_no_page_grows_but_those_that_must(few, site):
    before, after = sizes(few), sizes(site)
    # Ten letters more a number of cases, a link more to a last page: that is no growth.
    grown = {
        name: (size, after[name])
        for name, size in before.items()
        if name in after and after[name] > size * 1.02 + 400 and not any(fnmatch(name, may) for may in MAY_GROW)
    }
    assert not grown
    heavy = {name: size for name, size in after.items() if name.endswith(".html") and size > BUDGETS["longest"]}
    assert not {name for name in heavy if not any(fnmatch(name, may) for may in MAY_GROW)}, heavy


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_without_javascript_every_case_is_listed_once_in_order(site, prefix):
    listed = []
    for number in range(1, PAGES + 1):
        folder = site / prefix / "cases" / (f"page/{number}" if number > 1 else "")
        text = (folder / "index.html").read_text("utf-8")
        up = "../" * (folder.relative_to(site).as_posix().count("/") + 1)
        listed += re.findall(rf'class="card-title"><a href="{up}{prefix}cases/([a-z0-9/-]+)/"', text)
        assert ('rel="next" href' in text) == (number < PAGES)
        assert ('rel="prev" href' in text) == (number > 1)
    assert len(listed) == len(set(listed)) == MANY
    shown = catalogue(read_corpus(site.parent), [], dt.date(2026, 11, 23), drafts=False)
    states = [shown.sorted_by_title(shown.cases_of(country=code), "en" if prefix else "ar") for code in shown.countries]
    assert listed == [case.id for cases in states for case in cases]
    assert not (site / prefix / "cases" / "page" / str(PAGES + 1)).exists()


@pytest.mark.browser
@pytest.mark.parametrize(("prefix", "second"), [("", "الصفحة 2 من 3"), ("en/", "Page 2 of 3")])
def test_from_page_to_page_without_javascript(open_page, prefix, second):
    page = open_page(f"{prefix}cases/", java_script_enabled=False)
    page.locator(".pager [rel=next]").click()
    page.wait_for_url(f"**/{prefix}cases/page/2/")
    expect(page.locator(".pager p")).to_have_text(second)
    expect(page.locator(".pager [aria-current=page]")).to_have_text("2")
    page.locator(".pager a", has_text="3").click()
    page.wait_for_url(f"**/{prefix}cases/page/3/")
    expect(page.locator(".pager [rel=next]")).to_have_count(0)
    page.locator(".card-title a").last.click()
    page.wait_for_url(re.compile(rf"/{prefix}cases/[a-z-]+/[a-z0-9-]+/$"))


@pytest.mark.browser
@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_choice_brings_up_cards_that_the_page_has_not(open_page, prefix):
    page = open_page(f"{prefix}cases/")
    expect(page.locator("[data-bar]")).to_be_visible()
    page.wait_for_load_state("networkidle")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/cases/list/" in request.url else None)
    found, cards = page.locator("[data-found]"), page.locator("[data-fitting] .card")
    t = strings("en" if prefix else "ar")
    # What stands on the page is shown at once, up to a page's length.
    page.locator('[data-facet="country"] [data-value="oman"] input').check()
    expect(found).to_have_attribute("aria-busy", "false")
    expect(cards).to_have_count(LENGTH)
    expect(page.locator("[data-still]")).to_be_hidden()
    expect(page.locator("[data-count]")).to_have_text(t.plural("{count} case", "{count} cases", MANY - 1))
    assert not asked
    page.locator("[data-more]").click()
    expect(cards).to_have_count(LENGTH + 20)
    expect(cards.nth(LENGTH).locator(".card-title a")).to_be_focused()
    assert 2 <= len(asked) <= 4
    # What was fetched is as good as what stood there: it can be compared, and leads to its page.
    cards.nth(LENGTH + 3).locator(".pick").click()
    expect(page.locator("[data-tray]")).to_be_visible()
    page.locator('[data-facet="country"] [data-value="oman"] input').uncheck()
    page.locator('[data-facet="country"] [data-value="gcc"] input').check()
    expect(cards).to_have_count(1)
    expect(page.locator("[data-fitting] h2 a")).to_have_attribute("href", re.compile("countries/gcc/$"))
    page.locator("[data-sort]").select_option("newest")
    expect(page.locator("[data-fitting] h2")).to_have_count(0)
    page.locator("[data-clear]").click()
    page.locator("[data-sort]").select_option("")
    expect(page.locator("[data-still] .card")).to_have_count(LENGTH)
    expect(page.locator(".pager")).to_be_visible()
    cards.first.wait_for(state="detached")
    page.locator(".pager [rel=next]").click()
    page.wait_for_url(f"**/{prefix}cases/page/2/")


@pytest.mark.browser
def test_a_line_that_drops_is_said_and_the_next_try_asks_again(chromium, address):
    page = chromium.new_page(service_workers="block")  # what a worker asks for can't be cut off here
    page.goto(f"{address}en/cases/")
    page.route("**/assets/cases-en.*.json", lambda route: route.abort())
    box = page.locator('[data-facet="country"] [data-value="gcc"] input')
    box.check()
    expect(page.locator("[data-count]")).to_contain_text("could not be loaded")
    page.unroute("**/assets/cases-en.*.json")
    box.uncheck()
    box.check()
    expect(page.locator("[data-fitting] .card")).to_have_count(1)
    page.close()
