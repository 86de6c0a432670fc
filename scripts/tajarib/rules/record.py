"""Rules on the record: keys, and how they refer to each other, to other cases and to the taxonomy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

from babel import Locale

from tajarib.corpus import Corpus
from tajarib.frontmatter import Path
from tajarib.i18n import N_
from tajarib.model.case import DOES_NOT_APPLY, REQUIRED, CaseRecord
from tajarib.problems import Problem, nearest
from tajarib.reader import CaseFile, DataFile
from tajarib.rules import rule

JOINT = "gcc"
"""The folder of joint work."""


def source_references(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield (path, key) of each reference to a source in the data *value*."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("sources", "address_sources") and isinstance(inner, list):
                yield from (((*path, key, i), ref) for i, ref in enumerate(inner) if isinstance(ref, str))
            else:
                yield from source_references(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from source_references(inner, (*path, index))


MOST_SOURCES = 100
"""With so many a key is compared: no case has half as many, and a text made to keep us busy has thousands."""


def nearest_source(key: str, sources: Iterable[str]) -> str:
    """Return the source that *key* most likely meant; keys are short, so half of it is alike enough."""
    return nearest(key, islice(sources, MOST_SOURCES), likeness=0.5)


def declared_sources(file: CaseFile | DataFile) -> dict[str, Any] | None:
    """Return the sources that *file* declares, valid or not; ``None`` where they cannot be known."""
    whole = isinstance(file.data.value, dict) and not file.data.faults
    value = file.data.value.get("sources") if whole else None
    return value if isinstance(value, dict) else None


@rule(
    "E102",
    message=N_('"{found}" is not in sources'),
    why=N_("Every statement leads to the source it stands in. Add the source, or name the one that is meant."),
    scope="file",
    wrong="sources: [S99]",
    right="sources: [S9]",
)
def undefined_source(file: CaseFile | DataFile, corpus: Corpus) -> Iterator[Problem]:
    sources = declared_sources(file)
    if sources is not None:
        for path, key in source_references(file.data.value):
            if key not in sources:
                yield file.problem("E102", path, found=key, hint=nearest_source(key, sources))


@rule(
    "E112",
    message=N_('nothing cites the source "{found}"'),
    why=N_(
        "A source that carries no statement tells the reader nothing. Cite it where it belongs, in the record"
        " (sources: [S3]) or in the text of either language ([^S3]), or take it out."
    ),
    scope="file",
)
def unused_source(file: CaseFile | DataFile, corpus: Corpus) -> Iterator[Problem]:
    sources = declared_sources(file)
    if not sources:
        return
    used = {key for _, key in source_references(file.data.value)}
    if isinstance(file, CaseFile):
        members = corpus.by_id[file.id]
        if not all(member.is_split for member in members):
            return  # what cannot be read may cite it
        for member in members:
            used |= {token.content for block in member.blocks for token, _ in block.inlines if token.type == "citation"}
    for key in sources:
        if key not in used:
            yield file.problem("E112", ("sources", key), of_key=True, found=key)


@rule(
    "E113",
    message=N_('the key "{found}" is missing, which a case of this kind needs'),
    why=N_(
        "Without it the case cannot be compared with others of its kind. Where it exists and no source tells it,"
        " cost and address take the word not-published."
    ),
    scope="record",
    right="cost: not-published",
)
def missing_for_kind(file: CaseFile, record: CaseRecord, corpus: Corpus) -> Iterator[Problem]:
    for key in sorted(REQUIRED.get(record.kind, ())):
        if not getattr(record, key):
            yield file.problem("E113", ("kind",), found=key)


@rule(
    "E114",
    message=N_('the key "{found}" has no meaning for a case of this kind'),
    why=N_("The page would show what does not exist. Take the key out, or see whether the kind is the right one."),
    scope="record",
)
def meaningless_for_kind(file: CaseFile, record: CaseRecord, corpus: Corpus) -> Iterator[Problem]:
    for key in sorted(DOES_NOT_APPLY.get(record.kind, ())):
        if key in record.model_fields_set:
            yield file.problem("E114", (key,), of_key=True, found=key)


# Lists whose entries must differ, and by which of their keys (none: the entry itself).
DISTINCT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("also", ()),
    ("countries", ()),
    ("blocks", ()),
    ("formerly", ()),
    ("prerequisites", ("code",)),
    ("figures", ("id",)),
    ("channels", ("id",)),
    ("absent", ("task",)),
    ("relations", ("to", "kind")),
    ("sdg", ("target",)),
    ("accepted", ("code",)),
)


@rule(
    "E115",
    message=N_('"{found}" stands in this list twice'),
    why=N_("Each stands once. Take one out, or write what was meant; two figures need two ids."),
    scope="file",
    wrong="blocks: [identity, identity]",
    right="blocks: [identity, messaging]",
)
def given_twice(file: CaseFile | DataFile, corpus: Corpus) -> Iterator[Problem]:
    if not isinstance(file.data.value, dict):
        return
    for name, keys in DISTINCT:
        entries = file.data.value.get(name)
        seen = set()
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            values = tuple(entry.get(key) for key in keys) if keys and isinstance(entry, dict) else (entry,)
            if not all(isinstance(value, str) for value in values):
                continue  # of the wrong type, which is told elsewhere
            if values in seen:
                yield file.problem("E115", (name, index, *keys[:1]), found=values[0])
            seen.add(values)


@rule(
    "E116",
    message=N_('"{found}" is the main theme already'),
    why=N_("The folder is the main theme; also lists further ones. Take it out of the list."),
    scope="record",
    wrong="also: [feedback]",
    right="also: [performance]",
)
def main_theme_again(file: CaseFile, record: CaseRecord, corpus: Corpus) -> Iterator[Problem]:
    for index, theme in enumerate(record.also):
        if theme == file.theme:
            yield file.problem("E116", ("also", index), found=theme)


@rule(
    "E120",
    message=N_('there is no case "{found}"'),
    why=N_("A relation names another case of this library by country and name, as in its address."),
    scope="linked",
    wrong="relations: [{to: oman/tajawub, kind: contrasts-with}]",
    right="relations: [{to: oman/tajawob, kind: contrasts-with}]",
)
def unknown_case(file: CaseFile, corpus: Corpus) -> Iterator[Problem]:
    for index, relation in enumerate(getattr(file.record, "relations", ())):
        if relation.to not in corpus.by_id:
            # Near is what the same country has; to compare with all would be slow where all is wrong.
            country = relation.to.partition("/")[0] + "/"
            hint = nearest(relation.to, (id_ for id_ in corpus.by_id if id_.startswith(country)))
            yield file.problem("E120", ("relations", index, "to"), found=relation.to, hint=hint)


@rule(
    "E121",
    message=N_('"{found}" is this case itself'),
    why=N_("A relation leads to another case. Name the one that was meant, or take the entry out."),
    scope="record",
)
def related_to_itself(file: CaseFile, record: CaseRecord, corpus: Corpus) -> Iterator[Problem]:
    for index, relation in enumerate(record.relations):
        if relation.to == file.id:
            yield file.problem("E121", ("relations", index, "to"), found=relation.to)


@rule(
    "E122",
    message=N_("a joint case must say which countries it concerns"),
    why=N_("A case in gcc lists its countries, the leading one first."),
    scope="record",
    wrong="countries: []",
    right="countries: [oman, qatar]",
)
def joint_without_countries(file: CaseFile, record: CaseRecord, corpus: Corpus) -> Iterator[Problem]:
    # Kinds that require the key anyway hear of it once, from E113.
    if file.country == JOINT and not record.countries and "countries" not in REQUIRED.get(record.kind, ()):
        yield file.problem("E122", ("countries",) if "countries" in record.model_fields_set else ())


@rule(
    "E123",
    message=N_("only joint cases list countries; the country of this one is its folder's"),
    why=N_("Take the key out. If several states did it together, the case belongs in cases/gcc."),
    scope="record",
)
def national_with_countries(file: CaseFile, record: CaseRecord, corpus: Corpus) -> Iterator[Problem]:
    if file.country != JOINT and record.countries and "countries" not in REQUIRED.get(record.kind, ()):
        yield file.problem("E123", ("countries",), of_key=True)


@rule(
    "E124",
    message=N_('"{found}" is missing from the review'),
    why=N_(
        "A case is called reviewed only when it says by whom and on what day. Until someone did, it is"
        " {{state: unreviewed}}."
    ),
    scope="record",
    wrong="review: {state: reviewed}",
    right="review: {state: unreviewed}",
)
def review_without_reviewer(file: CaseFile, record: CaseRecord, corpus: Corpus) -> Iterator[Problem]:
    if record.review.state == "reviewed":
        for key in ("by", "on"):
            if getattr(record.review, key) is None:
                yield file.problem("E124", ("review",), found=key)


@rule(
    "E128",
    message=N_('"{found}" is the address of a case there is, or was that of another'),
    why=N_("A former address leads to the case that had it. It can lead to one only, and to none that still has it."),
    scope="corpus",
    wrong="formerly: [oman/tajawob]",
    right="formerly: [oman/tajawob-2024]",
)
def former_address_taken(corpus: Corpus) -> Iterator[Problem]:
    taken: dict[str, CaseFile | None] = dict.fromkeys(corpus.by_id)
    for file in corpus.files:
        for index, former in enumerate(getattr(file.record, "formerly", ())):
            if taken.setdefault(former, file) is not file:
                yield file.problem("E128", ("formerly", index), found=former)


@rule(
    "E129",
    message=N_("there is no name here, in no language"),
    why=N_("Another name of the case is Arabic (ar), English (en), or both; give at least one."),
    scope="record",
    wrong="aliases: [{until: 2023}]",
    right="aliases: [{ar: …, until: 2023}]",
)
def alias_without_name(file: CaseFile, record: CaseRecord, corpus: Corpus) -> Iterator[Problem]:
    for index, alias in enumerate(record.aliases):
        if alias.ar is None and alias.en is None:
            yield file.problem("E129", ("aliases", index))


@cache
def known_codes(kind: str) -> frozenset[str]:
    """Return CLDR's codes of ``languages`` or ``territories``."""
    return frozenset(getattr(Locale("en"), kind))


