"""The same cases in the projects of other generators."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from tajarib.corpus import read_corpus

_HERE = Path(__file__).parent
# Hugo has a meaning of its own for these keys.
_TAKEN_BY_HUGO = {"aliases": "names", "kind": "sort"}


def write_stock(project: Path, folder: Path, *, with_record: bool) -> Path:
    """Return *folder* as a project of stock MkDocs with the cases of *project*, with their records or titles alone."""
    docs = folder / "docs"
    for file in read_corpus(project).files:
        title = _yaml({"title": file.data.value["title"]})
        text = file.text if with_record else f"---\n{title}---\n{file.body}"
        _write(docs / "cases" / file.country / f"{file.slug}.{file.language}.md", text)
    for language in ("ar", "en"):
        _write(docs / f"index.{language}.md", "# Stock\n")
    shutil.copy(_HERE / "stock.yml", folder / "mkdocs.yml")
    return folder


def write_hugo(project: Path, folder: Path) -> Path:
    """Return *folder* as a project of Hugo with the cases of *project*, records included."""
    shutil.copytree(_HERE / "hugo", folder)
    for file in read_corpus(project).files:
        front = {_TAKEN_BY_HUGO.get(key, key): value for key, value in file.data.value.items()}
        path = folder / "content" / "cases" / file.country / f"{file.slug}.{file.language}.md"
        _write(path, f"---\n{_yaml(front)}---\n{file.body}")
    return folder


def _yaml(data: object) -> str:
    return yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
