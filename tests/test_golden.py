"""The site of the minimal corpus, page for page as it was last accepted: `make golden` accepts what there is now.

What a change does to pages is seen in the diff of ``tests/golden/``. Names of assets change with their content; they
are masked, so that a change of style alone changes nothing here.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from conftest import MINIMAL
from projects import make_project, run

GOLDEN = Path(__file__).parent / "golden"
SHOWN = (
    "index.html",
    "en/index.html",
    "cases/index.html",
    "en/cases/index.html",
    "cases/gcc/example-strategy/index.html",
    "en/cases/gcc/example-strategy/index.html",
    "cases/oman/example-service/index.html",
    "en/cases/oman/example-service/index.html",
    "countries/oman/index.html",
    "en/themes/feedback/index.html",
    "search/index.html",
    "en/about/index.html",
    "404.html",
    "sitemap.xml",
)
_HASH = re.compile(r"(assets/[a-z0-9-]+)\.[0-9a-f]{8}\.")


def masked(text: str) -> str:
    return _HASH.sub(r"\1.HASH.", text)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    project = make_project(tmp_path_factory.mktemp("golden") / "project", MINIMAL)
    result = run(project, "build.py")
    assert result.returncode == 0, result.stdout + result.stderr
    return project / "site"


def test_what_is_shown_is_what_was_accepted(built, request):
    """All at once, so that accepting takes out what is no longer shown."""
    now = {name: masked((built / name).read_text("utf-8")) for name in SHOWN}
    listing = sorted(masked(path.relative_to(built).as_posix()) for path in built.rglob("*") if path.is_file())
    now["FILES.txt"] = "".join(f"{name}\n" for name in listing if not name.startswith("pagefind/"))
    if request.config.getoption("--accept"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        for name, text in now.items():
            path = GOLDEN / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    accepted = {p.relative_to(GOLDEN).as_posix(): p.read_text("utf-8") for p in GOLDEN.rglob("*") if p.is_file()}
    assert sorted(accepted) == sorted(now)
    changed = [name for name in now if now[name] != accepted[name]]
    assert not changed, "see the diff after `make golden`, and commit it if it is meant"
