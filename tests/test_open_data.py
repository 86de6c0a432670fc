"""The open data: every format says the same as the records, and loads in the programs that it is made for."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
import re
import sqlite3
from html.parser import HTMLParser
from urllib.parse import urljoin

import feedparser
import frictionless
import jsonschema
import pytest
from referencing import Registry, Resource

from projects import DAY, ROOT
from tajarib import figures
from tajarib.catalogue import Catalogue, catalogue
from tajarib.corpus import read_corpus
from tajarib.evidence import point_grade
from tajarib.exports.columns import columns
from tajarib.exports.crosswalks import CROSSWALKS, KEYS
from tajarib.exports.csv_files import as_csv
from tajarib.exports.edition import API, Edition
from tajarib.exports.hand_in import FORMS, NOTHING, answer
from tajarib.exports.open_data import of_case, of_library
from tajarib.exports.schema import EXAMPLE
from tajarib.exports.tables import Table
from tajarib.i18n import strings
from tajarib.model.case import CaseRecord, Event, Point
from tajarib.rules import check

SITE_URL = "https://tajarib.example/"


def open_data(edition: Edition) -> dict[str, bytes]:
    """Return every file of the open data, by its path below the site's root."""
    files = of_library(edition)
    for case in edition.catalogue.cases:
        files |= of_case(edition, case)
    return files


@pytest.fixture(scope="module")
def library() -> Catalogue:
    corpus = read_corpus(ROOT)
    return catalogue(corpus, check(corpus), dt.date.fromisoformat(DAY), drafts=False)


@pytest.fixture(scope="module")
def files(library):
    return open_data(Edition.at(SITE_URL, library, "ar"))


@pytest.fixture(scope="module")
def database(files, tmp_path_factory):
    path = tmp_path_factory.mktemp("data") / "library.sqlite"
    path.write_bytes(files["api/v1/library.sqlite"])
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def validate(files):
    """Validate data against a published schema, its references being those published beside it."""
    found = [json.loads(content) for name, content in files.items() if name.endswith(".schema.json")]
    registry = Registry().with_resources((schema["$id"], Resource.from_contents(schema)) for schema in found)

    def faults(data, reference):
        validator = jsonschema.Draft202012Validator({"$ref": f"{SITE_URL}{API}{reference}"}, registry=registry)
        return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]

    return faults


def rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def json_files(files):
    return {
        name.removeprefix(API): json.loads(content)
        for name, content in files.items()
        if name.startswith(API) and name.endswith(".json") and "schema" not in name
    }


# The API and its schemas


def test_the_list_has_the_shape_of_the_contract(files, library):
    data = json.loads(files["api/v1/cases.json"])
    assert data["count"] == len(data["cases"]) == len(library.cases) > 0
    assert [case["id"] for case in data["cases"]] == [case.id for case in library.cases]
    for case in data["cases"]:
        assert {"country", "theme", "themes", "status", "title", "summary", "url", "evidence"} <= case.keys()
        assert {"figures", "sources"} <= case.keys()
        assert case["url"]["ar"] == f"{SITE_URL}cases/{case['id']}/"
        assert case["url"]["en"] == f"{SITE_URL}en/cases/{case['id']}/"
        assert f"{API}cases/{case['id']}.json" in files


def test_every_file_validates_against_its_published_schema(files, validate):
    for name, data in json_files(files).items():
        if name != "datapackage.json":  # its schema is Frictionless's, see below
            definition = "case" if name.startswith("cases/") else name.removesuffix(".json")
            assert not validate(data, f"api.schema.json#/$defs/{definition}"), name


def test_schemas_are_schemas_and_carry_codes_and_both_languages(files, library):
    for name, content in files.items():
        if name.endswith(".schema.json"):
            schema = json.loads(content)
            jsonschema.Draft202012Validator.check_schema(schema)
            assert schema["$id"] == SITE_URL + name
    schema = json.loads(files["api/v1/case.schema.json"])
    assert schema["properties"]["status"]["enum"] == list(library.taxonomy.statuses)


