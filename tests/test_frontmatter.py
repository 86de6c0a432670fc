"""Front matter: what YAML means here, and where each part of it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tajarib.frontmatter import MAX_DEPTH, Data, parse
from tajarib.problems import Place


def faults(data: Data) -> list[tuple[str, int, int, str]]:
    return [(fault.kind, fault.place.line, fault.place.column, fault.found) for fault in data.faults]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"),  # Norway
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("True", "True"),
        ("null", None),
        ("", None),
        ("2025-02-26", "2025-02-26"),
        ("12:30", "12:30"),
        ("2025", 2025),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("84.7", 84.7),
        (".inf", ".inf"),
        ('"52"', "52"),
        ("'true'", "true"),
        ("'it''s'", "it's"),
        ("[a, 1]", ["a", 1]),
        ("{ar: أ, en: b}", {"ar": "أ", "en": "b"}),
        ("1" * 19, "1" * 19),  # a number of no sense, and of no cost
    ],
)
def test_scalars(text: str, value: object) -> None:
    data = parse(f"key: {text}\n")
    assert data.value == {"key": value}
    assert type(data.value["key"]) is type(value)
    assert data.faults == []


def test_places() -> None:
    data = parse("a: 1\nb:\n  - {c: اثنان, d: [x, y]}\n", first_line=2)
    assert data.place(("a",)) == Place(2, 4, "1")
    assert data.place(("a",), of_key=True) == Place(2, 1, "a")
    assert data.place(("b", 0)) == Place(4, 5)
    assert data.place(("b", 0, "c")) == Place(4, 9, "اثنان")
    assert data.place(("b", 0, "d", 1)) == Place(4, 23, "y")  # columns count characters, not bytes
    assert data.place(("b", 0, "none", 5)) == Place(4, 5), "what is not there stands where its mapping begins"
    assert parse("").place(("a",)) == Place(1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b: c\n", [("syntax", 1, 5, "mapping values are not allowed in this context")]),
        ('a: "b\n', [("syntax", 2, 1, "found unexpected end of stream")]),
        ("a: 1\n\tb: 2\n", [("tab", 2, 1, "found a tab character that violates indentation")]),
        ("a: 1\nb: 2\na: 3\na: 4\n", [("duplicate-key", 3, 1, "a"), ("duplicate-key", 4, 1, "a")]),
        ("a: &x 1\nb: *x\n", [("anchor", 1, 4, "&x"), ("anchor", 2, 4, "*x")]),
        ("a: !!python/object:os.system x\n", [("tag", 1, 4, "!!python/object:os.system")]),
        ("a: !x y\n", [("tag", 1, 4, "!x")]),
        ("? [a]\n: 1\n", [("syntax", 1, 3, "a key that is no plain text")]),
        ("a: 1\n--- b\n", [("syntax", 2, 1, "---")]),
        ("a: é\x07\n", [("syntax", 1, 5, "U+0007")]),
        ("a: 1\nb: \0\n", [("syntax", 2, 4, "U+0000")]),
    ],
)
def test_faults(text: str, expected: list[tuple[str, int, int, str]]) -> None:
    assert faults(parse(text)) == expected


def test_lines_are_those_of_editors() -> None:
    """YAML 1.1 breaks lines at U+0085, U+2028 and U+2029 too; no editor counts them."""
    assert parse('a: "1\u2028\u2029\x852"\nb: 3\n').place(("b",)).line == 2


@pytest.mark.parametrize("text", ["[" * 5000, "a: " + "[" * 5000 + "]" * 5000, "{a: " * 5000, "- " * 5000])
def test_depth_is_bounded(text: str) -> None:
    assert [(kind, found) for kind, _, _, found in faults(parse(text))] == [("depth", str(MAX_DEPTH))]


def test_laughs_do_not_multiply() -> None:
    """Nothing refers to anything else, so nothing grows."""
    lines = ["l0: &l0 [x, x]"] + [f"l{n}: &l{n} [*l{n - 1}, *l{n - 1}]" for n in range(1, 50)]
    data = parse("\n".join(lines))
    assert len(data.values) == 1 + 50 * 3
    assert {fault.kind for fault in data.faults} == {"anchor"}


_YAMLISH = st.text(st.sampled_from("ab: -[]{}#&*!|>'\"%@?,\n\t\r 01\u2028\x85é\x07\0"))


@given(st.one_of(st.text(), _YAMLISH))
def test_any_text_is_data_or_faults(text: str) -> None:
    text = text.replace("\r", "")  # the reader has made \n of them
    data = parse(text)
    lines = text.split("\n")
    for place in [*data.values.values(), *data.keys.values(), *(fault.place for fault in data.faults)]:
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
