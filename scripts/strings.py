#!/usr/bin/env python
"""Bring the catalogues of the interface up to date with the strings in code and templates.

strings.py           update overrides/locale/*.po; what has no translation yet is listed
strings.py --check   change nothing; exit 1 where a catalogue is behind or incomplete
"""

from __future__ import annotations

import argparse
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from tajarib import reference
from tajarib.exports import schema
from tajarib.i18n import CATALOGUES, ROOT

METHODS = [("scripts/**.py", "python"), ("overrides/**.html", "jinja2")]
OPTIONS = {"overrides/**.html": {"silent": "false"}}
KEYWORDS = {
    "t": None,
    "strings": None,
    "self": None,
    "N_": None,
    "nt": (1, 2),
    "plural": (1, 2),
    "plural_sentence": (1, 2),
}


def extract() -> Catalog:
    """Return a catalogue of all strings there are, sorted by where they stand."""
    catalogue = Catalog(project="Tajarib", fuzzy=False)
    found = extract_from_dir(
        ROOT,
        METHODS,
        OPTIONS,
        keywords=KEYWORDS,
        comment_tags=["Translators:"],
        directory_filter=lambda folder: not Path(folder).name.startswith((".", "__")),
    )
    # What the model's docstrings say is shown to contributors and stands in the schemas, so it is translated as well.
    told = dict.fromkeys([*reference.meanings(), *schema.meanings()])
    meanings = [("scripts/tajarib/model", 0, text, [], None) for text in told if text]
    found = [(path.replace("\\", "/"), *rest) for path, *rest in found]
    for path, _line, message, comments, context in [*sorted(found, key=lambda row: row[:2]), *meanings]:
        # Without line numbers, an edit elsewhere in a file changes no catalogue.
        catalogue.add(message, locations=[(path, 0)], auto_comments=comments, context=context)
    return catalogue


def updated(path: Path, template: Catalog) -> tuple[bytes, list[str]]:
    """Return the content *path* should have, and the strings that lack a translation in it."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.stem.replace("-", "_"))
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    missing = [
        str(message.id)
        for message in catalogue
        if message.id and not all(message.string if isinstance(message.string, tuple) else (message.string,))
    ]
    out = BytesIO()
    write_po(out, catalogue, width=110, omit_header=False, include_lineno=False)
    return out.getvalue(), missing


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where something is to do")
    options = parser.parse_args()

    template = extract()
    to_do = False
    for path in sorted(CATALOGUES.glob("*.po")):
        content, missing = updated(path, template)
        for text in missing:
            print(f"{path.relative_to(ROOT)}: no translation: {text}")
        behind = content != path.read_bytes()
        to_do |= bool(missing) or behind
        if options.check and behind:
            print(f"{path.relative_to(ROOT)}: behind; run `make strings`")
        elif behind:
            path.write_bytes(content)
    return 1 if options.check and to_do else 0


if __name__ == "__main__":
    sys.exit(main())
