"""The site's own font, for drawing: what the browser takes from several files, in one a weight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

NAME = "Tajarib Sans"
WEIGHTS = (400, 600)


class MissingGlyphError(Exception):
    """The font can't write a text."""

    def __init__(self, text: str, character: str) -> None:
        super().__init__(
            f"the font has no glyph for {character!r} in {text!r}: add it to SCRIPTS in scripts/vendor.py, and run it"
        )


@dataclass(frozen=True)
class Typeface:
    """The font in its weights."""

    fonts: Mapping[int, TTFont]
    files: tuple[Path, ...]

    @classmethod
    def of(cls, fonts: Path, folder: Path) -> Typeface:
        """Return the font whose parts (arabic-400.woff2, latin-400.woff2) are in *fonts*, written to *folder* as a file
        a weight. Software that draws chooses one file for a name and a weight, and it must have all letters.
        """
        whole = {}
        for weight in WEIGHTS:
            parts = []
            for path in sorted(fonts.glob(f"*-{weight}.woff2"), reverse=True):  # the Latin part gives the metrics
                part = TTFont(path)
                part.flavor = None
                parts.append(folder / f"{path.stem}.ttf")
                part.save(parts[-1])
            whole[weight] = Merger().merge([str(part) for part in parts])
            whole[weight].save(folder / f"{weight}.ttf")
        return cls(whole, tuple(folder / f"{weight}.ttf" for weight in WEIGHTS))

    def require(self, text: str) -> None:
        """Raise an error if a character of *text* has no glyph."""
        for character in text:
            if ord(character) not in self.fonts[WEIGHTS[0]].getBestCmap():
                raise MissingGlyphError(text, character)

    def width(self, text: str, size: int, weight: int) -> float:
        """Return about how wide *text* is: its letters unjoined, which makes Arabic a little wider than it is."""
        self.require(text)
        font = self.fonts[weight]
        glyphs, advances = font.getBestCmap(), font["hmtx"]
        units: int = sum(advances[glyphs[ord(character)]][0] for character in text)
        an_em: int = font["head"].unitsPerEm
        return units * size / an_em

    def lines(self, text: str, size: int, weight: int, width: int) -> list[str]:
        """Return *text* in lines no wider than *width*, unless one word is."""

        def add(lines: list[str], word: str) -> list[str]:
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, size, weight) <= width:
                return [*lines[:-1], longer]
            return [*lines, word]

        return reduce(add, text.split(), [])
