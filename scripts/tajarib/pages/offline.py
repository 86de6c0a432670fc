"""How to read the library without a connection."""

from __future__ import annotations

from collections.abc import Iterator

from tajarib.pages.page import Lens, Page, plain
from tajarib.service_worker import PAGES_KEPT


def offline(lens: Lens) -> Iterator[Page]:
    t = lens.t
    description = t("Keep the library on a stick, in a reader for phones, or simply in your browser.")
    yield plain(lens, "offline/", "offline.html", t("Read without a connection"), description, kept=PAGES_KEPT)
