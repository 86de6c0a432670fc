"""Translations: what each one translates, and where its original has moved on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tajarib.catalogue import fingerprints
from tajarib.corpus import Corpus
from tajarib.model.case import Translation
from tajarib.reader import CaseFile

FIRST_LINE = 2  # of the front matter, below its opening fence


@dataclass(frozen=True)
class State:
    """How one translation, or its absence, stands."""

    case: str
    language: str
    path: str
    """The file; of a missing translation, the original's."""
    behind: tuple[str, ...]
    """Parts whose original changed since."""
    unrecorded: tuple[str, ...]
    """Parts of which no one has recorded what they translate."""
    missing: bool = False


def states(corpus: Corpus, languages: Iterable[str]) -> list[State]:
    """Return the state of every translation that could be, by case and language."""
    result = []
    for id_, files in corpus.by_id.items():
        original = corpus.original(id_)
        if original is None or original.record is None:
            continue
        now = fingerprints(original)
        by_language = {file.language: file for file in files}
        for language in languages:
            if language == original.language:
                continue
            file = by_language.get(language)
            if file is None:
                result.append(State(id_, language, original.path, (), (), missing=True))
            elif isinstance(file.record, Translation):
                recorded = file.record.translation.sections
                behind = tuple(part for part in now if part in recorded and recorded[part] != now[part])
                unrecorded = tuple(part for part in now if part not in recorded)
                result.append(State(id_, language, file.path, behind, unrecorded))
    return result


def accepted(text: str, file: CaseFile, hashes: Mapping[str, str]) -> str:
    """Return *text*, the content of the translation *file*, with *hashes* recorded as what it translates.

    Only the lines of its ``translation`` key change; all else, comments too, stays as it was.
    """
    assert isinstance(file.record, Translation)
    lines = text.split("\n")
    start = file.data.keys["translation",].line - 1
    later = [place.line - 1 for path, place in file.data.keys.items() if len(path) == 1 and place.line - 1 > start]
    end = min(later, default=file.body_line - FIRST_LINE)
    block = ["translation:", f"  of: {file.record.translation.of}", "  sections:"]
    block += [f'    {part}: "{value}"' for part, value in hashes.items()]
    return "\n".join([*lines[:start], *block, *lines[end:]])
