"""Finding without searching: facets, orders, related cases, building blocks, comparison, from the records alone."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from tajarib import case_list, facets, sitemap
from tajarib.arabic import sort_key
from tajarib.dates import SourceDate
from tajarib.lifespans import Span, lifespans
from tajarib.pages import Lens
from tajarib.pages.blocks import cases_with, first_of_each_state, needs
from tajarib.pages.browse import label
from tajarib.pages.case import reasons
from tajarib.pages.compare import ROWS, compared
from tajarib.pages.lists import SHOWN as SHOWN_OF_A_STATE
from tajarib.pages.lists import foremost
from tajarib.pages.paging import FOLDER, LENGTH, Leaf
from tajarib.reader import COUNTRIES
from tajarib.related import SHOWN, Neighbourhood
from tajarib.sitemap import sitemaps


@pytest.fixture(scope="module", params=["ar", "en"])
def lens(request, library):
    return Lens(library, request.param)


@pytest.mark.parametrize("facet", facets.FACETS, ids=lambda facet: facet.name)
def test_every_value_of_a_facet_is_counted_and_named(facet, lens):
    found = facets.cases_by_value(facet, lens.catalogue)
    held = {code for case in lens.catalogue.cases for code in facet.values(case, lens.catalogue)}
    assert set(found) == held
    for code, cases in found.items():
        assert cases == [case for case in lens.catalogue.cases if code in facet.values(case, lens.catalogue)]
        assert label(lens, facet, code)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2026-11-23"], "one-year"),
        (["2025-11-23"], "one-year"),
        (["2025-11-22"], "three-years"),
        (["2025"], "one-year"),  # it may mean the end of December
        (["2010", "2024-05"], "three-years"),
        (["2023-11-22"], "older"),
        (["2011~"], "older"),
        (["undated", "2012"], "older"),
        (["undated"], "undated"),
        ([], "undated"),
    ],
)
def test_freshness_is_that_of_the_newest_figure(library, dates, expected):
    template = next(case for case in library.cases if case.record.figures)
    figure = template.record.figures[0]
    points = tuple(figure.points[0].model_copy(update={"as_of": SourceDate.parse(text)}) for text in dates)
    figures = (figure.model_copy(update={"points": points}),) if points else ()
    case = replace(template, record=template.record.model_copy(update={"figures": figures}))
    assert facets.freshness(case, library) == expected


@pytest.mark.parametrize(
    "titles",
    [
        ["أبشر", "«بلاغ»", "البوابة", "«تجاوب»: منصة", "التوقيع", "ثقة"],
        ["Absher", "“Bayan”", "etimad", "Tawasul"],
        ["اتصال", "الأمن", "الإنترنت"],
    ],
)
def test_titles_sort_by_the_alphabet_without_article_and_quotation_marks(titles):
    assert sorted(set(titles), key=sort_key) == titles


def test_the_list_to_choose_from_has_each_case_once_with_its_values_and_ranks(lens):
    cases = lens.catalogue.cases
    data = json.loads(case_list.content(lens))
    assert data["ids"] == [case.id for case in cases]
    by_title = sorted(range(len(cases)), key=lambda i: data["title"][i])
    assert [cases[i] for i in by_title] == lens.by_title(cases)
    for facet in facets.FACETS:
        codes, of = data["facets"][facet.name].values()
        for case, places in zip(cases, of, strict=True):
            assert {codes[place] for place in places} == set(facet.values(case, lens.catalogue))
    starts = [case.record.started for case in cases]
    assert [rank is None for rank in data["started"]] == [start.end is None for start in starts]
    dated = sorted((rank, start.sort_key) for rank, start in zip(data["started"], starts, strict=True) if start.end)
    assert [key for _, key in dated] == sorted(key for _, key in dated)
    ranked = sorted(range(len(cases)), key=lambda i: data["strength"][i], reverse=True)
    strengths = [list(facets.EVIDENCE).index(cases[i].evidence.best) for i in ranked]
    assert strengths == sorted(strengths)


@pytest.mark.parametrize(
    ("number", "count", "expected"),
    [
        (1, 1, [1]),
        (1, 5, [1, 2, 3, 4, 5]),
        (1, 6, [1, 2, 3, None, 6]),
        (3, 5, [1, 2, 3, 4, 5]),
        (4, 9, [1, 2, 3, 4, 5, 6, None, 9]),
        (5, 9, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (50, 100, [1, None, 48, 49, 50, 51, 52, None, 100]),
        (100, 100, [1, None, 98, 99, 100]),
    ],
)
def test_numbers_of_pages_to_link(number, count, expected):
    assert Leaf("cases/", number, count).numbers == expected


def test_pages_of_a_list_hold_each_entry_once_and_lead_on():
    items = list(range(2 * LENGTH + 1))
    leaves = [Leaf("cases/", number, 3) for number in (1, 2, 3)]
    assert [entry for leaf in leaves for entry in leaf.of(items)] == items
    assert [leaf.previous for leaf in leaves] == ["", "cases/", "cases/page/2/"]
    assert [leaf.next for leaf in leaves] == ["cases/page/2/", "cases/page/3/", ""]


def test_no_page_of_a_list_can_stand_where_another_page_stands(library):
    """Below cases/ stand states and facets, below the others their values: none of them may be called "page"."""
    taken = {*COUNTRIES, *(facet.name for facet in facets.FACETS)}
    assert not set(COUNTRIES) & {facet.name for facet in facets.FACETS}
    below = {*library.taxonomy.themes, *library.taxonomy.blocks, *library.taxonomy.statuses, *library.taxonomy.sectors}
    assert not {FOLDER, "list"} & taken
    assert FOLDER not in below


def test_the_foremost_cases_are_those_of_the_theme_best_proven(library):
    many = [case for case in library.cases if "performance" in case.themes]
    assert len(many) > SHOWN_OF_A_STATE
    shown = foremost(many, "performance")
    assert len(shown) == SHOWN_OF_A_STATE
    assert [case for case in many if case in shown] == shown
    left = [case for case in many if case not in shown]
    worth = {case.id: (case.theme == "performance", facets.strength(case)) for case in many}
    assert max(worth[case.id] for case in left) <= min(worth[case.id] for case in shown)
    assert foremost(many[:3], "performance") == many[:3]


def test_related_cases_are_others_each_once_with_a_true_reason(lens):
    neighbourhood = Neighbourhood(lens.catalogue)
    for case in lens.catalogue.cases:
        found = neighbourhood(case)
        ids = [near.case.id for near in found]
        assert case.id not in ids
        assert len(ids) == len(set(ids))
        assert len(ids) >= SHOWN
        stated = {relation.to for relation in case.record.relations}
        stated |= {o.id for o in lens.catalogue.cases for r in o.record.relations if r.to == case.id}
        assert set(ids[: len(stated)]) == stated
        for near in found:
            assert set(near.blocks) == set(case.record.blocks) & set(near.case.record.blocks)
            needed = {need.code for need in case.record.prerequisites}
            assert set(near.prerequisites) == needed & {need.code for need in near.case.record.prerequisites}
            assert near.same_theme == (case.theme == near.case.theme)
            lines = reasons(lens, case, near)
            assert lines
            assert len(lines) == len(set(lines))
            assert any(lens.t("same theme") in line for line in lines) == near.same_theme


def test_what_is_rare_brings_cases_nearer_than_what_all_have(library):
    """The first computed neighbour shares more, weighed by rarity, than the median case does."""
    neighbourhood = Neighbourhood(library)
    weights = neighbourhood.weight
    by_frequency = sorted(neighbourhood.holders, key=lambda trait: len(neighbourhood.holders[trait]))
    of_one_kind = [trait for trait in by_frequency if trait[0] == "block"]
    assert weights[of_one_kind[0]] > weights[of_one_kind[-1]]


def test_relations_read_the_same_from_both_sides(library):
    """What one case states of another, the other's page tells too, by the other name."""
    neighbourhood = Neighbourhood(library)
    checked = 0
    for case in library.cases:
        for relation in case.record.relations:
            other = library.by_id[relation.to]
            (back,) = (near for near in neighbourhood(other) if near.case.id == case.id)
            assert f"inverse:{relation.kind}" in back.relations
            checked += 1
    assert checked > 0


