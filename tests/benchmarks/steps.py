"""Where the processor's time of a cold build goes: the project in this folder built by one process, step by step.

A program of its own, for its work would be spread over processes otherwise; it writes JSON, seconds by step.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from tajarib import frontmatter, making, press, reader, reading, site
from tajarib.extract import Extractor

REST = "MkDocs, the catalogue, keys, what is remembered"
CASE_PAGES, OTHER_PAGES = "laying out the pages of cases", "laying out all other pages"


class Clock:
    """Counts the processor's seconds by step; a step within another counts for itself alone."""

    def __init__(self) -> None:
        self.seconds = Counter({REST: 0.0, CASE_PAGES: 0.0, OTHER_PAGES: 0.0})
        self._steps = [REST]
        self._since = 0.0

    def _turn(self) -> None:
        now = time.process_time()
        self.seconds[self._steps[-1]] += now - self._since
        self._since = now

    def watch(self, owner: Any, name: str, step: str | Callable[..., str]) -> None:
        """Count what the function *name* of *owner* takes for *step*, which its arguments may decide."""
        function = getattr(owner, name)
        if isinstance(step, str):
            self.seconds[step] = 0.0

        def timed(*arguments: Any, **named: Any) -> Any:
            self._turn()
            self._steps.append(step if isinstance(step, str) else step(*arguments))
            try:
                found = function(*arguments, **named)
                # What comes bit by bit would be counted for who asks for it.
                return list(found) if hasattr(found, "__next__") else found
            finally:
                self._turn()
                self._steps.pop()

        setattr(owner, name, timed)

    def stop(self) -> dict[str, float]:
        """Return the seconds by step, the longest first; what other programs took is Pagefind's."""
        self._turn()
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.seconds["Pagefind"] = children.ru_utime + children.ru_stime
        return dict(self.seconds.most_common())


def main() -> int:
    clock = Clock()
    for module in (press, reading):
        module.shared_out = lambda work, count: (work(i) for i in range(count))  # type: ignore[attr-defined]
    clock.watch(frontmatter, "parse", "YAML, each value with its place")
    clock.watch(reader, "validate", "the model")
    clock.watch(MarkdownIt, "parse", "Markdown")
    clock.watch(reading, "told_alone", "rules on one case")
    clock.watch(reading, "check", "rules on all cases")
    clock.watch(site, "check", "rules on all cases")
    clock.watch(reading, "render_text", "texts as sanitised HTML")
    clock.watch(making.Making, "_page", lambda _, __, template, **___: _kind(template))
    clock.watch(making.Making, "_data_of", "open data of each case")
    clock.watch(making, "of_library", "open data of the library")
    clock.watch(Extractor, "extract", "what search indexes")
    clock.watch(press, "write", "writing files")
    with tempfile.TemporaryDirectory() as folder:
        site.build(Path.cwd(), Path(folder) / "site", Path(folder) / "before")
    json.dump(clock.stop(), sys.stdout)
    return 0


def _kind(template: str) -> str:
    return CASE_PAGES if template == "case.html" else OTHER_PAGES


if __name__ == "__main__":
    sys.exit(main())
