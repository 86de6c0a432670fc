"""The case page, the heart of the site; and the preview's page of a case that is broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from tajarib import charts, freshness
from tajarib.catalogue import BrokenCase, Case
from tajarib.i18n import Strings, strings
from tajarib.markdown import HEADINGS
from tajarib.memory import digest
from tajarib.pages.page import Lens, Page
from tajarib.problems import message
from tajarib.related import Related
from tajarib.render import cite_id, source_id

SHARED = 2
"""How many shared blocks, and how many shared prerequisites, a reason names: the rarest."""


def case_pages(lens: Lens) -> Iterator[Page]:
    """Yield the page of every case; in the preview, of broken ones too."""
    for case in lens.catalogue.cases:
        yield _case(lens, case)
    for broken in lens.catalogue.broken:
        yield _broken(lens, broken)


@dataclass(frozen=True)
class SourceEntry:
    """One line of a case's list of sources."""

    number: int
    key: str
    anchor: str
    source: Any
    cites: tuple[str, ...]
    """The anchors of its citations in the text."""


def _case(lens: Lens, case: Case) -> Page:
    return Page(
        case.address,
        lens.language,
        "case.html",
        case.text(lens.language).title,
        case.text(lens.language).summary,
        partial(case_context, lens, case),
        case.text(lens.language).path,
        tuple(language for language in lens.catalogue.languages if language in case.texts),
        case.text(lens.language).language,
        digest(case.whole, lens.catalogue.neighbourhood.key(case)),
    )


def case_context(lens: Lens, case: Case) -> dict[str, Any]:
    """Return what the case page lays out."""
    text = case.text(lens.language)
    written = strings(text.language)
    record = case.record
    rendered = text.rendered
    sections = [
        {"id": id_, "heading": written(HEADINGS[id_]), "html": Markup(html)}  # noqa: S704 - the renderer sanitises
        for id_, html in rendered.sections.items()
    ]
    numbers = {key: number for number, key in enumerate(record.sources, start=1)}
    sources = [
        SourceEntry(
            numbers[key],
            key,
            source_id(key),
            source,
            tuple(cite_id(key, i + 1) for i in range(rendered.cited.get(key, 0))),
        )
        for key, source in record.sources.items()
    ]
    return {
        "case": case,
        "record": record,
        "text": text,
        "missing": lens.language not in case.texts,
        "written": written,
        "sections": sections,
        "sources": sources,
        "numbers": numbers,
        "review": {
            "state": freshness.state(record.review, lens.catalogue.day),
            "last_day": freshness.last_day(record.review),
        },
        "behind": ", ".join(_part_name(part, lens.t) for part in text.behind),
        "charts": {
            figure.id: charts.history(figure, figure.metric[lens.language], lens.t)
            for figure in record.figures
            if charts.has_history(figure)
        },
        "related": [(near.case, reasons(lens, case, near)) for near in lens.catalogue.neighbourhood(case)],
    }


def other_names(case: Case, language: str) -> Sequence[str]:
    """Return the names by which one may look for *case* besides its title in *language*: search knows them."""
    titles = [text.title for other, text in case.texts.items() if other != language]
    aliases = [name for alias in case.record.aliases for name in (alias.ar, alias.en) if name]
    return tuple(dict.fromkeys([*titles, *aliases, case.slug.replace("-", " ")]))


def reasons(lens: Lens, case: Case, near: Related) -> list[str]:
    """Return why *near* is related to *case*: what is stated of them, then what they share."""
    t = lens.t
    whys = {relation.kind: relation.reason for relation in case.record.relations if relation.to == near.case.id}
    stated: dict[str, str] = {}  # by name: some relations are called the same from both sides
    for kind in near.relations:
        name, why = lens.relation(kind), whys.get(kind)
        stated.setdefault(name, f"{name}: {why[lens.language]}" if why else name)
    parts = []
    if near.blocks:
        parts.append(t("also built on: {names}", names=lens.names("blocks", near.blocks[:SHARED])))
    if near.prerequisites:
        parts.append(t("also needs: {names}", names=lens.names("prerequisites", near.prerequisites[:SHARED])))
    if near.same_theme:
        parts.append(t("same theme"))
    elif near.themes:
        parts.append(t("shared theme: {names}", names=lens.names("themes", near.themes)))
    return [*stated.values(), *([t("; ").join(parts)] if parts else [])]


def _part_name(part: str, t: Strings) -> str:
    """Return what a part of a translation is called."""
    if part in HEADINGS:
        return t(HEADINGS[part])
    return t("title") if part == "title" else t("summary")


def _broken(lens: Lens, broken: BrokenCase) -> Page:
    return Page(
        broken.address,
        lens.language,
        "broken.html",
        broken.id,
        "",
        partial(dict, broken=broken, message=message),
        broken.paths[0],
        (),
        lens.language,
    )
