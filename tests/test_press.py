"""What did not change is not made again, and the site is the same as one made from nothing."""

from __future__ import annotations

import dataclasses
import logging
import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import MINIMAL
from projects import make_project, run
from tajarib.catalogue import catalogue
from tajarib.i18n import strings
from tajarib.layout import Templates
from tajarib.learning import read_learning
from tajarib.making import Making, Settings
from tajarib.memory import Memory
from tajarib.press import Ledger, Product, press, read_ledger, write_ledger
from tajarib.reading import Reading
from tajarib.rules import check

EDITS = int(os.environ.get("TAJARIB_EDITS", "40"))
"""`make stress` asks for more."""


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def product(name: str, key: str, files: dict[str, bytes], made: list[str]) -> Product:
    def make() -> dict[str, bytes]:
        made.append(name)
        return files

    return Product(name, key, make)


@pytest.fixture
def sites(tmp_path) -> Iterator[Path]:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    return tmp_path


def test_only_what_changed_is_made(sites) -> None:
    made: list[str] = []
    first = [product("a", "1", {"a/index.html": b"a"}, made), product("b", "1", {"b": b"b", "c": b"c"}, made)]
    ledger = press(first, sites / "one", {}, sites / "one")
    assert made == ["a", "b"]
    second = [product("a", "1", {"a/index.html": b"never"}, made), product("b", "2", {"b": b"B"}, made)]
    press(second, sites / "two", ledger, sites / "one")
    assert made == ["a", "b", "b"]
    assert contents(sites / "two") == {"a/index.html": b"a", "b": b"B"}
    assert contents(sites / "one") == {"a/index.html": b"a", "b": b"b", "c": b"c"}, "the last site stays as it was"


def test_in_place_what_no_one_makes_any_more_goes(sites) -> None:
    site, made = sites / "one", []
    ledger = press(
        [product("a", "1", {"x": b"x", "y": b"y"}, made), product("b", "1", {"z": b"z"}, made)], site, {}, site
    )
    press([product("a", "2", {"x": b"X"}, made)], site, ledger, site)
    assert contents(site) == {"x": b"X"}


@pytest.mark.parametrize("fault", ["changed", "gone"])
def test_a_poisoned_site_is_noticed(fault, sites, caplog) -> None:
    made: list[str] = []
    wanted = [product("a", "1", {"x": b"right", "y": b"right"}, made)]
    ledger = press(wanted, sites / "one", {}, sites / "one")
    old = sites / "one" / "y"
    times = old.stat()
    old.unlink() if fault == "gone" else old.write_bytes(b"wrong")
    if fault == "changed":
        os.utime(old, ns=(times.st_atime_ns, times.st_mtime_ns))  # a date tells nothing
    with caplog.at_level(logging.WARNING):
        press(wanted, sites / "two", ledger, sites / "one")
    assert contents(sites / "two") == {"x": b"right", "y": b"right"}
    assert "changed from outside" in caplog.text


def test_a_ledger_is_believed_only_as_it_was_written(tmp_path, caplog) -> None:
    path = tmp_path / "ledger"
    assert read_ledger(path) == {}
    ledger = press([product("a", "1", {"x": b"x"}, [])], tmp_path / "site", {}, tmp_path / "site")
    write_ledger(path, ledger)
    assert read_ledger(path) == ledger
    path.write_text(path.read_text("utf-8").replace('"1"', '"2"'), "utf-8")
    assert read_ledger(path) == {}
    assert "changed from outside" in caplog.text


class Project:
    """A small project on disk, its site made by the library: from nothing, or from what was made before."""

    def __init__(self, root: Path) -> None:
        self.root = make_project(root, MINIMAL)
        self.reading = Reading(self.root, Memory(self.root / "memory"))
        self.templates = Templates(self.root / "overrides")

    def made(self, target: Path, last: Ledger, before: Path, reading: Reading) -> Ledger:
        """Write the site, with what search would index in place of its index."""
        strings.cache_clear()
        self.templates.look()
        corpus = reading.read()
        config = (self.root / "mkdocs.yml").read_text("utf-8")
        site_url = next(line.split()[1] for line in config.splitlines() if line.startswith("site_url"))
        settings = Settings(self.root, site_url, "https://forge.example", ("ar", "en"), "ar", True, True)
        found = catalogue(corpus, check(corpus), corpus.day, drafts=True)
        paths, _ = read_learning(self.root, found)
        making = Making(settings, dataclasses.replace(found, learning=paths), reading.ground, self.templates, ())
        extracts = [
            Product(f"extract {one.name}", one.key, lambda one=one: {f"extracts/{k}": v for k, v in one.make().items()})
            for language in settings.languages
            for _, one in making.extracts(language)
        ]
        return press([*making.products(), *extracts], target, last, before)


CASE = "cases/oman/feedback/example-service"


