"""What git remembers of the corpus: which cases are public already, and what a file once said.

Without git, outside a repository, or before the first commit, it remembers nothing and says so by an empty answer.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

MAIN = ("origin/main", "main")
"""The branches that the public site is built from, the surer one first."""


def git(root: Path, *arguments: str) -> str:
    """Return what a git command in *root* prints; nothing where it fails, or where there is no git."""
    try:
        result = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        return ""
    return result.stdout.decode(errors="replace") if result.returncode == 0 else ""


def public_commits(root: Path) -> tuple[str, ...]:
    """Return the commits whose cases are public: where this branch left main; on main, the last two.

    A pull request is checked out by GitHub as a merge with neither branch named; the commit before is then main's.
    """
    head = _commit(root, "HEAD")
    if not head:
        return ()
    for name in MAIN:
        base = git(root, "merge-base", "HEAD", name).strip()
        if base and base != head:
            return (base,)
    return tuple(filter(None, (_commit(root, "HEAD~"), head)))


def _commit(root: Path, name: str) -> str:
    return git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").strip()


def case_files(root: Path, commit: str) -> list[str]:
    """Return the paths of the Markdown files below ``cases/`` at *commit*, as seen from *root*."""
    names = git(root, "ls-tree", "-r", "-z", "--name-only", commit, "--", "cases").split("\0")
    return [name for name in names if name.endswith(".md")]


def files_with(root: Path, commit: str, line_start: str) -> list[str]:
    """Return those of the case files at *commit* that have a line with this start."""
    found = git(root, "grep", "-l", "-z", "-e", f"^{line_start}", commit, "--", "cases").split("\0")
    return [name.removeprefix(f"{commit}:") for name in found if name.endswith(".md")]


def text_at(root: Path, commit: str, path: str) -> str:
    """Return what the file at *path* said at *commit*; nothing where it was not there."""
    return git(root, "show", f"{commit}:./{path}")


def versions(root: Path, path: str) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of each committed version of a file, the newest first, through its renames."""
    log = git(root, "log", "--follow", "--relative", "--format=%x01%H", "--name-only", "-z", "--", path)
    for entry in log.split("\x01")[1:]:
        commit, *names = filter(None, entry.replace("\n", "\0").split("\0"))
        for name in names:
            yield name, text_at(root, commit, name)


def is_kept(root: Path, path: str) -> bool:
    """Whether git holds the file at *path* just as it is, so that whatever becomes of it can be compared and undone."""
    return bool(git(root, "ls-files", "--", path)) and not git(root, "status", "--porcelain", "--", path)


def last_changes(root: Path, *folders: str) -> dict[str, str]:
    """Return the day on which each file below *folders* last changed on the branch that is checked out: path to
    2026-11-23. A file is absent that has changed since the last commit, or whose change lies before what git knows.
    """
    # Along the first parents, the day is that on which a change came in, not that on which it was first written.
    walk = ["log", "--first-parent", "-m", "--no-renames", "--relative", "--name-only", "-z"]
    log = git(root, *walk, "--format=%x01%cs%x00%P", "--", *folders)
    shallow = is_shallow(root)
    found: dict[str, str] = {}
    for entry in log.split("\x01")[1:]:
        day, parents, *names = entry.replace("\n", "\0").split("\0")
        if shallow and not parents:
            continue  # where a shallow history begins, every file looks new
        for name in filter(None, names):
            found.setdefault(name, day)
    for name in git(root, "diff", "--relative", "--name-only", "-z", "HEAD", "--", *folders).split("\0"):
        found.pop(name, None)
    return found


def is_shallow(root: Path) -> bool:
    """Whether the repository holds only the last part of its history."""
    return git(root, "rev-parse", "--is-shallow-repository").strip() == "true"
