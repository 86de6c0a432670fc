#!/usr/bin/env python
"""Refresh or verify the third-party files in overrides/assets/: fonts, icons and a library, from their npm packages.

vendor.py --check   each file is the one that vendored.json records
vendor.py           make them anew (needs npm, and fonttools with brotli); after another font, run fallbacks.py too
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

ASSETS = Path(__file__).resolve().parents[1] / "overrides" / "assets"
RECORD = ASSETS / "vendored.json"

FONT = "@fontsource/ibm-plex-sans-arabic@5.3.0"
# Its licence (OFL) reserves the name "Plex" for the unmodified font, so the subset has a name of its own.
FONT_NAME = "Tajarib Sans"
WEIGHTS = {400: "Regular", 600: "SemiBold"}
SCRIPTS = {
    "arabic": (
        "U+060C,U+061B,U+061F,U+0621-063A,U+0640-0652,U+0670",
        "ccmp,locl,init,medi,fina,isol,rlig,calt,mark,mkmk,kern,liga",
    ),
    "latin": (
        "U+0020-007E,U+00A0,U+00A9,U+00AB,U+00B7,U+00BB,U+00D7,U+00E0-00FF,U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,"
        "U+2022,U+2026,U+2212",
        "kern,liga,mark,tnum",
    ),
}

SVG = "{http://www.w3.org/2000/svg}"

ICONS = "@mdi/svg@7.4.47"
ICON_FILES = {
    "shared-platforms": "layers-triple-outline",
    "smart-apps": "cellphone",
    "feedback": "message-alert-outline",
    "performance": "chart-line",
    "security": "shield-lock-outline",
    "digital-identity": "card-account-details-outline",
    "data": "database-outline",
    "capacity": "school-outline",
    "partnership": "handshake-outline",
    "strategy": "compass-outline",
    "search": "magnify",
    "theme": "theme-light-dark",
    "menu": "menu",
}

# Makes the form of the contribute pages from a schema. Minified, as its maker publishes it.
FORM = "jedison@1.23.0"


def unpacked(package: str, folder: Path) -> Path:
    """Return the folder of the npm *package*, unpacked below *folder*."""
    listing = subprocess.run(
        ["npm", "pack", "--silent", package], cwd=folder, capture_output=True, text=True, check=True
    )
    with tarfile.open(folder / listing.stdout.split()[-1]) as archive:
        archive.extractall(folder / package.replace("/", "+"), filter="data")
    return folder / package.replace("/", "+") / "package"


def make_fonts(package: Path) -> None:
    """Write the subsets: what Arabic and English texts use, without hinting, under a name of their own."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    for script, (characters, features) in SCRIPTS.items():
        for weight, style in WEIGHTS.items():
            font = TTFont(package / "files" / f"ibm-plex-sans-arabic-{script}-{weight}-normal.woff2")
            options = subset.Options(hinting=False, layout_features=features.split(","), flavor="woff2")
            subsetter = subset.Subsetter(options)
            subsetter.populate(unicodes=subset.parse_unicodes(characters))
            subsetter.subset(font)
            names = {1: FONT_NAME, 3: f"{FONT_NAME} {style}", 4: f"{FONT_NAME} {style}", 16: FONT_NAME}
            names[6] = f"{FONT_NAME} {style}".replace(" ", "")
            for record in font["name"].names:
                if record.nameID in names:
                    record.string = names[record.nameID]
            font.flavor = "woff2"
            font.save(ASSETS / "fonts" / f"{script}-{weight}.woff2")


def make_icons(package: Path) -> None:
    """Write one sprite with all icons as symbols."""
    ET.register_namespace("", "http://www.w3.org/2000/svg")
    sprite = ET.Element(f"{SVG}svg")
    for name, file in ICON_FILES.items():
        drawing = ET.parse(package / "svg" / f"{file}.svg").getroot()  # noqa: S314
        symbol = ET.SubElement(sprite, f"{SVG}symbol", id=name, viewBox=drawing.get("viewBox", ""))
        for path in drawing.iter("{http://www.w3.org/2000/svg}path"):
            ET.SubElement(symbol, "{http://www.w3.org/2000/svg}path", d=path.get("d", ""))
    (ASSETS / "icons" / "icons.svg").write_bytes(ET.tostring(sprite))


def make_form(package: Path) -> None:
    """Write the library below its licence, without the line that leads to its source map, which is not here."""
    licence = (package / "LICENSE").read_text("utf-8").strip()
    script = (package / "dist" / "umd" / "jedison.umd.js").read_text("utf-8")
    lines = [line for line in script.splitlines() if not line.startswith("//# sourceMappingURL=")]
    folder = ASSETS / "vendor"
    folder.mkdir(exist_ok=True)
    text = "\n".join([f"/*! Jedison. {licence} */", *lines, ""])
    (folder / "jedison.js").write_text(text, encoding="utf-8", newline="\n")


def files() -> dict[str, str]:
    """Return each third-party file's path below the assets, with its SHA-256."""
    third_party = [*(ASSETS / "fonts").glob("*.woff2"), ASSETS / "icons" / "icons.svg", *(ASSETS / "vendor").iterdir()]
    paths = sorted(third_party)
    return {p.relative_to(ASSETS).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in paths}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where a file is another")
    options = parser.parse_args()
    if options.check:
        recorded = {
            name: digest for entry in json.loads(RECORD.read_text("utf-8")) for name, digest in entry["files"].items()
        }
        for name in sorted(recorded.keys() ^ files().keys()):
            print(f"{name}: recorded but not there, or there but not recorded")
        for name in sorted(recorded.keys() & files().keys()):
            if recorded[name] != files()[name]:
                print(f"{name}: not the file that was recorded")
        return int(recorded != files())
    with tempfile.TemporaryDirectory() as folder:
        make_fonts(unpacked(FONT, Path(folder)))
        make_icons(unpacked(ICONS, Path(folder)))
        make_form(unpacked(FORM, Path(folder)))
    made = files()
    record = [
        {
            "package": FONT,
            "what": "IBM Plex Sans Arabic, subset",
            "licence": "OFL-1.1",
            "copyright": "Copyright 2017 IBM Corp. with Reserved Font Name Plex",
            "files": {name: digest for name, digest in made.items() if name.startswith("fonts/")},
        },
        {
            "package": ICONS,
            "what": "Material Design Icons",
            "licence": "Apache-2.0",
            "copyright": "Pictogrammers",
            "files": {name: digest for name, digest in made.items() if name.startswith("icons/")},
        },
        {
            "package": FORM,
            "what": "Jedison, forms from JSON Schema",
            "licence": "MIT",
            "copyright": "German Bisurgi",
            "files": {name: digest for name, digest in made.items() if name.startswith("vendor/")},
        },
    ]
    RECORD.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
