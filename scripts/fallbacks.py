#!/usr/bin/env python
"""Write overrides/assets/css/05-fallbacks.css: fonts that readers have, made as wide and as high as our own.

fallbacks.py           write the style sheet; to be done when our fonts change
fallbacks.py FONT...   what the table in this file has to say of these files (TTF, OTF, WOFF2)

A text first shown in one of them hardly moves when our own font comes. Needs fonttools with brotli, and uharfbuzz.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
ASSETS = ROOT / "overrides" / "assets"

# As in 10-tokens.css, but for the space, which has a face of its own: most of what an Arabic text takes of a Latin font
# is spaces, and in them the fonts differ most.
RANGES = {
    "arabic": "U+060C-06FF",
    "latin": "U+0021-00FF,U+2013-2014,U+2018-201D,U+2022,U+2026,U+2212",
    "space": "U+0020",
}
WEIGHTS = (400, 600)

# How wide a letter is on average, in em, in the texts of this library, regular and bold: what `fallbacks.py FONT` says.
# Measured: fonts-liberation 1.07.4, fonts-noto-core 20201225 and fonts-dejavu-core 2.37 of Debian, @fontsource/roboto
# 5.3.0. Liberation Sans and Arimo are made to have Arial's widths. Those of Arial's Arabic were not measured, but
# reckoned over the same texts from the widths of its letter forms (U+FE80 to U+FEFC), which programs that write PDF
# publish. Noto Naskh Arabic UI, which Android has, is taken to be as wide as Noto Naskh Arabic. Not known, and left as
# they are: Segoe UI, Geeza Pro and SF Arabic; Windows, macOS and iOS have Arial beside them.
FALLBACKS = [
    (
        "Arial",
        {"latin": (0.4759, 0.5164), "space": (0.2778, 0.2778)},
        ("Arial", "ArialMT", "Liberation Sans", "Arimo", "Arimo Regular"),
        ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "Arimo Bold"),
    ),
    (
        "Arial",
        {"arabic": (0.3565, 0.3654)},
        ("Arial", "ArialMT"),
        ("Arial Bold", "Arial-BoldMT"),
    ),
    (
        "Roboto",
        {"latin": (0.4808, 0.4892), "space": (0.2480, 0.2485)},
        ("Roboto", "Roboto Regular"),
        ("Roboto Bold",),
    ),
    (
        "Noto Sans Arabic",
        {"arabic": (0.4460, 0.4937)},
        ("Noto Sans Arabic", "Noto Sans Arabic Regular"),
        ("Noto Sans Arabic Bold",),
    ),
    (
        "Noto Naskh Arabic",
        {"arabic": (0.4036, 0.4206)},
        ("Noto Naskh Arabic UI", "Noto Naskh Arabic UI Regular", "Noto Naskh Arabic", "Noto Naskh Arabic Regular"),
        ("Noto Naskh Arabic UI Bold", "Noto Naskh Arabic Bold"),
    ),
    (
        "DejaVu Sans",
        {"arabic": (0.4687, 0.5647), "latin": (0.5437, 0.6164), "space": (0.3179, 0.3481)},
        ("DejaVu Sans",),
        ("DejaVu Sans Bold",),
    ),
]


def texts(language: str) -> str:
    """Return the texts of all cases in a *language*, without their marks."""
    found = sorted((ROOT / "cases").glob(f"*/*/*.{language}.md"))
    bodies = [path.read_text("utf-8").split("\n---\n", 1)[1] for path in found]
    return re.sub(r"\[\^S\d+\]|\]\([^\])]*\)|[\[#*_`>|]", "", "\n".join(bodies))


def samples() -> dict[str, Counter[str]]:
    """Return for each script the words to measure, and how often each stands there."""
    arabic = re.findall(r"[\u060c-\u06ff]+", texts("ar"))
    return {
        "arabic": Counter(arabic),
        "latin": Counter(re.findall(r"[!-ÿ–—‘-”…]+", texts("en"))),
        "space": Counter(" "),
    }


def mean_width(path: Path, words: Mapping[str, int]) -> float | None:
    """Return how wide a letter of the *words* is on average, in em; nothing where the font lacks some of them."""
    font = TTFont(path)
    font.flavor = None
    content = BytesIO()
    font.save(content)
    shaper = uharfbuzz.Font(uharfbuzz.Face(content.getvalue()))
    width = letters = 0
    for word, times in words.items():
        buffer = uharfbuzz.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        uharfbuzz.shape(shaper, buffer)
        if any(glyph.codepoint == 0 for glyph in buffer.glyph_infos):
            return None
        width += times * sum(position.x_advance for position in buffer.glyph_positions)
        letters += times * len(word)
    return width / letters / font["head"].unitsPerEm


def style() -> Iterator[str]:
    """Give the style sheet's lines: a face for each of the fonts, scripts and weights."""
    yield "/* Fonts that readers have, as wide and as high as our own. Made by scripts/fallbacks.py, which says how. */"
    words = samples()
    for family, widths, *names in FALLBACKS:
        for script, theirs in widths.items():
            for weight, width, local in zip(WEIGHTS, theirs, names, strict=True):
                file = ASSETS / "fonts" / f"{'arabic' if script == 'arabic' else 'latin'}-{weight}.woff2"
                own = mean_width(file, words[script])
                assert own, f"{file.name} lacks letters of our texts: see SCRIPTS in vendor.py"
                line = TTFont(file)["hhea"]
                size = round(own / width, 4)
                sources = [f'local("{name}")' for name in local]
                ascent, descent = (share / 1000 / size for share in (line.ascent, -line.descent))
                yield (
                    f'@font-face{{font-family:"{family} for Tajarib";font-weight:{weight};'
                    f"src:{','.join(sources)};"
                    f"size-adjust:{size:.2%};ascent-override:{ascent:.2%};descent-override:{descent:.2%};"
                    f"line-gap-override:0%;unicode-range:{RANGES[script]}}}"
                )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("fonts", metavar="FONT", nargs="*", type=Path, help="a font file to measure")
    fonts = parser.parse_args().fonts
    for path in fonts:
        for script, words in samples().items():
            width = mean_width(path, words)
            print(f"{path.name}: {script} {f'{width:.4f}' if width else 'lacks letters'}")
    if not fonts:
        target = ASSETS / "css" / "05-fallbacks.css"
        target.write_text("\n".join(style()) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
