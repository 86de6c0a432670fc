"""Help that states offer others, and who has copied what: from the records of all cases."""

from __future__ import annotations

from collections.abc import Mapping

from tajarib.catalogue import Case, Catalogue
from tajarib.model.case import Assistance, Replication


def offers(catalogue: Catalogue) -> Mapping[str, list[tuple[Assistance, Case]]]:
    """Return each state's offers with the case that records them, in the order of the cases."""
    found: dict[str, list[tuple[Assistance, Case]]] = {}
    for case in catalogue.cases:
        for offer in case.record.assistance:
            found.setdefault(case.country, []).append((offer, case))
    return found


def replications(catalogue: Catalogue) -> list[tuple[Replication, Case]]:
    """Return the ledger: every replication that a record states, the latest first."""
    found = [(replication, case) for case in catalogue.cases for replication in case.record.replications]
    return sorted(found, key=lambda entry: (entry[0].date.start is not None, entry[0].date.text), reverse=True)
