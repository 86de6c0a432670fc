"""Crosswalks: which key of ours answers which field of another standard or form, and what is lost on the way.

What is lost follows from the rest: every key of a case that no field of the standard takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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

    @property
    def lost(self) -> tuple[str, ...]:
        """Our keys that have no place there."""
        used = {key.partition(".")[0] for keys in self.fields.values() for key in keys}
        return tuple(key for key in KEYS if key not in used)


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
        N_("The vocabulary of search engines; every case page carries it as JSON-LD."),
        "https://schema.org/",
        {
            "Article.@id": ("id",),
            "Article.headline": ("title",),
            "Article.description": ("summary",),
            "Article.spatialCoverage": ("country", "countries"),
            "Article.encoding": ("figures", "sources"),
            "BreadcrumbList": ("theme",),
            "GovernmentService.name": ("title",),
            "GovernmentService.serviceOperator": ("owner",),
            "GovernmentService.alternateName": ("aliases",),
            "GovernmentService.availableChannel.serviceUrl": ("address",),
            "GovernmentService.areaServed": ("country", "countries"),
        },
    ),
    "dcat": Crosswalk(
        "DCAT 3",
        N_("The vocabulary of data portals; the catalogue describes the library's data sets, not each case."),
        "https://www.w3.org/TR/vocab-dcat-3/",
        {
            "dcat:Dataset dct:identifier": ("id",),
            "dct:title": ("title",),
            "dct:description": ("summary",),
            "dct:spatial": ("country", "countries"),
            "dcat:theme": ("theme",),
            "dcat:distribution": ("figures", "sources"),
        },
    ),
    "publiccode": Crosswalk(
        "publiccode.yml",
        N_("The description of public software in its own repository; it fits only cases that are software."),
        "https://yml.publiccode.tools/",
        {
            "name": ("title",),
            "url": (),
            "landingURL": ("address",),
            "developmentStatus": ("status",),
            "releaseDate": ("started",),
            "softwareType": (),
            "platforms": (),
            "categories": ("theme", "also"),
            "organisation.name": ("owner",),
            "intendedAudience.countries": ("country", "countries"),
            "description.[lang].localisedName": ("title",),
            "description.[lang].shortDescription": ("summary",),
            "description.[lang].longDescription": ("approach",),
            "description.[lang].features": (),
            "description.[lang].awards": ("awards",),
            "usedBy": ("replications",),
            "supports": ("legal",),
            "legal.license": (),
            "maintenance.type": (),
            "maintenance.contractors": ("partners",),
            "localisation.availableLanguages": (),
            "dependsOn": ("relations",),
        },
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
                    "lost": list(one.lost),
                }
                for code, one in CROSSWALKS.items()
            },
        }
    )


PATH = f"{API}crosswalks.json"
