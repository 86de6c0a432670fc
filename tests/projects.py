"""Whole projects for tests: this project's code, templates and pages around another corpus, in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DAY = "2026-11-23"


def environment() -> dict[str, str]:
    """Return the environment in which a project's commands run: one day, no advertisement, no one's settings."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "SYSTEMROOT")}
    return {
        **kept,
        "TAJARIB_DATE": DAY,
        "PYTHONUTF8": "1",
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }


def make_project(folder: Path, corpus: Path) -> Path:
    """Return *folder* as a project with the ``cases/`` of *corpus*."""
    for name in ("scripts", "overrides", "docs"):
        # Learning paths are about this project's own cases.
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "learn"))
    for name in ("mkdocs.yml", "pyproject.toml", "requirements.txt"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(corpus / "cases", folder / "cases")
    return folder


def run(project: Path, script: str, *arguments: str, day: str = DAY) -> subprocess.CompletedProcess[str]:
    """Run one of the project's scripts in it, on a day."""
    return subprocess.run(
        [sys.executable, f"scripts/{script}", *arguments],
        cwd=project,
        env={**environment(), "PYTHONPATH": "scripts", "TAJARIB_DATE": day},
        capture_output=True,
        text=True,
        check=False,
    )


def command(script: str, *arguments: str | Path, typed: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """Run one of our own scripts on whatever the *arguments* name; *settings* are added to its environment."""
    return subprocess.run(
        [sys.executable, ROOT / "scripts" / script, *arguments],
        input=typed,
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "TAJARIB_DATE": DAY, **settings},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def commit_all(folder: Path, message: str = "as it is") -> None:
    """Commit all that stands in *folder*, which becomes a git repository if it is none."""
    author = ["-c", "user.name=Test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false"]
    for command in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "--all"],
        [*author, "commit", "--quiet", "--message", message],
    ):
        subprocess.run(["git", "-C", str(folder), *command], check=True, env=environment())
