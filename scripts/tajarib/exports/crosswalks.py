"""Crosswalks: which key of ours answers which field of another standard or form, and what is lost on the way.

What is lost follows from the rest: every key of a case that no field of the standard takes. The converters
(``tajarib.converters``) do what stands here; tests hold them to it, case by case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tajarib.exports.api import head
from tajarib.exports.edition import API, Edition, as_json
from tajarib.i18n import N_
from tajarib.model.case import SECTIONS, CaseRecord


@dataclass(frozen=True)
class Crosswalk:
    """One standard or form."""

    name: str
    """Its own name; it is not translated."""
    about: str
    """What it is, and which state of it this rests on; a string of the interface."""
    address: str
    fields: Mapping[str, tuple[str, ...]]
    """Their field to our keys; none where we have nothing to say."""
    partly: frozenset[str] = frozenset()
    """Our keys of which something stays behind: what comes back is not all that went."""
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The beginning of a field's name to the kinds of case that have it; a field that none begins is for all."""

    @property
    def lost(self) -> tuple[str, ...]:
        """Our keys that have no place there."""
        used = {key for keys in self.fields.values() for key in keys}
        return tuple(key for key in KEYS if key not in used)

    def takes(self, kind: str) -> bool:
        """Return whether a case of *kind* can be told there at all."""
        return kind in self.only.get("", (kind,))

    def carried(self, kind: str) -> tuple[str, ...]:
        """Return our keys that a case of *kind* has there, whole: they come back as they went."""
        return tuple(key for key in self._used(kind) if key not in self.partly)

    def left(self, kind: str) -> tuple[str, ...]:
        """Return our keys that a case of *kind* loses there."""
        return tuple(key for key in KEYS if key not in self._used(kind))

    def _used(self, kind: str) -> tuple[str, ...]:
        fields = [
            keys
            for name, keys in self.fields.items()
            if all(kind in kinds for start, kinds in self.only.items() if name.startswith(start))
        ]
        return tuple(key for key in KEYS if any(key in keys for keys in fields))


SOFTWARE = ("service", "platform")
"""The kinds of case that are something one uses."""

_NO_CONTENT = {"review", "accepted", "formerly", "draft"}
KEYS = (
    "id",
    "country",
    "theme",
    *(name for name in CaseRecord.model_fields if name not in _NO_CONTENT),
    *SECTIONS,
    "evidence",
)
"""What a case says: the keys of its record, its sections, and what is worked out."""

