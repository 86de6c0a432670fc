"""Every rule by its examples: a corpus that one line (or one file) makes wrong, and exactly what is said about it.

``tests/examples/<CODE>-<name>.yml`` is found by itself. It holds ``expected``, the whole report in English, and one of

- ``file``, ``silent``, ``fires``: in that file of the minimal corpus, the line (or lines) ``silent`` becomes ``fires``
  (``line``: its number, where the same line stands there twice; ``bytes: true``: ``fires`` has ``\\x`` escapes;
  ``history: true``: the silent form is what git holds);
- ``file`` and ``pad`` (to so many bytes), ``symlink`` (to what), ``rename`` (to which path) or ``remove: true``;
- ``add`` (a path) and ``content``, or ``copy``: the path of a file of the minimal corpus.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import MINIMAL, TESTS
from projects import commit_all
from tajarib import rules
from tajarib.corpus import Corpus, read_corpus
from tajarib.i18n import strings
from tajarib.problems import as_text
from tajarib.reader import read_case_text
from tajarib.rules import RULES, check
from tajarib.rules.numbers import sentences

EXAMPLES = TESTS / "examples"
FORMS = (
    {"file", "silent", "fires"},
    {"file", "silent", "fires", "line"},
    {"file", "silent", "fires", "bytes"},
    {"file", "silent", "fires", "history"},
    {"file", "pad"},
    {"file", "symlink"},
    {"file", "rename"},
    {"file", "remove"},
    {"add", "content"},
    {"add", "copy"},
)


@dataclass(frozen=True)
class Example:
    name: str
    code: str
    expected: str
    change: dict[str, Any]


def read_example(path: Path) -> Example:
    """Return the example in *path*; a slip in it is an ``AssertionError``."""
    change = yaml.safe_load(path.read_text(encoding="utf-8"))
    code = re.fullmatch(r"([EW]\d{3})-[a-z0-9-]+", path.stem)
    assert code, f"{path.name}: the name is <CODE>-<what-it-shows>.yml"
    expected = change.pop("expected")
    assert set(change) in FORMS, f"{path.name}: no such form: {sorted(change)}"
    assert all(value is True for key, value in change.items() if key in ("bytes", "remove", "history")), path.name
    assert f" {code[1]} " in expected or f" {code[1]}:" in expected, f"{path.name}: expects no {code[1]}"
    return Example(path.stem, code[1], expected, change)


def changed(example: Example, folder: Path) -> Corpus:
    """Return the minimal corpus, copied to *folder*, with the example's change."""
    shutil.copytree(MINIMAL, folder, dirs_exist_ok=True)
    change = example.change
    if "history" in change:
        commit_all(folder)
    if "add" in change:
        new = folder / change["add"]
        assert not new.exists(), f"{example.name}: {change['add']} is there already"
        new.parent.mkdir(parents=True, exist_ok=True)
        content = (MINIMAL / change["copy"]).read_bytes() if "copy" in change else change["content"].encode()
        new.write_bytes(content)
        return read_corpus(folder)
    file = folder / change["file"]
    content = file.read_bytes()
    if "fires" in change:
        fires = change["fires"].encode()
        if "bytes" in change:
            fires = re.sub(rb"\\x([0-9a-f]{2})", lambda match: bytes.fromhex(match[1].decode()), fires)
        lines = content.split(b"\n")
        silent = change["silent"].encode().split(b"\n")
        numbers = [n for n in range(1, len(lines) + 1) if lines[n - 1 : n - 1 + len(silent)] == silent]
        number = change.get("line") or (numbers[0] if len(numbers) == 1 else 0)
        assert number in numbers, f"{example.name}: the line stands in {change['file']} {len(numbers)} times"
        assert silent != [fires], f"{example.name}: nothing is changed"
        lines[number - 1 : number - 1 + len(silent)] = [fires]
        file.write_bytes(b"\n".join(lines))
    elif "pad" in change:
        file.write_bytes(content + b"\n" * (change["pad"] - len(content)))
    else:
        file.unlink()
        if "symlink" in change:
            file.symlink_to(change["symlink"])
        elif "rename" in change:
            new = folder / change["rename"]
            new.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(content)
    return read_corpus(folder)


def report(corpus: Corpus, without: str = "") -> str:
    """Return what is said about *corpus*, in English, with the rule *without* taken away."""
    chosen = {code: rule for code, rule in RULES.items() if code != without}
    return as_text(check(corpus, chosen), [strings("en")])


ALL = [read_example(path) for path in sorted(EXAMPLES.iterdir())]


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Corpus]:
    """The corpus of each example, read once."""
    return {example.name: changed(example, tmp_path_factory.mktemp(example.name)) for example in ALL}


