"""What of each dossier is not in its case. Runs where the dossiers are; they are no part of this project.

`pytest -s tests/test_dossiers.py` prints, per case, the figures, dates, sources and gaps that were left out, each with
its reason from ``dossiers.yml``.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from projects import ROOT
from tajarib.corpus import read_corpus
from tajarib.model.case import CaseRecord

FACTS = ROOT.parent / "shared" / "facts"
REASONS = yaml.safe_load((Path(__file__).parent / "dossiers.yml").read_text("utf-8"))
DOSSIERS = sorted(path.relative_to(FACTS).with_suffix("").as_posix() for path in FACTS.glob("*/*.yml"))

pytestmark = pytest.mark.skipif(not DOSSIERS, reason="the dossiers are not beside this checkout")

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALES = {"million": 1e6, "billion": 1e9}


@cache
def corpus():
    return read_corpus(ROOT)


@cache
def dossier(id_):
    return yaml.load((FACTS / f"{id_}.yml").read_text("utf-8"), Loader=yaml.CSafeLoader)


def numbers(text):
    return {float(match.replace(",", "")) for match in _NUMBER.findall(text)}


def known_numbers(record, files):
    """Return every number that the record's values or either text tells."""
    found = set()
    for figure in record.figures:
        for point in figure.points:
            found |= {float(point.value), float(point.of or point.value)}
            for note in (point.note, point.scope):
                found |= numbers(note.en) if note else set()
    if isinstance(record.cost, tuple):
        found |= {float(cost.amount) for cost in record.cost}
    for file in files:
        found |= numbers(file.body)
    return found


def missing(id_):
    """Return what of the dossier is not in the case: kind, and what it is in short."""
    facts = dossier(id_)
    original = corpus().original(id_)
    record, files = original.record, corpus().by_id[id_]
    known = known_numbers(record, files)
    left = []
    for figure in facts["figures"] or []:
        scale = next((s for word, s in _SCALES.items() if word in str(figure["unit"])), 1)
        values = numbers(str(figure["value"]))  # "30 to 90" is two
        if not values <= known and not {value * scale for value in values} <= known:
            left.append(("figure", f"{figure['metric']}: {figure['value']}"))
    told = " ".join([str(event.date) for event in record.timeline] + [str(record.started), str(record.ended)])
    told += " ".join(str(point.as_of) for figure in record.figures for point in figure.points)
    told += " ".join(str(award.year) for award in record.awards) + " ".join(file.body for file in files)
    for event in facts["timeline"] or []:
        year = re.search(r"\d{4}", str(event["date"]))
        if year and year[0] not in told:
            left.append(("date", f"{event['date']}: {event['event']}"))
    urls = {source.url.split("#")[0].rstrip("/") for source in record.sources.values()}
    for key, source in facts["sources"].items():
        if key not in record.sources and str(source["url"]).rstrip("/") not in urls:
            left.append(("source", f"{key}: {source['title']}"))
    lost = len(facts["gaps"] or []) - len(record.not_found)
    if lost > 0:
        left.append(("gaps", f"{lost} of {len(facts['gaps'])}"))
    return left


@pytest.mark.parametrize("id_", DOSSIERS)
def test_every_dossier_has_a_case_that_holds_it(id_, capsys):
    original = corpus().original(id_)
    assert original is not None, "no case yet"
    assert isinstance(original.record, CaseRecord)
    left = missing(id_)
    reasons = REASONS.get(id_) or {}
    with capsys.disabled():
        for kind, what in left:
            print(f"\n{id_}: {kind} left out: {what} ({reasons.get(what, 'no reason given')})", end="")
    figures = len(dossier(id_)["figures"] or [])
    assert sum(kind == "figure" for kind, _ in left) <= 0.2 * figures
    assert {what for _, what in left} == set(reasons), "each has its reason, and no reason is left over"
