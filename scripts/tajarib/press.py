"""What a site is made of, each part made once for as long as all that it is made from stays the same."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tajarib.memory import FOLDER, digest
from tajarib.workers import shared_out

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Product:
    """One part of the site: a page, or files that are made together."""

    name: str
    """What it is; no other has this name."""
    key: str
    """Names everything that it is made from."""
    make: Callable[[], Mapping[str, bytes]] = field(compare=False)
    """Makes its files, by their path below the site's root."""


@dataclass(frozen=True)
class Made:
    """A product as it was made."""

    key: str
    files: Mapping[str, str]
    """Path to the SHA-256 of the content."""


Ledger = Mapping[str, Made]
"""What was made, by name."""


def press(products: Iterable[Product], target: Path, last: Ledger, before: Path) -> Ledger:
    """Write *products* to *target*, which is empty or *before* itself, and return what was made.

    What the ledger *last* has with the same key is taken over from the folder *before*, if it is there as it was made.
    Where *target* is *before*, what no product makes any more is taken away.
    """
    wanted = list(products)
    names = {product.name for product in wanted}
    assert len(names) == len(wanted), "two products of one name"
    results = list(shared_out(lambda i: _pressed(wanted[i], target, last, before), len(wanted)))
    made = {product.name: one for product, one in zip(wanted, results, strict=True)}
    if target == before:
        kept = {path for one in made.values() for path in one.files}
        for path in {path for one in last.values() for path in one.files} - kept:
            (target / path).unlink(missing_ok=True)
    return made


def _pressed(product: Product, target: Path, last: Ledger, before: Path) -> Made:
    there = last.get(product.name)
    if there is not None and there.key == product.key and _taken_over(there, target, before):
        return there
    files = product.make()
    for name, content in files.items():
        write(target / name, content)
    return Made(product.key, {name: _seal(content) for name, content in files.items()})


def write(path: Path, content: bytes) -> None:
    """Write a file of the site. One that is there is replaced, not written into: the last site may share it."""
    _put(str(path), lambda place: _write_new(place, content))


def _write_new(path: str, content: bytes) -> None:
    with open(path, "xb") as file:
        file.write(content)


def _put(path: str, make: Callable[[str], None]) -> None:
    """Let *make* make the file at *path*, where there may be another one, or not even its folder."""
    try:
        make(path)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - a Path takes as long as the file
        make(path)
    except FileExistsError:
        os.unlink(path)  # noqa: PTH108 - as above
        make(path)


def _seal(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _taken_over(made: Made, target: Path, before: Path) -> bool:
    """Let *target* have the files of *made* too; whether they were there as they were made."""
    if target == before:
        return all((target / name).is_file() for name in made.files)
    for name, seal in made.files.items():
        if not _is_as_made(f"{before}/{name}", seal):
            log.warning("%s was changed from outside, and is made anew", before / name)
            return False
    for name in made.files:
        _put(f"{target}/{name}", partial(_share, f"{before}/{name}"))
    return True


def _is_as_made(path: str, seal: str) -> bool:
    try:
        with open(path, "rb") as file:
            return _seal(file.read()) == seal
    except OSError:
        return False


def _share(path: str, place: str) -> None:
    try:
        os.link(path, place)
    except (FileNotFoundError, FileExistsError):
        raise
    except OSError:
        shutil.copy2(path, place)  # a file system without links


def ledger_of(root: Path, site: Path) -> Path:
    """Return the path of the ledger of the *site* that the project at *root* was built to."""
    return root / FOLDER / f"site-{digest(str(site))[:12]}.json"


def next_ledger_of(root: Path, site: Path) -> Path:
    """Return the path of the ledger of the site that is to take the place of *site*."""
    return ledger_of(root, site).with_suffix(".next")


def read_ledger(path: Path) -> Ledger:
    """Return what the ledger at *path* says; nothing where there is none, or it is not as it was written."""
    try:
        seal, _, text = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return {}
    if digest(text) != seal:
        log.warning("%s was changed from outside; everything is made anew", path)
        return {}
    return {name: Made(key, files) for name, (key, files) in json.loads(text).items()}


def write_ledger(path: Path, ledger: Ledger) -> None:
    """Write *ledger* to *path*, as a whole or not at all."""
    text = json.dumps({name: (made.key, dict(made.files)) for name, made in ledger.items()}, ensure_ascii=False)
    fresh = path.with_name(path.name + ".new")
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh.write_text(f"{digest(text)}\n{text}", encoding="utf-8")
    fresh.replace(path)
