"""The command as it is called."""

from __future__ import annotations

import codecs
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import MINIMAL, TESTS
from projects import command

EN = "cases/oman/feedback/example-service.en.md"


def validate(*arguments: str | Path, root: Path = MINIMAL, **environment: str) -> subprocess.CompletedProcess[str]:
    return command("validate.py", "--root", root, *arguments, **environment)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A corpus with one warning in one file, and one error in another."""
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    warned = tmp_path / EN
    warned.write_text(warned.read_text("utf-8").replace("more than the", "30 times the"), "utf-8")
    wrong = tmp_path / "cases" / "glossary.yml"
    wrong.write_text(wrong.read_text("utf-8").replace("example-term:", "Example_term:"), "utf-8")
    return tmp_path


def test_clean() -> None:
    result = validate("--strict")
    assert (result.returncode, result.stdout, result.stderr) == (0, "4 case files · 0 errors · 0 warnings\n", "")


def test_errors(faulty: Path) -> None:
    result = validate(root=faulty)
    assert result.returncode == 1
    assert result.stdout == (
        "cases/glossary.yml:2:3 E111 terms.Example_term:"
        ' "Example_term" does not have the form that is needed here (allowed: users, users-of-the-app, …)\n'
        f'{EN}:28:33 W203 the number "30" is in a sentence without a citation\n'
        "4 case files · 1 error · 1 warning\n"
    )


def test_warnings_alone_are_no_failure_unless_strict(faulty: Path) -> None:
    folder = faulty / "cases" / "oman"
    assert validate(folder, root=faulty).returncode == 0
    strict = validate(folder, "--strict", root=faulty)
    assert strict.returncode == 1
    assert strict.stdout.splitlines()[-1] == "4 case files · 0 errors · 1 warning"


def test_formats(faulty: Path) -> None:
    told = json.loads(validate("--format", "json", "--lang", "ar,en", root=faulty).stdout)
    assert (told["errors"], told["warnings"]) == (1, 1)
    assert list(told["problems"][0]["message"]) == ["ar", "en"]
    commands = validate("--format", "github", root=faulty).stdout.splitlines()
    assert [command.split(" ")[0] for command in commands] == ["::error", "::warning"]


def test_languages(faulty: Path) -> None:
    result = validate("--lang", "ar,en", root=faulty)
    assert len(result.stdout.splitlines()) == 2 * 2 + 2
    assert result.stdout.splitlines()[-1] == "4 case files · 1 error · 1 warning"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--lang", "tlh"], "no messages in tlh"),
        (["--format", "xml"], "invalid choice"),
        (["--root", "/nowhere"], "there is no folder cases/"),
        ([MINIMAL / "cases" / "nothing.md"], "is no path in"),
        ([TESTS], "is no path in"),
        (["--unknown"], "unrecognized arguments"),
    ],
)
def test_could_not_run(arguments: list[str | Path], said: str) -> None:
    result = validate(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_day_that_is_none() -> None:
    result = validate(TAJARIB_DATE="tomorrow")
    assert (result.returncode, result.stdout) == (2, "")
    assert "TAJARIB_DATE is no day" in result.stderr


def test_names_that_are_no_utf_8(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    folder = os.fsencode(tmp_path / "cases" / "oman" / "feedback")
    Path(os.fsdecode(folder + b"/\xff.ar.md")).write_bytes(b"")
    for form in ("text", "json", "github"):
        result = validate("--format", form, root=tmp_path)
        assert (result.returncode, result.stderr) == (1, "")


def test_fix_mends_letters_and_nothing_else(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "cases/oman/feedback/example-service.ar.md"
    good = path.read_text("utf-8").replace("state: unreviewed}", "state: unreviewed}  # تعليق")
    good = good.replace("title: مصدر المثال", "title: تقرير ٢٠٢٢")  # what others published keeps its digits
    bad = good.replace("خدمة المثال لتلقي الشكاوى", "خدمة المثال ﻟﺘﻠﻘﻲ الشکاوی".replace("وی", "وى"))
    bad = bad.replace("2014-06, event", "٢٠١٤-٠٦, event").replace("كانت الشكاوى", "کانت الشکا\u200bوى")
    bad = bad.replace("46 ألف", "٤٦ ألف")
    assert bad != good
    path.write_bytes(codecs.BOM_UTF8 + bad.replace("\n", "\r\n").encode())
    assert validate(root=tmp_path).returncode == 1
    result = validate("--fix", root=tmp_path)
    assert result.stdout == "4 case files · 1 file mended · 0 errors · 0 warnings\n"
    assert result.returncode == 0
    assert path.read_bytes() == codecs.BOM_UTF8 + good.replace("\n", "\r\n").encode()
    again = validate("--fix", root=tmp_path)
    assert again.stdout == "4 case files · 0 files mended · 0 errors · 0 warnings\n"


MARKS = (
    ("cases/oman/feedback/example-service.ar.md", "لتلقي الشكاوى", "لتلقي الشكـــاوى"),
    ("cases/oman/feedback/example-service.ar.md", "جهة «المثال»", 'جهة "المثال"'),
    ("cases/oman/feedback/example-service.ar.md", "رضا المستخدمين، وعددهم,", '"رضا المستخدمين, وعددهم",'),
    ("cases/oman/feedback/example-service.ar.md", "بين الجهات، ولم", "بين الجهات،، ولم"),
    ("cases/oman/feedback/example-service.ar.md", "«خدمة **واحدة**»، أي", '"خدمة **واحدة**", أي'),
    ("cases/oman/feedback/example-service.ar.md", "بعض الردود تأخر[^S4].", "بعض الردود تأخر[^S4] ."),
    ("cases/oman/country.yml", "مثال، ومثال آخر", "مثال ، ومثال آخر"),
)
"""Path, right, wrong."""


def test_fix_mends_marks_where_they_stand(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    arabic, country = tmp_path / MARKS[0][0], tmp_path / MARKS[-1][0]
    text = arabic.read_text("utf-8").replace("ar: جهة المثال,", "ar: جهة «المثال»,")
    text = text.replace("ar: رضا المستخدمين,", "ar: رضا المستخدمين، وعددهم,")
    text = text.replace("بُنيت خدمة واحدة", "بُنيت «خدمة **واحدة**»، أي نظام واحد،")
    arabic.write_text(text.replace("أهم من التقنية", 'أهم من `a, "b" ،,` والـIT'), "utf-8")
    text = country.read_text("utf-8")
    country.write_text(text.replace("ar: خدمات المثال", 'ar: "مثال، ومثال آخر"', 1), "utf-8")
    good = {path: path.read_text("utf-8") for path in (arabic, country)}
    assert validate("--strict", root=tmp_path).returncode == 0
    for name, right, wrong in MARKS:
        text = (tmp_path / name).read_text("utf-8")
        assert text.count(right) == 1
        (tmp_path / name).write_text(text.replace(right, wrong), "utf-8")
    assert validate(root=tmp_path).stdout.splitlines()[-1] == "4 case files · 8 errors · 0 warnings"
    result = validate("--fix", "--strict", root=tmp_path)
    assert result.stdout == "4 case files · 2 files mended · 0 errors · 0 warnings\n"
    assert {path: path.read_text("utf-8") for path in good} == good


def test_fix_leaves_what_needs_judgement(faulty: Path) -> None:
    before = {path: path.read_bytes() for path in (faulty / "cases").rglob("*") if path.is_file()}
    assert validate("--fix", root=faulty).returncode == 1
    assert {path: path.read_bytes() for path in (faulty / "cases").rglob("*") if path.is_file()} == before


def test_fix_touches_only_what_was_asked_for(faulty: Path) -> None:
    path = faulty / EN
    path.write_text(path.read_text("utf-8").replace("Begin with one", "Begin with ١"), "utf-8")
    before = path.read_bytes()
    validate("--fix", faulty / "cases" / "glossary.yml", root=faulty)
    assert path.read_bytes() == before


def test_fix_writes_the_form_of_all_and_keeps_comments(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    path = tmp_path / EN
    good = path.read_text("utf-8").replace("  of: ar\n", "  # from the original\n  of: ar  # Arabic\n")
    loose = good.replace('"3f2a91c0"', "3f2a91c0").replace("---\n\n##", "---\n##") + "\n\n"
    loose = loose.replace("translation:", "\ntranslation:").replace(
        '"Example service for complaints"', "Example\n service ٤"
    )
    path.write_bytes(loose.replace("\n", "\r\n").encode())
    other = tmp_path / "cases/gcc/strategy/example-strategy.ar.md"
    other.write_text(broken := other.read_text("utf-8").replace("  of: en", "  of: [en"), "utf-8")
    result = validate("--fix", root=tmp_path)
    assert result.returncode == 1, "what cannot be read is told"
    assert " E020 " in result.stdout
    assert " W001 " not in result.stdout
    assert path.read_bytes().decode() == good.replace("for complaints", "٤").replace("٤", "4").replace("\n", "\r\n")
    assert other.read_text("utf-8") == broken, "and left alone"


def test_fix_leaves_what_no_one_sees(tmp_path: Path) -> None:
    shutil.copytree(MINIMAL, tmp_path, dirs_exist_ok=True)
    path = tmp_path / EN
    path.write_text(seen := path.read_text("utf-8").replace("---\n", "---  \n").rstrip("\n"), "utf-8")
    assert validate("--fix", "--strict", root=tmp_path).returncode == 0
    assert path.read_text("utf-8") == seen
