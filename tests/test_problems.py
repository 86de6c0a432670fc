"""The reporters, exactly."""

from __future__ import annotations

import json

import pytest

from tajarib.i18n import strings
from tajarib.problems import Problem, as_github, as_json, as_text, message, nearest, printable
from tajarib.reader import read_case_text

PATH = "cases/oman/feedback/example-service.ar.md"
SAMPLE = (
    Problem(PATH, 14, 9, "E102", "figures[2].points[0].sources[0]", "S9", (), "S8"),
    Problem(PATH, 20, 1, "W203", "", "50%, or 1:2\nof all"),
    Problem("cases/a,b:c%.md", 1, 1, "E106", "kind", "x", tuple(f"k{n}" for n in range(14))),
)
ENGLISH = [strings("en")]


def test_text() -> None:
    assert as_text(SAMPLE, ENGLISH) == (
        f'{PATH}:14:9 E102 figures[2].points[0].sources[0]: "S9" is not in sources (did you mean "S8"?)\n'
        f'{PATH}:20:1 W203 the number "50%, or 1:2 of all" is in a sentence without a citation\n'
        'cases/a,b:c%.md:1:1 E106 kind: there is no code "x" for this'
        " (allowed: k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11 …; all are in cases/taxonomy.yml)\n"
    )


def test_text_in_two_languages() -> None:
    first, second = as_text(SAMPLE[:1], [strings("ar"), strings("en")]).splitlines()
    assert first == f"{PATH}:14:9 E102 figures[2].points[0].sources[0]: {message(SAMPLE[0], strings('ar'))}"
    assert second == '    "S9" is not in sources (did you mean "S8"?)'


def test_json() -> None:
    told = json.loads(as_json(SAMPLE, [strings("ar"), strings("en")]))
    assert (told["errors"], told["warnings"], len(told["problems"])) == (2, 1, 3)
    assert told["problems"][0] == {
        "code": "E102",
        "severity": "error",
        "path": PATH,
        "line": 14,
        "column": 9,
        "field": "figures[2].points[0].sources[0]",
        "found": "S9",
        "allowed": [],
        "hint": "S8",
        "message": {"ar": message(SAMPLE[0], strings("ar")), "en": '"S9" is not in sources (did you mean "S8"?)'},
    }
    assert told["problems"][1]["severity"] == "warning"
    assert told["problems"][1]["found"] == "50%, or 1:2\nof all"


def test_github_escapes() -> None:
    first, second, third = as_github(SAMPLE, ENGLISH).splitlines()
    assert first == (
        f"::error file={PATH},line=14,col=9,title=E102 figures[2].points[0].sources[0]"
        '::"S9" is not in sources (did you mean "S8"?)'
    )
    assert second == (
        f"::warning file={PATH},line=20,col=1,title=W203"
        '::the number "50%25, or 1:2 of all" is in a sentence without a citation'
    )
    assert third.startswith("::error file=cases/a%2Cb%3Ac%25.md,line=1,col=1,title=E106 kind::there is")
    both = as_github(SAMPLE[:1], [strings("en"), strings("ar")])
    assert both.count("\n") == 1, "one problem is one command, in however many languages"
    assert "%0A" in both


def test_nothing_to_tell() -> None:
    assert as_text((), ENGLISH) == as_github((), ENGLISH) == ""
    assert json.loads(as_json((), ENGLISH)) == {"errors": 0, "warnings": 0, "problems": []}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\r\n  c", "a b c"),
        ("\x1b[31mred", "U+001B[31mred"),
        ("a\u202eb\u200f", "aU+202EbU+200F"),
        ("\udcff.md", "U+DCFF.md"),
        ("x" * 81, "x" * 80 + "…"),
        ("شكوى é 中", "شكوى é 中"),
    ],
)
def test_what_is_printed_obeys_nobody(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert shown in as_text([Problem(PATH, 1, 1, "E106", "", text)], ENGLISH)


def test_braces_in_what_was_found_are_text() -> None:
    assert (
        message(Problem(PATH, 1, 1, "E106", "", "{found} {0}"), ENGLISH[0]) == 'there is no code "{found} {0}" for this'
    )


def test_where_no_code_is_near_all_are_told(minimal) -> None:
    text = minimal.by_path[PATH].text.replace("unit: entities", "unit: citizens")
    units = (*minimal.vocabularies["units"], *(f"unit-{n}" for n in range(12)))
    (problem,) = read_case_text(PATH, text, {**minimal.vocabularies, "units": units}).problems
    told = message(problem, ENGLISH[0])
    assert told.startswith(f'there is no code "citizens" for this (allowed: {", ".join(units[:12])} …')
    assert told.endswith("; all are in cases/taxonomy.yml)")


@pytest.mark.parametrize(
    ("word", "allowed", "meant"),
    [
        ("statsu", ("status", "started"), "status"),
        ("Status", ("status",), "status"),
        ("colour", ("kind", "title"), ""),
        ("x", (), ""),
    ],
)
def test_nearest(word: str, allowed: tuple[str, ...], meant: str) -> None:
    assert nearest(word, allowed) == meant
