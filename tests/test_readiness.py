"""Readiness: whatever is answered, the ranking and the way are sound; and the answers stay with the reader."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from projects import ROOT
from tajarib import readiness
from tajarib.catalogue import catalogue
from tajarib.corpus import read_corpus
from tajarib.model.taxonomy import Taxonomy

CORPUS = read_corpus(ROOT)
assert isinstance(CORPUS.taxonomy.record, Taxonomy)
CODES = tuple(CORPUS.taxonomy.record.prerequisites)
QUESTIONS = {question.id: question.codes(CORPUS.taxonomy.record) for question in readiness.QUESTIONS}
KEYS = [key for id_, codes in QUESTIONS.items() for key in (id_, *(f"{id_}.{code}" for code in codes))]
SOUND = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

letters = st.sampled_from(list(readiness.ANSWERS))
answers = st.fixed_dictionaries(dict.fromkeys(CODES, letters))
givens = st.dictionaries(st.sampled_from(KEYS), letters)


@pytest.fixture(scope="module")
def published():
    return catalogue(CORPUS, (), dt.date(2026, 11, 23), drafts=False)


@pytest.fixture(scope="module")
def data(published):
    return readiness.judged_by(published, published.cases)


@pytest.fixture(scope="module")
def judge(site, chromium, address, data):
    """Call a function of the judge, in a browser, with the library's own data before its arguments."""
    (module,) = (site / "assets").glob("readiness-judge.*.js")
    page = chromium.new_page()
    page.goto(f"{address}readiness/")
    page.evaluate(
        "async ([path, data]) => { window.judge = await import(path); window.data = data; }",
        [f"{address}assets/{module.name}", data],
    )
    yield lambda name, *arguments: page.evaluate(
        "([name, more]) => window.judge[name](window.data, ...more)", [name, list(arguments)]
    )
    page.close()


def only(*met):
    return {code: "y" if code in met else "n" for code in CODES}


def test_the_questions_ask_for_every_prerequisite_once():
    asked = [code for codes in QUESTIONS.values() for code in codes]
    assert sorted(asked) == sorted(CODES)


def test_every_rule_finds_cases_and_none_that_needs_the_piece(published):
    assert set(readiness.BUILT_BY) <= set(CODES)
    for code in readiness.BUILT_BY:
        found = readiness.shows(published, code)
        assert found, code
        assert not [case.id for case in found if code in readiness.needs(case)]


def test_cases_that_rest_on_a_piece_need_it(published):
    for code in CODES:
        found = readiness.rests_on(published, code)
        assert len(found) <= readiness.SHOWN
        assert all(readiness.needs(case)[code] == "required" for case in found)


@pytest.mark.browser
@SOUND
@given(answers)
def test_every_case_is_ranked_once_with_all_it_needs(judge, data, given):
    results = judge("rank", given)
    assert sorted(r["index"] for r in results) == [i for i, case in enumerate(data["cases"]) if case["needs"]]
    for result in results:
        told = {kind: result[kind] for kind in ("met", "partly", "missing", "unknown")}
        needs = [code for code, _ in data["cases"][result["index"]]["needs"]]
        assert sorted(code for codes in told.values() for code in codes) == sorted(needs)
        for kind, letter in (("met", "y"), ("partly", "p"), ("missing", "n"), ("unknown", "u")):
            assert all(given[code] == letter for code in told[kind])


@pytest.mark.browser
@SOUND
@given(answers, st.sampled_from(CODES))
def test_meeting_one_more_never_lowers_a_case(judge, data, given, code):
    def places(result):
        return {r["index"]: (place, r["gap"], r["wish"]) for place, r in enumerate(result)}

    better = given | {code: "y"}
    before, after = places(judge("rank", given)), places(judge("rank", better))
    needing = {i for i, case in enumerate(data["cases"]) if code in dict(case["needs"])}
    for i in before:
        assert after[i][1:] <= before[i][1:]
    for i in needing & set(before):
        behind = {j for j in before if j not in needing and before[j][0] > before[i][0]}
        assert not [j for j in behind if after[j][0] < after[i][0]]


@pytest.mark.browser
def test_different_answers_give_different_orders(judge):
    orders = {code: tuple(r["index"] for r in judge("rank", only(code))) for code in CODES}
    orders["none"] = tuple(r["index"] for r in judge("rank", only()))
    assert len(set(orders.values())) == len(orders)


@pytest.mark.browser
@SOUND
@given(answers)
def test_the_way_to_a_piece_never_leads_through_a_case_that_needs_it(judge, data, given):
    steps = judge("path", given)
    wanted = {code for case in data["cases"] for code, _ in case["needs"] if given[code] != "y"}
    assert sorted(step["code"] for step in steps) == sorted(wanted)
    have = {code for code in CODES if given[code] == "y"}
    for step in steps:
        for way in step["ways"]:
            needs = dict(data["cases"][way["index"]]["needs"])
            assert step["code"] not in needs
            assert way["lacks"] == [code for code, required in needs.items() if required and code not in have]
        have.add(step["code"])


