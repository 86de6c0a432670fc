"""The hook that mkdocs.yml names: puts the library on the path, and hands MkDocs the adapter's events."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from tajarib.site import Site

_site = Site()

on_startup = _site.on_startup
on_config = _site.on_config
on_files = _site.on_files
on_env = _site.on_env
on_page_markdown = _site.on_page_markdown
on_page_context = _site.on_page_context
on_post_build = _site.on_post_build
