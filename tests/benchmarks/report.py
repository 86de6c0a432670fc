"""What one run found, in words: a table of times and ratios, and each promise of the design with what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

README = "README.md"
COMPARED = 1_000
"""The size at which the design compares with others."""
SMALL = 100
"""The size from which it looks at growth."""
KEPT = "queries-kept"
"""The set of queries that was kept apart until the end."""

PLACE = re.compile(r"(<!-- bench: .*? -->\n).*?(<!-- /bench -->)", re.DOTALL)


@dataclass(frozen=True)
class Goal:
    """A promise, and what was measured."""

    promise: str
    measured: str
    is_met: bool

    @property
    def verdict(self) -> str:
        return "met" if self.is_met else "NOT MET"


class Size:
    """What was measured at one size."""

    def __init__(self, cases: int, figures: Mapping[str, Any]) -> None:
        self.cases, self.figures = cases, figures

    def seconds(self, name: str) -> float | None:
        """Return the median of what *name* took, or ``None`` where it was not measured."""
        taken = self.figures["taken"].get(name)
        return median(one["seconds"] for one in taken) if taken else None

    def memory(self, name: str) -> float | None:
        """Return the most memory that *name* took."""
        taken = self.figures["taken"].get(name, [])
        return max((one["memory"] for one in taken if "memory" in one), default=None)

    def times(self, name: str, of: str) -> float | None:
        """Return how many times as long *name* took as *of*."""
        long, short = self.seconds(name), self.seconds(of)
        return long / short if long is not None and short else None


def sizes(result: Mapping[str, Any]) -> list[Size]:
    """Return what was measured, the smallest size first."""
    return [Size(int(cases), figures) for cases, figures in result["sizes"].items()]


def goals(result: Mapping[str, Any]) -> Iterator[Goal]:
    """Yield each promise for which there are figures."""
    measured = sizes(result)
    for size in measured:
        if size.cases == COMPARED:
            yield from _beside_others(size)
        if (limit := {COMPARED: 2.0, result["today"]: 1.0}.get(size.cases)) and (
            seconds := size.seconds("preview, text")
        ):
            said = f"an edit of a case, in the running preview, {size.cases:,} cases: ≤ {limit:.0f} s"
            yield Goal(said, f"{seconds:.2f} s", seconds <= limit)
    small = next((size for size in measured if size.cases == SMALL), measured[0])
    for size in measured:
        if size.cases >= COMPARED:  # with fewer, what it takes to start would be most of it
            yield from _growth(small, size)
    yield from _validating(measured[-1])
    yield from _weight(measured)
    yield from _reading(result["reader"])


def _beside_others(size: Size) -> Iterator[Goal]:
    whole = f"{size.cases:,} cases × 2 languages"
    for name, said in (("stock", "the same files"), ("stock, texts alone", "given titles and texts alone")):
        if ratio := size.times(name, "build"):
            yield Goal(f"cold build, {whole}: ≥ 3× faster than stock, {said}", f"{ratio:.1f}×", ratio >= 3)
    if ratio := size.times("build", "hugo"):
        yield Goal(f"cold build, {whole}: within 2.5× of Hugo with a bare theme", f"{ratio:.1f}×", ratio <= 2.5)
    if ratio := size.times("stock", "build edited"):
        yield Goal(f"build after one edit, {whole}: ≤ 1/6 of stock", f"1/{ratio:.1f}", ratio >= 6)


def _growth(small: Size, large: Size) -> Iterator[Goal]:
    costs = [size.seconds("build") / size.figures["extent"]["ours"]["pages"] for size in (small, large)]
    flat = costs[1] / costs[0]
    said = f"cost a page at {large.cases:,} cases, beside that at {small.cases:,}: flat (± 20 %)"
    yield Goal(said, f"{flat:.2f}×, {1000 * costs[1]:.1f} ms a page", flat <= 1.2)
    if memory := large.memory("build"):
        yield Goal(f"memory at {large.cases:,} cases: ≤ 2 GB", f"{memory / 1e9:.2f} GB", memory <= 2e9)


def _validating(large: Size) -> Iterator[Goal]:
    if large.cases < COMPARED:
        return
    for name, said, limit in (("check", "", 20), ("check again", ", again without a change", 3)):
        if seconds := large.seconds(name):
            reckoned = seconds * 10_000 / large.figures["files"]
            measured = f"{reckoned:.1f} s (reckoned from {seconds:.1f} s for {large.figures['files']:,})"
            yield Goal(f"validating 10,000 files{said}: < {limit} s", measured, reckoned < limit)


def _weight(measured: Sequence[Size]) -> Iterator[Goal]:
    for name, limit in (("home", 100), ("case", 90), ("cases", 150)):
        weights = {size.cases: size.figures["weight"][name] / 1000 for size in measured}
        said = f"first visit, {name}: ≤ {limit} KB"
        yield Goal(said, _by_size(weights), max(weights.values()) <= limit)
    searches = {size.cases: size.figures["first search"] / 1000 for size in measured if size.cases <= COMPARED}
    said = f"first search of one word, up to {COMPARED:,} cases: ≤ 150 KB more"
    yield Goal(said, _by_size(searches), max(searches.values()) <= 150)


def _by_size(weights: Mapping[int, float]) -> str:
    first, last = min(weights), max(weights)
    return f"{weights[first]:.0f} KB at {first:,} cases" + (
        f", {weights[last]:.0f} at {last:,}" if last > first else ""
    )


def _reading(reader: Mapping[str, Any]) -> Iterator[Goal]:
    for visit, said, limit in (("first", "a first visit", 5.0), ("next", "the next page", 2.5)):
        by_prefix: dict[str, list[float]] = {}
        for one in reader["bad line"]:
            by_prefix.setdefault(one["prefix"], []).append(one[visit]["readable"] / 1000)
        worst = max(median(seconds) for seconds in by_prefix.values())
        line = "50 KB/s, 800 ms, processor 4× slower"
        yield Goal(f"{line}: text readable on {said} ≤ {limit} s", f"{worst:.1f} s", worst <= limit)
    for name, one in reader["search"].items():
        share = one["found"] / one["asked"]
        said = "queries kept apart" if name == KEPT else "queries by its author"
        measured = f"{100 * share:.1f} % ({one['found']} of {one['asked']})"
        yield Goal(f"search, {said}: ≥ 95 % find an expected case in the first five", measured, share >= 0.95)


def described(result: Mapping[str, Any]) -> str:
    """Return the tables of a run as Markdown."""
    measured = sizes(result)
    return "\n\n".join([_machine(result), _times(measured), _extents(measured), _goals(result), *_steps(measured)])


def _machine(result: Mapping[str, Any]) -> str:
    machine = result["machine"]
    packages = ", ".join(
        f"{name} {machine[name]}" for name in ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "hugo")
    )
    times = ", ".join(f"{size.figures['times']} at {size.cases:,} cases" for size in sizes(result))
    text = (
        f"{machine['cores']} cores, {machine['memory'] / 1e9:.0f} GB, {machine['system']}, Python {machine['python']}, "
        f"{packages}, Chromium {machine['chromium']}. Medians of so many runs, taken by turns: {times}. "
        f"Load {machine['load before']:.1f} before, {machine['load after']:.1f} after."
    )
    if machine["load before"] > machine["cores"] / 2:
        text += " THE MACHINE WAS BUSY WITH OTHER THINGS: no figure here is to be trusted."
    return text


def _times(measured: Sequence[Size]) -> str:
    """Return seconds and, in brackets, how many times our cold build that is."""
    names = list(dict.fromkeys(name for size in measured for name in size.figures["taken"]))
    rows = [["seconds (× our cold build) · memory", *(f"{size.cases:,} cases" for size in measured)]]
    for name in names:
        cells = []
        for size in measured:
            seconds, ratio, memory = size.seconds(name), size.times(name, "build"), size.memory(name)
            cell = "left out" if seconds is None else f"{seconds:.2f} s (×{ratio:.2f})"
            cells.append(cell + (f" · {memory / 1e6:.0f} MB" if memory else ""))
        rows.append([name, *cells])
    return _table(rows)


def _extents(measured: Sequence[Size]) -> str:
    rows = [["what was written: pages · files · MB", *(f"{size.cases:,} cases" for size in measured)]]
    for name in dict.fromkeys(name for size in measured for name in size.figures["extent"]):
        cells = []
        for size in measured:
            one = size.figures["extent"].get(name)
            cells.append(f"{one['pages']:,} · {one['files']:,} · {one['bytes'] / 1e6:.1f}" if one else "left out")
        rows.append([name, *cells])
    return _table(rows)


def _goals(result: Mapping[str, Any]) -> str:
    rows = [["promise", "measured", ""], *([goal.promise, goal.measured, goal.verdict] for goal in goals(result))]
    return _table(rows)


def _steps(measured: Sequence[Size]) -> Iterator[str]:
    """Yield what a case costs, step by step, where that was measured."""
    for size in measured:
        if steps := size.figures.get("steps"):
            head = [
                f"a cold build of {size.cases:,} cases × 2 languages, by one process",
                "ms of processor time a case",
            ]
            rows = [*steps.items(), ("together", sum(steps.values()))]
            yield _table([head, *([step, f"{1000 * seconds / size.cases:.1f}"] for step, seconds in rows)])


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *body = ("| " + " | ".join(row) + " |" for row in rows)
    return "\n".join([head, "|" + "---|" * len(rows[0]), *body])


def into_readme(path: Path, result: Mapping[str, Any]) -> None:
    """Put the promises and what came of them between the marks in the file at *path*."""
    text = path.read_text(encoding="utf-8")
    parts = [_goals(result), _machine(result), *list(_steps(sizes(result)))[-1:]]
    block = "\n" + "".join(f"{part}\n\n" for part in parts)
    text, found = PLACE.subn(lambda match: match[1] + block + match[2], text)
    if found != 1:
        raise ValueError(f"{path} has no place for the figures, <!-- bench: … --> to <!-- /bench -->")
    path.write_text(text, encoding="utf-8", newline="\n")
