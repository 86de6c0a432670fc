"""Edits as an author makes them, and how long the running preview takes to show them."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from benchmarks.measure import CommandError, at_rest
from tajarib.corpus import read_corpus

_LOOK_EVERY = 0.02
"""Seconds between two looks at the page."""


class Edits:
    """What is changed in a project: a sentence of one case, its title, the template of all cases."""

    kinds = ("text", "title", "template")

    def __init__(self, project: Path) -> None:
        corpus = read_corpus(project)
        ids = sorted(corpus.by_id)
        original = corpus.original(ids[len(ids) // 2])
        assert original is not None
        prefix = "" if original.language == "ar" else f"{original.language}/"
        self.address = f"{prefix}cases/{original.id}/"
        """Where the site shows the case."""
        self._paths = {"text": project / original.path, "template": project / "overrides" / "case.html"}
        self._paths["title"] = self._paths["text"]
        self._texts = {path: path.read_text("utf-8") for path in self._paths.values()}
        self._places = {
            "text": original.sections[0].text.strip().split("\n\n")[0],
            "title": original.data.value["title"],
            "template": "<h1>",
        }

    def make(self, kind: str, word: str) -> None:
        """Put *word* where an edit of *kind* belongs; what an earlier one changed in the file is as it was."""
        path, place = self._paths[kind], self._places[kind]
        added = f"<span hidden>{word}</span>" if kind == "template" else f" {word}."
        _write(path, self._texts[path].replace(place, f"{place}{added}", 1))

    def undo(self) -> None:
        """Leave all files as they were."""
        for path, text in self._texts.items():
            _write(path, text)


def word(number: int) -> str:
    """Return a word that stands nowhere, without a digit: a number would want a source."""
    return "measured" + "".join(chr(ord("a") + int(digit)) for digit in str(number))


class Preview:
    """A running `mkdocs serve`."""

    def __init__(self, address: str, process: subprocess.Popen[bytes], said: IO[bytes]) -> None:
        self._address, self._process, self._said = address, process, said

    def edit(self, edits: Edits, kind: str, word: str) -> float:
        """Make an edit when the preview is at rest, and return the seconds until the page shows it."""
        at_rest(self._process.pid)
        start = time.perf_counter()
        edits.make(kind, word)
        self.seen(edits.address, word)
        return time.perf_counter() - start

    def seen(self, path: str, text: str) -> None:
        """Wait until the page *path* shows *text*."""
        while True:
            if self._process.poll() is not None:
                self._said.seek(0)
                raise CommandError(f"the preview ended\n{self._said.read().decode(errors='replace')[-4000:]}")
            try:
                with urllib.request.urlopen(self._address + path) as response:
                    if text in response.read().decode():
                        return
            except (urllib.error.URLError, ConnectionError):
                pass  # it is not up yet
            time.sleep(_LOOK_EVERY)


@contextmanager
def preview(project: Path, environment: Mapping[str, str]) -> Iterator[Preview]:
    """Run the preview of *project* until the context ends; it has answered once when the context begins."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=project, env=dict(environment), stdout=said, stderr=subprocess.STDOUT)
        try:
            running = Preview(f"http://127.0.0.1:{port}/", process, said)
            running.seen("", "<html")
            yield running
        finally:
            process.terminate()
            process.wait()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