def codes(text: str) -> set[str]:
    return set(re.findall(r"^\S+:\d+:\d+ ([EW]\d{3})\b", text, flags=re.MULTILINE))


def test_minimal_corpus_is_clean(minimal: Corpus) -> None:
    assert report(minimal) == ""


@pytest.mark.parametrize("example", ALL, ids=lambda example: example.name)
def test_example(example: Example, corpora: dict[str, Corpus]) -> None:
    """The example says just what it should. Its silent form is the minimal corpus, which is clean."""
    assert report(corpora[example.name]) == example.expected


@pytest.mark.parametrize("code", RULES)
def test_rule_taken_away(code: str, corpora: dict[str, Corpus]) -> None:
    """Without a rule just its own problems go."""
    own = [example for example in ALL if code in codes(example.expected)]
    assert code in {example.code for example in own}
    for example in own:
        kept = [line for line in example.expected.splitlines(keepends=True) if codes(line) != {code}]
        assert report(corpora[example.name], without=code) == "".join(kept)


@pytest.mark.parametrize("example", ALL, ids=lambda example: example.name)
def test_rules_alone(example: Example, corpora: dict[str, Corpus]) -> None:
    """No rule needs another to be right: the example's own rules say all of it."""
    own = {code: RULES[code] for code in codes(example.expected)}
    assert as_text(check(corpora[example.name], own), [strings("en")]) == example.expected


def test_every_rule_has_an_example_and_every_example_a_rule() -> None:
    assert {example.code for example in ALL} == set(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_wording_of_rule(rule: rules.Rule) -> None:
    """One sentence without a full stop says what is wrong; whole sentences say why and what to do."""
    assert re.fullmatch(r"[EW]\d{3}", rule.code)
    assert set(re.findall(r"\{(\w*)\}", rule.message)) <= {"found", "field"}
    assert not rule.message.endswith(".") and not rule.message[0].isupper()
    assert rule.why.endswith(".") and rule.why[0].isupper()
    assert strings("en")(rule.why), "the why is a string of the interface: its braces are doubled"
    assert "\n" not in rule.wrong + rule.right
    assert rule.wrong != rule.right or not rule.wrong


# --- numbers in the text

AR = "cases/oman/feedback/example-service.ar.md"
EN = "cases/oman/feedback/example-service.en.md"


def uncited(corpus: Corpus, path: str, text: str) -> list[tuple[str, int, int]]:
    """Return (number, line, column) of each W203 in *text*, put in the place of the lessons of the file at *path*."""
    lines = corpus.by_path[path].text.split("\n")
    start = lines.index({AR: "## الدروس", EN: "## Lessons"}[path]) + 2
    lines[start : start + 1] = text.split("\n")
    file = read_case_text(path, "\n".join(lines), corpus.vocabularies)
    found = RULES["W203"].check
    assert found is not None
    return [(problem.found, problem.line - start, problem.column) for problem in found(file, corpus)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It took 46,000 requests.", ["46,000"]),
        ("It took 46,000 requests[^S1].", []),
        ("It took 46,000 requests.[^S1] It cost 7 million.", ["7"]),
        ("It took 46,000 requests. [^S1] It cost 7 million.[^S2]", []),
        ("It took 46,000 requests in 2019[^S1]. It cost 7 million.", ["7"]),
        ("It cost 7 million. It took 46,000 requests in 2019[^S1].", ["7"]),
        ("It took 9 days. Then 8 days. Then 7 days.", ["9", "8", "7"]),
        ("Approx. 46,000 requests, i.e. 9 a day, by Dr. X[^S1].", []),
        ("In the U.S. 46,000 people use it[^S1].", []),
        ("It fell by 3.5% within 24 hours.", ["3.5"]),
        ("It was 84.7 percent.", []),  # in the record
        ("All 57 bodies joined in June 2014.", []),  # in the record: a base, a year
        ("It cost 26 thousand.", []),  # in the record: 26000
        ("It cost 26 million.", ["26"]),
        ("On 5 March 2014 it began.", []),
        ("On 5 March 2013 it began.", ["2013"]),
        ("In May 2013 it began.", ["2013"]),
        ("Between 2009 and 2011 nothing happened.", ["2009"]),
        ("It serves Vision 2040 and OAuth 2.0, ISO 27001, Law No. 30 of 2018 and Article 7.", []),
        ("It needs 24/7 staff, 5G, a P2P network, COVID-19 rules and Metrash 2 at 10:30.", []),
        ("It cost BHD 700.", ["700"]),
        ("Over 41 bodies joined.", ["41"]),
        ("First (1) ask, then (2) answer, 3) close.", []),
        ("No figure after 2019 was found.", []),
        ("1. Ask.\n2. Answer.", []),
        ("Two results[^S1]:\n\n- 46 bodies\n- 7 services", []),
        ("Two results:\n\n- 46 bodies[^S1]\n- 7 services", ["7"]),
        ("There were 9 results:\n\n- bodies[^S1]", []),
        ("| Year | Bodies |\n|---|---|\n| 2011 | 46 |\n| 2012 | 47[^S1] |", ["2011"]),
        ("| Year | Bodies[^S1] |\n|---|---|\n| 2011 | 46 |", []),
        ("### In 2011\n\nIt grew.", []),
        ("**Slow in 2011.** It took long[^S1].", []),
        ("See `46` and <https://x.example/46> and [46 bodies](https://x.example/).", ["46"]),
        ("It took\n46 requests\nand 7 days.", ["46"]),
    ],
)
def test_uncited_numbers_in_english(minimal: Corpus, text: str, numbers: list[str]) -> None:
    assert [number for number, _, _ in uncited(minimal, EN, text)] == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("تلقت 46 ألف طلب.", ["46"]),
        ("تلقت 46 ألف طلب[^S1].", []),
        ("تلقت 46 ألف طلب.[^S1] وكلّفت 7 ملايين.", ["7"]),
        ("هل تلقت 46 طلبًا؟ نعم[^S1].", ["46"]),
        ("تلقت 46 طلبًا، و9 شكاوى؛ ثم 12 بلاغًا[^S1].", []),
        ("ربطت 57 جهة.", []),  # in the record
        ("كلّف البناء 26 ألف دينار.", []),  # in the record: 26000
        ("في 5 مارس 2014 بدأت.", []),
        ("في 5 مارس 2013 بدأت.", ["2013"]),
        ("زادت و12 جهة لم تشارك.", ["12"]),
        ("خفّضت المدة بـ5 أيام.", ["5"]),
        ("تعمل على مدار الـ24 ساعة.", ["24"]),
        ("صدر القانون رقم 30 لسنة 2018 والمادة 7 ضمن رؤية عمان 2040 ورؤية 2030.", []),
        ("صدر في 2018 بعد رؤية طويلة في عام 2011.", ["2018"]),
        ("يعتمد على OAuth 2 و ISO 27001 والجيل 5G.", []),
        ("لم يُعثر على عدد بعد 2019.", []),
        ("نتيجتان[^S1]:\n\n- 46 جهة\n- 7 خدمات", []),
    ],
)
def test_uncited_numbers_in_arabic(minimal: Corpus, text: str, numbers: list[str]) -> None:
    assert [number for number, _, _ in uncited(minimal, AR, text)] == numbers


