"""The service worker, which keeps visited pages for when the line drops; or the one that ends it for all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from tajarib.assets import Assets

NAME = "sw.js"
"""Below the site's root, because a worker serves only what stands beside or below it."""

PAGES_KEPT = 60
"""How many pages are kept: the latest."""
ASSETS_KEPT = 60
"""How many styles, scripts, fonts and icons."""

_DRAWN_WITH = ("style.css", "icons.svg", "mark.svg", "site.js")
_SETTINGS = '"site:settings"'


def service_worker(folder: Path, assets: Assets, languages: Sequence[str], *, is_on: bool) -> bytes:
    """Return the worker in *folder* for a site in *languages*, the one at the root first."""
    if not is_on:
        return (folder / "off.js").read_bytes()
    fallbacks = {
        f"{language}/" if i else "": f"{language}/offline/" if i else "offline/" for i, language in enumerate(languages)
    }
    settings = {
        "pages": PAGES_KEPT,
        "assets": ASSETS_KEPT,
        "ready": [assets[name] for name in _DRAWN_WITH],
        "fallbacks": fallbacks,
    }
    text = (folder / "on.js").read_text(encoding="utf-8")
    return text.replace(_SETTINGS, json.dumps(settings), 1).encode()