def described(node, place=""):
    """Yield every model and every property in a schema; a condition only names a property that stands elsewhere."""
    if isinstance(node, list):
        for i, inner in enumerate(node):
            yield from described(inner, f"{place}/{i}")
    elif isinstance(node, dict):
        if "title" in node and node.get("type") == "object":
            yield place, node
        for key, inner in node.items():
            if key == "properties":
                yield from ((f"{place}/{name}", one) for name, one in inner.items() if one is not False)
            if key not in ("if", "examples"):
                yield from described(inner, f"{place}/{key}")


def test_every_part_and_property_of_a_schema_is_described_in_both_languages(files):
    found = [
        (f"{name}{place}", node)
        for name, content in files.items()
        if name.endswith(".schema.json")
        for place, node in described(json.loads(content))
    ]
    assert len(found) > 250
    for place, node in found:
        assert "x-description" in node, place
        said = node["x-description"]
        assert said["en"] == node["description"], place
        assert re.search("[ء-ي]", said["ar"]), place


def test_the_example_is_a_record(validate, library):
    assert not validate(EXAMPLE, "case.schema.json")
    codes = {"taxonomy": {name: library.taxonomy[name] for name in library.taxonomy.vocabularies()}}
    CaseRecord.model_validate(EXAMPLE, context=codes)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"status": "alive"}, "'alive' is not one of"),
        ({"colour": "green"}, "'colour' was unexpected"),
        ({"address": "javascript:alert(1)"}, "is not valid under any"),
        ({"kind": "law"}, "False schema does not allow"),
        ({"started": "last year"}, "is not valid under any"),
        ({"prerequisites": None}, "None is not of type 'array'"),
    ],
)
def test_the_schema_refuses(validate, change, told):
    assert any(told in fault for fault in validate({**EXAMPLE, **change}, "case.schema.json"))


@pytest.mark.parametrize("key", ["owner", "sources", "figures", "cost"])
def test_the_schema_misses_what_must_be_there(validate, key):
    record = {name: value for name, value in EXAMPLE.items() if name != key}
    assert any(f"'{key}' is a required property" in fault for fault in validate(record, "case.schema.json"))


# All formats say the same


def told_figures(library):
    """Return every value of the library by (case, figure, number): value, date, grade."""
    return {
        (case.id, figure.id, i): (float(point.value), str(point.as_of), point_grade(point, case.record.sources))
        for case in library.cases
        for figure in case.record.figures
        for i, point in enumerate(figure.points, start=1)
    }


def test_csv_sqlite_and_json_agree_on_every_figure(files, library, database):
    expected = told_figures(library)
    assert expected
    in_csv = {
        (row["case"], row["figure"], int(row["number"])): (float(row["value"]), row["as_of"], row["evidence"])
        for row in rows(files["api/v1/figures.csv"])
    }
    assert in_csv == expected
    query = "SELECT [case], figure, number, value, as_of, evidence FROM figures"
    assert {tuple(row[:3]): (float(row[3]), *row[4:]) for row in database.execute(query)} == expected
    data = json_files(files)
    for cases in (data["cases.json"]["cases"], data["library.json"]["cases"]):
        in_json = {
            (case["id"], figure["id"], i): (float(point["value"]), point["as_of"], point["evidence"])
            for case in cases
            for figure in case["figures"]
            for i, point in enumerate(figure["points"], start=1)
        }
        assert in_json == expected
    for case in data["library.json"]["cases"]:
        own = data[f"cases/{case['id']}.json"]
        assert {key: own[key] for key in case} == case


