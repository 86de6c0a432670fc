"""The corpus as read: every file of ``cases/``, broken ones included."""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from tajarib.addresses import vanished
from tajarib.dates import build_day
from tajarib.external_links.ledger import MAX_BYTES as LEDGER_MAX_BYTES
from tajarib.external_links.ledger import PATH as LEDGER
from tajarib.i18n import languages
from tajarib.model.case import CaseRecord
from tajarib.model.country import Country
from tajarib.model.glossary import Glossary
from tajarib.model.ledger import Ledger
from tajarib.model.taxonomy import Taxonomy
from tajarib.problems import Problem
from tajarib.reader import COUNTRIES, CaseFile, DataFile, case_paths, read_case, read_data


@dataclass(frozen=True)
class Corpus:
    """All files, sorted by path, as read and not yet judged."""

    root: Path
    """The project's root, to which all paths are relative."""
    day: dt.date
    """The day on which the corpus is judged; see ``build_day``."""
    taxonomy: DataFile
    glossary: DataFile
    countries: Mapping[str, DataFile]
    """By folder name; a missing file is a ``DataFile`` with a problem."""
    files: tuple[CaseFile, ...]
    """The case files."""
    vocabularies: Mapping[str, Iterable[str]] = field(default_factory=dict)
    """The codes that a record may use, by vocabulary."""
    ledger: DataFile | None = None
    """What the last look at the addresses of other sites found; ``None`` where nobody has looked yet."""
    known: Mapping[str, tuple[tuple[CaseFile, ...], tuple[Problem, ...]]] = field(default_factory=dict)
    """What the rules tell of a case alone, by its id, with the files of which it is told; of the shared files by "".

    It is filled by ``tajarib.reading`` where it was known from before; see ``told``.
    """

    @property
    def shared(self) -> tuple[DataFile, ...]:
        """The files that all cases rest on."""
        return (self.taxonomy, self.glossary, *self.countries.values())

    def alone(self, id_: str) -> Corpus:
        """Return a corpus of the one case *id_*, or with no id of the shared files alone."""
        return replace(self, files=self.by_id.get(id_, ()), known={})

    def told(self, id_: str) -> tuple[Problem, ...] | None:
        """Return what all rules together tell of a case alone, where that is known of just these files."""
        files, problems = self.known.get(id_, ((), None))
        mine = self.by_id.get(id_, ())
        return problems if len(files) == len(mine) and all(map(operator.is_, files, mine)) else None

    @property
    def everything(self) -> tuple[DataFile | CaseFile, ...]:
        """All files that people write, the shared ones first."""
        return (*self.shared, *self.files)

    @cached_property
    def by_id(self) -> Mapping[str, tuple[CaseFile, ...]]:
        """The files of each case, by its id (oman/tajawob)."""
        result: dict[str, list[CaseFile]] = {}
        for file in self.files:
            result.setdefault(file.id, []).append(file)
        return {id_: tuple(files) for id_, files in result.items()}

    @cached_property
    def by_path(self) -> Mapping[str, CaseFile]:
        """The case files by path."""
        return {file.path: file for file in self.files}

    @cached_property
    def vanished(self) -> Mapping[str, CaseFile]:
        """The addresses that were public and that no case has or names now, each with the file it led to.

        None while a file can't be read: it may name them.
        """
        if any(file.record is None for file in self.files):
            return {}
        formers = {former for file in self.files for former in getattr(file.record, "formerly", ())}
        return vanished(self.root, formers.union(self.by_id))

    def terms(self, vocabulary: str) -> Mapping[str, Any]:
        """Return what the taxonomy says of the codes of a vocabulary; nothing while it can't be read."""
        return self.taxonomy.record[vocabulary] if self.taxonomy.record else {}

    def original(self, id_: str) -> CaseFile | None:
        """Return the file that holds the record of the case, if there is just one."""
        originals = [file for file in self.by_id.get(id_, ()) if file.is_split and not file.is_translation]
        if len(originals) > 1:  # a translation whose YAML is broken may look like an original
            originals = [file for file in originals if not file.data.faults]
        return originals[0] if len(originals) == 1 else None

    def record(self, id_: str) -> CaseRecord | None:
        """Return the record of the case, if it can be read."""
        original = self.original(id_)
        return original.record if original and isinstance(original.record, CaseRecord) else None


def vocabularies(taxonomy: Taxonomy | None) -> dict[str, Iterable[str]]:
    """Return every vocabulary's codes; those that the folders and the interface fix are there without a taxonomy."""
    codes: dict[str, Iterable[str]] = {"countries": COUNTRIES, "languages": languages()}
    if taxonomy is not None:
        codes |= {name: tuple(taxonomy[name]) for name in Taxonomy.vocabularies()}
    return codes


def read_shared(root: Path) -> Corpus:
    """Return the corpus below *root* (the folder that holds ``cases/``), without its cases."""
    cases = root / "cases"
    taxonomy = read_data(root, cases / "taxonomy.yml", Taxonomy)
    codes = vocabularies(taxonomy.record)
    return Corpus(
        root=root,
        day=build_day(root),
        taxonomy=taxonomy,
        glossary=read_data(root, cases / "glossary.yml", Glossary, codes),
        countries={name: read_data(root, cases / name / "country.yml", Country, codes) for name in COUNTRIES},
        files=(),
        vocabularies=codes,
        ledger=_ledger(root),
    )


def _ledger(root: Path) -> DataFile | None:
    path = root / LEDGER
    there = path.exists() or path.is_symlink()
    return read_data(root, path, Ledger, limit=LEDGER_MAX_BYTES) if there else None


def read_corpus(root: Path) -> Corpus:
    """Return the corpus below *root* (the folder that holds ``cases/``)."""
    corpus = read_shared(root)
    paths = case_paths(root / "cases")
    return replace(corpus, files=tuple(read_case(root, path, corpus.vocabularies) for path in paths))
