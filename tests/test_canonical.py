"""The one form of a case file: the same data gives the same bytes in both languages, and reads back as it was."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from projects import ROOT
from tajarib.canonical import KEYS, formatted, written
from tajarib.corpus import read_corpus
from tajarib.model.case import CaseRecord, Point, Translation
from tajarib.reader import CaseFile, read_case_text
from written import NUMBERS_OF_NO_SENSE, ODD_BODIES, ODD_NUMBERS, ODD_TEXTS, front_matters

MODULE = ROOT / "overrides" / "assets" / "js" / "canonical.js"
PATH = "cases/oman/data/x.ar.md"


def read(text: str) -> CaseFile:
    file = read_case_text(PATH, text, {})
    assert not file.data.faults, (file.data.faults, text)
    return file


def as_read(value: Any, key: str = "") -> Any:
    """Return *value* as it is after a round: only a date that is a year alone becomes a number."""
    if isinstance(value, dict):
        return {key: as_read(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_read(one, key) for one in value]
    if key in ("started", "as_of", "date") and isinstance(value, str) and re.fullmatch("[1-9][0-9]{3}", value):
        return int(value)
    return value


@pytest.mark.parametrize("front", front_matters(), ids=lambda front: json.dumps(front)[:40])
def test_odd_data_reads_back(front: dict[str, Any]) -> None:
    text = written(front, "text\n")
    file = read(text)
    assert file.data.value == as_read(front)
    assert file.body == "\ntext\n"
    assert formatted(file) == text


@pytest.mark.parametrize("body", ODD_BODIES, ids=ascii)
def test_odd_bodies(body: str) -> None:
    text = written({"kind": "law"}, body)
    file = read(text)
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [line for line in file.body.split("\n") if line.strip(" \t")] == [
        line.rstrip(" \t") if not any(after.strip(" \t") for after in lines[number:]) else line
        for number, line in enumerate(lines, start=1)
        if line.strip(" \t")
    ]
    assert re.search(r"\n---\n(\n.*[^\n]\n)?\Z", text, flags=re.DOTALL)
    assert formatted(file) == text


def test_form() -> None:
    """The form by example, out of order as it may come."""
    front = {
        "sources": {"S2": {"url": "https://x.example/", "title": "B"}, "S1": {"kind": "press", "date": "2014"}},
        "figures": [
            {"points": [{"sources": ["S1"], "as_of": "2022-10", "value": 52.0}, {"value": 54}], "id": "bodies"}
        ],
        "minimum": {"en": "One, then two", "ar": "واحد، ثم اثنان"},
        "also": ["data", "feedback"],
        "aliases": [{"until": 2020, "en": "Old: the first", "ar": "القديمة"}],
        "zone": 1,
        "started": "2025",
        "title": "One",
    }
    assert written(front, "\n\n## One\n\nText\n\n") == (
        '---\ntitle: "One"\nstarted: 2025\nalso: [data, feedback]\n'
        'aliases:\n  - {ar: القديمة, en: "Old: the first", until: 2020}\n'
        "figures:\n  - id: bodies\n    points:\n"
        "      - {value: 52, as_of: 2022-10, sources: [S1]}\n      - {value: 54}\n"
        'minimum:\n  ar: واحد، ثم اثنان\n  en: "One, then two"\n'
        'sources:\n  S2: {url: "https://x.example/", title: B}\n  S1: {date: 2014, kind: press}\n'
        "zone: 1\n---\n\n## One\n\nText\n"
    )


@pytest.fixture(scope="module")
def cases() -> list[CaseFile]:
    """Every case file of this project's corpus."""
    files = list(read_corpus(ROOT).files)
    assert len(files) > 100
    return files


def test_every_case_is_written_so(cases: list[CaseFile]) -> None:
    """Read, handed on as JSON, and written, a case is the same file to the byte, whatever the order of its keys."""
    for file in cases:
        front = json.loads(json.dumps(file.data.value, sort_keys=True))
        if "sources" in front:  # whose order is told to readers
            front["sources"] = {key: front["sources"][key] for key in file.data.value["sources"]}
        assert written(front, file.body) == file.text == (ROOT / file.path).read_text("utf-8"), file.path


