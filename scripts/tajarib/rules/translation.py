"""Rules on a case as a whole: its original and its translations."""

from __future__ import annotations
