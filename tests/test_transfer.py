"""What helps another country: the brief of a case, help on offer, what it costs, and the promises of 2013."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from html.parser import HTMLParser

import pytest

from conftest import MINIMAL
from projects import ROOT
from tajarib.assistance import offers, replications
from tajarib.catalogue import catalogue
from tajarib.corpus import read_corpus
from tajarib.cost import finding, per_head, published
from tajarib.partnership import partnerships
from tajarib.render import Renderer, on_page_below

DAY = dt.date(2026, 11, 23)
LONGEST = 12


class Reading(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.rows, self.ticks, self.robots = [], [], 0, 0, ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "a":
            self.links.append(found.get("href", ""))
        if "id" in found:
            self.ids.append(found["id"])
        self.rows += tag == "tr"
        self.ticks += found.get("class") == "box-tick"
        if found.get("name") == "robots":
            self.robots = found["content"]


def read(site, path):
    return Reading((site / path / "index.html").read_text("utf-8"))


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_every_case_has_a_brief_with_a_box_for_each_need(site, library, prefix):
    for case in library.cases:
        page = read(site, f"{prefix}{case.address}brief")
        assert page.ticks == len(case.record.prerequisites)
        assert page.robots == "noindex"
        text = (site / prefix / case.address / "brief" / "index.html").read_text("utf-8")
        assert "[^" not in text
        assert 'class="cite"' not in text
        assert any(link.endswith(f"{case.id}/brief/") for link in read(site, f"{prefix}{case.address}").links) == bool(
            case.record.prerequisites
        )


@pytest.mark.browser
@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_longest_briefs_print_on_one_sheet(site, library, open_page, address, prefix):
    def length(case):
        return (site / prefix / case.address / "brief" / "index.html").stat().st_size

    page = open_page(prefix)
    for case in sorted(library.cases, key=length, reverse=True)[:LONGEST]:
        page.goto(f"{address}{prefix}{case.address}brief/")
        pdf = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1, case.id
        width, height = map(float, re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf).groups())
        assert (round(width), round(height)) == (595, 842)  # A4, in points


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_help_on_offer_is_there_with_its_sources(site, library, prefix):
    page = read(site, f"{prefix}assistance")
    by_state = offers(library)
    assert by_state
    for code, found in by_state.items():
        assert code in page.ids
        for offer, case in found:
            assert {case.record.sources[key].url for key in offer.sources} <= set(page.links)
            assert not offer.address or offer.address in page.links
    ledger = replications(library)
    assert ledger
    for entry, case in ledger:
        assert {case.record.sources[key].url for key in entry.sources} <= set(page.links)
    costs = sum(len(published(case)) for case in library.cases)
    assert page.rows == (1 + len(ledger)) + (1 + costs)


def test_the_ledger_begins_with_the_latest(library):
    dates = [entry.date.start for entry, _ in replications(library) if entry.date.start]
    assert all(a >= b for a, b in itertools.pairwise(dates) if a.year != b.year)


def test_how_seldom_a_cost_is_published(library):
    told, asked = finding(library)
    assert told == sum(isinstance(case.record.cost, tuple) for case in library.cases)
    assert told < asked <= len(library.cases)


def test_cost_a_resident(library):
    minimal = catalogue(read_corpus(MINIMAL), (), DAY, drafts=False)
    assert all(per_head(cost, minimal.countries[c.country]) is None for c in minimal.cases for cost in published(c))
    for case in library.cases:
        country = library.countries[case.country]
        for cost in published(case):
            head = per_head(cost, country)
            if head is None:
                continue
            assert cost.per in ("once", "year")
            assert abs(head.year - cost.year.start.year) <= 2
            assert head.amount * head.population == pytest.approx(cost.amount)
            assert country.code not in (None, "AE")


def test_private_partners_are_compared_over_all_cases(site, library):
    found = partnerships(library)
    assert found is not None
    assert found.count == sum(case.record.partnership is not None for case in library.cases)
    assert max(found.earns, found.ends) <= found.count
    assert sorted([*found.unused, *found.by_model]) == sorted(library.taxonomy.partnership_models)
    for prefix in ("", "en/"):
        text = (site / prefix / "themes/partnership/index.html").read_text("utf-8")
        part = text[text.index('id="partnerships"') :].split("</section>")[0]
        linked = [link.split("cases/")[1] for link in Reading(part).links if "cases/" in link]
        assert linked == [f"{case.id}/" for cases in found.by_model.values() for case in cases]


def test_a_page_below_has_no_citations_and_leads_where_the_text_did():
    render = Renderer("en", ("S1", "S2"), lambda target: target, str)
    rendered = render("It opened[^S1]. Both[^S1][^S2], [said](../../../cases/oman/tajawob/) [one](https://x.example/).")
    assert on_page_below(rendered) == (
        '<p>It opened. Both, <a href="../../../../cases/oman/tajawob/">said</a> '
        '<a href="https://x.example/">one</a>.</p>\n'
    )


def test_the_promises_are_the_same_in_both_languages(site):
    arabic, english = read(site, "about/2013"), read(site, "en/about/2013")
    places = [id_ for id_ in english.ids if (ROOT / "docs/about/2013.en.md").read_text("utf-8").count(f"{{#{id_}}}")]
    assert places == [id_ for id_ in arabic.ids if id_ in places]
    assert english.rows == arabic.rows == len(places) - 2 + 1  # all but summary and correction, and the head

    def sources(page):
        return sorted({link for link in page.links if link.startswith("http") and "/edit/" not in link})

    assert sources(arabic) == sources(english)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("**Promised.**", "**Found.**", "**Not found.**")),
        ("ar", ("**الوعد.**", "**ما عُثر عليه.**", "**ما لم يُعثر عليه.**")),
    ],
)
def test_every_promise_says_what_was_found_and_what_not(language, words):
    text = (ROOT / f"docs/about/2013.{language}.md").read_text("utf-8")
    parts = text.split("\n## ")[2:-1]
    assert len(parts) == 11
    for part in parts:
        promised, found, missing = (part.index(word) for word in words)
        assert promised < found < missing
        assert re.search(r"\]\[[A-Z]", part[promised:found]), part[:40]
