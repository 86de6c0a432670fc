"""Facets, comparison, building blocks and timeline in a real browser: both languages, with and without JavaScript."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import random
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tajarib.i18n import strings

pytestmark = pytest.mark.browser
expect.set_options(timeout=120_000)

DAY = dt.date(2026, 11, 23)
PREFIXES = pytest.mark.parametrize("prefix", ["", "en/"])
SELECTIONS = 50
SEED = 20261123


@pytest.fixture(scope="module")
def published(site):
    """What the published list of cases says that each has of each facet, by id."""
    entries = json.loads((site / "api" / "v1" / "cases.json").read_text("utf-8"))["cases"]
    return {entry["id"]: values(entry) for entry in entries}


def freshness(entry):
    """Return the age of the newest figure, worked out here once more from the dates alone."""
    ends = [point.get("last_day") for figure in entry["figures"] for point in figure["points"]]
    if not any(ends):
        return "undated"
    newest = dt.date.fromisoformat(max(filter(None, ends)))
    if newest >= DAY.replace(year=DAY.year - 1):
        return "one-year"
    return "three-years" if newest >= DAY.replace(year=DAY.year - 3) else "older"


def values(entry):
    return {
        "country": {entry["country"]},
        "theme": set(entry["themes"]),
        "status": {entry["status"]},
        "evidence": {entry["evidence"]["best"]},
        "block": set(entry["blocks"]),
        "sdg": set(entry["sdg"]),
        "sector": set(entry["sectors"]),
        "freshness": {freshness(entry)},
    }


def chosen(page):
    """Wait until the list shows what the address holds."""
    expect(page.locator("[data-found]")).to_have_attribute("aria-busy", "false")


def recount(cases, selection):
    """Return the ids that fit, and how many each value would leave: its own facet's choice set aside."""

    def fits(case, but=None):
        return all(cases[case][facet] & set(taken) for facet, taken in selection.items() if facet != but)

    facets = next(iter(cases.values()))
    counts = {
        facet: {
            value: sum(value in cases[id_][facet] for id_ in cases if fits(id_, but=facet))
            for value in sorted(set().union(*(case[facet] for case in cases.values())))
        }
        for facet in facets
    }
    return {id_ for id_ in cases if fits(id_)}, counts


READ = """() => ({
  ids: [...document.querySelectorAll('.found .card')].filter((card) => card.offsetParent).map(
    (card) => card.querySelector('[data-pick]').dataset.pick),
  counts: Object.fromEntries([...document.querySelectorAll('[data-facet]')].map((facet) => [facet.dataset.facet,
    Object.fromEntries([...facet.querySelectorAll('[data-value]')].map((item) => [item.dataset.value,
      Number(item.querySelector('.facet-count').textContent)]))])),
  said: document.querySelector('[data-count]').textContent,
})"""


@PREFIXES
def test_facet_counts_equal_a_recount_of_the_published_list(open_page, address, published, prefix):
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    _, everything = recount(published, {})
    page = open_page(f"{prefix}cases/")
    for _ in range(SELECTIONS):
        names = chance.sample(sorted(everything), chance.randint(1, 3))
        selection = {
            name: chance.sample(sorted(everything[name]), min(chance.randint(1, 2), len(everything[name])))
            for name in names
        }
        query = "&".join(f"{name}={value}" for name, taken in selection.items() for value in taken)
        page.goto(f"{address}{prefix}cases/?{query}")
        chosen(page)
        ids, counts = recount(published, selection)
        read = page.evaluate(READ)
        assert set(read["ids"]) == ids, query
        assert read["counts"] == counts, query
        assert len(read["ids"]) == len(ids)


@PREFIXES
def test_choosing_is_instant_and_the_address_holds_it(open_page, prefix):
    page = open_page(f"{prefix}cases/")
    expect(page.locator("[data-bar]")).to_be_visible()
    page.wait_for_load_state("networkidle")
    before = page.locator(".found .card:visible").count()
    with page.expect_response("**/assets/cases-*.json"):  # whoever turns to the facets is about to choose
        page.locator('[data-facet="theme"] [data-value="feedback"] input').focus()
    asked = []
    # Chromium asks for the icon anew whenever the address changes.
    page.on("request", lambda request: None if "/mark." in request.url else asked.append(request.url))
    page.locator('[data-facet="theme"] [data-value="feedback"] input').check()
    page.locator('[data-facet="country"] [data-value="oman"] input').check()
    page.locator("[data-sort]").select_option("newest")
    cards = page.locator(".found .card:visible")
    chosen(page)
    assert 0 < cards.count() < before
    assert not asked
    assert page.url.endswith("/cases/?country=oman&theme=feedback&sort=newest")
    expect(page.locator("[data-count]")).to_have_text(
        strings("en" if prefix else "ar").plural("{count} case", "{count} cases", cards.count())
    )
    titles = cards.locator(".card-title").all_inner_texts()
    page.reload()
    chosen(page)
    assert cards.locator(".card-title").all_inner_texts() == titles
    # The other language shows the same choice.
    page.locator(".tool-language").click()
    page.wait_for_url("**/cases/?country=oman&theme=feedback&sort=newest")
    expect(page.locator(".found .card:visible")).to_have_count(len(titles))
    page.locator("[data-clear]").click()
    page.locator("[data-sort]").select_option("")
    expect(page.locator(".found .card:visible")).to_have_count(before)


