"""What a file of another standard says of a case, and the case files that it begins. Nothing is added to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tajarib.drafting import content, slug_of
from tajarib.i18n import N_
from tajarib.model.case import REQUIRED, SECTIONS, CaseRecord
from tajarib.model.values import LANGUAGES, Source

LARGEST = 4_000_000
"""A larger file describes no case; in bytes."""


class UnreadableError(Exception):
    """The file is not of the format. ``text`` is a string of the interface, ``found`` what stands there."""

    def __init__(self, text: str, found: str = "") -> None:
        super().__init__(text)
        self.text, self.found = text, found


@dataclass(frozen=True)
class Draft:
    """As much of a case as was found."""

    place: Mapping[str, str] = field(default_factory=dict)
    """Country, theme and slug, where they were found."""
    front: Mapping[str, Any] = field(default_factory=dict)
    """Keys of the record, without title and summary."""
    wording: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Title and summary by language, the original's first."""
    sections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Texts by language and section."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it can be written in, the original's first."""
        return tuple(self.wording) or ("en",)

    def missing(self) -> tuple[str, ...]:
        """Return the keys that a case must have and that were not found, with what is lacking within a source."""
        there = {*self.front, *self.place, *self.wording.get(self.languages[0], ())}
        needed = [name for name, one in CaseRecord.model_fields.items() if one.is_required() and name != "review"]
        needed += sorted(REQUIRED.get(str(self.front.get("kind")), ()))
        written = self.sections.get(self.languages[0], {})
        parts = [
            f"sources.{key}.{name}"
            for key, source in self.front.get("sources", {}).items()
            for name, one in Source.model_fields.items()
            if one.is_required() and name not in source
        ]
        parts += [f"owner.{one}" for one in LANGUAGES if "owner" in self.front and one not in self.front["owner"]]
        lacking = [key for key in dict.fromkeys(("country", "theme", *needed)) if key not in there]
        return (*lacking, *parts, *(id_ for id_ in SECTIONS if id_ not in written))

    def files(self, name: str) -> dict[str, str]:
        """Return the case files by their names; *name* is the slug where none was found."""
        slug = self.place.get("slug") or slug_of(name, otherwise="case")
        result = {}
        for language in self.languages:
            front: dict[str, Any] = dict(self.wording.get(language, {}))
            if language == self.languages[0]:
                front = {"sources": {}, **self.front, **front, "review": {"state": "unreviewed"}, "draft": True}
            else:
                front["translation"] = {"of": self.languages[0]}
            result[f"{slug}.{language}.md"] = content(front, language, self.sections.get(language, {}))
        return result


def decoded(raw: bytes) -> str:
    """Return the file *raw* as text, or raise ``UnreadableError``."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(N_("the file is not UTF-8 text: {found}"), error.reason) from None


def is_line(value: Any) -> bool:
    """Return whether *value* is a text that is not empty."""
    return isinstance(value, str) and bool(value.strip())
