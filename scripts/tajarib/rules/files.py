"""Rules on files: whether they can be read at all, and whether they stand where they should."""

from __future__ import annotations

from collections.abc import Iterator

from tajarib import canonical
from tajarib.corpus import Corpus
from tajarib.i18n import N_
from tajarib.problems import START, Place, Problem
from tajarib.reader import CaseFile
from tajarib.rules import found_by_reader, rule

found_by_reader(
    "E001",
    message=N_("the file is not UTF-8 text: there is a byte {found} that UTF-8 does not have here"),
    why=N_("Save the file as UTF-8. Every editor can; Arabic saved in another encoding would be shown as nonsense."),
)
found_by_reader(
    "E002",
    message=N_("the file holds a NUL byte, which no text has"),
    why=N_("The file was damaged, or is no text. Take the byte out, or copy the text into a new file."),
)
found_by_reader(
    "E003",
    message=N_("the file has {found} bytes; a case has at most 250,000"),
    why=N_("A case is a few pages of text. Put data or documents elsewhere, and link to them."),
)
found_by_reader(
    "E004",
    message=N_("this is a symbolic link (to {found}), not a file"),
    why=N_("A link can lead out of the corpus, and does not work on every system. Put the file itself here."),
)
found_by_reader(
    "E005",
    message=N_('the file has no front matter: its first line must be "---"'),
    why=N_('A case begins with its record, between two lines "---". Copy the beginning of another case.'),
    wrong="title: …",
    right="---",
)
found_by_reader(
    "E006",
    message=N_('the front matter is not closed: there is no second line "---"'),
    why=N_('The record stands between two lines "---"; the text comes after the second.'),
    wrong="--",
    right="---",
)
found_by_reader(
    "E007",
    message=N_("the file could not be read: {found}"),
    why=N_("The file is missing, or its rights do not let it be read."),
)
found_by_reader(
    "E010",
    message=N_('"{found}" is not the path of a case: cases/<country>/<theme>/<name>.<language>.md'),
    why=N_(
        "Country, theme and language of a case are read off its path. Move the file where it belongs; what is no case"
        " does not stand in cases/."
    ),
    wrong="cases/oman/tajawob.md",
    right="cases/oman/feedback/tajawob.ar.md",
)
found_by_reader(
    "E011",
    message=N_('there is no country "{found}"'),
    why=N_("The folder names the country; joint work of the six stands in gcc."),
    wrong="cases/saudi/data/example.ar.md",
    right="cases/saudi-arabia/data/example.ar.md",
)
found_by_reader(
    "E012",
    message=N_('there is no theme "{found}"'),
    why=N_("The second folder names the main theme, by its code in cases/taxonomy.yml."),
    wrong="cases/oman/complaints/tajawob.ar.md",
    right="cases/oman/feedback/tajawob.ar.md",
)
found_by_reader(
    "E013",
    message=N_('there is no language "{found}" on this site'),
    why=N_("The file's name ends in its language: .ar.md for Arabic, .en.md for English."),
    wrong="cases/oman/feedback/tajawob.arabic.md",
    right="cases/oman/feedback/tajawob.ar.md",
)
found_by_reader(
    "E014",
    message=N_('"{found}" cannot be part of an address'),
    why=N_(
        "The name of the file becomes the address of the case: lower-case Latin letters, digits and single hyphens,"
        " at most 64 characters."
    ),
    wrong="cases/oman/feedback/Tajawob_2.ar.md",
    right="cases/oman/feedback/tajawob-2.ar.md",
)
found_by_reader(
    "E015",
    message=N_('there is a dot in the name "{found}"'),
    why=N_("What stands between two dots is taken for a language. Write a hyphen instead of the dot."),
    wrong="cases/qatar/data/example.ai.ar.md",
    right="cases/qatar/data/example-ai.ar.md",
)
found_by_reader(
    "E020",
    message=N_("the record cannot be read from here on; the slip is in this line or the one before"),
    why=N_(
        "Mostly a quotation mark or bracket is not closed, a line is not indented as its neighbours are, or a text"
        " with a colon in it does not stand in quotation marks."
    ),
    wrong="title: Example: a platform",
    right='title: "Example: a platform"',
)
found_by_reader(
    "E021",
    message=N_("there is a tab here; the record is indented with spaces"),
    why=N_("A tab is as wide as each editor likes, so the record does not allow it. Put two spaces in its place."),
    wrong="\tkind: platform",
    right="kind: platform",
)
found_by_reader(
    "E022",
    message=N_('the key "{found}" stands here twice'),
    why=N_("Of two values only one would be kept, and nobody would see which. Keep the one that is right."),
    wrong="{ar: …, ar: …}",
    right="{ar: …, en: …}",
)
found_by_reader(
    "E023",
    message=N_('"{found}" refers to another place of the record, which is not allowed'),
    why=N_(
        "A record says each thing where it stands, so that it can be read line by line. Write the value itself; a text"
        " that begins with & or * stands in quotation marks."
    ),
    wrong="owner: *authority",
    right="owner: {ar: …, en: …}",
)
found_by_reader(
    "E024",
    message=N_('"{found}" is a YAML tag, which is not allowed'),
    why=N_("The model knows the type of every value. A text that begins with ! stands in quotation marks."),
    wrong="started: !!str 2025",
    right="started: 2025",
)
found_by_reader(
    "E025",
    message=N_("the record is nested deeper than {found} levels"),
    why=N_("No part of a record is that deep: some lines are indented too far, or a bracket is one too many."),
    wrong="also: [[[[[[[[[[[[data]]]]]]]]]]]]",
    right="also: [data]",
)
found_by_reader(
    "E026",
    message=N_('a comma cuts "{found}" off from the text before it'),
    why=N_("Between {{ and }} a comma ends a text. Put the whole text in quotation marks."),
    wrong="{ar: …, en: Slow, and costly}",
    right='{ar: …, en: "Slow, and costly"}',
)


@rule(
    "E016",
    message=N_('"{found}" is a case of the same country and name, in another theme'),
    why=N_("The address of a case is its country and its name, so both would have the same. Rename one of them."),
    scope="corpus",
    wrong="cases/oman/data/tajawob.ar.md",
    right="cases/oman/data/tajawob-data.ar.md",
)
def same_name_in_two_themes(corpus: Corpus) -> Iterator[Problem]:
    for files in corpus.by_id.values():
        for file in files:
            if file.country and file.theme != files[0].theme:
                yield file.problem("E016", START, found=files[0].path)


@rule(
    "W001",
    message=N_("from here on the file is not written in the form of all cases; --fix writes it so"),
    why=N_(
        "One form for all: what two versions differ in is then what someone changed. `python scripts/validate.py --fix`"
        " writes the file in it and keeps its comments; nobody needs to do it by hand."
    ),
    scope="case",
    wrong="{en: One body, ar: جهة واحدة}",
    right="{ar: جهة واحدة, en: One body}",
)
def other_form(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    """Only a record that is right is looked at, and only what one sees: not what ends a line or the file."""
    if file.record is None:
        return
    lines, written = _seen(file.text), _seen(canonical.formatted(file))
    if lines != written:
        same = (one == other for one, other in zip(lines, written, strict=False))
        first = next((number for number, is_same in enumerate(same, start=1) if not is_same), len(lines))
        yield file.problem("W001", Place(first, 1))


def _seen(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().split("\n")]
