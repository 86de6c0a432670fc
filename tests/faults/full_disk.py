"""Builds a small project on a disk that has too little room, until there is more.

The folder named as argument is a disk of its own, of some megabytes, that nothing else uses: test_publishing gives it
one. Ends with an error where a build does what it should not.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from projects import ROOT, make_project, run

MINIMAL = ROOT / "tests" / "corpora" / "minimal"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def built(project: Path) -> dict[str, bytes]:
    done = run(project, "build.py")
    assert done.returncode == 0, done.stderr
    return contents(project / "site")


def main(disk: Path) -> None:
    project, filler = make_project(disk / "project", MINIMAL), disk / "filler"
    last = built(project)
    pages = sum(len(content) for path, content in last.items() if path.endswith(".html"))
    footer = project / "overrides" / "partials" / "footer.html"
    footer.write_text(footer.read_text("utf-8") + "<!-- second -->\n", "utf-8")  # so all pages are made anew
    there = set(disk.rglob("*"))
    for room in (pages // 2, 0):
        state = os.statvfs(disk)
        with filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, state.f_bavail * state.f_frsize - room)
        failed = run(project, "build.py")
        assert failed.returncode == 1
        assert "No space left on device" in failed.stderr, failed.stderr
        assert "Traceback" not in failed.stderr, failed.stderr
        assert failed.stderr.endswith(f"the build failed; {project / 'site'} is as it was\n"), failed.stderr
        assert contents(project / "site") == last
        filler.unlink()
        assert set(disk.rglob("*")) == there
    after = built(project)
    assert after != last
    for folder in ("site", ".build"):
        shutil.rmtree(project / folder)
    assert built(project) == after, "something of the failed builds is in it"


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
