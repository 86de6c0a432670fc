"""A corpus of any size, made of the cases of another: what differs is slug and title, and whom a case relates to."""

from __future__ import annotations

import shutil
from itertools import count as numbers
from pathlib import Path
from typing import Any

from tajarib.canonical import written
from tajarib.corpus import read_corpus
from tajarib.reader import CaseFile


def clone(source: Path, folder: Path, count: int) -> Path:
    """Return *folder* with ``cases/`` of *count* cases: those of *source*, over and over under other names."""
    corpus = read_corpus(source)
    ids = sorted(corpus.by_id)
    if count < len(ids):
        raise ValueError(f"{source} has {len(ids)} cases already")
    shutil.copytree(source / "cases", folder / "cases")
    made: set[str] = set(ids)
    todo = count - len(ids)
    for number in numbers(2):
        batch = ids[:todo]
        if not batch:
            return folder
        made |= {f"{id_}-{number}" for id_ in batch}
        for id_ in batch:
            for file in corpus.by_id[id_]:
                path = folder / file.path
                path.with_name(f"{file.slug}-{number}.{file.language}.md").write_text(
                    written(_renamed(file, number, made), file.body), encoding="utf-8", newline="\n"
                )
        todo -= len(batch)
    raise AssertionError


def _renamed(file: CaseFile, number: int, made: set[str]) -> dict[str, Any]:
    """Return the front matter of the clone *number* of *file*; it relates to clones of the same number."""
    front = {key: value for key, value in file.data.value.items() if key != "formerly"}
    front["title"] = f"{front['title']} {number}"
    if relations := front.get("relations"):
        targets = [f"{relation['to']}-{number}" for relation in relations]
        front["relations"] = [
            {**relation, "to": target if target in made else relation["to"]}
            for relation, target in zip(relations, targets, strict=True)
        ]
    if "translation" in front:
        # The title that was translated was another; of the rest, the fingerprint holds.
        sections = front["translation"].get("sections", {})
        kept = {part: mark for part, mark in sections.items() if part != "title"}
        front["translation"] = {**front["translation"], "sections": kept}
    return front
