"""Cases in other standards and back: what the published crosswalk says is carried comes back, of every case."""

from __future__ import annotations

import pytest
import yaml

from conftest import TESTS
from projects import command
from tajarib.converters import CONVERTERS, publiccode
from tajarib.converters.draft import UnreadableError
from tajarib.converters.linked import graph
from tajarib.corpus import read_corpus
from tajarib.exports.crosswalks import CROSSWALKS, SOFTWARE
from tajarib.exports.edition import Edition
from tajarib.model.case import SECTIONS
from tajarib.reader import read_case_text

# What rdflib uses of its own within its reader of JSON-LD.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

EXAMPLE = TESTS / "data" / "publiccode-example.yml"
"""A file of strangers that is about no case of ours."""


@pytest.fixture(scope="module")
def edition(library):
    return Edition.at("https://tajarib.example/", library, "ar")


def said(case):
    """Return all that *case* says by our keys; texts by language."""
    record = case.record.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_none=True)
    wording = {key: {code: getattr(text, key) for code, text in case.texts.items()} for key in ("title", "summary")}
    sections = {
        key: {code: text.sections[key].text.strip() for code, text in case.texts.items() if key in text.sections}
        for key in SECTIONS
    }
    return {**record, **wording, **sections, "id": case.id, "country": case.country, "theme": case.theme}


def found(draft):
    """Return all that *draft* says, in the same form."""
    texts = {key: {code: one[key] for code, one in draft.sections.items() if key in one} for key in SECTIONS}
    words = {key: {code: one[key] for code, one in draft.wording.items()} for key in ("title", "summary")}
    place = {key: draft.place[key] for key in ("country", "theme") if key in draft.place}
    if "slug" in draft.place:
        place["id"] = f"{draft.place['country']}/{draft.place['slug']}"
    return {**draft.front, **words, **{key: one for key, one in texts.items() if one}, **place}


