"""Related cases, each with the reason: what it shares with a case, weighed by how rare that is, and what is stated.

What nearly all cases have says little, so a shared block or prerequisite weighs as much as it is rare. Another
country's case weighs more than one's own country's: it is the one to learn from.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tajarib.catalogue import Case, Catalogue
from tajarib.memory import digest

SHOWN = 6
"""How many related cases are worth a reader's time. Stated relations stand beyond that number too."""

STATED = 24
"""How many stated relations are shown at most, a case's own before those that others state of it."""

_WEIGHTS = {"main": 3.0, "theme": 1.0, "block": 1.0, "prerequisite": 1.0}
_ABROAD = 1.25

_CANDIDATES = 200
"""How many cases are weighed against one at most, those with the rarest things in common first: the cost of a page
must not grow with the corpus."""

Trait = tuple[str, str]
"""What cases may share: the kind of thing, and its code."""


@dataclass(frozen=True)
class Related:
    """Another case, and why it is one to look at."""

    case: Case
    relations: tuple[str, ...]
    """The stated relations; ``inverse:`` marks those that the other case states."""
    same_theme: bool
    """Whether the main themes are the same."""
    themes: tuple[str, ...]
    """The further themes that both have."""
    blocks: tuple[str, ...]
    """The building blocks that both have, the rarest first."""
    prerequisites: tuple[str, ...]
    """What both need, the rarest first."""


class Neighbourhood:
    """How near the cases of a catalogue are to each other."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.traits = {case.id: _traits(case) for case in catalogue.cases}
        frequency = Counter(trait for traits in self.traits.values() for trait in traits)
        total = len(catalogue.cases)
        self.weight: Mapping[Trait, float] = {
            trait: _WEIGHTS[trait[0]] * math.log(1 + total / count) for trait, count in frequency.items()
        }
        self.holders: dict[Trait, list[str]] = {}
        for id_, traits in self.traits.items():
            for trait in traits:
                self.holders.setdefault(trait, []).append(id_)
        self.stated = _stated(catalogue)
        self._known: dict[str, Sequence[Related]] = {}
        self._keys = _keys(catalogue.fronts)

    def __call__(self, case: Case) -> Sequence[Related]:
        """Return the cases related to *case*: the stated ones, then the nearest."""
        if case.id not in self._known:
            self._known[case.id] = self._found(case)
        return self._known[case.id]

    def key(self, case: Case) -> str:
        """Return a key for what is known of the cases related to *case*."""
        if case.id not in self._keys:
            near = self(case)
            told = [repr((one.relations, one.same_theme, one.themes, one.blocks, one.prerequisites)) for one in near]
            self._keys[case.id] = digest(Catalogue.fronts_of(one.case for one in near), *told)
        return self._keys[case.id]

    def _found(self, case: Case) -> Sequence[Related]:
        stated: dict[str, list[str]] = {}
        for kind, other in self.stated[case.id][:STATED]:
            stated.setdefault(other, []).append(kind)
        near = sorted(
            self._candidates(case) - set(stated), key=lambda id_: (-self._nearness(case, id_), id_)
        )  # the id decides between equals, so that a build is the same each time
        chosen = [*stated, *near[: max(0, SHOWN - len(stated))]]
        return [self._related(case, self.catalogue.by_id[id_], tuple(stated.get(id_, ()))) for id_ in chosen]

    def _candidates(self, case: Case) -> set[str]:
        found: set[str] = set()
        for trait in self._rarest_first(self.traits[case.id]):
            found.update(id_ for id_ in self.holders[trait][:_CANDIDATES] if id_ != case.id)
            if len(found) >= _CANDIDATES:
                break
        return found

    def _nearness(self, case: Case, other: str) -> float:
        shared = math.fsum(map(self.weight.__getitem__, self.traits[case.id] & self.traits[other]))
        return shared * (_ABROAD if self.catalogue.by_id[other].country != case.country else 1)

    def _rarest_first(self, traits: frozenset[Trait]) -> list[Trait]:
        return sorted(traits, key=lambda trait: (len(self.holders[trait]), trait))

    def _related(self, case: Case, other: Case, relations: tuple[str, ...]) -> Related:
        shared = self._rarest_first(self.traits[case.id] & self.traits[other.id])

        def of(kind: str) -> tuple[str, ...]:
            return tuple(code for shared_kind, code in shared if shared_kind == kind)

        is_same = case.theme == other.theme
        themes = tuple(code for code in of("theme") if not (is_same and code == case.theme))
        return Related(other, relations, is_same, themes, of("block"), of("prerequisite"))


@lru_cache(maxsize=1)
def _keys(fronts: str) -> dict[str, str]:
    """Return the keys known so far, by case: with the same *fronts* they stay, as when an author edits texts."""
    return {}


def _stated(catalogue: Catalogue) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return (kind, id) of each stated relation by case, what it states first, then what others state of it."""
    own: dict[str, dict[tuple[str, str], None]] = {case.id: {} for case in catalogue.cases}
    of_others: dict[str, dict[tuple[str, str], None]] = {case.id: {} for case in catalogue.cases}
    for case in catalogue.cases:
        for relation in case.record.relations:
            if relation.to in own:
                own[case.id][relation.kind, relation.to] = None
                of_others[relation.to][f"inverse:{relation.kind}", case.id] = None
    return {id_: [*own[id_], *of_others[id_]] for id_ in own}


def _traits(case: Case) -> frozenset[Trait]:
    """Return all that *case* may share with another."""
    return frozenset(
        [
            ("main", case.theme),
            *(("theme", code) for code in case.themes),
            *(("block", code) for code in case.record.blocks),
            *(("prerequisite", need.code) for need in case.record.prerequisites),
        ]
    )