class FigureTable(HTMLParser):
    """The values in the table of figures of a case page: figure to the texts of its cells."""

    def __init__(self, text):
        super().__init__()
        self.values, self.figure, self.inside = {}, "", False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "tbody":
            self.figure = attributes.get("id", "").removeprefix("figure-")
        if tag == "td" and self.figure:
            self.inside = attributes.get("class") == "number"
            if self.inside:
                self.values.setdefault(self.figure, []).append("")

    def handle_data(self, data):
        if self.inside:
            self.values[self.figure][-1] += data


@pytest.mark.parametrize(("prefix", "language"), [("", "ar"), ("en/", "en")])
def test_pages_agree_on_every_figure(site, library, prefix, language):
    t = strings(language)
    for case in library.cases:
        page = FigureTable((site / f"{prefix}cases/{case.id}/index.html").read_text("utf-8"))
        assert set(page.values) == {figure.id for figure in case.record.figures}
        for figure in case.record.figures:
            shown = [" ".join(cell.split()) for cell in page.values[figure.id]]
            expected = [str(figures.told(point, figure.unit, library.taxonomy, t)) for point in figure.points]
            assert len(shown) == len(expected)
            assert all(cell.startswith(value) for cell, value in zip(shown, expected, strict=True)), (case.id, shown)


def test_what_is_published_is_what_the_build_writes(site, files):
    wrong = [name for name, content in files.items() if (site / name).read_bytes() != content]
    assert not wrong


def test_the_same_catalogue_gives_the_same_bytes(files, library):
    assert open_data(Edition.at(SITE_URL, library, "ar")) == files


def test_without_a_case_only_that_case_is_gone(files, library):
    gone = next(case for case in library.cases if case.record.figures and case.record.timeline)
    fewer = dataclasses.replace(library, cases=tuple(case for case in library.cases if case is not gone))
    after = open_data(Edition.at(SITE_URL, fewer, "ar"))
    vanished = set(files) - set(after)
    assert set(after) < set(files)
    assert all(gone.id in name for name in vanished)
    for name in after:
        if name.startswith((f"{API}cases/", "cases/", "en/cases/")) or "schema" in name:
            assert after[name] == files[name], name
    for name in ("cases", "figures", "sources", "indicators"):
        key = {"cases": "id", "figures": "case", "sources": "of"}.get(name, "country")
        kept = [row for row in rows(files[f"{API}{name}.csv"]) if row[key] != gone.id]
        assert rows(after[f"{API}{name}.csv"]) == kept
    before = [case for case in json.loads(files["api/v1/cases.json"])["cases"] if case["id"] != gone.id]
    assert json.loads(after["api/v1/cases.json"])["cases"] == before


# Tables


def test_spreadsheets_know_the_encoding_and_a_text_is_no_formula():
    points = columns(Event)
    event = Event.model_validate(
        {"date": "2014-06", "event": {"ar": "بدأت", "en": '=HYPERLINK("x")'}, "sources": ["S1", "S2"]}
    )
    table = Table("events", "", points, (tuple(column.value(event) for column in points),))
    content = as_csv(table)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").split("\r\n") == [
        "date,event_ar,event_en,sources,inferred",
        '2014-06,بدأت,"\'=HYPERLINK(""x"")",S1 S2,false',
        "",
    ]


def test_columns_follow_the_model():
    assert {column.name: column.type for column in columns(Point)} == {
        "value": "number",
        "as_of": "string",
        "by": "string",
        "sources": "string",
        "qualifier": "string",
        "of": "number",
        "scope_ar": "string",
        "scope_en": "string",
        "note_ar": "string",
        "note_en": "string",
        "disputes": "boolean",
        "inferred": "boolean",
    }


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_data_package_is_valid(files, tmp_path):
    names = ["datapackage.json", *(f"{name}.csv" for name in ("cases", "figures", "sources", "indicators"))]
    for name in names:
        (tmp_path / name).write_bytes(files[API + name])
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.to_summary()
    assert len(report.tasks) == len(names) - 1


