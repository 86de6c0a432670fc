"""What search knows of a case: a small page of keys, section by section, that no reader sees."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree as ET

from tajarib.catalogue import Case
from tajarib.concepts import Concepts
from tajarib.markdown import HEADINGS
from tajarib.model.values import Text
from tajarib.pages.case import other_names
from tajarib.pages.page import Lens
from tajarib.words import acronyms, concept_key, keys, name_keys

# How much a word weighs by where it stands; Pagefind allows ten at most. In a section a key is repeated as often as its
# word, but not more than so many times: enough to tell the section it is about, too little to outweigh a title.
NAME, SUMMARY, RECORD, TEXT = 10.0, 4.0, 2.0, 0.5
REPEATED = 3

_MARKUP = re.compile(r"\[\^[^\[\]]*\]|\]\([^\])]*\)|<[^<>]*>")


@dataclass(frozen=True)
class Part:
    """A part of a case's page."""

    weight: float
    texts: tuple[str, ...]
    anchor: str = ""
    """Where on the page it is; empty for its head."""
    heading: str = ""
    is_name: bool = False


class Extractor:
    """Makes the extracts of all cases in one language."""

    def __init__(self, lens: Lens) -> None:
        self.lens = lens
        self.concepts = Concepts(lens.catalogue.glossary)

    def extract(self, case: Case) -> bytes:
        """Return the page that is indexed in place of the case's own."""
        lens, text = self.lens, case.text(self.lens.language)
        where = f"{lens.country(case.country)} · {lens.name('themes', case.theme)}"
        html = ET.Element("html", {"lang": lens.language})
        body = ET.SubElement(html, "body", {"data-pagefind-body": ""})
        for name, value in (("title", text.title), ("where", where), ("summary", text.summary)):
            ET.SubElement(body, "meta", {"data-pagefind-meta": f"{name}[content]", "content": value})
        for part in self.parts(case):
            found = self.keys(part)
            if not found:
                continue
            if part.anchor:
                ET.SubElement(body, "h2", {"id": part.anchor}).text = part.heading
            paragraph = ET.SubElement(body, "p", {"data-pagefind-weight": f"{part.weight:g}"})
            # Pagefind writes a full stop after a paragraph: on a key it would make it a compound, and index its parts.
            paragraph.text = " ".join([*found, "."])
        page: bytes = ET.tostring(html, encoding="utf-8", method="html")
        return page

    def keys(self, part: Part) -> list[str]:
        """Return the keys of a part, none more often than it counts."""
        found: Counter[str] = Counter()
        for text in part.texts:
            found.update(name_keys(text) if part.is_name else keys(text))
            found.update(map(concept_key, self.concepts.found(text)))
        limit = REPEATED if part.anchor else 1
        return [key for key, count in found.items() for _ in range(min(count, limit))]

    def parts(self, case: Case) -> Iterator[Part]:
        """Yield what is known of a case, the weightiest first, then section by section."""
        language, record = self.lens.language, case.record
        text = case.text(language)
        short = [other.title.partition(":")[0] for other in case.texts.values()]
        yield Part(NAME, (text.title, *other_names(case, language), *short), is_name=True)
        yield Part(SUMMARY, (text.summary,))
        others = [other.summary for key, other in case.texts.items() if key != language]
        yield Part(RECORD, tuple(self.codes(case)))
        bodies = [*_both([record.owner]), *_both(partner.name for partner in record.partners)]
        yield Part(RECORD, (*bodies, *(initials for body in bodies for initials in acronyms(body))))
        yield Part(TEXT, tuple(others))
        for id_, section in text.sections.items():
            yield Part(TEXT, (plain(section.text),), id_, self.lens.t(HEADINGS[id_]))
            if id_ == "approach" and record.timeline:
                events = tuple(event.event[language] for event in record.timeline)
                yield Part(TEXT, events, "timeline", self.lens.t("What happened when"))
        documents = [*(law.title for law in record.legal), *(document.title for document in record.documents)]
        for anchor, heading, texts in (
            ("figures", "Figures", [figure.metric for figure in record.figures]),
            ("documents", "Laws and documents to start from", documents),
            ("awards", "Awards", [award.name for award in record.awards]),
        ):
            yield Part(TEXT, tuple(text[language] for text in texts), anchor, self.lens.t(heading))

    def codes(self, case: Case) -> Iterator[str]:
        """Yield the names of what the record's codes stand for, in all languages."""
        catalogue, record = self.lens.catalogue, case.record
        yield from _both(catalogue.countries[code].name for code in dict.fromkeys((case.country, *case.countries)))
        taxonomy = catalogue.taxonomy
        yield from _both(taxonomy.themes[theme].name for theme in case.themes)
        yield from _both(taxonomy.blocks[block].name for block in record.blocks)
        yield from _both([taxonomy.kinds[record.kind].name])


def _both(texts: Iterable[Text]) -> Iterator[str]:
    """Yield each text in all its languages."""
    for text in texts:
        yield from (words for _, words in text.items())


@cache
def plain(text: str) -> str:
    """Return Markdown without what it shows no reader: notes, addresses, tags."""
    return _MARKUP.sub(" ", text)