@pytest.mark.browser
@SOUND
@given(answers, st.integers(min_value=0))
def test_the_way_to_one_case_ends_at_it(judge, data, given, number):
    target = number % len(data["cases"])
    needs = dict(data["cases"][target]["needs"])
    steps = judge("path", given, target)
    assert {step["code"] for step in steps} == {code for code in needs if given[code] != "y"}
    lacking = [code for code, required in needs.items() if required and given[code] != "y"]
    assert [target for step in steps for target in step["opens"]] == ([target] if lacking else [])


@pytest.mark.browser
@SOUND
@given(answers)
def test_blocks_are_told_with_a_case_that_is_ready_then(judge, data, given):
    steps = judge("path", given)
    for found in judge("blocks", given, steps):
        have = {code for code in CODES if given[code] == "y"} | {s["code"] for s in steps[: found["step"]]}
        case = data["cases"][found["index"]]
        assert found["block"] in case["blocks"]
        assert {code for code, required in case["needs"] if required} <= have


@pytest.mark.browser
@SOUND
@given(givens)
def test_a_link_gives_the_same_answers(judge, given):
    link = judge("toFragment", given)
    assert re.fullmatch(r"[a-z0-9=&.-]*", link)
    assert judge("pieces", judge("fromFragment", f"#{link}")) == judge("pieces", given)


@pytest.mark.browser
@SOUND
@given(st.text() | st.lists(st.sampled_from([*KEYS, "for", "=", "&", "y", "x", "__proto__", "%"])).map("".join))
def test_any_link_is_read_without_harm(judge, text):
    given = judge("fromFragment", text)
    assert set(given) <= {*KEYS, "for"}
    assert judge("rank", judge("pieces", given))


@pytest.mark.browser
@pytest.mark.parametrize(("prefix", "yes", "way"), [("", "نعم", "الطريق إلى"), ("en/", "yes", "The way to")])
def test_a_full_run(open_page, address, data, prefix, yes, way):
    page = open_page(f"{prefix}readiness/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    expect(page.locator("[data-result]")).to_be_hidden()
    questions = page.locator("fieldset")
    for i in range(questions.count()):
        if i % 3:
            questions.nth(i).get_by_label(yes, exact=True).check()
    questions.nth(0).locator("summary").click()
    questions.nth(0).locator("select").first.select_option("p")
    ranking = page.locator("[data-ranking] > li")
    expect(ranking).to_have_count(10)
    page.locator("[data-all]").click()
    expect(ranking).to_have_count(len([case for case in data["cases"] if case["needs"]]))
    expect(page.locator("[data-steps] > li").first).to_be_visible()
    expect(page.locator("[data-blocks] > li").first).to_be_visible()
    page.locator("[data-way]").last.click()
    expect(page.locator("[data-order-title]")).to_contain_text(way)
    expect(page.locator("[data-order-title]")).to_be_focused()
    with page.expect_download() as download:
        page.locator("[data-csv]").click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert len(rows) == 1 + ranking.count()
    assert rows[1][1] == page.locator("[data-ranking] a").first.inner_text()
    # A browser may look at the page's icon again when the address changes; it never sends what follows "#".
    icon = page.locator("link[rel=icon]").evaluate("link => link.href")
    # What it judges by is a file, the same whatever is answered; asked for once.
    judged = page.locator("[data-judged]").evaluate("page => new URL(page.dataset.judged, location.href).href")
    assert [url for url in asked if not url.startswith("blob:") and url != icon] == [judged]

    link = page.locator("[data-link]").input_value()
    assert link == page.url
    other = open_page(link.removeprefix(address))  # a context of its own: nothing is kept there
    other.locator("[data-all]").click()
    assert other.locator("[data-result]").inner_text() == page.locator("[data-result]").inner_text()
    assert other.locator("select").first.input_value() == "p"

    page.locator("[data-keep-fragment]").first.click()
    page.wait_for_url(re.compile(r"/readiness/#.*law=y"))
    expect(page.locator("[data-ranking] > li")).to_have_count(10)
    page.locator("[data-clear]").click()
    expect(page.locator("[data-result]")).to_be_hidden()
    assert "=" not in page.url


@pytest.mark.browser
def test_a_case_asks_for_the_way_to_itself(open_page):
    page = open_page("en/cases/oman/tajawob/")
    page.locator(".box-need").get_by_role("link", name="How ready are you?").click()
    expect(page.locator("[data-order-title]")).to_contain_text("Tajawob")
    needed = page.locator("[data-steps] > li").count()
    page.get_by_label("yes", exact=True).first.check()
    expect(page.locator("[data-steps] > li")).not_to_have_count(needed)
    assert "for=oman/tajawob" in page.url
    page.locator("[data-back] button").click()
    expect(page.locator("[data-order-title]")).not_to_contain_text("Tajawob")


@pytest.mark.browser
@pytest.mark.parametrize("prefix", ["", "en/"])
def test_without_javascript_there_is_a_worksheet(open_page, prefix):
    page = open_page(f"{prefix}readiness/", java_script_enabled=False)
    expect(page.locator("noscript .notice")).to_be_visible()
    expect(page.locator("[data-result]")).to_be_hidden()
    page.locator("main a[href*=worksheet]").click()
    expect(page.locator(".sheet > li")).to_have_count(len(CODES))
    expect(page.locator(".sheet .box-tick")).to_have_count(len(CODES) * len(readiness.ANSWERS))
