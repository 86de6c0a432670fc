"""A new case from answers, and from a file: in both cases it validates, and nothing is overwritten."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import MINIMAL
from projects import command
from tajarib.corpus import read_corpus
from tajarib.drafting import content, record
from tajarib.i18n import strings
from tajarib.markdown import headings
from tajarib.model.case import REQUIRED, SECTIONS, CaseRecord
from tajarib.reader import read_case_text
from tajarib.rules import check

SOURCE = [
    "https://source.example/report",
    "Report: the first year",
    "Example publisher",
    "2022-10",
    "en",
    "official",
]
ARABIC = ("خدمة الاختبار: بلاغات في مكان واحد", "خدمة للاختبار وحده. ربطت 12 جهة حتى أكتوبر 2022.")
ENGLISH = (
    "Test service: reports in one place",
    "A service for the test alone. It connected 12 bodies by October 2022.",
)


def answers(kind: str, language: str = "ar") -> list[str]:
    """Return the lines that someone types who writes a case of *kind*."""
    title, summary = ARABIC if language == "ar" else ENGLISH
    lines = [language, "bahrain", "data", "test-service", language, title, summary, kind, "live", "2014-06"]
    lines += ["جهة الاختبار", "Test authority"]
    needed = REQUIRED[kind]
    if "countries" in needed:
        lines += ["bahrain, oman"]
    if "address" in needed:
        lines += [""]
    if "blocks" in needed:
        lines += ["messaging, identity"]
    if "prerequisites" in needed:
        lines += ["binding-mandate"]
    lines += SOURCE
    if "legal" in needed:
        lines += ["قرار الاختبار", "Test decision"]
    if "figures" in needed:
        lines += ["الجهات المرتبطة", "bodies connected", "entities", "12", "2022-10"]
    return lines


def new_case(root: Path, *arguments: str | Path, typed: list[str] | None = None) -> subprocess.CompletedProcess[str]:
    return command("new_case.py", "--root", root, *arguments, typed="".join(f"{line}\n" for line in typed or ()))


@pytest.fixture
def corpus_folder(tmp_path: Path) -> Path:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    return tmp_path


def files(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("kind", sorted(REQUIRED))
def test_answers_make_a_case_that_validates(corpus_folder: Path, kind: str, language: str) -> None:
    before = files(corpus_folder)
    result = new_case(corpus_folder, typed=answers(kind, language))
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
    path = f"cases/bahrain/data/test-service.{language}.md"
    assert strings(language)("Written: {path}", path=path) in result.stdout
    assert set(files(corpus_folder)) - set(before) == {corpus_folder / path}
    corpus = read_corpus(corpus_folder)
    assert not [problem for problem in check(corpus) if problem.is_error]
    file = corpus.by_path[path]
    record = file.record
    assert isinstance(record, CaseRecord)
    assert (record.kind, record.draft, record.review.state) == (kind, True, "unreviewed")
    assert (record.title, record.summary) == (ARABIC if language == "ar" else ENGLISH)
    assert record.sources["S1"].title == "Report: the first year"
    assert [section.id for section in file.sections] == list(SECTIONS)
    assert [section.heading for section in file.sections] == list(headings(language).values())
    assert all(section.text.strip() for section in file.sections)


def test_what_the_validator_refuses_is_asked_for_again(corpus_folder: Path) -> None:
    typed = answers("body")
    for wanted, wrong in (("live", "lively"), ("2014-06", "June 2014"), (SOURCE[0], "www.source.example")):
        typed.insert(typed.index(wanted), wrong)
    typed.insert(1, "bahrein")  # a country there is not
    typed.insert(4, "Test Service")  # a name that is no address
    result = new_case(corpus_folder, typed=typed)
    assert result.returncode == 0, result.stdout + result.stderr
    for code in ("E105", "E106", "E107"):
        assert f"  {code} " in result.stdout
    assert "  ? bahrain" in result.stdout
    record = read_corpus(corpus_folder).by_id["bahrain/test-service"][0].record
    assert isinstance(record, CaseRecord)
    assert (record.status, record.started.text) == ("live", "2014-06")


def test_nothing_is_written_when_the_answers_end(corpus_folder: Path) -> None:
    before = files(corpus_folder)
    result = new_case(corpus_folder, typed=answers("platform")[:9])
    assert result.returncode == 2
    assert "nothing was written" in result.stderr
    assert "Traceback" not in result.stderr
    assert files(corpus_folder) == before


@pytest.mark.parametrize("answered", [1, 5])
def test_what_was_answered_when_the_answers_end_is_shown_as_a_file(corpus_folder: Path, answered: int) -> None:
    typed = answers("platform")[: 5 + answered]
    result = new_case(corpus_folder, typed=typed)
    assert "test-service.ar.md" in result.stdout
    text = result.stdout[result.stdout.index("---\ntitle") :]
    keys = ("title", "summary", "kind", "status", "started")
    written = read_case_text("cases/bahrain/data/test-service.ar.md", text, {}).data.value
    assert [written.get(key) for key in keys] == [*typed[5:], *[None] * (5 - answered)]


def test_a_name_that_is_taken_is_asked_for_again(corpus_folder: Path) -> None:
    typed = answers("body")
    typed[1:4] = ["oman", "data", "example-service", "test-service"]
    result = new_case(corpus_folder, typed=typed)
    assert result.returncode == 0, result.stderr
    assert "oman/example-service" in result.stdout
    assert (corpus_folder / "cases/oman/data/test-service.ar.md").exists()


@pytest.fixture
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both files of a case, as someone would mail them."""
    folder = tmp_path_factory.mktemp("mail")
    for language in ("ar", "en"):
        source = MINIMAL / f"cases/oman/feedback/example-service.{language}.md"
        text = source.read_text("utf-8").replace("formerly: [oman/example-service-2014]\n", "")
        (folder / f"mailed.{language}.md").write_text(text, encoding="utf-8")
    return folder


