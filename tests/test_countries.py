"""Country pages: every value is the record's, in table, chart, API and download; one scale; what a reader must know."""

from __future__ import annotations

import csv
import json
import re
from html import unescape
from xml.etree import ElementTree as ET

import pytest
import yaml

from projects import ROOT
from tajarib import charts, indicators
from tajarib.i18n import strings
from tajarib.pages import Lens
from tajarib.pages.countries import profile, side_by_side

LANGUAGES = (("", "ar"), ("en/", "en"))


@pytest.fixture(scope="module")
def raw():
    """(country, indicator, edition) to (value, rank), straight from the files."""
    found = {}
    for path in (ROOT / "cases").glob("*/country.yml"):
        for reading in yaml.safe_load(path.read_text("utf-8")).get("indicators", ()):
            key = (path.parent.name, reading["indicator"], str(reading["edition"]))
            found[key] = (reading.get("value"), reading.get("rank"))
    assert len(found) > 300
    return found


def told(value, language):
    return strings(language).exact(value)


def cells(html):
    """Yield (attributes of the table, edition, the cells of the row) of each row of readings."""
    for attributes, table in re.findall(r'<table class="readings"([^>]*)>(.*?)</table>', html, re.DOTALL):
        for edition, row in re.findall(r'<tr><th scope="row">(\d+)</th>(.*?)</tr>', table, re.DOTALL):
            yield attributes, edition, re.findall(r"<td([^>]*)>(.*?)</td>", row, re.DOTALL)


def reading(cell, language):
    """Return (value, rank) as a cell tells them; the value's text must say the same as its data."""
    value = re.search(r'<data value="([^"]+)">([^<]+)</data>', cell)
    if value:
        assert value[2] == told(float(value[1]), language)
    words = {"ar": "المرتبة", "en": "rank"}[language]
    rank = re.search(rf"{words} (\d+)", cell)
    return (float(value[1]) if value else None, int(rank[1]) if rank else None)


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
def test_tables_of_a_country_have_every_reading(site, raw, prefix, language):
    found = {}
    for country in {key[0] for key in raw}:
        html = (site / prefix / "countries" / country / "index.html").read_text("utf-8")
        for _, edition, row in cells(html):
            for attributes, cell in row:
                code = re.search(r'data-indicator="([\w-]+)"', attributes)[1]
                if "<data" in cell or "reading-rank" in cell:
                    found[country, code, edition] = reading(cell, language)
    assert found == raw


@pytest.mark.parametrize(("prefix", "language"), LANGUAGES)
def test_tables_side_by_side_have_every_reading_of_the_six(site, library, raw, prefix, language):
    html = (site / prefix / "countries" / "index.html").read_text("utf-8")
    found = {}
    for attributes, edition, row in cells(html):
        code = re.search(r'data-indicator="([\w-]+)"', attributes)[1]
        for state, (_, cell) in zip(indicators.states(library), row, strict=True):
            if "<data" in cell or "reading-rank" in cell:
                found[state, code, edition] = reading(cell, language)
    numeric = {key: value for key, value in raw.items() if key[0] != "gcc" and key[1] != "gtmi-components"}
    assert found == numeric


def rows(path):
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def as_pair(row):
    return (float(row["value"]) if row["value"] else None, int(row["rank"]) if row["rank"] else None)


def test_downloads_and_api_have_the_same_values(site, raw):
    everything = rows(site / "api" / "v1" / "indicators.csv")
    assert {(r["country"], r["indicator"], r["edition"]): as_pair(r) for r in everything} == raw
    own = [row for path in sorted(site.glob("countries/*/indicators.csv")) for row in rows(path)]
    assert sorted(map(str, own)) == sorted(map(str, everything))
    countries = json.loads((site / "api" / "v1" / "countries.json").read_text("utf-8"))["countries"]
    assert {
        (country, reading["indicator"], str(reading["edition"])): (reading.get("value"), reading.get("rank"))
        for country, record in countries.items()
        for reading in record.get("indicators", ())
    } == raw


def drawn(svg):
    """Return the dots' (x, y) and the height of nought and of the end of the scale."""
    root = ET.fromstring(svg)
    dots = [(float(dot.get("cx")), float(dot.get("cy"))) for dot in root.iter("circle")]
    axis = next(g for g in root.iter("g") if g.get("class", "").startswith("axis y"))
    heights = [float(re.match(r"M[\d.]+ ([\d.]+)", path.get("d"))[1]) for path in axis.iter("path")]
    return dots, heights


def every_chart(library, language="en"):
    for group in side_by_side(Lens(library, language))["groups"]:
        for panel in group["panels"]:
            for state, svg in panel["charts"].items():
                if svg:
                    yield panel, state, svg