@rule(
    "E131",
    message=N_('there is no language "{found}"'),
    why=N_("A language is given by its code: ar for Arabic, en for English, fr for French."),
    scope="file",
    wrong="language: eng",
    right="language: en",
)
def unknown_language(file: CaseFile | DataFile, corpus: Corpus) -> Iterator[Problem]:
    for path, place in file.data.values.items():
        is_tag = path[-1:] == ("language",) or path[-2:-1] == ("languages",)
        if is_tag and place.raw and not _is_language(place.raw):
            yield file.problem("E131", path, found=place.raw)
    # A label may carry further languages; anything else beside ar and en is a slip that the model cannot see.
    keys = file.data.keys
    for path, place in keys.items():
        if place.raw in ("ar", "en") or path[:1] == ("aliases",) or _is_language(place.raw):
            continue
        if (*path[:-1], "ar") in keys and (*path[:-1], "en") in keys and file.data.values[path].raw:
            yield file.problem("E131", path, of_key=True, found=place.raw)


def _is_language(tag: str) -> bool:
    return tag.split("-")[0] in known_codes("languages")


@rule(
    "E132",
    message=N_('there is no country "{found}"'),
    why=N_("A country is given by its two letters in ISO 3166-1: JO for Jordan, GB for the United Kingdom."),
    scope="record",
    wrong="country: UK",
    right="country: GB",
)
def unknown_country(file: CaseFile, record: CaseRecord, corpus: Corpus) -> Iterator[Problem]:
    for index, replication in enumerate(record.replications):
        if replication.country not in known_codes("territories"):
            yield file.problem("E132", ("replications", index, "country"), found=replication.country)


@rule(
    "E130",
    message=N_('there is no currency "{found}" among the units'),
    why=N_("Amounts are shown with their unit, so the currency must be a unit of the taxonomy; USD and the six are."),
    scope="record",
    wrong="currency: BDH",
    right="currency: BHD",
)
def unknown_currency(file: CaseFile, record: CaseRecord, corpus: Corpus) -> Iterator[Problem]:
    currencies = [code for code, unit in corpus.terms("units").items() if unit.kind == "currency"]
    if not currencies or not isinstance(record.cost, tuple):
        return
    for index, cost in enumerate(record.cost):
        if cost.currency not in currencies:
            at = ("cost", index, "currency")
            hint = nearest(cost.currency, currencies)
            yield file.problem("E130", at, found=cost.currency, allowed=tuple(currencies), hint=hint)