def test_the_arabic_list_sorts_by_the_alphabet(open_page):
    page = open_page("cases/?sort=title")
    chosen(page)
    titles = page.locator("[data-fitting] .card-title").all_inner_texts()
    letters = [re.sub(r"^\W*(?:ال(?=\w\w))?", "", title)[0].translate(str.maketrans("أإآ", "ااا")) for title in titles]
    arabic = [letter for letter in letters if letter > "\u0600"]
    assert arabic == sorted(arabic)
    assert len(arabic) > len(titles) / 2


@PREFIXES
def test_facets_by_keyboard_alone(open_page, prefix):
    page = open_page(f"{prefix}cases/", width=1280)
    expect(page.locator("[data-bar]")).to_be_visible()
    first = page.locator('[data-facet="country"] summary')
    first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator('[data-facet="country"] input').first).to_be_checked()
    chip = page.locator("[data-chosen] button")
    expect(chip).to_have_count(1)
    for _ in range(60):
        page.keyboard.press("Tab")
        if chip.evaluate("button => button === document.activeElement"):
            break
    expect(chip).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-chosen] button")).to_have_count(0)
    expect(page.locator("[data-sort]")).to_be_focused()


@PREFIXES
def test_all_cases_without_javascript(open_page, library, prefix):
    page = open_page(f"{prefix}cases/", java_script_enabled=False)
    assert page.locator(".card:visible").count() == len(library.cases)
    expect(page.locator("[data-bar]")).to_be_hidden()
    facet = page.locator('[data-facet="status"]')
    facet.locator("summary").click()
    link = facet.locator('[data-value="live"] a')
    said = int(link.locator(".facet-count").inner_text())
    link.click()
    page.wait_for_url(f"**/{prefix}cases/status/live/")
    assert page.locator(".card").count() == said == sum(case.record.status == "live" for case in library.cases)


@PREFIXES
def test_cases_are_chosen_on_cards_and_compared(open_page, address, prefix):
    page = open_page(f"{prefix}themes/feedback/")
    picks = page.locator(".card .pick")
    first, second = (page.locator(".card [data-pick]").nth(i).get_attribute("data-pick") for i in (0, 1))
    picks.nth(0).click()
    expect(picks.nth(0)).to_have_attribute("aria-pressed", "true")
    picks.nth(1).click()
    expect(page.locator("[data-tray-text]")).to_contain_text("2")
    page.locator("[data-tray-link]").click()
    page.wait_for_url(f"{address}{prefix}compare/?c={first}&c={second}")
    columns = page.locator("table.compare thead th[class]")
    expect(columns).to_have_count(2)
    # Back on a case's page its button is pressed; a second press takes it out.
    page.goto(f"{address}{prefix}cases/{first}/")
    own = page.locator("article.case .pick").first
    expect(own).to_have_attribute("aria-pressed", "true")
    own.click()
    expect(page.locator("[data-tray-text]")).to_contain_text("1")
    page.locator("[data-tray-clear]").click()
    expect(page.locator("[data-tray]")).to_be_hidden()


def test_no_more_than_four_are_chosen(open_page):
    page = open_page("en/cases/")
    picks = page.locator(".card .pick")
    for i in range(4):
        picks.nth(i).click()
    expect(picks.nth(4)).to_be_disabled()
    picks.nth(0).click()
    expect(picks.nth(4)).to_be_enabled()