def test_files_are_taken_in_as_they_are(corpus_folder: Path, handed_in: Path) -> None:
    both = [handed_in / "mailed.ar.md", handed_in / "mailed.en.md"]
    place = ["--lang", "en", "--country", "oman", "--theme", "feedback"]
    result = new_case(corpus_folder, *place, "--from", *both)
    assert result.returncode == 0, result.stdout + result.stderr
    for file in both:
        assert (corpus_folder / "cases/oman/feedback" / file.name).read_bytes() == file.read_bytes()
    before = files(corpus_folder)
    again = new_case(corpus_folder, *place, "--from", *both)
    assert again.returncode == 1
    assert "is there already" in again.stderr
    assert files(corpus_folder) == before


def test_what_the_path_needs_is_asked_for(corpus_folder: Path, handed_in: Path) -> None:
    file = handed_in / "as it came.md"
    shutil.copy(handed_in / "mailed.ar.md", file)
    result = new_case(corpus_folder, "--from", file, typed=["en", "oman", "feedback", "mailed", "ar"])
    assert result.returncode == 0, result.stdout + result.stderr
    assert (corpus_folder / "cases/oman/feedback/mailed.ar.md").exists()


def test_a_file_with_errors_is_refused(corpus_folder: Path, handed_in: Path) -> None:
    file = handed_in / "mailed.ar.md"
    file.write_text(file.read_text("utf-8").replace("kind: platform", "kind: plattform"), encoding="utf-8")
    before = files(corpus_folder)
    result = new_case(corpus_folder, "--lang", "en", "--country", "oman", "--theme", "feedback", "--from", file)
    assert result.returncode == 1
    assert 'cases/oman/feedback/mailed.ar.md:4:7 E106 kind: there is no code "plattform"' in result.stdout
    assert 'did you mean "platform"?' in result.stdout
    assert files(corpus_folder) == before


def test_a_translation_without_its_original_is_refused(corpus_folder: Path, handed_in: Path) -> None:
    file = handed_in / "mailed.en.md"
    result = new_case(corpus_folder, "--lang", "en", "--country", "oman", "--theme", "feedback", "--from", file)
    assert result.returncode == 1
    assert " E301 " in result.stdout


def test_a_file_that_is_not_there(corpus_folder: Path) -> None:
    result = new_case(corpus_folder, "--lang", "en", "--from", corpus_folder / "nothing.ar.md")
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "text",
    [
        "a: b",
        "# no comment",
        "- no list",
        "[no list",
        "1.5e3",
        "089",
        "yes",
        "null",
        "2025-02-26",
        "it's",
        'say "x"',
        "«س»: ص",
        "a # b",
        "{x",
        "*x",
        "&x",
        "!x",
        "~",
        "@x",
        "a,b",
        " x: ",
    ],
)
def test_what_is_typed_is_what_is_read(text: str) -> None:
    """A title may look like YAML; it is quoted where it would be read as something else."""
    typed = text.strip()
    data = record({("title",): typed, ("owner", "ar"): typed, ("owner", "en"): typed, ("sources", "S1", "url"): typed})
    assert read_case_text("cases/oman/data/x.ar.md", content(data, "ar"), {}).data.value == data
