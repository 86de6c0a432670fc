"""Builds a small project on a disk that has too little room, until there is more, while its site is read.

The folder named as argument is a disk of its own, of some megabytes, that nothing else uses: test_publishing gives it
one. Ends with an error where a build does what it should not, or a reader gets what is in no version of the site.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from projects import ROOT, make_project, run
from visitor import Contents, Round, contents, reading

MINIMAL = ROOT / "tests" / "corpora" / "minimal"


def built(project: Path) -> Contents:
    done = run(project, "build.py")
    assert done.returncode == 0, done.stderr
    return contents(project / "site")


def main(disk: Path) -> None:
    project, filler = make_project(disk / "project", MINIMAL), disk / "filler"
    footer = project / "overrides" / "partials" / "footer.html"
    first, second = footer.read_text("utf-8"), footer.read_text("utf-8") + "<!-- second -->\n"
    footer.write_text(second, "utf-8")
    after = built(project)
    footer.write_text(first, "utf-8")
    last = built(project)
    assert after != last
    pages = sum(len(content) for path, content in last.items() if path.endswith(".html"))
    footer.write_text(second, "utf-8")  # so all pages are made anew
    there = set(disk.rglob("*"))
    with reading(project / "site", last) as reader:
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
        reader.now = Round(last, after)
        assert built(project) == after, "something of the failed builds is in it"


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
