"""Long lists over several pages: cases/, cases/page/2/ and so on, so that no page grows with the corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar

from tajarib.pages.page import Lens, Page

T = TypeVar("T")

LENGTH = 100
"""How many cases a page lists. A library of this size still stands on one page."""

LEDGER = 60
"""How many entries a ledger of the whole library shows; it says where the rest is."""

FOLDER = "page"
"""Where the further pages are, below the first. No country, theme, block or facet may be called so."""

_AROUND = 2
"""How many pages before and after this one are linked by number."""


@dataclass(frozen=True)
class Leaf:
    """One page of a long list."""

    first: str
    """The address of the list's first page."""
    number: int
    """From 1."""
    count: int
    """How many pages there are."""

    def address(self, number: int) -> str:
        """Return the address of the page *number* of the same list."""
        return self.first if number == 1 else f"{self.first}{FOLDER}/{number}/"

    @property
    def previous(self) -> str:
        return self.address(self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        return self.address(self.number + 1) if self.number < self.count else ""

    @property
    def numbers(self) -> Sequence[int | None]:
        """The pages to link by number: the first, the last and those near this one; ``None`` for a gap."""
        near = range(max(1, self.number - _AROUND), min(self.count, self.number + _AROUND) + 1)
        kept = sorted({1, *near, self.count})
        # A gap of one page is as long as its number.
        filled = [1, *(n for a, b in pairwise(kept) for n in ((a + 1, b) if b == a + 2 else (b,)))]
        return [
            one
            for before, number in zip([0, *filled], filled, strict=False)
            for one in ((number,) if number == before + 1 else (None, number))
        ]

    def of(self, items: Sequence[T]) -> Sequence[T]:
        """Return those of *items*, the whole list in order, that stand on this page."""
        return items[(self.number - 1) * LENGTH : self.number * LENGTH]


def leaves(
    lens: Lens,
    address: str,
    template: str,
    title: str,
    description: str,
    length: int,
    context: Callable[[Leaf], Mapping[str, Any]],
    needs: str = "",
) -> Iterator[Page]:
    """Yield the pages of a list with *length* entries; *context* makes what the template lays out of each.

    *needs* is every page's.
    """
    count = max(1, -(-length // LENGTH))
    for number in range(1, count + 1):
        leaf = Leaf(address, number, count)
        numbered = lens.t("{title}, page {number} of {count}", title=title, number=number, count=count)
        yield Page(
            leaf.address(number),
            lens.language,
            template,
            numbered if number > 1 else title,
            description,
            partial(_context, context, leaf),
            languages=lens.catalogue.languages,
            text_language=lens.language,
            needs=needs,
        )


def _context(context: Callable[[Leaf], Mapping[str, Any]], leaf: Leaf) -> Mapping[str, Any]:
    return {"leaf": leaf, **context(leaf)}