def test_the_database_holds_together(database, library):
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    count = dict(database.execute("SELECT [case], COUNT(*) FROM timeline GROUP BY [case]"))
    assert count == {case.id: len(case.record.timeline) for case in library.cases if case.record.timeline}
    query = "SELECT COUNT(*) FROM texts WHERE section = 'went-wrong' AND language = 'ar' AND markdown <> ''"
    assert database.execute(query).fetchone() == (len(library.cases),)


# Feeds, search, text


def test_feeds_parse_and_hold_what_they_say(files, library):
    found = {name: content for name, content in files.items() if name.endswith("feed.xml")}
    assert len(found) == len(library.languages) * (1 + len(library.countries) + len(library.taxonomy.themes))
    for name, content in found.items():
        feed = feedparser.parse(content)
        assert not feed.bozo, name
        assert feed.version == "atom10"
        assert feed.feed.language == ("en" if name.startswith("en/") else "ar")
        assert urljoin(SITE_URL, name) in [link.href for link in feed.feed.links if link.rel == "self"]
        days = [entry.updated for entry in feed.entries]
        assert days == sorted(days, reverse=True)
        assert all(day[:10] <= DAY for day in [feed.feed.updated, *days])
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    oman = feedparser.parse(found["en/countries/oman/feed.xml"])
    concerned = [case for case in library.cases if "oman" in (case.country, *case.countries)]
    assert {entry.link for entry in oman.entries} == {f"{SITE_URL}en/{case.address}" for case in concerned}


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_feed_and_search_are_announced(site, files, prefix):
    head = (site / prefix / "index.html").read_text("utf-8").partition("</head>")[0]
    assert 'type="application/atom+xml"' in head
    assert 'rel="search" type="application/opensearchdescription+xml"' in head
    assert f'template="{SITE_URL}{prefix}search/?q={{searchTerms}}"' in files[f"{prefix}opensearch.xml"].decode()


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_llms_txt_leads_to_every_case_as_markdown(files, library, prefix):
    text = files[f"{prefix}llms.txt"].decode()
    for case in library.cases:
        assert f"({SITE_URL}{prefix}{case.address}index.md)" in text


def test_markdown_has_every_section_and_every_source(files, library):
    for case in library.cases:
        for language, prefix in (("ar", ""), ("en", "en/")):
            text = files[f"{prefix}{case.address}index.md"].decode()
            written = case.texts[language]
            headings = [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]
            extra = bool(case.record.figures) + 1
            assert text.startswith(f"# {written.title}\n\n{written.summary}\n")
            assert len(headings) == len(written.sections) + extra
            assert all(f"\n[^{key}]: " in text and source.url in text for key, source in case.record.sources.items())
            assert ".md)" not in text, "a link to a file of the corpus, not to a page"


# Crosswalks


@pytest.mark.parametrize("code", CROSSWALKS)
def test_crosswalks_name_keys_that_there_are(code):
    one = CROSSWALKS[code]
    used = {key for keys in one.fields.values() for key in keys}
    assert used <= set(KEYS)
    assert used | set(one.lost) == set(KEYS)
    assert not used & set(one.lost)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("language", "prefix"), [("ar", ""), ("en", "en/")])
def test_a_case_can_be_read_back_from_the_fields_of_a_form(files, library, form, language, prefix):
    """Nothing that the crosswalk claims for a field is lost there; a field that nothing answers says so."""
    edition, t, one = Edition.at(SITE_URL, library, "ar"), strings(language), CROSSWALKS[form]
    for case in library.cases:
        text = files[f"{prefix}{case.address}{form}.md"].decode()
        starts = [text.index(f"\n## {field}\n") for field in one.fields]
        assert starts == sorted(starts)
        ends = [*starts[1:], text.rindex("\n## ")]
        for (field, keys), start, end in zip(one.fields.items(), starts, ends, strict=True):
            expected = [found for key in keys if (found := answer(edition, case, key, t))]
            assert all(found in text[start:end] for found in expected), (case.id, field)
            assert (t(NOTHING) in text[start:end]) == (not expected)
