"""What the page "compare" fetches: one small JSON a case and language, see ``tajarib.pages.compare``."""

from __future__ import annotations

import json
from collections.abc import Mapping

from tajarib.pages.compare import FOLDER, compared
from tajarib.pages.page import Lens


def comparison(lens: Lens) -> Mapping[str, bytes]:
    """Return the files of one language by path."""
    return {
        f"{FOLDER}/{lens.language}/{case.id}.json": json.dumps(
            compared(lens, case), ensure_ascii=False, separators=(",", ":")
        ).encode()
        for case in lens.catalogue.cases
    }
