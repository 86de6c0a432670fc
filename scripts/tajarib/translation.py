"""Translations: what each one translates, and where its original has moved on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tajarib.canonical import edited
from tajarib.catalogue import fingerprints
from tajarib.corpus import Corpus
from tajarib.model.case import Translation
from tajarib.reader import CaseFile


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
                unrecorded = tuple(part for part in now if part not in file.record.translation.sections)
                result.append(State(id_, language, file.path, behind(file, original), unrecorded))
    return result


def behind(file: CaseFile, original: CaseFile) -> tuple[str, ...]:
    """Return the parts of the translation *file* whose *original* is no longer what was translated."""
    if not isinstance(file.record, Translation) or original.record is None:
        return ()
    now, recorded = fingerprints(original), file.record.translation.sections
    return tuple(part for part in now if part in recorded and recorded[part] != now[part])


def parts(original: CaseFile) -> dict[str, str]:
    """Return the text of each part that a translation translates, by the same names as their fingerprints."""
    assert original.record is not None
    texts = {"title": original.record.title, "summary": original.record.summary}
    return texts | {section.id: section.text.strip() for section in original.sections if section.id}


def texts_by_fingerprint(versions: Iterable[CaseFile], wanted: Mapping[str, str]) -> dict[str, str]:
    """Return, for each part in *wanted* (part to fingerprint), the text of it that the translation was made from.

    *versions* are the original's earlier versions, the newest first; what none of them has is absent.
    """
    found: dict[str, str] = {}
    for version in versions:
        if version.record is not None:
            hashes, texts = fingerprints(version), parts(version)
            found |= {p: texts[p] for p, hash_ in wanted.items() if p not in found and hashes.get(p) == hash_}
        if len(found) == len(wanted):
            break
    return found


def accepted(file: CaseFile, hashes: Mapping[str, str]) -> str:
    """Return the translation *file* with *hashes* recorded as what it translates, in the form of all cases."""
    front = file.data.value
    return edited(file, {**front, "translation": {**front["translation"], "sections": hashes}}, file.body)