def test_charts_stand_where_the_values_are(library):
    drawn_charts = 0
    for panel, state, svg in every_chart(library):
        series = panel["series"][state]
        dots, (nought, end) = drawn(svg)
        assert len(dots) == len(series.values)
        top = charts.round_top([v for s in panel["series"].values() for _, v in s.values])
        scale = panel["term"].maximum if panel["term"].better else top
        for (_, y), (_, value) in zip(dots, series.values, strict=True):
            assert y == pytest.approx(nought + (end - nought) * value / scale, abs=0.05)
        years = [year for year, _ in series.values]
        pace = [(x - dots[0][0]) / (year - years[0]) for (x, _), year in zip(dots[1:], years[1:], strict=True)]
        assert max(pace) - min(pace) < 0.05
        drawn_charts += 1
    assert drawn_charts > 60


def test_one_scale_and_the_same_years_within_an_indicator(library):
    frames = {}
    for panel, _, svg in every_chart(library):
        frame = re.findall(r"<text[^>]*>([^<]+)</text>", svg)
        frames.setdefault(panel["code"], set()).add(tuple(frame))
    assert {code: len(found) for code, found in frames.items()} == dict.fromkeys(frames, 1)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_charts_are_told_to_those_who_do_not_see_them(library, language):
    for panel, state, svg in every_chart(library, language):
        root = ET.fromstring(svg)
        name = unescape(root.get("aria-label"))
        assert root.get("role") == "img"
        assert name.startswith(panel["term"].name[language])
        assert library.countries[state].name[language] in name
        for year, value in panel["series"][state].values:
            assert f"{year}: {told(value, language)}" in name


def test_charts_hold_nothing_that_acts(library):
    for _, _, svg in every_chart(library):
        assert not re.search(r"<script|<style|\son\w+=|href|url\(", svg)


@pytest.mark.parametrize(
    ("values", "end"),
    [([1], 1), ([1.5], 2), ([3.2, 1], 4), ([5], 5), ([7], 8), ([9], 10), ([35_300_280, 2], 40_000_000), ([0.5], 1)],
)
def test_end_of_the_scale(values, end):
    assert charts.round_top(values) == end


def test_egdi_is_the_mean_of_its_parts(raw):
    """A slip in copying any of the four would show. (In 2010 the three were weighted 0.34, 0.33, 0.33.)"""
    for (country, indicator, edition), (value, _) in raw.items():
        if indicator == "egdi":
            parts = [raw[country, part, edition][0] for part in ("osi", "tii", "hci")]
            assert value == pytest.approx(sum(parts) / 3, abs=0.0035 if edition == "2010" else 0.0002)


def test_every_indicator_says_what_it_does_not_tell_and_where_that_stands(site, library):
    html = (site / "en" / "countries" / "index.html").read_text("utf-8")
    for code, term in library.taxonomy.indicators.items():
        assert term.sources, code
        if code != "gtmi-components":  # bands, which are not drawn
            assert f'<h3 id="{code}">' in html
    assert html.count("What it does not tell</strong>") == html.count('class="panel"')


def test_indicators_of_one_report_stand_together(library):
    families = indicators.families(library.taxonomy)
    assert families[0] == ("egdi", "osi", "tii", "hci", "epi")
    assert sorted(code for family in families for code in family) == sorted(library.taxonomy.indicators)


def test_cases_of_a_country_by_year_are_its_own_and_the_joint_ones(library):
    for code in library.countries:
        context = profile(Lens(library, "en"), code)
        listed = [case.id for cases in context["years"].values() for case in cases]
        assert sorted(listed) == sorted(case.id for case in [*context["cases"], *context["joint"]])
        years = [year for year in context["years"] if year is not None]
        assert years == sorted(years)
        if code != "gcc":
            assert context["joint"], "every state takes part in joint work"
            assert context["authorities"]


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["countries/", "en/countries/", "countries/kuwait/", "en/countries/uae/"])
def test_charts_are_legible_and_nothing_is_cut_off(turn_to, path, width):
    page = turn_to(path, width=width, color_scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    small = page.evaluate(
        """() => [...document.querySelectorAll(".multiple svg")].flatMap((svg) => {
          const frame = svg.getBoundingClientRect();
          return [...svg.querySelectorAll("text")].map((text) => text.getBoundingClientRect()).filter((r) =>
            r.height < 9 || r.left < frame.left - 1 || r.right > frame.right + 1 || r.bottom > frame.bottom + 1);
        }).length"""
    )
    assert small == 0


@pytest.mark.browser
def test_the_download_is_the_file(open_page, site):
    page = open_page("en/countries/oman/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as CSV").click()
    content = (site / "countries" / "oman" / "indicators.csv").read_bytes()
    with open(download.value.path(), "rb") as file:
        assert file.read() == content
