"""What the project is made with: it can be exchanged, and is what was recorded."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
import yaml

from conftest import MINIMAL
from projects import ROOT, environment, make_project, run
from successor import differences


def test_another_program_builds_the_same_site(tmp_path):
    project = make_project(tmp_path / "project", MINIMAL)
    result = run(project, "successor.py")
    assert result.returncode == 0, result.stdout + result.stderr
    number, text = result.stdout.strip().split(" ", 1)
    assert int(number) > 100
    assert text == "files, the same by mkdocs and properdocs"


def test_the_theme_gives_the_pages_nothing(tmp_path):
    """Its support ends on 2027-05-05: docs/contribute/after-material.en.md."""
    project = make_project(tmp_path / "project", MINIMAL)
    config = project / "mkdocs.yml"
    with_theme = config.read_text("utf-8")
    without = with_theme.replace("  name: material\n", "  name: null\n").replace("  font: false", "  # font: false")
    assert without.count("name: null") == 1
    for program, text in (("mkdocs", with_theme), ("properdocs", without)):
        config.write_text(text, "utf-8")
        command = [sys.executable, "-m", program, "build", "--quiet", "--strict", "--config-file", "mkdocs.yml"]
        subprocess.run([*command, "--site-dir", tmp_path / program], cwd=project, env=environment(), check=True)
    assert differences(tmp_path / "mkdocs", tmp_path / "properdocs") == []


def test_what_differs_is_named(tmp_path):
    for name, texts in {"one": {"a": "1", "b/c": "2", "d": "3"}, "other": {"a": "1", "b/c": "x", "e": "4"}}.items():
        for path, text in texts.items():
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_text(text)
    told = ["b/c: differs", "d: only by one", "e: only by other"]
    assert differences(tmp_path / "one", tmp_path / "other") == told


@pytest.fixture
def vendoring(tmp_path):
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "vendor.py", tmp_path / "scripts")
    shutil.copytree(ROOT / "overrides" / "assets", tmp_path / "overrides" / "assets")

    def check() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "scripts/vendor.py", "--check"]
        return subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False)

    return tmp_path / "overrides" / "assets", check


def test_vendored_files_are_those_that_were_recorded(vendoring):
    assets, check = vendoring
    assert check().returncode == 0, check().stdout
    icons = assets / "icons" / "icons.svg"
    icons.write_text(icons.read_text("utf-8") + " ", "utf-8")
    assert check().returncode == 1
    assert "icons/icons.svg" in check().stdout


def test_updates_are_sought_wherever_something_is_locked():
    config = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text("utf-8"))
    locks = {path.parent for name in ("scripts", "tests") for path in (ROOT / name).rglob("requirements.txt")} | {ROOT}
    wanted = {"/" + path.relative_to(ROOT).as_posix().replace(".", "") for path in locks}
    sought = {update["package-ecosystem"]: update for update in config["updates"]}
    assert set(sought["pip"]["directories"]) == wanted
    assert set(sought) == {"pip", "github-actions"}
    assert all(update["groups"] for update in sought.values())


def test_the_weekly_look_calls_make_targets():
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "upkeep.yml").read_text("utf-8"))
    called = {one["target"] for one in workflow["jobs"]["look"]["strategy"]["matrix"]["include"]}
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert called == {"audit", "successor", "stress"}
    assert all(f"\n{target}: " in makefile for target in called)
