"""The status of the library itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from tajarib import freshness
from tajarib.evidence import GRADES
from tajarib.external_links.named import SHARED
from tajarib.pages.page import Lens, Page
from tajarib.problems import message
from tajarib.status import TRANSLATION_STATES

YEARS = 10
"""How many years are told one by one."""


def status_page(lens: Lens) -> Iterator[Page]:
    """How the library stands, told by the library."""
    t = lens.t
    yield Page(
        "status/",
        lens.language,
        "status.html",
        t("Status of the library"),
        t("What is covered and what is not, on what evidence, in which languages, and what has grown old."),
        partial(_context, lens),
        languages=lens.catalogue.languages,
        text_language=lens.language,
        needs=lens.catalogue.wholes,  # it counts their words
    )


def _context(lens: Lens) -> Mapping[str, Any]:
    catalogue, t = lens.catalogue, lens.t
    now = catalogue.status
    size = now.size
    years = list(now.age.by_year.items())
    return {
        "now": now,
        "size": (
            t.plural("{count} case", "{count} cases", size["cases"]),
            t.plural("{count} text", "{count} texts", size["texts"]),
            t.plural("{count} word", "{count} words", size["words"]),
            t.plural("{count} measure", "{count} measures", size["figures"]),
            t.plural("{count} value", "{count} values", size["values"]),
            t.plural("{count} source", "{count} sources", size["sources"]),
            t.plural(
                "{count} thing looked for and not found", "{count} things looked for and not found", size["not_found"]
            ),
        ),
        "grades": GRADES,
        "years": years[:YEARS],
        "earlier": sum(count for _, count in years[YEARS:]),
        "review_states": freshness.STATES,
        "translation_states": TRANSLATION_STATES,
        "due": [
            (
                case,
                freshness.STATES[freshness.state(case.record.review, catalogue.day)],
                freshness.last_day(case.record.review),
            )
            for case in now.due
        ],
        "shared": SHARED,
        "message": message,
    }
