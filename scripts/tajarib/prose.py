"""The text of a case as it is read: without marks, and every character with its place in the file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tajarib.problems import START, Place

if TYPE_CHECKING:
    from tajarib.reader import CaseFile, TextBlock

CITED = "\ue000"
"""Stands for a citation."""
CODE = "\ue001"
"""Stands for code."""


@dataclass(frozen=True)
class Prose:
    """A run of plain text, with the place of each piece of it."""

    text: str
    starts: tuple[int, ...]
    """Where in ``text`` each piece begins."""
    places: tuple[Place, ...]
    """Where in the file it stands."""

    def place(self, file: CaseFile, offset: int) -> Place:
        """Return the place in *file* of the character at *offset*."""
        piece = bisect_right(self.starts, offset) - 1
        return file.after(self.places[piece], offset - self.starts[piece])


def prose(*blocks: TextBlock, run_in: bool = False) -> Prose:
    """Return what is read of *blocks*: a line break is a space, a citation or code one character, an address nothing.

    With *run_in* the stop of a bold run-in heading is a comma, so that its sentence goes on.
    """
    text, starts, places = "", [], []
    in_autolink = False
    for block in blocks:
        for token, place in block.inlines:
            if token.type in ("link_open", "link_close") and token.markup == "autolink":
                in_autolink = token.type == "link_open"
            starts.append(len(text))
            places.append(place)
            if token.type == "text" and not in_autolink:
                text += token.content
            elif token.type == "citation":
                text += CITED
            elif token.type in ("softbreak", "hardbreak"):
                text += " "
            elif run_in and token.type == "strong_close" and text.endswith((".", "!", "?", "؟")):
                text = text[:-1] + "،"
            elif token.type == "code_inline":
                text += CODE
        starts.append(len(text))
        places.append(block.inlines[-1][1] if block.inlines else START)
        text += " "
    return Prose(text, tuple(starts), tuple(places))