def is_within(part, whole):
    """Return whether *part* says nothing that *whole* does not."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and is_within(part[key], whole[key]) for key in part)
    if isinstance(part, list):
        return isinstance(whole, list) and all(any(is_within(one, other) for other in whole) for one in part)
    return part == whole


def unordered(value):
    return sorted(value) if isinstance(value, list) else value


@pytest.fixture(scope="module", params=CONVERTERS)
def trips(request, edition):
    """The code of a format, and all cases that it takes, each with what it says before and after."""
    code = request.param
    converter = CONVERTERS[code]
    cases = [case for case in edition.catalogue.cases if CROSSWALKS[code].takes(case.record.kind)]
    assert {case.record.kind for case in cases} >= set(SOFTWARE)
    return code, [(case, said(case), found(converter.read(edition, converter.write(edition, case)))) for case in cases]


def test_what_the_crosswalk_says_is_carried_comes_back_of_every_case(trips):
    code, cases = trips
    crosswalk = CROSSWALKS[code]
    for case, before, after in cases:
        kind = case.record.kind
        for key in crosswalk.carried(kind):
            assert unordered(after.get(key)) == unordered(before.get(key)), (case.id, key)
        assert not {*after} & {*crosswalk.left(kind)}, (case.id, "what is lost came back")
        for key in crosswalk.partly & {*after}:
            there = before[key]
            if key == "approach":  # without the marks of its sources
                there = {language: publiccode._NOTE.sub("", text) for language, text in there.items()}
            assert is_within(after[key], there), (case.id, key)


def test_what_is_said_to_stay_behind_in_part_does(trips):
    """A key that always came back whole would be listed as told in part for nothing."""
    code, cases = trips
    partly = CROSSWALKS[code].partly
    assert {key for _, before, after in cases for key in partly if after.get(key) != before.get(key)} == partly


@pytest.mark.parametrize("code", CONVERTERS)
def test_a_draft_is_a_case_file_that_lacks_what_it_says_it_lacks(edition, code):
    """Read as a case, the draft has just the problems that are named beside it."""
    case = edition.catalogue.by_id["oman/tajawob"]
    draft = CONVERTERS[code].read(edition, CONVERTERS[code].write(edition, case))
    corpus = read_corpus(TESTS / "corpora" / "minimal")
    files = draft.files("any")
    assert next(iter(files)).endswith(".ar.md") and len(files) == 2
    for name, text in files.items():
        file = read_case_text(f"cases/oman/feedback/{name}", text, corpus.vocabularies)
        assert not file.data.faults
        assert [section.id for section in file.sections] == [*SECTIONS]
        lacking = {problem.field.split("[")[0] for problem in file.problems if problem.code == "E101"}
        assert lacking <= {*draft.missing()}
        assert lacking or file.is_translation
    for language, sections in draft.sections.items():
        text = next(text for name, text in files.items() if name.endswith(f".{language}.md"))
        assert all(section in text for section in sections.values())


# publiccode.yml


def test_publiccode_says_what_the_standard_asks_for_and_we_do_not_know(edition):
    written = publiccode.write(edition, edition.catalogue.by_id["oman/tajawob"])
    data = yaml.safe_load(written)
    unanswered = publiccode.unanswered(written)
    nowhere = [key for key, ours in CROSSWALKS["publiccode"].fields.items() if not ours and key in publiccode.MANDATORY]
    assert [*unanswered] == [key for key in publiccode.MANDATORY if key in nowhere]
    assert data["publiccodeYmlVersion"] == publiccode.VERSION
    assert [*data["description"]] == ["ar", "en"]


def test_every_publiccode_keeps_the_lengths_and_words_of_the_standard(edition):
    allowed = {"concept", "development", "beta", "stable", "obsolete"}
    known = {field.split(".")[0] for field in CROSSWALKS["publiccode"].fields} | {"publiccodeYmlVersion"}
    for case in edition.catalogue.cases:
        if case.record.kind in SOFTWARE:
            data = yaml.safe_load(publiccode.write(edition, case))
            assert {*data} <= known
            assert data.get("developmentStatus", "stable") in allowed
            assert all(law["id"].startswith("http") for law in data.get("supports", ()))
            for text in data["description"].values():
                assert "\n" not in text["shortDescription"] and len(text["shortDescription"]) <= 150
                assert 150 <= len(text["longDescription"]) <= 10_000
                assert "[^" not in text["longDescription"]


def test_a_file_of_strangers_is_read_and_nothing_is_made_of_what_we_have_no_key_for(edition):
    draft = publiccode.read(edition, EXAMPLE.read_bytes())
    assert draft.place == {}  # for Italy and Germany
    assert draft.front == {
        "address": "https://example.com/italia/medusa",
        "status": "planned",
        "owner": {"en": "Roma Capitale"},
    }
    assert draft.wording["en"]["title"] == "Medusa"
    assert draft.wording["en"]["summary"].startswith("Very long description of this software")
    assert publiccode.unanswered(EXAMPLE.read_bytes()) == ()
    assert {"country", "theme", "kind", "sources", "owner.ar", "results"} <= {*draft.missing()}


# Linked data


def test_schema_org_and_dcat_answer_a_query(edition):
    case = next(one for one in edition.catalogue.cases if str(one.record.address).startswith("http"))
    article = graph(CONVERTERS["schema-org"].write(edition, case))
    rows = article.query("""PREFIX s: <https://schema.org/> SELECT ?address ?owner WHERE {
        ?a a s:Article ; s:about [ s:availableChannel/s:serviceUrl ?address ; s:serviceOperator/s:name ?owner ] .
        FILTER(lang(?owner) = "en") }""")
    assert [(str(row.address), str(row.owner)) for row in rows] == [(case.record.address, case.record.owner.en)]
    dataset = graph(CONVERTERS["dcat"].write(edition, case))
    rows = dataset.query("""PREFIX dct: <http://purl.org/dc/terms/> PREFIX dcat: <http://www.w3.org/ns/dcat#>
        SELECT ?id WHERE { ?d a dcat:Dataset ; dct:identifier ?id ; dct:spatial/dct:identifier ?country }""")
    assert [str(row.id) for row in rows] == [case.id]


def test_turtle_is_read_like_json_ld(edition):
    case = edition.catalogue.by_id["oman/tajawob"]
    for code in ("schema-org", "dcat"):
        written = CONVERTERS[code].write(edition, case)
        turtle = graph(written).serialize(format="turtle").encode()
        assert CONVERTERS[code].read(edition, turtle) == CONVERTERS[code].read(edition, written)


@pytest.mark.parametrize(
    ("code", "raw", "text", "name"),
    [
        ("publiccode", b"\xff", "the file is not UTF-8 text: {found}", "invalid start byte"),
        ("publiccode", b"name: [", "the file is not YAML that can be read: {found}", ""),
        ("publiccode", b"name: x", "the file has no {found}", "publiccodeYmlVersion"),
        ("dcat", b"{", "the file can't be read: {found}", "JSON-LD, JSONDecodeError"),
        ("dcat", b"<a", "the file can't be read: {found}", "Turtle, BadSyntax"),
        ("dcat", b"[" * 100_000, "the file can't be read: {found}", "JSON-LD, RecursionError"),
        ("dcat", b"{}", "the file has no {found}", "http://www.w3.org/ns/dcat#Dataset"),
        (
            "schema-org",
            b'{"@context": "https://elsewhere.example/c", "@type": "Article"}',
            "its context would have to be fetched: {found}",
            "https://elsewhere.example/c",
        ),
        (
            "schema-org",
            b'{"a": [{"@context": {"@import": "file:///etc/passwd"}}]}',
            "its context would have to be fetched: {found}",
            "file:///etc/passwd",
        ),
    ],
)
def test_what_is_no_such_file_is_refused_and_nothing_is_fetched(edition, code, raw, text, name):
    with pytest.raises(UnreadableError) as refused:
        CONVERTERS[code].read(edition, raw)
    assert refused.value.text == text
    assert name in refused.value.found


# The command


def convert(*arguments):
    return command("convert.py", *arguments)


def test_the_command_tells_a_case_and_begins_one(tmp_path):
    told = convert("--to", "publiccode", "oman/tajawob")
    assert told.returncode == 0
    assert "Lost on the way: id theme kind started" in told.stderr
    assert "no record says it: url platforms softwareType" in told.stderr
    (tmp_path / "publiccode.yml").write_text(told.stdout, "utf-8")
    back = ("--from", "publiccode", tmp_path / "publiccode.yml", "--out", tmp_path)
    begun = convert(*back)
    assert begun.returncode == 0, begun.stderr
    assert sorted(path.name for path in tmp_path.glob("*.md")) == ["publiccode.ar.md", "publiccode.en.md"]
    assert "Still to be written: theme kind started owner.ar" not in begun.stderr
    assert "--country oman" in begun.stdout
    again = convert(*back)
    assert again.returncode == 1
    assert "is there already" in again.stderr


def test_the_command_refuses_what_the_standard_cannot_tell(edition):
    law = next(case for case in edition.catalogue.cases if case.record.kind == "law")
    refused = convert("--to", "publiccode", law.id)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "publiccode.yml can tell only of these kinds: Service, Platform\n"
    unknown = convert("--to", "dcat", "oman/tajawab")
    assert unknown.returncode == 1
    assert "oman/tajawob" in unknown.stderr