def test_needs_of_a_block_equal_a_recount(library):
    for block in library.taxonomy.blocks:
        cases = [case for case in library.cases if block in case.record.blocks]
        found = cases_with(block, library)
        assert sorted(case.id for case in found) == sorted(case.id for case in cases)
        recount = Counter((need.code, need.level) for case in cases for need in case.record.prerequisites)
        counted = {(need.code, "required"): need.required for need in needs(found)}
        counted |= {(need.code, "helpful"): need.helpful for need in needs(found)}
        assert {key: n for key, n in counted.items() if n} == dict(recount)
        totals = [need.total for need in needs(found)]
        assert totals == sorted(totals, reverse=True)


def test_states_stand_in_the_order_in_which_they_built(library):
    for block in library.taxonomy.blocks:
        found = cases_with(block, library)
        firsts = first_of_each_state(found)
        starts = [case.record.started.start for case in firsts]
        assert starts == sorted(starts)
        for case in firsts:
            own = [other.record.started.start for other in found if other.country == case.country]
            assert case.record.started.start == min(start for start in own if start)


def test_what_is_compared_is_in_words(lens):
    for case in lens.catalogue.cases:
        data = compared(lens, case)
        assert list(data["rows"]) == [row.name for row in ROWS]
        texts = [item if isinstance(item, str) else item["text"] for items in data["rows"].values() for item in items]
        assert all(text.strip() for text in texts)
        assert len(data["rows"]["blocks"]) == len(case.record.blocks)
        assert len(data["rows"]["required"]) + len(data["rows"]["helpful"]) == len(case.record.prerequisites)
        assert len(json.dumps(data, ensure_ascii=False).encode()) < 12_000


