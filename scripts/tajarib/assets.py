"""Styles, scripts, fonts and icons: from ``overrides/assets/`` to a few files whose names change with their content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = "assets"


@dataclass(frozen=True)
class Assets:
    """What is to be written below the site's root, and how to refer to it."""

    files: Mapping[str, bytes]
    """Path below the site's root to content."""
    names: Mapping[str, str]
    """Logical name (style.css, site.js) to path."""

    def __getitem__(self, name: str) -> str:
        return self.names[name]


def hashed(name: str, content: bytes) -> str:
    """Return the path below the site's root of the asset *name*: it changes with the content."""
    stem, dot, suffix = name.rpartition(".")
    digest = hashlib.sha256(content).hexdigest()[:8]
    return f"{FOLDER}/{stem}.{digest}{dot}{suffix}"


def read_assets(folder: Path) -> Assets:
    """Return the assets in *folder*: ``css/*.css`` as one style sheet in the order of their names, the rest as it is.

    Files that refer to nothing carry a hash in their name, so that they can be kept for ever; style sheet and modules
    refer to each other by those names.
    """
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}

    def put(name: str, content: bytes) -> None:
        names[name] = hashed(name, content)
        files[names[name]] = content

    for kind in ("fonts", "icons", "vendor"):
        for path in sorted((folder / kind).glob("*")):
            put(path.name, path.read_bytes())
    style = "\n".join(path.read_text(encoding="utf-8") for path in sorted((folder / "css").glob("*.css")))
    put("style.css", _with_names(style, names).encode())
    # A module may import those that sort before it; the names say so: a-shared.js before search.js.
    for path in sorted((folder / "js").glob("*.js")):
        put(path.name, _with_names(path.read_text(encoding="utf-8"), names).encode())
    return Assets(files, names)


def _with_names(text: str, names: Mapping[str, str]) -> str:
    """Return *text* with each ``asset:NAME`` in it replaced by the file's name beside which it will stand."""
    for name, path in names.items():
        text = text.replace(f"asset:{name}", "./" + path.removeprefix(f"{FOLDER}/"))
    return text