@PREFIXES
def test_the_comparison_marks_what_differs(open_page, library, prefix):
    ids = ["bahrain/tawasul", "oman/tajawob", "uae/uae-pass"]
    page = open_page(f"{prefix}compare/?" + "&".join(f"c={id_}" for id_ in ids))
    columns = page.locator("table.compare thead th[class]")
    expect(columns).to_have_count(3)
    language = "en" if prefix else "ar"
    titles = columns.locator("a").all_inner_texts()
    assert titles == [library.by_id[id_].text(language).title for id_ in ids]
    blocks = [library.by_id[id_].record.blocks for id_ in ids]
    cells = page.locator('[data-row="blocks"] td')
    for i, own in enumerate(blocks):
        others = set().union(*(other for j, other in enumerate(blocks) if j != i))
        expect(cells.nth(i).locator("li")).to_have_count(len(own))
        expect(cells.nth(i).locator("li.only")).to_have_count(len(set(own) - others))
    kinds = {library.by_id[id_].record.status for id_ in ids}
    assert ("differs" in (page.locator('[data-row="status"]').get_attribute("class") or "")) == (len(kinds) > 1)
    page.locator("[data-differing]").check()
    for row in page.locator("table.compare tbody tr:visible").all():
        expect(row).to_have_class("differs")
    page.locator(".remove").first.click()
    expect(columns).to_have_count(2)
    assert page.url.endswith(f"compare/?c={ids[1]}&c={ids[2]}")


@PREFIXES
def test_the_comparison_as_csv(open_page, library, prefix, tmp_path):
    page = open_page(f"{prefix}compare/?c=bahrain/tawasul&c=oman/tajawob")
    expect(page.locator("table.compare thead th[class]")).to_have_count(2)
    with page.expect_download() as waiting:
        page.locator("[data-csv]").click()
    target = tmp_path / "comparison.csv"
    waiting.value.save_as(target)
    content = Path(target).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    language = "en" if prefix else "ar"
    assert rows[0][1:] == [library.by_id[id_].text(language).title for id_ in ("bahrain/tawasul", "oman/tajawob")]
    assert {len(row) for row in rows} == {3}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


@PREFIXES
def test_comparing_by_keyboard_alone(open_page, prefix):
    page = open_page(f"{prefix}compare/")
    page.locator("#add-from").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator('#add option[value^="kuwait/"]').first).to_be_attached()
    page.keyboard.press("Tab")
    expect(page.locator("#add")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("table.compare thead th[class]")).to_have_count(1)
    page.locator("#add").focus()
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("table.compare thead th[class]")).to_have_count(2)
    page.locator(".remove").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("table.compare thead th[class]")).to_have_count(1)
    expect(page.locator("#add")).to_be_focused()


def test_what_is_not_there_is_said(open_page):
    page = open_page("en/compare/?c=oman/no-such-case&c=oman/tajawob&c=../secret")
    expect(page.locator("table.compare thead th[class]")).to_have_count(1)
    expect(page.locator("[data-note]")).to_contain_text("oman/no-such-case")
    assert page.url.endswith("/compare/?c=oman/tajawob")


@PREFIXES
def test_comparing_without_javascript_leads_to_themes_and_blocks(open_page, prefix):
    page = open_page(f"{prefix}compare/?c=oman/tajawob", java_script_enabled=False)
    expect(page.locator("noscript")).to_have_count(1)
    expect(page.locator("[data-add]")).to_be_hidden()
    expect(page.locator('.browse a[href*="themes/feedback/"]')).to_be_visible()
    page.locator('.browse a[href*="blocks/identity/"]').click()
    page.wait_for_url(f"**/{prefix}blocks/identity/")


@PREFIXES
@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_case_to_its_block_and_on_to_another_case(open_page, prefix, scripts):
    page = open_page(f"{prefix}cases/oman/tajawob/", java_script_enabled=scripts)
    page.locator('.glance a[href*="blocks/workflow/"]').click()
    page.wait_for_url(f"**/{prefix}blocks/workflow/")
    expect(page.locator(".firsts li").first).to_be_visible()
    expect(page.locator(".needs-table tbody tr").first).to_be_visible()
    page.locator(".firsts a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/{prefix}cases/[a-z-]+/[a-z0-9-]+/$"))


@PREFIXES
@pytest.mark.parametrize("scripts", [True, False])
def test_the_timeline_leads_to_cases(open_page, prefix, scripts):
    page = open_page(f"{prefix}timeline/", java_script_enabled=scripts)
    link = page.locator(".lifespans a").first
    expect(link).to_be_visible()
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"/{prefix}cases/[a-z-]+/[a-z0-9-]+/$"))


@PREFIXES
def test_titles_on_the_timeline_stay_within_the_chart(open_page, prefix):
    page = open_page(f"{prefix}timeline/")
    page.evaluate("document.fonts.ready")
    over = page.evaluate(
        """() => [...document.querySelectorAll('.lifespans text')].filter((text) => {
          const [own, all] = [text, text.ownerSVGElement].map((element) => element.getBoundingClientRect());
          return own.left < all.left - 1 || own.right > all.right + 1;
        }).map((text) => text.textContent)"""
    )
    assert not over