class Links(HTMLParser):
    """The addresses of a part of a page."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag == "a":
            self.found.append(dict(attributes)["href"])


def test_a_chart_is_the_same_whatever_xml_was_written_before():
    """The library keeps one table of prefixes for all documents; ``ns0:svg`` in a page is not drawn."""
    spans = (Span("Title", "#", "en", SourceDate.parse("2010"), None),)
    before = lifespans(spans, "Chart", dt.date(2026, 1, 1))
    assert before.startswith("<svg ")
    lifespans.cache_clear()
    ET.register_namespace("", "http://www.w3.org/2005/Atom")
    assert lifespans(spans, "Chart", dt.date(2026, 1, 1)) == before


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_timeline_links_every_case_in_chart_and_table(site, library, prefix):
    text = (site / prefix / "timeline" / "index.html").read_text("utf-8")
    up = "../" if not prefix else "../../en/"
    charts = re.findall(r"<svg[^>]*lifespans.*?</svg>", text, re.DOTALL)
    drawn = [href.removeprefix("../") for svg in charts for href in Links(svg).found]
    table = Links(text[text.index("<tbody>") :]).found
    listed = [href.removeprefix(up) for href in table if href.startswith(up + "cases/") and href != up + "cases/"]
    assert sorted(drawn) == sorted(case.address for case in library.cases if case.record.started.start)
    assert sorted(listed) == sorted(case.address for case in library.cases)
    language = "en" if prefix else "ar"
    for case in library.cases:
        if case.record.started.start:
            title = case.text(language).title.replace("&", "&amp;")
            assert any(title in svg for svg in charts), title


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_each_cell_of_the_matrix_leads_to_its_cases(site, library, prefix):
    home = (site / prefix / "index.html").read_text("utf-8")
    cells = {href: body.count("<i") for href, body in re.findall(r'<a class="cell[^"]*" href="([^"]+)"(.*?)</a>', home)}
    expected = Counter((theme, case.country) for case in library.cases for theme in case.themes)
    assert {"gcc"} | {case.country for case in library.cases} == {country for _, country in expected}
    told = {}
    for href, dots in cells.items():
        theme, country = re.search(r"themes/([a-z-]+)/#([a-z-]+)$", href).groups()
        told[theme, country] = dots
        page = (site / prefix / "themes" / theme / "index.html").read_text("utf-8")
        section = re.search(rf'<section[^>]*aria-labelledby="{country}".*?</section>', page, re.DOTALL)[0]
        assert section.count('class="card ') == dots
    assert told == dict(expected)


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_every_case_can_be_fetched_for_the_comparison(site, library, prefix):
    language = "en" if prefix else "ar"
    files = {
        p.relative_to(site / "compare/cases" / language).as_posix() for p in site.glob(f"compare/cases/{language}/*/*")
    }
    assert files == {f"{case.id}.json" for case in library.cases}
    for code in library.countries:
        offered = json.loads((site / "compare/cases" / language / f"{code}.json").read_text("utf-8"))
        expected = library.sorted_by_title(library.cases_of(country=code), language)
        assert offered == [[case.id, case.text(language).title] for case in expected]


@pytest.mark.parametrize(("prefix", "nothing"), [("", "لا تجربة بعد"), ("en/", "no case yet")])
def test_a_theme_sets_all_states_side_by_side_those_without_a_case_too(site, library, prefix, nothing):
    without = 0
    for theme in library.taxonomy.themes:
        text = (site / prefix / "themes" / theme / "index.html").read_text("utf-8")
        table = re.search(r'<table class="side">.*?</table>', text, re.DOTALL)[0]
        groups = re.findall(r'<tbody class="state-([a-z-]+)">(.*?)</tbody>', table, re.DOTALL)
        assert [state for state, _ in groups] == list(library.countries)
        for state, group in groups:
            cases = library.cases_of(country=state, theme=theme)
            assert group.count('<th scope="row">') == len(cases)
            assert (nothing in group) == (not cases)
            assert any(link.endswith("/contribute/") for link in Links(group).found) == (not cases)
            without += not cases
    assert without


def test_a_sitemap_too_long_is_several_with_an_index(monkeypatch):
    entries = [(f"https://tajarib.example/{i}/", [], "") for i in range(5)]
    assert set(sitemaps(entries, "https://tajarib.example/")) == {"sitemap.xml"}
    monkeypatch.setattr(sitemap, "MOST", 2)
    files = sitemaps(entries, "https://tajarib.example/")
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    listed = re.findall("<loc>(.*?)</loc>", files["sitemap.xml"].decode())
    assert listed == [f"https://tajarib.example/sitemap-{i}.xml" for i in (1, 2, 3)]
    found = [
        loc
        for name, content in files.items()
        if "-" in name
        for loc in re.findall("<loc>(.*?)</loc>", content.decode())
    ]
    assert found == [address for address, _, _ in entries]
