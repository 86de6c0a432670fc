"""Rules on files: whether they can be read at all, and whether they stand where they should."""

from __future__ import annotations

from tajarib.rules import found_by_reader

found_by_reader(
    "E001",
    message="the file is not UTF-8 text: there is a byte {found} that UTF-8 does not have here",
    why="Save the file as UTF-8. Every editor can; Arabic saved in another encoding would be shown as nonsense.",
)
found_by_reader(
    "E002",
    message="the file holds a NUL byte, which no text has",
    why="The file was damaged, or is no text. Take the byte out, or copy the text into a new file.",
)
found_by_reader(
    "E003",
    message="the file has {found} bytes; a case has at most 1,000,000",
    why="A case is a few pages of text. Put data or documents elsewhere, and link to them.",
)
found_by_reader(
    "E004",
    message="this is a symbolic link (to {found}), not a file",
    why="A link can lead out of the corpus, and does not work on every system. Put the file itself here.",
)
found_by_reader(
    "E005",
    message='the file has no front matter: its first line must be "---"',
    why='A case begins with its record, between two lines "---". Copy the beginning of another case.',
)
found_by_reader(
    "E006",
    message='the front matter is not closed: there is no second line "---"',
    why='The record stands between two lines "---"; the text comes after the second.',
)
found_by_reader(
    "E007",
    message="the file could not be read: {found}",
    why="The file is missing, or its rights do not let it be read.",
)
