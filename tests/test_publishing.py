"""One site takes the place of another as a whole, whatever happens on the way, while it is read all the time."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import MINIMAL
from projects import ROOT, environment, make_project
from tajarib import publishing
from tajarib.publishing import replacing
from visitor import Contents, Reader, Round, contents, reading

KILLS = int(os.environ.get("TAJARIB_KILLS", "6"))
"""`make stress` asks for more."""
FAULTS = ROOT / "tests" / "faults"


# --- the step itself


@pytest.fixture(params=["one step", "two steps"])
def ways(request, monkeypatch) -> str:
    """With what the system offers, and as where it offers nothing."""
    if request.param == "two steps":
        monkeypatch.setattr(publishing, "_exchanged", lambda *_: False)
    return request.param


def test_a_site_is_replaced_as_a_whole(ways, tmp_path):
    site = tmp_path / "site"
    for text in ("one", "two"):
        with replacing(site) as fresh:
            fresh.mkdir()
            (fresh / text).touch()
        assert [path.relative_to(site).as_posix() for path in site.rglob("*")] == [text]
    assert list(tmp_path.iterdir()) == [site]


def test_a_failure_leaves_it_as_it_was(ways, tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "one").touch()
    with contextlib.suppress(KeyboardInterrupt), replacing(site) as fresh:
        fresh.mkdir()
        raise KeyboardInterrupt
    with contextlib.suppress(FileNotFoundError), replacing(site):
        pass  # nothing was made
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == ["site", "site/one"]


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="there is no such step on this system")
def test_here_it_is_one_step(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert publishing._exchanged(tmp_path / "one", tmp_path / "other")
    assert list(contents(tmp_path)) == ["one/other", "other/one"]


REPLACE = """
import sys
from pathlib import Path
from tajarib import publishing
if sys.argv[2] == "two steps":
    publishing._exchanged = lambda *_: False
with publishing.replacing(Path(sys.argv[1])) as fresh:
    fresh.mkdir()
    for name in ("a", "b"):
        (fresh / name).write_text(sys.argv[3])
