"""Files to records: whatever the bytes, a record or problems, each on a line that there is."""

from __future__ import annotations

import codecs
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import MINIMAL, minimal_corpus
from hostile import payloads
from tajarib.corpus import Corpus, read_corpus
from tajarib.model.case import CaseRecord, Translation
from tajarib.problems import Problem
from tajarib.reader import MAX_BYTES, CaseFile, case_paths, read_case, read_case_text
from tajarib.rules import RULES, check
from tajarib.validation import field_name

AR = "cases/oman/feedback/example-service.ar.md"
EN = "cases/oman/feedback/example-service.en.md"
TEXTS = {path: (MINIMAL / path).read_text(encoding="utf-8") for path in (AR, EN)}


def with_file(corpus: Corpus, file: CaseFile) -> Corpus:
    """Return *corpus* with *file* in place of the one at its path, or added."""
    files = [other for other in corpus.files if other.path != file.path]
    return replace(corpus, files=tuple(sorted((*files, file), key=lambda one: one.path)))


def problems_of(corpus: Corpus, file: CaseFile) -> tuple[Problem, ...]:
    """Return all that is told of *file*, and see that each problem stands where a line is."""
    problems = [problem for problem in check(with_file(corpus, file)) if problem.path == file.path]
    lines = file.text.split("\n")
    for problem in problems if file.text else ():
        assert 1 <= problem.line <= len(lines), problem
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
    return tuple(problems)


def test_original_and_translation(minimal: Corpus) -> None:
    original, translation = minimal.by_path[AR], minimal.by_path[EN]
    assert isinstance(original.record, CaseRecord)
    assert isinstance(translation.record, Translation)
    assert (original.id, original.theme, original.language) == ("oman/example-service", "feedback", "ar")
    assert minimal.original("oman/example-service") is original
    assert original.body_line == 59
    assert original.lines[original.body_line] == "## المشكلة"


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: codecs.BOM_UTF8 + raw,
        lambda raw: raw.replace(b"\n", b"\r\n"),
        lambda raw: codecs.BOM_UTF8 + raw.replace(b"\n", b"\r\n"),
        lambda raw: raw.replace(b"\n", b"\r"),
        lambda raw: raw.rstrip(b"\n"),
        lambda raw: raw.replace(b"---\n", b"--- \n", 1),
    ],
    ids=["BOM", "CRLF", "BOM and CRLF", "CR", "no last newline", "space after the dashes"],
)
def test_what_editors_do_is_no_problem(minimal: Corpus, tmp_path: Path, change: object) -> None:
    assert callable(change)
    path = tmp_path / EN
    path.parent.mkdir(parents=True)
    path.write_bytes(change((MINIMAL / EN).read_bytes()))
    file = read_case(tmp_path, path, minimal.vocabularies)
    assert file.problems == ()
    assert file.record == minimal.by_path[EN].record
    assert file.body.rstrip("\n") == minimal.by_path[EN].body.rstrip("\n")
    assert problems_of(minimal, file) == ()


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"\xff", (1, 1)),
        (codecs.BOM_UTF8 + b"a\n\xff", (2, 1)),
        ("---\r\nعنوان ".encode() + b"\xe1", (2, 7)),  # columns count characters, as everywhere
        (b"ab\xd8", (1, 3)),
    ],
)
def test_place_of_what_is_not_utf_8(minimal: Corpus, tmp_path: Path, raw: bytes, place: tuple[int, int]) -> None:
    path = tmp_path / EN
    path.parent.mkdir(parents=True)
    path.write_bytes(raw)
    (problem,) = read_case(tmp_path, path, minimal.vocabularies).problems
    assert (problem.code, problem.line, problem.column) == ("E001", *place)


def test_size_limit_is_exact(minimal: Corpus, tmp_path: Path) -> None:
    path = tmp_path / EN
    path.parent.mkdir(parents=True)
    content = (MINIMAL / EN).read_bytes()
    path.write_bytes(content + b"\n" * (MAX_BYTES - len(content)))
    assert read_case(tmp_path, path, minimal.vocabularies).problems == ()


