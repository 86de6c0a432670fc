"""A finished site becomes a release, all or nothing."""

from __future__ import annotations

import dataclasses
import shutil
from dataclasses import dataclass

from tajarib.finished import FinishedSite
from tajarib.offline import FOLDER
from tajarib.offline.write import Written, write_editions
from tajarib.publishing import replacing
from tajarib.release.cards import add_cards
from tajarib.release.parts import FILE, parts
from tajarib.release.precompress import precompress


@dataclass(frozen=True)
class Released:
    """What was added to a site."""

    editions: list[Written]
    cards: int
    copies: dict[str, int]
    """The number of compressed copies, by kind."""


def release(site: FinishedSite) -> Released:
    """Add to *site* all that a deployment has."""
    with replacing(site.folder) as folder:
        shutil.copytree(site.folder, folder)
        fresh = dataclasses.replace(site, folder=folder)
        editions = write_editions(fresh, folder / FOLDER)  # before the pages name cards, which no edition has
        cards = add_cards(fresh)
        (folder / FILE).write_bytes(parts(fresh))
        return Released(editions, cards, precompress(folder))  # at last: pages and files above are compressed too