"""


@pytest.mark.parametrize("ways", ["one step", "two steps"])
def test_killed_at_any_step_it_is_the_one_or_the_other(ways, tmp_path):
    """The next call puts right what may be wrong for a moment where the system has no single step."""
    folder, counter = tmp_path / "place", tmp_path / "steps"
    site = folder / "site"

    def replace(text: str, **fault: str) -> int:
        counter.unlink(missing_ok=True)
        return subprocess.run(
            [sys.executable, "-c", REPLACE, str(site), ways, text],
            env={**environment(), "PYTHONPATH": f"{FAULTS}:{ROOT / 'scripts'}", "FAULT_STEPS": str(counter), **fault},
            start_new_session=True,
        ).returncode

    assert replace("0") == 0
    last, kills = "0", 0
    for step in range(1, 100):
        code = replace(str(step), FAULT=f"kill:{step}")
        if ways == "two steps" and not site.exists():
            with contextlib.suppress(FileNotFoundError), replacing(site):
                pass
        found = contents(site)
        assert found in ({"a": text.encode(), "b": text.encode()} for text in (last, str(step)))
        last = found["a"].decode()
        if code == 0:
            break
        assert code == -signal.SIGKILL
        kills += 1
    assert kills > 10
    assert list(folder.iterdir()) == [site]


# --- a whole build, while the site is read


class Site:
    """A small project whose site is in one of two versions, served and read."""

    def __init__(self, folder: Path) -> None:
        self.project = make_project(folder / "project", MINIMAL)
        self.folder = folder
        self.site = self.project / "site"
        self.counter = folder / "steps"
        (folder / "scratch").mkdir()
        footer = self.project / "overrides" / "partials" / "footer.html"
        case = self.project / "cases" / "oman" / "feedback" / "example-service.en.md"
        self.sources = {
            footer: [footer.read_text("utf-8"), footer.read_text("utf-8") + "<!-- second -->\n"],
            case: [
                case.read_text("utf-8"),
                case.read_text("utf-8").replace("## The problem\n", "## The problem\n\nX.\n"),
            ],
        }
        self.versions = [self.version(0), self.version(1)]
        assert self.versions[0] != self.versions[1]

    def set(self, version: int) -> None:
        for path, texts in self.sources.items():
            path.write_text(texts[version], "utf-8")

    def version(self, number: int) -> Contents:
        self.set(number)
        assert self.build() == 0
        return contents(self.site)

    @property
    def number(self) -> int:
        """The version that the site is in, whole."""
        found = contents(self.site)
        assert found in self.versions, "a mixed version"
        return self.versions.index(found)

    def build(self, largest: int | None = None, **fault: str) -> int:
        """Build, no file larger than that, and return how it ended."""
        self.counter.unlink(missing_ok=True)
        return subprocess.run(
            [sys.executable, "scripts/build.py"],
            cwd=self.project,
            env={
                **environment(),
                "PYTHONPATH": f"{FAULTS}:scripts",
                "FAULT_STEPS": str(self.counter),
                "FAULT_BEGIN": ".site.new-",  # what was left behind is cleared away before
                "TMPDIR": str(self.folder / "scratch"),
                **fault,
            },
            start_new_session=True,
            capture_output=True,
            preexec_fn=largest and (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))),
        ).returncode


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Iterator[Site]:
    published = Site(tmp_path_factory.mktemp("published"))
    yield published
    assert published.build() == 0
    published.number  # noqa: B018 - it is checked
    assert not list(published.project.glob(".site*")), "leftovers of killed builds"
    assert not list((published.folder / "scratch").iterdir())


@pytest.fixture
def reader(published) -> Iterator[Reader]:
    with reading(published.site, published.versions[published.number]) as reader:
        yield reader


def begun(published: Site, reader: Reader) -> int:
    """Turn the sources to the version that is not shown, and return the number of the one that is."""
    last = published.number
    published.set(1 - last)
    reader.now = Round(published.versions[last], published.versions[1 - last])
    return last


@pytest.fixture(scope="module")
def steps(published) -> str:
    """The steps of a build, a letter each."""
    published.set(1 - published.number)
    assert published.build(FAULT="count:1000000000") == 0
    return published.counter.read_text()


def spread(number: int, total: int) -> list[int]:
    """Return *number* steps, spread evenly over so many."""
    return [total * (i + 1) // (number + 1) for i in range(number)]


def test_a_build_killed_at_any_step_leaves_a_whole_site(steps, published, reader):
    ended = {"last": 0, "next": 0}
    # Then the last site is cleared away, and at last the ledger is put in its place.
    exchanged = steps.rindex("C")
    points = [*spread(KILLS - 1, len(steps)), exchanged + 2]
    for step in points:
        last = begun(published, reader)
        while (code := published.build(FAULT=f"kill:{step}")) == 0:  # builds differ by some steps: it was over before
            assert published.number != last
            last = begun(published, reader)
            step -= len(steps) // 100
        assert code == -signal.SIGKILL
        ended["last" if published.number == last else "next"] += 1
    print(f"{KILLS} kills at {points} of {len(steps)} steps: {ended}, {reader.answers} answers")
    assert ended["last"] and ended["next"]


def test_a_full_disk_leaves_a_whole_site(steps, published, reader):
    for step in spread(max(1, KILLS // 5), len(steps)):
        last = begun(published, reader)
        assert (published.build(FAULT=f"full:{step}") == 0) == (published.number != last)
    for largest in (2_000, 100_000)[-KILLS // 5 :]:
        last = begun(published, reader)
        assert published.build(largest=largest) == 1
        assert published.number == last


def test_on_a_disk_that_is_full_the_last_site_stays(tmp_path):
    """On a real one, of a few megabytes, which only this test's own processes see."""
    if not sys.platform.startswith("linux") or not shutil.which("unshare"):
        pytest.skip("a disk of one's own needs Linux and unshare (util-linux)")
    own = ["unshare", "--map-root-user", "--mount", "sh", "-ec"]
    mount = 'mount -t tmpfs -o size=24m tmpfs "$0"'
    tried = subprocess.run([*own, mount, tmp_path], capture_output=True, text=True)
    if tried.returncode:
        pytest.skip(f"no one may mount a disk of their own here: {tried.stderr.strip()}")
    environ = {**environment(), "PYTHONPATH": f"{ROOT / 'tests'}:{ROOT / 'scripts'}"}
    command = [*own, f'{mount}; exec "$@"', tmp_path, sys.executable, FAULTS / "full_disk.py", tmp_path]
    done = subprocess.run(command, env=environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("fault", ["a broken case", "a failing step"])
def test_a_failed_build_leaves_a_whole_site(fault, published, reader):
    last = begun(published, reader)
    name = "cases/oman/feedback/example-service.ar.md" if fault == "a broken case" else "overrides/case.html"
    path = published.project / name
    text = path.read_text("utf-8")
    broken = text.replace("title:", "titel:", 1).replace("{{ section.heading }}", "{{ section.misspelt }}", 1)
    assert broken != text
    path.write_text(broken, "utf-8")
    assert published.build() == 1
    path.write_text(text, "utf-8")
    assert published.number == last
