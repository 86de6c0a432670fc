"""The status of the library as JSON: what the page /status/ shows."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from tajarib.exports.api import head
from tajarib.exports.edition import API, Edition, as_json
from tajarib.freshness import last_day, state
from tajarib.status import LastLook


def status_json(edition: Edition) -> dict[str, bytes]:
    """Return ``status.json``, by its path."""
    catalogue = edition.catalogue
    now = catalogue.status
    data = {
        **head(edition),
        "size": now.size,
        "coverage": {theme: {code: asdict(cell) for code, cell in row.items()} for theme, row in now.coverage.items()},
        "evidence": now.evidence,
        "translations": now.translations,
        "reviews": now.freshness,
        "reviews_due": [
            {
                "id": case.id,
                "state": state(case.record.review, catalogue.day),
                "holds_until": last.isoformat() if (last := last_day(case.record.review)) else None,
            }
            for case in now.due
        ],
        "age": {**asdict(now.age), "by_year": {str(year): count for year, count in now.age.by_year.items()}},
        "links": {"internal": "checked", "external": {**_external(now.last_look), **asdict(now.addresses)}},
    }
    return {f"{API}status.json": as_json(data)}


def _external(look: LastLook | None) -> dict[str, Any]:
    if look is None:
        return {"state": "not-checked"}
    return {
        "state": "checked",
        "last_look": {
            "day": look.day.isoformat(),
            "total": look.total,
            "answering": look.answering,
            "failing": look.failing,
            "unknown": look.unknown,
            "moved": [one.model_dump() for one in look.moved],
        },
        "dead": {
            country: [
                {
                    "address": one.address,
                    "last_answered": one.answered.isoformat() if one.answered else None,
                    "first_failed": one.first.isoformat(),
                    "archived": one.named.archived,
                    "named_by": [place.id for place in one.named.places if place.country == country],
                }
                for one in found
            ]
            for country, found in look.dead.items()
        },
    }
