"""The rule on permanent addresses: what was public once leads somewhere for ever."""

from __future__ import annotations

from collections.abc import Iterator

from tajarib.corpus import Corpus
from tajarib.i18n import N_
from tajarib.model.case import CaseRecord
from tajarib.problems import START, Problem
from tajarib.reader import CaseFile
from tajarib.rules import rule


@rule(
    "E017",
    message=N_('the address of "{found}" is gone: no case has it, and none names it in formerly'),
    why=N_(
        "Others have linked to it, and printed it. Name the old address in formerly of the case that"
        " takes its place; it then leads there. Told by what git holds of the public branch."
    ),
    scope="corpus",
    right="formerly: [oman/tajawob]",
)
def address_gone(corpus: Corpus) -> Iterator[Problem]:
    for id_, old in corpus.vanished.items():
        heir = _heir(corpus, old)
        where = heir or old
        yield where.problem("E017", ("formerly",) if heir else START, of_key=True, found=id_)


def _heir(corpus: Corpus, old: CaseFile) -> CaseFile | None:
    """Return the file that most of *old*'s lines stand in now: the same one, or what it was renamed to."""
    lines = {line for line in old.lines if line.strip()}
    shared = {
        file.path: len(lines.intersection(file.lines))
        for file in corpus.files
        if isinstance(file.record, CaseRecord) and file.language == old.language
    }
    best = max(shared, key=lambda path: shared[path], default="")
    return corpus.by_path[best] if best and 2 * shared[best] > len(lines) else None
