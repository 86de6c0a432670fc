"""Learning paths: a page each, with a handout and a facilitator's sheet to print."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from markupsafe import Markup

from tajarib.catalogue import Case
from tajarib.learning import HEADINGS, SHEETS, LearningPath
from tajarib.pages.page import Lens, Page, plain
from tajarib.render import Renderer


def learn(lens: Lens) -> Iterator[Page]:
    """Yield the list of paths, and of each its page and its sheets; those repeat the page, so no search knows them."""
    t, catalogue = lens.t, lens.catalogue
    description = t("Cases in an order that teaches, with questions, an exercise on real data and sheets to print.")
    yield plain(lens, "learn/", "learn.html", t("Learning paths"), description, paths=catalogue.learning)
    for path in catalogue.learning:
        text = path.texts[lens.language]
        for address, template, languages in (
            (path.address, "learning.html", catalogue.languages),
            *((f"{path.address}{sheet}/", f"{sheet}.html", ()) for sheet in SHEETS),
        ):
            yield Page(
                address,
                lens.language,
                template,
                text.wording.title,
                text.wording.summary,
                partial(_context, lens, path, address),
                text.path,
                languages,
                lens.language,
            )


def _context(lens: Lens, path: LearningPath, address: str) -> dict[str, Any]:
    text = path.texts[lens.language]
    up = "../" * address.count("/")

    def link(target: str) -> str:
        case = lens.catalogue.by_id.get(target)
        return up + case.address if case else target

    render = Renderer(lens.language, (), link, str)

    def html(markdown: str) -> Markup:
        return Markup(render(markdown))  # noqa: S704 - the renderer sanitises

    return {
        "path": path,
        "wording": text.wording,
        "headings": {part: lens.t(heading) for part, heading in HEADINGS.items()},
        "parts": {part: html(markdown) for part, markdown in text.parts.items()},
        "steps": [(lens.catalogue.by_id[step.case], step.minutes, html(text.look[step.case])) for step in path.cases],
        "agenda": [(_clock(at), minutes, _what(lens, what)) for at, minutes, what in path.agenda],
    }


def _what(lens: Lens, what: str) -> Case | str:
    """Return the case that a line of the agenda is about, or the heading of another part."""
    return lens.catalogue.by_id.get(what) or lens.t(HEADINGS[what])


def _clock(minutes: int) -> str:
    """Return 95 as 1:35."""
    return f"{minutes // 60}:{minutes % 60:02}"
