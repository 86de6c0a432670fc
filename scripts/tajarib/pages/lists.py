"""The cases of each theme, state beside state; and of each state on a theme, where they are too many for that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import Any

from tajarib.catalogue import Case
from tajarib.facets import strength
from tajarib.pages.page import Lens, Page, plain
from tajarib.pages.paging import LEDGER, Leaf, leaves
from tajarib.partnership import THEME, partnerships

SHOWN = 12
"""How many cases of one state the page of a theme shows, and of one theme the page of a state."""


def themes(lens: Lens) -> Iterator[Page]:
    t = lens.t
    description = t("The five themes of 2013 and those that came after.")
    yield plain(lens, "themes/", "themes.html", t("Themes"), description)
    for code, theme in lens.taxonomy.themes.items():
        cases = lens.catalogue.cases_of(theme=code)
        by_state = {state: [case for case in cases if case.country == state] for state in lens.catalogue.countries}
        yield plain(
            lens,
            f"themes/{code}/",
            "theme.html",
            theme.name[lens.language],
            theme.definition[lens.language],
            code=code,
            theme=theme,
            total=len(cases),
            states=[(state, foremost(found, code), len(found)) for state, found in by_state.items()],
            most=LEDGER,
            partnerships=partnerships(lens.catalogue) if code == THEME else None,
            paths=[path for path in lens.catalogue.learning if path.theme == code],
        )
        for state, found in by_state.items():
            if len(found) > SHOWN:
                yield from _of_state(lens, code, state, found)


def foremost(cases: Sequence[Case], theme: str) -> list[Case]:
    """Return as many of *cases* as are shown, in their order: first come those mainly of *theme*, best proven first."""
    ranked = sorted(cases, key=lambda case: (case.theme == theme, strength(case)), reverse=True)
    shown = {case.id for case in ranked[:SHOWN]}
    return [case for case in cases if case.id in shown]


def address(theme: str, state: str) -> str:
    """Return the address of the list of a state's cases on a theme, where there are more than are shown elsewhere."""
    return f"themes/{theme}/{state}/"


def _of_state(lens: Lens, theme: str, state: str, found: Sequence[Case]) -> Iterator[Page]:
    t = lens.t
    title = t("{theme}: {country}", theme=lens.name("themes", theme), country=lens.country(state))
    by_title = cache(partial(lens.by_title, found))  # once, however many pages there are

    def context(leaf: Leaf) -> dict[str, Any]:
        trail = [(t("Themes"), "themes/"), (lens.name("themes", theme), f"themes/{theme}/")]
        return {"total": len(found), "cases": leaf.of(by_title()), "definition": "", "trail": trail}

    description = t("The cases of the library with this in common: {title}.", title=title)
    needs = lens.catalogue.fronts_of(found)
    yield from leaves(lens, address(theme, state), "facet.html", title, description, len(found), context, needs)
