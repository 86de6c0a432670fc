"""What helps another country to do the same: help on offer, who has tried, what it costs, and a brief of each case."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from markupsafe import Markup

from tajarib.assistance import offers, replications
from tajarib.catalogue import Case
from tajarib.cost import finding, published
from tajarib.i18n import strings
from tajarib.markdown import HEADINGS
from tajarib.pages.page import Lens, Page, plain
from tajarib.pages.paging import LEDGER
from tajarib.render import on_page_below

ON_THE_BRIEF = ("replicate", "went-wrong", "questions")
"""The sections of a case that stand whole on its brief."""


def assistance(lens: Lens) -> Iterator[Page]:
    """Yield the page of help on offer, with the ledger of replications."""
    t = lens.t
    description = t("What each Gulf state offers other countries, whom to ask, and who has tried it so far.")
    by_state = offers(lens.catalogue)
    yield plain(
        lens,
        "assistance/",
        "assistance.html",
        t("Help on offer"),
        description,
        most=LEDGER,
        offers=by_state,
        none=[code for code in lens.catalogue.countries if code not in by_state and code != "gcc"],
        authorities={
            code: [channel for channel in country.channels if channel.task == "authority" and channel.status == "live"]
            for code, country in lens.catalogue.countries.items()
        },
        ledger=replications(lens.catalogue),
        finding=finding(lens.catalogue),
        costs=[(case, cost) for case in lens.catalogue.cases for cost in published(case)],
    )


def briefs(lens: Lens) -> Iterator[Page]:
    """Yield the brief of every case: one sheet to print. It repeats its case, so no search engine need know it."""
    for case in lens.catalogue.cases:
        text = case.text(lens.language)
        yield Page(
            f"{case.address}brief/",
            lens.language,
            "brief.html",
            text.title,
            text.summary,
            partial(brief, lens, case),
            text.path,
            (),
            text.language,
            case.whole,
        )


def brief(lens: Lens, case: Case) -> dict[str, Any]:
    """Return what the brief lays out. Citations stay on the case's page, where their sources are."""
    text = case.text(lens.language)
    written = strings(text.language)
    return {
        "case": case,
        "record": case.record,
        "text": text,
        "sections": [
            (written(HEADINGS[id_]), Markup(on_page_below(text.rendered.sections[id_])))  # noqa: S704
            for id_ in ON_THE_BRIEF
            if id_ in text.rendered.sections
        ],
        "costs": published(case),
    }