def edits(project: Path, chance: random.Random) -> list[str]:
    """Make one random edit, or two at once, and say which."""

    def replaced(name: str, old: str, new: str) -> None:
        path = project / name
        if path.exists():  # the edit before may have taken it away
            path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")

    def appended(name: str, text: str) -> None:
        if (project / name).exists():
            with (project / name).open("a", encoding="utf-8") as file:
                file.write(text)

    number = chance.randrange(10**6)
    cases = sorted(path.relative_to(project).as_posix() for path in (project / "cases").rglob("*.md"))
    originals = [name for name in cases if name.endswith(".en.md")]
    case, original = chance.choice(cases), chance.choice(originals)
    templates = sorted(path.name for path in (project / "overrides").glob("*.html"))
    template = chance.choice(templates)
    styles = sorted(path.name for path in (project / "overrides/assets/css").glob("*.css"))
    style = chance.choice(styles)
    country = chance.choice(["bahrain", "oman", "uae", "gcc"])

    def copied() -> None:
        stem = original.removesuffix(".en.md")
        for path in sorted((project / stem).parent.glob(f"{Path(stem).name}.*.md")):
            name = path.name.replace(Path(stem).name, f"copy-{number}", 1)
            shutil.copy(path, path.with_name(name))

    def renamed() -> None:
        copies = sorted((project / "cases").rglob("copy-*.md"))
        if copies:
            slug = chance.choice(copies).name.split(".")[0]
            for path in copies:
                if path.name.startswith(f"{slug}."):
                    path.rename(path.with_name(path.name.replace(slug, f"copy-{number}", 1)))

    def deleted() -> None:
        copies = sorted((project / "cases").rglob("copy-*.md"))
        if copies:
            chance.choice(copies).unlink()

    kinds = {
        "text": lambda: appended(case, f"\nA sentence with number {number} in words only.\n"),
        "title": lambda: replaced(case, "title: ", f"title: T{number % 97} "),
        "summary": lambda: replaced(case, "summary: ", f"summary: In {number % 97} words, "),
        "status": lambda: replaced(original, "status: live", "status: paused"),
        "broken": lambda: replaced(case, "title:", "titel:"),
        "mended": lambda: replaced(case, "titel:", "title:"),
        "taxonomy": lambda: replaced("cases/taxonomy.yml", "en: ", f"en: N{number % 97} "),
        "glossary": lambda: appended("cases/glossary.yml", f"# {number}\n"),
        "country": lambda: replaced(f"cases/{country}/country.yml", "en: ", f"en: C{number % 97} "),
        "template": lambda: appended(f"overrides/{template}", f"<!-- {number} -->"),
        "partial": lambda: appended("overrides/partials/footer.html", f"<!-- {number} -->"),
        "style": lambda: appended(f"overrides/assets/css/{style}", f"\n.x{number}{{color:red}}\n"),
        "script": lambda: appended("overrides/assets/js/site.js", f"\n// {number}\n"),
        "address": lambda: replaced("mkdocs.yml", "site_url: https://", f"site_url: https://s{number % 97}."),
        "stray": lambda: (project / "cases/oman/notes.md").write_text(f"{number}\n", "utf-8"),
        "swept": lambda: (project / "cases/oman/notes.md").unlink(missing_ok=True),
        "copied": copied,
        "renamed": renamed,
        "deleted": deleted,
    }
    chosen = [chance.choice(sorted(kinds)) for _ in range(chance.choice((1, 1, 1, 2)))]
    for kind in chosen:
        kinds[kind]()
    return chosen


def test_after_any_edit_the_site_is_the_one_made_from_nothing(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("tajarib.making.LENGTH", 1)  # as if there were more cases than one page lists
    seed = int(os.environ.get("TAJARIB_SEED", random.SystemRandom().randrange(10**6)))
    print(f"TAJARIB_SEED={seed}")
    chance = random.Random(seed)
    project = Project(tmp_path / "project")
    last: Ledger = {}
    before, taken_over, history = tmp_path / "site-none", 0, []
    for number in range(EDITS):
        site, clean = tmp_path / f"site-{number}", tmp_path / f"clean-{number}"
        ledger = project.made(site, last, before, project.reading)
        taken_over += sum(last.get(name) == made for name, made in ledger.items())
        project.made(clean, {}, clean, Reading(project.root))
        ours, theirs = contents(site), contents(clean)
        differing = sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
        assert not differing, f"seed {seed}, after {history[-3:]}: {differing[:5]}"
        shutil.rmtree(before, ignore_errors=True)
        shutil.rmtree(clean)
        before, last = site, ledger
        history.append(edits(project.root, chance))
    assert taken_over > EDITS * 10, "hardly anything was taken over: the test shows nothing"


def test_a_build_takes_over_what_did_not_change(tmp_path) -> None:
    project = make_project(tmp_path / "project", MINIMAL)
    site = project / "site"
    assert run(project, "build.py").returncode == 0
    first, inodes = contents(site), {path: path.stat().st_ino for path in site.rglob("*.html")}
    case = project / f"{CASE}.en.md"
    case.write_text(
        case.read_text("utf-8").replace("## The problem\n", "## The problem\n\nOne more sentence.\n", 1), "utf-8"
    )
    result = run(project, "build.py")
    assert result.returncode == 0, result.stderr
    second = contents(site)
    changed = {name for name in first if first[name] != second.get(name)}
    assert "en/cases/oman/example-service/index.html" in changed
    assert "en/about/index.html" not in changed
    kept = {path for path, inode in inodes.items() if path.stat().st_ino == inode}
    assert len(kept) > len(inodes) / 2
    shutil.rmtree(project / ".build")
    shutil.rmtree(site)
    assert run(project, "build.py").returncode == 0
    assert contents(site) == second, "the site made from nothing is the same"
