"""Learning paths: right as they stand, and every way of being wrong told on its line."""

from __future__ import annotations

import csv
import re
import shutil
from io import StringIO

import pytest

from projects import ROOT
from tajarib.exports.learning import learning_data
from tajarib.i18n import strings
from tajarib.learning import FOLDER, read_learning

FOUNDING = {"shared-platforms", "smart-apps", "feedback", "performance", "security"}


@pytest.fixture(scope="module")
def paths(library):
    paths, problems = read_learning(ROOT, library)
    assert [problem.told(strings("en")) for problem in problems] == []
    return paths


def test_there_is_one_for_each_theme_of_2013_and_one_on_partnership(paths):
    assert {path.theme for path in paths} >= FOUNDING | {"partnership"}


def test_the_languages_have_equally_many_entries(paths):
    """So that no question is lost in translation."""
    for path in paths:
        shapes = [
            [
                len(re.findall(r"^(?:- |\d+\. )", text, re.MULTILINE))
                for text in (*one.parts.values(), *one.look.values())
            ]
            for one in path.texts.values()
        ]
        assert shapes[0] == shapes[1], path.code
        assert all(shapes[0][1:]), path.code


def test_the_agenda_has_no_gap(paths):
    for path in paths:
        at = 0
        for begins, minutes, _ in path.agenda:
            assert begins == at
            at += minutes
        assert at == path.record.minutes


def test_the_data_file_holds_the_values_of_the_records(paths, library):
    import dataclasses

    whole = dataclasses.replace(library, learning=paths)
    files = {(address, language): content for address, language, content in learning_data(whole)}
    assert len(files) == 2 * len(paths)
    for path in paths:
        rows = list(csv.DictReader(StringIO(files[f"{path.address}data.csv", "en"].decode("utf-8-sig"))))
        expected = [
            str(point.value)
            for entry in path.data
            for figure in library.by_id[entry.case].record.figures
            if figure.id == entry.figure
            for point in figure.points
        ]
        assert [row["Value"] for row in rows] == expected
        assert all(row["Sources"].startswith("http") for row in rows)


def test_no_path_names_a_case_without_its_heading(paths):
    for path in paths:
        for text in path.texts.values():
            assert list(text.look) == [step.case for step in path.cases]


WRONG = [
    ("ar", "minutes: 210", "minutes: 200", "feedback.ar.md:6: the parts add up to 210 minutes"),
    (
        "ar",
        "case: oman/tajawob, minutes",
        "case: oman/tajawub, minutes",
        'feedback.ar.md:9: there is no case "oman/tajawub"',
    ),
    ("ar", "figure: services-covered", "figure: services", 'feedback.ar.md:21: the case has no figure "services"'),
    ("ar", "theme: feedback", "theme: feed", 'feedback.ar.md:5: theme: there is no code "feed" for this'),
    ("ar", "discussion: 35", "discussions: 35", "feedback.ar.md:13: discussions: "),
    ("en", "## Check yourself", "## Check", "feedback.en.md:1: the parts are not those of every path: "),
    (
        "en",
        "### oman/tajawob",
        "### oman/ejada",
        "feedback.en.md:1: the headings of the cases are not the record's cases in order: ",
    ),
    (
        "en",
        "4. What does the silence",
        "What does the silence",
        "feedback.en.md:1: the check has 3 questions, and not as many answers",
    ),
    ("en", "translation: {of: ar}", "translation: {of: ar", "feedback.en.md:"),
    ("en", "---\ntitle", "title", "feedback.en.md:1: the file has no front matter"),
]


@pytest.mark.parametrize(("language", "right", "wrong", "told"), WRONG)
def test_what_is_wrong_is_told_on_its_line(tmp_path, library, language, right, wrong, told):
    shutil.copytree(ROOT / FOLDER, tmp_path / FOLDER)
    file = tmp_path / FOLDER / f"feedback.{language}.md"
    text = file.read_text("utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), "utf-8")
    paths, problems = read_learning(tmp_path, library)
    lines = [problem.told(strings("en")) for problem in problems]
    assert any(line.startswith(f"{FOLDER}/{told}") for line in lines), lines
    assert "feedback" not in {path.code for path in paths}


@pytest.mark.parametrize(
    ("gone", "told"),
    [("en", "feedback:1: there is no file in en"), ("ar", "feedback:1: there is no file in ar")],
)
def test_a_missing_language_is_told(tmp_path, library, gone, told):
    shutil.copytree(ROOT / FOLDER, tmp_path / FOLDER)
    (tmp_path / FOLDER / f"feedback.{gone}.md").unlink()
    _, problems = read_learning(tmp_path, library)
    assert [problem.told(strings("en")) for problem in problems] == [f"{FOLDER}/{told}"]


def test_arabic_is_well_set():
    wrong = re.compile(r"[یک]|[\u0640]|[\u0660-\u0669]|[\u0600-\u06ff],| [،؛؟]|[\u200e\u200f\u202a-\u202e]")
    for path in sorted((ROOT / FOLDER).glob("*.ar.md")):
        body = path.read_text("utf-8")
        assert not wrong.search(body), path.name