def test_place_of_an_uncited_number(minimal: Corpus) -> None:
    text = "One **bold** 7[^S1].\nIt \\* took [some 46](https://46.example/) days."
    assert uncited(minimal, EN, text) == [("46", 2, 18)]
    assert uncited(minimal, EN, "> - one\n>   and 46") == [("46", 2, 9)]
    assert uncited(minimal, EN, "| a | b |\n|---|---|\n| x 1 y | 46 |") == [("1", 3, 5)]


def test_advice_needs_no_citation(minimal: Corpus) -> None:
    text = minimal.by_path[EN].text.replace("Begin with one body.", "Begin within 90 days.")
    assert RULES["W203"].check is not None
    assert list(RULES["W203"].check(read_case_text(EN, text, minimal.vocabularies), minimal)) == []


def test_sentences() -> None:
    text = "One. Two? “Three.” Four e.g. five. six"
    assert [text[start:end].strip() for start, end in sentences(text)] == [
        "One.",
        "Two?",
        "“Three.”",
        "Four e.g. five. six",
    ]
    text = "عملتا معًا. ثم افترقتا، وفق د. علي. وانتهى الأمر."
    assert [text[start:end].strip() for start, end in sentences(text)] == [
        "عملتا معًا.",
        "ثم افترقتا، وفق د. علي.",
        "وانتهى الأمر.",
    ]


def test_place_in_a_nested_list(minimal: Corpus) -> None:
    """Every token's place is where its text stands, whatever encloses it."""
    body = "- one [^S9]\n  two **[^S8]**\n\n  > deep [^S7] `x`\n  > [^S6]"
    body += "\n\n| a[^S5] | a[^S5] |\n|---|---|\n| b | [^S4] |"
    lines = minimal.by_path[EN].text.split("\n")
    start = lines.index("## Lessons") + 2
    lines[start : start + 1] = body.split("\n")
    file = read_case_text(EN, "\n".join(lines), minimal.vocabularies)
    for block in file.blocks:
        for token, place in block.inlines:
            if token.type == "citation":
                assert lines[place.line - 1].startswith(f"[^{token.content}]", place.column - 1)
    places = [(p.line, p.column) for b in file.blocks for t, p in b.inlines if t.type == "citation"]
    assert len(places) == len(set(places))
