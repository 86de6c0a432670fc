"""Permanent addresses: which ones were public, as far as git remembers, and lead nowhere now."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tajarib import history
from tajarib.reader import CaseFile, read_case_text


def vanished(root: Path, kept: set[str]) -> Mapping[str, CaseFile]:
    """Return the addresses (oman/tajawob) that were public and are not among *kept*, each with the file it led to."""
    gone: dict[str, CaseFile] = {}
    for commit in history.public_commits(root):
        # Only what is missing, or had an older address itself, is read; all else is known by its path.
        paths = {path for path in history.case_files(root, commit) if _id(path) not in kept}
        paths.update(history.files_with(root, commit, "formerly:"))
        for path in sorted(paths):
            file = read_case_text(path, history.text_at(root, commit, path), {})
            record: Any = file.data.value  # as written: the model may have changed since
            if isinstance(record, dict) and "translation" not in record and not record.get("draft"):
                addresses = (file.id, *(record.get("formerly") or ()))
                gone |= {id_: file for id_ in addresses if id_ not in kept}
    return gone


def _id(path: str) -> str:
    parts = path.split("/")
    return f"{parts[1]}/{parts[-1].split('.')[0]}" if len(parts) == 4 else ""
