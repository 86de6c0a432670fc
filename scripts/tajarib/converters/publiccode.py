"""A case as publiccode.yml 0.7, and a draft from one: https://yml.publiccode.tools/.

The standard describes software to be taken over, so most of what it asks for (licence, repository, features) is not in
a record. That is left out and named, never made up: whoever publishes the software fills it in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from tajarib import frontmatter
from tajarib.catalogue import Case
from tajarib.converters.draft import Draft, UnreadableError, decoded, is_line
from tajarib.exports.edition import Edition
from tajarib.i18n import N_
from tajarib.model.values import LANGUAGES, NOT_PUBLISHED
from tajarib.rules.record import JOINT

VERSION = "0.7"
MANDATORY = (
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "organisation.uri",
    "description.[lang].shortDescription",
    "description.[lang].longDescription",
    "description.[lang].features",
    "legal.license",
    "maintenance.type",
    "maintenance.contacts",
    "localisation.localisationReady",
    "localisation.availableLanguages",
)
"""What the standard asks for: of an organisation that is named its address, of software that is maintained contacts."""

_LONG = (150, 10_000)
_STATUS = {"planned": "concept", "pilot": "beta", "live": "stable", "replaced": "obsolete", "retired": "obsolete"}
_BACK = {"concept": "planned", "development": "planned", "beta": "pilot", "stable": "live"}
_NOTE = re.compile(r"\[\^[A-Z][A-Z0-9]*\]")


def write(edition: Edition, case: Case) -> bytes:
    """Return *case* as publiccode.yml, with no more than the record says."""
    record = case.record
    data: dict[str, Any] = {"publiccodeYmlVersion": VERSION, "name": record.title}
    if record.address and record.address != NOT_PUBLISHED:
        data["landingURL"] = record.address
    if record.status in _STATUS:
        data["developmentStatus"] = _STATUS[record.status]
    data["organisation"] = {"name": record.owner["en"]}
    codes = [edition.catalogue.countries[code].code for code in case.countries]
    data["intendedAudience"] = {"countries": [code for code in codes if code]}
    laws = [{"id": law.address} for law in record.legal if law.address]
    if laws:
        data["supports"] = laws
    data["description"] = {language: _description(case, language) for language in _languages(edition, case)}
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120).encode()


def _languages(edition: Edition, case: Case) -> list[str]:
    """Return the languages of *case*, the original's first."""
    return sorted(edition.written_in(case), key=lambda language: language != case.original)


def _description(case: Case, language: str) -> dict[str, Any]:
    text = case.texts[language]
    approach = text.sections["approach"].text.strip() if "approach" in text.sections else ""
    whole = "\n\n".join(part for part in (text.summary, _NOTE.sub("", approach)) if part)
    description: dict[str, Any] = {"localisedName": text.title}
    if len(text.title) <= 150:
        description["shortDescription"] = text.title
    if _LONG[0] <= len(whole) <= _LONG[1]:
        description["longDescription"] = whole
    elif len(text.summary) >= _LONG[0]:
        description["longDescription"] = text.summary
    if case.record.awards:
        description["awards"] = [award.name[language] for award in case.record.awards if language in LANGUAGES]
    return description


def unanswered(content: bytes) -> tuple[str, ...]:
    """Return the keys that the standard asks for and *content* does not have."""
    data = yaml.safe_load(content)
    return tuple(key for key in MANDATORY if not _has(data, key.split(".")))


def _has(data: Any, path: list[str]) -> bool:
    if not path:
        return True
    if not isinstance(data, dict):
        return False
    if path[0] == "[lang]":
        return any(_has(one, path[1:]) for one in data.values())
    return path[0] in data and _has(data[path[0]], path[1:])


def read(edition: Edition, raw: bytes) -> Draft:
    """Return what the file *raw* says of a case, or raise ``UnreadableError``."""
    parsed = frontmatter.parse(decoded(raw))
    if parsed.faults:
        fault = parsed.faults[0]
        raise UnreadableError(N_("the file is not YAML that can be read: {found}"), f"{fault.kind} {fault.place.line}")
    data = parsed.value
    if not isinstance(data, dict) or "publiccodeYmlVersion" not in data:
        raise UnreadableError(N_("the file has no {found}"), "publiccodeYmlVersion")
    front: dict[str, Any] = {}
    if is_line(data.get("landingURL")):
        front["address"] = data["landingURL"]
    if data.get("developmentStatus") in _BACK:
        front["status"] = _BACK[data["developmentStatus"]]
    if is_line(name := _mapping(data, "organisation").get("name")):
        front["owner"] = {"en": name}
    laws = [one["id"] for one in _list(data, "supports") if isinstance(one, dict) and is_line(one.get("id"))]
    if addresses := [law for law in laws if law.startswith(("https://", "http://"))]:
        front["legal"] = [{"address": law} for law in addresses]
    place, countries = _place(edition, _list(_mapping(data, "intendedAudience"), "countries"))
    if countries:
        front["countries"] = countries
    described = {
        language: one for language, one in _mapping(data, "description").items() if isinstance(one, dict) and one
    }
    if awards := _awards(described):
        front["awards"] = awards
    wording, sections = {}, {}
    for language in (one for one in described if one in edition.catalogue.languages):
        one = described[language]
        titles = (one.get("localisedName"), data.get("name"), one.get("shortDescription"))
        summary, _, approach = str(one.get("longDescription") or one.get("shortDescription") or "").partition("\n\n")
        parts = {"title": next((title for title in titles if is_line(title)), ""), "summary": summary.strip()}
        wording[language] = {key: " ".join(part.split()) for key, part in parts.items() if part}
        sections[language] = {"approach": approach.strip()} if approach.strip() else {}
    return Draft(place, front, wording, sections)


def _mapping(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data.get(key)
    return value if isinstance(value, list) else []


def _place(edition: Edition, codes: list[Any]) -> tuple[dict[str, str], list[str]]:
    """Return the country of a case, and for joint work the countries, where the corpus knows them all."""
    ours = {country.code: name for name, country in edition.catalogue.countries.items() if country.code}
    found = [ours.get(str(code).upper(), "") for code in codes]
    if not found or not all(found):
        return {}, []
    return ({"country": found[0]}, []) if len(found) == 1 else ({"country": JOINT}, found)


def _awards(described: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the awards, where all languages name as many."""
    names = [_list(described.get(language, {}), "awards") for language in LANGUAGES]
    if len({len(one) for one in names}) != 1:
        return []
    return [{"name": dict(zip(LANGUAGES, one, strict=True))} for one in zip(*names, strict=True)]