CROSSWALKS: Mapping[str, Crosswalk] = {
    "schema-org": Crosswalk(
        "schema.org",
        N_("The vocabulary of search engines; every case page carries a part of it as JSON-LD."),
        "https://schema.org/",
        {
            "Article.identifier": ("id",),
            "Article.headline": ("title",),
            "Article.description": ("summary",),
            "Article.genre": ("kind",),
            "Article.articleSection": ("theme",),
            "Article.keywords": ("also",),
            "Article.spatialCoverage": ("country", "countries"),
            "Article.hasPart.text": SECTIONS,
            "Article.citation": ("sources",),
            "GovernmentService.serviceOperator": ("owner",),
            "GovernmentService.alternateName": ("aliases",),
            "GovernmentService.availableChannel.serviceUrl": ("address",),
        },
        # An order; notes, days of checking and dates that are about; which names belong together; "not published".
        frozenset({"countries", "sources", "aliases", "address"}),
        {"GovernmentService": SOFTWARE},
    ),
    "dcat": Crosswalk(
        "DCAT 3",
        N_("The vocabulary of data portals. The published catalogue describes the library's tables, not each case."),
        "https://www.w3.org/TR/vocab-dcat-3/",
        {
            "dcat:Dataset dct:identifier": ("id",),
            "dct:title": ("title",),
            "dct:description": ("summary",),
            "dct:type": ("kind",),
            "dcat:theme": ("theme",),
            "dct:subject": ("also",),
            "dct:spatial": ("country", "countries"),
            "dct:temporal": ("started", "ended"),
        },
        frozenset({"countries", "started", "ended"}),  # an order; dates that are about, between two, or unknown
    ),
    "publiccode": Crosswalk(
        "publiccode.yml",
        N_("The description of public software in its own repository, 0.7; for services and platforms only."),
        "https://yml.publiccode.tools/",
        {
            "name": ("title",),
            "url": (),
            "landingURL": ("address",),
            "releaseDate": (),
            "platforms": (),
            "categories": (),
            "usedBy": (),
            "developmentStatus": ("status",),
            "softwareType": (),
            "supports": ("legal",),
            "organisation.uri": (),
            "organisation.name": ("owner",),
            "intendedAudience.countries": ("country", "countries"),
            "description.[lang].localisedName": ("title",),
            "description.[lang].shortDescription": ("title",),
            "description.[lang].longDescription": ("summary", "approach"),
            "description.[lang].features": (),
            "description.[lang].awards": ("awards",),
            "legal.license": (),
            "maintenance.type": (),
            "maintenance.contractors": (),
            "maintenance.contacts": (),
            "localisation.localisationReady": (),
            "localisation.availableLanguages": (),
            "dependsOn": (),
        },
        # "not published"; pauses and successors; titles of laws; the Arabic name; marks of sources; years of prizes.
        frozenset({"address", "status", "legal", "owner", "approach", "awards"}),
        {"": SOFTWARE},
    ),
    "opsi": Crosswalk(
        "OECD OPSI",
        N_("The case form of the Observatory of Public Sector Innovation, as its site's code had it in March 2022."),
        "https://oecd-opsi.org/",
        {
            "name_of_innovation": ("title",),
            "short_and_simple_explanation": ("summary",),
            "executive_summary": ("summary", "problem", "approach", "results"),
            "innovation_website": ("address",),
            "year_innovation_launched": ("started",),
            "innovation_status": ("status",),
            "status_description": ("timeline",),
            "organisation_name": ("owner",),
            "organisation_type": (),
            "country": ("country", "countries"),
            "level_of_government": (),
            "organisation_primary_sectorfield": (),
            "innovation_tags": ("theme", "also", "blocks"),
            "what_makes_your_project_innovative": ("approach",),
            "collaboration_partnerships": ("partners", "partnership"),
            "users_stakeholders_beneficiaries": ("problem",),
            "results_impact": ("results", "figures"),
            "challenges": ("went-wrong", "not_found"),
            "conditions_to_success": ("prerequisites",),
            "potential_to_be_replicated": ("replicate", "minimum", "replications"),
            "lessons_to_share": ("lessons",),
            "other_related_url": ("sources", "documents"),
        },
    ),
    "unpsa": Crosswalk(
        "UNPSA",
        N_("Questions of the United Nations Public Service Awards in the guidelines of 2014; later years differ."),
        "https://studylib.net/doc/5422265/2014-un-public-service-awards",
        {
            "1 situation before": ("problem",),
            "4d resources and benefits": ("cost", "partnership", "prerequisites"),
            "5 sustainable, transferable": ("replicate", "replications", "minimum", "assistance"),
            "6 impact and lessons": ("results", "figures", "lessons", "went-wrong", "awards"),
        },
    ),
}


def crosswalks(edition: Edition) -> bytes:
    """Return all crosswalks as JSON."""
    return as_json(
        {
            **head(edition),
            "crosswalks": {
                code: {
                    "name": one.name,
                    "address": one.address,
                    "fields": {theirs: list(ours) for theirs, ours in one.fields.items()},
                    "partly": sorted(one.partly),
                    "only": {start: list(kinds) for start, kinds in one.only.items()},
                    "lost": list(one.lost),
                }
                for code, one in CROSSWALKS.items()
            },
        }
    )


PATH = f"{API}crosswalks.json"