def test_the_other_writer_writes_the_same(chromium: Any, cases: list[CaseFile]) -> None:
    """The form's writer, in a browser, gives the same bytes: for every case, and for all that is odd."""
    data = [(file.data.value, file.body) for file in cases]
    data += [(front, "text\n") for front in front_matters()] + [({"kind": "law"}, body) for body in ODD_BODIES]
    data += [({"value": number, "x": "\ud83d \udc00x"}, "") for number in NUMBERS_OF_NO_SENSE]
    module = base64.b64encode(MODULE.read_bytes()).decode()
    page = chromium.new_page()
    texts = page.evaluate(
        """async ([module, data]) => {
            const { written } = await import(`data:text/javascript;base64,${module}`);
            return JSON.parse(data).map(([front, body]) => written(front, body));
        }""",
        [module, json.dumps(data)],
    )
    page.close()
    for given_, text in zip(data, texts, strict=True):
        assert text == written(*given_)


SOUND = settings(deadline=None)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(ODD_TEXTS)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18) + 1, 10**18 - 1) | st.sampled_from(ODD_NUMBERS) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS | st.sampled_from(list(KEYS)), inner, max_size=3),
    max_leaves=8,
)


@SOUND
@given(st.dictionaries(TEXTS | st.sampled_from(list(KEYS)), VALUES, max_size=4))
def test_any_data_reads_back(front: dict[str, Any]) -> None:
    text = written(front, "")
    file = read(text)
    assert written(file.data.value, "") == text
    plain = {key: value for key, value in front.items() if not isinstance(KEYS.get(key), dict | str)}
    assert {key: file.data.value[key] for key in plain} == plain


@SOUND
@given(TEXTS)
def test_any_yaml_reads_a_text_as_text(text: str) -> None:
    """A text is text for readers of YAML 1.1 too, with whom 'no' is false and 12:30 a number."""
    value = yaml.safe_load(written({"note": {"ar": text}, "notes": [text]}, "").removesuffix("---\n"))
    assert value == {"note": {"ar": text}, "notes": [text]}


def test_keys_are_the_models() -> None:
    """Every key of the model has its place, in the model's order."""
    schema = CaseRecord.model_json_schema(by_alias=True)
    assert [key for key in KEYS if key in schema["properties"]] == list(schema["properties"])
    assert set(KEYS) == set(schema["properties"]) | set(Translation.model_fields)
    assert list(KEYS["figures"]["points"]) == list(Point.model_fields)
    assert KEYS["assistance"]["for"] is None


def test_both_writers_have_the_same_keys() -> None:
    keys = re.search(r"^const KEYS = (\{.*?^\});$", MODULE.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    assert keys
    assert json.dumps(json.loads(keys[1])) == json.dumps(KEYS)


COMMENTED = """---
# first
title: "One"  # of the title
kind: law
# on the date
started: 2025
aliases:  # of the aliases
  # of the first
  - {ar: أ, en: "a # b"}  # behind the first
  - {ar: ب}
sources:
  S1: {url: "https://x.example/#a"}  # behind the source
# at the end
---

# no comment
"""


def test_comments_stay() -> None:
    assert formatted(read(COMMENTED)) == COMMENTED


def test_comments_move_with_what_they_stand_at() -> None:
    text = """---
sources:
    # of the source
    S1:   # behind S1
      # of the title
      title: >- # of the text
        a # no comment

        # none either
      url: 'x' # of the address

# on the date

started: 2025 #of the year
title: "One
  # no comment"
aliases: [{en: b, # inner
    ar: a}] # outer
---
text
"""
    assert formatted(read(text)) == (
        '---\ntitle: "One # no comment"\n# on the date\nstarted: 2025  #of the year\n'
        "aliases:\n  # inner\n  - {ar: a, en: b}  # outer\n"
        "sources:\n  # of the source\n  # of the title\n  # behind S1\n  # of the text\n"
        '  S1: {url: x, title: "a # no comment\\n# none either"}  # of the address\n---\n\ntext\n'
    )


@SOUND
@given(st.lists(TEXTS, min_size=1, max_size=5), st.data())
def test_no_comment_is_lost(texts: list[str], data: st.DataObject) -> None:
    """Wherever comments stand, all are there after writing, and no other text has become one."""
    lines = written({"aliases": [{"ar": text, "en": text} for text in texts], "also": texts}, "").split("\n")
    places = data.draw(st.sets(st.integers(1, len(lines) - 3)))
    for number in sorted(places, reverse=True):
        if data.draw(st.booleans()):
            lines[number] += f"  # c{number}"
        else:
            lines.insert(number, f" # c{number}")
    file = read("\n".join(lines))
    text = formatted(file)
    for number in places:
        assert text.count(f"# c{number}\n") == 1
    assert read(text).data.value == file.data.value
    assert formatted(read(text)) == text
