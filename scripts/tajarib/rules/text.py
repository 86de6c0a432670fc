"""Rules on the text: its sections, its citations, its links, its letters."""

from __future__ import annotations
