"""The building blocks, the unit of reuse: who has one, since when, what it took, and what to start from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from tajarib.catalogue import Case, Catalogue
from tajarib.pages.page import Lens, Page
from tajarib.pages.paging import Leaf, leaves

WITH_OTHERS = 5
"""How many of the blocks that come with one are named."""


@dataclass(frozen=True)
class Need:
    """What cases with a block needed, counted."""

    code: str
    required: int
    """How many could not do without it."""
    helpful: int
    """How many were helped by it."""

    @property
    def total(self) -> int:
        return self.required + self.helpful


def blocks(lens: Lens) -> Iterator[Page]:
    t, catalogue = lens.t, lens.catalogue
    yield Page(
        "blocks/",
        lens.language,
        "blocks.html",
        t("Building blocks"),
        t("What digital services are made of, as GovStack names it: build a block once and many services use it."),
        partial(dict, counts={code: len(cases_with(code, catalogue)) for code in lens.taxonomy.blocks}),
        languages=catalogue.languages,
        text_language=lens.language,
    )
    for code, term in lens.taxonomy.blocks.items():
        found = cases_with(code, catalogue)
        yield from leaves(
            lens,
            f"blocks/{code}/",
            "block.html",
            term.name[lens.language],
            term.definition[lens.language],
            len(found),
            partial(_context, lens, code, found),
            catalogue.fronts_of(found),
        )


def cases_with(code: str, catalogue: Catalogue) -> list[Case]:
    """Return the cases made of the block *code*, in the order in which they began, undated ones last."""
    found = [case for case in catalogue.cases if code in case.record.blocks]
    return sorted(found, key=lambda case: (case.record.started.sort_key, case.id))


def first_of_each_state(cases: Sequence[Case]) -> list[Case]:
    """Return the first of *cases*, which are in order, of each state; undated ones are no one's first."""
    firsts: dict[str, Case] = {}
    for case in cases:
        if case.record.started.end:
            firsts.setdefault(case.country, case)
    return list(firsts.values())


def needs(cases: Sequence[Case]) -> list[Need]:
    """Return what *cases* needed, the most common first, and of those the most often required."""
    levels = Counter((need.code, need.level) for case in cases for need in case.record.prerequisites)
    counted = [Need(code, levels[code, "required"], levels[code, "helpful"]) for code in sorted({c for c, _ in levels})]
    return sorted(counted, key=lambda need: (-need.total, -need.required, need.code))


def _context(lens: Lens, code: str, found: Sequence[Case], leaf: Leaf) -> Mapping[str, Any]:
    others = Counter(other for case in found for other in case.record.blocks if other != code)
    # The taxonomy's order decides between equals.
    ranked = sorted((o for o in lens.taxonomy.blocks if others[o]), key=lambda other: -others[other])
    shown = leaf.of(found)
    return {
        "code": code,
        "total": len(found),
        "cases": shown,
        "firsts": first_of_each_state(found),
        "needs": needs(found),
        "others": [(other, others[other]) for other in ranked[:WITH_OTHERS]],
        "documents": [(case, document) for case in shown for document in case.record.documents],
    }
