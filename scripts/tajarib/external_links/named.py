"""Which addresses of other sites the records name, where, and which of them are dead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tajarib.model.values import NOT_PUBLISHED, Record

if TYPE_CHECKING:
    from tajarib.catalogue import Catalogue  # it has the dead ones at hand for every page

KEYS = ("url", "address", "archived")
"""The keys of the records that hold an address."""

SHARED = "shared"
"""Stands for a country where the taxonomy or the glossary names an address."""


@dataclass(frozen=True, order=True)
class Place:
    """What names an address: a case, the file of a country, the taxonomy or the glossary."""

    country: str
    """The folder of the state, or ``SHARED``."""
    id: str
    """The case's id, or the name of the file."""
    page: str = ""
    """The page that shows it, without the language; empty where no single one does."""


@dataclass(frozen=True)
class Named:
    """One address, with what the records say of it."""

    places: tuple[Place, ...]
    """What names it, each once."""
    archived: str | None
    """An archived copy, where a record has one."""


@dataclass(frozen=True)
class Dead:
    """An address that no longer answers."""

    address: str
    first: dt.date
    """The day it first failed."""
    answered: dt.date | None
    """The last day it answered; ``None`` where it never did since it was first looked at."""
    named: Named


def named(catalogue: Catalogue) -> Mapping[str, Named]:
    """Return every address that the records of *catalogue* name, in the order of what names it."""
    places: dict[str, dict[Place, None]] = {}
    archived: dict[str, str] = {}
    for place, record in _records(catalogue):
        for address, copy in _addresses(record):
            places.setdefault(address, {})[place] = None
            if copy:
                archived.setdefault(address, copy)
    return {address: Named(tuple(found), archived.get(address)) for address, found in places.items()}


def dead(catalogue: Catalogue) -> Mapping[str, Dead]:
    """Return the dead ones among them, by address, those of one country together."""
    if catalogue.ledger is None:
        return {}
    gone = {one.address: one for one in catalogue.ledger.silent if one.is_dead}
    found = {}
    for address, where in named(catalogue).items() if gone else ():
        if (one := gone.get(address)) and one.row:
            found[address] = Dead(address, one.row.first, one.answered, where)
    return found


def _records(catalogue: Catalogue) -> Iterator[tuple[Place, Record]]:
    for case in catalogue.cases:
        yield Place(case.country, case.id, case.address), case.record
    for code, country in catalogue.countries.items():
        yield Place(code, code, f"countries/{code}/"), country
    yield Place(SHARED, "taxonomy"), catalogue.taxonomy
    yield Place(SHARED, "glossary"), catalogue.glossary


def _addresses(value: Any) -> Iterator[tuple[str, str | None]]:
    """Yield (address, its archived copy) of all that *value* holds."""
    if isinstance(value, Record):
        for key in type(value).model_fields:
            part = getattr(value, key)
            if key not in KEYS:
                yield from _addresses(part)
            elif part and part != NOT_PUBLISHED:
                yield part, getattr(value, "archived", None) if key != "archived" else None
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _addresses(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _addresses(part)