def test_links_are_not_followed(minimal: Corpus, tmp_path: Path) -> None:
    """Neither a file's link nor a folder's leads out of the corpus."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.ar.md").write_text("secret", encoding="utf-8")
    cases = tmp_path / "cases"
    (cases / "oman").mkdir(parents=True)
    (cases / "oman" / "feedback").symlink_to(outside)
    assert case_paths(cases) == []
    link = cases / "oman" / "secret.ar.md"
    link.symlink_to(outside / "secret.ar.md")
    assert case_paths(cases) == [link]
    file = read_case(tmp_path, link, minimal.vocabularies)
    assert file.text == file.body == ""
    assert [problem.code for problem in file.problems] == ["E004", "E010"]


@pytest.mark.parametrize(
    ("host", "is_taken"),
    [
        ("SERVICE.example:8443", True),
        ("xn--mgb9awbf.example", True),  # in Arabic letters
        ("\u062e\u062f\u0645\u0629-1.\u0639\u0645\u0627\u0646", True),
        ("\u0635\u062d\u0629.gov.example", True),  # each part by itself
        ("s\u0435rvice.example", False),  # a Cyrillic e
        ("service.\u0435xample", False),
        ("\u03bfman.example", False),  # a Greek o
        ("\uff53ervice.example", False),  # full width
        ("serv\u0131ce.example", False),  # no dot
        ("ban\u212a.example", False),  # the sign for kelvin
        ("\u062e\u062f\u0645\u0629a.example", False),
        ("\u062e\u062f\u0645\u06d5.example", False),  # another script's letter in Arabic ones
        ("\u062e\u0640\u062f\u0645\u0629.example", False),  # drawn out
    ],
)
def test_no_letters_of_a_host_look_like_others(minimal: Corpus, host: str, is_taken: bool) -> None:
    """In the record, in the text, and in a text that has it as browsers do."""

    def told(text: str) -> set[str]:
        problems = problems_of(minimal, read_case_text(AR, text, minimal.vocabularies))
        return {problem.code for problem in problems if problem.code in ("E107", "E214")}

    encoded = [part if part.isascii() else f"xn--{part.encode('punycode').decode()}" for part in host.split(".")]
    assert told(TEXTS[AR].replace("https://service.example/", f"https://{host}/")) == (set() if is_taken else {"E107"})
    for written in (host, ".".join(encoded)):
        text = f"{TEXTS[AR]}\n[x](https://{written}/a%20b?c).\n"
        assert told(text) == (set() if is_taken else {"E214"})


def test_hidden_and_shared_files_are_no_cases(tmp_path: Path) -> None:
    for name in (".git/x.md", "oman/.x.md", "oman/country.yml", "taxonomy.yml", "oman/b/x.ar.md", "oman/a/x.ar.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found = [path.relative_to(tmp_path).as_posix() for path in case_paths(tmp_path)]
    assert found == ["oman/a/x.ar.md", "oman/b/x.ar.md"]


def test_a_name_that_is_no_utf_8(minimal: Corpus, tmp_path: Path) -> None:
    folder = tmp_path / "cases" / "oman" / "feedback"
    folder.mkdir(parents=True)
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.ar.md")).write_text(TEXTS[AR], encoding="utf-8")
    (path,) = case_paths(tmp_path / "cases")
    file = read_case(tmp_path, path, minimal.vocabularies)
    assert [problem.code for problem in file.problems] == ["E014"]


def test_no_attack_can_be_a_file_name(minimal: Corpus, tmp_path: Path) -> None:
    folder = tmp_path / "cases" / "oman" / "feedback"
    folder.mkdir(parents=True)
    names = {text.replace("/", "\u2215")[:80] for text in (*payloads().values(), "{{ 7 * 7 }}", "x\n::error::y")}
    for name in names:
        (folder / f"{name}.ar.md").touch()
    paths = case_paths(tmp_path / "cases")
    assert len(paths) == len(names)
    for path in paths:
        codes = {problem.code for problem in read_case(tmp_path, path, minimal.vocabularies).problems}
        assert codes & {"E010", "E014", "E015"}, path


def test_corpus_without_anything(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    assert {problem.code for problem in check(read_corpus(tmp_path))} == {"E007"}


def test_many_problems_in_one_run(minimal: Corpus) -> None:
    text = TEXTS[AR]
    for right, wrong in [
        ("status: live", "statsu: live"),
        ("started: 2014-06", "started: 2014-13"),
        ("value: 21", "value: many"),
        ("sources: [S3]", "sources: [S7]"),
        ("## الدروس", "## العبر"),
        ("[^S4]", "[^S5]"),
        ("ابدأ بجهة", "<b>ابدأ</b> بجهة"),
    ]:
        assert text.count(right) == 1
        text = text.replace(right, wrong)
    told = [problem.code for problem in problems_of(minimal, read_case_text(AR, text, minimal.vocabularies))]
    assert told == ["E101", "E103", "E105", "E104", "E102", "E112", "E201", "E207", "E202", "E208", "E208"]


def test_accepted_warning_is_not_told(minimal: Corpus) -> None:
    warned = TEXTS[AR].replace("status: live", "status: retired")
    accepted = warned.replace("accepted:\n", "accepted:\n  - {code: W103, reason: Example reason.}\n")
    assert [p.code for p in problems_of(minimal, read_case_text(AR, warned, minimal.vocabularies))] == ["W103"]
    assert problems_of(minimal, read_case_text(AR, accepted, minimal.vocabularies)) == ()


def test_what_is_accepted_for_nothing_is_told(minimal: Corpus) -> None:
    accepted = TEXTS[AR].replace("accepted:\n", "accepted:\n  - {code: W103, reason: Example reason.}\n")
    corpus = with_file(minimal, read_case_text(AR, accepted, minimal.vocabularies))
    assert [(problem.code, problem.found) for problem in check(corpus)] == [("E119", "W103")]
    # Where the warning was not looked for, nobody knows.
    assert check(corpus, {code: rule for code, rule in RULES.items() if code != "W103"}) == ()


def test_record_accepts_for_its_translations_too(minimal: Corpus) -> None:
    english = read_case_text(EN, TEXTS[EN].replace("more than the", "30 times the"), minimal.vocabularies)
    arabic = read_case_text(
        AR,
        TEXTS[AR].replace("accepted:\n", "accepted:\n  - {code: W203, reason: Example reason.}\n"),
        minimal.vocabularies,
    )
    assert [problem.code for problem in check(with_file(minimal, english))] == ["W203"]
    assert check(with_file(with_file(minimal, english), arabic)) == ()


def test_field_name() -> None:
    assert field_name(()) == ""
    assert field_name(("figures", 2, "points", 0, "sources")) == "figures[2].points[0].sources"


# --- any bytes, any text


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(), st.text().map(lambda text: f"---\n{text}".encode(errors="replace"))))
def test_any_bytes(tmp_path: Path, raw: bytes) -> None:
    minimal = minimal_corpus()
    path = tmp_path / EN
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    file = read_case(tmp_path, path, minimal.vocabularies)
    assert file.record is None
    assert problems_of(minimal, file) != ()


_PIECES = st.sampled_from(
    (
        *("\n", "\n\n", "\t", "  ", "---", "## Results\n", "## النتائج\n", "# ", "> ", "- ", "1. ", "52", ". ", "؟ "),
        *("[^S1]", "[^", "[^S1]: x\n", "]: ", "](", "[x](../", "javascript:", "<b>", "&lt;b", "&#x202e;", "**", "`"),
        *("|a|b|\n|-|-|\n|1|[^S1]|\n", "```\n", "title: ", "sources:\n", "translation: {of: ar}\n", "{", "}", "]"),
        *(": ", '"', "'", "accepted: [{code: W203, reason: x}]\n", "&x", "*x", "!!str ", "\\u202e", "\u202e"),
        *("\u2028", "\x85", "\ue000", "\x07", "ی", "٥", "ﷲ"),
    )
)


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, str]:
    """Return (path, text): a valid file with some pieces cut out and others put in."""
    path = draw(st.sampled_from([AR, EN]))
    text = TEXTS[path]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 60) | st.just(0))
        text = text[:at] + draw(_PIECES | st.text(max_size=5)) + text[at + cut :]
    return path, text


@settings(max_examples=600, deadline=None)
@given(mutated())
def test_any_change_of_a_valid_file(change: tuple[str, str]) -> None:
    minimal = minimal_corpus()
    path, text = change
    file = read_case_text(path, text, minimal.vocabularies)
    problems = problems_of(minimal, file)
    assert file.record is not None or any(problem.is_error for problem in problems)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["cases", "oman", "gcc", "feedback", "x.ar.md", "x.md", "..", "x.ai.en.md", "Ü_.ar.md"]))
)
def test_any_path(parts: list[str]) -> None:
    minimal = minimal_corpus()
    path = "/".join(["cases", *parts])
    file = read_case_text(path, TEXTS[AR], minimal.vocabularies)
    assert isinstance(file, CaseFile)
    check(with_file(minimal, file))


@pytest.mark.parametrize("key", ["", "~value", "~x", "[key]", "[x"])
def test_keys_that_look_like_marks(key: str) -> None:
    """A key may be anything; it is told as what it is."""
    file = read_case_text(AR, TEXTS[AR].replace("kind: platform", f'kind: platform\n"{key}": x'), {})
    assert [(problem.code, problem.found) for problem in file.problems] == [("E103", key)]
