"""The search index: Pagefind over extracts of the cases' pages, and the lists that a search needs beside it."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tajarib.catalogue import Catalogue
from tajarib.concepts import Concepts
from tajarib.words import STOP, forms

FOLDER = "pagefind"
# Pagefind's own search pages, and its worker: ours needs only its core.
_UNUSED = (
    *("*.css", "pagefind-ui.js", "pagefind-modular-ui.js", "pagefind-component-ui.js", "pagefind-highlight.js"),
    "pagefind-worker.js",
)
_SIGNATURE = b"pagefind_dcd"


class CannotIndexError(Exception):
    """Pagefind failed; its own words are the message."""


@dataclass(frozen=True)
class Entry:
    """A page that search finds."""

    address: str
    """Below the site's root, language included: en/cases/oman/tajawob/."""
    facets: Sequence[str]
    """What it can be narrowed by."""


class Indexing:
    """The search index of a folder of extracts in one language, made beside other work: Pagefind begins with this.

    Each language has an index of its own, so that a change to one leaves the other as it is. Pagefind's own filters
    are not used: their order changes from build to build. Beside its index stand ``facets.json``, from the result's id
    (which Pagefind tells before anything is loaded) to its facets; ``words.json``, what a query is read with; and
    ``terms.json``, what to try when nothing was found.
    """

    def __init__(self, extracts: Path, entries: Iterable[Entry], catalogue: Catalogue, language: str) -> None:
        self.by_address = {entry.address: entry for entry in entries}
        self.catalogue = catalogue
        self.language = language
        self._target = tempfile.TemporaryDirectory()
        # Pieces of 12 KB instead of 30: a word needs one of them. Where a later Pagefind drops this, they are larger
        # again. https://github.com/Pagefind/pagefind/blob/v1.5.2/pagefind/src/options.rs
        environment = {**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "8000"}
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "pagefind", "--silent"),
                *("--site", str(extracts), "--output-path", self._target.name),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment,
        )

    def files(self) -> dict[str, bytes]:
        """Return the files of the index, by their path below the site's root. Raises ``CannotIndexError``."""
        said, _ = self._process.communicate()
        with self._target:
            if self._process.returncode:
                raise CannotIndexError(said)
            folder = Path(self._target.name)
            self._finish(folder)
            return {
                f"{FOLDER}/{self.language}/{path.relative_to(folder).as_posix()}": path.read_bytes()
                for path in sorted(folder.rglob("*"))
                if path.is_file()
            }

    def _finish(self, folder: Path) -> None:
        for pattern in _UNUSED:
            for path in folder.glob(pattern):
                path.unlink()
        facets: dict[str, str] = {}
        for path in sorted(folder.glob("fragment/*.pf_fragment")):
            shown = fragment(path.read_bytes())
            path.write_bytes(_without_keys(shown))
            facets[path.stem] = " ".join(self.by_address[shown["url"].lstrip("/")].facets)
        _write(folder / "facets.json", facets)
        _write(folder / "terms.json", terms(self.catalogue, self.language))
        _write(folder / "words.json", vocabulary(Concepts(self.catalogue.glossary)))
        _simplify(folder)


def vocabulary(concepts: Concepts) -> dict[str, Any]:
    """Return what a query is read with: words that tell nothing, forms, and the phrases that stand for a term."""
    phrases = {" ".join(phrase): list(codes) for phrase, codes in concepts.phrases.items()}
    return {"stop": sorted(STOP), "forms": dict(forms()), "phrases": phrases}


def terms(catalogue: Catalogue, language: str) -> list[str]:
    """Return what a reader may have meant: the terms of the glossary, and the cases' names."""
    known = [term.term[language] for term in catalogue.glossary.terms.values()]
    known += [term.abbreviation for term in catalogue.glossary.terms.values() if term.abbreviation]
    for case in catalogue.cases:
        known += [case.text(language).title.partition(":")[0].strip(" «»")]
        known += [name for alias in case.record.aliases if (name := getattr(alias, language, None))]
    return sorted({name for name in known if len(name) <= 40})


def _simplify(folder: Path) -> None:
    """Let every language have the core without a stemmer: keys have none to lose, and it is smaller."""
    entry = folder / "pagefind-entry.json"
    data = json.loads(entry.read_bytes())
    for language in data["languages"].values():
        language["wasm"] = None
    for path in folder.glob("wasm.*.pagefind"):
        if path.name != "wasm.unknown.pagefind":
            path.unlink()
    _write(entry, data)  # as it comes, the order of languages changes too


def _write(path: Path, data: Any) -> None:
    """Write *data* as JSON that is the same each time."""
    text = json.dumps(data, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    path.write_text(text, encoding="utf-8", newline="\n")


def fragment(content: bytes) -> dict[str, Any]:
    """Return what Pagefind keeps of one page: JSON after a signature, compressed."""
    data: dict[str, Any] = json.loads(gzip.decompress(content).removeprefix(_SIGNATURE))
    return data


def _without_keys(shown: Mapping[str, Any]) -> bytes:
    """Return what is kept of one page without its text: that is keys, good only for excerpts, which none sees."""
    text = json.dumps({**shown, "content": ""}, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    return gzip.compress(_SIGNATURE + text.encode(), mtime=0)
