"""Search in one language: what is indexed in place of its pages, remembered, and the index that is made of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from tajarib.making import Making
from tajarib.memory import FOLDER, Memory, digest
from tajarib.press import Ledger, Product, press
from tajarib.search import Indexing


class Search:
    """The search index of one language, made beside other work."""

    def __init__(self, making: Making, language: str, extracts: Path, last: Ledger | None = None) -> None:
        """*extracts* is a folder to work in; it has what *last* says."""
        found = list(making.extracts(language))
        self.entries, self.products = [entry for entry, _ in found], [product for _, product in found]
        self.catalogue = making.catalogue
        self.language = language
        self.extracts = extracts
        self.made: Ledger = last or {}
        self.name = f"search in {language}"
        self.key = digest(making.corpus, *(part for one in self.products for part in (one.name, one.key)))
        self._indexing: Indexing | None = None

    def begin(self, memory: Memory | None = None) -> Indexing:
        """Begin the work; ``product`` waits for its end. *memory* may know extracts from before."""
        known = memory.recall(product.key for product in self.products) if memory else {}
        products = [
            replace(product, make=partial(dict, {product.name: known[product.key]}))
            if product.key in known
            else product
            for product in self.products
        ]
        self.made = press(products, self.extracts, self.made, self.extracts)
        if memory:
            new = [product for product in self.products if product.key not in known]
            memory.keep({product.key: (self.extracts / product.name).read_bytes() for product in new})
            memory.let_go()
        self._indexing = Indexing(self.extracts, self.entries, self.catalogue, self.language)
        return self._indexing

    @property
    def product(self) -> Product:
        return Product(self.name, self.key, self._files)

    def _files(self) -> Mapping[str, bytes]:
        return (self._indexing or self.begin()).files() if self.entries else {}


def begin(searches: Iterable[Search], last: Ledger, root: Path | None = None) -> None:
    """Begin those of *searches* that *last* does not have as they are now.

    What was indexed before is remembered below the project's *root*, where that is given.
    """
    for search in searches:
        if search.entries and (search.name not in last or last[search.name].key != search.key):
            search.begin(Memory(root / FOLDER / f"extracts-{search.language}.sqlite") if root else None)
