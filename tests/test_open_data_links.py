"""Citations, linked data and the worked example: read with the programs of those who would read them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import sqlite3
import subprocess
import sys

import bibtexparser
import pyshacl
import pytest
import rdflib
import rispy
import yaml

from projects import DAY, ROOT
from tajarib.catalogue import catalogue
from tajarib.corpus import read_corpus
from tajarib.exports.citations import Citation, as_bibtex, as_text, citations
from tajarib.exports.edition import Edition
from tajarib.exports.json_ld import structured
from tajarib.pages.data import BEARS_ON, EXAMPLES, independent_evidence
from tajarib.rules import check
from test_open_data import open_data

# What rdflib uses of its own within its reader of JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

SITE_URL = "https://tajarib.example/"
SCHEMA = rdflib.Namespace("https://schema.org/")
_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module")
def edition():
    corpus = read_corpus(ROOT)
    return Edition.at(SITE_URL, catalogue(corpus, check(corpus), dt.date.fromisoformat(DAY), drafts=False), "ar")


@pytest.fixture(scope="module")
def files(edition):
    return open_data(edition)


# Citations


@pytest.mark.parametrize(("language", "prefix", "author"), [("ar", "", "تجارب"), ("en", "en/", "Tajarib")])
def test_a_citation_reads_the_same_in_every_form(edition, language, prefix, author):
    case = edition.catalogue.by_id["oman/tajawob"]
    found = {name: content.decode() for name, content in citations(edition, case, language).items()}
    title, address = case.texts[language].title, f"{SITE_URL}{prefix}cases/oman/tajawob/"
    (ris,) = rispy.loads(found["citation.ris"])
    assert (ris["type_of_reference"], ris["authors"], ris["title"]) == ("ELEC", [author], title)
    assert (ris["urls"], ris["year"], ris["edition"]) == ([address], "2026", DAY)
    (csl,) = json.loads(found["citation.json"])
    assert (csl["type"], csl["author"], csl["title"], csl["URL"]) == ("webpage", [{"literal": author}], title, address)
    assert csl["accessed"] == {"date-parts": [[2026, 11, 23]]}
    assert csl["version"] == DAY
    text = found["citation.txt"]
    assert text.startswith(f"{author} (2026). {title}. ")
    assert text.rstrip().endswith(address)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_bibtex_parses_with_a_body_as_author(files):
    found = [content.decode() for name, content in sorted(files.items()) if name.endswith("citation.bib")]
    assert found
    library = bibtexparser.parse_string("\n".join(found))
    assert not library.failed_blocks
    assert len(library.entries) == len({entry.key for entry in library.entries}) == len(found)
    for entry in library.entries:
        fields = {field.key: field.value for field in entry.fields}
        assert fields["author"] in ("{Tajarib}", "{تجارب}")
        assert {"title", "year", "version", "url", "urldate", "language"} <= fields.keys()


def test_what_means_something_to_tex_is_escaped():
    one = Citation("x", "en", "Tajarib", r"50% of {A} & B_C #1 $2 ~ ^ \end", "", SITE_URL, dt.date(2026, 1, 2))
    expected = r"50\% of \{A\} \& B\_C \#1 \$2 \textasciitilde{} \textasciicircum{} \textbackslash{}end"
    assert f"title = {{{{{expected}}}}}," in as_bibtex(one)
    assert as_text(one) == (
        r"Tajarib (2026). 50% of {A} & B_C #1 $2 ~ ^ \end. Edition of 2 January 2026. Accessed 2 January 2026. "
        f"{SITE_URL}\n"
    )


def test_the_repository_can_be_cited():
    data = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= data.keys()
    assert data["license"] == ["CC-BY-4.0", "MIT"]
    assert f'version = "{data["version"]}"' in (ROOT / "pyproject.toml").read_text("utf-8")


# Linked data


def graph(data):
    return rdflib.Graph().parse(data=data, format="json-ld")


def schema_graph(text):
    """Return what a page says; the vocabulary's own context, on another site, is not asked for."""
    data = json.loads(text)
    assert data["@context"] == "https://schema.org"
    return graph(json.dumps({**data, "@context": {"@vocab": str(SCHEMA)}}))


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_every_case_page_says_what_it_is(site, edition, prefix):
    language = "en" if prefix else "ar"
    for case in edition.catalogue.cases:
        (script,) = _SCRIPT.findall((site / f"{prefix}{case.address}index.html").read_text("utf-8"))
        found = schema_graph(script)
        here = rdflib.URIRef(f"{SITE_URL}{prefix}{case.address}")
        assert (here, rdflib.RDF.type, SCHEMA.Article) in found
        assert str(found.value(here, SCHEMA.headline)) == case.texts[language].title
        services = list(found.subjects(rdflib.RDF.type, SCHEMA.GovernmentService))
        assert len(services) == (case.record.kind in ("service", "platform"))
        for service in services:
            operator = found.value(service, SCHEMA.serviceOperator)
            assert str(found.value(operator, SCHEMA.name)) == case.record.owner[language]
        assert len(list(found.subjects(rdflib.RDF.type, SCHEMA.BreadcrumbList))) == 1


@pytest.mark.parametrize(
    ("address", "type_"),
    [("", "WebSite"), ("data/", "Dataset"), ("countries/oman/", "BreadcrumbList"), ("themes/data/", "BreadcrumbList")],
)
@pytest.mark.parametrize("prefix", ["", "en/"])
def test_other_pages_say_what_they_are(site, prefix, address, type_):
    (script,) = _SCRIPT.findall((site / f"{prefix}{address}index.html").read_text("utf-8"))
    assert list(schema_graph(script).subjects(rdflib.RDF.type, SCHEMA[type_]))


def test_a_text_cannot_end_the_script(edition):
    case = edition.catalogue.cases[0]
    hostile = "</script><script>alert(1)</script><!-- & ' \u2028"
    texts = {language: dataclasses.replace(text, title=hostile) for language, text in case.texts.items()}
    changed = dataclasses.replace(case, texts=texts)
    cases = (changed, *edition.catalogue.cases[1:])
    other = dataclasses.replace(edition, catalogue=dataclasses.replace(edition.catalogue, cases=cases))
    script = str(structured(other, case.address, "en"))
    assert not re.search("[<>&]", script)
    assert json.loads(script)["@graph"][0]["headline"] == hostile


def test_the_catalogue_answers_a_portal(files):
    found = graph(files["data/catalogue.jsonld"])
    query = """
        PREFIX dcat: <http://www.w3.org/ns/dcat#>
        PREFIX dct: <http://purl.org/dc/terms/>
        SELECT ?id ?address ?size ?licence WHERE {
          ?catalogue a dcat:Catalog ; dcat:dataset ?dataset .
          ?dataset dct:identifier ?id ; dct:publisher ?body ; dcat:distribution ?file .
          ?file dcat:downloadURL ?address ; dcat:byteSize ?size ; dct:license ?licence ; dcat:mediaType ?type .
        }"""
    answers = list(found.query(query))
    assert {str(answer.id) for answer in answers} == {"cases", "figures", "sources", "indicators", "library"}
    for answer in answers:
        name = str(answer.address).removeprefix(SITE_URL)
        assert len(files[name]) == int(answer.size)
        assert str(answer.licence) == "https://creativecommons.org/licenses/by/4.0/"
    titles = {
        title.language
        for dataset in found.subjects(rdflib.RDF.type, rdflib.DCAT.Dataset)
        for title in found.objects(dataset, rdflib.DCTERMS.title)
    }
    assert titles == {"ar", "en"}


def test_the_catalogue_conforms_to_dcat_ap(files):
    """The shapes are those of the standard's own repository, releases/3.0.0/shacl (CC BY 4.0, European Union)."""
    shapes = rdflib.Graph().parse(ROOT / "tests" / "data" / "dcat-ap-3.0.0-shapes.ttl")
    conforms, _, report = pyshacl.validate(
        graph(files["data/catalogue.jsonld"]), shacl_graph=shapes, inference="rdfs", advanced=True
    )
    assert conforms, report


# The page


def test_the_worked_example_answers_from_the_published_files_alone(edition, files, site, tmp_path):
    table = tmp_path / "figures.csv"
    table.write_bytes(files["api/v1/figures.csv"])
    command = [sys.executable, str(EXAMPLES / "independent_evidence.py"), table.as_uri()]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    answer = dict(line.split() for line in result.stdout.splitlines())
    answer = {theme: int(count) for theme, count in answer.items()}
    assert answer == independent_evidence(edition.catalogue)
    assert answer

    database = tmp_path / "library.sqlite"
    database.write_bytes(files["api/v1/library.sqlite"])
    connection = sqlite3.connect(database)
    assert dict(connection.execute((EXAMPLES / "independent_evidence.sql").read_text("utf-8"))) == answer
    connection.close()

    for page in ("data/index.html", "en/data/index.html"):
        text = (site / page).read_text("utf-8")
        shown = re.findall(r'data-theme-code="([a-z-]+)"><th scope="row">[^<]*</th><td>(\d+)</td>', text)
        assert {theme: int(count) for theme, count in shown} == answer
        assert f"{SITE_URL}api/v1/figures.csv" in text
        assert "SITE/" not in text


def test_targets_on_the_page_are_those_of_the_records(site, edition):
    text = (site / "en/data/index.html").read_text("utf-8")
    targets = {goal.target for case in edition.catalogue.cases for goal in case.record.sdg}
    assert {"16.6", "16.7", "16.10"} <= targets
    assert set(re.findall(r'id="sdg-([^"]+)"', text)) == targets


def test_indexes_and_themes_of_the_match_exist(edition):
    taxonomy = edition.catalogue.taxonomy
    assert set(BEARS_ON) <= set(taxonomy.indicators)
    assert {theme for themes in BEARS_ON.values() for theme in themes} <= set(taxonomy.themes)
